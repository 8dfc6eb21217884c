//! A text in another syntax, written out as JSON, with the place that each part has in the text.
//!
//! Readers of other syntaxes (YAML, TOML) fill a [`Transcript`] value by value. A
//! [`Document`](crate::Document) is then read from its JSON by the one reader there is, so that
//! duplicate names, depth and every later step mean the same whatever a text was written in; only
//! [`Node::span`](crate::Node::span) leads back to the text. Nothing a payload says is lost on the
//! way: numbers keep their digits, strings are whole.
//!
//! ```
//! use trueup_document::{Buffer, Document, Limits, Span, Transcript};
//!
//! let source = "port: 8080";
//! let mut transcript = Transcript::new(source);
//! transcript.open_object(Span { start: 0, end: 10 });
//! transcript.key("port", Span { start: 0, end: 4 });
//! transcript.number("8080", Span { start: 6, end: 10 });
//! transcript.close(10);
//!
//! let document = Document::of_transcript(&transcript, &Limits::default(), &mut Buffer::default())?;
//! let port = document.root().get("port").expect("the member is there");
//! assert_eq!((port.raw(), document.position(port.span().start).column), ("8080", 7));
//! # Ok::<(), trueup_document::ReadError>(())
//! ```

use std::borrow::Cow;

use crate::document::Span;
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::line_index::boundary;
use crate::value::write_string;

/// A text written out as JSON.
///
/// Whoever fills one opens and closes containers in pairs and puts a name before each value of an
/// object. What is not so is found when a document is read from it: that is an error, no panic.
#[derive(Clone, Debug)]
pub struct Transcript<'s> {
    source: Cow<'s, str>,
    json: String,
    /// Invariant: one for each value and name of the JSON, in its order; within the source, on
    /// character boundaries.
    places: Vec<Place>,
    remarks: Vec<Remark>,
    open: Vec<Open>,
}

/// A span of a source no longer than [`Limits::LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    start: u32,
    end: u32,
}

impl Place {
    pub(crate) fn span(self) -> Span {
        Span {
            start: self.start as usize,
            end: self.end as usize,
        }
    }
}

/// A container that is not closed yet.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// Its place among the places.
    index: usize,
    closing: char,
    /// Whether something stands in it.
    filled: bool,
}

/// Something odd about a value or a name that can be read all the same.
///
/// Like a name that stands twice, it is kept so that one report can show it beside everything
/// else, and whoever judges a payload must treat it as a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What is odd.
    pub kind: ReadErrorKind,
    /// Where the value or name stands.
    pub span: Span,
    pub(crate) entry: usize,
}

impl Remark {
    /// The place on the tape of the value or name: its [`Node::index`](crate::Node::index).
    #[must_use]
    pub fn index(&self) -> usize {
        self.entry
    }
}

impl<'s> Transcript<'s> {
    /// An empty transcript of a text.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        Self {
            source: Cow::Borrowed(source),
            json: String::new(),
            places: Vec::new(),
            remarks: Vec::new(),
            open: Vec::new(),
        }
    }

    /// The bytes of a text that can be transcribed: UTF-8, and no longer than the limit.
    ///
    /// # Errors
    /// Where they stop being that.
    pub fn source_text<'b>(bytes: &'b [u8], limits: &Limits) -> Result<&'b str, ReadError> {
        let longest = limits.max_bytes.min(Limits::LARGEST);
        if bytes.len() > longest {
            let start = boundary(bytes, longest);
            let end = bytes.len();
            return Err(ReadError::new(
                ReadErrorKind::TooLarge,
                bytes,
                Span { start, end },
            ));
        }
        std::str::from_utf8(bytes).map_err(|fault| {
            let start = fault.valid_up_to();
            let length = fault.error_len().unwrap_or(bytes.len() - start);
            let end = start + length;
            ReadError::new(ReadErrorKind::InvalidUtf8, bytes, Span { start, end })
        })
    }

    /// The text that is written out.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The JSON so far.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// What is odd, in the order of the JSON.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The same with a copy of the text, to be kept.
    #[must_use]
    pub fn into_owned(self) -> Transcript<'static> {
        Transcript {
            source: Cow::Owned(self.source.into_owned()),
            json: self.json,
            places: self.places,
            remarks: self.remarks,
            open: self.open,
        }
    }

    /// Writes `null`.
    pub fn null(&mut self, span: Span) {
        self.value("null", span);
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool, span: Span) {
        self.value(if value { "true" } else { "false" }, span);
    }

    /// Writes a number, given as JSON writes it.
    pub fn number(&mut self, text: &str, span: Span) {
        self.value(text, span);
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str, span: Span) {
        self.value("", span);
        write_string(text, &mut self.json);
    }

    /// Writes a member's name; its value comes next.
    pub fn key(&mut self, name: &str, span: Span) {
        self.separate();
        self.place(span);
        write_string(name, &mut self.json);
        self.json.push(':');
    }

    /// Opens an object.
    pub fn open_object(&mut self, span: Span) {
        self.open_container('{', '}', span);
    }

    /// Opens an array.
    pub fn open_array(&mut self, span: Span) {
        self.open_container('[', ']', span);
    }

    /// Closes the innermost container, which ends at a byte of the text if that is not before
    /// where it begins.
    pub fn close(&mut self, end: usize) {
        if let Some(open) = self.open.pop() {
            let end = narrow(boundary(self.source.as_bytes(), end));
            let place = &mut self.places[open.index];
            place.end = place.start.max(end);
            self.json.push(open.closing);
        }
    }

    /// Notes that something is odd about the value or name that came last.
    pub fn remark(&mut self, kind: ReadErrorKind) {
        if let Some(place) = self.places.last() {
            self.remarks.push(Remark {
                kind,
                span: place.span(),
                entry: self.places.len() - 1,
            });
        }
    }

    /// Where a value or name stands, by its place on the tape of the JSON; the end of the text for
    /// a place that there is not.
    #[must_use]
    pub fn span_of(&self, index: usize) -> Span {
        let end = self.source.len();
        let nowhere = Span { start: end, end };
        self.places.get(index).map_or(nowhere, |place| place.span())
    }

    /// How many containers are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn places(&self) -> &[Place] {
        &self.places
    }

    fn open_container(&mut self, opening: char, closing: char, span: Span) {
        let index = self.places.len();
        self.value("", span);
        self.json.push(opening);
        self.open.push(Open {
            index,
            closing,
            filled: false,
        });
    }

    fn value(&mut self, text: &str, span: Span) {
        if !self.json.ends_with(':') {
            self.separate();
        }
        self.place(span);
        self.json.push_str(text);
    }

    /// Writes the comma before what is not first in its container.
    fn separate(&mut self) {
        if let Some(open) = self.open.last_mut()
            && std::mem::replace(&mut open.filled, true)
        {
            self.json.push(',');
        }
    }

    fn place(&mut self, span: Span) {
        let bytes = self.source.as_bytes();
        let start = narrow(boundary(bytes, span.start));
        let end = narrow(boundary(bytes, span.end)).max(start);
        self.places.push(Place { start, end });
    }
}

/// An offset into a source: texts that are longer than that hold are refused before.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
