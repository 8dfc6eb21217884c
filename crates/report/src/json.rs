//! The report for other programs, as JSON, with a published schema.
//!
//! The types here are the format: the report is written from them, and [`schema`] derives the
//! schema that stands in `schemas/report.schema.json`. Keys stand in the order of the fields, every
//! key is always there, and what is unknown is null; so the same findings give the same bytes.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use trueup_validator::Violation;

use crate::{FileReport, escape};

/// The report of `trueup check --format json`.
///
/// Later versions may add properties; none of these will go or change its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "trueup report")]
pub struct JsonReport {
    /// The files that were checked, in the order in which they were named.
    pub files: Vec<JsonFile>,
}

/// One file that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JsonFile {
    /// The file's name. Bytes that are not UTF-8 are spelt `\xff`.
    pub path: String,
    /// Whether the schema accepts the file.
    pub valid: bool,
    /// What was found, in the order of the file.
    pub violations: Vec<JsonViolation>,
}

/// One place where a file breaks its schema, or is not JSON at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(transform = all_required)]
pub struct JsonViolation {
    /// How much it weighs: only an error makes the file invalid.
    pub severity: JsonSeverity,
    /// The keyword of JSON Schema that refuses, or a code such as `unexpected-end` or
    /// `duplicate-key` when the text itself is at fault.
    pub keyword: String,
    /// JSON Pointer to the value that is refused; for a missing or an unknown property, to its
    /// object.
    pub instance_path: String,
    /// The line where the fault begins, from 1.
    #[schemars(range(min = 1))]
    pub line: u64,
    /// The column where it begins, from 1, in Unicode scalar values.
    #[schemars(range(min = 1))]
    pub column: u64,
    /// The first byte of the fault, from 0.
    pub start: u64,
    /// The byte after its last; equal to `start` at the end of the text.
    pub end: u64,
    /// The schema file whose keyword refuses; null when the text itself is at fault.
    pub schema_file: Option<String>,
    /// JSON Pointer to the keyword, from the root of the schema file.
    pub schema_path: Option<String>,
    /// The keyword's line in the schema file, from 1.
    #[schemars(range(min = 1))]
    pub schema_line: Option<u64>,
    /// The keyword's column in the schema file, from 1.
    #[schemars(range(min = 1))]
    pub schema_column: Option<u64>,
    /// JSON Pointer of the way through the schema to the keyword, through every reference, from the
    /// schema that judges; null when the text itself is at fault.
    pub evaluation_path: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// Why the keyword was asked, where that is not a matter of course: which of several
    /// alternatives was meant, or the condition that holds.
    pub reason: Option<String>,
    /// How to mend it, where that is known.
    pub hint: Option<String>,
}

/// How much a violation weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum JsonSeverity {
    /// The file is invalid.
    Error,
    /// The file is valid, yet something should change.
    Warning,
}

impl JsonFile {
    /// One file's findings in the form of the report.
    #[must_use]
    pub fn new(file: &FileReport<'_>) -> Self {
        Self {
            path: file.path.to_owned(),
            valid: file.report.is_valid(),
            violations: file.report.violations().iter().map(Into::into).collect(),
        }
    }
}

impl From<&Violation> for JsonViolation {
    fn from(violation: &Violation) -> Self {
        let schema = violation.schema.as_ref();
        Self {
            severity: violation.severity.into(),
            keyword: violation.keyword.clone(),
            instance_path: violation.instance_path.to_string(),
            line: count(violation.position.line),
            column: count(violation.position.column),
            start: count(violation.span.start),
            end: count(violation.span.end),
            schema_file: schema.map(|place| place.file.clone()),
            schema_path: schema.map(|place| place.pointer.to_string()),
            schema_line: schema.map(|place| count(place.position.line)),
            schema_column: schema.map(|place| count(place.position.column)),
            evaluation_path: schema.map(|_| violation.evaluation_path.to_string()),
            message: violation.message(),
            reason: violation.reason(),
            hint: violation.hint(),
        }
    }
}

impl From<trueup_validator::Severity> for JsonSeverity {
    fn from(severity: trueup_validator::Severity) -> Self {
        match severity {
            trueup_validator::Severity::Error => Self::Error,
            trueup_validator::Severity::Warning => Self::Warning,
        }
    }
}

/// `usize` has at most 64 bits on every platform that Rust builds for.
fn count(number: usize) -> u64 {
    number as u64
}

/// Writes what stands before the first file.
///
/// # Errors
/// What `out` gives when it cannot be written to; so do the other two.
pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"files\": [")
}

/// Writes one file, on a line of its own.
pub(crate) fn write(out: &mut dyn Write, file: &FileReport<'_>, first: bool) -> io::Result<()> {
    let json = serde_json::to_string(&JsonFile::new(file))?;
    out.write_all(if first { b"\n" } else { b",\n" })?;
    out.write_all(escape::json(&json).as_bytes())
}

/// Writes what stands after the last file.
pub(crate) fn end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\n]}\n")
}

/// A property that may be null is still always there, which the derived schema cannot know.
fn all_required(schema: &mut Schema) {
    let names = match schema.get("properties") {
        Some(Value::Object(properties)) => properties.keys().cloned().collect(),
        _ => Vec::new(),
    };
    schema.insert("required".to_owned(), names.into());
}

/// The schema of the report, as the text of `schemas/report.schema.json`.
#[must_use]
pub fn schema() -> String {
    published(schemars::schema_for!(JsonReport))
}

/// The text of a derived schema as it is published: the same bytes whatever features of
/// `serde_json` a build has.
///
/// # Panics
/// Never: a schema is a JSON value, and those can always be written.
#[must_use]
pub fn published(schema: Schema) -> String {
    let mut value = Value::from(schema);
    value.sort_all_objects();
    // As a `Schema` it is written with `$schema` and `title` first, as a value it is not.
    let text = match Schema::try_from(value) {
        Ok(schema) => serde_json::to_string_pretty(&schema),
        Err(error) => Err(error),
    };
    text.expect("a JSON value can be written") + "\n"
}
