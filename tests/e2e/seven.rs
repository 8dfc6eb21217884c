//! Seven faults of seven kinds in one payload, each told once, at its place, with what would mend it; the
//! same in every way of writing the payload.

use std::fs;

use super::{Place, payload};

/// What is told: the keyword, the pointer, and what says how to mend it.
const FAULTS: [(&str, &str, &str); 7] = [
    ("required", "", "\"name\" is missing"),
    ("format", "/startedAt", "February 2026 has 28 days"),
    ("enum", "/region", "did you mean \"Tokyo\"?"),
    ("type", "/rooms", "remove the quotes: 12"),
    ("maximum", "/port", "above the maximum of 65535"),
    ("type", "/storage/gigabytes", "remove the quotes: 500"),
    ("additionalProperties", "", "did you mean \"version\"?"),
];

type Places = [(u64, u64); 7];

/// The same payload, and the line and column of each fault.
fn ways() -> Vec<(&'static str, String, Places)> {
    let json = fs::read_to_string(payload("seven-faults/server.json")).unwrap();
    let places = [(1, 1), (2, 16), (3, 13), (4, 12), (5, 11), (6, 45), (7, 3)];
    let jsonc = format!("// a server\n{json}").replace("\"4.1\"", "\"4.1\", // its version");
    let later = places.map(|(line, column)| (line + 1, column));
    let line: String = json.lines().map(str::trim_start).collect();
    let columns = [
        "{", "\"2026", "\"Tokio", "\"12\"", "72941", "\"500\"", "\"verson",
    ];
    let columns = columns.map(|text| (2, line.find(text).unwrap() as u64 + 1));
    let yaml = "startedAt: 2026-02-30T08:20:12Z\nregion: Tokio\nrooms: \"12\"\nport: 72941\n\
                storage: {kind: disk, gigabytes: \"500\"}\nverson: \"4.1\"\n";
    let yaml_places = [(1, 1), (1, 12), (2, 9), (3, 8), (4, 7), (5, 34), (6, 1)];
    let toml = "startedAt = \"2026-02-30T08:20:12Z\"\nregion = \"Tokio\"\nrooms = \"12\"\nport = 72941\n\
                verson = \"4.1\"\n[storage]\nkind = \"disk\"\ngigabytes = \"500\"\n";
    // The table stands last, so its fault does as well.
    let toml_places = [(1, 1), (1, 13), (2, 10), (3, 9), (4, 8), (8, 13), (5, 1)];
    vec![
        ("server.yaml", yaml.to_owned(), yaml_places),
        ("server.toml", toml.to_owned(), toml_places),
        ("server.json", json, places),
        ("server.jsonc", jsonc, later),
        ("server.ndjson", format!("\n{line}\n"), columns),
    ]
}

#[test]
fn seven_faults_are_seven_violations_at_their_places() {
    let schema = payload("seven-faults/server.schema.json");
    for (name, text, places) in ways() {
        let place = Place::new().file(name, &text);
        let ran = place
            .run_args(["check", "--format", "jsonl", "--schema", &schema, name])
            .exits(1);
        let lines: Vec<serde_json::Value> = ran
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines.len(), FAULTS.len(), "{name}: {}", ran.out);
        for ((keyword, path, mend), (line, column)) in FAULTS.into_iter().zip(places) {
            let at =
                |found: &&serde_json::Value| found["line"] == line && found["column"] == column;
            let found = lines.iter().find(at);
            let found =
                found.unwrap_or_else(|| panic!("{name}: nothing at {line}:{column}: {}", ran.out));
            assert_eq!(found["keyword"], keyword, "{name}");
            assert_eq!(found["instancePath"], path, "{name}");
            let words = format!(
                "{} {}",
                found["message"].as_str().unwrap(),
                found["hint"].as_str().unwrap_or_default()
            );
            assert!(words.contains(mend), "{name}: {words}");
        }
    }
}
