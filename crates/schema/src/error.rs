//! Why a schema could not be loaded, and where.
//!
//! One error names one fault: the file, the place in it, what is wrong and what to do. Its
//! [`Display`](fmt::Display) is one line in the form that editors and terminals turn into a link.

use std::fmt;

use trueup_document::{Pointer, Position, ReadErrorKind, Span};

/// A schema that could not be loaded, with the place of its first fault.
///
/// One pointer wide, so that a `Result` stays small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError(Box<Facts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    kind: SchemaErrorKind,
    file: String,
    place: Option<ErrorPlace>,
    hint: Option<String>,
}

/// Where the fault is, as far as there is a text to point into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ErrorPlace {
    pub(crate) position: Position,
    pub(crate) span: Span,
    /// Unknown for a text that is not JSON.
    pub(crate) pointer: Option<Pointer>,
}

/// What can be wrong with a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaErrorKind {
    /// The file is not there or cannot be read.
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// The text is not JSON.
    Syntax {
        /// What the reader met.
        fault: ReadErrorKind,
        /// What the reader has to say beyond that.
        detail: Option<Box<str>>,
    },
    /// A member name stands twice in one object.
    DuplicateKey {
        /// The name.
        name: String,
        /// Where it stands first.
        first: Position,
    },
    /// A number is larger than a double holds, so the reference implementation cannot take it.
    NumberOutOfRange {
        /// The number, as written.
        number: String,
    },
    /// `$schema`, or the `jsonSchemaDialect` of an OpenAPI document, names no draft that is known.
    UnknownDialect {
        /// Which of the two.
        keyword: &'static str,
        /// The URI.
        uri: String,
    },
    /// The metaschema that `$schema` names requires a vocabulary that is not known.
    UnknownVocabulary {
        /// The URI of the metaschema, as written.
        uri: String,
        /// The URI of the vocabulary.
        vocabulary: String,
    },
    /// The metaschema of the draft refuses a value.
    InvalidSchema {
        /// The keyword of the metaschema that refuses.
        rule: String,
        /// Why, in the words of the reference implementation.
        reason: String,
    },
    /// A keyword has a value that it cannot have.
    InvalidKeyword {
        /// The keyword.
        keyword: String,
        /// What it takes.
        expected: &'static str,
    },
    /// A URI reference that breaks RFC 3986.
    InvalidUri {
        /// The keyword that holds it.
        keyword: String,
        /// The reference, as written.
        uri: String,
    },
    /// A reference whose file is there and whose target is not.
    DanglingReference {
        /// The keyword that holds it.
        keyword: String,
        /// The reference, as written.
        reference: String,
    },
    /// A reference to something that is no schema: a string, a number, an array or null.
    NotASchema {
        /// The keyword that holds it.
        keyword: String,
        /// The reference, as written.
        reference: String,
    },
    /// A reference to a file that was not given.
    NotGiven {
        /// The keyword that holds it.
        keyword: String,
        /// The reference, as written.
        reference: String,
        /// The absolute URI that it leads to.
        uri: String,
    },
    /// References that lead back to where they began and judge nothing on the way.
    ReferenceCycle {
        /// The reference, as written.
        reference: String,
    },
    /// A regular expression that does not compile.
    BadPattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The schema is larger than is allowed.
    LimitExceeded {
        /// What there is too much of.
        what: &'static str,
        /// How much is allowed.
        limit: usize,
    },
}

impl SchemaError {
    pub(crate) fn new(file: &str, kind: SchemaErrorKind) -> Self {
        Self(Box::new(Facts {
            kind,
            file: file.to_owned(),
            place: None,
            hint: None,
        }))
    }

    pub(crate) fn at(mut self, place: ErrorPlace) -> Self {
        self.0.place = Some(place);
        self
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> &SchemaErrorKind {
        &self.0.kind
    }

    /// The file, by the name that it was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// Line and column; `None` when there is no text to point into.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.place.as_ref().map(|place| place.position)
    }

    /// The bytes at fault.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.0.place.as_ref().map(|place| place.span)
    }

    /// The pointer to the value at fault from the root of the file; `None` for a text that is not
    /// JSON.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        self.0.place.as_ref()?.pointer.as_ref()
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        let hint = self.0.hint.as_deref();
        hint.or_else(|| self.0.kind.remedy())
    }
}

impl SchemaErrorKind {
    /// Whether a file is wanted that is not there, so that nothing is known to be wrong with those
    /// that are.
    #[must_use]
    pub fn is_missing_file(&self) -> bool {
        matches!(self, Self::NotGiven { .. } | Self::Unreadable { .. })
    }

    /// What to do about it, where the place at fault knows nothing better.
    fn remedy(&self) -> Option<&'static str> {
        Some(match self {
            Self::Syntax { fault, .. } => fault.remedy().unwrap_or("correct the text here"),
            Self::DuplicateKey { .. } => "keep one of them",
            Self::UnknownVocabulary { .. } => {
                "take a metaschema without it, or set it to `false` in `$vocabulary` if it may be \
                 passed over"
            }
            Self::InvalidKeyword { .. } => "give it such a value, or remove it",
            Self::InvalidUri { .. } => "write it as RFC 3986 wants it: a space, say, is %20 in it",
            Self::NotASchema { .. } => "let it point to an object or a boolean",
            Self::BadPattern { .. } => "correct it: a pattern is a regular expression of ECMA-262",
            Self::LimitExceeded { .. } => "split the schema, or leave out what nothing refers to",
            _ => return None,
        })
    }
}

impl fmt::Display for SchemaErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { reason } => write!(f, "the file cannot be read: {}", plain(reason)),
            Self::Syntax { fault, detail } => f.write_str(&fault.message_with(detail.as_deref())),
            Self::DuplicateKey { name, first } => {
                let name = quoted(name);
                write!(
                    f,
                    "the name {name} stands here a second time, first at {first}"
                )
            }
            Self::NumberOutOfRange { number } => {
                write!(f, "the number {} is out of range", shortened(number))
            }
            Self::UnknownDialect { keyword, uri } => {
                write!(f, "`{keyword}` names no known draft: {}", quoted(uri))
            }
            Self::UnknownVocabulary { uri, vocabulary } => {
                let (uri, vocabulary) = (quoted(uri), quoted(vocabulary));
                write!(
                    f,
                    "the metaschema {uri} requires a vocabulary that is not known: {vocabulary}"
                )
            }
            Self::InvalidSchema { rule, reason } => {
                let (rule, reason) = (plain(rule), plain(&shortened(reason)));
                write!(f, "the metaschema refuses this (`{rule}`): {reason}")
            }
            Self::InvalidKeyword { keyword, expected } => {
                write!(f, "`{}` takes {expected}", plain(keyword))
            }
            Self::InvalidUri { keyword, uri } => {
                let (keyword, uri) = (plain(keyword), quoted(uri));
                write!(f, "`{keyword}` is no URI reference: {uri}")
            }
            Self::DanglingReference { keyword, reference } => {
                let (keyword, reference) = (plain(keyword), quoted(reference));
                write!(f, "`{keyword}` points to nothing: {reference}")
            }
            Self::NotASchema { keyword, reference } => {
                let (keyword, reference) = (plain(keyword), quoted(reference));
                write!(
                    f,
                    "`{keyword}` points to something that is no schema: {reference}"
                )
            }
            Self::NotGiven {
                keyword,
                reference,
                uri,
            } => write_not_given(f, keyword, reference, uri),
            Self::ReferenceCycle { reference } => {
                let reference = quoted(reference);
                write!(f, "`$ref` only leads back to itself: {reference}")
            }
            Self::BadPattern { pattern, reason } => {
                let (pattern, reason) = (quoted(pattern), plain(reason));
                write!(f, "the pattern {pattern} does not compile: {reason}")
            }
            Self::LimitExceeded { what, limit } => {
                write!(f, "there are more than {limit} {what}")
            }
        }
    }
}

fn write_not_given(
    f: &mut fmt::Formatter<'_>,
    keyword: &str,
    reference: &str,
    uri: &str,
) -> fmt::Result {
    let (keyword, shown) = (plain(keyword), quoted(reference));
    write!(f, "`{keyword}` leads to a file that was not given: {shown}")?;
    if reference.split('#').next() == Some(uri) {
        return Ok(());
    }
    write!(f, ", which is {}", quoted(uri))
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(self.file()))?;
        if let Some(position) = self.position() {
            write!(f, ":{position}")?;
        }
        write!(f, ": {}", self.kind())?;
        match self.pointer().map(Pointer::as_str) {
            Some("") => f.write_str(" (at the root)")?,
            Some(pointer) => write!(f, " (at {})", plain(pointer))?,
            None => {}
        }
        match self.hint() {
            Some(hint) => write!(f, "; {}", plain(hint)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SchemaError {}

/// The longest excerpt of a schema in a message, in characters.
const EXCERPT: usize = 160;

/// A text in quotes, shortened, with everything escaped that a terminal would act on.
pub(crate) fn quoted(text: &str) -> String {
    format!("{:?}", shortened(text))
}

/// A text without quotes, with the same escapes.
fn plain(text: &str) -> String {
    // `Debug` escapes what is not printable: control characters and the marks that turn text
    // around among them. Quotes and backslashes stay as they are.
    let escape = |c: char| match c {
        '"' | '\\' | '\'' => c.to_string(),
        _ => c.escape_debug().to_string(),
    };
    text.chars().map(escape).collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
