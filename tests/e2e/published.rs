//! The formats for other programs, held to what those programs publish.
//!
//! SARIF is judged by its schema as SchemaStore has it, where that is at hand. GitLab publishes its
//! Code Quality format as a table; the schema here says what it says. JUnit has no one schema: what
//! its readers agree on is checked by structure.

use std::fs;

use super::{Place, Ran, payload};

fn report(format: &str) -> (Place, Ran) {
    let place = Place::new();
    let schema = payload("seven-faults/server.schema.json");
    let (bad, good) = (payload("seven-faults/server.json"), payload("minimal.json"));
    let args = [
        "check",
        "--format",
        format,
        "--schema",
        &schema,
        &bad,
        &good,
        "none.json",
    ];
    let ran = place.run_args(args).exits(2);
    (place, ran)
}

#[test]
fn sarif_is_valid_by_its_published_schema() {
    let Some(corpus) = trueup_testkit::corpus("schemastore") else {
        return;
    };
    let (place, ran) = report("sarif");
    place.write("report.sarif", &ran.out);
    let schema = corpus.join("schemas/sarif.json");
    let schema = schema.to_str().unwrap();
    place
        .run_args(["check", "--schema", schema, "report.sarif"])
        .exits(0);
    // The schema is one that refuses.
    place.write(
        "report.sarif",
        ran.out
            .replace("\"level\":\"error\"", "\"level\":\"fatal\""),
    );
    place
        .run_args(["check", "--schema", schema, "report.sarif"])
        .exits(1);
}

/// What docs.gitlab.com/ci/testing/code_quality asks of a report.
const GITLAB: &str = r#"{
  "type": "array",
  "items": {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
      "description": {"type": "string", "minLength": 1},
      "check_name": {"type": "string", "minLength": 1},
      "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
      "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
      "location": {
        "type": "object",
        "required": ["path", "lines"],
        "properties": {
          "path": {"type": "string", "not": {"pattern": "^[.]/"}},
          "lines": {
            "type": "object",
            "required": ["begin"],
            "properties": {"begin": {"type": "integer", "minimum": 1}}
          }
        }
      }
    }
  }
}"#;

#[test]
fn a_gitlab_report_is_as_gitlab_documents_it() {
    let (place, ran) = report("gitlab");
    place.write("gitlab.schema.json", GITLAB);
    place.write("report.json", &ran.out);
    place
        .run("check --schema gitlab.schema.json report.json")
        .exits(0);
    place.write("report.json", ran.out.replace("major", "grave"));
    place
        .run("check --schema gitlab.schema.json report.json")
        .exits(1);
}

/// The tags of an XML text in their order, each with its attributes; an error if they do not nest.
fn tags(xml: &str) -> Result<Vec<(String, String)>, String> {
    let (mut open, mut tags) = (Vec::new(), Vec::new());
    for part in xml.split('<').skip(1) {
        let (tag, _) = part.split_once('>').ok_or(format!("{part} does not end"))?;
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            if last.as_deref() != Some(name) {
                return Err(format!("{name} ends where {last:?} should"));
            }
            continue;
        }
        let whole = tag.trim_end_matches('/');
        let (name, attributes) = whole.split_once(' ').unwrap_or((whole, ""));
        tags.push((name.to_owned(), attributes.to_owned()));
        if whole == tag {
            open.push(name.to_owned());
        }
    }
    if open.is_empty() {
        Ok(tags)
    } else {
        Err(format!("{open:?} do not end"))
    }
}

#[test]
fn junit_has_what_its_readers_agree_on() {
    let (_, ran) = report("junit");
    let tags = tags(&ran.out).unwrap();
    let with = |wanted: &str| {
        tags.iter()
            .filter(|(name, _)| name == wanted)
            .map(|(_, attributes)| attributes.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(tags[0].0, "testsuites");
    assert_eq!(with("testsuite").len(), 2);
    assert!(with("testsuite")[0].contains("name=\""));
    let cases = with("testcase");
    assert_eq!(cases.len(), 2, "{tags:?}");
    assert!(
        cases
            .iter()
            .all(|case| case.contains("name=\"") && case.contains("classname=\""))
    );
    let failures = with("failure");
    assert!(
        !failures.is_empty()
            && failures
                .iter()
                .all(|failure| failure.contains("message=\""))
    );
    let known = [
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    ];
    assert!(
        tags.iter().all(|(name, _)| known.contains(&name.as_str())),
        "{tags:?}"
    );
    assert!(super::published::tags("<a><b></a>").is_err());
}

#[test]
fn the_action_takes_no_input_into_its_shell() {
    let action = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/action.yml")).unwrap();
    for (_, script) in crate::hooks::steps(&action) {
        assert!(!script.contains("${{"), "{script}");
    }
}
