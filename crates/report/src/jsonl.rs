//! One violation a line, each line a JSON object: for `jq`, `grep` and whatever reads a stream.
//!
//! An object has the file's `path` and then what [`JsonViolation`] has. Files without violations
//! give no line.

use std::io::{self, Write};

use serde::Serialize;

use crate::json::JsonViolation;
use crate::{FileReport, escape};

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    #[serde(flatten)]
    violation: JsonViolation,
}

/// Writes one file's violations; nothing when there are none.
///
/// # Errors
/// What `out` gives when it cannot be written to.
pub fn write(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    for violation in file.report.violations() {
        let line = serde_json::to_string(&Line {
            path: file.path,
            violation: violation.into(),
        })?;
        writeln!(out, "{}", escape::json(&line))?;
    }
    Ok(())
}
