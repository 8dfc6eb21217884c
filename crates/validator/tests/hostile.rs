//! Payloads and schemas that are made to hurt: time, memory and stack stay bounded, and whatever
//! cannot be decided is not valid.

use std::fmt::Write;
use std::time::{Duration, Instant};

use trueup_document::{Buffer, Document, Limits};
use trueup_validator::{Report, Validator};

fn validator(schema: &str) -> Validator {
    Validator::from_text("hostile.schema.json", schema).expect("the schema loads")
}

/// Far above what any of these takes, far below what they would take unbounded.
fn soon<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "took {took:?}");
    result
}

fn keywords(report: &Report) -> Vec<&str> {
    let violations = report.violations().iter();
    violations
        .map(|violation| violation.keyword.as_str())
        .collect()
}

/// `$defs` in which each schema refers `times` to the next, `steps` long, down to `last`.
fn tripling(steps: usize, applicator: &str, last: &str) -> String {
    let mut defs = String::new();
    for step in 0..steps {
        let next = format!("{{\"$ref\": \"#/$defs/s{}\"}}", step + 1);
        write!(
            defs,
            "\"s{step}\": {{\"{applicator}\": [{next}, {next}, {next}]}},"
        )
        .expect("a string");
    }
    format!("{{\"$ref\": \"#/$defs/s0\", \"$defs\": {{{defs} \"s{steps}\": {last}}}}}")
}

#[test]
fn tripling_references_cost_no_more_than_their_schemas() {
    for applicator in ["allOf", "anyOf", "oneOf"] {
        let validator = validator(&tripling(40, applicator, r#"{"type": "string"}"#));
        let report = soon(|| validator.check(b"1"));
        assert!(!report.is_valid());
        assert!(
            report.violations().len() < 3 && !report.truncated(),
            "{report}"
        );
        assert!(!soon(|| validator.is_valid(b"1")));
    }
    let all = validator(&tripling(40, "allOf", r#"{"type": "string"}"#));
    assert!(soon(|| all.is_valid(b"\"a\"")));
    assert_eq!(keywords(&all.check(b"1")), ["type"]);
    let one = validator(&tripling(40, "oneOf", r#"{"type": "string"}"#));
    assert!(!soon(|| one.is_valid(b"\"a\"")), "three of three accept");
}

#[test]
fn references_that_fan_out_along_a_deep_payload_stay_bounded() {
    let schema = r##"{
        "anyOf": [
            {"properties": {"a": {"$ref": "#"}}, "required": ["b"]},
            {"properties": {"a": {"$ref": "#"}}, "required": ["c"]},
            {"type": "null"}
        ]}"##;
    let validator = validator(schema);
    let payload = "{\"a\":".repeat(100) + "1" + &"}".repeat(100);
    let report = soon(|| validator.check(payload.as_bytes()));
    assert!(!report.is_valid());
    assert!(!report.violations().is_empty());
}

#[test]
fn a_schema_that_leads_back_to_itself_ends() {
    let cases = [
        r##"{"allOf": [{"$ref": "#"}], "type": "string"}"##,
        r##"{"anyOf": [{"$ref": "#"}, {"type": "string"}], "type": "string"}"##,
        r##"{"allOf": [{"not": {"not": {"$ref": "#"}}}], "type": "string"}"##,
        r##"{"allOf": [{"$ref": "#"}], "minLength": 1, "type": ["string", "null"]}"##,
    ];
    for schema in cases {
        let validator = validator(schema);
        assert!(soon(|| validator.is_valid(b"\"a\"")), "{schema}");
        assert!(!soon(|| validator.is_valid(b"1")), "{schema}");
        let long = schema.contains("minLength");
        assert_eq!(validator.is_valid(b"\"\""), !long, "{schema}");
        assert_eq!(
            keywords(&soon(|| validator.check(b"1"))),
            ["type"],
            "{schema}"
        );
    }
}

#[test]
fn depth_is_bounded_by_the_reader_and_by_the_judge() {
    let validator = validator(r##"{"items": {"anyOf": [{"$ref": "#"}, {"const": 1}]}}"##);
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(validator.is_valid(nested(128).as_bytes()));
    assert!(!validator.is_valid(nested(129).as_bytes()));
    assert_eq!(
        keywords(&validator.check(nested(129).as_bytes())),
        ["too-deep"]
    );
}

#[test]
fn unlimited_depth_never_ends_the_stack() {
    let schemas = [
        r##"{"items": {"anyOf": [{"$ref": "#"}, {"const": 1}]}}"##,
        r##"{"items": {"anyOf": [{"$ref": "#", "minItems": 1}, {"$ref": "#", "maxItems": 0}]}}"##,
        r##"{"items": {"$ref": "#"}, "unevaluatedItems": false}"##,
        r##"{"not": {"items": {"not": {"$ref": "#"}}}}"##,
        r##"{"oneOf": [{"items": {"$ref": "#"}}, {"items": {"$ref": "#"}}]}"##,
        r##"{"prefixItems": [{"allOf": [{"allOf": [{"$ref": "#"}]}]}], "type": "array"}"##,
        r##"{"contains": {"$ref": "#"}, "minItems": 1}"##,
    ];
    let limits = Limits {
        max_depth: usize::MAX,
        ..Limits::default()
    };
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    for schema in schemas {
        let validator = validator(schema)
            .with_limits(limits)
            .warning_of_deprecated();
        assert!(!soon(|| validator.is_valid(deep.as_bytes())), "{schema}");
        let report = soon(|| validator.check(deep.as_bytes()));
        assert!(!report.is_valid(), "{schema}");
        assert!(report.errors() > 0, "{schema}");
    }
}

#[test]
fn a_long_chain_of_references_is_not_the_stack_s_end() {
    let mut defs = String::new();
    for step in 0..5_000 {
        write!(
            defs,
            "\"s{step}\": {{\"$ref\": \"#/$defs/s{}\"}},",
            step + 1
        )
        .expect("a string");
    }
    let schema = format!(
        "{{\"$ref\": \"#/$defs/s0\", \"$defs\": {{{defs} \"s5000\": {{\"type\": \"null\"}}}}}}"
    );
    let Ok(validator) = Validator::from_text("chain.schema.json", &schema) else {
        // Refusing such a schema is bounded as well.
        return;
    };
    assert!(!soon(|| validator.is_valid(b"1")));
    assert!(!soon(|| validator.check(b"1")).is_valid());
}

#[test]
fn violations_are_bounded_and_the_report_says_so() {
    let validator = validator(r#"{"items": {"type": "string"}}"#);
    let numbers = format!("[{}0]", "0,".repeat(100_000));
    let report = soon(|| validator.check(numbers.as_bytes()));
    assert_eq!(report.violations().len(), 1000);
    assert!(report.truncated());
    assert!(
        report
            .to_string()
            .ends_with("there is more; it is not shown")
    );

    let exactly = format!("[{}0]", "0,".repeat(999));
    let report = validator.check(exactly.as_bytes());
    assert_eq!(
        (report.violations().len(), report.truncated()),
        (1000, false)
    );

    let none = validator.with_max_violations(0);
    let report = none.check(b"[1]");
    assert!(!report.is_valid() && report.truncated() && report.violations().is_empty());
    assert!(none.check(b"[\"\"]").is_valid());
}

#[test]
fn duplicate_names_by_the_thousand_stay_linear() {
    let validator = validator("true").with_max_violations(usize::MAX);
    let members = "\"a\": {\"b\": 0}, ".repeat(50_000);
    let payload = format!("{{{members}\"a\": 1}}");
    let report = soon(|| validator.check(payload.as_bytes()));
    assert_eq!(report.violations().len(), 50_000);
    assert!(!report.is_valid());
}

#[test]
fn huge_numbers_cost_what_they_weigh() {
    let validator = validator(r#"{"items": {"multipleOf": 7, "maximum": 10}}"#);
    let digits = "9".repeat(100_000);
    let payload = format!("[1e999999999999, -1e999999999999, {digits}, 1e-999999999999]");
    let report = soon(|| validator.check(payload.as_bytes()));
    assert!(!report.is_valid());
    assert!(report.to_string().len() < 2_000);
}

#[test]
fn a_pattern_that_explodes_is_never_valid() {
    // The look-ahead keeps it from the engine that is linear.
    let validator = validator(
        r#"{"pattern": "^(?=(a+)+$)(a|aa)+$", "not": {"pattern": "^(a|aa)+\\1?(?!.)$"}}"#,
    );
    let payload = format!("\"{}b\"", "a".repeat(5_000));
    assert!(!soon(|| validator.is_valid(payload.as_bytes())));
    let report = soon(|| validator.check(payload.as_bytes()));
    assert!(!report.is_valid());
    assert!(!report.violations().is_empty());
}

#[test]
fn every_prefix_and_every_flipped_byte_of_a_payload_gets_a_verdict() {
    let schema = r#"{"properties": {"a": {"type": "array", "items": {"format": "date-time"}},
        "b": {"enum": ["x", 1.5, null]}}, "required": ["a"], "additionalProperties": false}"#;
    let validator = validator(schema);
    let payload =
        br#"{"a": ["2024-12-13T01:24:39.264Z", "\u00e9\ud83e\udd80"], "b": 1.50, "c": [{}]}"#;
    for end in 0..=payload.len() {
        let bytes = &payload[..end];
        assert_eq!(validator.is_valid(bytes), validator.check(bytes).is_valid());
    }
    for at in 0..payload.len() {
        for flip in [0x01, 0x20, 0x80, 0xFF] {
            let mut bytes = payload.to_vec();
            bytes[at] ^= flip;
            let report = validator.check(&bytes);
            assert_eq!(validator.is_valid(&bytes), report.is_valid());
            assert_eq!(report.is_valid(), report.violations().is_empty());
        }
    }
}

/// Each fault comes with a hint at names that are near, and none of them looks through a large object
/// or a large schema anew.
#[test]
fn names_that_are_near_are_looked_for_once_in_an_object() {
    let list = |count: usize, each: &dyn Fn(usize) -> String| -> String {
        (0..count).map(each).collect::<Vec<_>>().join(",")
    };
    let properties = |count| list(count, &|n| format!("\"a{n}\": true"));
    let branches = list(100, &|n| format!("{{\"properties\": {{\"a{n}\": true}}}}"));
    let (closed, left) = ("additionalProperties", "unevaluatedProperties");
    let strange = format!("{{{}}}", list(20_000, &|n| format!("\"b{n}x\": 1")));
    let required = list(1_000, &|n| format!("\"r{n}\""));
    let listed = format!("{{{}}}", list(20_000, &|n| format!("\"a{n}\": 1")));
    let rows = [
        (
            format!(
                "{{\"properties\": {{{}}}, \"{closed}\": false}}",
                properties(256)
            ),
            &strange,
            closed,
        ),
        (
            format!("{{\"allOf\": [{branches}], \"{left}\": false}}"),
            &strange,
            left,
        ),
        (
            format!(
                "{{\"properties\": {{{}}}, \"required\": [{required}]}}",
                properties(20_000)
            ),
            &listed,
            "required",
        ),
    ];
    for (schema, payload, keyword) in rows {
        let validator = validator(&schema);
        let report = soon(|| validator.check(payload.as_bytes()));
        let found = keywords(&report);
        assert_eq!(found.len(), 1000, "{keyword}");
        assert!(found.iter().all(|&found| found == keyword), "{keyword}");
    }
}

#[test]
fn a_violation_keeps_little_of_a_large_value() {
    let many = |one: &str| vec![one; 20_000].join(",");
    let digits = "1".repeat(120);
    let members: Vec<String> = (0..20_000)
        .map(|at| format!(r#""name{at}":{at}"#))
        .collect();
    let values = [
        format!("[{}]", many("1")),
        format!("[{}]", many(&digits)),
        format!("[{}]", many(&format!(r#""{digits}""#))),
        format!("[[{}]]", many("[]")),
        format!("{{{}}}", members.join(",")),
        format!(r#""{}""#, "x".repeat(100_000)),
        format!("0.{}", "1".repeat(100_000)),
    ];
    let schema = r#"{"properties": {"a": {"type": "boolean"}}}"#;
    let validator = Validator::from_text("s.json", schema).expect("the schema is one");
    for value in values {
        let report = validator.check(format!(r#"{{"a": {value}}}"#).as_bytes());
        let [violation] = report.violations() else {
            panic!("{report}");
        };
        let kept = format!("{violation:?}").len();
        assert!(kept < 10_000, "{kept} bytes of {value:.40}");
    }
}

/// A `not` would make a value valid of which nothing is known.
#[test]
fn what_cannot_be_decided_is_not_valid_and_its_opposite_neither() {
    let nested = r##"{"$ref": "#/$defs/a"}"##;
    let all = r##""$defs": {"a": {"type": "array", "items": {"$ref": "#/$defs/a"}}}"##;
    let limits = Limits {
        max_depth: 1_000,
        ..Limits::default()
    };
    let deep = "[".repeat(1_000) + &"]".repeat(1_000);
    for schema in [
        format!(r#"{{"allOf": [{nested}], {all}}}"#),
        format!(r#"{{"not": {nested}, {all}}}"#),
        format!(r#"{{"not": {{"not": {nested}}}, {all}}}"#),
        format!(r#"{{"not": {{"anyOf": [{nested}, {{"minItems": 2}}]}}, {all}}}"#),
    ] {
        let validator = validator(&schema).with_limits(limits);
        let mut buffer = Buffer::default();
        let document = Document::read_with(deep.as_bytes(), &limits, &mut buffer);
        let root = document.as_ref().expect("it is JSON").root();
        assert!(!validator.is_valid_by_judge(root), "{schema}");
        assert_ne!(validator.quick_verdict(root), Some(true), "{schema}");
        assert!(!validator.is_surely_valid(deep.as_bytes()), "{schema}");
        let report = validator.check_document(document.as_ref().expect("it is JSON"));
        assert!(!report.is_valid(), "{schema}");
        assert_eq!(keywords(&report), ["depth"], "{schema}");
    }
}

#[test]
fn combinations_in_each_other_are_not_the_stack_s_end() {
    let steps = 20_000;
    let mut defs = vec![format!(r#""s{steps}": {{"type": "null"}}"#)];
    for step in (0..steps).rev() {
        let next = step + 1;
        defs.push(format!(
            r##""s{step}": {{"not": {{"$ref": "#/$defs/s{next}"}}}}"##
        ));
    }
    // What a walk may take is settled from the ends of chains that come first, or breaks off.
    for _ in 0..2 {
        let listed = defs.join(",");
        let schema = format!(r##"{{"$defs": {{{listed}}}, "items": {{"$ref": "#/$defs/s0"}}}}"##);
        let items = validator(&schema);
        let first = items.at("/$defs/s0").expect("it is there");
        for (validator, payload) in [(&items, "[1]"), (&items, "[[1]]"), (&first, "1")] {
            assert!(!soon(|| validator.is_surely_valid(payload.as_bytes())));
            assert!(!soon(|| validator.is_valid(payload.as_bytes())));
            assert_eq!(keywords(&validator.check(payload.as_bytes())), ["depth"]);
        }
        defs.reverse();
    }
}

/// To find out all that is wrong takes more than the verdict, and is bounded by the same.
#[test]
fn an_explanation_ends_where_the_steps_do() {
    let zeros = format!("[0{}]", ",0".repeat(499));
    let items = r#"{"items": {"type": "string"}}"#;
    let required = format!(r#"{{"required": [{}]}}"#, thousand(""));
    for (schema, payload, faults, first) in [
        (items, zeros.as_str(), 500, "type"),
        (&required, "{}", 1_000, "steps"),
    ] {
        let free = validator(schema);
        let report = free.check(payload.as_bytes());
        assert_eq!(report.violations().len(), faults);
        assert!(!report.truncated());
        let report = free.with_max_steps(900).check(payload.as_bytes());
        assert!(!report.is_valid() && report.truncated(), "{report}");
        assert!(report.violations().len() < 500, "{report}");
        assert_eq!(keywords(&report)[0], first);
    }
}

#[test]
fn names_that_others_need_count_as_steps() {
    let many = format!(r#"{{"dependentRequired": {{{}}}}}"#, thousand(": []"));
    let one = format!(r#"{{"dependentRequired": {{"a": [{}]}}}}"#, thousand(""));
    let document = Document::from_slice(b"{}").expect("it is JSON");
    for schema in [many, one] {
        let validator = validator(&schema);
        assert!(validator.is_valid_by_judge(document.root()));
        let bounded = validator.with_max_steps(900);
        assert!(!bounded.is_valid_by_judge(document.root()));
    }
}

/// A thousand names in quotes, each with something behind it.
fn thousand(more: &str) -> String {
    let names: Vec<String> = (0..1_000).map(|at| format!("\"n{at}\"{more}")).collect();
    names.join(",")
}

#[test]
fn what_is_deprecated_or_evaluated_by_many_ways_is_looked_at_once() {
    let old = validator(&tripling(40, "allOf", r#"{"deprecated": true}"#));
    let report = soon(|| old.clone().warning_of_deprecated().check(b"1"));
    assert!(report.is_valid() && !report.truncated(), "{report}");
    assert_eq!(keywords(&report), ["deprecated"]);

    let named = tripling(40, "allOf", r#"{"properties": {"a": true}}"#);
    let closed = format!(r#"{{"unevaluatedProperties": false, {}"#, &named[1..]);
    let validator = validator(&closed);
    assert!(soon(|| validator.is_valid(br#"{"a": 1}"#)));
    let report = soon(|| validator.check(br#"{"a": 1, "b": 1}"#));
    assert_eq!(keywords(&report), ["unevaluatedProperties"]);
    assert!(!report.truncated());
}

#[test]
fn branches_that_lead_back_to_themselves_are_told_apart() {
    let branch = |word: &str| {
        format!(
            r##""{word}": {{"type": "object", "properties": {{"kind": {{"const": "{word}"}}}},
                "required": ["kind"], "allOf": [{{"$ref": "#/$defs/{word}"}}]}}"##
        )
    };
    let refs = ["a", "b", "c"].map(|word| format!(r##"{{"$ref": "#/$defs/{word}"}}"##));
    let defs = ["a", "b", "c"].map(branch).join(",");
    let schema = format!(r#"{{"oneOf": [{}], "$defs": {{{defs}}}}}"#, refs.join(","));
    let validator = validator(&schema);
    assert!(validator.is_valid(br#"{"kind": "b"}"#));
    assert!(!validator.is_valid(br#"{"kind": "d"}"#));
}
