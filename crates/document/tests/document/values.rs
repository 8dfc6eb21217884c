//! Owned values: made from what Rust has, compared as JSON Schema compares, written and read again.

use proptest::prelude::*;
use trueup_document::value::write_string;
use trueup_document::{Document, Json, JsonNumber, Kind};

use crate::oracle::json_text;

fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Texts of which those of one line are equal, and no others.
const CLASSES: &[&[&str]] = &[
    &["null", " null\n"],
    &["true"],
    &["false"],
    &["0", "-0", "0.0", "0e5"],
    &["1", "1.0", "10e-1"],
    &["9007199254740993", "9007199254740993.0"],
    &["9007199254740992"],
    &["1e400", "10e399"],
    &["\"\"", " \"\" "],
    &["\"1\"", "\"\\u0031\""],
    &["\"null\""],
    &["\"\\ud83d\\ude00\"", "\"😀\""],
    &["\"é\"", "\"\\u00e9\""],
    &["\"e\u{301}\""],
    &["[]", "[ ]"],
    &["[[]]"],
    &["[1,2]", "[1.0, 2e0]"],
    &["[2,1]"],
    &["[1]"],
    &["[1,2,3]"],
    &["{}", "{ }"],
    &["{\"a\":1}", "{\"\\u0061\":1.0}"],
    &["{\"a\":2}"],
    &["{\"b\":1}"],
    &["{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}"],
    &["{\"a\":2,\"b\":1}", "{\"b\":1,\"a\":2}"],
    &[
        "{\"a\":{\"x\":[1],\"y\":2}}",
        "{\"a\":{\"y\":2,\"x\":[1.0]}}",
    ],
    &["{\"a\":{\"x\":[1],\"y\":3}}"],
    &["{\"a\":null}"],
    &["{\"a\":1,\"a\":2}"],
    &["{\"a\":2,\"a\":1}"],
    &[
        "{\"a\":1,\"a\":2,\"b\":3}",
        "{\"b\":3,\"a\":1,\"a\":2}",
        "{\"a\":1,\"b\":3,\"a\":2}",
    ],
];

#[test]
fn values_are_equal_as_json_schema_says() {
    let all: Vec<(usize, &str)> = CLASSES
        .iter()
        .enumerate()
        .flat_map(|(class, texts)| texts.iter().map(move |&text| (class, text)))
        .collect();
    for &(left_class, left) in &all {
        for &(right_class, right) in &all {
            assert_eq!(
                json(left) == json(right),
                left_class == right_class,
                "{left} and {right}"
            );
        }
    }
}

#[test]
fn objects_of_many_members_are_compared_whatever_their_order() {
    let member = |index: i64| (format!("name {index}"), Json::from(index));
    let rising = Json::Object((0..5000).map(member).collect());
    let falling = Json::Object((0..5000).rev().map(member).collect());
    let other = Json::Object((1..5001).rev().map(member).collect());
    assert_eq!(rising, falling);
    assert_ne!(rising, other);
}

#[test]
fn a_value_is_written_compactly_and_as_it_was() {
    let cases = [
        (
            " { \"b\" : 1.50 , \"a\" : [ true , null ] } ",
            "{\"b\":1.50,\"a\":[true,null]}",
        ),
        (
            "[1e5, -0, 123456789012345678901234567890]",
            "[1e5,-0,123456789012345678901234567890]",
        ),
        ("\"\\u0041\\/\\u00e9\\ud83d\\ude00\"", "\"A/é😀\""),
        (
            "\"\\b\\f\\n\\r\\t\\\"\\\\\"",
            "\"\\u0008\\u000c\\n\\r\\t\\\"\\\\\"",
        ),
        (
            "\"\\u0000\\u001f\\u007f\\u2028\"",
            "\"\\u0000\\u001f\u{7f}\u{2028}\"",
        ),
        ("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}"),
        ("[[],{},[{}]]", "[[],{},[{}]]"),
    ];
    for (text, written) in cases {
        assert_eq!(json(text).to_string(), written);
    }
}

#[test]
fn a_value_says_what_it_is() {
    let value = json("[null, false, 1.50, \"s\", [0], {\"k\": 1, \"k\": 2}]");
    let parts = value.as_array().expect("it is an array");
    let kinds: Vec<Kind> = parts.iter().map(Json::kind).collect();
    use Kind::{Array, Boolean, Null, Number, Object, String};
    assert_eq!(kinds, [Null, Boolean, Number, String, Array, Object]);
    for (index, part) in parts.iter().enumerate() {
        assert_eq!(part.is_null(), index == 0);
        assert_eq!(part.as_bool(), (index == 1).then_some(false));
        assert_eq!(
            part.as_number().map(JsonNumber::text),
            (index == 2).then_some("1.50")
        );
        assert_eq!(part.as_str(), (index == 3).then_some("s"));
        assert_eq!(part.as_array().map(<[_]>::len), (index == 4).then_some(1));
        assert_eq!(part.as_object().map(<[_]>::len), (index == 5).then_some(2));
        // Of two members with one name the first is meant.
        assert_eq!(part.get("k"), (index == 5).then_some(&Json::from(1)));
        assert_eq!(part.get("K"), None);
    }
}

#[test]
fn a_value_is_made_from_what_rust_has() {
    let made = Json::from(vec![
        Json::from(true),
        Json::from("a\"b"),
        Json::from(String::from("é")),
        Json::from(-1_i32),
        Json::from(i64::MIN),
        Json::from(7_u32),
        Json::from(u64::MAX),
        Json::from(3_usize),
        Json::from(JsonNumber::from_f64(0.5).expect("it is finite")),
        Json::Null,
    ]);
    let text = "[true,\"a\\\"b\",\"é\",-1,-9223372036854775808,7,18446744073709551615,3,0.5,null]";
    assert_eq!(made.to_string(), text);
    assert_eq!(made, json(text));
}

#[test]
fn a_text_that_is_no_json_gives_no_value() {
    for (text, position) in [
        ("", "1:1"),
        ("[1,]", "1:3"),
        ("{} x", "1:4"),
        ("[\n01]", "2:1"),
    ] {
        let error = Json::parse(text).expect_err("it is no JSON");
        assert_eq!(error.position.to_string(), position, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_written_reads_back_equal(text in json_text()) {
        let value = json(&text);
        let written = value.to_string();
        let again = json(&written);
        prop_assert_eq!(&again, &value);
        prop_assert_eq!(again.to_string(), written);
    }

    #[test]
    fn any_string_reads_back_the_same(text in any::<String>()) {
        let mut written = String::new();
        write_string(&text, &mut written);
        let document = Document::from_slice(written.as_bytes()).expect("it is a JSON string");
        let value = document.root().as_str();
        prop_assert_eq!(value.as_deref(), Some(text.as_str()));
        let theirs: Result<String, _> = serde_json::from_str(&written);
        prop_assert_eq!(theirs.ok(), Some(text));
    }

    #[test]
    fn members_in_another_order_are_equal(
        members in proptest::collection::btree_map("[a-d]{1,3}", 0_i32..3, 0..10),
    ) {
        let pair = |(name, value): (&String, &i32)| (name.clone(), Json::from(*value));
        let rising = Json::Object(members.iter().map(pair).collect());
        let falling = Json::Object(members.iter().rev().map(pair).collect());
        prop_assert_eq!(&rising, &falling);
        let mut shorter = falling;
        if let Json::Object(members) = &mut shorter && members.pop().is_some() {
            prop_assert_ne!(&rising, &shorter);
        }
    }
}

fn repeats(text: &str) -> bool {
    let document = Document::from_slice(text.as_bytes()).expect(text);
    !document.duplicate_keys().is_empty()
}

/// Equal values have equal hashes, whatever their spelling and order, and others have others.
#[test]
fn hashes_are_those_of_values() {
    use std::hash::BuildHasher as _;

    let hashes = std::hash::RandomState::new();
    let all = || CLASSES.iter().enumerate();
    let texts = || all().flat_map(|(class, texts)| texts.iter().map(move |text| (class, text)));
    for (class, one) in texts() {
        for (other_class, other) in texts() {
            let same = hashes.hash_one(json(one)) == hashes.hash_one(json(other));
            let equal = class == other_class;
            // The order of members of one name is none of a sum's.
            assert!(same == equal || (same && repeats(one)), "{one} {other}");
        }
    }
}
