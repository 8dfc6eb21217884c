//! Violations to text: what a person or another program reads after a check.
//!
//! A [`Report`] holds facts and knows its words; this crate lays them
//! out. It opens no file and asks no terminal: the caller gives the text that was checked, the
//! name to print for it, whether to use [`Colour`], and where to write.
//!
//! Reading order: [`writer`] (several files, one [`Format`]), then one file per format: [`full`],
//! [`concise`], [`json`], [`jsonl`], [`github`], `sarif`, `gitlab`, `junit`, `output`; then what they share:
//! `words`, `excerpt` (the line that is shown), `fingerprint` and [`escape`] (nothing from a
//! payload, a schema or a path reaches a terminal as it is). [`topic`] explains keywords and codes.

#![forbid(unsafe_code)]

pub mod concise;
pub mod escape;
mod excerpt;
pub mod fingerprint;
pub mod full;
pub mod github;
mod gitlab;
pub mod json;
pub mod jsonl;
mod junit;
mod output;
mod sarif;
pub mod topic;
mod words;
pub mod writer;

use trueup_validator::Report;

pub use fingerprint::Fingerprints;
pub use writer::{Format, Writer};

/// What was found in one file.
#[derive(Clone, Copy, Debug)]
pub struct FileReport<'a> {
    /// The name to print for the file; [`escape::path`] makes one from a path.
    pub path: &'a str,
    /// The bytes that were checked. They need not be UTF-8. Empty when they must not be shown:
    /// then no format prints anything of them.
    pub source: &'a [u8],
    /// What was found in them.
    pub report: &'a Report,
}

/// Whether to print ANSI colours. The caller decides: only it knows where the text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Off,
    /// ANSI escape sequences of our own around the text.
    On,
}
