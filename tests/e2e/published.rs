//! The formats for other programs, held to what those programs publish.
//!
//! Where they are at hand: SARIF is judged by its schema as SchemaStore has it, GitLab's report by the
//! schema that GitLab itself reads reports with (`app/validators/json_schemas/codeclimate.json` in
//! GitLab's repository), JUnit by the schema of Jenkins' xUnit plugin (`junit-10.xsd`, which pytest
//! carries among its tests). Those two belong into a folder `published` of the corpus, and the
//! last needs `xmllint`. What those schemas leave out is checked here in any case: what GitLab says
//! in the table of its manual, and what readers of JUnit agree on.

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

/// A schema that another project publishes, if it is at hand.
fn published(name: &str) -> Option<String> {
    let path = trueup_testkit::corpus("published")?.join(name);
    assert!(path.is_file(), "{} is not there", path.display());
    Some(path.to_str().unwrap().to_owned())
}

#[test]
fn a_gitlab_report_is_valid_by_the_schema_that_gitlab_reads_it_with() {
    let Some(schema) = published("gitlab-codeclimate.json") else {
        return;
    };
    let (place, ran) = report("gitlab");
    let issues: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    assert!(issues.len() > 7);
    // GitLab asks for one issue after the other.
    let lines = issues.iter().map(|issue| format!("{issue}\n"));
    place.write("issues.ndjson", lines.collect::<String>());
    let check = |file: &str| place.run_args(["check", "--schema", &schema, file]);
    check("issues.ndjson").exits(0);
    let refused = issues[0].to_string().replace("fingerprint", "print");
    place.write("refused.ndjson", refused);
    check("refused.ndjson").exits(1);
}

#[test]
fn a_junit_report_is_valid_by_the_schema_of_jenkins() {
    let Some(schema) = published("junit-10.xsd") else {
        return;
    };
    if !trueup_testkit::tool("xmllint") {
        return;
    }
    let (place, ran) = report("junit");
    let accepts = |text: &str| {
        place.write("report.xml", text);
        let mut command = std::process::Command::new("xmllint");
        command.args(["--noout", "--schema", &schema]);
        let output = command.arg(place.path("report.xml")).output().unwrap();
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (valid, said) = accepts(&ran.out);
    assert!(valid, "{said}");
    assert!(
        !accepts(
            &ran.out
                .replace("<failure ", "<fault ")
                .replace("</failure", "</fault")
        )
        .0
    );
    // Warnings alone, nothing at all, and what cannot be judged.
    let lamp = Place::with_lamp();
    let run = |args: &str| {
        lamp.run(&format!(
            "check --schema lamp.schema.json --format junit {args}"
        ))
    };
    for ran in [
        run("good.json"),
        run("none.json"),
        run("good.json bad.json"),
    ] {
        let (valid, said) = accepts(&ran.out);
        assert!(valid, "{said}\n{}", ran.out);
    }
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
    // Two files, and one that is not there.
    assert_eq!(with("testsuite").len(), 3);
    assert!(with("testsuite")[0].contains("name=\""));
    let cases = with("testcase");
    assert_eq!(cases.len(), 3, "{tags:?}");
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
    assert_eq!(with("error").len(), 1, "{tags:?}");
    let known = [
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "system-out",
    ];
    assert!(
        tags.iter().all(|(name, _)| known.contains(&name.as_str())),
        "{tags:?}"
    );
    assert!(super::published::tags("<a><b></a>").is_err());
}

/// What only GitHub can run is looked at: that the upload takes the file that the check wrote, also when
/// there are findings, and that the findings fail the job only after it.
#[test]
fn the_action_uploads_what_it_wrote_before_it_fails() {
    let action = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/action.yml")).unwrap();
    let place = Place::new()
        .file("action.yml", &action)
        .file("action.schema.json", ACTION);
    let check = || place.run("check --schema action.schema.json --format concise action.yml");
    check().exits(0);
    for (from, to) in [
        (
            "${{ inputs.sarif-file }}\n        category",
            "other.sarif\n        category",
        ),
        ("inputs.upload == 'true'", "failure()"),
        ("|| code=$?", ""),
        ("security-events", "contents"),
    ] {
        let changed = action.replacen(from, to, 1);
        assert_ne!(changed, action, "{from}");
        place.write("action.yml", changed);
        check().exits(1);
    }
}

/// What the steps must be to go together.
const ACTION: &str = r##"{
  "required": ["name", "description", "inputs", "outputs", "runs"],
  "additionalProperties": false,
  "properties": {
    "name": {"type": "string"},
    "description": {"type": "string"},
    "inputs": {
      "required": ["arguments", "sarif-file", "upload"],
      "additionalProperties": {
        "required": ["description", "default"],
        "properties": {"description": {"type": "string"}, "default": {"type": "string"}}
      },
      "properties": {
        "upload": {
          "properties": {"description": {"pattern": "security-events"}, "default": {"const": "true"}}
        }
      }
    },
    "outputs": {"properties": {"exit-code": {"properties": {
      "value": {"const": "${{ steps.check.outputs.exit-code }}"}}}}},
    "runs": {
      "properties": {
        "using": {"const": "composite"},
        "steps": {
          "minItems": 4,
          "items": false,
          "prefixItems": [
            {"properties": {"id": {"const": "install"}, "shell": {"const": "bash"}, "run": {"type": "string"}}},
            {
              "properties": {
                "id": {"const": "check"},
                "env": {
                  "required": ["TRUEUP_ARGUMENTS", "TRUEUP_SARIF"],
                  "properties": {
                    "TRUEUP_ARGUMENTS": {"const": "${{ inputs.arguments }}"},
                    "TRUEUP_SARIF": {"const": "${{ inputs.sarif-file }}"}
                  }
                },
                "run": {"allOf": [
                  {"pattern": "--output-file \"\\$TRUEUP_SARIF\""},
                  {"pattern": "[|][|] code=\\$[?]"},
                  {"pattern": "exit-code=\\$code"}
                ]}
              }
            },
            {
              "required": ["if", "uses", "with"],
              "properties": {
                "if": {"const": "${{ inputs.upload == 'true' }}"},
                "uses": {"pattern": "^github/codeql-action/upload-sarif@v[0-9]+$"},
                "with": {
                  "required": ["sarif_file"],
                  "properties": {"sarif_file": {"const": "${{ inputs.sarif-file }}"}}
                }
              }
            },
            {
              "properties": {
                "id": {"const": "verdict"},
                "env": {"properties": {
                  "TRUEUP_EXIT": {"const": "${{ steps.check.outputs.exit-code }}"}}},
                "run": {"pattern": "exit \"\\$TRUEUP_EXIT\""}
              }
            }
          ]
        }
      }
    }
  }
}"##;

#[test]
fn the_action_takes_no_input_into_its_shell() {
    let action = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/action.yml")).unwrap();
    for (_, script) in crate::hooks::steps(&action) {
        assert!(!script.contains("${{"), "{script}");
    }
}
