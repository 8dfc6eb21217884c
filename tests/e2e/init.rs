//! `trueup init`

use super::{BAD, GOOD, Place, SCHEMA};

fn place() -> Place {
    Place::new()
        .file("schemas/lamp.schema.json", SCHEMA)
        .file("data/a.json", GOOD)
        .file("data/b.json", GOOD)
        .file("log/l.ndjson", &format!("{GOOD}{GOOD}"))
        .file("other/x.json", "[1]")
}

#[test]
fn a_first_configuration_maps_the_files_that_are_valid() {
    let place = place();
    place
        .run("init --dry-run")
        .exits(0)
        .finds(&["+++ trueup.toml", "+[[check]]"]);
    assert!(!place.path("trueup.toml").exists());
    place
        .run("init")
        .exits(0)
        .says(&["wrote trueup.toml", "wrote .pre-commit-config.yaml"]);
    let config = place.read("trueup.toml");
    assert!(
        config.contains("schema = \"schemas/lamp.schema.json\""),
        "{config}"
    );
    assert!(
        config.contains("[\"data/*.json\", \"log/*.ndjson\"]"),
        "{config}"
    );
    assert!(
        place
            .read(".pre-commit-config.yaml")
            .contains("id: trueup-check")
    );
    place
        .run("check")
        .exits(0)
        .says(&["3 files checked, all valid"]);
    place.write("data/b.json", BAD);
    place.run("check").exits(1);
    // Nothing is written over.
    place
        .run("init")
        .exits(2)
        .says(&["there is a trueup.toml already"]);
    assert_eq!(place.read("trueup.toml"), config);
}

#[test]
fn what_is_there_stays_and_an_empty_folder_is_no_trouble() {
    let place = place().file(".pre-commit-config.yaml", "repos: []\n");
    place
        .run("init")
        .exits(0)
        .finds(&["id: trueup-generated"])
        .says(&["add this to its `repos`"]);
    assert_eq!(place.read(".pre-commit-config.yaml"), "repos: []\n");
    let empty = Place::new();
    empty.run("init").exits(0);
    assert!(
        empty
            .read("trueup.toml")
            .contains("There is no schema here yet")
    );
    empty.run("check").exits(0);
    // A schema that accepts everything tells nothing about files.
    let open = Place::new()
        .file("any.schema.json", "{}")
        .file("a.json", "1");
    open.run("init").exits(0);
    assert!(!open.read("trueup.toml").contains("\n[[check]]"));
}
