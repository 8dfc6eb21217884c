//! Each shape accepts what its schema accepts, and writes back what it read.

use build_script_example::shapes::{
    Colour, Event, Full, Level, Loose, Merged, Other, Pair, Shapes, Tail,
};
use serde_json::{Value, json};
use trueup::{Document, Json, Model};

/// Each row: a property, values that are accepted, values that are refused.
fn table() -> Vec<(&'static str, Value, Value)> {
    let objects = combined_objects();
    objects
        .into_iter()
        .chain(open_types())
        .chain(lists())
        .chain(arrays())
        .collect()
}

fn combined_objects() -> Vec<(&'static str, Value, Value)> {
    vec![
        (
            "merged",
            json!([{"id": "i", "extra": 1}, {"id": "i", "extra": 1, "kind": "a", "more": null}]),
            json!([{"id": "i"}, {"extra": 1}, {"id": "i", "extra": 1, "kind": "b"}, {"id": 1, "extra": 1}, 1]),
        ),
        (
            "beside",
            json!([{"id": "i", "kind": "a"}, {"id": "i", "kind": "b", "c": 1}]),
            json!([{"id": "i"}, {"id": "i", "kind": "c"}, {"id": "i", "kind": "b", "c": 1, "d": 1}]),
        ),
        ("alias", json!([{"id": "i"}]), json!([{}, null])),
        (
            "only",
            json!([{}, {"a": "x", "b": 1}]),
            json!([{"a": 1}, 1]),
        ),
        (
            "closedBoth",
            json!([{}, {"a": "x"}]),
            json!([{"b": "x"}, {"a": 1}]),
        ),
        (
            "unevaluated",
            json!([{"id": "i"}, {"id": "i", "kind": "a", "more": true}]),
            json!([{"id": "i", "other": 1}, {"id": "i", "more": 1}]),
        ),
        (
            "leftOver",
            json!([{}, {"a": "x"}]),
            json!([{"a": 1}, {"b": 1}]),
        ),
        (
            "gone",
            json!([{}, {"yes": 1, "b": 2}]),
            json!([{"no": 1}, {"no": null}]),
        ),
        (
            "perhaps",
            json!([null, {}, {"a": "x", "c": 1}]),
            json!([{"b": 1}, {"a": 1}, 1]),
        ),
        (
            "depends",
            json!([{}, {"b": "x"}, {"a": "x", "b": "y"}]),
            json!([{"a": "x"}, {"b": 1}]),
        ),
        (
            "chosen",
            json!([{"x": 1}, {"y": 1, "kind": "x"}]),
            json!([{}, {"x": 1, "y": 1}, {"x": 1, "kind": "z"}]),
        ),
        (
            "sum",
            json!([null, {"id": "i"}]),
            json!([{"id": "i", "at": "x"}, {"at": "x"}]),
        ),
        (
            "event",
            json!([{"created": "x"}, {"removed": 1}]),
            json!([{}, {"created": 1}, {"created": "x", "removed": 1}]),
        ),
    ]
}

fn open_types() -> Vec<(&'static str, Value, Value)> {
    vec![
        ("narrow", json!([0, 10, 3.0]), json!([-1, 11, 1.5, "1"])),
        ("contradiction", json!([]), json!(["a", 1, null])),
        (
            "loose",
            json!([{"a": "x"}, {"a": "x", "b": 1}, 3, null, "a", [{}]]),
            json!([{}, {"a": 1}]),
        ),
        (
            "looseList",
            json!([[], ["a"], 1, {"a": [1]}]),
            json!([[1], ["a", null]]),
        ),
        (
            "looseText",
            json!(["", "ab", 100, [], null]),
            json!(["abc"]),
        ),
        ("looseNumber", json!([2, 2.5, "1", null]), json!([1, 1.9])),
        (
            "looseNot",
            json!([{"a": "x"}, 1, null, []]),
            json!(["a", {"a": 1}]),
        ),
        (
            "either",
            json!([{"id": "i"}, "text"]),
            json!([{}, {"id": 1}, 1, null]),
        ),
    ]
}

fn lists() -> Vec<(&'static str, Value, Value)> {
    vec![
        (
            "codes",
            json!([1, 1.0, -1, 2.5, "auto", "1", true, null, [1], [1.0], {"a": 1}]),
            json!([2, 2.4, "2", false, [2], [1, 1], {}, {"a": 2}]),
        ),
        (
            "day",
            json!(["2024-02-29"]),
            json!(["2023-02-29", "2024-2-9", 1]),
        ),
        (
            "host",
            json!(["127.0.0.1"]),
            json!(["127.0.0.256", "127.1", ""]),
        ),
        ("host6", json!(["::1"]), json!(["::g", "127.0.0.1"])),
        ("yes", json!([true]), json!([false, "true", 1])),
        ("nil", json!([null]), json!([false, 0, "null"])),
        ("flags", json!([true, false]), json!([null, 0])),
        ("typed", json!([1, null, 1.0]), json!(["a", 2])),
        ("level", json!([1, 2, 2.0, null]), json!([3, "1", false])),
        ("twice", json!(["a", "c"]), json!(["b", "d"])),
        ("colour", json!(["red", "blue", ""]), json!([1, null])),
        ("other", json!(["Other", "other", ""]), json!([1])),
        ("short", json!(["a"]), json!(["bcd", "b", 1])),
    ]
}

fn arrays() -> Vec<(&'static str, Value, Value)> {
    vec![
        (
            "pair",
            json!([["a", 1]]),
            json!([["a"], ["a", 1, 1], [1, "a"], [], "a"]),
        ),
        (
            "tail",
            json!([["a"], ["a", true, false]]),
            json!([[], ["a", 1], [true], ["a", true, 1]]),
        ),
        ("full", json!([[true]]), json!([[], [1], [true, true]])),
    ]
}

fn values(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn decode_is_verdict_and_nothing_is_lost() {
    for (property, accepted, refused) in table() {
        let accepted = values(&accepted).iter().map(|value| (value, true));
        let refused = values(&refused).iter().map(|value| (value, false));
        for (value, wanted) in accepted.chain(refused) {
            let text = json!({ property: value }).to_string();
            let verdict = Shapes::validator().is_valid(text.as_bytes());
            assert_eq!(verdict, wanted, "verdict on {text}");
            let decoded = Shapes::from_str(&text);
            assert_eq!(decoded.is_ok(), wanted, "decode of {text}: {decoded:?}");
            if let Ok(shapes) = decoded {
                assert_eq!(
                    json(&shapes.to_string()),
                    json(&text),
                    "{text} came back changed"
                );
            }
        }
    }
}

fn json(text: &str) -> Json {
    Json::from(Document::from_slice(text.as_bytes()).expect("JSON").root())
}

#[test]
fn every_property_of_the_schema_has_its_row() {
    let schema: Value = serde_json::from_str(Shapes::SCHEMA).expect("JSON");
    let properties = schema["properties"].as_object().expect("an object");
    let rows: Vec<&str> = table().into_iter().map(|(property, ..)| property).collect();
    let missing: Vec<&String> = properties
        .keys()
        .filter(|name| !rows.contains(&name.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_said_together_is_one_struct() {
    let mut merged = Merged::new("i".to_owned(), 1.into());
    assert_eq!(merged.to_json_string(), r#"{"id":"i","extra":1}"#);
    assert!(merged.kind.is_none());
    merged.id = "j".to_owned();
    let beside = json(r#"{"id": "i", "kind": "b"}"#);
    let beside = build_script_example::shapes::Beside::from_json(&beside).expect("valid");
    assert_eq!(beside.kind.as_str(), "b");
}

#[test]
fn listed_values_have_names() {
    assert_eq!(Level::ALL, [Level::Low, Level::High]);
    assert_eq!(Level::High.as_json_text(), "2");
    assert_eq!(Colour::from("green"), Colour::Green);
    assert_eq!(Colour::from("blue"), Colour::Other("blue".to_owned()));
    assert_eq!(Colour::from("blue").as_str(), "blue");
    // A listed string that would be called as the open case keeps its name.
    assert_eq!(Other::from("Other"), Other::Other);
}

#[test]
fn arrays_of_fixed_length_are_tuples() {
    let pair = Pair::new(("a".to_owned(), trueup::Integer::from(1)));
    assert_eq!(pair.to_json_string(), r#"["a",1]"#);
    let tail = Tail::from_json(&json(r#"["a", true]"#)).expect("valid");
    assert_eq!(
        (tail.first.0.as_str(), tail.rest.as_slice()),
        ("a", [true].as_slice())
    );
    assert_eq!(Full::new((true,)).to_json_string(), "[true]");
}

#[test]
fn a_format_is_read_as_what_it_means() {
    let text = r#"{"day": "2024-02-29", "host": "127.0.0.1", "host6": "0:0::1"}"#;
    let shapes = Shapes::from_json(&json(text)).expect("valid");
    let day = shapes.day.as_ref().map(|day| day.to_chrono().to_string());
    assert_eq!(day.as_deref(), Some("2024-02-29"));
    assert_eq!(shapes.host, Some([127, 0, 0, 1].into()));
    let loopback = shapes.host6.as_ref().map(trueup::Ipv6::to_ip);
    assert_eq!(loopback, Some(std::net::Ipv6Addr::LOCALHOST));
    // The address is written as it was read.
    assert!(shapes.to_json_string().contains("0:0::1"));
    for (name, text) in [
        ("day", "2023-02-29"),
        ("host", "127.0.0.256"),
        ("host6", "::g"),
    ] {
        assert!(Shapes::from_json(&json(&format!(r#"{{"{name}": "{text}"}}"#))).is_err());
    }
}

#[test]
fn a_rule_between_fields_is_checked_when_asked() {
    use build_script_example::shapes::Depends;
    let mut depends = Depends::new();
    assert!(depends.check().is_ok());
    depends.a = Some("x".to_owned());
    let report = depends.check().expect_err("`b` is missing");
    assert_eq!(report.violations()[0].keyword, "dependentRequired");
    depends.b = Some("y".to_owned());
    assert!(depends.check().is_ok());
}

#[test]
fn a_schema_without_type_is_a_struct_or_something_else() {
    let loose = Loose::from_json(&json(r#"{"a": "x"}"#)).expect("valid");
    assert!(matches!(loose, Loose::Object(object) if object.a == "x"));
    let other = Loose::from_json(&json("3")).expect("valid");
    assert!(matches!(other, Loose::Other(_)));
    assert!(trueup::NotObject::new(json("{}")).is_none());
    let event = Event::from_json(&json(r#"{"removed": 1}"#)).expect("valid");
    assert!(matches!(event, Event::Removed(_)));
}
