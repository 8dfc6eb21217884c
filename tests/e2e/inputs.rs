//! Payloads that are not plain JSON, and many at once.

use super::{BAD, GOOD, Place};

const CHECK: &str = "check --schema lamp.schema.json";

#[test]
fn comments_are_read_where_the_name_says_so() {
    let commented = "// a lamp\n{\n  \"lit\": 1, /* on */\n}\n";
    let place = Place::with_lamp()
        .file("bad.jsonc", commented)
        .file("good.jsonc", "{\"lit\": true, // on\n}")
        .file("bad.JSONC", "{\"lit\": true /* on }")
        .file("good.conf", "{\"lit\": true, // on\n}");
    place.run(&format!("{CHECK} good.jsonc")).exits(0);
    place
        .run(&format!("{CHECK} --format concise bad.jsonc"))
        .exits(1)
        .finds(&["bad.jsonc:3:10: error[type]"]);
    place
        .run(&format!("{CHECK} --format concise bad.JSONC"))
        .exits(1)
        .finds(&["bad.JSONC:1:14: error[unclosed-comment]: this comment has no closing `*/`"]);
    place
        .run(&format!("{CHECK} --format concise good.conf"))
        .exits(1)
        .finds(&["good.conf:1:15: error[expected-key]"]);
    place
        .run(&format!("{CHECK} --input jsonc good.conf"))
        .exits(0);
    place
        .run(&format!("{CHECK} --format concise --input json good.jsonc"))
        .exits(1)
        .finds(&["good.jsonc:1:15: error[expected-key]"]);
    place
        .run_with_input(
            &format!("{CHECK} --stdin-filename a.jsonc -"),
            commented.as_bytes(),
        )
        .exits(1)
        .finds(&["a.jsonc:3:10"]);
}

#[test]
fn the_configuration_says_how_files_are_written() {
    let place = Place::with_lamp()
        .file("conf/a.conf", "{\"lit\": true, // on\n}")
        .file("conf/b.log", "{\"lit\": true}\n{\"lit\": 1}\n")
        .file(
            "trueup.toml",
            "[[check]]\nschema = \"lamp.schema.json\"\ninclude = [\"**/*.conf\"]\ninput = \"jsonc\"\n\
             [[check]]\nschema = \"lamp.schema.json\"\ninclude = [\"**/*.log\"]\ninput = \"ndjson\"\n",
        );
    place.run("check conf/a.conf").exits(0);
    place
        .run("check --format concise conf/b.log")
        .exits(1)
        .finds(&["conf/b.log:2:9: error[type]"]);
    // What the command line says goes before what the configuration says.
    place.run("check --input json conf/a.conf").exits(1);
    place.write(
        "trueup.toml",
        "[[check]]\nschema = \"s\"\ninclude = [\"a\"]\ninput = \"xml\"\n",
    );
    place
        .run("check conf/a.conf")
        .exits(2)
        .says(&["trueup.toml:4:9"]);
}

/// Lines 1 to 7: good, blank, bad value, bad JSON, good with CRLF, a name twice, bad without end.
const LINES: &str = "{\"lit\": true}\n\n  {\"lit\": 1}\n{\"lit\": tru}\r\n{\"lit\": true}\r\n\
    {\"lit\": true, \"lit\": true}\n{\"é\": 0}";

#[test]
fn findings_in_lines_stand_at_their_places_in_the_file() {
    let place = Place::with_lamp()
        .file("lamps.ndjson", LINES)
        .file("lamps.jsonl", LINES);
    let expected = "\
        :3:11: error[type]: expected a boolean, found a number\n\
        :4:9: error[expected-value]: a JSON value is expected here\n\
        :6:15: error[duplicate-key]\n\
        :7:1: error[required]\n";
    for name in ["lamps.ndjson", "lamps.jsonl"] {
        let ran = place
            .run(&format!("{CHECK} --format concise {name}"))
            .exits(1);
        let places = |text: &str| -> Vec<String> {
            let lines = text.lines();
            lines
                .map(|line| line.split(']').next().unwrap_or("").to_owned())
                .collect()
        };
        let expected = expected.replace("\n:", &format!("\n{name}:"));
        assert_eq!(
            places(&ran.out),
            places(&format!("{name}{expected}")),
            "{ran:#?}"
        );
    }
    let ran = place.run(&format!("{CHECK} lamps.ndjson")).exits(1);
    ran.finds(&[
        " --> lamps.ndjson:3:11  /lit\n",
        "\n3 |   {\"lit\": 1}\n",
        "\n4 | {\"lit\": tru}\n",
        "\n6 | {\"lit\": true, \"lit\": true}\n",
        " --> lamps.ndjson:7:1\n",
        "\n7 | {\"é\": 0}\n",
    ])
    .says(&["1 file checked, 1 invalid: 4 violations"]);
    // As one JSON text the file is refused.
    place
        .run(&format!("{CHECK} --input json lamps.ndjson"))
        .exits(1)
        .finds(&["[trailing-text]"]);
}

#[test]
fn the_json_report_has_one_entry_for_a_file_of_lines() {
    let place = Place::with_lamp()
        .file("lamps.ndjson", LINES)
        .file("good.jsonl", GOOD);
    let ran = place
        .run(&format!("{CHECK} --format json lamps.ndjson good.jsonl"))
        .exits(1);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["files"].as_array().map(Vec::len), Some(2));
    assert_eq!(report["files"][1]["valid"], true);
    let violations = report["files"][0]["violations"].as_array().unwrap();
    let shown: Vec<(u64, &str)> = violations
        .iter()
        .map(|violation| {
            let at = |key: &str| violation[key].as_u64().unwrap();
            let bytes = usize::try_from(at("start")).unwrap()..usize::try_from(at("end")).unwrap();
            (at("line"), &LINES[bytes])
        })
        .collect();
    assert_eq!(shown, [(3, "1"), (4, "tru"), (6, "\"lit\""), (7, "{")]);
    let duplicate = violations[2]["hint"].as_str().unwrap();
    assert!(duplicate.contains("line 6, column 2"), "{duplicate}");
}

#[test]
fn a_line_that_is_too_long_is_one_finding() {
    let long = format!("{{\"lit\": true, \"x\": \"{}\"}}", "x".repeat(1_000_000));
    let text = format!("{GOOD}{long}\n{BAD}{GOOD}");
    let place = Place::with_lamp();
    let args = format!("{CHECK} --format concise --max-bytes 30 --input ndjson -");
    let ran = place.run_with_input(&args, text.as_bytes()).exits(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    let [first, second] = lines.as_slice() else {
        panic!("{ran:#?}");
    };
    assert!(
        first.starts_with("<stdin>:2:31: error[too-large]"),
        "{first}"
    );
    assert!(second.starts_with("<stdin>:3:9: error[type]"), "{second}");
    let just_fits = format!("{CHECK} --max-bytes {} --input ndjson -", long.len());
    let text = format!("{long}\r\n{long}");
    place.run_with_input(&just_fits, text.as_bytes()).exits(0);
    let blank = " ".repeat(1000) + "\n";
    place.run_with_input(&args, blank.as_bytes()).exits(1);
}

#[test]
fn no_more_violations_are_listed_than_asked_for() {
    let place = Place::with_lamp().file("bad.ndjson", &BAD.repeat(5));
    for (most, listed, more) in [(1, 1, true), (4, 4, true), (5, 5, false)] {
        for format in ["concise", "full", "json"] {
            let args = format!("{CHECK} --format {format} --max-violations {most} bad.ndjson");
            let ran = place.run(&args).exits(1);
            let found = match format {
                "json" => ran.out.matches("\"line\":").count(),
                _ => ran.out.matches("error[type]").count(),
            };
            assert_eq!(found, listed, "{args}\n{ran:#?}");
            let told = ran.out.matches("there may be more").count()
                + ran.err.matches("there may be more").count();
            assert_eq!(told > 0, more, "{args}\n{ran:#?}");
        }
    }
}

#[test]
fn the_output_is_the_same_with_any_number_of_jobs() {
    let place = Place::with_lamp()
        .file("broken.json", "{")
        .file("empty.ndjson", "");
    let mut lines = String::new();
    for number in 0..60_000 {
        lines.push_str(if number % 600 == 7 { BAD } else { GOOD });
    }
    place.write("many.ndjson", &lines);
    let mut args: Vec<String> = CHECK.split(' ').map(Into::into).collect();
    for number in 0..100 {
        let name = format!("{number}.json");
        place.write(&name, if number % 3 == 0 { BAD } else { GOOD });
        args.push(name);
        match number {
            20 => args.push("missing.json".into()),
            50 => args.extend(["broken.json".into(), "many.ndjson".into()]),
            70 => args.push("empty.ndjson".into()),
            _ => {}
        }
    }
    for more in [
        &["--format=full"][..],
        &["--format=concise"],
        &["--format=json"],
    ] {
        for (fast, code) in [(None, 2), (Some("--fail-fast"), 1)] {
            let run = |jobs: &str| {
                let args = args.iter().map(String::as_str).chain(more.iter().copied());
                place
                    .run_args(args.chain(fast).chain(["-j", jobs]))
                    .exits(code)
            };
            let one = run("1");
            assert!(!one.out.is_empty());
            for jobs in ["2", "3", "16"] {
                let many = run(jobs);
                assert!(
                    one.out == many.out && one.err == many.err,
                    "{jobs} {more:?}"
                );
            }
        }
    }
    place
        .run_args(args.iter().map(String::as_str).chain(["-j", "0"]))
        .exits(2);
}

#[test]
fn the_first_fault_ends_the_run_if_asked_for() {
    let place = Place::with_lamp()
        .file("bad.ndjson", &format!("{GOOD}{BAD}{BAD}"))
        .file("bad2.json", BAD);
    let concise = |args: &str| {
        let ran = place
            .run(&format!("{CHECK} --format concise --fail-fast {args}"))
            .exits(1);
        let lines = ran.out.lines();
        lines
            .map(|line| line.split(": ").next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        concise("good.json bad.json bad2.json missing.json"),
        ["bad.json:1:9"]
    );
    assert_eq!(
        concise("good.json bad.ndjson bad2.json"),
        ["bad.ndjson:2:9"]
    );
    place
        .run(&format!(
            "{CHECK} --fail-fast missing.json bad.json bad2.json"
        ))
        .exits(2)
        .finds(&["--> bad.json"])
        .says(&["missing.json: cannot be read", "1 file checked"]);
}

#[test]
fn a_list_names_files_to_check() {
    let place = Place::with_lamp()
        .file("a b.json", BAD)
        .file("[1].json", BAD)
        .file("folder/c.json", BAD)
        .file(
            "list",
            "bad.json\r\na b.json\n\n[1].json\nfolder\nbad.json\n",
        )
        .file("empty", "\n");
    let places = |ran: &super::Ran| -> Vec<String> {
        let lines = ran.out.lines();
        lines
            .map(|line| line.split(':').next().unwrap_or("").to_owned())
            .collect()
    };
    let args = format!("{CHECK} --format concise --file-list");
    let all = ["bad.json", "a b.json", "[1].json", "folder/c.json"];
    assert_eq!(places(&place.run(&format!("{args} list")).exits(1)), all);
    let ran = place.run_with_input(&format!("{args} -"), b"a b.json\0good.json\0");
    assert_eq!(places(&ran.exits(1)), ["a b.json"]);
    // Arguments come first, and a file is checked once.
    let ran = place
        .run(&format!("{args} list good.json a?b.json"))
        .exits(1);
    assert_eq!(
        places(&ran),
        ["a b.json", "bad.json", "[1].json", "folder/c.json"]
    );
    place
        .run(&format!("{CHECK} --file-list empty"))
        .exits(0)
        .says(&["no file was checked"]);
    place
        .run(&format!("{args} missing"))
        .exits(2)
        .says(&["missing: the list of files cannot be read: "]);
    place
        .run(&format!("{args} - -"))
        .exits(2)
        .says(&["standard input cannot be both"]);
}

#[test]
fn folders_give_files_of_every_syntax() {
    let place = Place::with_lamp()
        .file("lamps/a.jsonc", BAD)
        .file("lamps/b.ndjson", BAD)
        .file("lamps/c.jsonl", BAD)
        .file("lamps/d.txt", BAD);
    place
        .run(&format!("{CHECK} lamps"))
        .exits(1)
        .says(&["3 files checked, 3 invalid"]);
}

#[cfg(unix)]
#[test]
fn lines_that_cannot_be_read_are_trouble_and_no_finding() {
    let place = Place::with_lamp();
    let folder = std::fs::File::open(place.folder.path()).unwrap();
    let output = place
        .command()
        .args(CHECK.split(' '))
        .args(["--format", "json", "--input", "ndjson", "-"])
        .stdin(folder)
        .output();
    let ran = super::Ran::new(output.unwrap()).exits(2);
    let ran = ran.says(&["<stdin>: cannot be read"]);
    assert_eq!(
        ran.out,
        "{\"files\": [\n], \"errors\": [\"<stdin>: cannot be read: Is a directory (os error 21)\"]}\n"
    );
}

/// Sends lines through a pipe, one of them bad, and gives the most memory that the command held,
/// in bytes.
#[cfg(target_os = "linux")]
fn memory_for(megabytes: usize) -> usize {
    use std::io::Write as _;
    use std::process::Stdio;

    let place = Place::with_lamp();
    let mut child = place
        .command()
        .args(
            CHECK
                .split(' ')
                .chain(["--format", "concise", "--input", "ndjson", "-j", "4", "-"]),
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let line = format!("{{\"lit\": true, \"note\": \"{}\"}}\n", "x".repeat(970));
    let block = line.repeat(1024 * 1024 / line.len());
    let mut stdin = child.stdin.take().unwrap();
    for _ in 0..megabytes {
        stdin.write_all(block.as_bytes()).unwrap();
    }
    stdin.write_all(BAD.as_bytes()).unwrap();
    stdin.flush().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(stdin);
    let lines = megabytes * (block.len() / line.len());
    let found = format!("<stdin>:{}:9: error[type]", lines + 1);
    super::Ran::new(child.wait_with_output().unwrap())
        .exits(1)
        .finds(&[&found]);
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most = most
        .and_then(|most| most.trim().strip_suffix(" kB"))
        .unwrap();
    most.parse::<usize>().unwrap() * 1024
}

#[cfg(target_os = "linux")]
#[test]
fn a_stream_is_not_held_in_memory() {
    let most = memory_for(48);
    assert!(most < 40 * 1024 * 1024, "{most}");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes a while in an unoptimized build"]
fn a_long_stream_is_not_held_in_memory() {
    let most = memory_for(200);
    assert!(most < 64 * 1024 * 1024, "{most}");
}
