//! The verdict on any payload by any schema is that of the `jsonschema` crate, and the report has a
//! violation exactly when the verdict says so.

use trueup_document::{Document, Json, Kind, Member, Node};
use trueup_schema::SchemaSet;
use trueup_validator::{Validator, Violation};

/// Compares on a schema and a payload with a line `---` between.
///
/// # Panics
/// Where verdict, report and reference differ.
pub fn is_that_of_the_reference(bytes: &[u8]) {
    let Some((schema, payload)) = crate::pair(bytes) else {
        return;
    };
    let Ok(set) = SchemaSet::loader().load_text("fuzzed.schema.json", schema) else {
        return;
    };
    let reference = comparable(schema).then(|| reference(&set)).flatten();
    let Ok(validator) = Validator::new(set) else {
        return;
    };
    let report = validator.check(payload);
    let verdict = validator.is_valid(payload);
    assert_eq!(verdict, report.is_valid(), "{report}");
    assert_eq!(
        verdict,
        report.errors() == 0 && !report.truncated() || report.is_valid()
    );
    let (Some(reference), Ok(document)) = (reference, Document::from_slice(payload)) else {
        return;
    };
    let undecided = report.violations().iter().any(Violation::is_limit);
    if !document.duplicate_keys().is_empty() || undecided || !is_exact(document.root()) {
        return;
    }
    let value = serde_json::from_slice(payload).expect("what is read is JSON");
    assert_eq!(verdict, reference.is_valid(&value), "{report}");
}

/// The reference, with our own date-time. Its numbers are doubles, so schemas whose numbers are
/// not are left out.
fn reference(set: &SchemaSet) -> Option<jsonschema::Validator> {
    let resources: Vec<_> = set.resources().collect();
    let mut registry = jsonschema::Registry::new();
    for (uri, resource) in &resources {
        registry = registry.add(uri, resource).ok()?;
    }
    let registry = registry.prepare().ok()?;
    jsonschema::options()
        .offline()
        .with_base_uri(set.base_uri())
        .with_registry(&registry)
        .should_validate_formats(true)
        .with_format("date-time", trueup_rules::date_time::is_date_time)
        .build(&set.to_value())
        .ok()
}

/// Whether the reference means the same by the schema: it does not assert `content…`, and its
/// stack ends where a schema leads back to itself at one value.
fn comparable(schema: &str) -> bool {
    !schema.contains("content")
        && !schema.contains("Ref")
        && !schema.contains("\"$ref\":\"#\"")
        && Document::from_slice(schema.as_bytes()).is_ok_and(|document| is_exact(document.root()))
}

/// Whether all numbers are short integers or short decimals, which doubles hold or compare as
/// they should.
fn is_exact(root: Node<'_>) -> bool {
    let mut waiting = vec![root];
    while let Some(node) = waiting.pop() {
        match node.kind() {
            Kind::Array => waiting.extend(node.elements()),
            Kind::Object => waiting.extend(node.members().map(Member::value)),
            Kind::Number => {
                let text = node.raw();
                let whole = text.strip_suffix(".0").unwrap_or(text);
                let digits = whole.trim_start_matches('-');
                if digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    return false;
                }
            }
            _ => {}
        }
    }
    !matches!(Json::from(root), Json::Number(_)) || root.raw().len() < 17
}
