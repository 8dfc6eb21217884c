//! The explanations of keywords and codes say what the validator does.

use std::collections::HashSet;

use trueup_report::topic::{self, Example};
use trueup_validator::{Report, Validator};

fn check(example: &Example, payload: &[u8]) -> Report {
    let validator = Validator::from_text("example.json", example.schema).expect(example.schema);
    let mut limits = trueup_validator::Options::default().limits;
    limits.max_depth = example.max_depth.unwrap_or(limits.max_depth);
    limits.max_bytes = example.max_bytes.unwrap_or(limits.max_bytes);
    validator.with_limits(limits).check(payload)
}

#[test]
fn every_example_does_what_it_says() {
    let mut faults = Vec::new();
    for topic in topic::all() {
        let Some(example) = &topic.example else {
            continue;
        };
        let passing = check(example, example.passes);
        if !passing.is_valid() {
            faults.push(format!("{}: {passing}", topic.name));
        }
        let Some(payload) = example.fails else {
            continue;
        };
        let failing = check(example, payload);
        let keywords: Vec<_> = failing
            .violations()
            .iter()
            .map(|violation| violation.keyword.as_str())
            .collect();
        if failing.is_valid() || !keywords.iter().all(|&name| name == example.reported_as) {
            faults.push(format!("{}: {failing}", topic.name));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn an_example_shows_its_topic() {
    for topic in topic::all() {
        let Some(example) = &topic.example else {
            continue;
        };
        let own = example.reported_as == topic.name && example.fails.is_some();
        let quoted = format!("{:?}:", topic.name);
        assert!(own || example.schema.contains(&quoted), "{}", topic.name);
    }
}

#[test]
fn names_are_found_and_no_name_stands_twice() {
    let mut names = HashSet::new();
    for found in topic::all() {
        assert!(names.insert(found.name), "{} stands twice", found.name);
        assert_eq!(topic::find(found.name), Some(found));
        assert!(found.meaning.ends_with('.'), "{}", found.name);
    }
    assert_eq!(topic::find("enums"), None);
    assert_eq!(topic::nearest("enums"), Some("enum"));
    assert_eq!(
        topic::nearest("additionalProperty"),
        Some("additionalProperties")
    );
    assert_eq!(topic::nearest("zzzzzzzz"), None);
}

/// Of every draft that is read, by what its metaschema lists.
#[test]
fn every_keyword_of_json_schema_is_explained() {
    const KEYWORDS: [&str; 63] = [
        "$schema",
        "$id",
        "id",
        "$ref",
        "$anchor",
        "$dynamicRef",
        "$dynamicAnchor",
        "$recursiveRef",
        "$recursiveAnchor",
        "$vocabulary",
        "$comment",
        "$defs",
        "definitions",
        "type",
        "enum",
        "const",
        "multipleOf",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "format",
        "items",
        "prefixItems",
        "additionalItems",
        "unevaluatedItems",
        "contains",
        "minContains",
        "maxContains",
        "maxItems",
        "minItems",
        "uniqueItems",
        "properties",
        "patternProperties",
        "additionalProperties",
        "unevaluatedProperties",
        "required",
        "minProperties",
        "maxProperties",
        "propertyNames",
        "dependentRequired",
        "dependentSchemas",
        "dependencies",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
    ];
    for keyword in KEYWORDS {
        assert!(topic::find(keyword).is_some(), "{keyword}");
    }
}

#[test]
fn every_code_of_the_reader_is_explained() {
    use trueup_document::ReadErrorKind::*;
    let kinds = [
        UnexpectedEnd,
        ExpectedValue,
        ExpectedKey,
        ExpectedColon,
        ExpectedCommaOrEnd,
        TrailingComma,
        TrailingText,
        UnclosedString,
        UnclosedComment,
        ControlCharacter,
        InvalidEscape,
        LoneSurrogate,
        InvalidNumber,
        InvalidUtf8,
        ByteOrderMark,
        TooDeep,
        TooLarge,
        InvalidYaml,
        InvalidToml,
        NonStringKey,
        ComplexKey,
        InvalidMerge,
        UnknownTag,
        TagMismatch,
        NonFiniteNumber,
        RecursiveAlias,
        AliasExpansion,
    ];
    for kind in kinds {
        assert!(topic::find(kind.code()).is_some(), "{kind:?}");
    }
    let own = [
        "duplicate-key",
        "false",
        "depth",
        "steps",
        "pattern-steps",
        "native",
        "type-disagrees",
    ];
    for own in own {
        assert!(topic::find(own).is_some(), "{own}");
    }
}
