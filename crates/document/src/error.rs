//! Why a text is not a document, and where.

use std::fmt;

use crate::line_index::position_of;
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
    /// What exactly is wrong, as the reader of another syntax puts it. It may quote the text.
    pub detail: Option<Box<str>>,
}

impl ReadError {
    /// The fault of some bytes of a text.
    #[must_use]
    pub fn new(kind: ReadErrorKind, text: &[u8], span: Span) -> Self {
        Self {
            kind,
            span,
            position: position_of(text, span.start),
            detail: None,
        }
    }

    /// The same fault, said more exactly.
    #[must_use]
    pub fn with_detail(mut self, detail: &str) -> Self {
        self.detail = (!detail.is_empty()).then(|| detail.into());
        self
    }

    /// What is wrong, as a part of a sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.kind.message_with(self.detail.as_deref())
    }
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
    /// The text breaks the grammar of YAML.
    InvalidYaml,
    /// The text breaks the grammar of TOML.
    InvalidToml,
    /// The name of a member is no string but another scalar.
    NonStringKey,
    /// The name of a member is an array or an object.
    ComplexKey,
    /// A merge key has a value that cannot be merged.
    InvalidMerge,
    /// A tag gives the value a type that JSON does not have.
    UnknownTag,
    /// A tag names a type that the value is not written as.
    TagMismatch,
    /// A number is infinite, or none at all.
    NonFiniteNumber,
    /// An alias stands inside the value that it stands for.
    RecursiveAlias,
    /// Aliases make the document far longer than its text.
    AliasExpansion,
}

impl ReadErrorKind {
    /// Whether it is only remarked on, and all of the text is read and judged nevertheless.
    #[must_use]
    pub fn is_remark(self) -> bool {
        matches!(
            self,
            Self::NonStringKey | Self::UnknownTag | Self::TagMismatch
        )
    }

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
            Self::InvalidYaml => "invalid-yaml",
            Self::InvalidToml => "invalid-toml",
            Self::NonStringKey => "non-string-key",
            Self::ComplexKey => "complex-key",
            Self::InvalidMerge => "invalid-merge",
            Self::UnknownTag => "unknown-tag",
            Self::TagMismatch => "tag-mismatch",
            Self::NonFiniteNumber => "non-finite-number",
            Self::RecursiveAlias => "recursive-alias",
            Self::AliasExpansion => "alias-expansion",
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
            Self::InvalidYaml => "this is not YAML",
            Self::InvalidToml => "this is not TOML",
            Self::NonStringKey => {
                "this key is not a string; put it in quotes, since JSON has no other names"
            }
            Self::ComplexKey => "an array or an object cannot be a key",
            Self::InvalidMerge => "only objects can be merged with `<<`",
            Self::UnknownTag => "JSON has no type for this tag",
            Self::TagMismatch => "this value is not of the type that its tag names",
            Self::NonFiniteNumber => "JSON has no infinite numbers and no NaN",
            Self::RecursiveAlias => "this alias stands inside the value that it stands for",
            Self::AliasExpansion => "aliases make the document far longer than its text",
        }
    }

    /// What to do about it, where that is one thing and the message does not say it.
    #[must_use]
    pub fn remedy(self) -> Option<&'static str> {
        Some(match self {
            Self::UnexpectedEnd => "a bracket or a quote that closes may be missing",
            Self::ExpectedValue => "a string needs double quotes; NaN, None and True are no values",
            Self::ExpectedKey => "put the name in quotes, or remove a `,` before this",
            Self::ExpectedColon => "put a `:` here",
            Self::ExpectedCommaOrEnd => "put a `,` before this, or close what is open",
            Self::TrailingComma => "remove it",
            Self::TrailingText => "remove it, or a bracket before it that closes too early",
            Self::UnclosedString => "put a quote where it ends",
            Self::UnclosedComment => "put `*/` where it ends",
            Self::InvalidNumber => {
                "a number begins with `-` or a digit, has no needless 0 in front, and digits on both \
                 sides of its point"
            }
            Self::ControlCharacter => "write it as an escape, such as \\n, \\t or \\u001b",
            Self::InvalidEscape => "to write a backslash, write two",
            Self::LoneSurrogate => "write the character itself, or both halves of the pair",
            Self::InvalidUtf8 => "save the file as UTF-8",
            Self::ByteOrderMark => "save the file as UTF-8 without it",
            Self::NonFiniteNumber => "write a finite number, or null where the schema allows it",
            _ => return None,
        })
    }

    /// The message, with what a reader has to say beyond it.
    #[must_use]
    pub fn message_with(self, detail: Option<&str>) -> String {
        let message = self.message();
        detail.map_or_else(
            || message.to_owned(),
            |detail| format!("{message}: {detail}"),
        )
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, self.message())
    }
}

impl std::error::Error for ReadError {}
