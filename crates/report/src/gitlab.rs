//! GitLab's Code Quality report: one JSON array, an object for each violation.

use std::io::{self, Write};

use serde::Serialize;
use trueup_validator::Severity;

use crate::fingerprint::Fingerprints;
use crate::words::{sentence, slashed};
use crate::{FileReport, escape};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Writes what stands before the first violation.
///
/// # Errors
/// What `out` gives when it cannot be written to; so do the other two.
pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")
}

/// Writes one file's violations, a line each. `written` counts those before, in all files.
pub(crate) fn write(
    out: &mut dyn Write,
    file: &FileReport<'_>,
    written: &mut usize,
) -> io::Result<()> {
    let path = slashed(file.path);
    // GitLab finds no file by a name with this before it.
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut fingerprints = Fingerprints::default();
    for violation in file.report.violations() {
        let json = serde_json::to_string(&Issue {
            description: sentence(violation),
            check_name: &violation.keyword,
            fingerprint: fingerprints.next(path, violation),
            severity: match violation.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
            },
            location: Location {
                path,
                lines: Lines {
                    begin: violation.position.line,
                },
            },
        })?;
        out.write_all(if *written == 0 { b"\n" } else { b",\n" })?;
        *written += 1;
        out.write_all(escape::json(&json).as_bytes())?;
    }
    Ok(())
}

/// Writes what stands after the last violation.
pub(crate) fn end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\n]\n")
}
