//! JSON Lines, also called NDJSON: a text with one JSON value in each line.
//!
//! [`lines`] parts a text into its lines and knows where each one stands in the whole, so that what
//! is found in a line can be told by its place in the file. A line ends with LF; a CR before it
//! belongs to the line ending. The last line may lack its end. Lines with nothing but whitespace
//! count, but hold no value and are passed over.
//!
//! ```
//! use trueup_document::{Buffer, Limits, ndjson};
//!
//! let mut buffer = Buffer::default();
//! let mut found = Vec::new();
//! for line in ndjson::lines(b"{\"a\": 1}\n\n[2,]\n") {
//!     match line.read(&Limits::default(), &mut buffer) {
//!         Ok(document) => document.release(&mut buffer),
//!         Err(error) => found.push(line.position(error.position).to_string()),
//!     }
//! }
//! assert_eq!(found, ["3:3"]);
//! ```

use crate::buffer::Buffer;
use crate::document::{Document, Span};
use crate::error::ReadError;
use crate::limits::Limits;
use crate::line_index::Position;

/// One line that is not blank, with its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// The line's number, from 1, blank lines counted.
    pub number: usize,
    /// The byte of the text that the line begins with, from 0.
    pub start: usize,
    /// The line without its ending.
    pub bytes: &'t [u8],
}

impl<'t> Line<'t> {
    /// Reads the value of the line. The limits are those of this one line; the places in the
    /// document and in the error count from the beginning of the line.
    ///
    /// # Errors
    /// The first fault of the line. The buffer keeps its memory.
    pub fn read(&self, limits: &Limits, buffer: &mut Buffer) -> Result<Document<'t>, ReadError> {
        Document::read_with(self.bytes, limits, buffer)
    }

    /// A position in the line as a position in the text.
    #[must_use]
    pub fn position(&self, inside: Position) -> Position {
        Position {
            line: self.number + (inside.line - 1),
            column: inside.column,
        }
    }

    /// A span of the line as a span of the text.
    #[must_use]
    pub fn span(&self, inside: Span) -> Span {
        Span {
            start: self.start + inside.start,
            end: self.start + inside.end,
        }
    }
}

/// The lines of a text that are not blank, in order.
#[must_use]
pub fn lines(text: &[u8]) -> Lines<'_> {
    Lines {
        text,
        at: 0,
        number: 0,
        longest_blank: usize::MAX,
    }
}

/// See [`lines`].
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t [u8],
    /// Where the next line begins.
    at: usize,
    /// How many lines have been.
    number: usize,
    /// A blank line with more bytes is given as well.
    longest_blank: usize,
}

impl Lines<'_> {
    /// Gives blank lines as well if they have more than so many bytes: whoever limits the length of
    /// a line, and so may not have seen its end, cannot pass over it.
    ///
    /// ```
    /// let lines = |most| trueup_document::ndjson::lines(b"    \n1\n").even_blank_beyond(most).count();
    /// assert_eq!((lines(3), lines(4)), (2, 1));
    /// ```
    #[must_use]
    pub fn even_blank_beyond(mut self, bytes: usize) -> Self {
        self.longest_blank = bytes;
        self
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        loop {
            let start = self.at;
            let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
            let length = memchr::memchr(b'\n', rest);
            let line = &rest[..length.unwrap_or(rest.len())];
            self.at = start + line.len() + 1;
            self.number += 1;
            let bytes = line.strip_suffix(b"\r").unwrap_or(line);
            if bytes.len() > self.longest_blank || !is_blank(bytes) {
                return Some(Line {
                    number: self.number,
                    start,
                    bytes,
                });
            }
        }
    }
}

/// Whether a line holds no value: nothing stands in it but the whitespace of JSON.
#[must_use]
pub fn is_blank(line: &[u8]) -> bool {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    line.iter().all(is_space)
}
