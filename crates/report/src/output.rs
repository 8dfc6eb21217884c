//! The output formats of JSON Schema itself, for tools that read those of any validator.
//!
//! `flag`, `basic` and `detailed` are those of 2019-09 and 2020-12 (Core, section 12.4),
//! `hierarchical` is the one that took their place later. Each file gives one output unit, on a line
//! of its own, with the file's name beside what the specification asks for. Of annotations there
//! is `deprecated` alone.
//!
//! What a newcomer would miss: of `anyOf` and `oneOf` the units show the branch that was meant, as
//! every format of ours does; the specification leaves open how much a validator goes on to find.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use trueup_validator::{Severity, Violation};

use crate::words::sentence;
use crate::{FileReport, escape};

mod hierarchy;
mod tree;

pub(crate) use hierarchy::hierarchical;

/// An output unit of 2019-09 and 2020-12.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Unit<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    valid: bool,
    keyword_location: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    absolute_keyword_location: Option<String>,
    instance_location: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annotation: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Unit<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    annotations: Vec<Unit<'a>>,
}

/// Writes the verdict on a file.
///
/// # Errors
/// What `out` gives when it cannot be written to; so do the others.
pub(crate) fn flag(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    #[derive(Serialize)]
    struct Flag<'a> {
        path: &'a str,
        valid: bool,
    }
    let flag = Flag {
        path: file.path,
        valid: file.report.is_valid(),
    };
    line(out, &flag)
}

/// Writes a file's errors as a list.
pub(crate) fn basic(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    let errors = errors(file).map(leaf).collect();
    line(out, &root(file, errors))
}

/// Writes a file's errors as a tree of keywords, without the keywords that lead to one error only.
pub(crate) fn detailed(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    let errors = tree::condensed(errors(file).collect());
    line(out, &root(file, errors))
}

fn errors<'a>(file: &FileReport<'a>) -> impl Iterator<Item = &'a Violation> + use<'a> {
    let violations = file.report.violations().iter();
    violations.filter(|violation| violation.severity == Severity::Error)
}

fn root<'a>(file: &FileReport<'a>, errors: Vec<Unit<'a>>) -> Unit<'a> {
    let valid = file.report.is_valid();
    // A limit may have kept every error from being listed, yet an invalid unit must have one.
    let unlisted = !valid && errors.is_empty();
    // What is not valid has no annotations (2020-12 Core, section 7.7.1.2).
    let warnings = file.report.violations().iter().filter(|_| valid);
    Unit {
        path: Some(file.path),
        valid,
        error: unlisted.then(|| crate::full::TRUNCATED.to_owned()),
        errors,
        annotations: warnings.map(annotation).collect(),
        ..Unit::default()
    }
}

fn leaf<'a>(violation: &Violation) -> Unit<'a> {
    Unit {
        error: Some(sentence(violation)),
        ..place(violation)
    }
}

fn annotation<'a>(violation: &Violation) -> Unit<'a> {
    Unit {
        valid: true,
        annotation: Some(true),
        ..place(violation)
    }
}

fn place<'a>(violation: &Violation) -> Unit<'a> {
    Unit {
        keyword_location: violation.evaluation_path.to_string(),
        absolute_keyword_location: violation.schema.as_ref().map(|place| place.uri.clone()),
        instance_location: violation.instance_path.to_string(),
        ..Unit::default()
    }
}

fn line(out: &mut dyn Write, unit: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(unit)?;
    writeln!(out, "{}", escape::json(&json))
}

/// Without its last token.
fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// What two JSON Pointers begin with alike.
fn common<'p>(left: &'p str, right: &str) -> &'p str {
    let mut end = 0;
    for (at, _) in left.match_indices('/').skip(1).chain([(left.len(), "")]) {
        let same = right.starts_with(&left[..at]);
        if !same || !matches!(right.as_bytes().get(at), None | Some(b'/')) {
            break;
        }
        end = at;
    }
    &left[..end]
}

/// Errors of one schema by keyword; those of one keyword in one text.
type Messages = BTreeMap<String, String>;

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn pointers_have_whole_tokens_in_common() {
        let cases = [
            ("/a/b", "/a/c", "/a"),
            ("/a/b", "/a/bc", "/a"),
            ("/a/b", "/a/b/c", "/a/b"),
            ("/a/b/c", "/a/b", "/a/b"),
            ("/a", "/b", ""),
            ("", "/b", ""),
            ("/a", "", ""),
        ];
        for (left, right, expected) in cases {
            assert_eq!(common(left, right), expected, "{left} {right}");
        }
    }
}
