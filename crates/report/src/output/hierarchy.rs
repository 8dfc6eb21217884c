//! `hierarchical`: one unit for each schema that refuses, inside the nearest one around it.

use std::io::{self, Write};

use serde::Serialize;
use trueup_validator::Violation;

use super::{Messages, errors, line, parent, sentence};
use crate::FileReport;

/// An output unit of the newer form.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Unit<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    valid: bool,
    evaluation_path: String,
    schema_location: String,
    instance_location: String,
    #[serde(skip_serializing_if = "Messages::is_empty")]
    errors: Messages,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Unit<'a>>,
}

/// Writes a file's errors by the schemas that refuse.
///
/// # Errors
/// What `out` gives when it cannot be written to.
pub(crate) fn hierarchical(out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
    let mut root = Unit {
        path: Some(file.path),
        valid: file.report.is_valid(),
        evaluation_path: String::new(),
        schema_location: absolute(file.report.schema_uri()),
        instance_location: String::new(),
        errors: Messages::new(),
        details: Vec::new(),
    };
    for violation in errors(file) {
        add(&mut root, violation);
    }
    line(out, &root)
}

fn add(root: &mut Unit<'_>, violation: &Violation) {
    let (way, instance) = (&violation.evaluation_path, violation.instance_path.as_str());
    // A `false` schema has no keyword.
    let whole = violation.keyword == "false";
    let way = if whole {
        way.as_str()
    } else {
        parent(way.as_str())
    };
    let message = sentence(violation);
    if way.is_empty() && instance.is_empty() || violation.schema.is_none() {
        return say(root, violation, message);
    }
    let same =
        |unit: &&mut Unit<'_>| unit.evaluation_path == way && unit.instance_location == instance;
    if let Some(unit) = root.details.iter_mut().find(same) {
        return say(unit, violation, message);
    }
    let uri = violation
        .schema
        .as_ref()
        .map_or("", |place| place.uri.as_str());
    let uri = if whole { uri } else { parent_of_keyword(uri) };
    let mut unit = Unit {
        path: None,
        valid: false,
        evaluation_path: way.to_owned(),
        schema_location: absolute(uri),
        instance_location: instance.to_owned(),
        errors: Messages::new(),
        details: Vec::new(),
    };
    say(&mut unit, violation, message);
    root.details.push(unit);
}

fn say(unit: &mut Unit<'_>, violation: &Violation, message: String) {
    let text = unit.errors.entry(violation.keyword.clone()).or_default();
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&message);
}

fn parent_of_keyword(uri: &str) -> &str {
    match uri.rsplit_once('#') {
        Some((before, fragment)) => &uri[..before.len() + 1 + parent(fragment).len()],
        None => uri,
    }
}

/// A URI with a fragment, which a schema's location always has here.
fn absolute(uri: &str) -> String {
    if uri.contains('#') {
        uri.to_owned()
    } else {
        format!("{uri}#")
    }
}
