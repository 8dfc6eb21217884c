//! A text in quotes that is expected at a place, compared eight bytes at a time.

use crate::block;

/// A text in quotes that is expected at a place.
///
/// Most names and listed values fit into two blocks with their quotes, so these are kept in place; a
/// longer text has its others elsewhere.
#[derive(Clone, Debug)]
pub struct Expected {
    head: [u64; 2],
    /// The bytes of each of the two that count.
    masks: [u64; 2],
    rest: Box<[(u64, u64)]>,
    length: usize,
}

impl Expected {
    /// A string as JSON writes it if it needs no escapes; `None` if it needs some.
    #[must_use]
    pub fn new(value: &str) -> Option<Self> {
        Self::before(value, "")
    }

    /// The same for a member name with the colon right after it.
    #[must_use]
    pub fn name(value: &str) -> Option<Self> {
        Self::before(value, ":")
    }

    fn before(value: &str, after: &str) -> Option<Self> {
        if value
            .bytes()
            .any(|byte| matches!(byte, b'"' | b'\\' | ..b' '))
        {
            return None;
        }
        // There may be tens of thousands of names, so this is not left to `format!`.
        let mut text = String::with_capacity(value.len() + 2 + after.len());
        text.extend(["\"", value, "\"", after]);
        let mask = |block: &[u8]| match block.len() {
            block::WIDTH => u64::MAX,
            length => block::first(u64::MAX, length),
        };
        let blocks = text.as_bytes().chunks(block::WIDTH);
        let mut blocks = blocks.map(|block| (block::padded(block), mask(block)));
        // There are two quotes at least.
        let (first, second) = (blocks.next()?, blocks.next().unwrap_or((0, 0)));
        Some(Self {
            head: [first.0, second.0],
            masks: [first.1, second.1],
            rest: blocks.collect(),
            length: text.len(),
        })
    }

    /// Where the text ends, if it stands at `at`. Within some bytes of the end of the whole text
    /// it may not be seen.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let differs = |place: usize, block: u64, mask: u64| {
            block::whole(bytes, place).is_none_or(|found| (found ^ block) & mask != 0)
        };
        if differs(at, self.head[0], self.masks[0]) {
            return None;
        }
        if self.length > block::WIDTH {
            if differs(at + block::WIDTH, self.head[1], self.masks[1]) {
                return None;
            }
            let mut place = at + 2 * block::WIDTH;
            for &(block, mask) in &self.rest {
                if differs(place, block, mask) {
                    return None;
                }
                place += block::WIDTH;
            }
        }
        Some(at + self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expected_text_is_found_where_it_stands_and_nowhere_else() {
        for length in 0..30 {
            let value = "abcdefghijklmnopqrstuvwxyz0123456789"
                .get(..length)
                .expect("it is ASCII");
            let expected = Expected::new(value).expect("it needs no escapes");
            let text = format!("x\"{value}\":12345678");
            assert_eq!(expected.at(text.as_bytes(), 1), Some(length + 3));
            assert_eq!(expected.at(text.as_bytes(), 0), None);
            let longer = format!("x\"{value}z\":12345678");
            assert_eq!(expected.at(longer.as_bytes(), 1), None, "{value}");
            for place in 1..length + 3 {
                let mut other = text.clone().into_bytes();
                other[place] = b'#';
                assert_eq!(expected.at(&other, 1), None, "{value}");
            }
        }
        assert!(Expected::new("a\\n").is_none() && Expected::new("\"").is_none());
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
            let expected = Expected::name(name).expect("it needs no escapes");
            let end = name.len() + 3;
            let text = format!("\"{name}\":1,\"another\":true}}");
            assert_eq!(expected.at(text.as_bytes(), 0), Some(end), "{name}");
            let apart = format!("\"{name}\" :1,\"another\":true}}");
            assert_eq!(expected.at(apart.as_bytes(), 0), None, "{name}");
        }
    }
}
