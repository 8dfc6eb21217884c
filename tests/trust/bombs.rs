//! Small inputs that would blow up: output, memory and time stay bounded.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use trueup_testkit::shown;

use super::Place;

/// Address space for the command, in kibibytes; about half of it is stacks and arenas that are
/// never touched.
const MEMORY: &str = "ulimit -v 1000000";

/// The most that may be printed.
const MOST_OUTPUT: usize = 4_000_000;

/// The most time: ten seconds where it is built as it is used.
const MOST_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 50 } else { 10 });

/// A name, a schema, a payload, and what `check` exits with.
type Row = (&'static str, String, String, i32);

fn numbered(count: usize, each: impl Fn(usize) -> String) -> String {
    let all: Vec<String> = (0..count).map(each).collect();
    all.join(",")
}

/// Each schema refers three times to the next.
fn tripling(steps: usize, applicator: &str) -> String {
    let mut defs = String::new();
    for step in 0..steps {
        let next = format!("{{\"$ref\": \"#/$defs/s{}\"}}", step + 1);
        write!(
            defs,
            "\"s{step}\": {{\"{applicator}\": [{next},{next},{next}]}},"
        )
        .expect("a string");
    }
    let last = r#"{"type": "string", "pattern": "x"}"#;
    format!("{{\"$ref\": \"#/$defs/s0\", \"$defs\": {{{defs}\"s{steps}\": {last}}}}}")
}

fn nested_any_of(depth: usize) -> String {
    let mut schema = r#"{"type": "string"}"#.to_owned();
    for _ in 0..depth {
        schema = format!(
            r#"{{"anyOf": [{{"properties": {{"a": {schema}}}, "required": ["a"]}}, {{"type": "null"}},
            {{"properties": {{"a": {{"type": "boolean"}}}}, "required": ["b"]}}]}}"#
        );
    }
    schema
}

fn rows() -> Vec<Row> {
    let owned = str::to_owned;
    let million = || format!("[{}]", numbered(1_000_000, |_| owned("1")));
    let object = |count, value: &str| {
        format!(
            "{{{}}}",
            numbered(count, |number| format!("\"k{number}\":{value}"))
        )
    };
    let names = |count| numbered(count, |number| format!("\"v{number}\""));
    vec![
        (
            "a million violations",
            owned(r#"{"items": {"type": "string"}}"#),
            million(),
            1,
        ),
        (
            "unknown names",
            owned(r#"{"additionalProperties": false}"#),
            object(300_000, "1"),
            1,
        ),
        ("tripling allOf", tripling(15, "allOf"), owned("1"), 1),
        ("tripling anyOf", tripling(15, "anyOf"), owned("1"), 1),
        ("tripling oneOf", tripling(15, "oneOf"), owned("\"x\""), 1),
        (
            "anyOf in anyOf",
            nested_any_of(25),
            "{\"a\":".repeat(25) + "1" + &"}".repeat(25),
            1,
        ),
        (
            "a value of 5 MB",
            owned(r#"{"maxLength": 3, "enum": ["a"], "pattern": "^y", "format": "date-time"}"#),
            format!("\"{}\"", "x".repeat(5_000_000)),
            1,
        ),
        (
            "a name of 5 MB",
            owned(r#"{"additionalProperties": false}"#),
            format!("{{\"{}\": 1}}", "x".repeat(5_000_000)),
            1,
        ),
        (
            "a number of 5 MB",
            owned(r#"{"multipleOf": 7, "maximum": 3}"#),
            "9".repeat(5_000_000),
            1,
        ),
        (
            "an exponent of 5 MB",
            owned(r#"{"multipleOf": 7, "maximum": 3}"#),
            format!("1e{}", "9".repeat(5_000_000)),
            1,
        ),
        (
            "one name 200,000 times",
            owned("{}"),
            format!("{{{}}}", numbered(200_000, |_| owned("\"a\":1"))),
            1,
        ),
        (
            "200,000 elements that differ",
            owned(r#"{"uniqueItems": true}"#),
            format!("[{}]", numbered(200_000, |n| format!("{{\"a\":[{n}]}}"))),
            0,
        ),
        (
            "20,000 values of 20,000 that are listed",
            format!("{{\"items\": {{\"enum\": [{}]}}}}", names(20_000)),
            format!("[{}]", names(20_000)),
            0,
        ),
        (
            "20,000 values that are not listed",
            format!(
                "{{\"items\": {{\"enum\": [{}]}}}}",
                numbered(20_000, |n| format!("{n}"))
            ),
            format!("[{}]", names(20_000)),
            1,
        ),
        (
            "20,000 objects of 20,000 that are listed",
            format!(
                "{{\"items\": {{\"enum\": [{}]}}}}",
                numbered(20_000, |n| format!("{{\"a\":1,\"b\":{n}}}"))
            ),
            format!(
                "[{}]",
                numbered(20_000, |n| format!("{{\"b\":{n}.0,\"a\":1}}"))
            ),
            0,
        ),
        (
            "100,000 names that are missing",
            format!("{{\"required\": [{}]}}", names(100_000)),
            object(100_000, "1"),
            1,
        ),
        (
            "50,000 names that need others",
            format!(
                "{{\"dependentRequired\": {{{}}}}}",
                numbered(50_000, |n| format!("\"k{n}\": [\"v{n}\"]"))
            ),
            object(50_000, "1"),
            1,
        ),
        (
            "50,000 names that need others and have them",
            format!(
                "{{\"dependentRequired\": {{{}}}}}",
                numbered(50_000, |n| format!("\"k{n}\": [\"k{}\"]", 49_999 - n))
            ),
            object(50_000, "1"),
            0,
        ),
        (
            "2,000 names that ask for schemas",
            format!(
                "{{\"dependentSchemas\": {{{}}}}}",
                numbered(2_000, |n| format!("\"k{n}\": {{\"required\": [\"k{n}\"]}}"))
            ),
            object(20_000, "1"),
            0,
        ),
        (
            "unevaluated members on a long way",
            owned(
                r##"{"$ref": "#/$defs/n", "$defs": {"n": {"anyOf": [
                    {"properties": {"a": {"$ref": "#/$defs/n"}}},
                    {"properties": {"b": {"$ref": "#/$defs/n"}}}], "unevaluatedProperties": false}}}"##,
            ),
            "{\"a\":{\"b\":".repeat(60) + "1" + &"}}".repeat(60),
            0,
        ),
        (
            "a look ahead from each place of 5 MB",
            owned(r#"{"pattern": "(?=[^b]*c)a"}"#),
            format!("\"{}\"", "a".repeat(5_000_000)),
            1,
        ),
        (
            "5 MB of line ends",
            owned(r#"{"type": "string"}"#),
            "\r".repeat(5_000_000) + "1",
            1,
        ),
        (
            "a fault behind 5 MB of one line",
            owned("{}"),
            " ".repeat(5_000_000) + "!",
            1,
        ),
    ]
}

/// Schemas of many parts times payloads of many parts: what the bound on steps is for.
fn products() -> Vec<Row> {
    let owned = str::to_owned;
    let object = |count, value: &str| {
        format!(
            "{{{}}}",
            numbered(count, |number| format!("\"k{number}\":{value}"))
        )
    };
    let names = |count| numbered(count, |number| format!("\"v{number}\""));
    vec![
        (
            "1,000 subschemas of 500,000 elements",
            format!(
                "{{\"allOf\": [{}]}}",
                numbered(1_000, |n| format!("{{\"items\": {{\"minimum\": -{n}}}}}"))
            ),
            format!("[{}]", numbered(500_000, |_| owned("1"))),
            1,
        ),
        (
            "3,000 subschemas that count 50,000 elements",
            format!(
                "{{\"allOf\": [{}]}}",
                numbered(3_000, |n| format!(
                    "{{\"contains\": {{\"const\": {n}}}, \"minContains\": 0, \"maxContains\": 1}}"
                ))
            ),
            format!("[{}]", numbered(50_000, |n| n.to_string())),
            1,
        ),
        (
            "10,000 patterns of 20,000 names",
            format!(
                "{{\"patternProperties\": {{{}}}}}",
                numbered(10_000, |n| format!("\"^p{n}x\": {{}}"))
            ),
            object(20_000, "1"),
            1,
        ),
        (
            "2,000 patterns of a string of 2 MB",
            format!(
                "{{\"allOf\": [{}]}}",
                numbered(2_000, |n| format!(
                    "{{\"not\": {{\"pattern\": \"^(a|b)*{n}$\"}}}}"
                ))
            ),
            format!("\"{}\"", "ab".repeat(1_000_000)),
            1,
        ),
        (
            "300 alternatives that list 300 strings each",
            format!(
                "{{\"items\": {{\"oneOf\": [{}]}}}}",
                numbered(300, |_| format!("{{\"enum\": [{}]}}", names(300)))
            ),
            format!("[{}]", numbered(50_000, |_| owned("\"zz\""))),
            1,
        ),
        (
            "3,000 subschemas for unique elements",
            format!(
                "{{\"allOf\": [{}]}}",
                numbered(3_000, |n| format!(
                    "{{\"uniqueItems\": true, \"title\": \"{n}\"}}"
                ))
            ),
            format!("[{}]", numbered(20_000, |n| n.to_string())),
            1,
        ),
    ]
}

fn bounded(rows: Vec<Row>) {
    for (name, schema, payload, code) in rows {
        let place = Place::new()
            .file("schema.json", &schema)
            .file("payload.json", &payload);
        for format in ["full", "sarif"] {
            let start = Instant::now();
            let args = format!("check -j 2 --format {format} --schema schema.json payload.json");
            let ran = place.run_under(MEMORY, &args);
            let took = start.elapsed();
            shown(&format!("{name}, {format}: {:.1} s", took.as_secs_f32()));
            assert_eq!(ran.code, Some(code), "{name}: {:.2000?}", ran.err);
            let printed = ran.out.len() + ran.err.len();
            assert!(printed < MOST_OUTPUT, "{name}: {printed} bytes");
            assert!(took < MOST_TIME, "{name}: {took:?}");
        }
    }
}

#[test]
fn what_would_blow_up_is_bounded() {
    bounded(rows());
}

#[test]
#[ignore = "wants an optimized build"]
fn many_parts_of_a_schema_times_many_of_a_payload_are_bounded() {
    bounded(products());
}

#[test]
fn every_format_prints_little_of_much() {
    let numbers = format!("[{}]", numbered(300_000, |_| "\"é\\u0001\"".to_owned()));
    let place = Place::new()
        .file("schema.json", r#"{"items": {"type": "integer"}}"#)
        .file("payload.json", &numbers)
        .file("payload.ndjson", &"[\"a\"]\n".repeat(300_000));
    for format in [
        "full", "concise", "json", "jsonl", "github", "sarif", "gitlab", "junit",
    ] {
        for file in ["payload.json", "payload.ndjson"] {
            let args = format!("check --format {format} --schema schema.json {file}");
            let ran = place.run_under(MEMORY, &args).exits(1);
            assert!(ran.out.len() < MOST_OUTPUT, "{format}: {}", ran.out.len());
        }
    }
}
