//! Walking a document: nodes, members, elements.
//!
//! A node is a place on the tape together with its document; going to a child or past a subtree is
//! one look at an entry. Nothing here allocates but the values of strings that have escapes.

use std::borrow::Cow;
use std::ops::Range;

use crate::entry::Entry;
use crate::number::Number;
use crate::string::unescape;
use crate::{Document, Kind, Span};

/// One value of a document. Copying it costs nothing.
#[derive(Clone, Copy, Debug)]
pub struct Node<'d> {
    document: &'d Document<'d>,
    /// Invariant: a place on the document's tape.
    index: usize,
}

impl<'d> Node<'d> {
    pub(crate) fn new(document: &'d Document<'d>, index: usize) -> Self {
        Self { document, index }
    }

    #[inline]
    fn entry(self) -> &'d Entry {
        // A node is only made for a place that the reader wrote.
        &self.document.entries()[self.index]
    }

    /// What kind of value this is.
    #[must_use]
    #[inline]
    pub fn kind(self) -> Kind {
        self.entry().kind()
    }

    /// Where the value stands in the text, quotes and brackets included.
    #[must_use]
    pub fn span(self) -> Span {
        self.document.span_of(self.index)
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

    /// Where the value lies in the document's [JSON](Document::json).
    #[must_use]
    pub fn json_span(self) -> Span {
        self.entry().span()
    }

    /// Whether a place on the tape is this value's or one of a value or name in it.
    #[must_use]
    pub fn contains(self, index: usize) -> bool {
        self.places().contains(&index)
    }

    /// The places on the tape of the value and all that it holds.
    fn places(self) -> Range<usize> {
        let entry = self.entry();
        let end = if entry.is_name() {
            self.index + 1
        } else {
            entry.next()
        };
        self.index..end
    }

    /// The value as JSON: its source text, or what that was written out as if it is written in
    /// another syntax.
    #[must_use]
    pub fn raw(self) -> &'d str {
        let span = self.json_span();
        &self.document.json()[span.start..span.end]
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

    /// The value of a string or a member name that is written without escapes.
    #[must_use]
    #[inline]
    pub fn as_plain_str(self) -> Option<&'d str> {
        let entry = self.entry();
        let plain = entry.kind() == Kind::String && !entry.has_escapes();
        // A string's span holds both quotes.
        let inside = |raw: &'d str| raw.get(1..raw.len() - 1);
        if plain { inside(self.raw()) } else { None }
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
        let entry = self.entry();
        entry.count().unwrap_or_else(|| {
            // At most one of these yields anything.
            self.elements().count() + self.members().count()
        })
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

    /// The numbers in the value, at whatever depth, in the order of the text; itself, if it is one.
    ///
    /// ```
    /// use trueup_document::Document;
    ///
    /// let document = Document::from_slice(br#"{"a": [1, {"b": 2.50}], "c": "3"}"#)?;
    /// let numbers = document.root().numbers().map(|number| number.text().to_owned());
    /// assert_eq!(numbers.collect::<Vec<_>>(), ["1", "2.50"]);
    /// # Ok::<(), trueup_document::ReadError>(())
    /// ```
    pub fn numbers(self) -> impl Iterator<Item = Number<'d>> {
        self.places()
            .filter_map(move |index| Node::new(self.document, index).as_number())
    }

    /// Where a container of this kind ends on the tape; before its start for anything else.
    fn end_if(self, kind: Kind) -> usize {
        if self.kind() == kind {
            self.entry().next()
        } else {
            0
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
    pub(crate) fn new(document: &'d Document<'d>, key: usize) -> Self {
        Self { document, key }
    }

    /// The name's own node, for its place.
    #[must_use]
    pub fn key(self) -> Node<'d> {
        Node::new(self.document, self.key)
    }

    /// The [fingerprint](crate::cursor::fingerprint) of the name, which was made when it was read.
    #[must_use]
    #[inline]
    pub fn print(self) -> u32 {
        self.key().entry().print()
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
        // A name is one entry, and its value comes right after it.
        Node::new(self.document, self.key + 1)
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
        let node = Node::new(self.document, self.at);
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
        let member = Member::new(self.document, self.at);
        (self.at < self.end).then(|| {
            self.at = member.value().entry().next();
            member
        })
    }
}
