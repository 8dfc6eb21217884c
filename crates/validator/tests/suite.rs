//! The official test suite, and the `jsonschema` crate as a second judge.
//!
//! For each case three verdicts must be the same: what the suite says, what `is_valid` and `check`
//! say, and what `jsonschema` says of the same text as a `serde_json::Value`. Differences are listed
//! in `suite-exceptions.txt`, each with its reason.

use std::path::Path;

use trueup_document::{Document, Node};
use trueup_schema::{Dialect, Loader, SchemaSet};
use trueup_testkit::{Exceptions, Outcome, corpus, files_under};
use trueup_validator::{Options, Validator};

const DRAFTS: [(&str, Dialect, jsonschema::Draft); 5] = [
    ("draft4", Dialect::Draft4, jsonschema::Draft::Draft4),
    ("draft6", Dialect::Draft6, jsonschema::Draft::Draft6),
    ("draft7", Dialect::Draft7, jsonschema::Draft::Draft7),
    (
        "draft2019-09",
        Dialect::Draft201909,
        jsonschema::Draft::Draft201909,
    ),
    (
        "draft2020-12",
        Dialect::Draft202012,
        jsonschema::Draft::Draft202012,
    ),
];

#[test]
fn the_official_suite_and_jsonschema_agree_with_the_verdict() {
    let Some(suite) = corpus("json-schema-test-suite") else {
        return;
    };
    let mut outcomes = Vec::new();
    for (folder, dialect, draft) in DRAFTS {
        let tests = suite.join("tests").join(folder);
        for file in files_under(&tests) {
            let name = file
                .strip_prefix(suite.join("tests"))
                .expect("a file of the suite");
            let name = name.to_string_lossy().replace('\\', "/");
            let judges = Judges {
                dialect,
                draft,
                // The suite asserts formats only in the files about them.
                formats: name.contains("optional/format"),
                remotes: &suite.join("remotes"),
            };
            let text = std::fs::read(&file).expect("the file can be read");
            let document = Document::from_slice(&text).expect("the file is JSON");
            let mut of_file = Vec::new();
            for group in document.root().elements() {
                judges.group(&name, group, &mut of_file);
            }
            if name.contains("/idn-") {
                of_file = vec![as_one(name, &of_file)];
            }
            outcomes.extend(of_file);
        }
    }
    assert!(outcomes.len() > 6_000, "{} cases", outcomes.len());
    Exceptions::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite-exceptions.txt"
    ))
    .judge(outcomes);
}

/// A whole file as one case, for what is missing as a whole.
fn as_one(name: String, outcomes: &[Outcome]) -> Outcome {
    let failing = outcomes
        .iter()
        .filter(|(_, result)| result.is_err())
        .count();
    let result = if failing == 0 {
        Ok(())
    } else {
        Err(format!("{failing} of {} cases", outcomes.len()))
    };
    (name, result)
}

struct Judges<'a> {
    dialect: Dialect,
    draft: jsonschema::Draft,
    formats: bool,
    remotes: &'a Path,
}

impl Judges<'_> {
    fn group(&self, file: &str, group: Node<'_>, outcomes: &mut Vec<Outcome>) {
        let text = |node: Node<'_>, name: &str| {
            let text = node.get(name).and_then(Node::as_str);
            text.unwrap_or_default().into_owned()
        };
        let group_name = format!("{file}: {}", text(group, "description"));
        let schema = group.get("schema").expect("a group has a schema");
        let ours = self.ours(schema);
        let reference = ours.as_ref().map(|ours| self.reference(ours.schema_set()));
        for test in group.get("tests").expect("a group has tests").elements() {
            let case = format!("{group_name}: {}", text(test, "description"));
            let valid = test.get("valid").and_then(Node::as_bool) == Some(true);
            let data = test.get("data").expect("a test has data").raw();
            let result = match (&ours, &reference) {
                (Ok(ours), Ok(Ok(reference))) => judge(ours, reference, data, valid),
                (Ok(_), Ok(Err(error))) => Err(format!("jsonschema: {error}")),
                (Err(error), _) => Err(error.clone()),
                (Ok(_), Err(_)) => unreachable!("there is a reference where there is ours"),
            };
            outcomes.push((case, result));
        }
    }

    fn ours(&self, schema: Node<'_>) -> Result<Validator, String> {
        let set = Loader::new()
            .with_default_dialect(self.dialect)
            .with_folder("http://localhost:1234/", self.remotes)
            .load_text("suite.schema.json", schema.raw())
            .map_err(|error| error.to_string())?;
        let mut options = Options::default();
        options.assert_formats = self.formats;
        Validator::with_options(set, options).map_err(|error| error.to_string())
    }

    fn reference(&self, set: &SchemaSet) -> Result<jsonschema::Validator, String> {
        let resources: Vec<_> = set.resources().collect();
        let mut registry = jsonschema::Registry::new();
        for (uri, resource) in &resources {
            registry = registry
                .add(
                    uri,
                    self.draft.detect(resource).create_resource_ref(resource),
                )
                .map_err(|error| error.to_string())?;
        }
        let registry = registry.prepare().map_err(|error| error.to_string())?;
        jsonschema::options()
            .offline()
            .with_draft(self.draft)
            .with_base_uri(set.base_uri())
            .with_registry(&registry)
            .should_validate_formats(self.formats)
            .with_format("date-time", trueup_rules::date_time::is_date_time)
            .build(&set.to_value())
            .map_err(|error| error.to_string())
    }
}

fn judge(
    ours: &Validator,
    reference: &jsonschema::Validator,
    data: &str,
    valid: bool,
) -> Result<(), String> {
    let verdict = ours.is_valid(data.as_bytes());
    let report = ours.check(data.as_bytes());
    if verdict != report.is_valid() || verdict != report.violations().is_empty() {
        return Err(format!("is_valid says {verdict}, check says: {report}"));
    }
    if verdict != ours.is_valid_by_document(data.as_bytes()) {
        return Err(format!(
            "is_valid says {verdict}, on a document it does not"
        ));
    }
    if verdict != valid {
        return Err(format!("the suite says {valid}, check says: {report}"));
    }
    if let Ok(value) = serde_json::from_str(data) {
        let theirs = reference.is_valid(&value);
        if theirs != verdict {
            return Err(format!("jsonschema says {theirs}, check says: {report}"));
        }
    }
    for violation in report.violations() {
        let named = violation.schema.as_ref().is_some_and(|place| {
            let last = place.pointer.tokens().last();
            last.is_some_and(|token| *token == *violation.keyword)
        });
        if !named && violation.keyword != "false" {
            return Err(format!("no place of its own in the schema: {violation:?}"));
        }
    }
    Ok(())
}
