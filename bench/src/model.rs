//! ProcessWithRooms: bytes to a verdict, to a type, and to a report.

use process_with_rooms::ProcessWithRooms;
use serde::de::IgnoredAny;
use serde_json::Value;
use trueup::Model as _;
use trueup_document::Document;

use crate::measure::{Effort, Time, contestant, run};
use crate::table::Page;
use crate::{payload, plain};

/// The schema at compile time, by the macro of the `jsonschema` crate.
#[jsonschema::validator(
    path = "../schemas/process_with_rooms.schema.json",
    validate_formats = true
)]
struct Compiled;

/// A payload and what it is called.
pub type Sample = (&'static str, Vec<u8>);

/// One small payload, one with 50 rooms, one with 5,000, and the second sorted and indented.
pub fn samples() -> Vec<Sample> {
    let compact = |rooms| serde_json::to_vec(&payload::process(7, rooms));
    let medium = payload::process(7, 50);
    let sorted = serde_json::to_value(&medium).and_then(|value| serde_json::to_vec(&value));
    let samples = [
        ("1 room", compact(1)),
        ("50 rooms", compact(50)),
        ("5,000 rooms", compact(5_000)),
        ("50, sorted", sorted),
        ("50, indented", serde_json::to_vec_pretty(&medium)),
    ];
    samples
        .map(|(name, text)| (name, text.expect("it serializes")))
        .into()
}

pub const VALUE: &str = "serde_json `Value`";

pub fn measure(effort: Effort, page: &mut Page) {
    let samples = samples();
    page.text("Ratios to `serde_json::from_slice::<Value>` alone (its time is in the head).\n");
    table(page, &samples, |bytes| verdicts(effort, bytes), VALUE);
    page.title(3, "Bytes to a type");
    page.text("Ratios to structs with serde's derive and chrono, which check next to nothing.\n");
    table(page, &samples, |bytes| decodes(effort, bytes), PLAIN);
    page.title(3, "Bytes to a report, one value in a hundred wrong");
    page.text("Ratios to `Value` and jsonschema's `iter_errors`, which give no line and column.\n");
    let broken: Vec<Sample> = samples
        .iter()
        .map(|(name, text)| (*name, broken(text)))
        .collect();
    table(page, &broken, |bytes| reports(effort, bytes), ERRORS);
}

fn table(page: &mut Page, samples: &[Sample], run: impl Fn(&[u8]) -> Vec<Time>, base: &str) {
    let times: Vec<_> = samples
        .iter()
        .map(|(name, text)| (*name, run(text)))
        .collect();
    let columns: Vec<_> = times
        .iter()
        .map(|(name, times)| (*name, times.as_slice()))
        .collect();
    page.ratios(&columns, base);
}

/// Peers whose parsers want to write into their input get a fresh copy each time.
fn verdicts(effort: Effort, bytes: &[u8]) -> Vec<Time> {
    let schema: Value = serde_json::from_str(ProcessWithRooms::SCHEMA).expect("the schema is JSON");
    let runtime = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema);
    let runtime = runtime.expect("jsonschema takes the schema");
    let value: Value = serde_json::from_slice(bytes).expect("the payload is JSON");
    let document = Document::from_slice(bytes).expect("the payload is JSON");
    let ours = ProcessWithRooms::validator();
    let mut schemas = boon::Schemas::new();
    let boon = boon(&schema, &mut schemas);
    let mut scratch = Vec::new();
    let parse = || serde_json::from_slice::<Value>(bytes);
    run(
        effort,
        vec![
            contestant(VALUE, || parse().is_ok()),
            contestant("serde_json `IgnoredAny`", || {
                serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
            }),
            contestant("sonic-rs `Value`", || {
                sonic_rs::from_slice::<sonic_rs::Value>(bytes).is_ok()
            }),
            contestant("simd-json tape", || {
                scratch.clear();
                scratch.extend_from_slice(bytes);
                simd_json::to_tape(&mut scratch).is_ok()
            }),
            contestant("**trueup `Document`**", || {
                Document::from_slice(bytes).is_ok()
            }),
            contestant("**trueup verdict**", || ours.is_valid(bytes)),
            contestant("**trueup verdict of the generated type**", || {
                ProcessWithRooms::is_valid(bytes)
            }),
            contestant("jsonschema on a `Value` already read", || {
                runtime.is_valid(&value)
            }),
            contestant("jsonschema's macro on a `Value` already read", || {
                Compiled::is_valid(&value)
            }),
            contestant("**trueup on a `Document` already read**", || {
                ours.is_valid_node(document.root())
            }),
            contestant("`Value` + jsonschema", || {
                parse().is_ok_and(|value| runtime.is_valid(&value))
            }),
            contestant("`Value` + jsonschema's macro", || {
                parse().is_ok_and(|value| Compiled::is_valid(&value))
            }),
            contestant("`Value` + boon", || {
                parse().is_ok_and(|value| schemas.validate(&value, boon).is_ok())
            }),
        ],
    )
}

fn boon(schema: &Value, schemas: &mut boon::Schemas) -> boon::SchemaIndex {
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let uri = "file:///process.json";
    compiler
        .add_resource(uri, schema.clone())
        .expect("boon takes the schema");
    compiler
        .compile(uri, schemas)
        .expect("boon takes the schema")
}

const PLAIN: &str = "serde derive";

fn decodes(effort: Effort, bytes: &[u8]) -> Vec<Time> {
    run(
        effort,
        vec![
            contestant(PLAIN, || {
                serde_json::from_slice::<plain::ProcessWithRooms>(bytes).is_ok()
            }),
            contestant("sonic-rs with serde derive", || {
                sonic_rs::from_slice::<plain::ProcessWithRooms>(bytes).is_ok()
            }),
            contestant("**trueup `from_json_slice`**", || {
                ProcessWithRooms::from_json_slice(bytes).is_ok()
            }),
            contestant(VALUE, || serde_json::from_slice::<Value>(bytes).is_ok()),
        ],
    )
}

const ERRORS: &str = "`Value` + `iter_errors`";

fn reports(effort: Effort, bytes: &[u8]) -> Vec<Time> {
    let schema: Value = serde_json::from_str(ProcessWithRooms::SCHEMA).expect("the schema is JSON");
    let runtime = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema);
    let runtime = runtime.expect("jsonschema takes the schema");
    let ours = ProcessWithRooms::validator();
    run(
        effort,
        vec![
            contestant(ERRORS, || {
                let value = serde_json::from_slice::<Value>(bytes);
                // The messages are what a report is for.
                value.is_ok_and(|value| {
                    runtime
                        .iter_errors(&value)
                        .any(|error| !error.to_string().is_empty())
                })
            }),
            contestant("**trueup `check`**", || {
                let report = ours.check(bytes);
                report
                    .violations()
                    .iter()
                    .any(|violation| !violation.message().is_empty())
            }),
        ],
    )
}

/// The payload with the status of some rooms, or of the only one, misspelt.
fn broken(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let mut count = 0;
    let parts: Vec<&str> = text.split("\"status\"").collect();
    let mut broken = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            count += 1;
            broken.push_str(if count % 100 == 1 {
                "\"statos\""
            } else {
                "\"status\""
            });
        }
        broken.push_str(part);
    }
    broken.into_bytes()
}
