//! A text that has been read, and what it is made of.
//!
//! The tape itself is private; [`Document::root`] gives the outermost [`Node`], and from there on
//! everything is reached by walking.

use crate::buffer::Buffer;
use crate::entry::Entry;
use crate::error::ReadError;
use crate::json;
use crate::limits::Limits;
use crate::line_index::{LineIndex, Position, position_of};
pub use crate::node::{Elements, Member, Members, Node};
use crate::syntax::Syntax;
use crate::transcript::{Place, Remark, Transcript};

/// A text that has been read: every value with its place.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    text: &'s str,
    /// The JSON that the entries lie in: the text itself, or its transcript's.
    json: &'s str,
    /// Where each entry stands in the text, if that is not where it lies in the JSON.
    ///
    /// Invariant: empty, or one for each entry.
    places: &'s [Place],
    remarks: &'s [Remark],
    /// Invariant: at least one entry; spans lie in `json` on character boundaries.
    entries: Vec<Entry>,
    duplicates: Vec<DuplicateKey>,
}

impl<'s> Document<'s> {
    /// Reads a JSON text within the default [`Limits`].
    ///
    /// # Errors
    /// The first fault of the text, with its place.
    pub fn from_slice(bytes: &'s [u8]) -> Result<Self, ReadError> {
        Self::read(bytes, &Limits::default())
    }

    /// Reads a JSON text within the given limits.
    ///
    /// # Errors
    /// The first fault of the text, with its place.
    pub fn read(bytes: &'s [u8], limits: &Limits) -> Result<Self, ReadError> {
        Self::read_with(bytes, limits, &mut Buffer::default())
    }

    /// Reads a JSON text within the given limits, in memory that an earlier document has
    /// [released](Document::release). For whoever reads many texts one after the other.
    ///
    /// # Errors
    /// The first fault of the text, with its place. The buffer keeps its memory.
    ///
    /// ```
    /// use trueup_document::{Buffer, Document, Limits};
    ///
    /// let mut buffer = Buffer::default();
    /// for line in ["[1, 2]", "[3]"] {
    ///     let document = Document::read_with(line.as_bytes(), &Limits::default(), &mut buffer)?;
    ///     assert!(!document.root().is_empty());
    ///     document.release(&mut buffer);
    /// }
    /// # Ok::<(), trueup_document::ReadError>(())
    /// ```
    pub fn read_with(
        bytes: &'s [u8],
        limits: &Limits,
        buffer: &mut Buffer,
    ) -> Result<Self, ReadError> {
        Self::read_as(bytes, Syntax::Json, limits, buffer)
    }

    /// Reads a text of JSON with comments ([`Syntax::Jsonc`]) within the given limits.
    ///
    /// # Errors
    /// The first fault of the text, with its place.
    ///
    /// ```
    /// use trueup_document::{Document, Limits};
    ///
    /// let text = b"{\n  // seconds\n  \"timeout\": 30,\n}";
    /// let document = Document::read_jsonc(text, &Limits::default())?;
    /// let timeout = document.root().get("timeout").expect("the member is there");
    /// assert_eq!(document.position(timeout.span().start).to_string(), "3:14");
    /// # Ok::<(), trueup_document::ReadError>(())
    /// ```
    pub fn read_jsonc(bytes: &'s [u8], limits: &Limits) -> Result<Self, ReadError> {
        Self::read_as(bytes, Syntax::Jsonc, limits, &mut Buffer::default())
    }

    /// Reads a text in any [`Syntax`], in memory that an earlier document has released.
    ///
    /// # Errors
    /// The first fault of the text, with its place. The buffer keeps its memory.
    pub fn read_as(
        bytes: &'s [u8],
        syntax: Syntax,
        limits: &Limits,
        buffer: &mut Buffer,
    ) -> Result<Self, ReadError> {
        let text = json::read(bytes, syntax, limits, buffer)?;
        Ok(Self {
            text,
            json: text,
            places: &[],
            remarks: &[],
            entries: std::mem::take(&mut buffer.entries),
            duplicates: std::mem::take(&mut buffer.duplicates),
        })
    }

    /// Reads what a text in another syntax has been written out as. All places are those of that
    /// text.
    ///
    /// # Errors
    /// The first fault, with its place; nesting that goes beyond the limit, if the transcript is
    /// well made. The buffer keeps its memory.
    pub fn of_transcript(
        transcript: &'s Transcript<'_>,
        limits: &Limits,
        buffer: &mut Buffer,
    ) -> Result<Self, ReadError> {
        // The limit on bytes is one on the text, which the writer of the transcript has kept.
        let limits = Limits {
            max_bytes: Limits::LARGEST,
            ..*limits
        };
        let (source, places) = (transcript.source(), transcript.places());
        let place = |index: usize| transcript.span_of(index);
        let bytes = transcript.json().as_bytes();
        json::read(bytes, Syntax::Json, &limits, buffer).map_err(|fault| {
            let span = place(buffer.entries.len());
            ReadError::new(fault.kind, source.as_bytes(), span)
        })?;
        let entries = std::mem::take(&mut buffer.entries);
        let mut duplicates = std::mem::take(&mut buffer.duplicates);
        for duplicate in &mut duplicates {
            let first = duplicate.first.start;
            let first = entries.partition_point(|entry| entry.span().start < first);
            duplicate.first = place(first);
            duplicate.second = place(duplicate.second_entry);
        }
        Ok(Self {
            text: source,
            json: transcript.json(),
            places,
            remarks: transcript.remarks(),
            entries,
            duplicates,
        })
    }

    /// Gives the document's memory to the next one that is [read](Document::read_with) with the
    /// buffer.
    pub fn release(self, buffer: &mut Buffer) {
        buffer.entries = self.entries;
        buffer.duplicates = self.duplicates;
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::new(self, 0)
    }

    /// The text that was read, in which all spans lie.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The JSON that was read: the text, or what it was written out as if it is written in another
    /// syntax. [`Node::raw`] gives parts of it.
    #[must_use]
    pub fn json(&self) -> &'s str {
        self.json
    }

    /// What is odd about values and names of a text in another syntax, in the order of the values.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        self.remarks
    }

    /// Where an entry stands in the text.
    pub(crate) fn span_of(&self, index: usize) -> Span {
        match self.places.get(index) {
            Some(place) => place.span(),
            None => self.entries[index].span(),
        }
    }

    /// Member names that stand more than once in one object, in the order their objects close.
    ///
    /// They are kept rather than refused here, so that one report can show them beside everything
    /// else. Whoever judges a payload must treat one as a fault: RFC 8259, section 4 leaves the
    /// meaning of such an object open.
    #[must_use]
    pub fn duplicate_keys(&self) -> &[DuplicateKey] {
        &self.duplicates
    }

    /// The line and column of one byte offset. For many, build a [`LineIndex`] once.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        position_of(self.text.as_bytes(), offset)
    }

    /// An index for many positions.
    #[must_use]
    pub fn line_index(&self) -> LineIndex<'s> {
        LineIndex::new(self.text.as_bytes())
    }
}

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// a number
    Number,
    /// a string
    String,
    /// an array
    Array,
    /// an object
    Object,
}

/// A range of bytes in the source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A member name that stands twice in one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicateKey {
    /// The first name, with its quotes if it has any.
    pub first: Span,
    /// The name that repeats it, with its quotes if it has any.
    pub second: Span,
    pub(crate) second_entry: usize,
}

impl DuplicateKey {
    /// The place on the tape of the name that repeats it: its [`Node::index`].
    #[must_use]
    pub fn index(&self) -> usize {
        self.second_entry
    }

    /// The member that repeats the name, in the document that reported it.
    ///
    /// # Panics
    /// Looking at the member may panic if the document is another one.
    #[must_use]
    pub fn member<'d>(&self, document: &'d Document<'d>) -> Member<'d> {
        Member::new(document, self.second_entry)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with so many values has half a gigabyte, so the tape is made to look like that of
    /// one.
    #[test]
    fn a_container_with_more_values_than_its_entry_can_say_is_counted() {
        for (text, count) in [("[1, [2, 3], 4]", 3), (r#"{"a": [1, 2, 3], "b": {}}"#, 2)] {
            let mut document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
            let next = document.entries.len();
            document.entries[0].close(text.len(), next, usize::MAX);
            assert_eq!(document.entries[0].count(), None);
            assert_eq!(document.root().len(), count, "{text}");
            assert!(!document.root().is_empty());
        }
    }
}
