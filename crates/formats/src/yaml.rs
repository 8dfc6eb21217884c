//! YAML 1.2 with the types of its core schema.
//!
//! In: the text of a stream. Out: a transcript for each document of it.
//!
//! What YAML 1.2 leaves to a schema or a person is decided here:
//! - Plain scalars have the types of the core schema (YAML 1.2.2, section 10.3): `yes` and
//!   `2001-12-14` are strings, `0o17` and `0x1F` are numbers. Numbers keep their digits.
//! - Keys must be strings; another scalar is read as its text, with a remark. An array or an object
//!   as a key is a fault.
//! - `<<` without quotes merges objects (YAML 1.1's merge type, which many files use): names that
//!   stand in the object itself win, then those of the first object that has them.
//! - A value behind an alias has the alias as its place; what stands in it has the place where it
//!   is written.
//! - Tags of the core schema are followed. `!!binary` and `!!timestamp` are strings. Any other tag is
//!   remarked on, and the value is read as if it had none.
//! - Documents without any content are passed over, unless there is no other: then it is `null`.

use granit_parser::{Event, Parser, StrInput};
use trueup_document::{Limits, ReadError, ReadErrorKind, Span, Transcript};

mod compose;
mod modeline;
mod scalar;
mod write;

pub use modeline::{Modeline, modeline};

use compose::Composed;

/// How many bytes of JSON any stream may come to, however short it is.
const FREE: usize = 1 << 20;

/// How many bytes of JSON each byte of a stream may come to beyond that.
const EXPANSION: usize = 16;

/// Reads a text that is one document.
///
/// # Errors
/// The first fault of the text, with its place; a second document.
pub fn read<'t>(text: &'t str, limits: &Limits) -> Result<Transcript<'t>, ReadError> {
    let mut documents = documents(text, limits);
    let first = documents.next().unwrap_or_else(|| Ok(nothing(text)))?;
    match documents.next() {
        None => Ok(first),
        Some(Err(error)) => Err(error),
        Some(Ok(_)) => {
            let span = documents.last;
            Err(
                ReadError::new(ReadErrorKind::TrailingText, text.as_bytes(), span)
                    .with_detail("only one document is expected here"),
            )
        }
    }
}

/// The documents of a stream. After the first that cannot be read there are no more.
#[must_use]
pub fn documents<'t>(text: &'t str, limits: &Limits) -> Documents<'t> {
    let options = granit_parser::options! {
        flow_nesting_limit: limits.max_depth.saturating_add(1),
        block_nesting_limit: limits.max_depth.saturating_add(1),
    };
    Documents {
        text,
        parser: Parser::new_from_str_with_options(text, options),
        max_depth: limits.max_depth.min(Limits::DEEPEST),
        budget: FREE + text.len().saturating_mul(EXPANSION),
        any: false,
        last: Span::default(),
    }
}

/// See [`documents`].
pub struct Documents<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    max_depth: usize,
    /// How many bytes of JSON may still be written. Without aliases a text comes to less than ten
    /// times its own length.
    budget: usize,
    /// Whether there was a document with content, or a fault.
    any: bool,
    /// Where the last document that was read begins and ends.
    last: Span,
}

impl<'t> Iterator for Documents<'t> {
    type Item = Result<Transcript<'t>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.advance().transpose();
        match &next {
            None if !self.any => {
                self.any = true;
                return Some(Ok(nothing(self.text)));
            }
            None => {}
            Some(Ok(_)) => self.any = true,
            Some(Err(_)) => {
                self.any = true;
                // Nothing more comes of an empty text.
                self.parser = Parser::new_from_str("");
            }
        }
        next
    }
}

impl<'t> Documents<'t> {
    /// The next document with content.
    fn advance(&mut self) -> Result<Option<Transcript<'t>>, ReadError> {
        while let Some(event) = self.parser.next_event() {
            let (event, _) = event.map_err(|error| compose::refused(self.text, &error))?;
            match event {
                Event::DocumentStart(..) => {
                    let composed = Composed::read(self.text, &mut self.parser, self.max_depth)?;
                    if composed.is_empty() {
                        continue;
                    }
                    self.last = composed.span();
                    let written = write::write(self.text, &composed, self.max_depth, self.budget);
                    let written = written.map_err(|fault| fault.located(self.text))?;
                    self.budget = self.budget.saturating_sub(written.json().len());
                    return Ok(Some(written));
                }
                Event::StreamEnd => return Ok(None),
                _ => {}
            }
        }
        Ok(None)
    }
}

/// A fault before it is placed in lines.
#[derive(Clone, Copy, Debug)]
struct Fault {
    kind: ReadErrorKind,
    span: Span,
}

impl Fault {
    fn located(self, text: &str) -> ReadError {
        ReadError::new(self.kind, text.as_bytes(), self.span)
    }
}

/// What a text without content means.
fn nothing(text: &str) -> Transcript<'_> {
    let mut transcript = Transcript::new(text);
    transcript.null(Span::default());
    transcript
}
