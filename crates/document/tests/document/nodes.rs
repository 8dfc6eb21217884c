//! Walking a document: kinds, values, children.

use std::borrow::Cow;

use trueup_document::{Document, Kind, Node};

fn read(text: &str) -> Document<'_> {
    Document::from_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn a_node_is_of_one_kind_and_has_only_its_value() {
    let cases = [
        ("null", Kind::Null, 0),
        ("true", Kind::Boolean, 0),
        ("false", Kind::Boolean, 0),
        ("-1.5", Kind::Number, 0),
        ("\"\"", Kind::String, 0),
        ("\"[1,2]\"", Kind::String, 0),
        ("[]", Kind::Array, 0),
        ("[1,[2,3],4]", Kind::Array, 3),
        ("{}", Kind::Object, 0),
        ("{\"a\":{\"b\":1,\"c\":2}}", Kind::Object, 1),
    ];
    for (text, kind, len) in cases {
        let spaced = format!(" \n{text}\t");
        let document = read(&spaced);
        let root = document.root();
        assert_eq!((root.kind(), root.raw(), root.len()), (kind, text, len));
        assert_eq!(root.is_empty(), len == 0, "{text}");
        assert_eq!(root.is_null(), kind == Kind::Null, "{text}");
        assert_eq!(
            root.as_bool(),
            (kind == Kind::Boolean).then(|| text == "true"),
            "{text}"
        );
        assert_eq!(root.as_number().is_some(), kind == Kind::Number, "{text}");
        assert_eq!(root.as_str().is_some(), kind == Kind::String, "{text}");
        assert_eq!(
            root.elements().count(),
            if kind == Kind::Array { len } else { 0 }
        );
        assert_eq!(
            root.members().count(),
            if kind == Kind::Object { len } else { 0 }
        );
        assert_eq!(
            root.get("a").is_some(),
            text.contains('a') && kind == Kind::Object,
            "{text}"
        );
    }
}

#[test]
fn children_come_in_order_and_subtrees_are_passed_in_one_step() {
    let document = read("[[], [[1], {\"x\": [2]}], {}, \"s\", 5]");
    let elements: Vec<&str> = document.root().elements().map(Node::raw).collect();
    assert_eq!(elements, ["[]", "[[1], {\"x\": [2]}]", "{}", "\"s\"", "5"]);
    let document = read("{\"a\": {\"b\": [1, {}]}, \"c\": [], \"\": {\"a\": 0}, \"d\\n\": null}");
    let members = document.root().members();
    let members: Vec<(String, &str)> = members
        .map(|member| (member.name().into_owned(), member.value().raw()))
        .collect();
    let expected = [
        ("a", "{\"b\": [1, {}]}"),
        ("c", "[]"),
        ("", "{\"a\": 0}"),
        ("d\n", "null"),
    ];
    assert_eq!(members, expected.map(|(name, raw)| (name.to_owned(), raw)));
}

#[test]
fn the_numbers_in_a_value_come_in_order() {
    let numbers = |text: &str| -> Vec<String> {
        let document = read(text);
        let numbers = document.root().numbers();
        numbers.map(|number| number.text().to_owned()).collect()
    };
    assert_eq!(numbers("7"), ["7"]);
    assert!(numbers("[\"1\", null, {\"2\": true}]").is_empty());
    assert_eq!(
        numbers("{\"a\": [1, {\"b\": 2.50}], \"c\": -3e4}"),
        ["1", "2.50", "-3e4"]
    );
    // Of a part only its own.
    let document = read("[1, [2, 3], 4]");
    let part = document.root().elements().nth(1).expect("it is there");
    assert_eq!(part.numbers().count(), 2);
}

#[test]
fn a_string_is_borrowed_unless_it_has_escapes() {
    let document = read("[\"plain é\", \"\\u00e9\", \"\\\\u0041\", \"a\\/\\\"\\b\\f\\n\\r\\tz\"]");
    let strings: Vec<Cow<'_, str>> = document
        .root()
        .elements()
        .filter_map(Node::as_str)
        .collect();
    assert_eq!(
        strings,
        ["plain é", "é", "\\u0041", "a/\"\u{8}\u{c}\n\r\tz"]
    );
    let borrowed: Vec<bool> = strings
        .iter()
        .map(|text| matches!(text, Cow::Borrowed(_)))
        .collect();
    assert_eq!(borrowed, [true, false, false, false]);
}

#[test]
fn surrogate_pairs_from_end_to_end_make_one_character() {
    for (text, character) in [
        ("\"\\ud800\\udc00\"", '\u{10000}'),
        ("\"\\uD83D\\uDE00\"", '😀'),
        ("\"\\udbff\\udfff\"", '\u{10FFFF}'),
        ("\"\\ud7ff\"", '\u{D7FF}'),
        ("\"\\ue000\"", '\u{E000}'),
        ("\"\\uffff\"", '\u{FFFF}'),
        ("\"\\u0000\"", '\0'),
    ] {
        assert_eq!(
            read(text).root().as_str().as_deref(),
            Some(String::from(character).as_str())
        );
    }
}

#[test]
fn a_member_is_found_by_its_name_however_it_is_written() {
    let document = read("{\"k\\u0065y\": 1, \"key2\": 2, \"\\\"\": 3}");
    for (name, raw) in [
        ("key", Some("1")),
        ("key2", Some("2")),
        ("\"", Some("3")),
        ("\\\"", None),
    ] {
        assert_eq!(document.root().get(name).map(Node::raw), raw, "{name}");
    }
    let first = document.root().members().next().expect("there is one");
    assert!(first.is_named("key") && !first.is_named("k\\u0065y"));
    assert_eq!(first.key().raw(), "\"k\\u0065y\"");
}

#[test]
fn every_node_has_an_index_of_its_own() {
    let document = read("{\"a\": [1, {\"b\": 2}], \"c\": 3}");
    let mut open = vec![document.root()];
    let mut seen = Vec::new();
    while let Some(node) = open.pop() {
        seen.push(node.index());
        open.extend(node.elements());
        for member in node.members() {
            open.extend([member.key(), member.value()]);
        }
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..9).collect::<Vec<_>>());
}
