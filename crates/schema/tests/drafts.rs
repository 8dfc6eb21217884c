//! What each draft makes of one and the same text: keywords that come and go, `$ref` beside
//! siblings, `$id` and its ancestors.

use trueup_schema::{Body, Dialect, Keywords, SchemaId, SchemaSet};

use Dialect::{Draft4, Draft6, Draft7, Draft201909, Draft202012};

fn load(dialect: Dialect, text: &str) -> SchemaSet {
    let loader = SchemaSet::loader().with_default_dialect(dialect);
    match loader.load_text("x.json", text) {
        Ok(set) => set,
        Err(error) => panic!("{dialect}: {error}"),
    }
}

fn keywords(set: &SchemaSet, id: SchemaId) -> &Keywords {
    match &set.get(id).body {
        Body::Keywords(keywords) => keywords,
        Body::Boolean(value) => panic!("{value} instead of keywords"),
    }
}

/// A text, a question about what was read, and the drafts in which the answer is yes.
type Case = (&'static str, fn(&Keywords) -> bool, &'static [Dialect]);

const CASES: &[Case] = &[
    (
        r#"{"const": 1}"#,
        |k| k.constant.is_some(),
        &[Draft6, Draft7, Draft201909, Draft202012],
    ),
    (r#"{"const": 1}"#, |k| k.unknown == ["const"], &[Draft4]),
    (
        r#"{"contains": {}}"#,
        |k| k.contains.is_some(),
        &[Draft6, Draft7, Draft201909, Draft202012],
    ),
    (
        r#"{"propertyNames": {}}"#,
        |k| k.property_names.is_some(),
        &[Draft6, Draft7, Draft201909, Draft202012],
    ),
    (
        r#"{"if": {}, "then": {}}"#,
        |k| k.condition.is_some() && k.then.is_some(),
        &[Draft7, Draft201909, Draft202012],
    ),
    (
        r#"{"if": {}}"#,
        |k| k.condition.is_some(),
        &[Draft201909, Draft202012],
    ),
    (
        r#"{"then": {}, "else": {}}"#,
        |k| k.then.is_some() || k.otherwise.is_some(),
        &[],
    ),
    (
        r#"{"contains": {}, "minContains": 2}"#,
        |k| k.min_contains == Some(2),
        &[Draft201909, Draft202012],
    ),
    (
        r#"{"minContains": 2, "maxContains": 3}"#,
        |k| k.min_contains.is_some() || k.max_contains.is_some(),
        &[],
    ),
    (
        r#"{"dependentRequired": {"a": ["b"]}}"#,
        |k| k.dependent_required.len() == 1,
        &[Draft201909, Draft202012],
    ),
    (
        r#"{"dependencies": {"a": ["b"], "c": {}}}"#,
        |k| k.dependent_required.len() == 1 && k.dependent_schemas.len() == 1,
        &Dialect::ALL,
    ),
    (
        r#"{"unevaluatedItems": {}, "unevaluatedProperties": {}}"#,
        |k| k.unevaluated_items.is_some() && k.unevaluated_properties.is_some(),
        &[Draft201909, Draft202012],
    ),
    (
        r#"{"prefixItems": [{}]}"#,
        |k| k.prefix_items.len() == 1,
        &[Draft202012],
    ),
    (
        r#"{"items": {}, "additionalItems": {}}"#,
        |k| k.items.is_some() && k.prefix_items.is_empty(),
        &Dialect::ALL,
    ),
    (r#"{"additionalItems": {}}"#, |k| k.items.is_some(), &[]),
    (
        r#"{"contentEncoding": "base64"}"#,
        |k| k.content_encoding.is_some(),
        &[Draft6, Draft7, Draft201909, Draft202012],
    ),
    (
        r#"{"contentSchema": {}}"#,
        |k| k.content_schema.is_some(),
        &[Draft201909, Draft202012],
    ),
    (
        r#"{"$defs": {"a": {}}}"#,
        |k| k.defs.len() == 1,
        &[Draft201909, Draft202012],
    ),
    (
        r#"{"definitions": {"a": {}}}"#,
        |k| k.defs.len() == 1,
        &Dialect::ALL,
    ),
    (
        r##"{"$recursiveRef": "#"}"##,
        |k| k.dynamic_reference.is_some(),
        &[Draft201909],
    ),
    (
        r##"{"$dynamicRef": "#"}"##,
        |k| k.dynamic_reference.is_some(),
        &[Draft202012],
    ),
    (
        r##"{"$ref": "#/definitions/a", "minimum": 1, "definitions": {"a": {}}}"##,
        |k| k.minimum.is_some(),
        &[Draft201909, Draft202012],
    ),
    (
        r##"{"$ref": "#/definitions/a", "x-note": 1, "definitions": {"a": {}}}"##,
        |k| k.unknown == ["x-note"],
        &[Draft201909, Draft202012],
    ),
    (
        r##"{"$ref": "#/definitions/a", "minimum": 1, "definitions": {"a": {}}}"##,
        |k| k.reference.is_some() && k.defs.len() == 1,
        &Dialect::ALL,
    ),
    // Annotations judge nothing, so they are read in every draft.
    (
        r#"{"deprecated": true, "readOnly": true, "examples": [1], "example": 2}"#,
        |k| k.deprecated && k.read_only && k.examples.len() == 2,
        &Dialect::ALL,
    ),
    (
        r#"{"extends": {}, "x-mine": 1}"#,
        |k| k.unknown == ["extends", "x-mine"],
        &Dialect::ALL,
    ),
];

#[test]
fn each_draft_has_its_keywords() {
    for (text, question, drafts) in CASES {
        for dialect in Dialect::ALL {
            let set = load(dialect, text);
            let found = question(keywords(&set, set.root()));
            assert_eq!(found, drafts.contains(&dialect), "{text} in {dialect}");
        }
    }
}

#[test]
fn exclusive_bounds_of_draft_4_become_numbers() {
    let both =
        r#"{"minimum": 1, "exclusiveMinimum": true, "maximum": 2.50, "exclusiveMaximum": false}"#;
    let set = load(Draft4, both);
    let found = keywords(&set, set.root());
    assert_eq!(found.exclusive_minimum.as_deref(), Some("1"));
    assert_eq!(found.minimum, None);
    assert_eq!(found.maximum.as_deref(), Some("2.50"));
    assert_eq!(found.exclusive_maximum, None);

    let set = load(Draft6, r#"{"minimum": 1, "exclusiveMinimum": 0}"#);
    let found = keywords(&set, set.root());
    assert_eq!(found.minimum.as_deref(), Some("1"));
    assert_eq!(found.exclusive_minimum.as_deref(), Some("0"));
}

#[test]
fn a_list_of_items_becomes_the_prefix() {
    let text = r#"{"items": [{"type": "null"}, true], "additionalItems": false}"#;
    for dialect in [Draft6, Draft7, Draft201909] {
        let set = load(dialect, text);
        let found = keywords(&set, set.root());
        assert_eq!(found.prefix_items.len(), 2, "{dialect}");
        let rest = found.items.expect("there is a schema for the rest");
        assert!(
            matches!(set.get(rest).body, Body::Boolean(false)),
            "{dialect}"
        );
    }
}

#[test]
fn schema_names_the_draft_of_a_part() {
    let text = r#"{
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            "old": {
                "$schema": "http://json-schema.org/draft-07/schema",
                "$id": "https://example.com/old",
                "items": [{"maximum": 1}]
            },
            "new": {"items": {}}
        }
    }"#;
    let set = SchemaSet::from_text("x.json", text).expect("it is right");
    let at = |pointer| set.at(pointer).expect("the schema is there");
    let dialect = |pointer| set.get(at(pointer)).dialect;
    assert_eq!(set.dialect(), Draft202012);
    assert_eq!(dialect("/$defs/old"), Draft7);
    assert_eq!(dialect("/$defs/old/items/0"), Draft7);
    assert_eq!(dialect("/$defs/new/items"), Draft202012);
    assert_eq!(keywords(&set, at("/$defs/old")).prefix_items.len(), 1);
}

#[test]
fn every_spelling_of_a_known_draft_is_taken() {
    let cases = [
        ("http://json-schema.org/draft-04/schema", Some(Draft4)),
        ("https://json-schema.org/draft-04/schema#", Some(Draft4)),
        ("http://json-schema.org/draft-07/schema#", Some(Draft7)),
        (
            "http://json-schema.org/draft/2019-09/schema",
            Some(Draft201909),
        ),
        ("http://json-schema.org/schema#", Some(Draft202012)),
        ("http://json-schema.org/draft-03/schema#", None),
        ("json-schema.org/draft-07/schema#", None),
        ("https://json-schema.org/draft/2020-12/schema/", None),
        ("", None),
    ];
    for (uri, dialect) in cases {
        assert_eq!(Dialect::from_uri(uri), dialect, "{uri}");
    }
}

/// What a reference at `/properties/r` leads to, by the pointer of its target.
#[test]
fn references_reach_what_their_draft_says() {
    let cases = [
        // `$id` beside `$ref` means nothing before 2019-09 …
        (
            Draft7,
            r##"{"$id": "http://e.com/", "properties": {"r": {"allOf": [{"$id": "a/", "$ref": "b"}]}}, "definitions": {"right": {"$id": "http://e.com/b"}, "wrong": {"$id": "http://e.com/a/b"}}}"##,
            "/properties/r/allOf/0",
            "/definitions/right",
        ),
        // … and counts since.
        (
            Draft201909,
            r##"{"$id": "http://e.com/", "properties": {"r": {"allOf": [{"$id": "a/", "$ref": "b"}]}}, "$defs": {"wrong": {"$id": "http://e.com/b"}, "right": {"$id": "http://e.com/a/b"}}}"##,
            "/properties/r/allOf/0",
            "/$defs/right",
        ),
        // Draft 4 writes `id`; a property of that name is none.
        (
            Draft4,
            r##"{"id": "http://e.com/", "properties": {"id": {"type": "string"}, "r": {"$ref": "b"}}, "definitions": {"right": {"id": "b"}}}"##,
            "/properties/r",
            "/definitions/right",
        ),
        // An `$id` that is a fragment is an anchor before 2019-09.
        (
            Draft6,
            r##"{"properties": {"r": {"$ref": "#b"}}, "definitions": {"right": {"$id": "#b"}}}"##,
            "/properties/r",
            "/definitions/right",
        ),
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "#b"}}, "$defs": {"right": {"$dynamicAnchor": "b"}}}"##,
            "/properties/r",
            "/$defs/right",
        ),
        // Pointers: escaped, encoded, into a list, through an embedded resource, into no keyword.
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "#/$defs/a~1b~0c%25d"}}, "$defs": {"a/b~c%d": {}}}"##,
            "/properties/r",
            "/$defs/a~1b~0c%d",
        ),
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "#/allOf/1"}}, "allOf": [{}, {}]}"##,
            "/properties/r",
            "/allOf/1",
        ),
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "#/$defs/e/$defs/x"}}, "$defs": {"e": {"$id": "e", "$defs": {"x": {}}}}}"##,
            "/properties/r",
            "/$defs/e/$defs/x",
        ),
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "e#/$defs/x"}}, "$defs": {"e": {"$id": "e", "$defs": {"x": {}}}}}"##,
            "/properties/r",
            "/$defs/e/$defs/x",
        ),
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "#/x-parts/0/deep"}}, "x-parts": [{"deep": {}}]}"##,
            "/properties/r",
            "/x-parts/0/deep",
        ),
        // An `$id` inside `enum` or `const` is a value, and names nothing.
        (
            Draft202012,
            r##"{"$id": "http://e.com/", "properties": {"r": {"$ref": "b"}}, "enum": [{"$id": "b"}], "$defs": {"right": {"$id": "b"}}}"##,
            "/properties/r",
            "/$defs/right",
        ),
        // The empty reference is the resource itself.
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": ""}}}"##,
            "/properties/r",
            "",
        ),
        (
            Draft202012,
            r##"{"properties": {"r": {"$ref": "x.json"}}}"##,
            "/properties/r",
            "",
        ),
    ];
    for (dialect, text, from, to) in cases {
        let set = load(dialect, text);
        let from = set.at(from).expect("the reference is there");
        let target = keywords(&set, from).reference.expect("it is resolved");
        assert_eq!(set.get(target).place.pointer.as_str(), to, "{text}");
    }
}

#[test]
fn recursive_and_dynamic_references_keep_their_static_target() {
    let recursive = r##"{"$id": "http://e.com/tree", "$recursiveAnchor": true,
        "properties": {"children": {"items": {"$recursiveRef": "#"}}}}"##;
    let dynamic = r##"{"$id": "http://e.com/tree", "$dynamicAnchor": "node",
        "properties": {"children": {"items": {"$dynamicRef": "#node"}}}}"##;
    for (dialect, text) in [(Draft201909, recursive), (Draft202012, dynamic)] {
        let set = load(dialect, text);
        let at = set.at("/properties/children/items").expect("it is there");
        let found = keywords(&set, at);
        assert_eq!(found.dynamic_reference, Some(set.root()), "{dialect}");
        assert_eq!(found.reference, None, "{dialect}");
    }
}

#[test]
fn metaschemas_of_every_draft_are_at_hand() {
    for dialect in Dialect::ALL {
        let text = format!(
            r#"{{"properties": {{"schema": {{"$ref": {:?}}}}}}}"#,
            dialect.uri()
        );
        let set = SchemaSet::from_text("x.json", &text).expect("it is right");
        let at = set.at("/properties/schema").expect("it is there");
        let target = keywords(&set, at).reference.expect("it is resolved");
        let target = set.get(target);
        assert_eq!(target.dialect, dialect);
        assert_eq!(
            set.file_name(target.place.file),
            dialect.uri().trim_end_matches('#')
        );
    }
}
