//! Payloads and schemas in YAML and TOML, compressed streams, and how each is known.

use std::io::Write as _;

use super::{BAD, GOOD, Place, SCHEMA};

const SEVEN: &str = r##"{
  "type": "object",
  "properties": {
    "name": {"type": "string"},
    "startedAt": {"type": "string", "format": "date-time"},
    "region": {"enum": ["Tokyo", "London"]},
    "lit": {"type": "boolean"},
    "port": {"type": "integer", "maximum": 65535},
    "fee": {"anyOf": [{"type": "null"}, {"type": "number", "minimum": 0}]}
  },
  "required": ["name"],
  "additionalProperties": false
}
"##;

/// One payload in each syntax, with the places of its seven faults.
const PAYLOADS: [(&str, &str, [&str; 7]); 5] = [
    (
        "p.json",
        "{\n  \"startedAt\": \"2026-02-30T00:00:00Z\",\n  \"region\": \"Tokio\",\n  \"lit\": \"é\",\n  \
         \"port\": 70000,\n  \"fee\": -1,\n  \"colour\": 1\n}\n",
        ["1:1", "2:16", "3:13", "4:10", "5:11", "6:10", "7:3"],
    ),
    (
        "p.ndjson",
        "{\"startedAt\": \"2026-02-30T00:00:00Z\", \"region\": \"Tokio\", \"lit\": \"é\", \
         \"port\": 70000, \"fee\": -1, \"colour\": 1}\n",
        ["1:1", "1:15", "1:49", "1:65", "1:78", "1:92", "1:96"],
    ),
    (
        "p.yaml",
        "# é\r\nstartedAt: 2026-02-30T00:00:00Z\r\nregion: Tokio\r\nlit: |-\r\n  é\r\n\
         port:\t70000\r\nfee: -1 # no\r\ncolour: 1\r\n",
        ["2:1", "2:12", "3:9", "4:6", "6:7", "7:6", "8:1"],
    ),
    (
        "flow.yml",
        "{startedAt: \"2026-02-30T00:00:00Z\", region: Tokio,\n lit: 'é', port: 0x11170,\n fee: -1, colour: 1}\n",
        ["1:1", "1:13", "1:45", "2:7", "2:18", "3:7", "3:11"],
    ),
    (
        "p.toml",
        "# é\nstartedAt = '2026-02-30T00:00:00Z'\nregion = \"Tokio\"\nlit = 'é'\nport = 70_000\nfee = -1\n\
         colour = 1\n",
        ["1:1", "2:13", "3:10", "4:7", "5:8", "6:7", "7:1"],
    ),
];

#[test]
fn the_same_payload_has_the_same_faults_at_its_own_places_in_every_syntax() {
    let place = Place::new().file("seven.schema.json", SEVEN);
    let keywords = [
        "required",
        "format",
        "enum",
        "type",
        "maximum",
        "minimum",
        "additionalProperties",
    ];
    let mut messages: Option<Vec<String>> = None;
    for (name, text, places) in PAYLOADS {
        place.write(name, text);
        let ran = place.run(&format!(
            "check --schema seven.schema.json --format concise {name}"
        ));
        let ran = ran.exits(1);
        let lines: Vec<&str> = ran.out.lines().collect();
        assert_eq!(lines.len(), 7, "{ran:#?}");
        for ((line, at), keyword) in lines.iter().zip(places).zip(keywords) {
            let begins = format!("{name}:{at}: error[{keyword}]: ");
            assert!(line.starts_with(&begins), "{begins} in {ran:#?}");
        }
        let found = lines
            .iter()
            .map(|line| line.split_once("error[").expect("it is one").1.to_owned());
        let found: Vec<String> = found.collect();
        let first = messages.get_or_insert_with(|| found.clone());
        assert_eq!(&found, first, "{name}");
    }
}

#[test]
fn an_excerpt_shows_the_text_as_it_is_written() {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    place.write("p.yaml", "# one\nlit: 'é' # two\n");
    let ran = place.run("check --schema lamp.schema.json p.yaml").exits(1);
    ran.finds(&["p.yaml:2:6", "lit: 'é' # two", "^^^"]);
    let ran = place
        .run("check --redact --schema lamp.schema.json p.yaml")
        .exits(1);
    assert!(!ran.out.contains('é'), "{ran:#?}");
}

#[test]
fn each_document_of_a_yaml_file_is_checked() {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    place.write(
        "p.yaml",
        "lit: true\n---\nlit: 1\n---\n# nothing\n---\n[]\n",
    );
    let ran = place
        .run("check --schema lamp.schema.json --format concise p.yaml")
        .exits(1);
    let places: Vec<&str> = ran
        .out
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(places, ["p.yaml:3:6", "p.yaml:7:1"], "{ran:#?}");
    let ran =
        place.run("check --schema lamp.schema.json --max-violations 1 --format concise p.yaml");
    assert_eq!(ran.exits(1).out.matches(": error[").count(), 1);
    place.write("good.yaml", "lit: true\n---\nlit: false\n");
    place
        .run("check --schema lamp.schema.json good.yaml")
        .exits(0)
        .finds_nothing();
    place.write("empty.yaml", "");
    place
        .run("check --schema lamp.schema.json empty.yaml")
        .exits(1)
        .finds(&["found null"]);
}

#[test]
fn faults_of_the_text_are_findings_with_codes() {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    let cases = [
        ("p.yaml", "lit: [\n", "p.yaml:1:6: error[invalid-yaml]"),
        (
            "p.yaml",
            "lit: true\nlit: true\n",
            "p.yaml:2:1: error[duplicate-key]",
        ),
        (
            "p.yaml",
            "lit: true\n1: a\n",
            "p.yaml:2:1: error[non-string-key]",
        ),
        (
            "p.yaml",
            "lit: true\na: !Ref b\n",
            "p.yaml:2:9: error[unknown-tag]",
        ),
        (
            "p.yaml",
            "lit: .inf\n",
            "p.yaml:1:6: error[non-finite-number]",
        ),
        (
            "p.yaml",
            "a: &a [*a]\n",
            "p.yaml:1:8: error[recursive-alias]",
        ),
        ("p.yaml", "lit: \u{202e}\n", "p.yaml:1:6: error[type]"),
        ("p.toml", "lit = \n", "p.toml:1:7: error[invalid-toml]"),
        (
            "p.toml",
            "lit = true\nlit = true\n",
            "p.toml:2:1: error[invalid-toml]",
        ),
        (
            "p.toml",
            "lit = nan\n",
            "p.toml:1:7: error[non-finite-number]",
        ),
    ];
    for (name, text, expected) in cases {
        place.write(name, text);
        let args = format!("check --schema lamp.schema.json --format concise {name}");
        place.run(&args).exits(1).finds(&[expected]);
    }
    place.write("p.yaml", b"lit: \xFF\n");
    place
        .run("check --schema lamp.schema.json p.yaml")
        .exits(1)
        .finds(&["invalid-utf8"]);
    place
        .run("check --schema lamp.schema.json --max-bytes 3 p.yaml")
        .exits(1)
        .finds(&["too-large"]);
    place.write("p.yaml", "lit: {a: {b: 1}}\n");
    place
        .run("check --schema lamp.schema.json --max-depth 2 p.yaml")
        .exits(1)
        .finds(&["too-deep"]);
}

#[test]
fn what_has_no_name_is_known_by_how_it_begins() {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    let cases = [
        ("{\"lit\": true}\n", 0),
        ("{\"lit\": true}\n{\"lit\": true}\n", 0),
        ("// a comment\n{\"lit\": true}\n", 0),
        ("# a comment\nlit: true\n", 0),
        ("---\nlit: true\n---\nlit: false\n", 0),
        ("# a comment\nlit = true\n", 0),
        ("[lit]\n", 1),
        ("lit: 1\n", 1),
        ("lit = 1\n", 1),
        ("{\"lit\": true}\n{\"lit\": 1}\n", 1),
        ("nonsense", 1),
        ("", 1),
    ];
    for (text, code) in cases {
        let ran = place.run_with_input("check --schema lamp.schema.json -", text.as_bytes());
        assert_eq!(ran.code, Some(code), "{text:?}: {ran:#?}");
    }
    // What is said counts more than what is seen, and so does a name.
    let yaml = b"lit: true\n";
    for (args, code) in [
        ("--input json", 1),
        ("--input yaml", 0),
        ("--stdin-filename a.json", 1),
        ("--stdin-filename a.yml", 0),
    ] {
        let args = format!("check --schema lamp.schema.json {args} -");
        place.run_with_input(&args, yaml).exits(code);
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder
        .write_all(text.as_bytes())
        .expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

fn zstandard(text: &str) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn compressed_payloads_are_checked_as_what_they_hold() {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    let lines = format!("{}{BAD}", GOOD.repeat(30_000));
    for (ending, compress) in [("gz", gzip as fn(&str) -> Vec<u8>), ("zst", zstandard)] {
        place.write(format!("p/lines.ndjson.{ending}"), compress(&lines));
        place.write(format!("p/good.json.{ending}"), compress(GOOD));
        place.write(format!("p/bad.yaml.{ending}"), compress("lit: 1\n"));
        place.write(format!("p/notes.txt.{ending}"), compress("lit: 1\n"));
        place
            .run_with_input(
                "check --schema lamp.schema.json --format concise -",
                &compress(&lines),
            )
            .exits(1)
            .finds(&["<stdin>:30001:9: error[type]"]);
    }
    let ran = place
        .run("check --schema lamp.schema.json --format concise p")
        .exits(1);
    ran.finds(&[
        "bad.yaml.gz:1:6: ",
        "bad.yaml.zst:1:6: ",
        "lines.ndjson.gz:30001:9: ",
        "lines.ndjson.zst:30001:9: ",
    ]);
}

#[test]
fn a_compressed_payload_that_is_cut_or_blows_up_gets_no_verdict() {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    let bomb = format!("{{\"lit\": true}}{}\n", " ".repeat(20_000_000));
    for (ending, compress) in [("gz", gzip as fn(&str) -> Vec<u8>), ("zst", zstandard)] {
        let whole = compress(&GOOD.repeat(1000));
        place.write(format!("cut.ndjson.{ending}"), &whole[..whole.len() - 9]);
        let args = format!("check --schema lamp.schema.json cut.ndjson.{ending}");
        place.run(&args).exits(2).says(&["cannot be read"]);
        for name in ["bomb.json", "bomb.ndjson"] {
            let name = format!("{name}.{ending}");
            place.write(&name, compress(&bomb));
            let args = format!("check --schema lamp.schema.json --max-bytes 1000 {name}");
            place.run(&args).exits(1).finds(&["too-large"]);
        }
    }
}

#[test]
fn a_payload_names_its_schema_itself() {
    let place = Place::new().file("schemas/lamp.schema.json", SCHEMA);
    let cases = [
        (
            "p/a.json",
            "{\"$schema\": \"../schemas/lamp.schema.json\", \"lit\": LIT}",
        ),
        (
            "p/a.jsonc",
            "// c\n{\"$schema\": \"../schemas/lamp.schema.json\", \"lit\": LIT}",
        ),
        (
            "p/a.yaml",
            "# yaml-language-server: $schema=../schemas/lamp.schema.json\nlit: LIT\n",
        ),
        (
            "p/b.yaml",
            "$schema: ../schemas/lamp.schema.json\nlit: LIT\n",
        ),
        (
            "p/a.toml",
            "#:schema ../schemas/lamp.schema.json\nlit = LIT\n",
        ),
        (
            "p/b.toml",
            "\"$schema\" = '../schemas/lamp.schema.json'\nlit = LIT\n",
        ),
    ];
    for (name, text) in cases {
        place.write(name, text.replace("LIT", "true"));
        place.run(&format!("check {name}")).exits(0).finds_nothing();
        place.write(name, text.replace("LIT", "1"));
        place
            .run(&format!("check {name}"))
            .exits(1)
            .finds(&["error[type]", "schemas/lamp.schema.json"]);
    }
    let ran = place.run_with_input("check -", b"$schema: schemas/lamp.schema.json\nlit: 1\n");
    ran.exits(1).finds(&["<stdin>:2:6"]);
    let part = "{\"$schema\": \"schemas/lamp.schema.json#/$defs/Colour\"}";
    place.write("part.json", part);
    place
        .run("check part.json")
        .exits(1)
        .finds(&["error[enum]"]);
}

#[test]
fn a_schema_that_is_named_by_uri_is_built_in_or_mapped_and_never_fetched() {
    let place = Place::new().file("schemas/lamp.schema.json", SCHEMA).file(
        "mapped/trueup.toml",
        "[references]\n\"https://example.com/s/\" = \"../schemas\"\n",
    );
    let named = |uri: &str| format!("{{\"$schema\": {uri:?}, \"lit\": 1}}\n");
    place.write(
        "remote.json",
        named("https://example.com/s/lamp.schema.json"),
    );
    place.run("check remote.json").exits(2).says(&[
        "remote.json:1:13: ",
        "https://example.com/s/lamp.schema.json",
        "[references]",
    ]);
    let ran = place.run("check --config mapped/trueup.toml remote.json");
    ran.exits(1).finds(&["error[type]"]);
    // A file that trueup.toml does not know, and whose schema is not at hand, is passed over.
    place.write("other.json", named("https://example.org/s.json"));
    let ran = place.run("check --config mapped/trueup.toml other.json");
    ran.exits(0).says(&["1 file skipped"]);
    let draft = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": TYPE}";
    place.write("schema.json", draft.replace("TYPE", "\"objec\""));
    let ran = place.run("check --config mapped/trueup.toml schema.json");
    ran.exits(0).says(&["1 file skipped"]);
    place.write("schema.json", draft.replace("TYPE", "\"object\""));
    place.run("check schema.json").exits(0);
    place.write("schema.json", draft.replace("TYPE", "\"objec\""));
    place
        .run("check schema.json")
        .exits(1)
        .finds(&["did you mean \"object\"?"]);
    let own = "https://trueup.example/schemas/process_with_rooms.schema.json";
    place.write("model.json", named(own));
    place
        .run("check model.json")
        .exits(1)
        .finds(&["process_with_rooms.schema.json"]);
    place.write("gone.json", named("gone.schema.json"));
    place
        .run("check gone.json")
        .exits(2)
        .says(&["gone.schema.json"]);
    place.write("none.json", GOOD);
    place
        .run("check none.json")
        .exits(2)
        .says(&["none.json: no schema", "$schema"]);
}

#[test]
fn the_command_line_goes_before_trueup_toml_and_that_before_the_payload() {
    let says = |word: &str| format!("{{\"properties\": {{\"lit\": {{\"const\": {word:?}}}}}}}");
    let place = Place::new()
        .file("a.schema.json", &says("a"))
        .file("b.schema.json", &says("b"))
        .file("c.schema.json", &says("c"));
    place.write("p.json", "{\"$schema\": \"c.schema.json\", \"lit\": 1}");
    place.run("check p.json").exits(1).finds(&["c.schema.json"]);
    place.write(
        "trueup.toml",
        "[[check]]\nschema = \"b.schema.json\"\ninclude = [\"p.json\"]\n",
    );
    place.run("check p.json").exits(1).finds(&["b.schema.json"]);
    place
        .run("check --schema a.schema.json p.json")
        .exits(1)
        .finds(&["a.schema.json"]);
}

#[test]
fn a_schema_may_be_written_in_yaml_or_toml() {
    let place = Place::new().file("good.json", GOOD).file("bad.json", BAD);
    let schemas = [
        (
            "lamp.yaml",
            "# é\ntype: object\nproperties:\n  lit: {$ref: 'bool.yml'}\n",
            "bool.yml:1:7",
        ),
        (
            "lamp.toml",
            "[properties.lit]\n\"$ref\" = 'bool.yml'\n",
            "bool.yml:1:7",
        ),
        (
            "anchor.yaml",
            "x: &b\n  type: boolean\nproperties:\n  lit: *b\n",
            "anchor.yaml:2:9",
        ),
        (
            "merge.yaml",
            "x: &b\n  type: boolean\nproperties:\n  lit:\n    <<: *b\n",
            "merge.yaml:2:9",
        ),
    ];
    place.write("bool.yml", "type: boolean\n");
    for (name, text, at) in schemas {
        place.write(name, text);
        place
            .run(&format!("check --schema {name} good.json"))
            .exits(0)
            .finds_nothing();
        place
            .run(&format!("check --schema {name} bad.json"))
            .exits(1)
            .finds(&["error[type]", at]);
    }
    let broken = [
        (
            "broken.yaml",
            "properties:\n  lit:\n    type: boolen\n",
            "broken.yaml:3:11: ",
        ),
        (
            "broken.yaml",
            "properties: {lit: {$ref: '#/$defs/x'}}\n",
            "broken.yaml:1:26: ",
        ),
        ("broken.yaml", "properties: [\n", "broken.yaml:1:13: "),
        (
            "broken.yaml",
            "type: object\ntype: object\n",
            "broken.yaml:2:1: ",
        ),
        (
            "broken.yaml",
            "type: object\n---\ntype: object\n",
            "broken.yaml:3:1: ",
        ),
        (
            "broken.toml",
            "[properties.lit]\ntype = 'boolen'\n",
            "broken.toml:2:8: ",
        ),
    ];
    for (name, text, at) in broken {
        place.write(name, text);
        place
            .run(&format!("check --schema {name} good.json"))
            .exits(2)
            .says(&[at]);
    }
}

#[test]
fn code_is_generated_from_a_schema_in_yaml_as_from_its_json() {
    let yaml = "# a comment\ntitle: Lamp\ntype: object\nproperties:\n  lit: {type: boolean}\nrequired: [lit]\n";
    let json = "{\"title\":\"Lamp\",\"type\":\"object\",\"properties\":{\"lit\":{\"type\":\"boolean\"}},\"required\":[\"lit\"]}";
    let table =
        |schema: &str| format!("[[generate]]\nschema = \"{schema}\"\noutput = \"lamp.rs\"\n");
    let generated = [("lamp.yaml", yaml), ("lamp.json", json)].map(|(name, text)| {
        let place = Place::new()
            .file(name, text)
            .file("trueup.toml", &table(name));
        place.run("generate").exits(0);
        place.run("generate --check").exits(0);
        place.read("lamp.rs").replace(name, "SCHEMA")
    });
    assert!(generated[0].contains("pub struct Lamp"), "{}", generated[0]);
    assert_eq!(generated[0], generated[1]);
}

#[test]
fn a_toml_file_is_told_every_fault_of_its_grammar() {
    let place = Place::with_lamp().file("p.toml", "lit = \nb = 2\nc = \"x\n\n[t\n");
    let args = "check --schema lamp.schema.json --format concise p.toml";
    let ran = place.run(args).exits(1).finds(&[
        "p.toml:1:7: error[invalid-toml]",
        "p.toml:3:7: error[invalid-toml]",
        "p.toml:5:3: error[invalid-toml]",
    ]);
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    place
        .run(&format!("{args} --max-errors 1"))
        .exits(1)
        .finds(&["p.toml:1:7"]);
}
