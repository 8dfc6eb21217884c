//! `trueup check` with a `trueup.toml`.

use super::{BAD, GOOD, Place, SCHEMA};

const CONFIG: &str = r#"[[check]]
schema = "schemas/lamp.schema.json"
include = ["data/**/*.json"]
exclude = ["data/broken/**"]

[[check]]
schema = "schemas/lamp.schema.json#/$defs/Colour"
include = ["data/**/*.json", "colours/*.json"]
"#;

fn place() -> Place {
    Place::new()
        .file("trueup.toml", CONFIG)
        .file("schemas/lamp.schema.json", SCHEMA)
        .file("data/good.json", GOOD)
        .file("colours/red.json", "\"red\"")
        .file("other/bad.json", BAD)
}

#[test]
fn the_configuration_maps_files_to_schemas() {
    let place = place();
    place
        .run("check")
        .exits(0)
        // Neither trueup.toml nor the schemas that it names are payloads without a table.
        .says(&["note: 1 file skipped", "2 files checked, all valid"]);
    place
        .run("check trueup.toml schemas/lamp.schema.json")
        .exits(0)
        .says(&["2 files checked, all valid"])
        .says_not("skipped");
    let cases = [
        ("data/good.json", 0),
        ("data colours", 0),
        ("other", 0),
        ("missing.json", 0),
        ("data/missing.json", 2),
    ];
    for (args, code) in cases {
        place.run(&format!("check {args}")).exits(code);
    }
    place.write("data/deep/bad.json", BAD);
    place.write("colours/pink.json", "\"pink\"");
    place.run("check --format concise").exits(1).finds(&[
        "colours/pink.json:1:1: error[enum]",
        "data/deep/bad.json:1:9: error[type]",
    ]);
    // What the first table excludes falls to the second.
    place.write("data/broken/green.json", "\"green\"");
    place.run("check data/broken/green.json").exits(0);
    place.write("data/broken/lamp.json", GOOD);
    place.run("check data/broken/lamp.json").exits(1);
}

#[test]
fn files_that_no_table_includes_are_counted_and_nothing_else() {
    place()
        .run("check other/bad.json")
        .exits(0)
        .finds_nothing()
        .says(&["note: 1 file skipped: no [[check]] table of trueup.toml includes it"]);
}

#[test]
fn the_nearest_configuration_above_counts() {
    let place = place();
    let run = |folder: &str, args: &str| {
        let mut command = place.command();
        command.current_dir(place.path(folder));
        let output = command.args(args.split_whitespace()).output().unwrap();
        super::Ran::new(output)
    };
    run("data", "check good.json")
        .exits(0)
        .says(&["1 file checked"]);
    run("data", "check ../colours/red.json")
        .exits(0)
        .says(&["1 file checked"]);
    place.write("data/bad.json", BAD);
    run("data", "check bad.json").exits(1).finds(&[
        "--> bad.json:1:9",
        "schema: ../schemas/lamp.schema.json:4:34",
    ]);
    place.write("data/trueup.toml", "");
    run("data", "check bad.json")
        .exits(0)
        .says(&["1 file skipped"]);
    run("data", "check --config ../trueup.toml bad.json").exits(1);
}

#[test]
fn standard_input_is_mapped_by_its_name() {
    let place = place();
    let run = |args: &str| place.run_with_input(args, BAD.as_bytes());
    run("check - --stdin-filename data/new.json").exits(1);
    run("check - --stdin-filename other/new.json").exits(0);
    run("check -").exits(2).says(&["--stdin-filename"]);
}

#[test]
fn a_schema_on_the_command_line_needs_no_configuration() {
    let place = Place::with_lamp();
    place
        .run("check --schema lamp.schema.json good.json")
        .exits(0);
    place
        .run("check good.json")
        .exits(2)
        .says(&["no schema", "--schema", "trueup.toml"]);
    place
        .run("check --config missing.toml good.json")
        .exits(2)
        .says(&["missing.toml: cannot be read"]);
}

#[test]
fn faults_in_the_configuration_are_named_with_their_place() {
    let cases = [
        ("[[check]\n", "trueup.toml:1:"),
        ("\n[[chekc]]\n", "trueup.toml:2:3: unknown field `chekc`"),
        (
            "[[check]]\nschema = \"s\"\n",
            "trueup.toml:1:1: missing field `include`",
        ),
        (
            "[[check]]\nschema = \"s\"\ninclude = []\n",
            "trueup.toml:3:11: invalid length 0",
        ),
        (
            "[[check]]\nschema = 1\ninclude = [\"a\"]\n",
            "trueup.toml:2:10: invalid type",
        ),
        (
            "[[check]]\nschema = \"s\"\ninclude = [\"é\", \"[\"]\n",
            "trueup.toml:3:17: not a glob",
        ),
        (
            "[[check]]\nschema = \"builtin:x\"\ninclude = [\"a\"]\n",
            "trueup.toml:2:10: there is no built-in schema",
        ),
        (
            "[references]\n\"https://a.example/\" = \"nowhere\"\n",
            "trueup.toml:2:24: there is no folder",
        ),
    ];
    for (config, expected) in cases {
        Place::with_lamp()
            .file("trueup.toml", config)
            .run("check good.json")
            .exits(2)
            .finds_nothing()
            .says(&[expected]);
    }
}

#[test]
fn references_lead_to_folders() {
    let place = Place::new()
        .file(
            "trueup.toml",
            "[references]\n\"https://schemas.example/\" = \"vendor\"\n",
        )
        .file("vendor/lamp.json", SCHEMA)
        .file(
            "s.json",
            "{\"$ref\": \"https://schemas.example/lamp.json\"}",
        )
        .file("good.json", GOOD)
        .file("bad.json", BAD);
    place.run("check --schema s.json good.json").exits(0);
    place
        .run("check --schema s.json bad.json")
        .exits(1)
        .finds(&["= schema: vendor/lamp.json:4:34  /properties/lit/type"]);
    place.write("trueup.toml", "");
    place.run("check --schema s.json good.json").exits(2);
}

#[test]
fn this_repository_passes_its_own_hooks() {
    for args in [
        &["check"][..],
        &["check", "--", "tests/payloads/page-example.json"],
        &["generate", "--check"],
    ] {
        let mut command = Place::new().command();
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
        super::Ran::new(command.output().unwrap())
            .exits(0)
            .finds_nothing();
    }
}
