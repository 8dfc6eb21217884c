//! Text to [`Document`]: strict, located reading of JSON.
//!
//! A [`Document`] is a flat tape of nodes over the source text. Each node knows its [`Kind`], its
//! byte [`Span`] and where the node after it begins; no tree of values is allocated. Everything
//! that judges, decodes or reports works on these nodes, so a place in the text is never lost.
//!
//! The reader is strict ([RFC 8259], UTF-8 everywhere, no byte order mark, no lone surrogates) and
//! bounded ([`Limits`]). It refuses to guess: it never repairs, never drops and never reorders.
//! Numbers stay text ([`Number`]), so nothing is rounded.
//!
//! JSON with comments is read as well ([`Syntax`]), and a text with a document in each line
//! ([`ndjson`]). What is written in other syntaxes is first written out as JSON ([`Transcript`]);
//! its places stay those of the text.
//!
//! Reading order: [`mod@document`], [`node`] (walking it), `entry` (its tape), `json` (the reader)
//! with `scan` and `block` (the quick part), `fault` (what is wrong) and `duplicates` (names that stand twice);
//! [`number`] (exact decimals), [`value`] (owned values), [`line_index`] (lines and columns),
//! [`mod@pointer`] (JSON Pointers), [`error`], [`limits`], [`syntax`],
//! [`ndjson`], [`mod@transcript`] (other syntaxes) and [`buffer`] (memory to use again); [`cursor`]
//! (reading without a tape) and [`tape`] (walking it place by place).
//!
//! ```
//! use trueup_document::Document;
//!
//! let document = Document::from_slice(br#"{"port": 8080}"#)?;
//! let port = document.root().get("port").expect("the member is there");
//! assert_eq!(port.as_number().and_then(|number| number.to_i64()), Some(8080));
//! assert_eq!(document.position(port.span().start).to_string(), "1:10");
//! # Ok::<(), trueup_document::ReadError>(())
//! ```
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

#![forbid(unsafe_code)]

mod block;
pub mod buffer;
pub mod cursor;
pub mod document;
mod duplicates;
mod entry;
pub mod error;
mod fault;
mod json;
mod json_number;
pub mod limits;
pub mod line_index;
pub mod ndjson;
pub mod node;
pub mod number;
pub mod pointer;
mod scan;
mod string;
pub mod syntax;
pub mod tape;
pub mod transcript;
pub mod value;

pub use buffer::Buffer;
pub use document::{Document, DuplicateKey, Kind, Span};
pub use error::{ReadError, ReadErrorKind};
pub use json_number::JsonNumber;
pub use limits::Limits;
pub use line_index::{LineIndex, Position};
pub use node::{Elements, Member, Members, Node};
pub use number::Number;
pub use pointer::{Pointer, Target};
pub use syntax::Syntax;
pub use transcript::{Remark, Transcript};
pub use value::Json;
