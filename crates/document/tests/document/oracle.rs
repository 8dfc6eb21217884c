//! Any text at all: accepted and refused as `serde_json` does, with the same value.

use proptest::prelude::*;
use serde_json::Value;
use trueup_document::{Document, Json, JsonNumber, Kind, LineIndex};

/// Whether a value is what `serde_json` makes of the same text: of members with one name it keeps
/// the last, and what is no integer of 64 bits it rounds in several steps, so it may miss the
/// nearest double by a few units in the last place.
pub(crate) fn same_value(json: &Json, value: &Value) -> bool {
    match (json, value) {
        (Json::Null, Value::Null) => true,
        (Json::Boolean(left), Value::Bool(right)) => left == right,
        (Json::Number(left), Value::Number(right)) => same_number(left, right),
        (Json::String(left), Value::String(right)) => left == right,
        (Json::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same_value(left, right))
        }
        (Json::Object(left), Value::Object(right)) => {
            let last = |name: &str| left.iter().rev().find(|(key, _)| key == name);
            left.iter().all(|(key, _)| right.contains_key(key))
                && right.iter().all(|(name, right)| {
                    last(name).is_some_and(|(_, left)| same_value(left, right))
                })
        }
        _ => false,
    }
}

fn same_number(left: &JsonNumber, right: &serde_json::Number) -> bool {
    if let Some(whole) = right.as_i64() {
        return left.get().to_i64() == Some(whole);
    }
    if let Some(whole) = right.as_u64() {
        return left.get().to_u64() == Some(whole);
    }
    let (left, right) = (left.get().to_f64(), right.as_f64().unwrap_or(f64::NAN));
    left.to_bits().abs_diff(right.to_bits()) <= 8
}

/// Reads a text both ways and compares all that can be compared.
fn compare(bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = String::from_utf8_lossy(bytes);
    match (
        Document::from_slice(bytes),
        serde_json::from_slice::<Value>(bytes),
    ) {
        (Ok(document), Ok(value)) => {
            let json = Json::from(document.root());
            prop_assert!(same_value(&json, &value), "{text:?} gives {json}");
            nested_spans(document.root())?;
        }
        (Ok(_), Err(error)) => {
            prop_assert!(
                error.to_string().starts_with("number out of range"),
                "{text:?}: {error}"
            );
        }
        (Err(error), Ok(_)) => prop_assert!(false, "{text:?}: {error}"),
        (Err(error), Err(_)) => {
            let span = error.span;
            prop_assert!(
                span.start <= span.end && span.end <= bytes.len(),
                "{text:?}"
            );
            let index = LineIndex::new(bytes);
            prop_assert_eq!(error.position, index.position(span.start), "{:?}", text);
            if let Ok(text) = std::str::from_utf8(bytes) {
                prop_assert!(
                    text.get(span.start..span.end).is_some(),
                    "{text:?}: {error:?}"
                );
            }
        }
    }
    Ok(())
}

/// Every value lies within what holds it, after what stands before it.
fn nested_spans(node: trueup_document::Node<'_>) -> Result<(), TestCaseError> {
    let (mut at, end) = (node.span().start, node.span().end);
    let mut parts = Vec::new();
    match node.kind() {
        Kind::Array => parts.extend(node.elements()),
        Kind::Object => {
            for member in node.members() {
                parts.extend([member.key(), member.value()]);
            }
        }
        _ => prop_assert_eq!(node.raw(), node.raw().trim()),
    }
    for part in parts {
        prop_assert!(at < part.span().start && part.span().end < end);
        at = part.span().end;
        nested_spans(part)?;
    }
    Ok(())
}

/// Pieces of JSON and of what nearly is.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: [&[u8]; 56] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\"",
        b"\\",
        b"/",
        b" ",
        b"\n",
        b"\r\n",
        b"\t",
        b"\0",
        b"\x1f",
        b"\x7f",
        b"\x0b",
        b"\"a\"",
        b"\"a\":",
        b"\"\\u0061\":1",
        b"\"abcdefghijk\"",
        b"\"\\n\"",
        b"\"\\x\"",
        b"\"\\u00e9\"",
        b"\\ud83d\\ude00",
        b"\\ud83d",
        b"\\ude00",
        b"\"\\ud83d\\ude00\"",
        b"\"\\ud83d\"",
        b"\"\\ude00\"",
        b"\\u12",
        b"0",
        b"1",
        b"-",
        b"-0",
        b"01",
        b"12345678",
        b".",
        b".5",
        b"1.5",
        b"e",
        b"E+",
        b"1e5",
        b"1.5e-3",
        b"1e",
        b"true",
        b"tru",
        b"false",
        b"null",
        b"NaN",
        b"\xc3\xa9",
        b"\xf0\x9f\x98\x80",
        b"\xc3",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
    ];
    proptest::sample::select(&PIECES[..]).prop_map(<[u8]>::to_vec)
}

/// A text that is JSON, with whitespace and escapes as people and machines write them.
pub(crate) fn json_text() -> impl Strategy<Value = String> {
    let space = proptest::sample::select(vec!["", "", " ", "\n", "\r\n", "\t", "\n        "]);
    let string = prop_oneof![
        Just("\"\"".to_owned()),
        "[a-z]{1,20}".prop_map(|text| format!("\"{text}\"")),
        "(\\\\[\"\\\\/bfnrt]|[ -!#-\\[\\]-~éñ漢😀]|\\\\u00[0-9a-fA-F]{2}){0,20}"
            .prop_map(|text| format!("\"{text}\"")),
        Just("\"\\ud83d\\uDE00\"".to_owned()),
    ];
    let number = "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,8})?([eE][+-]?[0-9]{1,2})?";
    let scalar = prop_oneof![
        string.clone(),
        number,
        proptest::sample::select(vec!["true", "false", "null"]).prop_map(str::to_owned),
    ];
    scalar.prop_recursive(5, 40, 6, move |inner| {
        let spaced = (space.clone(), inner, space.clone())
            .prop_map(|(before, value, after)| format!("{before}{value}{after}"));
        let name = (space.clone(), string.clone(), space.clone())
            .prop_map(|(before, name, after)| format!("{before}{name}{after}"));
        let array = proptest::collection::vec(spaced.clone(), 0..6);
        let object = proptest::collection::vec((name, spaced), 0..6);
        prop_oneof![
            array.prop_map(|elements| format!("[{}]", elements.join(","))),
            object.prop_map(|members| {
                let members = members
                    .iter()
                    .map(|(name, value)| format!("{name}:{value}"));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn json_texts_are_read_with_the_same_value(text in json_text()) {
        prop_assert!(Document::from_slice(text.as_bytes()).is_ok(), "{text}");
        compare(text.as_bytes())?;
    }

    #[test]
    fn pieces_in_any_order_are_judged_alike(pieces in proptest::collection::vec(piece(), 0..12)) {
        compare(&pieces.concat())?;
    }

    #[test]
    fn a_text_with_something_put_in_or_left_out_is_judged_alike(
        text in json_text(),
        at in any::<proptest::sample::Index>(),
        cut in 0_usize..4,
        piece in piece(),
    ) {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len() + 1);
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, piece);
        compare(&bytes)?;
        bytes.truncate(at);
        compare(&bytes)?;
    }

    #[test]
    fn any_bytes_are_judged_alike(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        compare(&bytes)?;
        let quoted = [b"[\"".as_slice(), &bytes, b"\"]"].concat();
        compare(&quoted)?;
    }
}
