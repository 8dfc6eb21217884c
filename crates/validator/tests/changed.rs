//! Real payloads that are changed at random, from a seed: the quick walks say nothing that the
//! judge does not, and the verdict is that of the `jsonschema` crate.
//!
//! `TRUEUP_MUTATIONS` says how many payloads of each schema.

mod support;

use std::path::Path;

use serde_json::Value;
use trueup_document::{Document, Node};
use trueup_testkit::{SplitMix, corpus, folders_in};
use trueup_validator::Validator;

/// What is put in the place of a value, beside other values of the payload.
const PIECES: [&str; 18] = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "1.5",
    "2.0",
    "1e3",
    "\"\"",
    "\"a\"",
    "\"\\u0061b\"",
    "\"2024-01-01T00:00:00Z\"",
    "[]",
    "{}",
    "[1, 1.0]",
    "[\"a\", \"a\"]",
    "{\"a\": 1}",
];

#[test]
fn quick_walks_and_judge_agree_on_real_payloads_that_are_changed() {
    let Some(benchmark) = corpus("benchmark") else {
        return;
    };
    let count = std::env::var("TRUEUP_MUTATIONS").ok();
    let count: u64 = count.and_then(|count| count.parse().ok()).unwrap_or(60);
    let (mut accepted, mut refused, mut quick) = (0, 0, 0);
    for folder in folders_in(&benchmark) {
        let Some(case) = Case::new(&folder) else {
            continue;
        };
        for seed in 0..count {
            let payload = case.changed(seed);
            let fault = |fault: String| panic!("{} {seed}: {fault}\n{payload}", folder.display());
            if let Some(found) = support::boldness(&case.ours, payload.as_bytes()) {
                fault(found);
            }
            let valid = case.ours.is_valid(payload.as_bytes());
            if let Some(theirs) = case.reference(&payload)
                && theirs != valid
            {
                fault(format!("jsonschema says {theirs}"));
            }
            let document = Document::from_slice(payload.as_bytes()).expect("it stays JSON");
            quick += usize::from(case.ours.quick_verdict(document.root()).is_some());
            *if valid { &mut accepted } else { &mut refused } += 1;
        }
    }
    // Enough of both kinds that the agreement means something, and the quick walk answers nearly
    // always.
    assert!(accepted > 300 && refused > 300, "{accepted} and {refused}");
    assert!(quick * 100 > (accepted + refused) * 95, "{quick}");
}

struct Case {
    ours: Validator,
    theirs: jsonschema::Validator,
    payloads: Vec<String>,
}

impl Case {
    fn new(folder: &Path) -> Option<Self> {
        let schema = std::fs::read_to_string(folder.join("schema.json")).ok()?;
        let value: Value = serde_json::from_str(&schema).ok()?;
        let lines = std::fs::read_to_string(folder.join("instances.jsonl")).ok()?;
        let short = lines.lines().filter(|line| line.len() < 4_000);
        Some(Self {
            ours: Validator::from_text("schema.json", &schema).ok()?,
            theirs: jsonschema::options()
                .should_validate_formats(true)
                .with_format("date-time", trueup_rules::date_time::is_date_time)
                .build(&value)
                .ok()?,
            payloads: short.take(300).map(str::to_owned).collect(),
        })
    }

    /// The verdict of the reference, which must not be asked about names that stand twice.
    fn reference(&self, payload: &str) -> Option<bool> {
        let document = Document::from_slice(payload.as_bytes()).ok()?;
        let distinct = document.duplicate_keys().is_empty();
        let value: Value = serde_json::from_str(payload).ok().filter(|_| distinct)?;
        Some(self.theirs.is_valid(&value))
    }

    /// A payload with some of its values, or names, exchanged.
    fn changed(&self, seed: u64) -> String {
        let mut random = SplitMix(seed);
        let mut text = self.payloads[random.below(self.payloads.len())].clone();
        for _ in 0..random.below(3) {
            let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
            let mut nodes = Vec::new();
            let mut names = Vec::new();
            gather(document.root(), &mut nodes, &mut names);
            let piece = match random.below(3) {
                0 => nodes[random.below(nodes.len())].raw(),
                _ => PIECES[random.below(PIECES.len())],
            };
            let rename = !names.is_empty() && random.below(4) == 0;
            let (place, piece) = if rename {
                let new = match random.below(2) {
                    0 => names[random.below(names.len())].raw(),
                    _ => "\"unknown\"",
                };
                (names[random.below(names.len())].span(), new)
            } else {
                (nodes[random.below(nodes.len())].span(), piece)
            };
            text = [&text[..place.start], piece, &text[place.end..]].concat();
        }
        text
    }
}

/// All values and all names.
fn gather<'d>(node: Node<'d>, nodes: &mut Vec<Node<'d>>, names: &mut Vec<Node<'d>>) {
    nodes.push(node);
    for element in node.elements() {
        gather(element, nodes, names);
    }
    for member in node.members() {
        names.push(member.key());
        gather(member.value(), nodes, names);
    }
}
