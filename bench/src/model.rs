//! ProcessWithRooms: bytes to a verdict, to a type, and to a report.

use process_with_rooms::ProcessWithRooms;
use serde_json::Value;
use trueup::Model as _;
use trueup_bench_peers::judge::{Boon, Jsonschema, compiled, compiled_bytes};
use trueup_bench_peers::parse;
use trueup_document::Document;

use crate::measure::{Effort, Time, contestant, run};
use crate::payload;
use crate::table::Page;

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

fn verdicts(effort: Effort, bytes: &[u8]) -> Vec<Time> {
    let (schema, runtime) = peer();
    let boon = Boon::new(&schema).expect("boon takes the schema");
    let value: Value = serde_json::from_slice(bytes).expect("the payload is JSON");
    let document = Document::from_slice(bytes).expect("the payload is JSON");
    let ours = ProcessWithRooms::validator();
    let mut scratch = Vec::new();
    run(
        effort,
        vec![
            contestant(VALUE, || parse::value(bytes)),
            contestant("serde_json `IgnoredAny`", || parse::ignored(bytes)),
            contestant("sonic-rs `Value`", || parse::sonic(bytes)),
            contestant("simd-json tape", || parse::simd_tape(bytes, &mut scratch)),
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
                compiled(&value)
            }),
            contestant("**trueup on a `Document` already read**", || {
                ours.is_valid_node(document.root())
            }),
            contestant("**trueup, the generated type on a `Document`**", || {
                ProcessWithRooms::is_valid_node(document.root())
            }),
            contestant("`Value` + jsonschema", || runtime.is_valid_bytes(bytes)),
            contestant("`Value` + jsonschema's macro", || compiled_bytes(bytes)),
            contestant("`Value` + boon", || boon.is_valid_bytes(bytes)),
        ],
    )
}

/// The schema, and `jsonschema` with it.
fn peer() -> (Value, Jsonschema) {
    let schema = serde_json::from_str(ProcessWithRooms::SCHEMA).expect("the schema is JSON");
    let peer = Jsonschema::new(&schema).expect("jsonschema takes the schema");
    (schema, peer)
}

const PLAIN: &str = "serde derive";

fn decodes(effort: Effort, bytes: &[u8]) -> Vec<Time> {
    run(
        effort,
        vec![
            contestant(PLAIN, || parse::derived(bytes)),
            contestant("sonic-rs with serde derive", || parse::derived_sonic(bytes)),
            contestant("**trueup `from_json_slice`**", || {
                ProcessWithRooms::from_json_slice(bytes).is_ok()
            }),
            contestant(VALUE, || parse::value(bytes)),
        ],
    )
}

const ERRORS: &str = "`Value` + `iter_errors`";

fn reports(effort: Effort, bytes: &[u8]) -> Vec<Time> {
    let (_, runtime) = peer();
    let ours = ProcessWithRooms::validator();
    run(
        effort,
        vec![
            contestant(ERRORS, || runtime.has_errors(bytes)),
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
