//! Workflow commands, which GitHub Actions shows as annotations on the changed lines.
//!
//! `::error file=payload.json,line=3,col=12,title=trueup%3A enum::"Tokio" is not an allowed value`

use std::io::{self, Write};

use trueup_validator::Severity;

use crate::full::TRUNCATED;
use crate::words::{sentence, slashed};
use crate::{FileReport, escape};

/// Writes one file's violations, a line each; nothing when there are none.
///
/// # Errors
/// What `out` gives when it cannot be written to.
pub fn write(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    let path = property(&slashed(file.path));
    for violation in file.report.violations() {
        let command = match violation.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let title = property(&format!("trueup: {}", violation.keyword));
        writeln!(
            out,
            "::{command} file={path},line={},col={},title={title}::{}",
            violation.position.line,
            violation.position.column,
            data(&sentence(violation))
        )?;
    }
    if file.report.truncated() {
        writeln!(out, "::notice file={path},title=trueup::{TRUNCATED}")?;
    }
    Ok(())
}

/// Writes why something could not be judged, a line each.
///
/// # Errors
/// As [`write`].
pub(crate) fn end(out: &mut dyn Write, troubles: &[String]) -> io::Result<()> {
    for trouble in troubles {
        writeln!(out, "::error title=trueup::{}", data(trouble))?;
    }
    Ok(())
}

/// The text after the second `::`.
fn data(text: &str) -> String {
    let encoded = text.replace('%', "%25");
    let encoded = encoded.replace('\r', "%0D").replace('\n', "%0A");
    escape::text(&encoded).into_owned()
}

/// The value of a property, where `:` and `,` mean something as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runner_would_read_is_encoded() {
        let cases = [
            ("plain", "plain", "plain"),
            ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
            ("100%", "100%25", "100%25"),
            ("%0A", "%250A", "%250A"),
            ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
            ("::error::", "::error::", "%3A%3Aerror%3A%3A"),
            ("\u{1b}[1m\t", "\\u{1b}[1m\\t", "\\u{1b}[1m\\t"),
        ];
        for (text, in_data, in_property) in cases {
            assert_eq!(data(text), in_data);
            assert_eq!(property(text), in_property);
        }
    }
}
