//! Names that stand twice in one object are read, kept and reported with both places.

use std::collections::HashMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use trueup_document::{Document, Json};

/// The places of what is reported, as text.
fn reported(text: &str) -> Vec<(String, String)> {
    let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
    let place = |span: trueup_document::Span| {
        assert!(text[span.start..span.end].starts_with('"') && text[..span.end].ends_with('"'));
        document.position(span.start).to_string()
    };
    let duplicates = document.duplicate_keys().iter();
    duplicates
        .map(|duplicate| (place(duplicate.first), place(duplicate.second)))
        .collect()
}

#[test]
fn each_repeated_name_is_reported_with_the_first_of_its_kind() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (r#"{"a":1,"b":2}"#, &[]),
        (r#"{"a":1,"a":1}"#, &[("1:2", "1:8")]),
        (r#"{"a":1,"A":2}"#, &[]),
        (r#"{"a":1,"a":2,"a":3}"#, &[("1:2", "1:8"), ("1:2", "1:14")]),
        (
            r#"{"a":1,"b":2,"b":3,"a":4}"#,
            &[("1:8", "1:14"), ("1:2", "1:20")],
        ),
        (r#"{"":1,"":2}"#, &[("1:2", "1:7")]),
        (r#"{"a" :1,"a":2}"#, &[("1:2", "1:9")]),
        // Spellings of one name.
        (r#"{"a":1,"\u0061":2}"#, &[("1:2", "1:8")]),
        (r#"{"\u0061":1,"a":2}"#, &[("1:2", "1:13")]),
        (r#"{"\u0061":1,"\u0062":2}"#, &[]),
        (r#"{"/":1,"\/":2}"#, &[("1:2", "1:8")]),
        (
            r#"{"\u00e9":1,"é":2,"\u00E9":3}"#,
            &[("1:2", "1:13"), ("1:2", "1:19")],
        ),
        (r#"{"😀":1,"\ud83d\ude00":2}"#, &[("1:2", "1:8")]),
        (r#"{"a\\u0061":1,"a\u0061":2,"aa":3}"#, &[("1:15", "1:27")]),
        // The composed and the decomposed letter are two names.
        ("{\"\u{e9}\":1,\"e\u{301}\":2}", &[]),
        (r#"{"a":1,"a\u0000":2}"#, &[]),
        (
            r#"{"abcdefgh":1,"abcdefgh":2,"abcdefg":3}"#,
            &[("1:2", "1:15")],
        ),
        // Elsewhere a name may stand again.
        (r#"[{"a":1},{"a":1}]"#, &[]),
        (r#"{"a":{"a":{"a":1}}}"#, &[]),
        (r#"{"a":["a","a"],"b":"a"}"#, &[]),
        // Inner objects close first.
        (
            r#"{"x":{"a":1,"a":2},"y":[{"b":1,"b":2}],"x":0}"#,
            &[("1:7", "1:13"), ("1:26", "1:32"), ("1:2", "1:40")],
        ),
        ("{\n  \"a\": {\"b\": 1},\n  \"a\": {}\n}", &[("2:3", "3:3")]),
    ];
    for (text, expected) in cases {
        let found = reported(text);
        let found: Vec<_> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn the_member_that_repeats_a_name_can_be_looked_at() {
    let document = Document::from_slice(br#"{"a":1,"\u0061":{"b":2}}"#).expect("the text is JSON");
    let member = document.duplicate_keys()[0].member(&document);
    assert_eq!(
        (member.name().as_ref(), member.value().raw()),
        ("a", r#"{"b":2}"#)
    );
    assert_eq!(
        document.root().get("a").map(trueup_document::Node::raw),
        Some("1")
    );
    assert_eq!(document.root().len(), 2);
}

#[test]
fn one_repeated_name_is_found_in_objects_of_every_size() {
    for size in [2, 3, 24, 63, 64, 65, 66, 100, 128, 1000] {
        for (first, second) in [(0, 1), (0, size - 1), (size / 2, size - 1)] {
            if first == second {
                continue;
            }
            let mut names: Vec<String> = (0..size).map(|index| format!("name {index}")).collect();
            let clean = object(&names);
            assert_eq!(reported(&clean), [], "{size}");
            names[second] = names[first].replace('n', "\\u006e");
            assert_eq!(
                reported(&object(&names)).len(),
                1,
                "{size}: {first} and {second}"
            );
        }
    }
}

fn object(names: &[String]) -> String {
    let members = names.iter().map(|name| format!("\"{name}\":0"));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// Were it quadratic, this would take minutes.
#[test]
fn a_hundred_thousand_repeated_names_are_each_reported() {
    const NAMES: usize = 100_000;
    let same = object(&vec!["a".to_owned(); NAMES]);
    let document = Document::from_slice(same.as_bytes()).expect("the text is JSON");
    assert_eq!(document.duplicate_keys().len(), NAMES - 1);
    let twice: Vec<String> = (0..NAMES)
        .map(|index| format!("{}", index % (NAMES / 2)))
        .collect();
    let text = object(&twice);
    let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
    assert_eq!(document.duplicate_keys().len(), NAMES / 2);
    let in_order = document
        .duplicate_keys()
        .windows(2)
        .all(|pair| pair[0].second < pair[1].second);
    assert!(in_order);
}

/// Many objects that each repeat a name, so that none pays for what stands around it.
#[test]
fn repeated_names_in_many_small_objects_are_each_reported() {
    let mut text = String::from("{");
    for index in 0..20_000 {
        // Writing to a string cannot fail.
        let _ = write!(text, "\"{index}\":{{\"a\":1,\"a\":2}},");
    }
    text.push_str("\"end\":0}");
    let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
    assert_eq!(document.duplicate_keys().len(), 20_000);
}

/// What a plain look at the members of one object says.
fn plain(names: &[String]) -> Vec<(usize, usize)> {
    let mut first_of = HashMap::new();
    let mut found = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let first = *first_of.entry(name).or_insert(index);
        if first != index {
            found.push((first, index));
        }
    }
    found
}

proptest! {
    #[test]
    fn what_is_reported_is_what_a_plain_look_finds(
        names in proptest::collection::vec("[ab\\u{0}é]{0,3}", 0..120),
        escape in any::<u64>(),
    ) {
        let mut text = String::from("{");
        let mut starts = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let mut written = String::new();
            trueup_document::value::write_string(name, &mut written);
            if escape >> (index % 64) & 1 == 1 {
                written = written.replace('a', "\\u0061");
            }
            text.push_str(if index > 0 { "," } else { "" });
            starts.push(text.len());
            text.push_str(&written);
            text.push_str(":[]");
        }
        text.push('}');
        let document = Document::from_slice(text.as_bytes()).expect("the text is JSON");
        let found: Vec<_> = document
            .duplicate_keys()
            .iter()
            .map(|duplicate| (duplicate.first.start, duplicate.second.start))
            .collect();
        let expected: Vec<_> = plain(&names)
            .into_iter()
            .map(|(first, second)| (starts[first], starts[second]))
            .collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(document.root().len(), names.len());
        prop_assert_eq!(Json::from(document.root()).as_object().map(<[_]>::len), Some(names.len()));
    }
}
