//! Metaschemas that people write: which keywords they turn on, and what they ask of a schema.

use trueup_schema::{Body, Keywords, Loader, SchemaErrorKind, SchemaSet};

const URI: &str = "https://example.com/meta";

/// A metaschema of draft 2020-12 with a list of vocabularies.
fn metaschema(vocabularies: &str) -> String {
    format!(
        r#"{{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "{URI}",
            "$vocabulary": {{{vocabularies}}}, "$dynamicAnchor": "meta",
            "properties": {{"title": {{"type": "string"}}}}}}"#
    )
}

fn vocabulary(name: &str, required: bool) -> String {
    format!("\"https://json-schema.org/draft/2020-12/vocab/{name}\": {required}")
}

fn load(metaschema: &str, members: &str) -> Result<SchemaSet, trueup_schema::SchemaError> {
    Loader::new()
        .with_resource(URI, "meta.json", metaschema)
        .with_formats_as_annotations()
        .load_text(
            "own.schema.json",
            &format!(r#"{{"$schema": "{URI}", {members}}}"#),
        )
}

fn keywords(set: &SchemaSet) -> &Keywords {
    match &set.get(set.root()).body {
        Body::Keywords(keywords) => keywords,
        Body::Boolean(_) => panic!("the schema is an object"),
    }
}

#[test]
fn a_vocabulary_that_is_not_listed_turns_its_keywords_off() {
    type Present = fn(&Keywords) -> bool;
    let cases: [(&str, &str, Present); 7] = [
        ("applicator", r#""not": {}"#, |k| k.not.is_some()),
        ("unevaluated", r#""unevaluatedItems": {}"#, |k| {
            k.unevaluated_items.is_some()
        }),
        ("validation", r#""minimum": 1"#, |k| k.minimum.is_some()),
        ("meta-data", r#""title": "t""#, |k| k.title.is_some()),
        ("format-annotation", r#""format": "ipv4""#, |k| {
            k.annotated_format.is_some() && k.format.is_none()
        }),
        ("format-assertion", r#""format": "ipv4""#, |k| {
            k.format.is_some()
        }),
        ("content", r#""contentEncoding": "base64""#, |k| {
            k.content_encoding.is_some()
        }),
    ];
    for (name, members, present) in cases {
        // The value speaks to those who do not know the vocabulary.
        for required in [true, false] {
            let with = load(&metaschema(&vocabulary(name, required)), members);
            let with = with.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(present(keywords(&with)), "{name}");
        }
        let without = load(&metaschema(&vocabulary("core", true)), members);
        let without = without.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!present(keywords(&without)), "{name}");
        assert_eq!(keywords(&without).unknown.len(), 1, "{name}");
    }
}

#[test]
fn a_metaschema_without_a_list_has_what_its_draft_has() {
    let text =
        format!(r#"{{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "{URI}"}}"#);
    let members = r##""definitions": {"a": {"minimum": 1}}, "$ref": "#/definitions/a""##;
    let set = load(&text, members);
    let set = set.expect("the schema loads");
    assert!(keywords(&set).reference.is_some());
    assert_eq!(set.dialect(), trueup_schema::Dialect::Draft7);
    assert!(
        set.files().any(|file| file.name == "meta.json"),
        "it is carried"
    );
}

#[test]
fn a_vocabulary_that_must_be_understood_and_is_not_is_refused() {
    let other = |required| format!("\"https://example.com/vocab\": {required}");
    assert!(load(&metaschema(&other(false)), r#""not": {}"#).is_ok());
    let error = load(&metaschema(&other(true)), r#""not": {}"#).expect_err("it is required");
    assert!(matches!(
        error.kind(),
        SchemaErrorKind::UnknownVocabulary { .. }
    ));
    assert_eq!(
        error.to_string(),
        "own.schema.json:1:13: the metaschema \"https://example.com/meta\" requires a vocabulary \
         that is not known: \"https://example.com/vocab\" (at /$schema); take a metaschema without \
         it, or set it to `false` in `$vocabulary` if it may be passed over"
    );
}

#[test]
fn a_schema_must_be_valid_by_its_own_metaschema_and_no_other() {
    let meta = metaschema(&vocabulary("core", true));
    // Draft 2020-12 would refuse this; here the keyword means nothing.
    assert!(load(&meta, r#""minimum": "one""#).is_ok());
    let error = load(&meta, r#""title": 1"#).expect_err("the metaschema wants a string");
    assert_eq!(
        error.to_string(),
        "own.schema.json:1:50: the metaschema refuses this (`type`): 1 is not of type \"string\" \
         (at /title); see the metaschema https://example.com/meta"
    );
}

#[test]
fn a_metaschema_that_is_not_given_is_refused() {
    let text = r#"{"$schema": "https://example.com/meta"}"#;
    let error = SchemaSet::from_text("own.schema.json", text).expect_err("nobody gave it");
    assert!(matches!(
        error.kind(),
        SchemaErrorKind::UnknownDialect { .. }
    ));
    assert!(
        error
            .hint()
            .is_some_and(|hint| hint.contains("give the text of a metaschema"))
    );
    // Metaschemas that lead in a circle never name a draft.
    let circle = format!(r#"{{"$schema": "{URI}", "$id": "{URI}"}}"#);
    assert!(load(&circle, r#""not": {}"#).is_err());
}
