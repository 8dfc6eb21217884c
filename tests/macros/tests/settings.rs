//! What settings change, and what they do not.

use macro_example::{Postcode, Price, chosen, exact};
use trueup::Model;

const FULL: &str = r#"{"id":"o-1","lines":[{"sku":"a","count":2,"state":"sent","gift":true}],"total":{"amount":9.99,"currency":"EUR"},"weight":1.5,"placed-at":"2024-12-13T01:24:39.264Z","labels":{"a":"1","b":"2"},"colour":"red","postcode":"01234"}"#;

fn with(from: &str, to: &str) -> String {
    assert!(FULL.contains(from), "{from}");
    FULL.replace(from, to)
}

#[test]
fn both_accept_what_the_schema_accepts_and_write_it_back() {
    let exact = exact::Order::from_str(FULL).expect("accepted");
    assert_eq!(exact.to_string(), FULL);
    let chosen = chosen::Purchase::from_str(FULL).expect("accepted");
    assert_eq!(chosen.to_string(), FULL);
}

#[test]
fn both_refuse_what_the_schema_refuses() {
    let cases = [
        with(r#""id":"o-1""#, r#""id":"""#),
        with(r#""count":2"#, r#""count":2.5"#),
        with(r#""sku":"a","#, ""),
        with(r#""state":"sent""#, r#""state":"lost""#),
        // A type that serde reads and one that takes any string stand here in the second.
        with("9.99", "-9.99"),
        with(r#""EUR""#, r#""EURO""#),
        with(r#""currency":"EUR""#, r#""currency":"EUR","x":0"#),
        with("01234", "0123"),
        with("2024-12-13", "2024-13-13"),
    ];
    for text in cases {
        assert!(exact::Order::from_str(&text).is_err(), "{text}");
        assert!(chosen::Purchase::from_str(&text).is_err(), "{text}");
    }
}

#[test]
fn a_native_number_without_room_is_refused_at_its_place() {
    let cases = [
        (
            with(r#""count":2"#, r#""count":9223372036854775808"#),
            "/lines/0/count",
            "i64",
        ),
        (with("1.5", "1e400"), "/weight", "f64"),
        (with("1.5", "0.10000000000000000001"), "/weight", "f64"),
        (with("1.5", "9007199254740993"), "/weight", "f64"),
    ];
    for (text, path, native) in cases {
        let kept = exact::Order::from_str(&text).expect("exact numbers keep it");
        assert_eq!(kept.to_string(), text);
        let report = chosen::Purchase::from_str(&text).expect_err("no room");
        let violation = &report.violations()[0];
        assert_eq!(report.violations().len(), 1, "{report}");
        assert_eq!(violation.keyword, "native");
        assert_eq!(violation.instance_path.as_str(), path);
        let message = format!("this number does not fit in {native}, which is to hold it here");
        assert_eq!(violation.message(), message);
    }
    for fits in ["9007199254740992", "-0.1", "1e300", "5e-324"] {
        let text = with("1.5", fits);
        let read = chosen::Purchase::from_str(&text).expect(fits);
        assert_eq!(Some(fits.parse().expect("a double")), *read.weight());
    }
}

#[test]
fn an_open_enum_takes_what_is_not_listed() {
    let text = with(r#""red""#, r#""blue""#);
    assert!(exact::Order::from_str(&text).is_err());
    let colour = chosen::Colour::from_json_slice(br#""blue""#).expect("open");
    assert_eq!(colour, chosen::Colour::Other("blue".to_owned()));
    assert_eq!(colour.to_json_string(), r#""blue""#);
    assert_eq!(chosen::Colour::from_json_slice(b"1").ok(), None);
    let red = chosen::Colour::from_json_slice(br#""red""#).expect("listed");
    assert_eq!(red, chosen::Colour::Red);
    assert_eq!(chosen::Colour::ALL.len(), 2);
}

#[test]
fn names_modules_builders_and_readers_are_as_chosen() {
    let line = chosen::Line::builder().article("a").count(3).build();
    let line = line.expect("both are set");
    assert_eq!((line.article().as_str(), *line.count()), ("a", 3));
    assert_eq!(line.state(), &None::<chosen::line::State>);
    assert!(chosen::Line::builder().article("a").build().is_err());
    let read = chosen::Purchase::from_str(FULL).expect("accepted");
    assert_eq!(read.postcode(), &Some(Postcode("01234".to_owned())));
    let price: &Price = read.total();
    assert_eq!(price.currency, "EUR");
    let millis = read.placed_at().timestamp_millis();
    assert_eq!(millis, 1_734_053_079_264);
    let labels = read.labels().as_ref().expect("there are some");
    assert_eq!(labels.keys().collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn serde_goes_through_the_same_decode() {
    let read: chosen::Purchase = serde_json::from_str(FULL).expect("accepted");
    assert_eq!(serde_json::to_string(&read).expect("JSON"), FULL);
    let refused = serde_json::from_str::<chosen::Purchase>(&with("01234", "0123"));
    assert!(refused.is_err());
}
