//! Keywords that combine schemas, and those that name them or lead to them.

use super::Topic;

pub(super) static TOPICS: [Topic; 8] = [
    Topic::new(
        "allOf",
        "The value must satisfy every schema of the list. What one of them refuses is reported \
         under its own keyword.",
        r#"{"allOf": [{"type": "integer"}, {"minimum": 1}]}"#,
        "0",
        "1",
    )
    .reported_as("minimum"),
    Topic::new(
        "anyOf",
        "The value must satisfy at least one schema of the list. Where one of them is clearly \
         meant, its own violations are reported instead.",
        r#"{"anyOf": [{"type": "integer"}, {"type": "boolean"}]}"#,
        "null",
        "true",
    ),
    Topic::new(
        "oneOf",
        "The value must satisfy exactly one schema of the list: one that satisfies two is refused.",
        r#"{"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}]}"#,
        "6",
        "4",
    ),
    Topic::new(
        "not",
        "The value must not satisfy this schema.",
        r#"{"not": {"type": "null"}}"#,
        "null",
        "0",
    ),
    Topic::new(
        "if",
        "Whether the value satisfies this schema decides which of `then` and `else` it must \
         satisfy. By itself it refuses nothing.",
        r#"{"if": {"type": "integer"}, "then": {"minimum": 1}}"#,
        "0",
        r#""zero""#,
    )
    .reported_as("minimum"),
    Topic::new(
        "then",
        "The value must satisfy this schema if it satisfies `if`.",
        r#"{"if": {"required": ["card"]}, "then": {"required": ["address"]}}"#,
        r#"{"card": 1}"#,
        r#"{"card": 1, "address": "here"}"#,
    )
    .reported_as("required"),
    Topic::new(
        "else",
        "The value must satisfy this schema if it does not satisfy `if`.",
        r#"{"if": {"required": ["card"]}, "else": {"required": ["cash"]}}"#,
        "{}",
        r#"{"cash": 1}"#,
    )
    .reported_as("required"),
    Topic::new(
        "false",
        "The schema `false` stands here, which accepts nothing: the value may not be there at all.",
        r#"{"properties": {"password": false}}"#,
        r#"{"password": "secret"}"#,
        "{}",
    ),
];

pub(super) static REFERENCES: [Topic; 13] = [
    Topic::new(
        "$ref",
        "The value must satisfy the schema that this URI reference leads to.",
        r##"{"$ref": "#/$defs/Id", "$defs": {"Id": {"type": "integer"}}}"##,
        r#""a""#,
        "1",
    )
    .reported_as("type"),
    Topic::new(
        "$dynamicRef",
        "As `$ref`, but a schema that was entered earlier may put another target in place by a \
         `$dynamicAnchor` of the same name.",
        r##"{"$dynamicRef": "#id", "$defs": {"Id": {"$dynamicAnchor": "id", "type": "integer"}}}"##,
        r#""a""#,
        "1",
    )
    .reported_as("type"),
    Topic::silent(
        "$dynamicAnchor",
        "A name for this schema, which `$dynamicRef` can find.",
        r#"{"$dynamicAnchor": "id"}"#,
        "1",
    ),
    Topic::new(
        "$recursiveRef",
        "2019-09 only: leads to the root of this schema, or of the outermost one that has \
         `$recursiveAnchor`.",
        r##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "type": ["object"], "additionalProperties": {"$recursiveRef": "#"}}"##,
        r#"{"a": 1}"#,
        r#"{"a": {}}"#,
    )
    .reported_as("type"),
    Topic::silent(
        "$recursiveAnchor",
        "2019-09 only: lets `$recursiveRef` of other schemas lead to this one.",
        r#"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$recursiveAnchor": true}"#,
        "1",
    ),
    Topic::silent(
        "$id",
        "The URI of this schema. References inside it are relative to it.",
        r#"{"$id": "https://example.com/lamp.schema.json"}"#,
        "1",
    ),
    Topic::silent(
        "id",
        "What `$id` is called in draft 4.",
        r#"{"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://example.com/lamp.schema.json"}"#,
        "1",
    ),
    Topic::silent(
        "$anchor",
        "A name for this schema, to which `$ref` can lead: `#name`.",
        r#"{"$anchor": "lamp"}"#,
        "1",
    ),
    Topic::silent(
        "$schema",
        "The draft of JSON Schema that the schema is written in. Without it, 2020-12 is meant.",
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema"}"#,
        "1",
    ),
    Topic::silent(
        "$vocabulary",
        "In a metaschema: which vocabularies its schemas use.",
        r#"{"$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true}}"#,
        "1",
    ),
    Topic::silent(
        "$defs",
        "A place for schemas that others refer to. They judge nothing by standing here.",
        r#"{"$defs": {"Id": {"type": "integer"}}}"#,
        r#""a""#,
    ),
    Topic::silent(
        "definitions",
        "What `$defs` is called before 2019-09.",
        r#"{"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"Id": {"type": "integer"}}}"#,
        r#""a""#,
    ),
    Topic::silent(
        "$comment",
        "A note to those who maintain the schema.",
        r#"{"$comment": "lengths are not known yet"}"#,
        "1",
    ),
];
