//! Every keyword: what it refuses, where the report points, and the nearest value it accepts.

use trueup_validator::{Report, Validator};

/// Schema, payload, and per violation `line:column keyword instance-path schema-path`. An accepted
/// payload stands beside each refused one.
type Case = (&'static str, &'static str, &'static [&'static str]);

fn lines(report: &Report) -> Vec<String> {
    let line = |violation: &trueup_validator::Violation| {
        let schema = violation.schema.as_ref();
        let schema = schema.map_or("-", |place| place.pointer.as_str());
        let path = violation.instance_path.as_str();
        format!(
            "{} {} {path} {schema}",
            violation.position, violation.keyword
        )
    };
    report.violations().iter().map(line).collect()
}

fn run(cases: &[Case]) {
    for (schema, payload, expected) in cases {
        let validator = Validator::from_text("case.schema.json", schema).expect(schema);
        let report = validator.check(payload.as_bytes());
        assert_eq!(lines(&report), *expected, "{schema} {payload}\n{report}");
        let valid = validator.is_valid(payload.as_bytes());
        assert_eq!(valid, expected.is_empty(), "{schema} {payload}");
        assert_eq!(valid, report.is_valid(), "{schema} {payload}");
    }
}

#[test]
fn types() {
    run(&[
        (r#"{"type": "integer"}"#, "1", &[]),
        (r#"{"type": "integer"}"#, "1.0", &[]),
        (r#"{"type": "integer"}"#, "1e3", &[]),
        (r#"{"type": "integer"}"#, "1.5", &["1:1 type  /type"]),
        (r#"{"type": "integer"}"#, "\"1\"", &["1:1 type  /type"]),
        (r#"{"type": "number"}"#, "1.5", &[]),
        (r#"{"type": "number"}"#, "1e400", &[]),
        (r#"{"type": "number"}"#, "true", &["1:1 type  /type"]),
        (r#"{"type": "string"}"#, "\"\"", &[]),
        (r#"{"type": "string"}"#, " null", &["1:2 type  /type"]),
        (r#"{"type": ["string", "null"]}"#, "null", &[]),
        (
            r#"{"type": ["string", "null"]}"#,
            "\n\n 0",
            &["3:2 type  /type"],
        ),
        (r#"{"type": "object"}"#, "{}", &[]),
        (r#"{"type": "object"}"#, "[]", &["1:1 type  /type"]),
        (r#"{"type": "array"}"#, "[]", &[]),
        (r#"{"type": "boolean"}"#, "false", &[]),
        (r#"{"type": "boolean"}"#, "0", &["1:1 type  /type"]),
        (r#"{"type": "null"}"#, "null", &[]),
        (
            r#"{"type": "string", "enum": ["a"]}"#,
            "5",
            &["1:1 type  /type"],
        ),
    ]);
}

#[test]
fn draft_4_tells_integers_by_how_they_are_written() {
    let schema = r#"{"$schema": "http://json-schema.org/draft-04/schema#", "type": "integer"}"#;
    run(&[(schema, "1", &[]), (schema, "1.0", &["1:1 type  /type"])]);
}

#[test]
fn values() {
    run(&[
        (r#"{"enum": ["a", 1, null]}"#, "1.0", &[]),
        (r#"{"enum": ["a", 1, null]}"#, "2", &["1:1 enum  /enum"]),
        (r#"{"enum": [{"a": [1, 2]}]}"#, r#"{"a": [1, 2.0]}"#, &[]),
        (
            r#"{"enum": [{"a": [1, 2]}]}"#,
            r#"{"a": [2, 1]}"#,
            &["1:1 enum  /enum"],
        ),
        (r#"{"const": 9007199254740993}"#, "9007199254740993", &[]),
        (
            r#"{"const": 9007199254740993}"#,
            "9007199254740992",
            &["1:1 const  /const"],
        ),
        (r#"{"const": {"a": 1, "b": 2}}"#, r#"{"b": 2, "a": 1}"#, &[]),
        (r#"{"const": false}"#, "0", &["1:1 const  /const"]),
    ]);
}

#[test]
fn numbers() {
    run(&[
        (r#"{"minimum": 1}"#, "1", &[]),
        (
            r#"{"minimum": 1}"#,
            "0.999999999999999999999",
            &["1:1 minimum  /minimum"],
        ),
        (r#"{"maximum": 9007199254740992}"#, "9007199254740992", &[]),
        (
            r#"{"maximum": 9007199254740992}"#,
            "9007199254740993",
            &["1:1 maximum  /maximum"],
        ),
        (r#"{"maximum": 1}"#, "1e400", &["1:1 maximum  /maximum"]),
        (r#"{"maximum": 1}"#, "-1e400", &[]),
        (
            r#"{"exclusiveMinimum": 1}"#,
            "1.0000000000000000000001",
            &[],
        ),
        (
            r#"{"exclusiveMinimum": 1}"#,
            "1",
            &["1:1 exclusiveMinimum  /exclusiveMinimum"],
        ),
        (r#"{"exclusiveMaximum": 1}"#, "0.9", &[]),
        (
            r#"{"exclusiveMaximum": 1}"#,
            "1.0",
            &["1:1 exclusiveMaximum  /exclusiveMaximum"],
        ),
        (r#"{"multipleOf": 0.1}"#, "0.3", &[]),
        (
            r#"{"multipleOf": 0.1}"#,
            "0.35",
            &["1:1 multipleOf  /multipleOf"],
        ),
        (
            r#"{"multipleOf": 2}"#,
            "9007199254740993",
            &["1:1 multipleOf  /multipleOf"],
        ),
        (
            r#"{"multipleOf": 7}"#,
            "1e400",
            &["1:1 multipleOf  /multipleOf"],
        ),
        (
            r#"{"minimum": 5, "multipleOf": 2}"#,
            "3",
            &["1:1 minimum  /minimum", "1:1 multipleOf  /multipleOf"],
        ),
        (r#"{"minimum": 5}"#, "\"x\"", &[]),
    ]);
}

#[test]
fn strings() {
    run(&[
        (r#"{"minLength": 2}"#, r#""🦀🦀""#, &[]),
        (
            r#"{"minLength": 2}"#,
            r#""🦀""#,
            &["1:1 minLength  /minLength"],
        ),
        (r#"{"maxLength": 2}"#, r#""\ud83e\udd80é""#, &[]),
        (
            r#"{"maxLength": 2}"#,
            r#""abc""#,
            &["1:1 maxLength  /maxLength"],
        ),
        (r#"{"pattern": "^[a-z]+$"}"#, r#""abc""#, &[]),
        (
            r#"{"pattern": "^[a-z]+$"}"#,
            r#""aBc""#,
            &["1:1 pattern  /pattern"],
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2024-02-29T00:00:00Z""#,
            &[],
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""2026-02-29T00:00:00Z""#,
            &["1:1 format  /format"],
        ),
        (
            r#"{"format": "date-time"}"#,
            r#""1900-0,-29T07:21:09z""#,
            &["1:1 format  /format"],
        ),
        (r#"{"format": "ipv4"}"#, r#""127.0.0.1""#, &[]),
        (
            r#"{"format": "ipv4"}"#,
            r#""127.0.0.256""#,
            &["1:1 format  /format"],
        ),
        (r#"{"format": "int32"}"#, "99999999999", &[]),
        (r#"{"format": "unheard-of"}"#, r#""x""#, &[]),
        (r#"{"format": "date-time"}"#, "5", &[]),
    ]);
}

#[test]
fn arrays() {
    run(&[
        (r#"{"minItems": 1}"#, "[0]", &[]),
        (r#"{"minItems": 1}"#, "[]", &["1:1 minItems  /minItems"]),
        (r#"{"maxItems": 1}"#, "[0]", &[]),
        (r#"{"maxItems": 1}"#, "[0, 0]", &["1:1 maxItems  /maxItems"]),
        (r#"{"uniqueItems": true}"#, "[1, 2, {}, []]", &[]),
        (
            r#"{"uniqueItems": true}"#,
            "[1, 2, 1.0]",
            &["1:8 uniqueItems /2 /uniqueItems"],
        ),
        (r#"{"uniqueItems": false}"#, "[1, 1]", &[]),
        (r#"{"items": {"type": "integer"}}"#, "[1, 2]", &[]),
        (
            r#"{"items": {"type": "integer"}}"#,
            "[1, \"2\", 3, null]",
            &["1:5 type /1 /items/type", "1:13 type /3 /items/type"],
        ),
        (
            r#"{"prefixItems": [{"const": 1}], "items": false}"#,
            "[1]",
            &[],
        ),
        (
            r#"{"prefixItems": [{"const": 1}], "items": false}"#,
            "[1, 2]",
            &["1:5 items /1 /items"],
        ),
        (
            r#"{"prefixItems": [{"const": 1}]}"#,
            "[2]",
            &["1:2 const /0 /prefixItems/0/const"],
        ),
        (r#"{"prefixItems": [true, false]}"#, "[2]", &[]),
        (
            r#"{"prefixItems": [true, false]}"#,
            "[2, 3]",
            &["1:5 prefixItems /1 /prefixItems"],
        ),
        (r#"{"contains": {"const": 1}}"#, "[0, 1]", &[]),
        (
            r#"{"contains": {"const": 1}}"#,
            "[0]",
            &["1:1 contains  /contains"],
        ),
        (
            r#"{"contains": {"const": 1}, "minContains": 2}"#,
            "[1, 1]",
            &[],
        ),
        (
            r#"{"contains": {"const": 1}, "minContains": 2}"#,
            "[1]",
            &["1:1 minContains  /minContains"],
        ),
        (r#"{"contains": {"const": 1}, "minContains": 0}"#, "[]", &[]),
        (
            r#"{"contains": {"const": 1}, "maxContains": 1}"#,
            "[1]",
            &[],
        ),
        (
            r#"{"contains": {"const": 1}, "maxContains": 1}"#,
            "[1, 1]",
            &["1:1 maxContains  /maxContains"],
        ),
        (
            r#"{"prefixItems": [true], "unevaluatedItems": false}"#,
            "[1]",
            &[],
        ),
        (
            r#"{"prefixItems": [true], "unevaluatedItems": false}"#,
            "[1, 2]",
            &["1:5 unevaluatedItems /1 /unevaluatedItems"],
        ),
        (
            r#"{"contains": {"const": 1}, "unevaluatedItems": false}"#,
            "[1, 1]",
            &[],
        ),
        (
            r#"{"contains": {"const": 1}, "unevaluatedItems": {"type": "string"}}"#,
            "[1, 2]",
            &["1:5 type /1 /unevaluatedItems/type"],
        ),
    ]);
}

#[test]
fn the_list_form_of_items_has_its_own_names() {
    let schema = r#"{"$schema": "http://json-schema.org/draft-07/schema#",
        "items": [{"type": "string"}], "additionalItems": false}"#;
    run(&[
        (schema, r#"["a"]"#, &[]),
        (schema, "[1]", &["1:2 type /0 /items/0/type"]),
        (
            schema,
            r#"["a", 1]"#,
            &["1:7 additionalItems /1 /additionalItems"],
        ),
    ]);
}

#[test]
fn objects() {
    run(&[
        (r#"{"required": ["a", "b"]}"#, r#"{"a": 1, "b": 2}"#, &[]),
        (
            r#"{"required": ["a", "b"]}"#,
            "{}",
            &["1:1 required  /required", "1:1 required  /required"],
        ),
        (
            r#"{"items": {"required": ["a"]}}"#,
            "[{\"b\": 1}]",
            &["1:2 required /0 /items/required"],
        ),
        (
            r#"{"properties": {"a": {"required": ["b"]}}}"#,
            "{\n  \"a\": {}\n}",
            &["2:3 required /a /properties/a/required"],
        ),
        (
            r#"{"properties": {"a~/": {"type": "null"}}}"#,
            r#"{"a~/": 1}"#,
            &["1:9 type /a~0~1 /properties/a~0~1/type"],
        ),
        (
            r#"{"properties": {"a": {"type": "null"}}}"#,
            r#"{"\u0061": 1}"#,
            &["1:12 type /a /properties/a/type"],
        ),
        (
            r#"{"properties": {"a": true}, "additionalProperties": false}"#,
            r#"{"a": 1}"#,
            &[],
        ),
        (
            r#"{"properties": {"a": true}, "additionalProperties": false}"#,
            r#"{"b": 1, "a": 2, "c": 3}"#,
            &[
                "1:2 additionalProperties  /additionalProperties",
                "1:18 additionalProperties  /additionalProperties",
            ],
        ),
        (
            r#"{"additionalProperties": {"type": "null"}}"#,
            r#"{"b": 1}"#,
            &["1:7 type /b /additionalProperties/type"],
        ),
        (
            r#"{"patternProperties": {"^x": {"type": "null"}}}"#,
            r#"{"y": 1, "x": null}"#,
            &[],
        ),
        (
            r#"{"patternProperties": {"^x": {"type": "null"}}}"#,
            r#"{"xy": 1}"#,
            &["1:8 type /xy /patternProperties/^x/type"],
        ),
        (
            r#"{"patternProperties": {"^x": true}, "additionalProperties": false}"#,
            r#"{"xy": 1}"#,
            &[],
        ),
        (
            r#"{"propertyNames": {"maxLength": 2}}"#,
            r#"{"ab": 1}"#,
            &[],
        ),
        (
            r#"{"propertyNames": {"maxLength": 2}}"#,
            r#"{"abc": 1}"#,
            &["1:2 propertyNames  /propertyNames"],
        ),
        (r#"{"minProperties": 1}"#, r#"{"a": 1}"#, &[]),
        (
            r#"{"minProperties": 1}"#,
            "{}",
            &["1:1 minProperties  /minProperties"],
        ),
        (
            r#"{"maxProperties": 1}"#,
            r#"{"a": 1, "b": 2}"#,
            &["1:1 maxProperties  /maxProperties"],
        ),
        (r#"{"dependentRequired": {"a": ["b"]}}"#, r#"{"b": 1}"#, &[]),
        (
            r#"{"dependentRequired": {"a": ["b"]}}"#,
            r#"{"a": 1}"#,
            &["1:1 dependentRequired  /dependentRequired"],
        ),
        (
            r#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#,
            r#"{"a": 1}"#,
            &["1:1 required  /dependentSchemas/a/required"],
        ),
        (
            r#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#,
            r#"{"c": 1}"#,
            &[],
        ),
        (r#"{"properties": {"a": false}}"#, r#"{"b": 1}"#, &[]),
        (
            r#"{"properties": {"a": false}}"#,
            r#"{"a": 1}"#,
            &["1:2 false /a /properties/a"],
        ),
    ]);
}

#[test]
fn unevaluated_properties() {
    let through_all_of = r#"{"allOf": [{"properties": {"a": {"type": "integer"}}}], "unevaluatedProperties": false}"#;
    let through_any_of = r#"{"anyOf": [{"required": ["a"], "properties": {"a": true}}, {"properties": {"b": true}, "required": ["b"]}], "unevaluatedProperties": false}"#;
    run(&[
        (through_all_of, r#"{"a": 1}"#, &[]),
        (
            through_all_of,
            r#"{"a": 1, "b": 2}"#,
            &["1:10 unevaluatedProperties  /unevaluatedProperties"],
        ),
        // One fault stays one: the property that fails its schema is not unknown as well.
        (
            through_all_of,
            r#"{"a": "1"}"#,
            &["1:7 type /a /allOf/0/properties/a/type"],
        ),
        (through_any_of, r#"{"b": 1}"#, &[]),
        (
            through_any_of,
            r#"{"a": 1, "c": 1}"#,
            &["1:10 unevaluatedProperties  /unevaluatedProperties"],
        ),
        (
            r#"{"if": {"properties": {"a": {"const": 1}}}, "then": {"properties": {"b": true}}, "unevaluatedProperties": false}"#,
            r#"{"a": 1, "b": 2}"#,
            &[],
        ),
        (
            r#"{"if": {"properties": {"a": {"const": 1}}}, "then": {"properties": {"b": true}}, "unevaluatedProperties": false}"#,
            r#"{"a": 2}"#,
            &["1:2 unevaluatedProperties  /unevaluatedProperties"],
        ),
    ]);
}

#[test]
fn combinations() {
    run(&[
        (r#"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"#, "2", &[]),
        (
            r#"{"allOf": [{"minimum": 1}, {"maximum": -3}]}"#,
            "0",
            &[
                "1:1 maximum  /allOf/1/maximum",
                "1:1 minimum  /allOf/0/minimum",
            ],
        ),
        (r#"{"not": {"type": "null"}}"#, "0", &[]),
        (r#"{"not": {"type": "null"}}"#, "null", &["1:1 not  /not"]),
        (
            r#"{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"minimum": 5}}"#,
            "20",
            &[],
        ),
        (
            r#"{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"minimum": 5}}"#,
            "11",
            &["1:1 multipleOf  /then/multipleOf"],
        ),
        (
            r#"{"if": {"minimum": 10}, "then": {"multipleOf": 10}, "else": {"minimum": 5}}"#,
            "4",
            &["1:1 minimum  /else/minimum"],
        ),
        (r#"{"oneOf": [{"minimum": 1}, {"maximum": 3}]}"#, "5", &[]),
        (
            r#"{"oneOf": [{"minimum": 1}, {"maximum": 3}]}"#,
            "2",
            &["1:1 oneOf  /oneOf"],
        ),
        (
            r##"{"$ref": "#/$defs/a", "$defs": {"a": {"minimum": 1}}}"##,
            "1",
            &[],
        ),
        (
            r##"{"$ref": "#/$defs/a", "$defs": {"a": {"minimum": 1}}}"##,
            "0",
            &["1:1 minimum  /$defs/a/minimum"],
        ),
        ("true", "0", &[]),
        ("false", "0", &["1:1 false  "]),
        ("{}", "0", &[]),
        ("{\"not\": {}}", "0", &["1:1 not  /not"]),
    ]);
}

#[test]
fn branches_are_chosen_by_type_tag_and_faults() {
    let nullable = r#"{"anyOf": [{"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}, {"type": "null"}]}"#;
    let tagged = r#"{"oneOf": [
        {"properties": {"kind": {"const": "circle"}, "radius": {"type": "number"}}, "required": ["kind", "radius"]},
        {"properties": {"kind": {"const": "square"}, "side": {"type": "number"}}, "required": ["kind", "side"]}]}"#;
    run(&[
        (nullable, "null", &[]),
        (nullable, r#"{"a": 1}"#, &[]),
        (
            nullable,
            r#"{"a": "1"}"#,
            &["1:7 type /a /anyOf/0/properties/a/type"],
        ),
        (nullable, "{}", &["1:1 required  /anyOf/0/required"]),
        (nullable, "5", &["1:1 anyOf  /anyOf"]),
        (tagged, r#"{"kind": "circle", "radius": 1}"#, &[]),
        (
            tagged,
            r#"{"kind": "circle", "side": 1}"#,
            &["1:1 required  /oneOf/0/required"],
        ),
        (
            tagged,
            r#"{"kind": "square", "side": "1"}"#,
            &["1:28 type /side /oneOf/1/properties/side/type"],
        ),
        (
            tagged,
            r#"{"kind": "squire", "side": 1}"#,
            &["1:10 oneOf /kind /oneOf"],
        ),
        (
            r#"{"oneOf": [{"const": "a"}, {"const": "b"}]}"#,
            r#""b""#,
            &[],
        ),
        (
            r#"{"oneOf": [{"const": "a"}, {"const": "b"}]}"#,
            r#""c""#,
            &["1:1 oneOf  /oneOf"],
        ),
        (
            r#"{"anyOf": [{"minimum": 5}, {"multipleOf": 7}]}"#,
            "3",
            &["1:1 anyOf  /anyOf"],
        ),
        (
            r#"{"anyOf": [{"required": ["a", "b", "c"]}, {"required": ["d"]}]}"#,
            "{}",
            &["1:1 required  /anyOf/1/required"],
        ),
    ]);
}

#[test]
fn the_same_fault_is_told_once() {
    run(&[
        (
            r#"{"allOf": [{"required": ["a"]}, {"required": ["a"]}]}"#,
            "{}",
            &["1:1 required  /allOf/0/required"],
        ),
        (
            r#"{"allOf": [{"type": "null"}, {"type": "null"}]}"#,
            "1",
            &["1:1 type  /allOf/0/type"],
        ),
        (
            r#"{"allOf": [{"type": "null"}, {"type": "string"}]}"#,
            "1",
            &["1:1 type  /allOf/0/type", "1:1 type  /allOf/1/type"],
        ),
    ]);
}

#[test]
fn faults_of_the_text_itself() {
    run(&[
        ("true", "[1,]", &["1:3 trailing-comma  -"]),
        ("true", "", &["1:1 unexpected-end  -"]),
        (
            "true",
            r#"{"a": 1, "b": {"a": 1, "a": 2}}"#,
            &["1:24 duplicate-key /b -"],
        ),
        (
            "true",
            r#"[{"a": 1, "\u0061": 2}]"#,
            &["1:11 duplicate-key /0 -"],
        ),
        (
            r#"{"properties": {"a": {"type": "null"}}}"#,
            r#"{"x": [{"b": 1, "b": 2}], "a": 1, "x": 3}"#,
            &[
                "1:17 duplicate-key /x/0 -",
                "1:32 type /a /properties/a/type",
                "1:35 duplicate-key  -",
            ],
        ),
    ]);
}
