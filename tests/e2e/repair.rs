//! `--fix` and `--diff`: safe repairs, every other byte kept.

use super::{GOOD, Place};

const SCHEMA: &str = r#"{
  "properties": {"region": {"enum": ["Tokyo", "London"]}, "port": {"type": "integer"},
    "room": {"type": "integer"}},
  "required": ["region"],
  "additionalProperties": false
}
"#;

const FAULTY: &str = "{\r\n\t\"region\" :  \"TOKYO\",\n  \"prot\": 80 ,\"room\":\"7\" , \n}\n";
const MENDED: &str = "{\r\n\t\"region\" :  \"Tokyo\",\n  \"port\": 80 ,\"room\":7  \n}\n";

#[test]
fn what_is_safe_is_mended_and_checked_again() {
    let place = Place::new().file("s.json", SCHEMA).file("p.json", FAULTY);
    let check = |args: &str| place.run(&format!("check --schema s.json --format concise {args}"));
    check("--fix --diff p.json")
        .exits(1)
        .finds(&["-\t\"region\" :  \"TOKYO\",", "+\t\"region\" :  \"Tokyo\","])
        .says(&["p.json: would mend 4 faults"]);
    assert_eq!(place.read("p.json"), FAULTY);
    check("--fix p.json")
        .exits(0)
        .says(&["p.json: mended 4 faults"]);
    assert_eq!(place.read("p.json"), MENDED);
    check("--fix p.json")
        .exits(0)
        .finds_nothing()
        .says_nothing();
}

#[test]
fn what_is_left_is_reported() {
    let place = Place::new()
        .file("s.json", SCHEMA)
        .file("p.json", "{\"region\": \"tokyo\", \"port\": \"many\"}\n")
        .file(
            "l.ndjson",
            "{\"region\": \"tokyo\"}\n{\"region\": \"Kyoto\"}\n",
        );
    let check = |args: &str| place.run(&format!("check --schema s.json --format concise {args}"));
    check("--fix p.json l.ndjson")
        .exits(1)
        .finds(&["p.json:1:29: error[type]", "l.ndjson:2:12: error[enum]"]);
    assert_eq!(
        place.read("p.json"),
        "{\"region\": \"Tokyo\", \"port\": \"many\"}\n"
    );
    assert_eq!(
        place.read("l.ndjson"),
        "{\"region\": \"Tokyo\"}\n{\"region\": \"Kyoto\"}\n"
    );
}

#[test]
fn yaml_and_toml_are_mended_in_their_own_way() {
    let place = Place::new().file("s.json", SCHEMA);
    let cases = [
        (
            "p.yaml",
            "# a\nregion: TOKYO # b\nroom: \"7\"\nprot: 80\n",
            "# a\nregion: Tokyo # b\nroom: 7\nport: 80\n",
        ),
        (
            "p.toml",
            "# a\nregion = 'TOKYO' # b\nroom = \"7\"\nprot = 80\n",
            "# a\nregion = 'Tokyo' # b\nroom = 7\nport = 80\n",
        ),
        (
            "p.jsonc",
            "{ // a\n\"region\": \"TOKYO\",}",
            "{ // a\n\"region\": \"Tokyo\",}",
        ),
    ];
    for (name, before, after) in cases {
        place.write(name, before);
        place
            .run(&format!("check --schema s.json --fix {name}"))
            .exits(0);
        assert_eq!(place.read(name), after);
    }
}

#[test]
fn standard_input_is_only_compared() {
    let place = Place::with_lamp().file("s.json", SCHEMA);
    let run = |args: &str| {
        place.run_with_input(
            &format!("check --schema s.json {args} -"),
            FAULTY.as_bytes(),
        )
    };
    run("--fix").exits(2).says(&["use --fix with --diff"]);
    run("--fix --diff")
        .exits(1)
        .finds(&["+++ <stdin> (mended)"]);
    place
        .run_with_input("check --schema lamp.schema.json --fix -", GOOD.as_bytes())
        .exits(0);
    place.run("check --schema s.json --diff s.json").exits(2);
    for args in ["--format json", "--redact"] {
        run(&format!("--fix --diff {args}"))
            .exits(2)
            .says(&["--diff"]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_replaced_stays() {
    use std::os::unix::fs::symlink;
    let place = Place::new()
        .file("s.json", SCHEMA)
        .file("real/p.json", FAULTY);
    symlink("real/p.json", place.path("link.json")).unwrap();
    place.run("check --schema s.json --fix link.json").exits(0);
    assert!(
        place
            .path("link.json")
            .symlink_metadata()
            .unwrap()
            .is_symlink()
    );
    assert_eq!(place.read("real/p.json"), MENDED);
}
