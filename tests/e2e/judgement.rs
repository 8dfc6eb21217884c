//! What is asked beyond the schema's assertions: `--deprecated` and `--direction`.

use super::Place;

const SCHEMA: &str = r#"{
  "properties": {
    "id": {"type": "integer", "readOnly": true},
    "secret": {"writeOnly": true},
    "old": {"deprecated": true}
  },
  "required": ["id", "secret"]
}
"#;

#[test]
fn deprecated_values_are_allowed_warned_of_or_denied() {
    let place = Place::new()
        .file("s.json", SCHEMA)
        .file("p.json", r#"{"id": 1, "secret": 2, "old": 3}"#)
        .file("new.json", r#"{"id": 1, "secret": 2}"#)
        .file("p.ndjson", "{\"id\": 1, \"secret\": 2, \"old\": 3}\n");
    let warning = "1:24: warning[deprecated]: \"old\" is deprecated";
    let error = "1:24: error[deprecated]: \"old\" is deprecated";
    for file in ["p.json", "p.ndjson"] {
        let check = |how: &str| {
            place.run(&format!(
                "check --schema s.json --format concise {how} {file}"
            ))
        };
        check("").exits(0).finds(&[warning]);
        check("--deprecated warn").exits(0).finds(&[warning]);
        check("--deprecated allow").exits(0).finds_nothing();
        check("--deprecated deny").exits(1).finds(&[error]);
    }
    place
        .run("check --schema s.json --deprecated deny new.json")
        .exits(0);
}

#[test]
fn the_direction_decides_what_may_be_in_a_payload() {
    let place = Place::new()
        .file("s.json", SCHEMA)
        .file("both.json", r#"{"id": 1, "secret": 2}"#)
        .file("request.json", r#"{"secret": 2}"#)
        .file("response.json", r#"{"id": 1}"#);
    let check = |args: &str| place.run(&format!("check --schema s.json --format concise {args}"));
    check("both.json").exits(0);
    check("request.json response.json").exits(1);
    check("--direction request request.json").exits(0);
    check("--direction response response.json").exits(0);
    check("--direction request both.json")
        .exits(1)
        .finds(&["both.json:1:2: error[readOnly]: \"id\" is read-only"]);
    check("--direction response both.json")
        .exits(1)
        .finds(&["both.json:1:11: error[writeOnly]: \"secret\" is write-only"]);
    check("--direction request response.json").exits(1);
}

#[test]
fn the_work_of_a_verdict_has_limits_that_can_be_set() {
    let items = format!("[{}1]", "\"\",".repeat(200));
    let place = Place::new()
        .file("items.schema.json", r#"{"items": {"type": "string"}}"#)
        .file("items.json", &items)
        .file("look.schema.json", r#"{"pattern": "^(a|aa)+\\1?(?!.)$"}"#)
        .file("look.json", r#""aaaaaaaaaaaab""#);
    let names = |value: &str| {
        let names: Vec<String> = (0..40).map(|n| format!("\"a{n}\": {value}")).collect();
        names.join(", ")
    };
    let branches: Vec<String> = (0..40)
        .map(|n| format!("{{\"properties\": {{\"a{n}\": true}}}}"))
        .collect();
    let branches = branches.join(", ");
    let left = format!("{{\"allOf\": [{branches}], \"unevaluatedProperties\": false}}");
    let some = format!("{{\"anyOf\": [{left}, {{\"type\": \"null\"}}]}}");
    let place = place
        .file("left.schema.json", &left)
        .file("left.json", &format!("{{{}}}", names("1")))
        .file("some.schema.json", &some)
        .file("some.json", &format!("{{{}}}", names("1")));
    // Nothing is said that more steps would take back.
    for name in ["left", "some"] {
        let check = format!("check --schema {name}.schema.json --format concise {name}.json");
        place.run(&check).exits(0);
        for steps in [1, 10, 50] {
            let ran = place.run(&format!("{check} --max-steps {steps}")).exits(1);
            let found: Vec<&str> = ran.out.matches("error[").collect();
            let told = ran.out.contains("error[steps]") && found.len() == 1;
            assert!(told, "{name} {steps}: {}", ran.out);
        }
    }
    let rows = [
        ("items", "--max-steps 100", "error[steps]"),
        ("items", "--max-steps 10000", "error[type]"),
        ("look", "--max-pattern-steps 100", "error[pattern-steps]"),
        ("look", "", "error[pattern]"),
    ];
    for (name, args, finding) in rows {
        let check = format!("check --schema {name}.schema.json --format concise {name}.json");
        place
            .run(&format!("{check} {args}"))
            .exits(1)
            .finds(&[finding]);
    }
}
