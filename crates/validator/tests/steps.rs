//! What judging costs: steps grow with what is read, and a walk that may not take so many gives no
//! verdict.

use trueup_document::Document;
use trueup_validator::Validator;

/// The fewest steps with which the judge comes to its end on a valid value.
fn cost(schema: &str, payload: &str) -> u64 {
    let validator = Validator::from_text("s.json", schema).expect(schema);
    let document = Document::from_slice(payload.as_bytes()).expect(payload);
    let ends = |most: u64| {
        let validator = validator.clone().with_max_steps(most);
        validator.is_valid_by_judge(document.root())
    };
    assert!(ends(1 << 20), "{schema} {payload}");
    let (mut few, mut many) = (0, 1 << 20);
    while few < many {
        let middle = u64::midpoint(few, many);
        if ends(middle) {
            many = middle;
        } else {
            few = middle + 1;
        }
    }
    few
}

#[test]
fn steps_grow_with_what_is_read() {
    let digits = |count: usize| "7".repeat(count);
    let string = |count: usize| format!("\"{}\"", "a".repeat(count));
    let array = |count: usize| format!("[{}]", vec!["1"; count].join(","));
    let numbers = |count: usize| {
        let numbers: Vec<String> = (100..100 + count)
            .map(|number| number.to_string())
            .collect();
        format!("[{}]", numbers.join(","))
    };
    let object = |count: usize| {
        let members: Vec<String> = (0..count).map(|name| format!("\"{name}\":1")).collect();
        format!("{{{}}}", members.join(","))
    };
    let listed = format!("{{\"enum\":[{},{}]}}", array(1), array(81));
    let required = r#"{"properties":{"0":{}},"required":["0"]}"#;
    // A schema, a value, another value, and by how much the other one costs more.
    let cases = [
        (r#"{"maxLength":9999}"#, string(62), string(62 + 640), 10),
        (r#"{"minimum":1}"#, digits(16), digits(16 + 160), 10),
        (r#"{"maxItems":99}"#, array(1), array(11), 10),
        (
            r#"{"items":{"type":"integer","minimum":1}}"#,
            array(1),
            array(11),
            30,
        ),
        (r#"{"uniqueItems":true}"#, numbers(1), numbers(11), 20),
        (&listed, array(1), array(81), 20),
        (required, object(1), object(11), 10),
    ];
    for (schema, short, long, more) in cases {
        let found = cost(schema, &long) - cost(schema, &short);
        assert_eq!(found, more, "{schema}");
    }
}

#[test]
fn without_enough_steps_there_is_no_verdict() {
    let schema = r#"{"unevaluatedProperties":{"type":"integer","minimum":1}}"#;
    let payload = r#"{"a":1,"b":2,"c":3}"#;
    let enough = cost(schema, payload);
    let validator = Validator::from_text("s.json", schema).expect("a schema");
    let report = |most| {
        validator
            .clone()
            .with_max_steps(most)
            .check(payload.as_bytes())
    };
    assert!(report(enough).is_valid());
    let short = report(enough - 1);
    assert!(!short.is_valid());
    let violation = &short.violations()[0];
    assert_eq!(violation.keyword, "steps");
    assert!(violation.is_limit());
    assert!(
        !validator
            .clone()
            .with_max_steps(0)
            .is_valid(payload.as_bytes())
    );
}
