//! Schemas among the files that are checked, and schemas of our own.

use super::{BAD, GOOD, Place, SCHEMA};

const CONFIG: &str =
    "[[check]]\nschema = \"schemas/lamp.schema.json\"\ninclude = [\"data/*.json\"]\n";

fn place() -> Place {
    let schema = SCHEMA.replace("{\"type\": \"boolean\"}", "{\"$ref\": \"parts/lit.json\"}");
    Place::new()
        .file("trueup.toml", CONFIG)
        .file("schemas/lamp.schema.json", &schema)
        .file("schemas/parts/lit.json", "{\"type\": \"boolean\"}")
        .file("data/a.json", GOOD)
        .file("data/b.json", BAD)
        .file("elsewhere.json", "{}")
}

#[test]
fn every_payload_of_a_changed_schema_is_checked_again() {
    let place = place();
    for schema in ["schemas/lamp.schema.json", "schemas/parts/lit.json"] {
        place
            .run(&format!("check {schema} data/a.json"))
            .exits(1)
            .finds(&["data/b.json:1:9"])
            .says(&["2 files checked, 1 invalid"]);
    }
    // Another file means nothing of the kind.
    place
        .run("check elsewhere.json data/a.json")
        .exits(0)
        .says(&["1 file checked", "1 file skipped"]);
    place.write("data/b.json", GOOD);
    place
        .run("check schemas/parts/lit.json")
        .exits(0)
        .says(&["2 files checked, all valid"]);
    // A schema that is broken is told, also where no payload would tell it.
    place.write("schemas/lamp.schema.json", "{");
    place
        .run("check schemas/lamp.schema.json")
        .exits(2)
        .says(&["schemas/lamp.schema.json:1:2"]);
    std::fs::remove_dir_all(place.path("data")).unwrap();
    place
        .run("check schemas/lamp.schema.json")
        .exits(2)
        .says(&["schemas/lamp.schema.json:1:2"]);
}

#[test]
fn a_schema_that_is_not_there_is_told_where_it_is_named() {
    let place = place();
    std::fs::remove_file(place.path("schemas/lamp.schema.json")).unwrap();
    place
        .run("check")
        .exits(2)
        .says(&["trueup.toml:2:10: schemas/lamp.schema.json"]);
}

#[test]
fn the_configuration_is_checked_by_its_own_published_schema() {
    let root = env!("CARGO_MANIFEST_DIR");
    let schema = format!("{root}/schemas/trueup.schema.json");
    let own = format!("{root}/trueup.toml");
    let place = place().file("bad.toml", "[[check]]\nschema = 7\ninclude = []\n");
    let check = |file: &str| place.run_args(["check", "--schema", &schema, file]);
    check(&own).exits(0);
    check("trueup.toml").exits(0);
    check("bad.toml")
        .exits(1)
        .finds(&["bad.toml:2:10", "bad.toml:3:11"]);
}

#[test]
fn a_table_without_files_is_noted() {
    let place = place();
    std::fs::remove_dir_all(place.path("data")).unwrap();
    place
        .run("check")
        .exits(0)
        .says(&["trueup.toml:2:10: note: no file belongs to this table"]);
}
