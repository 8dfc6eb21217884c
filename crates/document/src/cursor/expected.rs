//! A text in quotes that is expected at a place, compared eight bytes at a time.

use crate::block;

/// A text in quotes that is expected at a place.
///
/// Most names and listed values fit into one block with their quotes, so the first block is kept in
/// place; a longer text has its others elsewhere.
#[derive(Clone, Debug)]
pub struct Expected {
    head: u64,
    /// The bytes of the first block that count.
    mask: u64,
    rest: Box<[u64]>,
    /// The bytes of the last block that count, if there is another than the first.
    last_mask: u64,
    length: usize,
}

impl Expected {
    /// A string as JSON writes it if it needs no escapes; `None` if it needs some.
    #[must_use]
    pub fn new(value: &str) -> Option<Self> {
        if value
            .bytes()
            .any(|byte| matches!(byte, b'"' | b'\\' | ..b' '))
        {
            return None;
        }
        let quoted = format!("\"{value}\"");
        let mut blocks = quoted.as_bytes().chunks(block::WIDTH);
        let mask = |block: &[u8]| match block.len() {
            block::WIDTH => u64::MAX,
            length => block::first(u64::MAX, length),
        };
        // There are two quotes at least.
        let head = blocks.next()?;
        let last_mask = blocks.clone().last().map_or(u64::MAX, mask);
        Some(Self {
            head: block::padded(head),
            mask: mask(head),
            rest: blocks.map(block::padded).collect(),
            last_mask,
            length: quoted.len(),
        })
    }

    /// Where the text ends, if it stands at `at`. Within eight bytes of the end of the whole text
    /// it may not be seen.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, bytes: &[u8], at: usize) -> Option<usize> {
        if (block::whole(bytes, at)? ^ self.head) & self.mask != 0 {
            return None;
        }
        if let Some((last, blocks)) = self.rest.split_last() {
            let mut place = at + block::WIDTH;
            for block in blocks {
                if block::whole(bytes, place)? != *block {
                    return None;
                }
                place += block::WIDTH;
            }
            if (block::whole(bytes, place)? ^ last) & self.last_mask != 0 {
                return None;
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
}
