//! The syntaxes that a text may be written in.

/// How a text is written, of the syntaxes that the reader of JSON reads. Whatever the syntax, the [`Document`](crate::Document) is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// JSON (RFC 8259), and nothing more.
    #[default]
    Json,
    /// JSON with comments: `//` to the end of the line and `/* */`, wherever whitespace may stand,
    /// and one comma after the last value of an array or member of an object. Nothing else is
    /// added: no single quotes, no names without quotes, no other numbers.
    Jsonc,
}
