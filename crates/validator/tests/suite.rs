//! The official test suite, and the `jsonschema` crate as a second judge.
//!
//! For each case three verdicts must be the same: what the suite says, what `is_valid` and `check`
//! say, and what `jsonschema` says of the same text as a `serde_json::Value`. Differences are listed
//! in `suite-exceptions.txt`, each with its reason.

mod support;

use std::path::Path;

use trueup_schema::{Dialect, Loader, SchemaSet};
use trueup_testkit::suite::{Group, REMOTES, groups};
use trueup_testkit::{Exceptions, Outcome, corpus};
use trueup_validator::Validator;

#[test]
fn the_official_suite_and_jsonschema_agree_with_the_verdict() {
    let Some(suite) = corpus("json-schema-test-suite") else {
        return;
    };
    let mut outcomes = Vec::new();
    for group in groups(&suite) {
        let (dialect, draft) = draft(group.draft);
        let judges = Judges {
            dialect,
            draft,
            formats: group.formats,
            remotes: &suite.join("remotes"),
        };
        judges.group(&group, &mut outcomes);
    }
    assert!(outcomes.len() > 8_000, "{} cases", outcomes.len());
    Exceptions::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/suite-exceptions.txt"
    ))
    .judge(outcomes);
}

fn draft(folder: &str) -> (Dialect, jsonschema::Draft) {
    match folder {
        "draft4" => (Dialect::Draft4, jsonschema::Draft::Draft4),
        "draft6" => (Dialect::Draft6, jsonschema::Draft::Draft6),
        "draft7" => (Dialect::Draft7, jsonschema::Draft::Draft7),
        "draft2019-09" => (Dialect::Draft201909, jsonschema::Draft::Draft201909),
        _ => (Dialect::Draft202012, jsonschema::Draft::Draft202012),
    }
}

struct Judges<'a> {
    dialect: Dialect,
    draft: jsonschema::Draft,
    formats: bool,
    remotes: &'a Path,
}

impl Judges<'_> {
    fn group(&self, group: &Group, outcomes: &mut Vec<Outcome>) {
        let ours = self.ours(&group.schema);
        let reference = ours.as_ref().map(|ours| self.reference(ours.schema_set()));
        for test in &group.tests {
            let result = match (&ours, &reference) {
                (Ok(ours), Ok(Ok(reference))) => judge(ours, reference, &test.data, test.valid),
                (Ok(_), Ok(Err(error))) => Err(format!("jsonschema: {error}")),
                (Err(error), _) => Err(error.clone()),
                (Ok(_), Err(_)) => unreachable!("there is a reference where there is ours"),
            };
            outcomes.push((test.name.clone(), result));
        }
    }

    fn ours(&self, schema: &str) -> Result<Validator, String> {
        let mut loader = Loader::new()
            .with_default_dialect(self.dialect)
            .with_folder(REMOTES, self.remotes);
        if !self.formats {
            loader = loader.with_formats_as_annotations();
        }
        let set = loader.load_text("suite.schema.json", schema);
        set.and_then(Validator::new)
            .map_err(|error| error.to_string())
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
        let mut options = jsonschema::options();
        // A vocabulary may ask for formats to be asserted, which this would overrule.
        if self.formats || self.dialect <= Dialect::Draft7 {
            options = options.should_validate_formats(self.formats);
        }
        options
            .offline()
            .with_draft(self.draft)
            .with_base_uri(set.base_uri())
            .with_registry(&registry)
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
    if let Some(fault) = support::boldness(ours, data.as_bytes()) {
        return Err(fault);
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
