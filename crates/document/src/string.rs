//! Unescaping of strings that the reader has accepted.

use std::borrow::Cow;

use crate::block;

/// The value of a string, from the text between its quotes.
///
/// The reader has checked every escape. In a text that it would refuse, an escape stands for
/// whatever comes out of it, without a panic.
pub(crate) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let bytes = raw.as_bytes();
    // No escape is longer as a character, and blocks are written whole: what is too much is
    // written over, or cut off at the end.
    let mut value = vec![0; bytes.len() + block::WIDTH];
    let (mut from, mut to) = (0, 0);
    while from < bytes.len() {
        let block = block::at(bytes, from);
        let clean = block::before_backslash(block).min(bytes.len() - from);
        write(&mut value, to, block.to_le_bytes());
        from += clean;
        to += clean;
        if clean == block::WIDTH || from >= bytes.len() {
            continue;
        }
        if let Some(byte) = bytes.get(from + 1).and_then(|&byte| short_escape(byte)) {
            if let Some(place) = value.get_mut(to) {
                *place = byte;
            }
            from += 2;
            to += 1;
        } else {
            // A backslash is a character of its own, so the place is between characters.
            let (character, used) = escape(raw.get(from..).unwrap_or(""));
            let mut buffer = [0; block::WIDTH];
            let length = character.encode_utf8(&mut buffer).len();
            write(&mut value, to, buffer);
            from += used;
            to += length;
        }
    }
    value.truncate(to);
    let value = String::from_utf8(value);
    Cow::Owned(value.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into()))
}

/// Puts a block into a place that has room for it.
#[inline(always)]
fn write(value: &mut [u8], at: usize, block: [u8; block::WIDTH]) {
    if let Some(place) = value.get_mut(at..at + block::WIDTH) {
        place.copy_from_slice(&block);
    }
}

/// What a backslash and one character stand for (RFC 8259, section 7).
#[inline(always)]
pub(crate) fn short_escape(character: u8) -> Option<u8> {
    Some(match character {
        b'"' | b'\\' | b'/' => character,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

/// One escape at the start of the text: its character and its length in bytes.
fn escape(text: &str) -> (char, usize) {
    let character = match text.as_bytes().get(1) {
        Some(b'u') => return unicode_escape(text),
        Some(&byte) => char::from(short_escape(byte).unwrap_or(byte)),
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, 2)
}

fn unicode_escape(text: &str) -> (char, usize) {
    let high = hex4(text.as_bytes(), 2).unwrap_or(0xFFFD);
    if !(0xD800..0xDC00).contains(&high) {
        return (
            char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER),
            6,
        );
    }
    let low = hex4(text.as_bytes(), 8).unwrap_or(0);
    // A low half has these ten bits beside its mark.
    let scalar = 0x1_0000 + ((high & 0x3FF) << 10) + (low & 0x3FF);
    (
        char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER),
        12,
    )
}

/// Four hexadecimal digits from `at`.
pub(crate) fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |value, &byte| {
        Some(value * 16 + char::from(byte).to_digit(16)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain version of [`unescape`].
    fn plain(raw: &str) -> String {
        let mut value = String::new();
        let mut rest = raw;
        while let Some(at) = rest.find('\\') {
            value.push_str(&rest[..at]);
            let (character, used) = escape(&rest[at..]);
            value.push(character);
            rest = rest.get(at + used..).unwrap_or("");
        }
        value + rest
    }

    #[test]
    fn escapes_in_any_place_are_what_they_stand_for() {
        let escapes = [
            "",
            "\\n",
            "\\\"",
            "\\\\",
            "\\u0041",
            "\\u00e9",
            "\\u20ac",
            "\\ud83d\\ude00",
            "\\\\\\n",
        ];
        for before in 0..20 {
            for between in 0..10 {
                for (first, second) in escapes.iter().flat_map(|a| escapes.map(|b| (a, b))) {
                    let (before, between) = ("a€".repeat(before / 2), "é".repeat(between));
                    let raw = format!("{before}{first}{between}{second}x");
                    assert_eq!(unescape(&raw), plain(&raw), "{raw}");
                    let raw = format!("{first}{second}{between}");
                    assert_eq!(unescape(&raw), plain(&raw), "{raw}");
                }
            }
        }
    }

    #[test]
    fn escapes_that_no_reader_accepts_do_not_panic() {
        for raw in [
            "\\",
            "a\\",
            "\\u12",
            "\\ud83d",
            "\\u",
            "\\é",
            "\\ud83d\\n",
            "abcdefg\\",
        ] {
            assert!(!unescape(raw).is_empty(), "{raw}");
        }
    }
}
