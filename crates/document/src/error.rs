//! Why a text is not a document, and where.

use std::fmt;

use crate::{Position, Span};

/// A text that could not be read, with the place of the first fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The bytes that are wrong; empty at the end of the text.
    pub span: Span,
    /// Line and column where the span begins.
    pub position: Position,
}

/// What a reader can meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The text ends before its value is complete.
    UnexpectedEnd,
    /// No JSON value begins here.
    ExpectedValue,
    /// A member name in quotes should stand here.
    ExpectedKey,
    /// A `:` should stand between name and value.
    ExpectedColon,
    /// A `,` or the closing bracket should stand here.
    ExpectedCommaOrEnd,
    /// A `,` stands before the closing bracket.
    TrailingComma,
    /// Something stands after the value.
    TrailingText,
    /// A string has no closing quote.
    UnclosedString,
    /// A comment that begins with `/*` has no `*/`.
    UnclosedComment,
    /// A control character stands raw in a string.
    ControlCharacter,
    /// A backslash is followed by something that is no escape.
    InvalidEscape,
    /// An escape gives half of a surrogate pair.
    LoneSurrogate,
    /// A number breaks the grammar of RFC 8259, section 6.
    InvalidNumber,
    /// The bytes are not UTF-8.
    InvalidUtf8,
    /// The text begins with a byte order mark.
    ByteOrderMark,
    /// The nesting is deeper than the limit allows.
    TooDeep,
    /// The text is longer than the limit allows.
    TooLarge,
}

impl ReadErrorKind {
    /// A short stable name, fit for a machine to compare.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::UnexpectedEnd => "unexpected-end",
            Self::ExpectedValue => "expected-value",
            Self::ExpectedKey => "expected-key",
            Self::ExpectedColon => "expected-colon",
            Self::ExpectedCommaOrEnd => "expected-comma-or-end",
            Self::TrailingComma => "trailing-comma",
            Self::TrailingText => "trailing-text",
            Self::UnclosedString => "unclosed-string",
            Self::UnclosedComment => "unclosed-comment",
            Self::ControlCharacter => "control-character",
            Self::InvalidEscape => "invalid-escape",
            Self::LoneSurrogate => "lone-surrogate",
            Self::InvalidNumber => "invalid-number",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::ByteOrderMark => "byte-order-mark",
            Self::TooDeep => "too-deep",
            Self::TooLarge => "too-large",
        }
    }

    /// What is wrong, as the end of a sentence.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::UnexpectedEnd => "the text ends before its value is complete",
            Self::ExpectedValue => "a JSON value is expected here",
            Self::ExpectedKey => "a member name in double quotes is expected here",
            Self::ExpectedColon => "a `:` is expected after the member name",
            Self::ExpectedCommaOrEnd => "a `,` or the closing bracket is expected here",
            Self::TrailingComma => "a `,` stands before the closing bracket",
            Self::TrailingText => "something stands after the end of the value",
            Self::UnclosedString => "this string has no closing quote",
            Self::UnclosedComment => "this comment has no closing `*/`",
            Self::ControlCharacter => "a control character stands unescaped in a string",
            Self::InvalidEscape => "this is not a JSON escape",
            Self::LoneSurrogate => "this escape is half of a surrogate pair",
            Self::InvalidNumber => "this is not a JSON number",
            Self::InvalidUtf8 => "these bytes are not UTF-8",
            Self::ByteOrderMark => "the text begins with a byte order mark",
            Self::TooDeep => "arrays and objects are nested deeper than the limit",
            Self::TooLarge => "the text is longer than the limit",
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.kind.message())
    }
}

impl std::error::Error for ReadError {}
