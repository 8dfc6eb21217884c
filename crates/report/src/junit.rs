//! JUnit's XML, which nearly every CI system shows: one test case a file.
//!
//! Each file is a suite of its own, since a suite's counts stand before its cases and nothing is
//! held back here. All violations of a file stand in one `failure`, a line each, because many
//! readers show only the first `failure` of a case.

use std::borrow::Cow;
use std::io::{self, Write};

use trueup_validator::{Severity, Violation};

use crate::full::TRUNCATED;
use crate::words::sentence;
use crate::{FileReport, escape};

/// Writes what stands before the first file.
///
/// # Errors
/// What `out` gives when it cannot be written to; so do the other two.
pub(crate) fn begin(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"trueup\">\n")
}

/// Writes one file as a test case.
pub(crate) fn write(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    let path = xml(file.path);
    let failures = usize::from(!file.report.is_valid());
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"1\" failures=\"{failures}\" errors=\"0\">"
    )?;
    write!(out, "    <testcase name=\"{path}\" classname=\"trueup\"")?;
    if failures == 0 && file.report.violations().is_empty() {
        out.write_all(b"/>\n")?;
    } else {
        out.write_all(b">\n")?;
        details(out, file)?;
        out.write_all(b"    </testcase>\n")?;
    }
    out.write_all(b"  </testsuite>\n")
}

/// Writes what stands after the last file: what could not be judged, as tests that ended in an error.
pub(crate) fn end(out: &mut dyn Write, troubles: &[String]) -> io::Result<()> {
    if !troubles.is_empty() {
        let count = troubles.len();
        writeln!(
            out,
            "  <testsuite name=\"trueup\" tests=\"{count}\" failures=\"0\" errors=\"{count}\">"
        )?;
        for (number, trouble) in troubles.iter().enumerate() {
            let (number, message) = (number + 1, xml(trouble));
            writeln!(
                out,
                "    <testcase name=\"no verdict {number}\" classname=\"trueup\">\n      \
                 <error type=\"no-verdict\" message=\"{message}\"/>\n    </testcase>"
            )?;
        }
        out.write_all(b"  </testsuite>\n")?;
    }
    out.write_all(b"</testsuites>\n")
}

/// All violations as a failure; mere warnings as the output of a test that passes.
fn details(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    let violations = file.report.violations();
    let mut errors = violations
        .iter()
        .filter(|violation| violation.severity == Severity::Error);
    let tag = if file.report.is_valid() {
        out.write_all(b"      <system-out>")?;
        "system-out"
    } else {
        let first = errors.next();
        let message = match (first, errors.count()) {
            (None, _) => "invalid".to_owned(),
            (Some(only), 0) => sentence(only),
            (Some(_), more) => format!("{} violations", more + 1),
        };
        let kind = first.map_or("invalid", |violation| violation.keyword.as_str());
        let (message, kind) = (xml(&message), xml(kind));
        write!(out, "      <failure type=\"{kind}\" message=\"{message}\">")?;
        "failure"
    };
    for violation in violations {
        writeln!(out, "{}", xml(&line(file.path, violation)))?;
    }
    if file.report.truncated() {
        writeln!(out, "{TRUNCATED}")?;
    }
    writeln!(out, "</{tag}>")
}

fn line(path: &str, violation: &Violation) -> String {
    format!(
        "{path}:{}: {}[{}]: {}",
        violation.position,
        violation.severity.as_str(),
        violation.keyword,
        sentence(violation)
    )
}

/// One line of text, fit for the text and the attributes of XML 1.0.
///
/// XML can hold most control characters in no way at all, so they are spelt as in other formats.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in escape::text(text).chars() {
        let entity = match character {
            '&' => Cow::Borrowed("&amp;"),
            '<' => Cow::Borrowed("&lt;"),
            '>' => Cow::Borrowed("&gt;"),
            '"' => Cow::Borrowed("&quot;"),
            '\'' => Cow::Borrowed("&apos;"),
            // No characters, and the only ones left that XML forbids.
            '\u{FFFE}' | '\u{FFFF}' => Cow::Owned(character.escape_unicode().to_string()),
            _ => {
                out.push(character);
                continue;
            }
        };
        out.push_str(&entity);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn what_xml_cannot_hold_is_spelt_out() {
        let cases = [
            ("plain 東京", "plain 東京"),
            (
                "<a href=\"x\" & 'y'>",
                "&lt;a href=&quot;x&quot; &amp; &apos;y&apos;&gt;",
            ),
            ("]]>", "]]&gt;"),
            ("&amp;", "&amp;amp;"),
            ("\0\u{8}\u{b}\u{1f}", "\\u{0}\\u{8}\\u{b}\\u{1f}"),
            ("a\r\n\tb", "a\\r\\n\\tb"),
            ("\u{fffd}\u{fffe}\u{ffff}", "\u{fffd}\\u{fffe}\\u{ffff}"),
            ("\u{1f980}", "\u{1f980}"),
        ];
        for (text, expected) in cases {
            assert_eq!(xml(text), expected, "{text:?}");
        }
    }
}
