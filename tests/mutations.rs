//! Payloads that are changed at random, from a seed: all judges agree on each of them.
//!
//! Their verdicts must be the same: the quick ones over the bytes and over the tape, that of the
//! type, that of the judge, that of the `jsonschema` crate, and whether the type decodes; and a type that is read in one pass over the
//! bytes is the one that is decoded from a document. `TRUEUP_MUTATIONS` says how many payloads.

use process_with_rooms::ProcessWithRooms;
use serde_json::Value;
use trueup::{Decode, Document, Model as _, Reader};
use trueup_testkit::SplitMix;

const PAYLOADS: [&str; 3] = [
    include_str!("payloads/page-example.json"),
    include_str!("payloads/minimal.json"),
    include_str!("payloads/unknown-null-absent.json"),
];

/// What is put in: what is odd to some part of the readers.
const PIECES: [&str; 36] = [
    "null",
    "true",
    "0",
    "-0",
    "1.0",
    "1e2",
    "2147483647",
    "2147483648",
    "123456789012345678901",
    "0.5",
    "\"\"",
    "\"\\u0061\"",
    "\"Tokyo\"",
    "\"active\"",
    "\"tcp\"",
    "{}",
    "[]",
    "[[]]",
    "{\"a\":1}",
    ",",
    ":",
    "\"",
    "\\",
    "\\n",
    "é",
    " ",
    "\n",
    "Z",
    "z",
    "-",
    ".5",
    "60",
    "\"host\":\"x\",",
    "\"a\":1,",
    "\"a\\u0062\":{\"c\":[1,{}]},",
    "\u{1}",
];

#[test]
fn all_judges_agree_on_payloads_that_are_changed_at_random() {
    let count = std::env::var("TRUEUP_MUTATIONS").ok();
    let count: u64 = count.and_then(|count| count.parse().ok()).unwrap_or(4_000);
    let schema = serde_json::from_str(ProcessWithRooms::SCHEMA).expect("the schema is JSON");
    let reference = jsonschema::options()
        .should_validate_formats(true)
        .with_format("date-time", trueup_rules::date_time::is_date_time)
        .build(&schema)
        .expect("jsonschema takes the schema");
    let mut accepted = 0;
    for seed in 0..count {
        let text = changed(seed);
        let verdict =
            agreed(&text, &reference).unwrap_or_else(|fault| panic!("{seed}: {fault}\n{text}"));
        accepted += u64::from(verdict);
    }
    // Enough of both kinds that the agreement means something.
    assert!(
        accepted > count / 50 && accepted < count,
        "{accepted} of {count}"
    );
}

/// The verdict of all; or which of them is alone.
fn agreed(text: &str, reference: &jsonschema::Validator) -> Result<bool, String> {
    let bytes = text.as_bytes();
    let validator = ProcessWithRooms::validator();
    let exact = validator.is_valid_by_document(bytes);
    if validator.is_surely_valid(bytes) && !exact {
        return Err("the quick verdict is too bold".to_owned());
    }
    if Reader::skims_whole::<ProcessWithRooms>(bytes) && !exact {
        return Err("the verdict of the type is too bold".to_owned());
    }
    if ProcessWithRooms::is_valid(bytes) != exact {
        return Err("the verdict of the type says otherwise".to_owned());
    }
    if validator.check(bytes).is_valid() != exact {
        return Err("the report says otherwise".to_owned());
    }
    let document = Document::from_slice(bytes).ok();
    let node = document.as_ref().map(Document::root);
    if node.is_some_and(|root| ProcessWithRooms::is_valid_node(root) != exact) {
        return Err("the verdict of the type on a document says otherwise".to_owned());
    }
    let document = document.filter(|document| document.duplicate_keys().is_empty());
    let tape = document.as_ref();
    let tape = tape.and_then(|document| validator.quick_verdict(document.root()));
    if tape.is_some_and(|verdict| verdict != exact) {
        return Err("the walk over the tape says otherwise".to_owned());
    }
    let decoded = document
        .as_ref()
        .and_then(|document| ProcessWithRooms::decode(document.root()).ok());
    if decoded.is_some() != exact {
        return Err("the type says otherwise".to_owned());
    }
    let read: Option<ProcessWithRooms> = Reader::whole(bytes);
    if read.is_some() && read != decoded {
        return Err("the type is read otherwise than decoded".to_owned());
    }
    let value: Option<Value> = document.and_then(|_| serde_json::from_slice(bytes).ok());
    match value {
        Some(value) if reference.is_valid(&value) != exact => {
            Err("jsonschema says otherwise".to_owned())
        }
        _ => Ok(exact),
    }
}

/// A payload with up to three changes.
fn changed(seed: u64) -> String {
    let mut random = SplitMix(seed);
    let mut text = PAYLOADS[random.below(PAYLOADS.len())].to_owned();
    for _ in 0..=random.below(3) {
        let (from, to) = (place(&mut random, &text), place(&mut random, &text));
        let piece = PIECES[random.below(PIECES.len())];
        match random.below(6) {
            0 => text.insert_str(from, piece),
            1 => replace_value(&mut text, from, piece),
            2 => replace_value(&mut text, from, piece),
            3 => {
                text.remove(from.min(text.len() - 1));
            }
            4 => text.insert_str(line_start(&text, from), piece),
            // A member or an element somewhere else.
            _ => {
                let line = text[from..].lines().next().unwrap_or("").to_owned();
                text.insert_str(line_start(&text, to), &line);
            }
        }
    }
    text
}

/// Puts another value in the place of the first that follows a colon.
fn replace_value(text: &mut String, from: usize, piece: &str) {
    let Some(start) = text[from..].find(": ").map(|at| from + at + 2) else {
        return;
    };
    let end = text[start..]
        .find([',', '\n'])
        .map_or(text.len(), |at| start + at);
    text.replace_range(start..end, piece);
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// A character boundary that is not the end.
fn place(random: &mut SplitMix, text: &str) -> usize {
    let at = random.below(text.len());
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
