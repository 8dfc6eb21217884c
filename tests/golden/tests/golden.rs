//! The committed code is what the generator writes, and its types keep to their schemas.

use std::path::Path;

use golden_code::{chosen, combinations, hostile, names};
use trueup::{Json, Model};
use trueup_cli::config::Config;
use trueup_cli::generate;

#[test]
fn every_generated_file_is_what_the_generator_writes() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let config = Config::read(&root.join("trueup.toml")).expect("it is sound");
    let artifacts = generate::artifacts(&config).expect("every schema generates");
    assert!(artifacts.len() >= 5, "{}", artifacts.len());
    for artifact in artifacts {
        let stale = artifact.stale().expect("it can be read");
        let hint = "run `cargo xtask regenerate` and read the difference";
        assert_eq!(stale, None, "{}: {hint}", artifact.path.display());
    }
}

/// The type decodes a payload exactly when its schema accepts it, and writes it back equal.
fn agree<T: Model>(text: &str, accepted: bool) {
    let bytes = text.as_bytes();
    assert_eq!(T::validator().is_valid(bytes), accepted, "{text}");
    match T::from_json_slice(bytes) {
        Ok(value) => {
            assert!(accepted, "{text}");
            let json = |text: &str| Json::parse(text).expect("JSON");
            assert_eq!(json(&value.to_json_string()), json(text));
        }
        Err(report) => assert!(!accepted, "{text}: {report}"),
    }
}

#[test]
fn the_types_keep_to_their_schemas() {
    let trees = [
        (r#"{"root": {"kind": "leaf", "value": "a"}}"#, true),
        (r#"{"root": {"kind": "leaf", "value": "A"}}"#, false),
        (
            r#"{"root": {"kind": "branch", "left": {"kind": "leaf", "value": "a", "x": 1}}, "note": null}"#,
            true,
        ),
        (r#"{"root": {"kind": "branch"}}"#, false),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "size": 9}"#,
            false,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "size": 9, "ratio": 0.5}"#,
            true,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "size": 10, "ratio": 0.5}"#,
            false,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "labels": {"a": "b", "c": "d"}}"#,
            true,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "labels": {"a": 1}}"#,
            false,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "other": 1}"#,
            false,
        ),
    ];
    for (text, accepted) in trees {
        agree::<combinations::Tree>(text, accepted);
        agree::<chosen::Tree>(text, accepted);
    }
    for (text, accepted) in [
        (r#"[1, "a"]"#, true),
        (r#"[1, "abcde"]"#, false),
        ("[1]", false),
    ] {
        agree::<combinations::Pair>(text, accepted);
        agree::<chosen::Pair>(text, accepted);
    }
}

#[test]
fn names_that_are_none_are_kept_and_told_apart() {
    agree::<names::Names>(
        r#"{"a-b": true, "a_b": false, "aB": true, "": true, "🦀": false}"#,
        true,
    );
    agree::<names::Names>(r#"{"a_b": true}"#, false);
    agree::<names::Names>(r#"{"a-b": true, "日本": 1}"#, false);
    agree::<names::Names>(
        r#"{"a-b": true, "build": "A", "node": {"build": "b"}}"#,
        true,
    );
    agree::<names::Names>(r#"{"a-b": true, "build": "b"}"#, false);
}

#[test]
fn hostile_text_is_only_text() {
    let required = r#""*/ pub struct Evil; /*": "x", "\"; pub struct Evil; \"": "y""#;
    agree::<hostile::Hostile>(&format!("{{{required}}}"), true);
    agree::<hostile::Hostile>(&format!("{{{required}, \"\\\"#*/\": 1}}"), true);
    agree::<hostile::Hostile>(&format!("{{{required}, \"\\\"#*/\": \"1\"}}"), false);
    agree::<hostile::Hostile>(&format!("{{{required}, \"\\r\\n\": \"\"}}"), false);
    agree::<hostile::Hostile>("{}", false);
}
