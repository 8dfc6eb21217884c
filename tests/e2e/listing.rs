//! Where findings go and which: `--output-file`, `--baseline`, the formats for other programs.

use std::fs;

use serde_json::Value;

use super::{BAD, GOOD, Place};

#[test]
fn findings_go_into_a_file() {
    let place = Place::with_lamp().file("out.txt", "old");
    place
        .run("check --schema lamp.schema.json --output-file out.txt --format concise bad.json")
        .exits(1)
        .finds_nothing();
    assert!(
        place
            .read("out.txt")
            .starts_with("bad.json:1:9: error[type]")
    );
    // What was there is replaced also by nothing.
    place
        .run("check --schema lamp.schema.json --output-file out.txt good.json")
        .exits(0)
        .finds_nothing();
    assert_eq!(place.read("out.txt"), "");
    place
        .run("check --schema lamp.schema.json --output-file deep/out.json --format json good.json")
        .exits(0);
    assert!(place.read("deep/out.json").starts_with("{\"files\""));
    fs::create_dir(place.path("folder")).unwrap();
    place
        .run("check --schema lamp.schema.json --output-file folder bad.json")
        .exits(2)
        .says(&["folder: cannot be written"]);
    place
        .run("check --schema lamp.schema.json --output-file out.txt --color always bad.json")
        .exits(1);
    assert!(place.read("out.txt").contains('\u{1b}'));
}

#[test]
fn a_file_that_the_run_reads_is_not_replaced() {
    let place = Place::with_lamp()
        .file("list", "bad.json\n")
        .file("trueup.toml", "");
    place
        .run("check --schema lamp.schema.json --baseline known.json --write-baseline bad.json")
        .exits(0);
    let names = [
        "bad.json",
        "lamp.schema.json",
        "list",
        "trueup.toml",
        "known.json",
    ];
    let old = names.map(|name| place.read(name));
    for name in names {
        let rest = "check --schema lamp.schema.json#/properties --file-list list --config trueup.toml ./bad.json";
        let baseline = "--baseline ./known.json";
        place
            .run(&format!("{rest} {baseline} --output-file ./{name}"))
            .exits(2)
            .says(&[&format!(
                "./{name}: this run reads it, so nothing is written to it"
            )]);
        if name != "known.json" {
            place
                .run(&format!("{rest} --baseline {name} --write-baseline"))
                .exits(2)
                .says(&[&format!("{name}: this run reads it")]);
        }
    }
    assert_eq!(names.map(|name| place.read(name)), old);
    // Any other file may be there already.
    place
        .run("check --schema lamp.schema.json --output-file good.json bad.json")
        .exits(1);
    assert!(place.read("good.json").starts_with("error"));
}

#[test]
fn a_baseline_leaves_out_what_is_known() {
    let place = Place::with_lamp().file("lines.ndjson", &format!("{BAD}{GOOD}"));
    let check = "check --schema lamp.schema.json --format concise --baseline known.json";
    let files = "bad.json lines.ndjson";
    place
        .run(&format!("{check} {files}"))
        .exits(2)
        .says(&["--write-baseline"]);
    place
        .run(&format!("{check} --write-baseline {files}"))
        .exits(0)
        .finds_nothing()
        .says(&["wrote 2 findings to known.json"]);
    place
        .run(&format!("{check} {files}"))
        .exits(0)
        .finds_nothing();
    // Lines above change nothing, other faults are new.
    place.write("bad.json", "\n\n{\"lit\":\n1}");
    place.write("lines.ndjson", format!("{GOOD}{BAD}{BAD}"));
    let ran = place.run(&format!("{check} {files}")).exits(1);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    ran.finds(&["lines.ndjson:3:9: error[type]"]);
    place.write("bad.json", "{}");
    place
        .run(&format!("{check} bad.json"))
        .exits(1)
        .finds(&["error[required]"])
        .says(&["1 finding of known.json not there any more"]);
    // The limit on what is listed counts what is new.
    place.write("lines.ndjson", format!("{BAD}{BAD}{BAD}"));
    let ran = place
        .run(&format!("{check} --max-errors 1 lines.ndjson"))
        .exits(1);
    ran.finds(&["lines.ndjson:2:9"]);
    place.write("known.json", "{}");
    place
        .run(&format!("{check} bad.json"))
        .exits(2)
        .says(&["not a baseline"]);
    place
        .run("check --schema lamp.schema.json --write-baseline bad.json")
        .exits(2);
}

#[test]
fn the_output_formats_of_json_schema_give_a_unit_per_file() {
    let place = Place::with_lamp();
    let run = |format: &str| {
        let args = format!("check --schema lamp.schema.json --format {format} bad.json good.json");
        let ran = place.run(&args).exits(1);
        let units = ran
            .out
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let units: Vec<Value> = units.collect();
        assert_eq!(units.len(), 2, "{format}");
        let verdicts = [&units[0]["valid"], &units[1]["valid"]];
        assert_eq!(
            verdicts,
            [&Value::from(false), &Value::from(true)],
            "{format}"
        );
        units
    };
    run("output-flag");
    for format in ["output-basic", "output-detailed"] {
        let error = &run(format)[0]["errors"][0];
        assert_eq!(error["keywordLocation"], "/properties/lit/type");
        assert_eq!(error["instanceLocation"], "/lit");
    }
    let detail = &run("output-hierarchical")[0]["details"][0];
    assert_eq!(detail["evaluationPath"], "/properties/lit");
    assert!(detail["errors"]["type"].is_string());
}

#[test]
fn what_cannot_be_judged_is_in_the_reports_of_programs() {
    let place = Place::with_lamp();
    let run = |format: &str| {
        let args = format!("check --schema lamp.schema.json --format {format} none.json good.json");
        serde_json::from_str::<Value>(&place.run(&args).exits(2).out).unwrap()
    };
    let errors = run("json")["errors"].clone();
    assert!(
        errors[0]
            .as_str()
            .unwrap()
            .starts_with("none.json: cannot be read")
    );
    let invocation = run("sarif")["runs"][0]["invocations"][0].clone();
    assert_eq!(invocation["executionSuccessful"], false);
    let text = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert!(text.as_str().unwrap().starts_with("none.json"));
    let text = |format: &str| {
        let args = format!("check --schema lamp.schema.json --format {format} none.json good.json");
        place.run(&args).exits(2)
    };
    text("junit").finds(&[
        "tests=\"1\" failures=\"0\" errors=\"1\"",
        "<error type=\"no-verdict\" message=\"none.json: cannot be read",
    ]);
    text("github").finds(&["::error title=trueup::none.json: cannot be read"]);
}

#[test]
fn an_empty_name_is_told_as_such() {
    let place = Place::with_lamp();
    place
        .run_args(["check", "--schema", "lamp.schema.json", "", "good.json"])
        .exits(2)
        .says(&["has an empty name"]);
    place
        .run("check --schema lamp.schema.json --max-errors 0 bad.json")
        .exits(2);
}

/// How much of a value is shown is asked for by a flag, and a cut is seen by its ellipsis.
#[test]
fn a_value_is_cut_where_the_flag_says_and_is_known_to_a_baseline_all_the_same() {
    let value = |length: usize| format!("{}y", "x".repeat(length - 1));
    let place = Place::new()
        .file("schema.json", r#"{"const": 1}"#)
        .file("payload.json", &format!("\"{}\"", value(199)));
    let check = "check --schema schema.json --format concise payload.json";
    let rows = [
        ("", format!("\"{}…\" is not", "x".repeat(60))),
        ("--max-shown 3", "\"xxx…\" is not".to_owned()),
        ("--max-shown 0", "\"…\" is not".to_owned()),
        (
            "--max-shown 198",
            format!("\"{}…\" is not", "x".repeat(198)),
        ),
        ("--max-shown 199", format!("\"{}\" is not", value(199))),
        ("--max-shown 200", format!("\"{}\" is not", value(199))),
    ];
    for (args, says) in rows {
        let ran = place.run(&format!("{check} {args}")).exits(1);
        ran.finds(&[&says]);
    }
    place
        .run(&format!("{check} --max-shown 201"))
        .exits(2)
        .says(&["at most 200 characters can be shown"]);
    let known = format!("{check} --baseline known.json");
    place.run(&format!("{known} --write-baseline")).exits(0);
    place.run(&format!("{known} --max-shown 9")).exits(0);
    // What is left out of an array or an object is seen as well, however it is written.
    let (long, escapes) = ("A".repeat(60), "\\u0041".repeat(60));
    let rows = [
        (
            format!("[\"{escapes}\", 1]"),
            format!("[\"{long}\",1] is not"),
        ),
        (
            format!("{{\"{escapes}\": 1, \"b\": 2}}"),
            format!("{{\"{long}\":1,\"b\":2}} is not"),
        ),
    ];
    for (payload, whole) in rows {
        place.write("payload.json", payload);
        let all = place.run(&format!("{check} --max-shown 100")).exits(1);
        all.finds(&[&whole]);
        let cut = place.run(&format!("{check} --max-shown 50")).exits(1);
        cut.finds(&["AAAA… is not"]);
    }
}
