//! The pre-commit hooks, run by the real pre-commit in git projects of their own.
//!
//! pre-commit builds the hooks as it does for anyone, with `cargo install` from a clone of this
//! repository. Where it cannot be installed (no Python, no network), the test says that it was
//! skipped, and why.

mod sandbox;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::readme;
use sandbox::{Project, REPOSITORY, Sandbox};

#[test]
fn pre_commit_runs_the_hooks() {
    let sandbox = match Sandbox::new() {
        Ok(sandbox) => sandbox,
        Err(reason) => {
            // Not `eprintln!`: the test harness would hide it, and a skipped test must be seen.
            let note = format!("skipped: the hooks were not tested, since {reason}\n");
            std::io::stderr().write_all(note.as_bytes()).unwrap();
            return;
        }
    };
    a_good_payload_commits_and_a_bad_one_is_blocked(&sandbox);
    a_stale_generated_file_is_blocked(&sandbox);
    the_hooks_can_be_tried_without_a_configuration(&sandbox);
}

/// The configuration is the one that the README shows.
fn a_good_payload_commits_and_a_bad_one_is_blocked(sandbox: &Sandbox) {
    let shown = readme::block("yaml", "repos:");
    let project = sandbox.project("payloads", &configuration(sandbox, &shown));
    project.write("payloads/good.json", &payload("page-example.json"));
    let text = project.commit().passed();
    assert_says(&text, &["trueup check", "Passed"]);
    assert_eq!(project.commits(), 1);

    project.write("payloads/bad.json", &payload("broken-eight-faults.json"));
    let text = project.commit().blocked();
    assert_says(
        &text,
        &[
            "trueup check",
            "Failed",
            "exit code: 1",
            "payloads/bad.json:29:13",
            "\"Tokio\" is not an allowed value",
            "did you mean \"Tokyo\"?",
        ],
    );
    assert!(!text.contains("good.json"), "{text}");
    assert_eq!(project.commits(), 1);

    project.write("payloads/bad.json", &payload("minimal.json"));
    project.write("elsewhere/bad.json", &payload("broken-eight-faults.json"));
    project.commit().passed();
    assert_eq!(project.commits(), 2);
}

fn a_stale_generated_file_is_blocked(sandbox: &Sandbox) {
    let project = sandbox.project("generated", &configuration(sandbox, GENERATED));
    let schema =
        r#"{ "title": "Lamp", "type": "object", "properties": { "lit": { "type": "boolean" } } }"#;
    project.write("schemas/lamp.schema.json", schema);
    project.write(
        "trueup.toml",
        "[[generate]]\nschema = \"schemas/lamp.schema.json\"\noutput = \"src/lamp.rs\"\n",
    );
    let text = project.commit().blocked();
    assert_says(&text, &["Failed", "src/lamp.rs", "trueup generate"]);

    project.trueup(["generate"]).passed();
    project.commit().passed();
    assert_eq!(project.commits(), 1);

    project.write("schemas/lamp.schema.json", &schema.replace("lit", "bright"));
    let text = project.commit().blocked();
    assert_says(&text, &["Failed", "src/lamp.rs", "bright"]);
    project.trueup(["generate"]).passed();
    project.commit().passed();

    edit_by_hand(&project, "src/lamp.rs");
    let text = project.commit().blocked();
    assert_says(&text, &["Failed", "src/lamp.rs", "by hand"]);
    assert_eq!(project.commits(), 2);
}

fn the_hooks_can_be_tried_without_a_configuration(sandbox: &Sandbox) {
    let project = sandbox.project("tried", "repos: []\n");
    project.write(
        "trueup.toml",
        "[[check]]\nschema = \"builtin:process-with-rooms\"\ninclude = [\"payloads/*.json\"]\n",
    );
    project.write("payloads/good.json", &payload("page-example.json"));
    project.commit().passed();
    let attempt = ["try-repo", &sandbox.tool_url, "trueup-check", "--all-files"];
    let text = project.pre_commit(attempt).passed();
    assert_says(&text, &[&sandbox.tool_url, "trueup check", "Passed"]);

    project.write("payloads/bad.json", &payload("broken-eight-faults.json"));
    project.git(["add", "--all"]).passed();
    let text = project.pre_commit(attempt).blocked();
    assert_says(
        &text,
        &["payloads/bad.json:29:13", "did you mean \"Tokyo\"?"],
    );
}

const GENERATED: &str = "\
repos:
  - repo: URL
    rev: REVISION
    hooks:
      - id: trueup-generated
";

/// A configuration with its `repo` and `rev` pointed at the working tree.
fn configuration(sandbox: &Sandbox, shown: &str) -> String {
    let mut lines = Vec::new();
    for line in shown.lines() {
        let kept = line.split_inclusive(": ").next().unwrap_or(line);
        lines.push(match kept.trim_start_matches([' ', '-']) {
            "repo: " => format!("{kept}{}", sandbox.tool_url),
            "rev: " => format!("{kept}{}", sandbox.tool_revision),
            _ => line.to_owned(),
        });
    }
    lines.join("\n") + "\n"
}

fn edit_by_hand(project: &Project<'_>, path: &str) {
    let fresh = project.git(["show", &format!("HEAD:{path}")]).passed();
    project.write(path, &format!("{fresh}// edited by hand\n"));
}

fn payload(name: &str) -> String {
    let path = Path::new(REPOSITORY).join("tests/payloads").join(name);
    fs::read_to_string(path).unwrap()
}

#[track_caller]
fn assert_says(text: &str, wanted: &[&str]) {
    for part in wanted {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}
