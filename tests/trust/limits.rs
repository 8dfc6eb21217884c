//! Every limit has one place, a way to change it or a reason why there is none, and a finding of
//! its own: the table in `SECURITY.md` is held to the code and to what happens.

use std::path::Path;

use super::Place;

/// The rows of the table, their cells.
fn rows() -> Vec<Vec<String>> {
    let text = include_str!("../../SECURITY.md");
    let table = text.split("## Limits").nth(1).expect("a section on limits");
    let table = table.split("\n## ").next().expect("its text");
    let lines = table.lines().filter(|line| line.starts_with("| "));
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim_matches('|');
        inner
            .split('|')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    lines.skip(1).map(cells).collect()
}

/// What stands between backticks.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_limit_stands_where_the_table_says_with_the_value_that_it_says() {
    let rows = rows();
    assert!(rows.len() > 10, "{rows:?}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let help = Place::new().run("check --help").exits(0).out;
    for row in &rows {
        let [limit, value, set, changed, met] = row.as_slice() else {
            panic!("{row:?}");
        };
        assert!(!value.is_empty() && !changed.is_empty(), "{limit}");
        if let [file, definition] = quoted(set).as_slice() {
            let text = std::fs::read_to_string(root.join(file)).expect(file);
            assert_eq!(text.matches(definition).count(), 1, "{limit}: {definition}");
        } else {
            let of_a_library = ["fancy-regex", "ruzstd", "toml"];
            assert!(of_a_library.iter().any(|name| set.contains(name)), "{set}");
        }
        if let Some(flag) = quoted(changed).iter().find(|word| word.starts_with("--")) {
            assert!(help.contains(*flag), "{flag}");
        }
        if let Some(code) = met.strip_prefix("finding ") {
            let code = code.trim_matches('`');
            Place::new().run(&format!("explain {code}")).exits(0);
        }
    }
}

/// A schema, a payload, arguments, the exit code, what is printed at the limit, and arguments with
/// which it is not met.
type Case = (
    String,
    String,
    &'static str,
    i32,
    &'static str,
    Option<&'static str>,
);

fn cases() -> Vec<Case> {
    let any = || "{}".to_owned();
    let chain: String = (0..700)
        .map(|step| {
            format!(
                "\"s{step}\": {{\"allOf\": [{{\"$ref\": \"#/$defs/s{}\"}}]}},",
                step + 1
            )
        })
        .collect();
    let chain = format!(
        "{{\"$ref\": \"#/$defs/s0\", \"$defs\": {{{chain} \"s700\": {{\"type\": \"null\"}}}}}}"
    );
    let schemas = format!("{{\"allOf\": [{}{{}}]}}", "{},".repeat(1 << 18));
    vec![
        (
            any(),
            "[[[[]]]]".into(),
            "--max-depth 3",
            1,
            "[too-deep]",
            Some("--max-depth 4"),
        ),
        (
            any(),
            "12345".into(),
            "--max-bytes 4",
            1,
            "[too-large]",
            Some("--max-bytes 5"),
        ),
        (
            r#"{"items": {"type": "string"}}"#.into(),
            "[1, 2]".into(),
            "--max-errors 1",
            1,
            "there may be more",
            None,
        ),
        (
            r#"{"const": 1}"#.into(),
            format!("\"{}\"", "x".repeat(61)),
            "",
            1,
            "xxxx…",
            None,
        ),
        (chain, "1".into(), "", 1, "[depth]", None),
        (
            r#"{"pattern": "^(a|aa)+\\1?(?!.)$"}"#.into(),
            format!("\"{}b\"", "a".repeat(5_000)),
            "",
            1,
            "[pattern-steps]",
            None,
        ),
        // The opposite of what is not decided is not valid either.
        (
            r#"{"not": {"pattern": "^(a|aa)+\\1?(?!.)$"}}"#.into(),
            format!("\"{}b\"", "a".repeat(5_000)),
            "",
            1,
            "[pattern-steps]",
            None,
        ),
        (
            r#"{"not": {"pattern": "^(a|aa)+\\1?(?!.)$"}}"#.into(),
            format!("\"{}b\"", "a".repeat(12)),
            "--max-pattern-steps 100",
            1,
            "[pattern-steps]",
            Some("--max-pattern-steps 1000000"),
        ),
        // Each place of the text begins a try that reads the rest of it.
        (
            r#"{"not": {"pattern": "(?=[^b]*c)a"}}"#.into(),
            format!("\"{}\"", "a".repeat(2_000)),
            "--max-pattern-steps 1000",
            1,
            "[pattern-steps]",
            None,
        ),
        ("[".repeat(129), "1".into(), "", 2, "nested deeper", None),
        (schemas, "1".into(), "", 2, "schemas", None),
    ]
}

#[test]
fn a_verdict_of_too_many_steps_says_so_and_is_never_valid() {
    let each: Vec<String> = (0..6_000)
        .map(|n| format!("{{\"items\": {{\"minimum\": -{n}}}}}"))
        .collect();
    let schema = format!("{{\"allOf\": [{}]}}", each.join(","));
    let place = Place::new()
        .file("schema.json", &schema)
        .file("opposite.json", &format!("{{\"not\": {schema}}}"))
        .file("payload.json", &format!("[1{}]", ",1".repeat(2_000)))
        .file("payload.ndjson", &format!("[1{}]\n", ",1".repeat(2_000)));
    for name in ["schema.json", "opposite.json"] {
        for payload in ["payload.json", "payload.ndjson"] {
            let args = format!("check --format concise --schema {name} {payload}");
            place.run(&args).exits(1).finds(&["error[steps]"]);
        }
    }
    place
        .run("check --schema schema.json --max-steps 100000000 payload.json")
        .exits(0);
}

#[test]
fn a_limit_that_is_met_says_so_and_is_never_valid() {
    for (schema, payload, args, code, says, enough) in cases() {
        let place = Place::new()
            .file("schema.json", &schema)
            .file("payload.json", &payload);
        let check = "check --schema schema.json payload.json";
        let ran = place.run(&format!("{check} {args}")).exits(code);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.contains(says), "{args} {says}: {all:.3000}");
        if let Some(enough) = enough {
            place.run(&format!("{check} {enough}")).exits(0);
        }
    }
}

#[test]
fn a_baseline_never_hides_that_something_was_not_judged() {
    let place = Place::new()
        .file("schema.json", r#"{"items": {"type": "array"}}"#)
        .file("payload.json", "[[[[1]]], 1]");
    let check = "check --schema schema.json --format concise --baseline known.json";
    let write = format!("{check} --write-baseline payload.json");
    place
        .run(&format!("{write} --max-depth 3"))
        .exits(1)
        .finds(&["error[too-deep]"]);
    let shallow = format!("{check} payload.json --max-depth 3");
    place.run(&shallow).exits(1).finds(&["error[too-deep]"]);
    // What was judged can be known.
    place.run(&write).exits(0);
    place.run(&format!("{check} payload.json")).exits(0);
    place.run(&shallow).exits(1).finds(&["error[too-deep]"]);
    // What cannot be read cannot be known either: a file that was cut short, in any syntax.
    let unread = [
        ("payload.json", "[[1], [2", "[unexpected-end]"),
        ("payload.jsonc", "[[1] /* ]", "[unclosed-comment]"),
        ("payload.ndjson", "[1]\n[[1\n", "[unexpected-end]"),
        ("payload.yaml", "- [1\n", "[invalid-yaml]"),
        ("payload.toml", "a = [1\n", "[invalid-toml]"),
    ];
    for (name, text, finding) in unread {
        place.write(name, text);
        let check = format!("{check} {name}");
        let write = place.run(&format!("{check} --write-baseline"));
        write.exits(1).finds(&[finding]);
        place.run(&check).exits(1).finds(&[finding]);
    }
    // What is only odd is judged, and so can be known.
    place.write("payload.yaml", "- 1: [2]\n");
    let odd = format!("{check} payload.yaml");
    place.run(&format!("{odd} --write-baseline")).exits(0);
    place.run(&odd).exits(0);
    place.write("payload.yaml", "- 1: [2]\n- 3\n");
    place.run(&odd).exits(1).finds(&["payload.yaml:2:3: error"]);
    // And one that never ends is no baseline.
    let endless = "check --schema schema.json --baseline /dev/zero payload.json";
    place
        .run_under("ulimit -v 1500000", endless)
        .exits(2)
        .says(&["/dev/zero: the baseline cannot be read: it is longer than"]);
}
