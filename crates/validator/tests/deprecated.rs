//! Warnings of deprecated values are the same whether a report begins with the quick pass or with a
//! document.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use trueup_document::Document;
use trueup_schema::{Dialect, Loader};
use trueup_testkit::random;
use trueup_validator::Validator;

/// A schema, and payloads with the number of warnings that each is given.
type Case = (&'static str, &'static [(&'static str, usize)]);

const CASES: &[Case] = &[
    (
        r#"{"properties": {"old": {"deprecated": true}, "new": {}}}"#,
        &[(r#"{"new": 1}"#, 0), (r#"{"old": 1}"#, 1)],
    ),
    // What is required cannot be left out, but what stands in it can.
    (
        r##"{"required": ["a"], "properties": {"a": {"$ref": "#/$defs/A"}},
            "$defs": {"A": {"deprecated": true, "properties": {"b": {"deprecated": true}}}}}"##,
        &[(r#"{"a": {"c": 1}}"#, 0), (r#"{"a": {"b": 1}}"#, 1)],
    ),
    // Required here, and listed as deprecated there, where it is not.
    (
        r#"{"required": ["a"], "allOf": [{"properties": {"a": {"deprecated": true}}}]}"#,
        &[(r#"{"a": 1}"#, 1)],
    ),
    (
        r#"{"items": {"deprecated": true}}"#,
        &[("[]", 0), ("[1, 2]", 2)],
    ),
    (
        r#"{"prefixItems": [true, {"deprecated": true}]}"#,
        &[("[1]", 0), ("[1, 2]", 1)],
    ),
    (
        r#"{"additionalProperties": {"deprecated": true}}"#,
        &[("{}", 0), (r#"{"a": 1}"#, 1)],
    ),
    (
        r#"{"patternProperties": {"^x": {"deprecated": true}}}"#,
        &[(r#"{"a": 1}"#, 0), (r#"{"xa": 1}"#, 1)],
    ),
    // The second branch counts although the first one fits.
    (
        r#"{"anyOf": [{"type": "object"}, {"properties": {"a": {"deprecated": true}}}]}"#,
        &[("{}", 0), (r#"{"a": 1}"#, 1)],
    ),
    (
        r#"{"oneOf": [{"type": "string"}, {"type": "integer", "deprecated": true}]}"#,
        &[(r#""a""#, 0), ("1", 1)],
    ),
    (
        r#"{"if": {"type": "string"}, "then": {"deprecated": true}}"#,
        &[("1", 0), (r#""a""#, 1)],
    ),
    (r#"{"deprecated": true}"#, &[("1", 1)]),
    // What judges but a part of a value is read into a document there.
    (
        r#"{"properties": {"a": {"unevaluatedProperties": {"deprecated": true}},
            "b": {"allOf": [{"properties": {"c": {"deprecated": true}}}],
                  "unevaluatedProperties": false}}}"#,
        &[(r#"{"b": {}}"#, 0), (r#"{"b": {"c": 1}}"#, 1)],
    ),
    // A name is no value.
    (
        r#"{"propertyNames": {"deprecated": true}}"#,
        &[(r#"{"a": 1}"#, 0)],
    ),
];

#[test]
fn each_deprecated_value_is_warned_of_once() {
    for (schema, payloads) in CASES {
        let validator = Validator::from_text("s.json", schema).expect("the schema is one");
        let validator = validator.warning_of_deprecated();
        for (payload, expected) in *payloads {
            let report = validator.check(payload.as_bytes());
            assert!(report.is_valid(), "{schema} {payload}: {report}");
            let found = report.violations().len();
            assert_eq!(found, *expected, "{schema} {payload}: {report}");
        }
    }
}

#[test]
fn the_quick_pass_misses_no_warning_of_random_schemas() {
    let config = Config {
        cases: 30,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let cases = (0..random::DRAFTS, 0..4_usize).prop_flat_map(|(draft, from)| {
        let instances = prop::collection::vec(random::instance(), 8);
        (Just(draft), Just(from), random::schema(draft), instances)
    });
    let warnings = std::cell::Cell::new(0);
    let result = runner.run(&cases, |(draft, mut from, mut schema, instances)| {
        deprecate(&mut schema, &mut from);
        let set = Loader::new()
            .with_default_dialect(Dialect::ALL[draft])
            .load_text("random.schema.json", &schema.to_string());
        // Where an object is no schema, the word may have made nonsense of it.
        let Ok(validator) = set.and_then(Validator::new) else {
            return Ok(());
        };
        let validator = validator.warning_of_deprecated();
        for instance in instances {
            let text = instance.to_string();
            let document = Document::from_slice(text.as_bytes());
            let document = document.expect("serde_json writes JSON");
            let plain = validator.check_document(&document);
            let report = validator.check(text.as_bytes());
            prop_assert_eq!(report.to_string(), plain.to_string(), "{} {}", schema, text);
            warnings.set(warnings.get() + usize::from(!plain.violations().is_empty()));
        }
        Ok(())
    });
    result.expect("both ways say the same");
    assert!(warnings.get() > 15, "only {} reports", warnings.get());
}

/// Calls every third object of a schema deprecated.
fn deprecate(value: &mut Value, count: &mut usize) {
    match value {
        Value::Object(members) => {
            members
                .values_mut()
                .for_each(|value| deprecate(value, count));
            *count += 1;
            if (*count).is_multiple_of(3) {
                members.insert("deprecated".to_owned(), Value::Bool(true));
            }
        }
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|value| deprecate(value, count)),
        _ => {}
    }
}
