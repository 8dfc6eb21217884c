//! Memory for reading, to be used again.

use crate::document::DuplicateKey;
use crate::entry::Entry;
use crate::json::Frame;

/// Memory that one document after another is read in.
///
/// It grows to what the largest of them needs and stays there; drop it to give the memory back.
/// [`Document::read_with`](crate::Document::read_with) shows its use.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    pub(crate) entries: Vec<Entry>,
    pub(crate) duplicates: Vec<DuplicateKey>,
    /// The containers around the innermost open one.
    pub(crate) open: Vec<Frame>,
    /// The fingerprints of the names of all open objects, innermost last.
    pub(crate) prints: Vec<u32>,
}

impl Buffer {
    /// Gives memory back until no more is kept than texts of up to about so many bytes need.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.clear();
        // As the reader guesses it.
        self.entries.shrink_to(bytes / 12 + 4);
        self.duplicates.shrink_to(bytes / 64);
        self.prints.shrink_to(bytes / 16);
    }

    /// Forgets what was read and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.duplicates.clear();
        self.open.clear();
        self.prints.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Buffer;
    use crate::{Document, Limits};

    #[test]
    fn memory_is_given_back_down_to_what_a_text_of_so_many_bytes_needs() {
        let text = format!("{{{}\"a\":0}}", "\"a\":0,".repeat(2000));
        let mut buffer = Buffer::default();
        let document = Document::read_with(text.as_bytes(), &Limits::default(), &mut buffer);
        document.expect("the text is JSON").release(&mut buffer);
        let sizes = |buffer: &Buffer| {
            let (entries, duplicates) = (&buffer.entries, &buffer.duplicates);
            [
                entries.capacity(),
                duplicates.capacity(),
                buffer.prints.capacity(),
            ]
        };
        assert!(sizes(&buffer).iter().all(|size| *size >= 2000));
        buffer.shrink_to(6400);
        assert_eq!(sizes(&buffer), [537, 100, 400]);
        buffer.shrink_to(1 << 20);
        assert_eq!(sizes(&buffer), [537, 100, 400]);
        buffer.shrink_to(0);
        assert_eq!(sizes(&buffer), [4, 0, 0]);
    }
}
