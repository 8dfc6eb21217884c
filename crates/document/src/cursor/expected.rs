//! A text in quotes that is expected at a place, compared eight bytes at a time.

use crate::block::WIDTH;

/// How a text looks that is expected at a place.
///
/// Most names and listed values fit into a few words with their quotes; words overlap at the end. A
/// longer text is compared as a text in between. It can be made while a program is compiled.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// The first bytes.
    words: [u64; WORDS],
    /// The bytes that count in the first word.
    mask: u64,
    /// The last bytes, if there are more than a word.
    last: u64,
    length: usize,
}

/// So many words hold the names that most schemas have, with the last bytes beside them.
const WORDS: usize = 3;

/// A word that stands in no text, as its bytes are not UTF-8.
const NOWHERE: u64 = u64::MAX;

impl Expected {
    /// A string as JSON writes it if it needs no escapes; one that needs some is seen nowhere.
    #[must_use]
    pub const fn string(value: &str) -> Self {
        Self::before(value.as_bytes(), 0)
    }

    /// The same for a member name with the colon right after it.
    #[must_use]
    pub const fn name(value: &str) -> Self {
        Self::before(value.as_bytes(), 1)
    }

    const fn before(value: &[u8], colons: usize) -> Self {
        let length = value.len() + 2 + colons;
        if needs_escapes(value) {
            return Self {
                words: [NOWHERE; WORDS],
                mask: u64::MAX,
                last: 0,
                length,
            };
        }
        let words = [
            word(value, 0, length),
            word(value, WIDTH, length),
            word(value, 2 * WIDTH, length),
        ];
        let mask = match length < WIDTH {
            true => (1 << (8 * length)) - 1,
            false => u64::MAX,
        };
        Self {
            words,
            mask,
            last: word(value, length.saturating_sub(WIDTH), length),
            length,
        }
    }

    /// Where the text ends, if it stands at `at`; `value` is what it was made of. Within some bytes
    /// of the end of the whole text it may not be seen.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, value: &str, bytes: &[u8], at: usize) -> Option<usize> {
        let from = bytes.get(at..)?;
        let first = u64::from_le_bytes(*from.first_chunk()?);
        if (first ^ self.words[0]) & self.mask != 0 {
            return None;
        }
        if self.length > WIDTH && !self.is_rest(value, from) {
            return None;
        }
        Some(at + self.length)
    }

    /// Whether what comes after the first word stands there, too.
    #[inline(always)]
    fn is_rest(&self, value: &str, from: &[u8]) -> bool {
        let stands = |word: u64, at: usize| {
            let found = from.get(at..).and_then(|from| from.first_chunk());
            found.is_some_and(|found| u64::from_le_bytes(*found) == word)
        };
        let length = self.length;
        stands(self.last, length - WIDTH)
            && (length <= 2 * WIDTH || stands(self.words[1], WIDTH))
            && (length <= 3 * WIDTH || stands(self.words[2], 2 * WIDTH))
            && (length <= 4 * WIDTH || is_long_rest(value.as_bytes(), from))
    }
}

/// The same for what no word holds. The last one holds the closing quote.
#[inline(never)]
fn is_long_rest(value: &[u8], from: &[u8]) -> bool {
    from.get(WORDS * WIDTH..=value.len()) == value.get(WORDS * WIDTH - 1..)
}

/// Eight bytes from a place on of a value in its quotes, with a colon if the length has room for
/// one; zeros behind that.
const fn word(value: &[u8], from: usize, length: usize) -> u64 {
    let close = value.len() + 1;
    let (mut word, mut at) = (0, 0);
    while at < WIDTH && from + at < length {
        let place = from + at;
        let byte = if place == 0 || place == close {
            b'"'
        } else if place < close {
            value[place - 1]
        } else {
            b':'
        };
        word |= (byte as u64) << (8 * at);
        at += 1;
    }
    word
}

const fn needs_escapes(value: &[u8]) -> bool {
    let mut at = 0;
    while at < value.len() {
        if matches!(value[at], b'"' | b'\\' | ..b' ') {
            return true;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expected_text_is_found_where_it_stands_and_nowhere_else() {
        for length in 0..36 {
            let value = "abcdefghijklmnopqrstuvwxyz0123456789"
                .get(..length)
                .expect("it is ASCII");
            let expected = Expected::string(value);
            let text = format!("x\"{value}\":12345678");
            assert_eq!(expected.at(value, text.as_bytes(), 1), Some(length + 3));
            assert_eq!(expected.at(value, text.as_bytes(), 0), None);
            let longer = format!("x\"{value}z\":12345678");
            assert_eq!(expected.at(value, longer.as_bytes(), 1), None, "{value}");
            for place in 1..length + 3 {
                let mut other = text.clone().into_bytes();
                other[place] = b'#';
                assert_eq!(expected.at(value, &other, 1), None, "{value}");
            }
        }
        for escaped in ["a\n", "\"", "\\"] {
            let text = format!("\"{escaped}\"        ");
            let found = Expected::string(escaped).at(escaped, text.as_bytes(), 0);
            assert_eq!(found, None, "{escaped:?}");
        }
    }

    #[test]
    fn a_name_is_expected_with_its_colon() {
        for name in [
            "",
            "port",
            "name66",
            "name777",
            "egressedBytes",
            "roomsAllocatedUpdatedAt",
        ] {
            let expected = Expected::name(name);
            let end = name.len() + 3;
            let text = format!("\"{name}\":1,\"another\":true}}");
            assert_eq!(expected.at(name, text.as_bytes(), 0), Some(end), "{name}");
            let apart = format!("\"{name}\" :1,\"another\":true}}");
            assert_eq!(expected.at(name, apart.as_bytes(), 0), None, "{name}");
        }
    }
}
