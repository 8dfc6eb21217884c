//! `trueup check` with a schema on the command line.

use serde_json::Value;

use super::{BAD, GOOD, Place, SCHEMA, payload};

#[test]
fn the_worst_of_all_files_is_the_exit_code() {
    let place = Place::with_lamp()
        .file("broken.json", "{\"lit\": ")
        .file("broken.schema.json", "{\"type\": \"objekt\"}");
    let cases = [
        ("good.json", 0),
        ("bad.json", 1),
        ("broken.json", 1),
        ("missing.json", 2),
        ("good.json bad.json", 1),
        ("bad.json good.json", 1),
        ("bad.json missing.json", 2),
        ("missing.json good.json", 2),
        ("--max-depth 0 good.json", 1),
        ("--max-depth 1 good.json", 0),
        ("--max-depth 100000 good.json", 2),
        ("--max-bytes 13 good.json", 1),
        ("--max-bytes 14 good.json", 0),
        ("--no-such-flag good.json", 2),
        ("--format xml good.json", 2),
        ("", 2),
    ];
    for (args, code) in cases {
        place
            .run(&format!("check --schema lamp.schema.json {args}"))
            .exits(code);
    }
    let schemas = [
        ("broken.schema.json", 2),
        ("missing.schema.json", 2),
        ("good.json", 0),
        ("builtin:no-such-schema", 2),
        ("lamp.schema.json#/$defs/Colour", 1),
        ("lamp.schema.json#/$defs/Color", 2),
    ];
    for (schema, code) in schemas {
        place
            .run(&format!("check good.json --schema {schema}"))
            .exits(code);
    }
    place.run("").exits(2);
    place.run("chekc good.json").exits(2);
    place.run("--version").exits(0).finds(&["trueup 0."]);
    place.run("check --help").exits(0).finds(&["--schema"]);
}

#[test]
fn trouble_with_one_file_does_not_stop_the_others() {
    let place = Place::with_lamp();
    place
        .run("check --schema lamp.schema.json --format concise missing.json bad.json")
        .exits(2)
        .finds(&["bad.json:1:9: error[type]: "])
        .says(&["trueup: error: missing.json: cannot be read: "]);
}

#[test]
fn the_page_example_is_valid_and_eight_faults_are_eight_lines() {
    let place = Place::new();
    let check = |name: &str| {
        let payload = payload(name);
        place.run_args([
            "check",
            "--schema",
            "builtin:process-with-rooms",
            "--format=concise",
            &payload,
        ])
    };
    check("page-example.json").exits(0).finds_nothing();
    check("minimal.json").exits(0).finds_nothing();
    check("unknown-null-absent.json").exits(0).finds_nothing();
    let ran = check("broken-eight-faults.json").exits(1);
    assert_eq!(ran.out.lines().count(), 8, "{}", ran.out);
    assert!(ran.out.contains("did you mean \"Tokyo\"?"), "{}", ran.out);
}

#[test]
fn findings_are_printed_in_each_format() {
    let place = Place::with_lamp();
    let run = |format: &str| {
        place
            .run(&format!(
                "check --schema lamp.schema.json --format {format} bad.json good.json"
            ))
            .exits(1)
    };
    run("full")
        .finds(&[
            "error[type]: ",
            " --> bad.json:1:9  /lit\n",
            "1 | {\"lit\": 1}\n",
            "= schema: lamp.schema.json:4:34  /properties/lit/type\n",
        ])
        .says(&["2 files checked, 1 invalid: 1 violation"]);
    let concise = run("concise").says_nothing();
    assert_eq!(concise.out.lines().count(), 1, "{concise:?}");

    for (format, begins) in [
        (
            "jsonl",
            "{\"path\":\"bad.json\",\"severity\":\"error\",\"keyword\":\"type\",",
        ),
        (
            "github",
            "::error file=bad.json,line=1,col=9,title=trueup%3A type::",
        ),
        (
            "sarif",
            "{\"$schema\": \"https://json.schemastore.org/sarif-",
        ),
        ("gitlab", "[\n{\"description\":\""),
        (
            "junit",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites ",
        ),
    ] {
        let ran = run(format).says_nothing();
        assert!(ran.out.starts_with(begins), "{ran:?}");
        assert!(ran.out.contains("bad.json"), "{ran:?}");
    }

    let json = run("json").says_nothing();
    let report: Value = serde_json::from_str(&json.out).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(
        (&files[0]["path"], &files[0]["valid"]),
        (&"bad.json".into(), &false.into())
    );
    assert_eq!(
        (&files[1]["path"], &files[1]["valid"]),
        (&"good.json".into(), &true.into())
    );
    let violation = &files[0]["violations"][0];
    for (key, expected) in [
        ("severity", "error".into()),
        ("keyword", "type".into()),
        ("instancePath", "/lit".into()),
        ("line", 1.into()),
        ("column", 9.into()),
        ("start", 8.into()),
        ("end", 9.into()),
        ("schemaFile", "lamp.schema.json".into()),
        ("schemaPath", "/properties/lit/type".into()),
        ("schemaLine", 4.into()),
        ("schemaColumn", 34.into()),
    ] {
        assert_eq!(violation[key], Value::clone(&expected), "{key}");
    }
}

#[test]
fn the_json_report_is_valid_against_its_published_schema() {
    let place = Place::new();
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/report.schema.json");
    let (good, bad) = (payload("minimal.json"), payload("broken-eight-faults.json"));
    let builtin = "builtin:process-with-rooms";
    let report = place
        .run_args([
            "check",
            "--format=json",
            "--schema",
            builtin,
            &good,
            &bad,
            &good,
        ])
        .exits(1);
    let check = format!("check --schema {schema} -");
    place.run_with_input(&check, report.out.as_bytes()).exits(0);
    let broken = report.out.replace("\"keyword\":\"enum\",", "");
    place
        .run_with_input(&check, broken.as_bytes())
        .exits(1)
        .finds(&["\"keyword\" is missing"]);
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let place = Place::with_lamp();
    let run = |args: &str, input: &str| {
        let args = format!("check --schema lamp.schema.json --format concise {args}");
        place.run_with_input(&args, input.as_bytes())
    };
    run("-", GOOD).exits(0).finds_nothing();
    run("-", BAD).exits(1).finds(&["<stdin>:1:9: error[type]"]);
    run("-", "").exits(1).finds(&["<stdin>:1:1: error["]);
    run("--stdin-filename a/b.json good.json -", BAD)
        .exits(1)
        .finds(&["a/b.json:1:9: "]);
    // It can be read once.
    let twice = run("- -", BAD).exits(1);
    assert_eq!(twice.out.lines().count(), 1);
}

#[test]
fn folders_and_globs_are_searched_in_the_order_of_names() {
    let place = Place::with_lamp()
        .file("data/b.json", BAD)
        .file("data/a.json", BAD)
        .file("data/deep/c.json", BAD)
        .file("names/deep.json", BAD)
        .file("names/deep/c.json", BAD)
        .file("names/deep-1.json", BAD)
        .file("names/Deep.json", BAD)
        .file("names/deep\u{e9}.json", BAD)
        .file("data/notes.txt", "no payload")
        .file("data/.hidden/d.json", BAD)
        .file("data/.ignore", "ignored.json\n")
        .file("data/ignored.json", BAD);
    let cases = [
        ("data", "data/a.json data/b.json data/deep/c.json"),
        (
            "data/b.json data",
            "data/b.json data/a.json data/deep/c.json",
        ),
        ("data/*.json", "data/a.json data/b.json"),
        (
            "names",
            "names/Deep.json names/deep/c.json names/deep-1.json names/deep.json names/deep\u{e9}.json",
        ),
        ("./data/[b].json", "data/b.json"),
        ("data/**/c.json data/a.json", "data/deep/c.json data/a.json"),
        (
            "--no-ignore data",
            "data/.hidden/d.json data/a.json data/b.json data/deep/c.json data/ignored.json",
        ),
    ];
    for (args, expected) in cases {
        let ran = place
            .run(&format!(
                "check --schema lamp.schema.json --format concise {args}"
            ))
            .exits(1);
        let found: Vec<_> = ran
            .out
            .lines()
            .filter_map(|line| line.split_once(':'))
            .collect();
        let names: Vec<_> = found.iter().map(|found| found.0).collect();
        assert_eq!(names.join(" "), expected, "{args}");
    }
    place
        .run("check --schema lamp.schema.json data/*.yaml")
        .exits(2)
        .says(&["data/*.yaml: no file has such a name"]);
    place
        .run("check --schema lamp.schema.json nowhere/*.json good.json")
        .exits(2)
        .says(&["nowhere/*.json: no file has such a name", "1 file checked"]);
    place
        .run("check --schema lamp.schema.json data/{a")
        .exits(2)
        .says(&["not a glob"]);
}

#[test]
fn a_broken_schema_is_named_with_its_place_once() {
    let place = Place::with_lamp().file(
        "broken.schema.json",
        "{\n  \"properties\": {\"a\": {\"$ref\": \"#/$defs/B\"}}\n}\n",
    );
    let ran = place
        .run("check --schema broken.schema.json good.json bad.json")
        .exits(2)
        .finds_nothing()
        .says(&["broken.schema.json:2:", "#/$defs/B"]);
    assert_eq!(
        ran.err.matches("broken.schema.json").count(),
        1,
        "{}",
        ran.err
    );
}

#[test]
fn the_number_of_listed_violations_is_bounded() {
    let place = Place::new()
        .file("s.json", "{\"items\": {\"type\": \"string\"}}")
        .file("p.json", "[1, 2, 3, 4, 5]");
    for format in ["full", "concise", "json"] {
        let ran = place
            .run(&format!(
                "check --schema s.json --max-violations 2 --format {format} p.json"
            ))
            .exits(1);
        let listed = match format {
            "json" => ran.out.matches("\"keyword\"").count(),
            _ => ran.out.matches("error[type]").count(),
        };
        assert_eq!(listed, 2, "{ran:?}");
        assert!((ran.out.clone() + &ran.err).contains("more"), "{ran:?}");
    }
    let all = place.run("check --schema s.json --format concise p.json");
    assert_eq!(all.out.lines().count(), 5);
}

#[test]
fn variables_decide_about_colour_where_the_arguments_do_not() {
    let place = Place::with_lamp();
    let coloured = |variables: &[(&str, &str)], args: &str| {
        let mut command = place.command();
        command.envs(variables.iter().copied());
        command.args("check --schema lamp.schema.json bad.json".split(' '));
        let output = command.args(args.split_whitespace()).output().unwrap();
        super::Ran::new(output).exits(1).out.contains('\u{1b}')
    };
    let (force, no) = (("FORCE_COLOR", "1"), ("NO_COLOR", "1"));
    assert!(!coloured(&[], ""));
    assert!(coloured(&[force], ""));
    assert!(!coloured(&[("FORCE_COLOR", "0")], ""));
    assert!(!coloured(&[("FORCE_COLOR", "")], ""));
    assert!(!coloured(&[force, no], ""));
    assert!(!coloured(&[force], "--color never"));
    assert!(coloured(&[no], "--color always"));
}

#[test]
fn colour_is_printed_when_asked_for() {
    let place = Place::with_lamp();
    for (color, coloured) in [("auto", false), ("never", false), ("always", true)] {
        for format in ["full", "concise"] {
            let args = format!(
                "check --schema lamp.schema.json --color {color} --format {format} bad.json"
            );
            let ran = place.run(&args).exits(1);
            assert_eq!(ran.out.contains('\u{1b}'), coloured, "{args}");
        }
    }
}

#[test]
fn quiet_leaves_findings_and_trouble() {
    let place = Place::with_lamp().file("s.json", SCHEMA);
    place
        .run("check --quiet --jobs 2 --schema lamp.schema.json good.json")
        .exits(0)
        .finds_nothing()
        .says_nothing();
    place
        .run("check -q --schema lamp.schema.json bad.json missing.json")
        .exits(2)
        .finds(&["error[type]"])
        .says(&["missing.json"]);
}

#[test]
fn values_are_hidden_when_asked() {
    let place = Place::with_lamp().file("secret.json", "{\"lit\": \"hunter2\"}");
    for format in [
        "full", "concise", "json", "jsonl", "github", "sarif", "gitlab", "junit",
    ] {
        let check = format!("check --schema lamp.schema.json#/$defs/Colour --format {format}");
        let shown = place.run_with_input(&format!("{check} -"), b"\"hunter2\"");
        assert!(shown.exits(1).out.contains("hunter2"), "{format}");
        let hidden = place.run_with_input(&format!("{check} --redact -"), b"\"hunter2\"");
        let hidden = hidden.exits(1).finds(&["is not an allowed value"]);
        assert!(!format!("{hidden:?}").contains("hunter2"), "{hidden:?}");
    }
    place
        .run("check --schema lamp.schema.json --redact secret.json")
        .exits(1)
        .finds(&["secret.json:1:9", "expected boolean, found string"]);
}

#[test]
fn statistics_count_by_keyword() {
    let place = Place::with_lamp()
        .file("worse.json", "{\"lit\": 2}")
        .file("empty.json", "{}");
    let check = "check --schema lamp.schema.json --format json";
    let ran = place.run(&format!(
        "{check} --statistics bad.json worse.json empty.json"
    ));
    let ran = ran.exits(1).says(&["     2  type\n", "     1  required\n"]);
    assert!(ran.err.find("type") < ran.err.find("required"), "{ran:?}");
    assert!(serde_json::from_str::<Value>(&ran.out).is_ok(), "{ran:?}");
    place
        .run(&format!("{check} bad.json"))
        .exits(1)
        .says_nothing();
    place
        .run(&format!("{check} --statistics good.json"))
        .exits(0)
        .says_nothing();
}
