//! Any text is read as `serde_json` reads it, or refused with a place inside of it.

use serde_json::Value;
use trueup_document::{Buffer, Document, Json, Kind, Limits, Member, Syntax, ndjson};

/// JSON: accepted and refused as by `serde_json`, and what is written again is the same value.
///
/// # Panics
/// Where that does not hold.
pub fn json(bytes: &[u8]) {
    let read = Document::from_slice(bytes);
    if let Err(error) = &read {
        assert!(error.span.start <= error.span.end && error.span.end <= bytes.len());
    }
    if let Ok(document) = &read {
        spans_are_inside(document, 1);
        let json = Json::from(document.root());
        let text = json.to_string();
        let again = Document::from_slice(text.as_bytes()).expect("what is written is read");
        assert!(Json::from(again.root()) == json, "written: {text}");
    }
    // Numbers beyond doubles are read, and one level more than `serde_json` allows.
    let theirs: Result<Value, _> = serde_json::from_slice(bytes);
    let beyond = theirs.as_ref().is_err_and(|error| {
        let text = error.to_string();
        text.starts_with("number out of range") || text.starts_with("recursion limit")
    });
    if !beyond {
        assert_eq!(read.is_ok(), theirs.is_ok(), "{read:?} {theirs:?}");
    }
}

/// JSON with comments: what is JSON is read alike, and places are inside.
///
/// # Panics
/// Where that does not hold.
pub fn jsonc(bytes: &[u8]) {
    let read = Document::read_jsonc(bytes, &Limits::default());
    match &read {
        Ok(document) => spans_are_inside(document, 1),
        Err(error) => assert!(error.span.end <= bytes.len()),
    }
    if let Ok(plain) = Document::from_slice(bytes) {
        let document = read.expect("JSON is JSON with comments");
        assert!(Json::from(document.root()) == Json::from(plain.root()));
    }
}

/// JSON Lines: each line is read as it is by itself, and the lines are the whole.
///
/// # Panics
/// Where that does not hold.
pub fn ndjson(bytes: &[u8]) {
    let mut buffer = Buffer::default();
    let mut end = 0;
    for line in ndjson::lines(bytes) {
        assert!(line.start >= end);
        end = line.start + line.bytes.len();
        assert_eq!(&bytes[line.start..end], line.bytes);
        let limits = Limits::default();
        let reused = Document::read_as(line.bytes, Syntax::Json, &limits, &mut buffer).is_ok();
        assert_eq!(reused, Document::from_slice(line.bytes).is_ok());
    }
    assert!(end <= bytes.len());
}

/// Every value lies in the text, on character boundaries, and is at least so many bytes long.
pub(crate) fn spans_are_inside(document: &Document<'_>, shortest: usize) {
    let text = document.text();
    let mut waiting = vec![document.root()];
    while let Some(node) = waiting.pop() {
        let span = node.span();
        // Slicing panics inside of a character.
        assert!(text[span.start..span.end].len() >= shortest);
        match node.kind() {
            Kind::Array => waiting.extend(node.elements()),
            Kind::Object => waiting.extend(node.members().map(Member::value)),
            _ => {}
        }
        assert!(node.len() <= text.len());
    }
}
