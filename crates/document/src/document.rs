//! The tape and its nodes.
//!
//! An object lies on the tape as its own entry followed by name, value, name, value …; an array as
//! its own entry followed by its elements. Each entry says which entry comes after it and all that
//! it holds, so skipping a subtree is one step.

use std::borrow::Cow;

use crate::error::ReadError;
use crate::json;
use crate::limits::Limits;
use crate::line_index::{LineIndex, Position, position_of};
use crate::number::Number;
use crate::string::unescape;

/// A text that has been read: every value with its place.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    text: &'s str,
    /// Invariant: at least one entry; spans lie in `text` on character boundaries.
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
        let reading = json::read(bytes, limits)?;
        Ok(Self {
            text: reading.text,
            entries: reading.entries,
            duplicates: reading.duplicates,
        })
    }

    /// The outermost value.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node {
            document: self,
            index: 0,
        }
    }

    /// The text that was read.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
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
    /// The first name, with its quotes.
    pub first: Span,
    /// The name that repeats it, with its quotes.
    pub second: Span,
    pub(crate) second_entry: usize,
}

impl DuplicateKey {
    /// The member that repeats the name.
    #[must_use]
    pub fn member<'d>(&self, document: &'d Document<'d>) -> Member<'d> {
        Member {
            document,
            key: self.second_entry,
        }
    }
}

/// One value of a document. Copying it costs nothing.
#[derive(Clone, Copy, Debug)]
pub struct Node<'d> {
    document: &'d Document<'d>,
    index: usize,
}

impl<'d> Node<'d> {
    fn entry(self) -> &'d Entry {
        // A node is only made for a place that the reader wrote.
        &self.document.entries[self.index]
    }

    /// What kind of value this is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.entry().kind()
    }

    /// Where the value stands, quotes and brackets included.
    #[must_use]
    pub fn span(self) -> Span {
        self.entry().span()
    }

    /// The document that this is part of.
    #[must_use]
    pub fn document(self) -> &'d Document<'d> {
        self.document
    }

    /// The place on the tape: unlike for every node of one document.
    #[must_use]
    pub fn index(self) -> usize {
        self.index
    }

    /// The source text of the value.
    #[must_use]
    pub fn raw(self) -> &'d str {
        let span = self.span();
        &self.document.text[span.start..span.end]
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.raw() == "true")
    }

    /// The value of a number, exact.
    #[must_use]
    pub fn as_number(self) -> Option<Number<'d>> {
        (self.kind() == Kind::Number).then(|| Number::from_checked(self.raw()))
    }

    /// The value of a string; borrowed when it has no escapes.
    #[must_use]
    pub fn as_str(self) -> Option<Cow<'d, str>> {
        (self.kind() == Kind::String).then(|| self.string_value())
    }

    fn string_value(self) -> Cow<'d, str> {
        let raw = self.raw();
        // A string's span holds both quotes.
        let inner = &raw[1..raw.len() - 1];
        if self.entry().has_escapes() {
            unescape(inner)
        } else {
            Cow::Borrowed(inner)
        }
    }

    /// How many elements or members a container holds; 0 for anything else.
    #[must_use]
    pub fn len(self) -> usize {
        self.entry().count()
    }

    /// Whether a container holds nothing; true for anything else.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The elements of an array in order; nothing for anything else.
    #[must_use]
    pub fn elements(self) -> Elements<'d> {
        Elements {
            document: self.document,
            at: self.index + 1,
            end: self.end_if(Kind::Array),
        }
    }

    /// The members of an object in order; nothing for anything else.
    #[must_use]
    pub fn members(self) -> Members<'d> {
        Members {
            document: self.document,
            at: self.index + 1,
            end: self.end_if(Kind::Object),
        }
    }

    /// Where a container of this kind ends on the tape; right at its start for anything else.
    fn end_if(self, kind: Kind) -> usize {
        if self.kind() == kind {
            self.entry().next()
        } else {
            self.index + 1
        }
    }

    /// The value of the first member of this name.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Node<'d>> {
        self.members()
            .find(|member| member.is_named(name))
            .map(Member::value)
    }
}

/// A member of an object: its name and its value.
#[derive(Clone, Copy, Debug)]
pub struct Member<'d> {
    document: &'d Document<'d>,
    key: usize,
}

impl<'d> Member<'d> {
    /// The name's own node, for its place.
    #[must_use]
    pub fn key(self) -> Node<'d> {
        Node {
            document: self.document,
            index: self.key,
        }
    }

    /// The name.
    #[must_use]
    pub fn name(self) -> Cow<'d, str> {
        self.key().string_value()
    }

    /// Whether the member has this name, without building it.
    #[must_use]
    pub fn is_named(self, name: &str) -> bool {
        let key = self.key();
        if key.entry().has_escapes() {
            key.string_value() == name
        } else {
            let raw = key.raw();
            &raw[1..raw.len() - 1] == name
        }
    }

    /// The value.
    #[must_use]
    pub fn value(self) -> Node<'d> {
        Node {
            document: self.document,
            // A name is one entry, and its value comes right after it.
            index: self.key + 1,
        }
    }
}

/// The elements of an array.
#[derive(Clone, Debug)]
pub struct Elements<'d> {
    document: &'d Document<'d>,
    at: usize,
    end: usize,
}

impl<'d> Iterator for Elements<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        let node = Node {
            document: self.document,
            index: self.at,
        };
        (self.at < self.end).then(|| {
            self.at = node.entry().next();
            node
        })
    }
}

/// The members of an object.
#[derive(Clone, Debug)]
pub struct Members<'d> {
    document: &'d Document<'d>,
    at: usize,
    end: usize,
}

impl<'d> Iterator for Members<'d> {
    type Item = Member<'d>;

    fn next(&mut self) -> Option<Member<'d>> {
        let member = Member {
            document: self.document,
            key: self.at,
        };
        (self.at < self.end).then(|| {
            self.at = member.value().entry().next();
            member
        })
    }
}

/// One place on the tape, in 16 bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    start: u32,
    end: u32,
    /// The entry after this one and all that it holds.
    next: u32,
    /// Kind in the lowest 3 bits, escapes in the 4th, the count of a container above.
    meta: u32,
}

const ESCAPES: u32 = 1 << 3;
const COUNT_SHIFT: u32 = 4;

impl Entry {
    /// Offsets fit: the reader refuses a text longer than [`Limits::LARGEST`], and there are never
    /// more entries than bytes.
    pub(crate) fn new(kind: Kind, start: usize, end: usize) -> Self {
        Self {
            start: narrow(start),
            end: narrow(end),
            next: 0,
            meta: kind as u32,
        }
    }

    pub(crate) fn with_next(mut self, next: usize) -> Self {
        self.next = narrow(next);
        self
    }

    pub(crate) fn with_escapes(mut self, escaped: bool) -> Self {
        if escaped {
            self.meta |= ESCAPES;
        }
        self
    }

    pub(crate) fn close(&mut self, end: usize, next: usize, count: usize) {
        self.end = narrow(end);
        self.next = narrow(next);
        // A container of 2^28 values or more has at least 2^29 bytes: it keeps the largest count,
        // and `count` counts anew.
        self.meta |= narrow(count.min(LARGEST_COUNT)) << COUNT_SHIFT;
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.meta & 7 {
            0 => Kind::Null,
            1 => Kind::Boolean,
            2 => Kind::Number,
            3 => Kind::String,
            4 => Kind::Array,
            _ => Kind::Object,
        }
    }

    pub(crate) fn span(&self) -> Span {
        Span {
            start: self.start as usize,
            end: self.end as usize,
        }
    }

    pub(crate) fn next(&self) -> usize {
        self.next as usize
    }

    fn has_escapes(&self) -> bool {
        self.meta & ESCAPES != 0
    }

    fn count(&self) -> usize {
        (self.meta >> COUNT_SHIFT) as usize
    }
}

const LARGEST_COUNT: usize = (1 << (32 - COUNT_SHIFT)) - 1;

/// See [`Entry::new`] for why nothing is cut.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
