//! `trueup generate` and `trueup generate --check`.

use super::{Place, SCHEMA};

const CONFIG: &str = "[[generate]]\nschema = \"lamp.schema.json\"\noutput = \"src/lamp.rs\"\n";

fn place() -> Place {
    Place::new()
        .file("lamp.schema.json", SCHEMA)
        .file("trueup.toml", CONFIG)
}

#[test]
fn what_is_stale_is_shown_and_then_mended() {
    let place = place();
    place.run("generate --check").exits(1).finds(&[
        "--- /dev/null",
        "+++ src/lamp.rs",
        "run `trueup generate`",
    ]);
    assert!(!place.path("src").exists(), "a check writes nothing");

    place.run("generate").exits(0).says(&["wrote src/lamp.rs"]);
    let first = place.read("src/lamp.rs");
    assert!(first.contains("pub struct Lamp"), "{first}");
    place.run("generate --check").exits(0).finds_nothing();
    place
        .run("generate")
        .exits(0)
        .says(&["src/lamp.rs is fresh"]);

    place.write("lamp.schema.json", SCHEMA.replace("lit", "bright"));
    place.run("generate --check").exits(1).finds(&[
        "--- src/lamp.rs",
        "-    pub lit",
        "+    pub bright",
        "run `trueup generate`",
    ]);
    assert_eq!(place.read("src/lamp.rs"), first, "a check writes nothing");
    place.run("generate").exits(0);
    place.run("generate --check").exits(0).finds_nothing();
    assert!(place.read("src/lamp.rs").contains("pub bright"));
}

#[test]
fn all_stale_files_are_listed() {
    let place = place().file(
        "trueup.toml",
        &format!("{CONFIG}{}", CONFIG.replace("src/lamp.rs", "src/other.rs")),
    );
    place.run("generate --check").exits(1).finds(&[
        "+++ src/lamp.rs",
        "+++ src/other.rs",
        "2 generated files are stale",
    ]);
}

#[test]
fn the_same_schema_gives_the_same_bytes_from_any_folder() {
    let place = place();
    place.run("generate").exits(0);
    let here = place.read("src/lamp.rs");
    let outside = Place::new();
    let config = place.path("trueup.toml");
    let config = config
        .to_str()
        .expect("a temporary folder has a plain name");
    outside
        .run_args(["generate", "--check", "--config", config])
        .exits(0)
        .finds_nothing();
    place.write("src/lamp.rs", "");
    outside.run_args(["generate", "--config", config]).exits(0);
    assert_eq!(place.read("src/lamp.rs"), here);
    let folder = place.folder.path().to_str().unwrap();
    assert!(
        !here.contains(folder),
        "no path of the machine is in the file"
    );
}

#[test]
fn what_cannot_be_generated_is_refused_and_nothing_is_written() {
    let table = |schema: &str, output: &str| {
        format!("[[generate]]\nschema = \"{schema}\"\noutput = \"{output}\"\n")
    };
    let cases = [
        (table("missing.json", "a.rs"), "missing.json"),
        (table("broken.json", "a.rs"), "broken.json:1:"),
        (
            table("lamp.schema.json", "../a.rs"),
            "trueup.toml:3:10: the output must be",
        ),
        (
            table("lamp.schema.json", "/a.rs"),
            "trueup.toml:3:10: the output must be",
        ),
        (
            table("lamp.schema.json", ""),
            "trueup.toml:3:10: the output must be",
        ),
        (
            table("lamp.schema.json#/$defs/Colour", "a.rs"),
            "trueup.toml:2:10: code is generated from a whole schema",
        ),
        (
            table("lamp.schema.json", "a.rs") + &table("lamp.schema.json", "./a.rs"),
            "trueup.toml:6:10: \"./a.rs\" is already the output of another table",
        ),
        (
            "[[generate]]\nschema = \"s\"\n".to_owned(),
            "trueup.toml:1:1: missing field `output`",
        ),
    ];
    for (config, expected) in cases {
        let place = place()
            .file("trueup.toml", &config)
            .file("broken.json", "{\"type\": 1}");
        place
            .run("generate")
            .exits(2)
            .finds_nothing()
            .says(&[expected]);
        assert!(!place.path("a.rs").exists(), "{config}");
    }
    Place::new()
        .run("generate")
        .exits(2)
        .says(&["no trueup.toml"]);
}

#[test]
fn a_file_that_cannot_be_written_is_trouble() {
    let place = place();
    std::fs::create_dir_all(place.path("src/lamp.rs")).unwrap();
    place
        .run("generate")
        .exits(2)
        .says(&["src/lamp.rs: cannot be written"]);
    place.run("generate --check").exits(2);
}
