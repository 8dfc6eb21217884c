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
    what_is_staged_is_what_is_checked(&sandbox);
    an_edited_schema_that_breaks_payloads_elsewhere_is_blocked(&sandbox);
    the_action_checks_and_writes_sarif(&sandbox);
    prek_runs_the_same_hooks(&sandbox);
}

const CHECKED: &str = "\
repos:
  - repo: URL
    rev: REVISION
    hooks:
      - id: trueup-check
";

const CONFIG: &str = "\
[[check]]
schema = \"schemas/lamp.schema.json\"
include = [\"data/*\"]
";

const LAMP: &str = r#"{"type": "object", "properties": {"lit": {"type": "boolean"}}}"#;

/// A project with a schema and payloads in two syntaxes, and its hook.
fn lamps<'s>(sandbox: &'s Sandbox, name: &str) -> Project<'s> {
    let project = sandbox.project(name, &configuration(sandbox, CHECKED));
    project.write("trueup.toml", CONFIG);
    project.write("schemas/lamp.schema.json", LAMP);
    project.write("data/a.json", "{\"lit\": true}\n");
    project.write("data/b.ndjson", "{\"lit\": true}\n{\"lit\": false}\n");
    project
}

fn what_is_staged_is_what_is_checked(sandbox: &Sandbox) {
    let project = lamps(sandbox, "staged");
    project.commit().passed();
    let commit = || project.git(["commit", "--message", "What is staged"]);
    // Bad in the index, good in the work tree.
    project.write("data/a.json", "{\"lit\": 0}\n");
    project.git(["add", "--all"]).passed();
    project.write("data/a.json", "{\"lit\": false}\n");
    assert_says(&commit().blocked(), &["data/a.json:1:9"]);
    // And the other way.
    project.git(["add", "--all"]).passed();
    project.write("data/a.json", "{\"lit\": 0}\n");
    commit().passed();
    assert_eq!(project.read("data/a.json"), "{\"lit\": 0}\n");
    assert_eq!(project.commits(), 2);
}

fn an_edited_schema_that_breaks_payloads_elsewhere_is_blocked(sandbox: &Sandbox) {
    let project = lamps(sandbox, "edited");
    project.commit().passed();
    project.write("data/b.ndjson", "{\"lit\": true}\n{\"lit\": 0}\n");
    project.write("data/c.yaml", "# a lamp\nlit: 1\n");
    let text = project.commit().blocked();
    assert_says(&text, &["data/b.ndjson:2:9", "data/c.yaml:2:6"]);
    project.write("data/c.yaml", "lit: true\n");
    project.write("data/b.ndjson", "{\"lit\": true}\n{\"lit\": false}\n");
    // Only the schema is changed, and no payload is among the files of the hook.
    project.write(
        "schemas/lamp.schema.json",
        &LAMP.replace("boolean", "integer"),
    );
    let text = project.commit().blocked();
    assert_says(
        &text,
        &["data/a.json:1:9", "data/b.ndjson:1:9", "data/b.ndjson:2:9"],
    );
    assert_eq!(project.commits(), 1);
}

/// The scripts of the action's steps, each after its id.
pub(crate) fn steps(action: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    let (mut id, mut inside) = (String::new(), false);
    for line in action.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(text) = line.trim_start().strip_prefix("- id: ") {
            id = text.to_owned();
            inside = false;
        } else if line.trim() == "run: |" {
            steps.push((id.clone(), String::new()));
            inside = true;
        } else if inside && indent >= 8 {
            if let Some((_, script)) = steps.last_mut() {
                script.push_str(&line[8..]);
                script.push('\n');
            }
        } else if !line.trim().is_empty() {
            inside = false;
        }
    }
    steps
}

/// The steps are run as a runner runs them, but for the upload.
fn the_action_checks_and_writes_sarif(sandbox: &Sandbox) {
    let action = fs::read_to_string(Path::new(REPOSITORY).join("action.yml")).unwrap();
    let steps = steps(&action);
    let ids: Vec<&str> = steps.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["install", "check", "verdict"]);
    let project = lamps(sandbox, "action");
    let run = |id: &str, variables: &[(&str, &str)]| {
        let script = &steps.iter().find(|(known, _)| known == id).unwrap().1;
        for variable in script
            .split(['"', '$', ' ', '/'])
            .filter(|word| word.starts_with("TRUEUP_"))
        {
            assert!(
                action.contains(&format!("{variable}: ")),
                "{variable} has no value"
            );
        }
        project.script(script, variables)
    };
    let source = project.git(["clone", "--quiet", &sandbox.tool_url, "../action-source"]);
    source.passed();
    let root = ("TRUEUP_ROOT", "../action-root");
    run("install", &[("TRUEUP_SOURCE", "../action-source"), root]).passed();
    project.write("data/b.ndjson", "{\"lit\": 0}\n");
    let check = |arguments: &str| {
        run(
            "check",
            &[
                root,
                ("TRUEUP_ARGUMENTS", arguments),
                ("TRUEUP_SARIF", "out.sarif"),
                ("GITHUB_OUTPUT", "output"),
            ],
        )
        .passed()
    };
    let text = check("");
    assert_says(&text, &["::error file=data/b.ndjson,line=1,col=9"]);
    assert_says(
        &project.read("out.sarif"),
        &["\"ruleId\":\"type\"", "data/b.ndjson"],
    );
    assert_says(&project.read("output"), &["exit-code=1"]);
    run("verdict", &[("TRUEUP_EXIT", "1")]).blocked();
    // One argument a line; what looks like a command is none.
    check("--deprecated\ndeny\ndata/a.json\n$(touch pwned)");
    assert!(!project.has("pwned"));
    assert_says(&project.read("output"), &["exit-code=0"]);
    run("verdict", &[("TRUEUP_EXIT", "0")]).passed();
}

/// Another runner for the same configuration: it installs the hooks from the repository in its own
/// way, blocks commits, and tries a repository out.
fn prek_runs_the_same_hooks(sandbox: &Sandbox) {
    if let Err(reason) = sandbox.install_prek() {
        let note = format!("skipped: the hooks were not tested with prek, since {reason}\n");
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    }
    let project = lamps(sandbox, "prek");
    // Its hook takes the place of the one that is there.
    project.prek(["install", "--force"]).passed();
    let hook = project.read(".git/hooks/pre-commit");
    assert_says(&hook, &["prek"]);
    project.write("data/c.yaml", "# a lamp\nlit: true\n");
    let text = project.commit_with_prek().passed();
    assert_says(&text, &["trueup check", "Passed"]);
    assert_eq!(project.commits(), 1);

    project.write("data/b.ndjson", "{\"lit\": true}\n{\"lit\": 0}\n");
    project.write("data/c.yaml", "# a lamp\nlit: 1\n");
    let text = project.commit_with_prek().blocked();
    assert_says(&text, &["Failed", "data/b.ndjson:2:9", "data/c.yaml:2:6"]);
    assert!(!text.contains("data/a.json"), "{text}");
    assert_eq!(project.commits(), 1);
    project.write("data/b.ndjson", "{\"lit\": true}\n");
    project.write("data/c.yaml", "lit: true\n");

    let schema = "schemas/lamp.schema.json";
    project.write(schema, &LAMP.replace("boolean", "integer"));
    let text = project.commit_with_prek().blocked();
    assert_says(
        &text,
        &["data/a.json:1:9", "data/b.ndjson:1:9", "data/c.yaml:1:6"],
    );
    project.write(schema, LAMP);

    // Once only: each trial builds the command anew, from the first of its dependencies on.
    let attempt = ["try-repo", &sandbox.tool_url, "trueup-check", "--all-files"];
    let text = project.prek(attempt).passed();
    assert_says(&text, &["trueup check", "Passed"]);
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
