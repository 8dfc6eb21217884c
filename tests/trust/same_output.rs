//! The same bytes, whatever surrounds the run.

use super::{FORMATS, Place};
use crate::e2e::SCHEMA;

/// What is set before a run; none of it is any business of the output's.
const SURROUNDINGS: [&str; 9] = [
    "",
    "export LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8",
    "export LC_ALL=C",
    "export TZ=Pacific/Kiritimati",
    "umask 077",
    "export COLUMNS=20 TERM=xterm-256color",
    "export HOME=/nonexistent TMPDIR=/nonexistent",
    "export RUST_BACKTRACE=full RUST_LOG=trace RUST_MIN_STACK=4000000",
    "ulimit -n 32; ulimit -s 512",
];

#[test]
fn findings_are_the_same_in_any_surroundings_and_with_any_number_of_threads() {
    let place = Place::with_lamp().file("other.ndjson", "{\"lit\": 1}\n{}\n[]\n");
    for format in FORMATS {
        let args = format!(
            "check --schema lamp.schema.json --format {format} bad.json good.json other.ndjson"
        );
        let first = place.run_under("", &format!("{args} -j 1")).exits(1);
        assert!(!first.out.is_empty());
        for surroundings in SURROUNDINGS {
            for jobs in [1, 3] {
                let ran = place.run_under(surroundings, &format!("{args} -j {jobs}"));
                assert_eq!(ran.out, first.out, "{format} {surroundings}");
                assert_eq!(ran.err, first.err, "{format} {surroundings}");
            }
        }
    }
}

#[test]
fn generated_code_is_the_same_in_any_surroundings() {
    let config = "[[generate]]\nschema = \"lamp.schema.json\"\noutput = \"lamp.rs\"\n";
    let mut first: Option<String> = None;
    for surroundings in SURROUNDINGS {
        // Each in a folder of another name.
        let place = Place::new()
            .file("lamp.schema.json", SCHEMA)
            .file("trueup.toml", config);
        place.run_under(surroundings, "generate").exits(0);
        let text = place.read("lamp.rs");
        let expected = first.get_or_insert_with(|| text.clone());
        assert_eq!(&text, expected, "{surroundings}");
    }
}

/// Names in an order that no map keeps by chance; each run has maps with keys of its own.
#[test]
fn no_order_comes_from_a_map() {
    let names: Vec<String> = (0..200)
        .map(|number| format!("n{:03}", number * 89 % 200))
        .collect();
    let members = |value: &str| -> String {
        let members: Vec<String> = names
            .iter()
            .map(|name| format!("\"{name}\": {value}"))
            .collect();
        members.join(", ")
    };
    let schema = format!(
        r#"{{"title": "Many", "type": "object", "properties": {{{}}}, "patternProperties": {{"^z": false}},
            "required": ["a", "b", "c", "d"], "additionalProperties": false, "$defs": {{{}}}}}"#,
        members(r#"{"enum": ["x", "y"]}"#),
        members(r#"{"type": "object", "properties": {"q": {"type": "string"}}}"#),
    );
    let config = "[[generate]]\nschema = \"schema.json\"\noutput = \"many.rs\"\n";
    // Names that are not there are those that a hint may list.
    let few = "\"n000\": \"z\", \"n100\": \"z\"";
    let mut seen: Option<(String, String)> = None;
    for _ in 0..5 {
        let place = Place::new()
            .file("schema.json", &schema)
            .file("trueup.toml", config)
            .file(
                "payload.json",
                &format!("{{{few}, \"zz\": 1, \"nothing like any other\": 2}}"),
            );
        place.run("generate").exits(0);
        let findings = place
            .run("check --schema schema.json payload.json")
            .exits(1);
        let now = (place.read("many.rs"), findings.out);
        let first = seen.get_or_insert_with(|| now.clone());
        assert!(*first == now, "two runs differ");
    }
}
