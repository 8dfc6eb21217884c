//! What a report says: one voice, a hint where one helps, and nothing that a terminal would obey.

use trueup_validator::{Report, Validator};

/// Schema, payload, and the whole report.
type Case = (&'static str, &'static str, &'static str);

fn report(schema: &str, payload: &str) -> String {
    let validator = Validator::from_text("case.schema.json", schema).expect(schema);
    validator.check(payload.as_bytes()).to_string()
}

fn run(cases: &[Case]) {
    for (schema, payload, expected) in cases {
        assert_eq!(report(schema, payload), *expected, "{schema} {payload}");
    }
}

#[test]
fn types() {
    run(&[
        (
            r#"{"type": "integer"}"#,
            r#""42""#,
            "1:1: error[type]: expected integer, found string; remove the quotes: 42",
        ),
        (
            r#"{"type": "integer"}"#,
            r#""4.2""#,
            "1:1: error[type]: expected integer, found string",
        ),
        (
            r#"{"type": "number"}"#,
            r#""4.2""#,
            "1:1: error[type]: expected number, found string; remove the quotes: 4.2",
        ),
        (
            r#"{"type": "boolean"}"#,
            r#""true""#,
            "1:1: error[type]: expected boolean, found string; remove the quotes: true",
        ),
        (
            r#"{"type": ["integer", "null"]}"#,
            r#""null""#,
            "1:1: error[type]: expected null or integer, found string; remove the quotes: null",
        ),
        (
            r#"{"type": "string"}"#,
            "42",
            "1:1: error[type]: expected string, found integer; put it in quotes: \"42\"",
        ),
        (
            r#"{"type": "string"}"#,
            "4.2",
            "1:1: error[type]: expected string, found number; put it in quotes: \"4.2\"",
        ),
        (
            r#"{"type": "string"}"#,
            "null",
            "1:1: error[type]: expected string, found null",
        ),
        (
            r#"{"type": "integer"}"#,
            "4.2",
            "1:1: error[type]: expected integer, found number",
        ),
        (
            r#"{"type": "array"}"#,
            "1",
            "1:1: error[type]: expected array, found integer; put it in brackets to make an array of it",
        ),
        (
            r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
            "[]",
            "1:1: error[anyOf]: expected string or null, found array",
        ),
    ]);
}

#[test]
fn values() {
    run(&[
        (
            r#"{"enum": ["Tokyo", "London"]}"#,
            r#""Tokio""#,
            "1:1: error[enum]: \"Tokio\" is not an allowed value; did you mean \"Tokyo\"?",
        ),
        (
            r#"{"enum": ["tcp", "udp"]}"#,
            r#""http""#,
            "1:1: error[enum]: \"http\" is not an allowed value; allowed: \"tcp\" or \"udp\"",
        ),
        (
            r#"{"enum": ["one", "two", "three", "four", "five", "six", "seven", "eight"]}"#,
            r#""xyz""#,
            "1:1: error[enum]: \"xyz\" is not an allowed value; allowed: \"one\", \"two\", \"three\", \"four\", \"five\", \"six\" and 2 more",
        ),
        (
            r#"{"enum": [1, 2]}"#,
            r#""1""#,
            "1:1: error[enum]: \"1\" is not an allowed value; remove the quotes: 1",
        ),
        (
            r#"{"enum": ["1", "2"]}"#,
            "1",
            "1:1: error[enum]: 1 is not an allowed value; put it in quotes: \"1\"",
        ),
        (
            r#"{"const": "circle"}"#,
            r#""circel""#,
            "1:1: error[const]: \"circel\" is not \"circle\", the only allowed value; did you mean \"circle\"?",
        ),
        (
            r#"{"const": 1}"#,
            "2",
            "1:1: error[const]: 2 is not 1, the only allowed value",
        ),
        (
            r#"{"oneOf": [{"const": "low"}, {"const": "high"}]}"#,
            r#""hihg""#,
            "1:1: error[oneOf]: \"hihg\" is not an allowed value; did you mean \"high\"?",
        ),
    ]);
}

#[test]
fn numbers_and_counts() {
    run(&[
        (
            r#"{"maximum": 65535}"#,
            "72941",
            "1:1: error[maximum]: 72941 is 7406 above the maximum of 65535",
        ),
        (
            r#"{"minimum": 0.1}"#,
            "-0.25",
            "1:1: error[minimum]: -0.25 is 0.35 below the minimum of 0.1",
        ),
        (
            r#"{"maximum": 1}"#,
            "1e400",
            "1:1: error[maximum]: 1e400 is above the maximum of 1",
        ),
        (
            r#"{"exclusiveMinimum": 0}"#,
            "0",
            "1:1: error[exclusiveMinimum]: 0 is not greater than 0",
        ),
        (
            r#"{"exclusiveMaximum": 5}"#,
            "7",
            "1:1: error[exclusiveMaximum]: 7 is not less than 5",
        ),
        (
            r#"{"multipleOf": 5}"#,
            "7",
            "1:1: error[multipleOf]: 7 is not a multiple of 5; the nearest are 5 and 10",
        ),
        (
            r#"{"multipleOf": 0.5}"#,
            "0.7",
            "1:1: error[multipleOf]: 0.7 is not a multiple of 0.5",
        ),
        (
            r#"{"minLength": 3}"#,
            r#""a""#,
            "1:1: error[minLength]: has 1 character, 2 fewer than the minimum of 3",
        ),
        (
            r#"{"maxItems": 2}"#,
            "[1,2,3,4]",
            "1:1: error[maxItems]: has 4 items, 2 more than the maximum of 2",
        ),
        (
            r#"{"minProperties": 2}"#,
            "{}",
            "1:1: error[minProperties]: has 0 properties, 2 fewer than the minimum of 2",
        ),
    ]);
}

#[test]
fn strings() {
    run(&[
        (
            r#"{"pattern": "^[a-z]*$", "description": "Lower-case letters."}"#,
            r#""a b""#,
            "1:1: error[pattern]: \"a b\" does not match the pattern ^[a-z]*$; Lower-case letters.",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-02-30T01:02:03Z""#,
            "1:1: error[format]: \"2026-02-30T01:02:03Z\" is not a date-time: February 2026 has 28 days",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-02-03""#,
            "1:1: error[format]: \"2026-02-03\" is not a date-time: the time is missing, such as T12:00:00Z",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-02-03T01:02:03""#,
            "1:1: error[format]: \"2026-02-03T01:02:03\" is not a date-time: the offset is missing: end it with Z, or with one such as +01:00",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-02-03 01:02:03Z""#,
            "1:1: error[format]: \"2026-02-03 01:02:03Z\" is not a date-time: `T` is expected at character 11",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-13-03T01:02:03Z""#,
            "1:1: error[format]: \"2026-13-03T01:02:03Z\" is not a date-time: there is no month 13",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-02-03T24:02:03Z""#,
            "1:1: error[format]: \"2026-02-03T24:02:03Z\" is not a date-time: hours go from 00 to 23, not 24",
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""soon""#,
            "1:1: error[format]: \"soon\" is not a date-time: a digit of the year is expected at character 1",
        ),
        (
            r#"{"format": "ipv4"}"#,
            r#""localhost""#,
            "1:1: error[format]: \"localhost\" is not a valid ipv4; for example 192.0.2.1",
        ),
        (
            r#"{"format": "date"}"#,
            r#""2026-02-30""#,
            "1:1: error[format]: \"2026-02-30\" is not a date: February 2026 has 28 days",
        ),
        (
            r#"{"format": "date"}"#,
            r#""2026-02-03T00:00:00Z""#,
            "1:1: error[format]: \"2026-02-03T00:00:00Z\" is not a date: it is complete before character 11",
        ),
        (
            r#"{"format": "time"}"#,
            r#""24:00:00Z""#,
            "1:1: error[format]: \"24:00:00Z\" is not a time: hours go from 00 to 23, not 24",
        ),
        (
            r#"{"format": "time"}"#,
            r#""12:00:00""#,
            "1:1: error[format]: \"12:00:00\" is not a time: the offset is missing: end it with Z, or with one such as +01:00",
        ),
        (
            r#"{"format": "regex"}"#,
            r#""(""#,
            "1:1: error[format]: \"(\" is not a valid regex",
        ),
        (
            // The first example does not match, so it says nothing.
            r#"{"pattern": "^[A-Z]{3}$", "examples": ["abc", 1, "ABC"]}"#,
            r#""ab""#,
            "1:1: error[pattern]: \"ab\" does not match the pattern ^[A-Z]{3}$; for example \"ABC\"",
        ),
        (
            r#"{"pattern": "^[A-Z]{3}$", "title": "A code", "examples": ["ABC"]}"#,
            r#""ab""#,
            "1:1: error[pattern]: \"ab\" does not match the pattern ^[A-Z]{3}$; A code (for example \"ABC\")",
        ),
    ]);
}

#[test]
fn objects() {
    run(&[
        (
            r#"{"required": ["port"]}"#,
            "{}",
            "1:1: error[required]: \"port\" is missing",
        ),
        (
            r#"{"required": ["port"], "properties": {"port": true}}"#,
            r#"{"prot": 1}"#,
            "1:1: error[required]: \"port\" is missing; \"prot\" looks like a misspelling of it",
        ),
        (
            r#"{"properties": {"port": true}, "additionalProperties": false}"#,
            r#"{"prot": 1}"#,
            "1:2: error[additionalProperties]: \"prot\" is not a known property; did you mean \"port\"?",
        ),
        (
            // The name is taken already, so it is not what was meant.
            r#"{"properties": {"port": true, "host": true}, "additionalProperties": false}"#,
            r#"{"prot": 1, "port": 2}"#,
            "1:2: error[additionalProperties]: \"prot\" is not a known property; known: \"host\"",
        ),
        (
            r#"{"allOf": [{"properties": {"port": true}}], "unevaluatedProperties": false}"#,
            r#"{"Port": 1}"#,
            "1:2: error[unevaluatedProperties]: \"Port\" is not a known property; did you mean \"port\"?",
        ),
        (
            r#"{"patternProperties": {"^x-": true}, "additionalProperties": false}"#,
            r#"{"y": 1}"#,
            "1:2: error[additionalProperties]: \"y\" is not a known property; known: what matches ^x-",
        ),
        (
            r#"{"properties": {"port": true}, "patternProperties": {"^x-": true, "^y-": true}, "unevaluatedProperties": false}"#,
            r#"{"z": 1}"#,
            "1:2: error[unevaluatedProperties]: \"z\" is not a known property; known: \"port\", and what matches ^x- or ^y-",
        ),
        (
            r#"{"propertyNames": {"pattern": "^[a-z]*$"}}"#,
            r#"{"A": 1}"#,
            "1:2: error[propertyNames]: the name \"A\" is not allowed: \"A\" does not match the pattern ^[a-z]*$",
        ),
        (
            r#"{"properties": {"a": false}}"#,
            r#"{"a": 1}"#,
            "1:2: error[false]: \"a\" is not allowed here; leave it out",
        ),
        ("false", "1", "1:1: error[false]: nothing is allowed here"),
    ]);
}

#[test]
fn arrays_and_combinations() {
    run(&[
        (
            r#"{"uniqueItems": true}"#,
            "[1, 1]",
            "1:5: error[uniqueItems]: the items at index 0 and 1 are equal, and each must be unique; remove one of them",
        ),
        (
            r#"{"prefixItems": [true], "items": false}"#,
            "[1, 1]",
            "1:5: error[items]: no item is allowed at index 1",
        ),
        (
            r#"{"contains": {"const": 1}}"#,
            "[]",
            "1:1: error[contains]: none of the items is 1",
        ),
        (
            r#"{"contains": {"minimum": 1}}"#,
            "[]",
            "1:1: error[contains]: none of the items is as one of them must be",
        ),
        (
            r#"{"contains": {"required": ["a"], "properties": {"a": {"minimum": 1}}}}"#,
            r#"[{}, {"a": 0}]"#,
            "1:1: error[contains]: none of the items is as one of them must be; item 1 comes nearest: at /a, 0 is 1 below the minimum of 1",
        ),
        (
            r##"{"contains": {"$ref": "#/$defs/Door"}, "$defs": {"Door": {"type": "null"}}}"##,
            "[1]",
            "1:1: error[contains]: none of the items is a \"Door\"; item 0 comes nearest: expected null, found integer",
        ),
        (
            r#"{"not": {"title": "Loop", "const": 1}}"#,
            "1",
            "1:1: error[not]: 1 is a \"Loop\", which the schema excludes",
        ),
        (
            r##"{"anyOf": [{"$ref": "#/$defs/A"}, {"title": "B", "multipleOf": 7}],
                "$defs": {"A": {"minimum": 5}}}"##,
            "3",
            "1:1: error[anyOf]: 3 fits none of the 2 alternatives; 1 (\"A\"): 3 is 2 below the minimum of 5; 2 (\"B\"): 3 is not a multiple of 7",
        ),
        (
            // Of many only the names are told.
            r#"{"anyOf": [{"title": "A", "minimum": 5}, {"title": "B", "minimum": 6}, {"title": "C", "minimum": 7}, {"title": "D", "minimum": 8}]}"#,
            "3",
            "1:1: error[anyOf]: 3 fits none of the 4 alternatives; it may be \"A\", \"B\", \"C\" or \"D\"",
        ),
        (
            r#"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}, {"required": ["d"]}]}"#,
            "{}",
            "1:1: error[anyOf]: {} fits none of the 4 alternatives; add \"a\", \"b\", \"c\" or \"d\"",
        ),
        (
            // One of them lacks two.
            r#"{"anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}, {"required": ["d", "e"]}]}"#,
            r#"{"b": 1}"#,
            "1:1: error[anyOf]: {\"b\":1} fits none of the 3 alternatives; 1: \"a\" is missing; 2: \"c\" is missing; 3: \"d\" is missing",
        ),
        (
            // All go wrong at one place, each for its own reason.
            r#"{"oneOf": [{"properties": {"f": {"pattern": "js$"}}}, {"properties": {"f": {"pattern": "css$"}}}]}"#,
            r#"{"f": "x"}"#,
            "1:7: error[oneOf]: {\"f\":\"x\"} fits none of the 2 alternatives; 1: at /f, \"x\" does not match the pattern js$; 2: at /f, \"x\" does not match the pattern css$",
        ),
        (
            // All go wrong at one place for one reason, but for those that take no objects.
            r#"{"anyOf": [{"type": "null"}, {"properties": {"f": {"type": "string"}, "g": true}}, {"properties": {"f": {"type": "string"}}}]}"#,
            r#"{"f": null}"#,
            "1:7: error[type]: expected string, found null",
        ),
        (
            r#"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}"#,
            r#"{"a": 1, "b": 1}"#,
            "1:1: error[oneOf]: {\"a\":1,\"b\":1} fits more than one alternative, 1 and 2, and must fit exactly one; keep only one of \"a\" and \"b\"",
        ),
        (
            // The second asks for nothing that the first does not.
            r#"{"oneOf": [{"required": ["a", "b"]}, {"required": ["b"]}]}"#,
            r#"{"a": 1, "b": 1}"#,
            "1:1: error[oneOf]: {\"a\":1,\"b\":1} fits more than one alternative, 1 and 2, and must fit exactly one",
        ),
        (
            r#"{"oneOf": [{"minimum": 1, "title": "Low"}, {"minimum": 9}, {"minimum": 2}]}"#,
            "3",
            "1:1: error[oneOf]: 3 fits more than one alternative, 1 (\"Low\") and 3, and must fit exactly one",
        ),
        (
            r#"{"oneOf": [
                {"properties": {"kind": {"const": "a"}, "n": {"type": "integer"}}},
                {"title": "B", "properties": {"kind": {"const": "b"}, "n": {"type": "null"}}}]}"#,
            r#"{"kind": "b", "n": 1}"#,
            "1:20: error[type]: expected null, found integer (taken as \"B\", alternative 2 of 2, which fits best)",
        ),
        (
            // Only one branch is for objects, which needs no words.
            r#"{"anyOf": [{"type": "null"}, {"type": "object", "required": ["a"]}]}"#,
            "{}",
            "1:1: error[required]: \"a\" is missing",
        ),
    ]);
}

#[test]
fn conditions_are_given_as_reasons() {
    run(&[
        (
            r#"{"if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]},
                "then": {"required": ["n"]}, "else": {"required": ["m"]}}"#,
            r#"{"kind": "a"}"#,
            "1:1: error[required]: \"n\" is missing (since \"kind\" is \"a\")",
        ),
        (
            r#"{"if": {"properties": {"kind": {"const": "a"}}, "required": ["kind"]},
                "then": {"required": ["n"]}, "else": {"required": ["m"]}}"#,
            r#"{"kind": "b"}"#,
            "1:1: error[required]: \"m\" is missing (since the `if` beside it does not hold)",
        ),
        (
            r#"{"if": {"properties": {"kind": {"enum": ["a", "b"]}}, "required": ["kind"]},
                "then": {"required": ["n"]}}"#,
            r#"{"kind": "b"}"#,
            "1:1: error[required]: \"n\" is missing (since \"kind\" is \"b\")",
        ),
        (
            // It holds since nothing is there.
            r#"{"if": {"properties": {"kind": {"enum": ["a", "b"]}}}, "then": {"required": ["n"]}}"#,
            "{}",
            "1:1: error[required]: \"n\" is missing (since the `if` beside it holds)",
        ),
        (
            r#"{"if": {"minProperties": 1}, "then": {"required": ["n"]}}"#,
            r#"{"kind": "a"}"#,
            "1:1: error[required]: \"n\" is missing (since the `if` beside it holds)",
        ),
        (
            r#"{"dependentRequired": {"a": ["b"]}}"#,
            r#"{"a": 1}"#,
            "1:1: error[dependentRequired]: \"b\" is missing, which \"a\" needs",
        ),
        (
            r#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#,
            r#"{"a": 1}"#,
            "1:1: error[required]: \"b\" is missing (since \"a\" is there)",
        ),
        (
            r#"{"not": {"const": 1}}"#,
            "1",
            "1:1: error[not]: 1 is what the schema excludes",
        ),
        (
            r#"{"anyOf": [{"minimum": 5}, {"multipleOf": 7}]}"#,
            "3",
            "1:1: error[anyOf]: 3 fits none of the 2 alternatives; 1: 3 is 2 below the minimum of 5; 2: 3 is not a multiple of 7",
        ),
        (
            r#"{"oneOf": [{"minimum": 1}, {"minimum": 2}]}"#,
            "3",
            "1:1: error[oneOf]: 3 fits more than one alternative, 1 and 2, and must fit exactly one",
        ),
    ]);
}

#[test]
fn what_is_excluded_is_said() {
    run(&[
        (
            r#"{"not": {"type": ["null", "boolean"]}}"#,
            "true",
            "1:1: error[not]: true is not allowed here, where nothing may be null or boolean",
        ),
        (
            r#"{"not": {"required": ["a"]}}"#,
            r#"{"b": 1, "a": 1}"#,
            "1:10: error[not]: \"a\" is not allowed here; leave it out",
        ),
        (
            r#"{"not": {"required": ["a", "b"]}}"#,
            r#"{"a": 1, "b": 1}"#,
            "1:10: error[not]: \"a\" and \"b\" may not stand together; leave one of them out",
        ),
        (
            r#"{"not": {"anyOf": [{"required": ["x"]}, {"required": ["y"]}]}}"#,
            r#"{"y": 1}"#,
            "1:2: error[not]: \"y\" is not allowed here; leave it out",
        ),
        (
            r#"{"not": {"properties": {"a": {"const": 1}}, "required": ["a"]}}"#,
            r#"{"a": 1}"#,
            "1:7: error[not]: \"a\" may not be 1",
        ),
        (
            r#"{"not": {"pattern": "^tmp"}}"#,
            r#""tmpfile""#,
            "1:1: error[not]: \"tmpfile\" matches the pattern ^tmp, which is excluded",
        ),
        (
            // Too much is asked at once to be said in a few words.
            r#"{"not": {"pattern": "^tmp", "maxLength": 9}}"#,
            r#""tmpfile""#,
            "1:1: error[not]: \"tmpfile\" is what the schema excludes",
        ),
    ]);
}

#[test]
fn a_difference_is_told_where_it_stands() {
    run(&[
        (
            r#"{"const": {"a": 1, "b": [1, {"c": "deep"}]}}"#,
            r#"{"b": [1, {"c": "deeq"}], "a": 1.0}"#,
            "1:17: error[const]: \"deeq\" is not \"deep\", as the only allowed value has at /b/1/c; did you mean \"deep\"?",
        ),
        (
            // Another number of items: the array is what differs.
            r#"{"const": {"a": [1, 2]}}"#,
            r#"{"a": [1]}"#,
            "1:7: error[const]: [1] is not [1,2], as the only allowed value has at /a",
        ),
        (
            r#"{"const": {"a": 1}}"#,
            r#"{"b": 1}"#,
            "1:1: error[const]: {\"b\":1} is not {\"a\":1}, the only allowed value",
        ),
    ]);
}

#[test]
fn of_a_long_list_it_is_not_said_how_long_it_is() {
    let values: Vec<String> = (0..300).map(|number| format!("\"v{number:03}\"")).collect();
    let schema = format!("{{\"enum\": [{}]}}", values.join(", "));
    assert_eq!(
        report(&schema, "\"zebra\""),
        "1:1: error[enum]: \"zebra\" is not an allowed value; allowed: \"v000\", \"v001\", \"v002\", \"v003\", \"v004\", \"v005\" and more"
    );
}

/// The search for reasons does not begin anew in each level of a nested payload.
#[test]
fn reasons_in_reasons_are_not_looked_for() {
    let deep = |open: &str, close: &str| format!("{}0{}", open.repeat(120), close.repeat(120));
    for schema in [
        r##"{"type": "array", "contains": {"$ref": "#"}}"##,
        r##"{"anyOf": [{"items": {"$ref": "#"}, "minItems": 2}, {"items": {"$ref": "#"}, "minItems": 3}]}"##,
    ] {
        assert!(
            report(schema, &deep("[", "]")).contains("comes nearest") || schema.contains("anyOf")
        );
    }
}

#[test]
fn the_text_itself() {
    run(&[
        (
            "true",
            "[1,]",
            "1:3: error[trailing-comma]: a `,` stands before the closing bracket; remove it",
        ),
        (
            "true",
            r#"{"a": 1, "a": 2}"#,
            "1:10: error[duplicate-key]: \"a\" stands more than once in this object; it stands first at line 1, column 2: keep one of them",
        ),
    ]);
}

#[test]
fn outside_text_is_cut_and_escaped() {
    let long = format!("\"{}\"", "x".repeat(1_000_000));
    let text = report(r#"{"enum": ["a"]}"#, &long);
    assert!(text.len() < 200, "{}", text.len());
    let wide = format!("[{}]", "[1, 2, 3], ".repeat(100_000) + "0");
    let text = report(r#"{"not": true}"#, &wide);
    assert!(text.len() < 200, "{text}");
    let cases = [
        (r#"{"enum": ["a"]}"#, "\"\\u001b[31m\u{202e}\u{9b}\""),
        (
            r#"{"additionalProperties": false}"#,
            "{\"\\u001b[31m\u{202e}\u{9b}\": 1}",
        ),
        (r#"{"required": ["\u001b\u202e\u009b"]}"#, "{}"),
        (r#"{"pattern": "\u001b\u202e\u009b"}"#, "\"a\""),
        (r#"{"const": {"\u001b\u202e\u009b": "\u001b"}}"#, "1"),
        (
            r#"{"pattern": "b", "description": "\u001b\u202e\u009b"}"#,
            "\"a\"",
        ),
        (
            r#"{"propertyNames": {"const": "\u001b"}}"#,
            "{\"\\u001b\u{202e}\": 1}",
        ),
    ];
    for (schema, payload) in cases {
        let text = report(schema, payload);
        let unsafe_character = text.chars().find(|&c| trueup_validator::text::is_unsafe(c));
        assert_eq!(unsafe_character, None, "{text:?}");
    }
}

#[test]
fn deprecated_properties_are_warned_of_on_demand() {
    let schema = r#"{"properties": {"host": {"type": "string", "deprecated": true}, "name": true,
        "old": {"anyOf": [{"type": "null"}, {"type": "object", "deprecated": true}]}}}"#;
    let payload = br#"{"host": "a", "name": "b", "old": {}}"#;
    let validator = Validator::from_text("case.schema.json", schema).expect("a schema");
    assert_eq!(validator.check(payload).to_string(), "valid");
    let report = validator.clone().warning_of_deprecated().check(payload);
    assert!(report.is_valid());
    assert_eq!(report.errors(), 0);
    let expected = "1:2: warning[deprecated]: \"host\" is deprecated\n\
                    1:28: warning[deprecated]: \"old\" is deprecated";
    assert_eq!(report.to_string(), expected);
    let whole = Validator::from_text("s.json", r#"{"deprecated": true}"#).unwrap();
    let report = whole.warning_of_deprecated().check(b"1");
    assert_eq!(
        report.to_string(),
        "1:1: warning[deprecated]: this is deprecated"
    );
    // What is required cannot be left out; what is in it can.
    let schema = r##"{"properties": {"a": {"$ref": "#/$defs/A"}}, "required": ["a"],
        "$defs": {"A": {"deprecated": true, "properties": {"b": {"deprecated": true}}}}}"##;
    let required = Validator::from_text("s.json", schema).unwrap();
    let report = required
        .warning_of_deprecated()
        .check(br#"{"a": {"b": 1}}"#);
    assert_eq!(
        report.to_string(),
        "1:8: warning[deprecated]: \"b\" is deprecated"
    );
    let report = validator
        .warning_of_deprecated()
        .check(br#"{"host": 1, "old": null}"#);
    assert!(!report.is_valid());
    assert_eq!(report.errors(), 1);
    assert_eq!(report.violations().len(), 2, "{report}");
}

#[test]
fn a_report_on_a_part_is_moved_to_the_place_of_the_part() {
    let validator = Validator::from_text("s.json", r#"{"type": "object"}"#).unwrap();
    let part = validator.check(b"{\"a\": 1,\n \"a\": 2}");
    let moved = part.clone().moved(10, 100);
    let (before, after) = (&part.violations()[0], &moved.violations()[0]);
    assert_eq!((before.span.start, after.span.start), (10, 110));
    assert_eq!((before.span.end, after.span.end), (13, 113));
    assert_eq!(
        (before.position.to_string(), after.position.to_string()),
        ("2:2".to_owned(), "12:2".to_owned())
    );
    assert!(before.hint().unwrap().contains("line 1, column 2"));
    assert!(after.hint().unwrap().contains("line 11, column 2"));
    assert_eq!(part.clone().moved(0, 0), part);
}

#[test]
fn parts_make_one_report() {
    let validator = Validator::from_text("s.json", r#"{"type": "object"}"#).unwrap();
    let mut whole = Report::empty();
    assert!(whole.is_valid() && whole.violations().is_empty() && !whole.truncated());
    whole.append(validator.check(b"{}"));
    assert!(whole.is_valid());
    whole.append(validator.check(b"1").moved(1, 3));
    whole.append(validator.check(b"{}").moved(2, 5));
    assert!(!whole.is_valid() && !whole.truncated());
    assert_eq!(whole.to_string().lines().count(), 1);
    assert!(whole.to_string().starts_with("2:1: error[type]"), "{whole}");
    // Cutting off all there is makes nothing valid.
    assert_eq!(whole.clone().cut(1), whole);
    let cut = whole.cut(0);
    assert!(!cut.is_valid() && cut.violations().is_empty() && cut.truncated());
}

#[test]
fn what_is_deprecated_may_be_denied() {
    let schema = r#"{"properties": {"old": {"deprecated": true}, "new": true}}"#;
    let set = trueup_validator::SchemaSet::from_text("s.json", schema).unwrap();
    let mut options = trueup_validator::Options::default();
    options.deprecated = trueup_validator::Deprecated::Deny;
    let validator = Validator::with_options(set, options).unwrap();
    assert!(validator.is_valid(br#"{"new": 1}"#) && validator.check(br#"{"new": 1}"#).is_valid());
    let report = validator.check(br#"{"new": 1, "old": 1}"#);
    assert_eq!(
        report.to_string(),
        "1:12: error[deprecated]: \"old\" is deprecated"
    );
    assert!(!report.is_valid() && !validator.is_valid(br#"{"new": 1, "old": 1}"#));
    // No limit on what is listed changes the verdict.
    let none = validator.with_max_violations(0);
    assert!(!none.check(br#"{"old": 1}"#).is_valid());
}

#[test]
fn the_direction_decides_what_may_be_sent() {
    use trueup_validator::{Direction, Options, SchemaSet};
    let schema = r##"{"properties": {"id": {"$ref": "#/$defs/Id"}, "secret": {"writeOnly": true},
        "name": {"type": "string"}}, "required": ["id", "secret", "name"],
        "$defs": {"Id": {"type": "integer", "readOnly": true}}}"##;
    let check = |direction, payload: &str| {
        let mut options = Options::default();
        options.direction = direction;
        let set = SchemaSet::from_text("s.json", schema).unwrap();
        let validator = Validator::with_options(set, options).unwrap();
        let report = validator.check(payload.as_bytes());
        assert_eq!(report.is_valid(), validator.is_valid(payload.as_bytes()));
        report.to_string()
    };
    let all = r#"{"id": 1, "secret": "x", "name": "y"}"#;
    let cases = [
        (None, all, "valid"),
        (
            Some(Direction::Request),
            all,
            "1:2: error[readOnly]: \"id\" is read-only, so it has no place in a request; leave it out",
        ),
        (
            Some(Direction::Response),
            all,
            "1:11: error[writeOnly]: \"secret\" is write-only, so it has no place in a response; leave it out",
        ),
        (
            Some(Direction::Request),
            r#"{"secret": "x", "name": "y"}"#,
            "valid",
        ),
        (
            Some(Direction::Response),
            r#"{"id": 1, "name": "y"}"#,
            "valid",
        ),
        (
            Some(Direction::Response),
            r#"{"id": "1", "name": "y"}"#,
            "1:8: error[type]: expected integer, found string; remove the quotes: 1",
        ),
        (
            Some(Direction::Request),
            r#"{"name": "y"}"#,
            "1:1: error[required]: \"secret\" is missing",
        ),
        (
            None,
            r#"{"secret": "x", "name": "y"}"#,
            "1:1: error[required]: \"id\" is missing",
        ),
    ];
    for (direction, payload, expected) in cases {
        assert_eq!(
            check(direction, payload),
            expected,
            "{direction:?} {payload}"
        );
    }
}

#[test]
fn the_way_through_the_schema_is_kept() {
    let schema = r##"{"$id": "https://example.com/s", "properties": {"a": {"$ref": "#/$defs/A"},
            "d": {"dependentSchemas": {"e": {"type": "null"}}}, "f": {"$ref": "old"},
            "g": {"anyOf": [{"type": "null"}, {"properties": {"h": {"type": "null"}}, "minProperties": 1}, {"properties": {"h": {"type": "null"}}}]}},
        "patternProperties": {"^x/": {"items": {"allOf": [true, {"type": "null"}]}}},
        "$defs": {"A": {"$ref": "#/$defs/B"},
            "old": {"$id": "old", "$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"e": {"type": "null"}}}, "B": {"$id": "b", "anyOf": [{"type": "null"}, {"minimum": 5}]}}}"##;
    // What a reference leads to depends on the way to it.
    let dynamic = r##"{"$id": "https://example.com/s", "properties": {"i": {"$ref": "tight"}}, "$defs": {
            "loose": {"$id": "loose", "properties": {"j": {"$dynamicRef": "#t"}},
                "$defs": {"t": {"$dynamicAnchor": "t"}}},
            "tight": {"$id": "tight", "$ref": "loose", "$defs": {"t": {"$dynamicAnchor": "t", "type": "null"}}}}}"##;
    let cases = [
        (
            r#"{"a": 1}"#,
            "/properties/a/$ref/$ref/anyOf/1/minimum",
            "https://example.com/b#/anyOf/1/minimum",
        ),
        (
            r#"{"x/": [1]}"#,
            "/patternProperties/^x~1/items/allOf/1/type",
            "https://example.com/s#/patternProperties/%5Ex~1/items/allOf/1/type",
        ),
        (
            r#"{"d": {"e": 1}}"#,
            "/properties/d/dependentSchemas/e/type",
            "https://example.com/s#/properties/d/dependentSchemas/e/type",
        ),
        (
            r#"{"f": {"e": 1}}"#,
            "/properties/f/$ref/dependencies/e/type",
            "https://example.com/old#/dependencies/e/type",
        ),
        (
            // The second and the third go wrong for the same reason; the first takes no objects.
            r#"{"g": {"h": 1}}"#,
            "/properties/g/anyOf/1/properties/h/type",
            "https://example.com/s#/properties/g/anyOf/1/properties/h/type",
        ),
    ];
    let cases = cases.map(|(payload, way, uri)| (schema, payload, way, uri));
    let by_the_way = (
        dynamic,
        r#"{"i": {"j": 1}}"#,
        "/properties/i/$ref/$ref/properties/j/$dynamicRef/type",
        "https://example.com/tight#/$defs/t/type",
    );
    for (schema, payload, way, uri) in cases.into_iter().chain([by_the_way]) {
        let validator = Validator::from_text("s.json", schema).unwrap();
        let report = validator.check(payload.as_bytes());
        let violation = &report.violations()[0];
        assert_eq!(violation.evaluation_path.as_str(), way);
        assert_eq!(violation.schema.as_ref().unwrap().uri, uri);
    }
}

/// Twice as much as of a value: it may be a sentence.
#[test]
fn what_the_schema_says_of_a_pattern_is_cut_later_than_a_value() {
    for (length, cut) in [(12, false), (20, false), (21, true)] {
        let schema = format!(
            r#"{{"pattern": "^b", "description": "{}"}}"#,
            "x".repeat(length)
        );
        let validator = Validator::from_text("s.json", &schema).unwrap();
        let hint = validator.with_max_shown(10).check(b"\"a\"").violations()[0].hint();
        let wanted = "x".repeat(length.min(20)) + if cut { "…" } else { "" };
        assert_eq!(hint, Some(wanted));
    }
}

/// All that the subschemas know, not only what the first of them does.
#[test]
fn names_and_patterns_of_all_subschemas_are_known() {
    let list = |from: usize, to: usize, each: &dyn Fn(usize) -> String| {
        (from..to).map(each).collect::<Vec<_>>().join(",")
    };
    let names = |count| {
        format!(
            r#"{{"properties": {{{}}}}}"#,
            list(0, count, &|at| format!(r#""name{at}": true"#))
        )
    };
    let patterns = format!(
        r#"{{"patternProperties": {{{}}}}}"#,
        list(0, 8, &|at| format!(r#""^x{at}": true"#))
    );
    for (one, other, wanted) in [
        (
            &names(300),
            &patterns,
            ", and what matches ^x0, ^x1, ^x2, ^x3, ^x4, ^x5 and 2 more",
        ),
        (
            &patterns,
            &names(2),
            "known: \"name0\" or \"name1\", and what matches ^x0",
        ),
    ] {
        for all_of in [format!("{one}, {other}"), format!("{other}, {one}")] {
            let schema = format!(r#"{{"allOf": [{all_of}], "unevaluatedProperties": false}}"#);
            let text = report(&schema, r#"{"zzz": 1}"#);
            assert!(text.contains(wanted), "{text}");
        }
    }
}

/// More is kept of a value than any message shows, so that it can be told that there was more.
#[test]
fn of_a_long_value_as_much_is_shown_as_is_asked_for() {
    let validator = Validator::from_text("s.json", r#"{"not": true}"#).unwrap();
    let numbers = format!("[0{}]", ",1".repeat(1_000));
    let name = format!(r#"{{"{}": 1}}"#, "x".repeat(1_000));
    for (payload, begin) in [(&numbers, "[0,1,1"), (&name, "{\"xxx")] {
        for (asked, shown) in [(60, 60), (200, 200), (1_000, 200)] {
            let validator = validator.clone().with_max_shown(asked);
            let text = validator.check(payload.as_bytes()).violations()[0].message();
            let (value, rest) = text.split_once('…').expect(&text);
            assert_eq!(value.chars().count(), shown, "{text}");
            assert!(value.starts_with(begin), "{text}");
            assert_eq!(rest, " is what the schema excludes");
        }
    }
}
