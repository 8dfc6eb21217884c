//! Byte offsets to lines and columns.

use std::fmt;

/// A place that a person can go to. Both numbers count from 1; columns count Unicode scalar
/// values, so a tab or an emoji is one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalar values.
    pub column: usize,
}

impl Position {
    /// The position behind a text that begins at this one.
    ///
    /// ```
    /// use trueup_document::Position;
    ///
    /// let start = Position { line: 1, column: 5 };
    /// assert_eq!(start.after("né").to_string(), "1:7");
    /// assert_eq!(start.after("né\r\n\tx").to_string(), "2:3");
    /// ```
    #[must_use]
    pub fn after(self, text: &str) -> Self {
        match text.rfind('\n') {
            Some(last) => Self {
                line: self.line + text.matches('\n').count(),
                column: text[last + 1..].chars().count() + 1,
            },
            None => Self {
                column: self.column + text.chars().count(),
                ..self
            },
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Where each line of a text begins.
///
/// A line ends with LF; the CR of a CRLF belongs to the line that it ends. A CR alone ends no
/// line, as in most editors' and compilers' counting.
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t [u8],
    /// Invariant: sorted, the first is 0, each other one stands right after an LF.
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Reads the text once. The bytes need not be UTF-8; a column is then every byte that does not
    /// look like the continuation of a character.
    #[must_use]
    pub fn new(text: &'t [u8]) -> Self {
        let newlines = memchr::memchr_iter(b'\n', text);
        let starts = std::iter::once(0).chain(newlines.map(|at| at + 1));
        Self {
            text,
            starts: starts.collect(),
        }
    }

    /// The position of a byte offset; an offset past the end counts as the end, one inside a
    /// character as that character's.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = boundary(self.text, offset);
        // The first start is 0, so at least one start is not greater than the offset.
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Position {
            line,
            column: scalars(&self.text[start..offset]) + 1,
        }
    }

    /// The bytes of a line, counted from 1, without its line ending; empty if there is none.
    #[must_use]
    pub fn line(&self, line: usize) -> &'t [u8] {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return &[];
        };
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |&next| next - 1);
        let bytes = &self.text[start..end];
        bytes.strip_suffix(b"\r").unwrap_or(bytes)
    }
}

/// The position of one offset, without an index: for the one error of a failed reading.
pub(crate) fn position_of(text: &[u8], offset: usize) -> Position {
    let before = &text[..boundary(text, offset)];
    let start = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1);
    Position {
        line: before.iter().filter(|&&byte| byte == b'\n').count() + 1,
        column: scalars(&before[start..]) + 1,
    }
}

/// Where the character begins that an offset stands in; the end of the text for one past it.
pub(crate) fn boundary(text: &[u8], offset: usize) -> usize {
    let offset = offset.min(text.len());
    let continues = |at: usize| text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    if !continues(offset) {
        return offset;
    }
    // A character has at most three bytes after its first.
    let mut before = (offset.saturating_sub(3)..offset).rev();
    match before.find(|&at| !continues(at)) {
        Some(first) if text[first] >= 0xC0 => first,
        // Bytes that continue nothing, in a text that is not UTF-8.
        _ => offset,
    }
}

/// Counts scalar values: every byte but the continuation bytes of UTF-8.
fn scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
