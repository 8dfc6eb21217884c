//! YAML and TOML to [`Transcript`]s, from which documents are read; compressed streams undone.
//!
//! A text in one of these syntaxes is written out as JSON with the place of each value and name, so
//! whoever judges or reports works on the same [`Document`](trueup_document::Document) as for JSON,
//! and every place is one of the text. It is a crate of its own because the parsers are not needed
//! by what generated code leans on: only the command uses it.
//!
//! The readers are strict where the syntax leaves it open: what JSON has no value for (infinite
//! numbers, keys that are no strings, tags of one's own) is a fault with a place and a code, never
//! a guess. They are bounded: depth and length by [`Limits`](trueup_document::Limits), and what
//! aliases blow up by the length of the text.
//!
//! Reading order: [`yaml`] (streams of documents; `compose`, `scalar`, `write`, `modeline`),
//! [`toml`], [`compressed`] (what lies around a text of any syntax).
//!
//! ```
//! use trueup_document::{Buffer, Document, Limits};
//! use trueup_formats::yaml;
//!
//! let text = "server:\n  port: 0x1F90  # as good as 8080\n";
//! let transcript = yaml::read(text, &Limits::default())?;
//! let document = Document::of_transcript(&transcript, &Limits::default(), &mut Buffer::default())?;
//! let port = document.root().get("server").and_then(|server| server.get("port"));
//! let port = port.expect("the member is there");
//! assert_eq!((port.raw(), document.position(port.span().start).to_string().as_str()), ("8080", "2:9"));
//! # Ok::<(), trueup_document::ReadError>(())
//! ```
//!
//! [`Transcript`]: trueup_document::Transcript

#![forbid(unsafe_code)]

pub mod compressed;
mod radix;
pub mod toml;
pub mod yaml;
