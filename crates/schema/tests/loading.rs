//! Where files come from: texts that were given, folders that were mapped, the folder of the root
//! file, and nowhere else. And the bounds of what is taken.

use std::fs;
use std::path::Path;

use trueup_document::Pointer;
use trueup_schema::{Body, SchemaErrorKind, SchemaSet};

fn message(result: Result<SchemaSet, trueup_schema::SchemaError>) -> String {
    result.map_or_else(|error| error.to_string(), |_| "it loads".to_owned())
}

/// A folder with `schemas/root.json`, which holds the given reference, and files to find.
fn folder_with(reference: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(&path)).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    };
    write(
        "schemas/root.json",
        &format!(r#"{{"$ref": {reference:?}}}"#),
    );
    write("schemas/beside.json", "true");
    write("schemas/with space.json", "true");
    write("schemas/inner/deep.json", r#"{"$ref": "../beside.json"}"#);
    write("schemas/not-a-schema.json", "[]");
    write("schemas/broken.json", "{");
    write("outside.json", "true");
    folder
}

#[test]
fn a_file_reaches_its_own_folder_and_no_other() {
    let cases = [
        ("beside.json", "it loads"),
        ("./beside.json#", "it loads"),
        ("with%20space.json", "it loads"),
        ("inner/deep.json", "it loads"),
        ("inner/../beside.json", "it loads"),
        ("../outside.json", "was not given"),
        ("inner%2F..%2F..%2Foutside.json", "was not given"),
        ("..%2Foutside.json", "was not given"),
        ("%2E%2E/outside.json", "was not given"),
        ("/etc/hostname", "was not given"),
        ("file:///etc/hostname", "was not given"),
        ("missing.json", "cannot be read"),
        ("inner", "cannot be read"),
        (
            "not-a-schema.json",
            "not-a-schema.json:1:1: the metaschema refuses",
        ),
        ("broken.json", "broken.json:1:2: the text ends"),
    ];
    for (reference, wanted) in cases {
        let folder = folder_with(reference);
        let found = message(SchemaSet::from_path(
            &folder.path().join("schemas/root.json"),
        ));
        assert!(found.contains(wanted), "{reference}: {found}");
    }
}

#[test]
fn a_root_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let missing = folder.path().join("none.json");
    let error = SchemaSet::from_path(&missing).expect_err("there is no file");
    assert!(matches!(error.kind(), SchemaErrorKind::Unreadable { .. }));
    assert!(error.file().ends_with("none.json"));
    assert_eq!(error.position(), None);

    let latin = folder.path().join("latin.json");
    fs::write(&latin, b"{\"title\": \"caf\xE9\"}").expect("a file can be written");
    let found = message(SchemaSet::from_path(&latin));
    assert!(
        found.ends_with("latin.json:1:15: these bytes are not UTF-8; save the file as UTF-8"),
        "{found}"
    );
}

#[test]
fn the_longest_prefix_wins_and_a_given_text_before_it() {
    let folder = folder_with("x");
    let (schemas, inner) = (
        folder.path().join("schemas"),
        folder.path().join("schemas/inner"),
    );
    let loader = SchemaSet::loader()
        .with_folder("https://e.com", folder.path())
        .with_folder("https://e.com/s/", &schemas)
        .with_folder("https://e.com/s/i/", &inner)
        .with_resource("https://e.com/s/given.json", "given", "true");
    let cases = [
        ("https://e.com/outside.json", "outside.json"),
        ("https://e.com/s/beside.json", "schemas/beside.json"),
        ("https://e.com/s/given.json", "given"),
    ];
    for (uri, name) in cases {
        let set = loader.load_text("r.json", &format!(r#"{{"$ref": {uri:?}}}"#));
        let set = set.expect("it is right");
        let Body::Keywords(keywords) = &set.get(set.root()).body else {
            panic!("the root is an object");
        };
        let target = keywords.reference.expect("it is resolved");
        assert!(
            set.file_name(set.get(target).place.file).ends_with(name),
            "{uri}"
        );
        assert_eq!(
            set.resources().map(|(uri, _)| uri).collect::<Vec<_>>(),
            [uri]
        );
    }
    let outside = loader.load_text("r.json", r#"{"$ref": "https://e.community/outside.json"}"#);
    assert!(message(outside).contains("was not given"));
}

#[test]
fn a_given_text_is_found_by_its_id_and_by_a_relative_uri() {
    let port = r#"{"$id": "https://e.com/port", "type": "integer"}"#;
    let loader = SchemaSet::loader().with_resource("parts/port.json", "port.json", port);
    for reference in [
        "https://e.com/port",
        "parts/port.json",
        "trueup:///parts/port.json",
    ] {
        let found = message(loader.load_text("r.json", &format!(r#"{{"$ref": {reference:?}}}"#)));
        assert_eq!(found, "it loads", "{reference}");
    }
    let found = message(loader.load_text("r.json", r#"{"$ref": "https://e.com/sport"}"#));
    assert!(found.contains("was not given"), "{found}");
}

#[test]
fn files_may_refer_to_each_other() {
    let loader = SchemaSet::loader()
        .with_resource("a.json", "a.json", r#"{"items": {"$ref": "b.json"}}"#)
        .with_resource(
            "b.json",
            "b.json",
            r#"{"items": {"$ref": "a.json"}, "not": {"$ref": "root.json"}}"#,
        );
    let set = loader.load_text("root.json", r#"{"items": {"$ref": "a.json"}}"#);
    assert_eq!(set.expect("it is right").ids().count(), 7);
}

#[test]
fn the_base_uri_is_the_absolute_id_or_comes_from_the_name() {
    let cases = [
        ("x.json", "{}", "trueup:///x.json"),
        (
            "a b/x.json",
            r#"{"$id": "y.json"}"#,
            "trueup:///a%20b/x.json",
        ),
        (
            "x.json",
            r#"{"$id": "https://E.com/y#"}"#,
            "https://e.com/y",
        ),
        ("x.json", r#"{"$id": "urn:trueup:x"}"#, "urn:trueup:x"),
        ("x.json", "true", "trueup:///x.json"),
    ];
    for (name, text, uri) in cases {
        let set = SchemaSet::from_text(name, text).expect("it is right");
        assert_eq!(set.base_uri(), uri, "{text}");
        let root = set.get(set.root()).place.clone();
        assert_eq!(set.locate(uri), Some(root.clone()), "{text}");
        assert_eq!(set.locate(&format!("{uri}#")), Some(root), "{text}");
        assert_eq!(set.locate(&format!("{uri}#/nothing")), None, "{text}");
    }
}

#[test]
fn depth_is_bounded_and_no_stack_overflows() {
    let nested = |depth: usize| format!("{}true{}", r#"{"not":"#.repeat(depth), "}".repeat(depth));
    // Threads get 2 MiB of stack unless told otherwise; tests run in such.
    let set = SchemaSet::from_text("x.json", &nested(128)).expect("it is right");
    assert_eq!(set.ids().count(), 129);
    let found = message(SchemaSet::from_text("x.json", &nested(129)));
    assert!(found.contains("nested deeper than the limit"), "{found}");
    let found = message(SchemaSet::from_text("x.json", &nested(1_000_000)));
    assert!(found.contains("nested deeper than the limit"), "{found}");
}

#[test]
fn the_number_of_schemas_is_bounded() {
    let many = |count: usize| format!(r#"{{"prefixItems": [{}]}}"#, vec!["true"; count].join(","));
    assert!(SchemaSet::from_text("x.json", &many(10_000)).is_ok());
    let error = SchemaSet::from_text("x.json", &many(1 << 18)).expect_err("they are too many");
    assert!(matches!(
        error.kind(),
        SchemaErrorKind::LimitExceeded {
            what: "schemas",
            ..
        }
    ));
}

#[test]
fn the_number_of_files_is_bounded() {
    let loader = (0..1100).fold(SchemaSet::loader(), |loader, at| {
        let text = format!(r#"{{"items": {{"$ref": "{}.json"}}}}"#, at + 1);
        loader.with_resource(&format!("{at}.json"), &format!("{at}.json"), &text)
    });
    let error = loader
        .load_text("r.json", r#"{"$ref": "0.json"}"#)
        .expect_err("they are too many");
    assert!(
        matches!(
            error.kind(),
            SchemaErrorKind::LimitExceeded { what: "files", .. }
        ),
        "{error}"
    );
}

#[test]
fn long_chains_and_wide_webs_of_references_cost_no_more_than_they_are_long() {
    let links = (0..50_000).map(|at| format!(r##""d{at}": {{"$ref": "#/$defs/d{}"}}"##, at + 1));
    let links: Vec<String> = links.collect();
    let chain = format!(r#"{{"$defs": {{{}, "d50000": {{}}}}}}"#, links.join(","));
    let set = SchemaSet::from_text("x.json", &chain).expect("it is right");
    assert_eq!(set.ids().count(), 50_002);

    let links = (0..20_000).map(|at| format!(r##"{{"$ref": "#/allOf/{}"}}"##, at + 1));
    let links: Vec<String> = links.collect();
    let list = format!(r#"{{"allOf": [{}, {{}}]}}"#, links.join(","));
    let set = SchemaSet::from_text("x.json", &list).expect("it is right");
    assert_eq!(set.ids().count(), 20_002);

    let ring = chain.replace(r#""d50000": {}"#, r##""d50000": {"$ref": "#/$defs/d0"}"##);
    let error = SchemaSet::from_text("x.json", &ring).expect_err("it is a ring");
    assert!(matches!(
        error.kind(),
        SchemaErrorKind::ReferenceCycle { .. }
    ));
    assert_eq!(error.pointer().map(Pointer::as_str), Some("/$defs/d0/$ref"));
}

#[test]
fn a_set_goes_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<SchemaSet>();
    check::<trueup_schema::SchemaError>();
}

#[test]
fn a_schema_of_this_repository_loads_from_its_file() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/process_with_rooms.schema.json");
    let set = SchemaSet::from_path(&path).expect("it is right");
    let region = set.at("/$defs/Region").expect("the definition is there");
    let place = set.place_of_keyword(region, "enum").expect("it has one");
    assert!(set.file_text(place.file)[place.span.start..].starts_with('['));
}

/// What two schemas of one name mean is undefined for anchors (2020-12 Core, section 8.2.2), and
/// many schemas of old drafts repeat an `id` by mistake: the first in the order of the file is meant.
#[test]
fn of_two_schemas_of_one_name_the_first_is_meant() {
    let cases = [
        (r#""$anchor": "same""#, "#same"),
        (
            r#""$id": "https://example.com/same""#,
            "https://example.com/same",
        ),
    ];
    for (naming, reference) in cases {
        let text = format!(
            r##"{{"$ref": "{reference}", "$defs": {{
                "b": {{{naming}, "type": "null"}}, "a": {{{naming}, "type": "string"}}}}}}"##
        );
        let set = SchemaSet::from_text("twice.schema.json", &text).expect("the schema loads");
        let Body::Keywords(root) = &set.get(set.root()).body else {
            panic!("the root is an object");
        };
        assert_eq!(root.reference, set.at("/$defs/b"), "{reference}");
    }
}
