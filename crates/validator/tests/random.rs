//! Random schemas and values: the verdict is that of the `jsonschema` crate, and a report names a
//! violation exactly where the verdict is no.
//!
//! The same cases are drawn in every run. `TRUEUP_RANDOM_CASES=N` draws N others.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use trueup_schema::{Dialect, Loader};
use trueup_testkit::random;
use trueup_validator::Validator;

const CASES: u32 = 60;

#[test]
fn verdict_report_and_jsonschema_agree_on_random_schemas() {
    let wanted = std::env::var("TRUEUP_RANDOM_CASES").ok();
    let wanted: Option<u32> = wanted.map(|text| text.parse().expect("a number of cases"));
    let config = Config {
        cases: wanted.unwrap_or(CASES),
        max_shrink_iters: 2000,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = match wanted {
        Some(_) => TestRunner::new(config),
        None => {
            let same = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, same)
        }
    };
    let cases = (0..random::DRAFTS).prop_flat_map(|draft| {
        let instances = prop::collection::vec(random::instance(), 8);
        (Just(draft), random::schema(draft), instances)
    });
    let result = runner.run(&cases, |(draft, schema, instances)| {
        agree(draft, &schema, &instances).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        let text = error.to_string();
        // The input follows in a form that no one can paste; the fault has it as JSON.
        panic!(
            "{}",
            text.split("\nminimal failing input")
                .next()
                .unwrap_or(&text)
        );
    }
}

fn agree(draft: usize, schema: &Value, instances: &[Value]) -> Result<(), String> {
    let text = schema.to_string();
    let set = Loader::new()
        .with_default_dialect(Dialect::ALL[draft])
        .load_text("random.schema.json", &text);
    let ours = set.and_then(Validator::new);
    let ours = ours.map_err(|error| format!("{error}\n{text}"))?;
    let theirs = jsonschema::options()
        .offline()
        .with_draft(reference_draft(draft))
        .should_validate_formats(true)
        .with_format("date-time", trueup_rules::date_time::is_date_time)
        .build(schema)
        .map_err(|error| format!("jsonschema: {error}\n{text}"))?;
    for instance in instances {
        let payload = instance.to_string();
        let verdict = ours.is_valid(payload.as_bytes());
        let reference = theirs.is_valid(instance);
        if verdict != reference {
            return Err(format!(
                "jsonschema says {reference}, the verdict is {verdict}\n{text}\n{payload}"
            ));
        }
        let report = ours.check(payload.as_bytes());
        if report.is_valid() != verdict || report.violations().is_empty() != verdict {
            return Err(format!(
                "the verdict is {verdict}, the report says {report}\n{text}\n{payload}"
            ));
        }
    }
    Ok(())
}

fn reference_draft(draft: usize) -> jsonschema::Draft {
    match draft {
        0 => jsonschema::Draft::Draft4,
        1 => jsonschema::Draft::Draft6,
        2 => jsonschema::Draft::Draft7,
        3 => jsonschema::Draft::Draft201909,
        _ => jsonschema::Draft::Draft202012,
    }
}
