//! The committed code is what the generator writes, and its types keep to their schemas.

use std::path::Path;

use golden_code::{
    beside, chosen, combinations, conditions, defaults, formats, hostile, names, opened, reading,
};
use trueup::{Document, Json, Model};
use trueup_cli::config::Config;
use trueup_cli::generate;

#[test]
fn every_generated_file_is_what_the_generator_writes() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let config = Config::read(&root.join("trueup.toml")).expect("it is sound");
    let artifacts = generate::artifacts(&config).expect("every schema generates");
    assert!(artifacts.len() >= 5, "{}", artifacts.len());
    for artifact in artifacts {
        let stale = artifact.stale().expect("it can be read");
        let hint = "run `cargo xtask regenerate` and read the difference";
        assert_eq!(stale, None, "{}: {hint}", artifact.path.display());
    }
}

/// The type decodes a payload exactly when its schema accepts it, and writes it back equal.
fn agree<T: Model>(text: &str, accepted: bool) {
    let bytes = text.as_bytes();
    assert_eq!(T::validator().is_valid(bytes), accepted, "{text}");
    assert_eq!(T::is_valid(bytes), accepted, "{text}");
    let document = Document::from_slice(bytes).ok();
    let on_document = document.is_some_and(|document| T::is_valid_node(document.root()));
    assert_eq!(on_document, accepted, "{text}");
    match T::from_json_slice(bytes) {
        Ok(value) => {
            assert!(accepted, "{text}");
            let json = |text: &str| Json::parse(text).expect("JSON");
            assert_eq!(json(&value.to_json_string()), json(text));
        }
        Err(report) => assert!(!accepted, "{text}: {report}"),
    }
}

#[test]
fn the_types_keep_to_their_schemas() {
    let trees = [
        (r#"{"root": {"kind": "leaf", "value": "a"}}"#, true),
        (r#"{"root": {"kind": "leaf", "value": "A"}}"#, false),
        (
            r#"{"root": {"kind": "branch", "left": {"kind": "leaf", "value": "a", "x": 1}}, "note": null}"#,
            true,
        ),
        (r#"{"root": {"kind": "branch"}}"#, false),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "size": 9}"#,
            false,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "size": 9, "ratio": 0.5}"#,
            true,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "size": 10, "ratio": 0.5}"#,
            false,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "labels": {"a": "b", "c": "d"}}"#,
            true,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "labels": {"a": 1}}"#,
            false,
        ),
        (
            r#"{"root": {"kind": "leaf", "value": "a"}, "other": 1}"#,
            false,
        ),
    ];
    for (text, accepted) in trees {
        agree::<combinations::Tree>(text, accepted);
        agree::<chosen::Tree>(text, accepted);
    }
    for (text, accepted) in [
        (r#"[1, "a"]"#, true),
        (r#"[1, "abcde"]"#, false),
        ("[1]", false),
    ] {
        agree::<combinations::Pair>(text, accepted);
        agree::<chosen::Pair>(text, accepted);
    }
}

#[test]
fn a_type_that_holds_itself_meets_the_limits_of_its_validator() {
    let nested = |levels: usize| {
        let (open, close) = (r#"{"kind": "branch", "left": "#, "}");
        let leaf = r#"{"kind": "leaf", "value": "a"}"#;
        let (open, close) = (open.repeat(levels), close.repeat(levels));
        format!(r#"{{"root": {open}{leaf}{close}}}"#)
    };
    // The root and the leaf are objects too.
    let most = trueup::Limits::DEPTH - 2;
    agree::<combinations::Tree>(&nested(most), true);
    for levels in [most + 1, 100_000] {
        let text = nested(levels);
        assert!(!combinations::Tree::is_valid(text.as_bytes()), "{levels}");
        let report = combinations::Tree::from_json_slice(text.as_bytes()).expect_err("too deep");
        let keywords = report.violations().iter().map(|found| &*found.keyword);
        assert_eq!(keywords.collect::<Vec<_>>(), ["too-deep"], "{levels}");
    }
}

#[test]
fn what_reads_well_keeps_to_its_schema() {
    let cases = [
        (r#""steps": []"#, true),
        (r#""steps": {}"#, false),
        (
            r#""steps": [{"op": "append", "text": ""}, {"op": "fold"}, {"seal": true}]"#,
            true,
        ),
        (r#""steps": [{"op": "fold", "text": ""}]"#, false),
        (r#""steps": [{"wait": 9, "unit": "days"}]"#, true),
        (r#""steps": [{"wait": 10}]"#, false),
        (
            r#""steps": [], "subject": "a", "number": "1", "reply": "2""#,
            true,
        ),
        (r#""steps": [], "reply": 2"#, false),
        (
            r#""steps": [], "copies": [{"street": "b", "stamp": "A"}]"#,
            true,
        ),
        (
            r#""steps": [], "copies": [{"street": "b", "stamp": "a"}]"#,
            false,
        ),
        (
            r#""steps": [], "marks": [{"a": true}], "folders": {"a": {"b": {}}}"#,
            true,
        ),
        (r#""steps": [], "marks": [{"a": 1}]"#, false),
        (r#""steps": [], "folders": {"a": {"b": 1}}"#, false),
        (
            r#""steps": [], "place": null, "stamp": {"stamp-kind": "first"}"#,
            true,
        ),
        (r#""steps": [], "place": "x""#, false),
        (r#""steps": [], "stamp": {"stamp-kind": "third"}"#, false),
        (
            r#""steps": [], "urgent": true, "shade": null, "values": "all""#,
            true,
        ),
        (
            r#""steps": [], "urgent": "true", "shade": "dark", "values": null"#,
            true,
        ),
        (r#""steps": [], "urgent": false"#, false),
        (
            r#""steps": [], "urgent": "1", "shade": false, "values": ["a"]"#,
            true,
        ),
        (r#""steps": [], "urgent": 1, "values": [1, 2.0]"#, true),
        (r#""steps": [], "values": [1, "a"]"#, false),
        (r#""steps": [], "values": "some""#, false),
        (r#""steps": [], "values": {"from": "a", "b": 1}"#, true),
        (
            r#""steps": [], "envelope": {"size": 1, "window": false}"#,
            true,
        ),
        (
            r#""steps": [], "envelope": {"size": "1", "window": true}"#,
            false,
        ),
    ];
    for (rest, accepted) in cases {
        let text = format!(r#"{{"version": 2, "sender": {{"street": "a"}}, {rest}}}"#);
        agree::<reading::Letter>(&text, accepted);
    }
    agree::<reading::Letter>(
        r#"{"version": 3, "sender": {"street": "a"}, "steps": []}"#,
        false,
    );
    // What can only be of one value need not be said.
    let letter = reading::Letter::new(
        reading::Address::new("a".to_owned()),
        vec![reading::StepsItem::Fold(reading::StepsItemFold::new())],
    );
    let text = r#"{"version":2,"sender":{"street":"a"},"steps":[{"op":"fold"}]}"#;
    assert_eq!(letter.to_json_string(), text);
}

#[test]
fn an_open_enum_takes_other_strings_wherever_it_stands() {
    let with = |step: &str| {
        format!(
            r#"{{"version": 2, "sender": {{"street": "a"}}, "steps": [{step}], "marks": [{{"b": true, "a": false}}]}}"#
        )
    };
    let cases = [
        (r#"{"wait": 1, "unit": "days"}"#, true, true),
        (r#"{"wait": 1, "unit": "weeks"}"#, false, true),
        (r#"{"wait": 1, "unit": 7}"#, false, false),
        (r#"{"unit": "weeks"}"#, false, false),
        (r#"{"op": "tear"}"#, false, false),
    ];
    for (step, listed, other) in cases {
        agree::<reading::Letter>(&with(step), listed);
        agree::<opened::Letter>(&with(step), other);
    }
    let letter = opened::Letter::from_str(&with(r#"{"wait": 1, "unit": "weeks"}"#)).expect("valid");
    let [opened::StepsItem::Wait(step)] = letter.steps.as_slice() else {
        panic!("another step: {letter:?}");
    };
    let other = opened::StepsItemWaitUnit::Other("weeks".to_owned());
    assert_eq!(step.unit, Some(other));
    assert!(
        opened::Letter::SCHEMA
            .contains(r#""anyOf": [{"enum": ["hours", "days"]}, {"type": "string"}]"#)
    );
    let marks = letter.marks.expect("they are there");
    assert_eq!(
        marks[0].0,
        [("b".to_owned(), true), ("a".to_owned(), false)]
    );
}

#[test]
fn what_only_conditions_describe_has_a_field() {
    let cases = [
        (r#""by": "post", "stamp": 1, "note": "a""#, true),
        (r#""by": "post", "stamp": "1""#, false),
        (r#""by": "post""#, false),
        (
            r#""by": "post", "stamp": 1, "street": {"name": "b", "c": 1}"#,
            true,
        ),
        (r#""by": "post", "stamp": 1, "street": {}"#, false),
        (r#""by": "post", "stamp": 1, "berth": 7"#, true),
        // Elsewhere nothing is said of them, or something else.
        (
            r#""by": "ship", "stamp": "1", "street": {}, "berth": "a""#,
            true,
        ),
        (r#""by": "ship", "berth": 7"#, false),
        (r#""by": "ship", "note": 7"#, false),
        (r#""by": "ship", "box": {"wood": true, "nails": 2}"#, true),
        (r#""by": "ship", "box": {"wood": true, "nails": 0}"#, false),
        (r#""by": "ship", "box": {"nails": 2}"#, false),
    ];
    for (members, accepted) in cases {
        agree::<conditions::Delivery>(&format!(r#"{{"parcels": [], {members}}}"#), accepted);
    }
    let parcels = [
        (r#"{"size": "small", "slot": 1, "weight": "2"}"#, true),
        (r#"{"size": "small", "slot": "1"}"#, false),
        (r#"{"size": "large", "slot": 1, "weight": 2}"#, false),
        (r#"{"weight": 2.5}"#, true),
        (r#"{"weight": "2"}"#, false),
    ];
    for (parcel, accepted) in parcels {
        let text = format!(r#"{{"by": "ship", "parcels": [{parcel}]}}"#);
        agree::<conditions::Delivery>(&text, accepted);
    }
    let mut delivery = conditions::Delivery::new(conditions::By::Post, Vec::new());
    assert!(delivery.check().is_err(), "there is no stamp");
    delivery.stamp = Some(conditions::Stamp::Integer(3.into()));
    assert_eq!(
        delivery.to_json_string(),
        r#"{"by":"post","parcels":[],"stamp":3}"#
    );
    assert!(delivery.check().is_ok());
}

#[test]
fn names_that_are_none_are_kept_and_told_apart() {
    agree::<names::Names>(
        r#"{"a-b": true, "a_b": false, "aB": true, "": true, "🦀": false}"#,
        true,
    );
    agree::<names::Names>(r#"{"a_b": true}"#, false);
    agree::<names::Names>(r#"{"a-b": true, "日本": 1}"#, false);
    agree::<names::Names>(
        r#"{"a-b": true, "build": "A", "node": {"build": "b"}}"#,
        true,
    );
    agree::<names::Names>(r#"{"a-b": true, "build": "b"}"#, false);
}

#[test]
fn hostile_text_is_only_text() {
    let required = r#""*/ pub struct Evil; /*": "x", "\"; pub struct Evil; \"": "y""#;
    agree::<hostile::Hostile>(&format!("{{{required}}}"), true);
    agree::<hostile::Hostile>(&format!("{{{required}, \"\\\"#*/\": 1}}"), true);
    agree::<hostile::Hostile>(&format!("{{{required}, \"\\\"#*/\": \"1\"}}"), false);
    agree::<hostile::Hostile>(&format!("{{{required}, \"\\r\\n\": \"\"}}"), false);
    agree::<hostile::Hostile>("{}", false);
}

#[test]
fn a_default_is_read_and_never_written() {
    use defaults::{Code, Filled, Level, Server, Size, Stated};

    let absent = Server::from_str("{}").expect("nothing is required");
    assert_eq!(absent.to_string(), "{}");
    assert_eq!(absent, Server::default());
    assert_eq!(**absent.port_or_default(), 8080);
    assert_eq!(absent.host_or_default_(), "local\"host");
    assert!(absent.open_or_default());
    assert_eq!(**absent.shift_or_default(), -1);
    assert_eq!(absent.ratio_or_default().to_string(), "0.50");
    assert_eq!(absent.level_or_default(), Level::Low);
    assert_eq!(absent.tags_or_default().as_slice(), ["a", "b"]);
    assert_eq!(absent.limits_or_default().most.to_string(), "3");
    assert_eq!(absent.label_or_default(), Some("none"));
    assert_eq!(absent.count_or_default(), None);
    assert_eq!(absent.code_or_default().as_str(), "abc");
    assert_eq!(absent.parent_or_default(), &Server::default());
    assert_eq!(
        absent.whatever_or_default().to_string(),
        r#"{"any":[1.50]}"#
    );

    let given = r#"{"port":1,"level":"high","tags":[],"label":null,"count":2}"#;
    let given = Server::from_str(given).expect("it is valid");
    assert_eq!(**given.port_or_default(), 1);
    assert_eq!(given.level_or_default(), Level::High);
    assert!(given.tags_or_default().is_empty());
    assert_eq!(given.label_or_default(), None);
    assert_eq!(given.count_or_default().map(|count| **count), Some(2));

    // A type whose schema has a default has it as `Default`, and so has an object whose required
    // properties all have one.
    assert_eq!(Level::default(), Level::Low);
    assert_eq!(Code::default().as_str(), "abc");
    assert_eq!(Stated::default().to_json_string(), r#"{"a":true}"#);
    let size = Size::default();
    assert_eq!(size.to_json_string(), r#"{"width":3,"height":4}"#);
    assert_eq!(size.depth_or_default().to_string(), "5");

    // An empty object is refused, so there is no `Default` that would be one.
    agree::<Filled>("{}", false);
    agree::<Filled>(r#"{"a": ""}"#, true);
    assert!(Filled::new().check().is_err());
}

#[test]
fn a_format_is_a_type_that_keeps_its_text() {
    for (property, right, wrong) in [
        ("at", "2024-12-13t01:24:39.2640z", "2024-12-13 01:24:39Z"),
        ("day", "2024-02-29", "2023-02-29"),
        ("time", "23:59:60.10z", "23:59:60"),
        ("length", "P007D", "P7"),
        (
            "id",
            "2EB8AA08-aa98-11ea-b4aa-73b441d16380",
            "2EB8AA08aa9811eab4aa73b441d16380",
        ),
        ("home", "HTTP://a.example/%7eb", "//a.example"),
        ("secure", "https://a.example", "http://a.example"),
        ("secure", "https:", "https: "),
        ("from", "127.0.0.1", "127.0.0.01"),
        ("mail", "a@example.com", "a"),
    ] {
        agree::<formats::Visit>(&format!("{{\"{property}\": \"{right}\"}}"), true);
        agree::<formats::Visit>(&format!("{{\"{property}\": \"{wrong}\"}}"), false);
        agree::<formats::Visit>(&format!("{{\"{property}\": 1}}"), false);
    }
    agree::<formats::Visit>(r#"{"odd": "", "route": ["::1", "0:0::1"]}"#, true);
    agree::<formats::Visit>(r#"{"route": ["::1%eth0"]}"#, false);
    agree::<formats::Visit>(r#"{"route": []}"#, false);
    let visit = formats::Visit::from_str("{}").expect("nothing is required");
    assert_eq!(visit.home_or_default().to_uri().path().as_str(), "/");
}

#[test]
fn places_of_an_array_may_be_absent() {
    for (property, text, accepted) in [
        ("range", "[]", true),
        ("range", "[true]", true),
        ("range", r#"[true, "a"]"#, true),
        ("range", r#"[true, "a", false]"#, true),
        ("range", "[1]", false),
        ("range", "[true, true]", false),
        ("range", r#"[true, "a", "b"]"#, false),
        ("range", "[null]", false),
        ("point", "[1.50, 2]", true),
        ("point", "[1, 2, 3]", true),
        ("point", "[1]", false),
        ("point", "[1, 2, 3, 4]", false),
        ("point", "[1, 2, null]", false),
    ] {
        agree::<formats::Visit>(&format!("{{\"{property}\": {text}}}"), accepted);
    }
}

#[test]
fn branches_bring_their_properties_to_a_struct() {
    let base = r#""id": "1""#;
    for (rest, accepted) in [
        (r#""kind": "order", "total": 1.50"#, true),
        (r#""kind": "order", "total": 1, "more": [1]"#, true),
        (r#""kind": "refund", "reason": "late""#, true),
        (
            r#""kind": "refund", "reason": "late", "note": null, "x": "y""#,
            true,
        ),
        (r#""kind": "order""#, false),
        (r#""kind": "order", "reason": "late""#, false),
        (r#""kind": "refund", "reason": "late", "x": 1"#, false),
        (r#""kind": "refund", "total": 1"#, false),
        (r#""total": 1"#, false),
        (r#""kind": "other", "total": 1"#, false),
    ] {
        agree::<beside::Event>(&format!("{{{base}, {rest}}}"), accepted);
        agree::<beside::Event>(&format!("{{{rest}}}"), false);
    }
    for (text, accepted) in [
        (r#"{"file": "a"}"#, true),
        (r#"{"name": "n", "url": "a:b", "retry": true}"#, true),
        (r#"{"file": "a", "url": 1, "name": "n"}"#, true),
        (r#"{"file": 1, "url": "a:b", "retry": 1}"#, false),
        (r#"{"file": "a", "name": 1}"#, false),
        (r#"{"name": "n"}"#, false),
        ("[]", false),
    ] {
        agree::<beside::Source>(text, accepted);
    }
    for (text, accepted) in [
        (r#"{"a": "x", "c": ""}"#, true),
        (r#"{"a": "z", "d": ""}"#, true),
        (r#"{"a": "z", "c": ""}"#, false),
    ] {
        agree::<beside::Partly>(text, accepted);
    }
    agree::<beside::Either>(r#"{"b": ""}"#, true);
    agree::<beside::Either>("{}", false);
    agree::<beside::Narrow>(r#"{"a": "y"}"#, true);
    agree::<beside::Narrow>(r#"{"a": "z"}"#, false);
}

#[test]
fn each_name_of_a_struct_and_its_branch_is_written_once() {
    use beside::{Event, EventVariant};

    let text = r#"{"id":"1","note":"n","kind":"order","total":1,"more":2}"#;
    let mut event = Event::from_json_slice(text.as_bytes()).expect("it is valid");
    assert_eq!(event.to_json_string(), text);
    let EventVariant::Order(order) = &mut event.variant else {
        panic!("it is an order");
    };
    assert_eq!(order.additional_properties.len(), 1);
    // The branch does not know of the names beside it.
    order
        .additional_properties
        .insert("id", Json::Null)
        .expect("it names no id");
    assert_eq!(event.to_json_string(), text);
    event.check().expect("it is valid");
}

#[test]
fn a_known_string_another_one_or_something_else() {
    use beside::{Level, LevelString};

    for (text, accepted) in [
        (r#""low""#, true),
        (r#""other""#, true),
        (r#"{"exact": 1}"#, true),
        (r#"{"exact": "low"}"#, false),
        ("1", false),
    ] {
        agree::<Level>(text, accepted);
    }
    let read = |text: &str| Level::from_json_slice(text.as_bytes()).expect("it is valid");
    assert_eq!(read(r#""low""#), Level::String(LevelString::Low));
    let other = LevelString::from("other");
    assert_eq!(read(r#""other""#), Level::String(other));
}

#[test]
fn what_a_pattern_names_has_the_type_of_the_pattern() {
    for (text, accepted) in [
        (r#"{"x-a": "1"}"#, true),
        (r#"{"host": "a", "x-port": "1"}"#, true),
        (r#"{"host": "a"}"#, false),
        (r#"{"x-a": 1}"#, false),
        (r#"{"y-a": "1"}"#, false),
    ] {
        agree::<beside::Headers>(text, accepted);
    }
    let headers = beside::Headers::from_json_slice(br#"{"x-a": "1"}"#).expect("it is valid");
    let value: Option<&String> = headers.additional_properties.get("x-a");
    assert_eq!(value.map(String::as_str), Some("1"));
}
