//! Verdicts on payloads against a JSON Schema, and every violation at its place.
//!
//! A [`Validator`] takes a [`SchemaSet`] and judges bytes: whether they
//! are valid, or, in a [`Report`], each [`Violation`] once, in the order of the text, with keyword,
//! instance path, line and column, the keyword's place in the schema, a message and a hint.
//!
//! The crate never rounds a number, never reads a file but through the schema set, and stays within
//! bounds on hostile payloads and schemas: whatever takes too long to judge is not valid, and the
//! report says so.
//!
//! Reading order: [`mod@validator`] (the door), [`violation`] and [`mod@report`] (what comes out),
//! `plan` (the schema made ready), `judge` (the verdict), `quick` (the same without a document), `explain` (the violations), `reading`
//! (faults of the text itself), [`wording`] and [`hint`] (facts to words), [`text`] (outside words
//! made fit to be shown), `redact` (values taken out), `unfit`
//! (values that a type cannot hold), [`options`].

#![forbid(unsafe_code)]

mod explain;
pub mod hint;
mod judge;
pub mod options;
mod plan;
mod positions;
mod present;
mod quick;
mod reading;
mod redact;
pub mod report;
pub mod text;
mod unfit;
pub mod validator;
pub mod violation;
pub mod wording;

pub use options::{Deprecated, Direction, Options};
pub use plan::knows_format;
pub use report::Report;
pub use trueup_schema::{Dialect, SchemaError, SchemaSet};
pub use validator::Validator;
pub use violation::{Context, Excluded, Fault, Reason, SchemaPlace, Severity, Violation};
