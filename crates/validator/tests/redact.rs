//! A redacted report shows no value of the payload, and still says what is wrong where.

use trueup_validator::Validator;

#[test]
fn no_message_and_no_hint_shows_a_value() {
    // Schema, payload, a part of the value, and the line that is left.
    let cases = [
        (
            r#"{"type": "integer"}"#,
            r#""4711""#,
            "4711",
            "expected integer, found string",
        ),
        (
            r#"{"enum": ["4712", "b"]}"#,
            r#""4711""#,
            "4711",
            r#""…" is not an allowed value; allowed: "4712" or "b""#,
        ),
        (
            r#"{"const": "a"}"#,
            r#""4711""#,
            "4711",
            r#""…" is not "a", the only allowed value"#,
        ),
        (
            r#"{"maximum": 10}"#,
            "4711",
            "4711",
            "… is above the maximum of 10",
        ),
        (
            r#"{"maximum": 4710}"#,
            "4711",
            "4711",
            "… is above the maximum of 4710",
        ),
        (
            r#"{"exclusiveMinimum": 9999}"#,
            "4711",
            "4711",
            "… is not greater than 9999",
        ),
        (
            r#"{"multipleOf": 10}"#,
            "4711",
            "471",
            "… is not a multiple of 10",
        ),
        (
            r#"{"pattern": "^[a-z]*$"}"#,
            r#""4711""#,
            "4711",
            r#""…" does not match the pattern ^[a-z]*$"#,
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""4711-02-30T00:00:00Z""#,
            "4711",
            r#""…" is not a valid date-time"#,
        ),
        (
            r#"{"format": "email"}"#,
            r#""4711""#,
            "4711",
            r#""…" is not a valid email; for example name@example.com"#,
        ),
        (
            r#"{"not": {"type": "string"}}"#,
            r#""4711""#,
            "4711",
            r#""…" is not allowed here, where nothing may be string"#,
        ),
        (
            r#"{"not": {"properties": {"a": {"const": 4711}}, "required": ["a"]}}"#,
            r#"{"a": 4711}"#,
            "4711",
            r#""a" may not be "…""#,
        ),
        (
            r#"{"const": {"a": 1}}"#,
            r#"{"a": 4711}"#,
            "4711",
            r#""…" is not 1, as the only allowed value has at /a"#,
        ),
        (
            r#"{"anyOf": [{"minimum": 9000}, {"multipleOf": 10}]}"#,
            "4711",
            "4711",
            r#""…" fits none of the 2 alternatives; 1: … is below the minimum of 9000; 2: … is not a multiple of 10"#,
        ),
        (
            r#"{"contains": {"enum": [1, 2]}}"#,
            "[4711]",
            "4711",
            r#"none of the items is as one of them must be; item 0 comes nearest: "…" is not an allowed value"#,
        ),
        (
            r#"{"anyOf": [{"type": "null"}, {"type": "array"}]}"#,
            "4711",
            "4711",
            "expected null or array, found integer",
        ),
        (
            r#"{"oneOf": [true, true]}"#,
            "4711",
            "4711",
            r#""…" fits more than one alternative, 1 and 2, and must fit exactly one"#,
        ),
        (
            r#"{"required": ["a"]}"#,
            r#"{"b": 4711}"#,
            "4711",
            r#""a" is missing"#,
        ),
    ];
    for (schema, payload, secret, expected) in cases {
        let validator = Validator::from_text("s.json", schema).expect(schema);
        let report = validator.check(payload.as_bytes());
        let places: Vec<_> = report.violations().iter().map(|v| v.span).collect();
        let redacted = report.redacted();
        assert!(!redacted.is_valid());
        let [violation] = redacted.violations() else {
            panic!("{schema}: {redacted}");
        };
        let text = match violation.hint() {
            Some(hint) => format!("{}; {hint}", violation.message()),
            None => violation.message(),
        };
        assert_eq!(text, expected, "{schema}");
        assert!(!format!("{redacted:?}").contains(secret), "{redacted:?}");
        assert_eq!(places, [violation.span]);
    }
}

/// Of a list that is too long to keep, the nearest value is kept first, for the hint.
#[test]
fn the_nearest_of_many_values_is_not_told() {
    let values: Vec<_> = (0..200)
        .map(|number| format!("\"value-{number:03}x\""))
        .collect();
    let schema = format!("{{\"enum\": [{}]}}", values.join(","));
    let validator = Validator::from_text("s.json", &schema).unwrap();
    let report = validator.check(b"\"value-150y\"");
    assert!(report.to_string().contains("did you mean"), "{report}");
    let redacted = report.redacted();
    assert!(!format!("{redacted:?}").contains("150"), "{redacted:?}");
}

/// Of a long list the one that is nearly right stands first, which would tell what was found.
#[test]
fn the_allowed_values_are_all_there_but_for_the_nearest_of_very_many() {
    for count in [64, 65] {
        let values: Vec<String> = (0..count).map(|at| format!("\"v{at:03}\"")).collect();
        let schema = format!(r#"{{"enum": [{}]}}"#, values.join(","));
        let validator = Validator::from_text("s.json", &schema).expect("a schema");
        let text = validator.check(br#""w063""#).redacted().to_string();
        let wanted = r#"allowed: "v000", "v001""#;
        assert!(text.contains(wanted), "{count}: {text}");
        assert!(!text.contains("063"), "{text}");
    }
}
