//! One line per violation: `path:line:col: error[keyword]: message; hint`.
//!
//! For editors, for `grep`, and for logs. Lines stand in the order of the violations.

use std::io::{self, Write};

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use trueup_validator::{Severity, Violation};

use crate::{Colour, FileReport, escape};

/// Writes one file's violations; nothing when there are none.
///
/// # Errors
/// What `out` gives when it cannot be written to.
pub fn write(out: &mut dyn Write, file: &FileReport<'_>, colour: Colour) -> io::Result<()> {
    let path = escape::text(file.path);
    for violation in file.report.violations() {
        writeln!(out, "{}", line(&path, violation, colour))?;
    }
    if file.report.truncated() {
        writeln!(out, "{path}: {}", crate::full::TRUNCATED)?;
    }
    Ok(())
}

fn line(path: &str, violation: &Violation, colour: Colour) -> String {
    let (place_style, level_style) = styles(violation.severity, colour);
    let level = violation.severity.as_str();
    let keyword = escape::text(&violation.keyword);
    let sentence = crate::words::sentence(violation);
    format!(
        "{place_style}{path}:{}{place_style:#}: {level_style}{level}[{keyword}]{level_style:#}: {}",
        violation.position,
        escape::text(&sentence)
    )
}

fn styles(severity: Severity, colour: Colour) -> (Style, Style) {
    if colour == Colour::Off {
        return (Style::new(), Style::new());
    }
    let level = match severity {
        Severity::Error => AnsiColor::BrightRed,
        Severity::Warning => AnsiColor::Yellow,
    };
    (
        Style::new().effects(Effects::BOLD),
        level.on_default().effects(Effects::BOLD),
    )
}
