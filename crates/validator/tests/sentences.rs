//! The words of a report for each fault and its neighbours: the bound just met, the schema with one
//! keyword more, which is said in other words.

use trueup_validator::Validator;

#[test]
fn faults_and_their_neighbours_are_each_said_in_their_words() {
    for (schema, payload, wanted) in CASES {
        let validator = Validator::from_text("case.schema.json", schema).expect(schema);
        let report = validator.check(payload.as_bytes());
        assert_eq!(report.to_string(), *wanted, "{schema} {payload}");
    }
}

/// A schema, a payload, and the whole report.
const CASES: &[(&str, &str, &str)] = &[
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-00T00:00:00Z""#,
        "1:1: error[format]: \"2024-02-00T00:00:00Z\" is not a date-time: there is no day 00",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-30T00:00:00Z""#,
        "1:1: error[format]: \"2024-02-30T00:00:00Z\" is not a date-time: February 2024 has 29 days",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-28T00:60:00Z""#,
        "1:1: error[format]: \"2024-02-28T00:60:00Z\" is not a date-time: minutes go from 00 to 59, not 60",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-28T00:00:61Z""#,
        "1:1: error[format]: \"2024-02-28T00:00:61Z\" is not a date-time: seconds go from 00 to 59, not 61",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-28T01:02:60+00:30""#,
        "1:1: error[format]: \"2024-02-28T01:02:60+00:30\" is not a date-time: a leap second is only at 23:59 in UTC, and this is 00:32",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-28T00:00:00+24:00""#,
        "1:1: error[format]: \"2024-02-28T00:00:00+24:00\" is not a date-time: the hours of an offset go from 00 to 23, not 24",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-28T00:00:00-01:60""#,
        "1:1: error[format]: \"2024-02-28T00:00:00-01:60\" is not a date-time: the minutes of an offset go from 00 to 59, not 60",
    ),
    (
        r#"{"format": "date-time"}"#,
        r#""2024-02-28T00:00:00x""#,
        "1:1: error[format]: \"2024-02-28T00:00:00x\" is not a date-time: the offset (Z, + or -) is expected at character 20",
    ),
    (
        r#"{"contains": {"type": "null"}, "minContains": 2}"#,
        r#"[null]"#,
        "1:1: error[minContains]: has 1 matching item, 1 fewer than the minimum of 2",
    ),
    (
        r#"{"contains": {"type": "null"}, "maxContains": 1}"#,
        r#"[null, null]"#,
        "1:1: error[maxContains]: has 2 matching items, 1 more than the maximum of 1",
    ),
    (
        r#"{"minLength": 3}"#,
        r#""ab""#,
        "1:1: error[minLength]: has 2 characters, 1 fewer than the minimum of 3",
    ),
    (
        r#"{"maxLength": 1}"#,
        r#""ab""#,
        "1:1: error[maxLength]: has 2 characters, 1 more than the maximum of 1",
    ),
    (
        r#"{"minItems": 2}"#,
        r#"[1]"#,
        "1:1: error[minItems]: has 1 item, 1 fewer than the minimum of 2",
    ),
    (
        r#"{"maxItems": 1}"#,
        r#"[1,2]"#,
        "1:1: error[maxItems]: has 2 items, 1 more than the maximum of 1",
    ),
    (
        r#"{"minProperties": 2}"#,
        r#"{"a":1}"#,
        "1:1: error[minProperties]: has 1 property, 1 fewer than the minimum of 2",
    ),
    (
        r#"{"maxProperties": 1}"#,
        r#"{"a":1,"b":1}"#,
        "1:1: error[maxProperties]: has 2 properties, 1 more than the maximum of 1",
    ),
    (
        r#"{"minimum": 1.5}"#,
        r#"1"#,
        "1:1: error[minimum]: 1 is 0.5 below the minimum of 1.5",
    ),
    (
        r#"{"minimum": 1e20}"#,
        r#"1"#,
        "1:1: error[minimum]: 1 is below the minimum of 1e20",
    ),
    (
        r#"{"minimum": 1e21}"#,
        r#"1"#,
        "1:1: error[minimum]: 1 is below the minimum of 1e21",
    ),
    (
        r#"{"minimum": 0.00000000000000000001}"#,
        r#"0"#,
        "1:1: error[minimum]: 0 is 0.00000000000000000001 below the minimum of 0.00000000000000000001",
    ),
    (
        r#"{"minimum": 0.000000000000000000001}"#,
        r#"0"#,
        "1:1: error[minimum]: 0 is below the minimum of 0.000000000000000000001",
    ),
    (
        r#"{"maximum": 1}"#,
        r#"2e20"#,
        "1:1: error[maximum]: 2e20 is above the maximum of 1",
    ),
    (r#"{"maximum": 1}"#, r#"1e-0"#, "valid"),
    (
        r#"{"not": {"type": "string"}}"#,
        r#""x""#,
        "1:1: error[not]: \"x\" is not allowed here, where nothing may be string",
    ),
    (
        r#"{"not": {"pattern": "^a"}}"#,
        r#""abc""#,
        "1:1: error[not]: \"abc\" matches the pattern ^a, which is excluded",
    ),
    (
        r#"{"not": {"pattern": "^a", "minLength": 1}}"#,
        r#""abc""#,
        "1:1: error[not]: \"abc\" is what the schema excludes",
    ),
    (
        r#"{"not": {"pattern": "^a", "maxLength": 9}}"#,
        r#""abc""#,
        "1:1: error[not]: \"abc\" is what the schema excludes",
    ),
    (
        r#"{"not": {"pattern": "^1", "format": "ipv4"}}"#,
        r#""1.2.3.4""#,
        "1:1: error[not]: \"1.2.3.4\" is what the schema excludes",
    ),
    (
        r#"{"not": {"pattern": "^1", "contentEncoding": "base64"}}"#,
        r#""1234""#,
        "1:1: error[not]: \"1234\" matches the pattern ^1, which is excluded",
    ),
    (
        r#"{"not": {"required": ["a"]}}"#,
        r#"{"a": 1}"#,
        "1:2: error[not]: \"a\" is not allowed here; leave it out",
    ),
    (
        r#"{"not": {"required": ["a", "b"]}}"#,
        r#"{"a": 1, "b": 2}"#,
        "1:10: error[not]: \"a\" and \"b\" may not stand together; leave one of them out",
    ),
    (
        r#"{"not": {"required": ["a"], "minProperties": 1}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "maxProperties": 1}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "additionalProperties": {"type": "integer"}}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "propertyNames": {"maxLength": 3}}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "patternProperties": {"^b": false}}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "dependentRequired": {"x": ["y"]}}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "unevaluatedProperties": {"type": "integer"}}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a"], "properties": {"a": {"const": 1}}}}"#,
        r#"{"a": 1}"#,
        "1:7: error[not]: \"a\" may not be 1",
    ),
    (
        r#"{"not": {"required": ["a", "b"], "properties": {"a": {"const": 1}}}}"#,
        r#"{"a": 1, "b": 2}"#,
        "1:1: error[not]: {\"a\":1,\"b\":2} is what the schema excludes",
    ),
    (
        r#"{"not": {"properties": {"a": {"const": 1}}}}"#,
        r#"{"a": 1}"#,
        "1:7: error[not]: \"a\" may not be 1",
    ),
    (
        r#"{"not": {"properties": {"a": {"const": 1}, "b": {}}}}"#,
        r#"{"a": 1}"#,
        "1:1: error[not]: {\"a\":1} is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]}}"#,
        r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1}"#,
        "1:1: error[not]: {\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1… is what the schema excludes",
    ),
    (
        r#"{"not": {"required": ["a", "b", "c", "d", "e"]}}"#,
        r#"{"a":1,"b":1,"c":1,"d":1,"e":1}"#,
        "1:26: error[not]: \"a\", \"b\", \"c\", \"d\" and \"e\" may not stand together; leave one of them out",
    ),
    (
        r#"{"not": {"required": ["a", "b", "c", "d", "e", "f"]}}"#,
        r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1}"#,
        "1:32: error[not]: \"a\", \"b\", \"c\", \"d\", \"e\" and \"f\" may not stand together; leave one of them out",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}]}}"#,
        r#"null"#,
        "1:1: error[not]: null is not allowed here, where nothing may be null",
    ),
    (
        r#"{"not": {"oneOf": [{"type":"string"},{"type":"null"}]}}"#,
        r#"null"#,
        "1:1: error[not]: null is not allowed here, where nothing may be null",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "maxLength": 3}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "maxItems": 3}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "maximum": 3}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "maxProperties": 3}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "enum": [null]}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "allOf": [{"maximum": 3}]}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"not": {"anyOf": [{"type":"string"},{"type":"null"}], "dependentSchemas": {"a": {}}}}"#,
        r#"null"#,
        "1:1: error[not]: null is what the schema excludes",
    ),
    (
        r#"{"propertyNames": {"enum": ["alpha", "beta"]}}"#,
        r#"{"alpa": 1}"#,
        "1:2: error[propertyNames]: the name \"alpa\" is not allowed: \"alpa\" is not an allowed value; did you mean \"alpha\"?",
    ),
    (
        r#"{"enum": ["alpha", 12, true]}"#,
        r#""12""#,
        "1:1: error[enum]: \"12\" is not an allowed value; remove the quotes: 12",
    ),
    (
        r#"{"enum": ["alpha", 12, true]}"#,
        r#""alpah""#,
        "1:1: error[enum]: \"alpah\" is not an allowed value; did you mean \"alpha\"?",
    ),
    (
        r#"{"enum": ["alpha", 12, true]}"#,
        r#""zebra""#,
        "1:1: error[enum]: \"zebra\" is not an allowed value; allowed: \"alpha\", 12 or true",
    ),
    (
        r#"{"enum": ["12"]}"#,
        r#"12"#,
        "1:1: error[enum]: 12 is not an allowed value; put it in quotes: \"12\"",
    ),
    (
        r#"{"enum": ["a", "b"]}"#,
        r#""c""#,
        "1:1: error[enum]: \"c\" is not an allowed value; allowed: \"a\" or \"b\"",
    ),
    (
        r#"{"enum": ["12", "x"]}"#,
        r#"13"#,
        "1:1: error[enum]: 13 is not an allowed value; allowed: \"12\" or \"x\"",
    ),
    (
        r#"{"enum": ["-"]}"#,
        r#""_""#,
        "1:1: error[enum]: \"_\" is not an allowed value; allowed: \"-\"",
    ),
    (
        r#"{"enum": ["abc"]}"#,
        r#""abd""#,
        "1:1: error[enum]: \"abd\" is not an allowed value; did you mean \"abc\"?",
    ),
    (
        r#"{"enum": ["abc"]}"#,
        r#""bbd""#,
        "1:1: error[enum]: \"bbd\" is not an allowed value; allowed: \"abc\"",
    ),
    (
        r#"{"enum": ["ab"]}"#,
        r#""b""#,
        "1:1: error[enum]: \"b\" is not an allowed value; allowed: \"ab\"",
    ),
    (
        r#"{"multipleOf": 1}"#,
        r#"1.5"#,
        "1:1: error[multipleOf]: 1.5 is not a multiple of 1",
    ),
    (
        r#"{"multipleOf": 2}"#,
        r#"3"#,
        "1:1: error[multipleOf]: 3 is not a multiple of 2; the nearest are 2 and 4",
    ),
    (
        r#"{"type": ["string", "integer"]}"#,
        r#"true"#,
        "1:1: error[type]: expected integer or string, found boolean; put it in quotes: \"true\"",
    ),
    (
        r#"{"type": ["string", "integer"]}"#,
        r#"null"#,
        "1:1: error[type]: expected integer or string, found null",
    ),
    (
        r#"{"type": "array"}"#,
        r#""x""#,
        "1:1: error[type]: expected array, found string",
    ),
    (
        r#"{"type": ["array", "string"]}"#,
        r#"5"#,
        "1:1: error[type]: expected string or array, found integer; put it in quotes: \"5\"",
    ),
    (
        r#"{"type": "integer"}"#,
        r#""x""#,
        "1:1: error[type]: expected integer, found string",
    ),
    (
        r#"{"oneOf": [{"properties": {"k": {"const": "a"}, "v": {"type": "integer"}}, "required": ["k"]}, {"properties": {"k": {"const": "b"}, "v": {"type": "string"}}, "required": ["k"]}]}"#,
        r#"{"k": "b", "v": 1}"#,
        "1:17: error[type]: expected string, found integer (taken as alternative 2 of 2, which fits best); put it in quotes: \"1\"",
    ),
    (
        r#"{"anyOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]}"#,
        r#"{"c": 1}"#,
        "1:1: error[anyOf]: {\"c\":1} fits none of the 2 alternatives; add \"a\" or \"b\"",
    ),
    // The branch that fits is not told of beside what is wrong elsewhere.
    (
        r#"{"properties": {"a": {"oneOf": [{"type": "string"}, {"minimum": 3}]}, "b": {"type": "null"}}}"#,
        r#"{"a": 3, "b": 1}"#,
        "1:15: error[type]: expected null, found integer",
    ),
    // That a branch was chosen is said of what is in it only.
    (
        r#"{"properties": {"a": {"oneOf": [{"properties": {"k": {"const": "a"}, "v": {"type": "null"}}}, {"properties": {"k": {"const": "b"}}}]}, "b": {"type": "null"}}}"#,
        r#"{"a": {"k": "a", "v": 1}, "b": 1}"#,
        "1:23: error[type]: expected null, found integer (taken as alternative 1 of 2, which fits best)\n\
         1:32: error[type]: expected null, found integer",
    ),
    // Two branches have the tag of the value, and the third has fewer faults.
    (
        r#"{"oneOf": [
            {"properties": {"k": {"const": "a"}}, "required": ["x", "y"]},
            {"properties": {"k": {"const": "a"}}, "required": ["x", "y", "z"]},
            {"properties": {"k": {"const": "b"}}}]}"#,
        r#"{"k": "a"}"#,
        "1:1: error[required]: \"x\" is missing (taken as alternative 1 of 3, which fits best)\n\
         1:1: error[required]: \"y\" is missing (taken as alternative 1 of 3, which fits best)",
    ),
    // A branch without a tag has fewer faults than the one with the value's.
    (
        r#"{"oneOf": [
            {"properties": {"k": {"const": "a"}}, "required": ["x", "y"]},
            {"properties": {"k": {"const": "b"}}},
            {"required": ["z"]}]}"#,
        r#"{"k": "a"}"#,
        "1:1: error[required]: \"x\" is missing (taken as alternative 1 of 3, which fits best)\n\
         1:1: error[required]: \"y\" is missing (taken as alternative 1 of 3, which fits best)",
    ),
    // Only one branch lists values of this kind.
    (
        r#"{"anyOf": [{"enum": [1, 2]}, {"type": "object", "required": ["a"]}]}"#,
        "5",
        "1:1: error[enum]: 5 is not an allowed value; allowed: 1 or 2",
    ),
    (
        r#"{"const": {"a": 1}}"#,
        r#"{"a": 2, "b": 2}"#,
        "1:1: error[const]: {\"a\":2,\"b\":2} is not {\"a\":1}, the only allowed value",
    ),
    (
        r#"{"const": {"a": [1, 2]}}"#,
        r#"{"a": [3]}"#,
        "1:7: error[const]: [3] is not [1,2], as the only allowed value has at /a",
    ),
    // Not every branch has a name.
    (
        r#"{"anyOf": [{"title": "A", "minimum": 5}, {"title": "B", "minimum": 6}, {"title": "C", "minimum": 7}, {"minimum": 8}]}"#,
        "3",
        "1:1: error[anyOf]: 3 fits none of the 4 alternatives",
    ),
    // Of up to six alternatives each is looked into.
    (
        r#"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}, {"required": ["d"]}, {"required": ["e"]}, {"required": ["f"]}]}"#,
        "{}",
        "1:1: error[anyOf]: {} fits none of the 6 alternatives; add \"a\", \"b\", \"c\", \"d\", \"e\" or \"f\"",
    ),
    (
        r#"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}, {"required": ["d"]}, {"required": ["e"]}, {"required": ["f"]}, {"required": ["g"]}]}"#,
        "{}",
        "1:1: error[anyOf]: {} fits none of the 7 alternatives",
    ),
    // They go wrong at different places; at one, but one of them elsewhere too; as a whole, both for
    // one reason.
    (
        r#"{"anyOf": [{"properties": {"f": {"pattern": "x"}}}, {"properties": {"g": {"pattern": "x"}}}]}"#,
        r#"{"f": "a", "g": "b"}"#,
        "1:1: error[anyOf]: {\"f\":\"a\",\"g\":\"b\"} fits none of the 2 alternatives; 1: at /f, \"a\" does not match the pattern x; 2: at /g, \"b\" does not match the pattern x",
    ),
    (
        r#"{"anyOf": [{"properties": {"f": {"minimum": 5}, "g": {"minimum": 5}}}, {"properties": {"f": {"minimum": 6}, "g": {"minimum": 6}}}]}"#,
        r#"{"f": 1, "g": 1}"#,
        "1:1: error[anyOf]: {\"f\":1,\"g\":1} fits none of the 2 alternatives; 1: at /f, 1 is 4 below the minimum of 5; 2: at /f, 1 is 5 below the minimum of 6",
    ),
    (
        r#"{"anyOf": [{"minimum": 5}, {"minimum": 5, "title": "B"}]}"#,
        "3",
        "1:1: error[anyOf]: 3 fits none of the 2 alternatives; 1: 3 is 2 below the minimum of 5; 2 (\"B\"): 3 is 2 below the minimum of 5",
    ),
    // Of eight branches that fit, the first six are listed.
    (
        r#"{"oneOf": [true, true, true, true, true, true, true, true]}"#,
        "3",
        "1:1: error[oneOf]: 3 fits more than one alternative, 1, 2, 3, 4, 5 and 6, and must fit exactly one",
    ),
    // No branch accepts, so what any of them knows is not unknown.
    (
        r#"{"anyOf": [{"properties": {"a": {"type": "integer"}}}, {"type": "null"}], "unevaluatedProperties": false}"#,
        r#"{"a": "x"}"#,
        "1:7: error[type]: expected integer, found string",
    ),
    // How far an alternative of one branch gets is not looked at to choose between the branches.
    (
        r#"{"anyOf": [
            {"properties": {"p": {"anyOf": [{"properties": {"f": {"type": "string"}, "g": true}}, {"properties": {"f": {"type": "string"}}}]}}},
            {"properties": {"p": {"required": ["z"]}}}]}"#,
        r#"{"p": {"f": 1}}"#,
        "1:1: error[anyOf]: {\"p\":{\"f\":1}} fits none of the 2 alternatives; 1: at /p, {\"f\":1} fits none of the 2 alternatives; 2: at /p, \"z\" is missing",
    ),
    // The string would be a null without its quotes, though one of the branches takes strings.
    (
        r#"{"anyOf": [{"type": "string", "enum": [1]}, {"type": "null"}]}"#,
        r#""null""#,
        "1:1: error[anyOf]: expected string or null, found string; remove the quotes: null",
    ),
];

/// Faults are counted up to a bound: beyond it one branch is no better than another.
#[test]
fn of_branches_with_very_many_faults_none_is_chosen() {
    let names = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("\"n{at}\"")).collect();
        names.join(",")
    };
    for (few, many, wanted) in [(15, 20, "required"), (16, 20, "anyOf"), (17, 20, "anyOf")] {
        let (left, right) = (names(few), names(many));
        let schema =
            format!(r#"{{"anyOf": [{{"required": [{left}]}}, {{"required": [{right}]}}]}}"#);
        let validator = Validator::from_text("s.json", &schema).expect("the schema is one");
        let report = validator.check(b"{}");
        assert_eq!(report.violations()[0].keyword, wanted, "{few}: {report}");
    }
}

/// What is right to the last element and member is not told of beside what is wrong in it.
#[test]
fn bounds_that_are_met_exactly_are_no_violations() {
    let cases = [
        (
            r#"{"minItems": 2, "maxItems": 2, "items": {"type": "integer"}}"#,
            r#"[1, "x"]"#,
        ),
        (
            r#"{"contains": {"const": 1}, "minContains": 2, "maxContains": 2, "items": {"type": "integer"}}"#,
            r#"[1, 1, "x"]"#,
        ),
        (
            r#"{"minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "integer"}}"#,
            r#"{"a": "x"}"#,
        ),
        (
            r#"{"minLength": 2, "maxLength": 2, "pattern": "^a"}"#,
            r#""bb""#,
        ),
        (r#"{"minimum": 3, "maximum": 3, "multipleOf": 2}"#, "3"),
    ];
    for (schema, payload) in cases {
        let validator = Validator::from_text("s.json", schema).expect("the schema is one");
        let report = validator.check(payload.as_bytes());
        assert_eq!(report.violations().len(), 1, "{schema}: {report}");
    }
}

#[test]
fn content_is_refused_by_the_keyword_that_it_breaks() {
    let schema = r#"{"$schema": "http://json-schema.org/draft-07/schema#",
        "contentEncoding": "base64", "contentMediaType": "application/json"}"#;
    let validator = Validator::from_text("s.json", schema).expect("the schema is one");
    for (payload, keyword) in [
        (r#""e30=""#, None),
        (r#""!!""#, Some("contentEncoding")),
        (r#""YQ==""#, Some("contentMediaType")),
    ] {
        let report = validator.check(payload.as_bytes());
        let found: Vec<&str> = (report.violations().iter())
            .map(|violation| violation.keyword.as_ref())
            .collect();
        assert_eq!(found, Vec::from_iter(keyword), "{payload}: {report}");
    }
}
