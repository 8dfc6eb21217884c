//! The section on limits and differences, a row or a test for each of its sentences that the
//! command or the types can show.

use process_with_rooms::RoomWithoutAllocations;
use trueup::Model;

use crate::e2e::Place;

const DRAFT_4: &str = r#""$schema": "http://json-schema.org/draft-04/schema#""#;

/// What is claimed, the schema, the payload, more arguments, the exit code and what is found.
type Row<'t> = (&'t str, String, String, &'t str, i32, &'t [&'t str]);

#[test]
fn payloads_are_judged_as_stated() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let any = || "{}".to_owned();
    let format = |format: &str| format!("{{{DRAFT_4}, \"format\": \"{format}\"}}");
    let text = |text: &str| format!("\"{text}\"");
    let other = r#"{"type": "string"}"#;
    let rows: [Row<'_>; 13] = [
        (
            "a name stands once",
            any(),
            r#"{"a": 1, "b": 1}"#.into(),
            "",
            0,
            &[],
        ),
        (
            "a name stands twice",
            any(),
            r#"{"a": 1, "a": 1}"#.into(),
            "",
            1,
            &["1:10", "duplicate"],
        ),
        ("128 deep", any(), nested(128), "", 0, &[]),
        ("129 deep", any(), nested(129), "", 1, &["too-deep"]),
        (
            "129 deep and allowed",
            any(),
            nested(129),
            "--max-depth 129",
            0,
            &[],
        ),
        (
            "any size",
            r#"{"type": "integer"}"#.into(),
            "1e400".into(),
            "",
            0,
            &[],
        ),
        (
            "exact",
            r#"{"maximum": 9007199254740992}"#.into(),
            "9007199254740993".into(),
            "",
            1,
            &["maximum"],
        ),
        (
            "date-time",
            format("date-time"),
            text("1900-02-28T07:21:09z"),
            "",
            0,
            &[],
        ),
        (
            "date-time",
            format("date-time"),
            text("1900-0,-29T07:21:09z"),
            "",
            1,
            &["format"],
        ),
        (
            "other formats",
            format("ipv4"),
            text("127.0.0.1"),
            "",
            0,
            &[],
        ),
        (
            "other formats",
            format("ipv4"),
            text("127.0.0.256"),
            "",
            1,
            &["format"],
        ),
        (
            "files by path",
            r#"{"$ref": "other.json"}"#.into(),
            text("x"),
            "",
            0,
            &[],
        ),
        (
            "files by path",
            r#"{"$ref": "other.json"}"#.into(),
            "1".into(),
            "",
            1,
            &["other.json:1:"],
        ),
    ];
    for (claim, schema, payload, more, code, found) in rows {
        let place = Place::new()
            .file("schema.json", &schema)
            .file("payload.json", &payload)
            .file("other.json", other);
        let ran = place.run(&format!("check --schema schema.json {more} payload.json"));
        assert_eq!(ran.code, Some(code), "{claim}: {ran:#?}");
        ran.finds(found);
    }
}

#[test]
fn references_are_never_fetched() {
    let schema = r#"{"$ref": "https://trueup.example/nowhere.json"}"#;
    Place::new()
        .file("schema.json", schema)
        .file("payload.json", "1")
        .run("check --schema schema.json payload.json")
        .exits(2)
        .says(&["schema.json:1:10", "https://trueup.example/nowhere.json"]);
}

#[test]
fn generated_code_carries_every_file_that_references_reach() {
    let config = "[[generate]]\nschema = \"schema.json\"\noutput = \"types.rs\"\n";
    let place = Place::new()
        .file("trueup.toml", config)
        .file("schema.json", r#"{"$ref": "other.json"}"#)
        .file("other.json", r#"{"type": "string", "maxLength": 12345}"#);
    place.run("generate").exits(0);
    let code = place.read("types.rs");
    assert!(code.contains(r#"{"$ref": "other.json"}"#), "{code}");
    assert!(
        code.contains(r#"{"type": "string", "maxLength": 12345}"#),
        "{code}"
    );
}

#[test]
fn enumerations_are_closed() {
    for (region, code) in [("Tokyo", 0), ("Osaka", 1)] {
        let payload = include_str!("../payloads/page-example.json").replace("Tokyo", region);
        Place::new()
            .file("payload.json", &payload)
            .run("check --schema builtin:process-with-rooms payload.json")
            .exits(code);
    }
}

#[test]
fn only_our_own_reading_and_writing_keeps_numbers_as_written() {
    let text =
        r#"{"currentAllocation":null,"status":"active","roomId":"r","appId":"a","more":2.50}"#;
    let room = RoomWithoutAllocations::from_json_slice(text.as_bytes()).unwrap();
    assert_eq!(room.to_json_string(), text);
    let through_serde: RoomWithoutAllocations = serde_json::from_str(text).unwrap();
    let shorter = text.replace("2.50", "2.5");
    assert_eq!(serde_json::to_string(&through_serde).unwrap(), shorter);
}
