//! The types accept what the schema accepts, refuse what it refuses, and write back what they read.

use build_script_example::{Catalog, Shelf};
use serde_json::{Value, json};
use trueup::Model;

fn base() -> Value {
    json!({"name": "tools", "type": "a", "self": false, "undeclared": [1, {}]})
}

/// Each row: a property, values that are accepted, values that are refused.
fn table() -> Vec<(&'static str, Vec<Value>, Vec<Value>)> {
    let shelf = json!({"on": {"on": null, "books": [{"pages": 1}]}});
    vec![
        (
            "name",
            vec![json!("n"), json!("é")],
            vec![json!(""), json!("nameless"), json!(null)],
        ),
        (
            "type",
            vec![
                json!("A"),
                json!("1.0"),
                json!("10"),
                json!(""),
                json!("+"),
                json!("a-b"),
            ],
            vec![json!("b"), json!("B"), json!(1.0), json!(null)],
        ),
        (
            "self",
            vec![json!(false)],
            vec![json!(true), json!(0), json!(null)],
        ),
        ("undeclared", vec![json!(null), json!("x")], vec![]),
        (
            "a-b",
            vec![json!(1), json!(1.0), json!(-7)],
            vec![json!(1.5), json!("1")],
        ),
        (
            "a_b",
            vec![json!(0), json!(u64::MAX)],
            vec![json!(-1), json!(1.8e30)],
        ),
        (
            "aB",
            vec![json!(2), json!(299)],
            vec![json!(1), json!(300), json!(2.5)],
        ),
        (
            "weight",
            vec![json!(0.01), json!(12.34)],
            vec![json!(0), json!(0.001), json!("1")],
        ),
        (
            "additional_properties",
            vec![json!(true), json!(null)],
            vec![json!("x")],
        ),
        (
            "shelf",
            vec![json!({"on": null}), shelf],
            vec![
                json!({}),
                json!({"on": null, "books": []}),
                json!({"on": null, "books": [{}]}),
                json!({"on": null, "books": [{"pages": 0}]}),
                json!({"on": null, "books": [{"other": "x"}]}),
                json!({"on": {"on": {"no": 1}}}),
                json!({"on": null, "of": 1}),
            ],
        ),
        (
            "tags",
            vec![json!([]), json!(["a", "b"])],
            vec![json!(["a", "a"]), json!(["A"]), json!([1])],
        ),
        (
            "pair",
            vec![json!([]), json!(["a"]), json!(["a", 1])],
            vec![json!([1]), json!(["a", 1, 1])],
        ),
        (
            "price",
            vec![json!(3), json!("3 EUR")],
            vec![json!(3.5), json!("3"), json!(null)],
        ),
        (
            "level",
            vec![json!("low"), json!(null)],
            vec![json!("mid"), json!(1)],
        ),
        ("anything", vec![json!(null), json!({"a": []})], vec![]),
        ("never", vec![], vec![json!(null), json!({})]),
        (
            "since",
            vec![json!("2026-02-28T00:00:00Z")],
            vec![json!("2026-02-29T00:00:00Z"), json!(1)],
        ),
        ("node", vec![json!(true)], vec![json!(null)]),
        ("member", vec![json!(true)], vec![json!(null)]),
        ("gen", vec![json!(true)], vec![json!(1)]),
        (
            "strict",
            vec![json!({"undeclared": "a"})],
            vec![
                json!({"undeclared": 1}),
                json!({}),
                json!({"undeclared": "a", "b": 1}),
            ],
        ),
        ("nothing", vec![], vec![json!(0), json!(2), json!(9.3e18)]),
        (
            "wide",
            vec![
                json!({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "build": true, "absent": true}),
            ],
            vec![
                json!({}),
                json!({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "build": 1, "absent": true}),
            ],
        ),
        ("old", vec![json!("a")], vec![json!(1)]),
        ("String", vec![json!("abc")], vec![json!("abcd")]),
        ("x-note", vec![json!("text")], vec![json!(1)]),
        ("unknown", vec![json!(1), json!(null)], vec![]),
    ]
}

#[test]
fn decode_is_verdict_and_nothing_is_lost() {
    for (property, accepted, refused) in table() {
        for (value, wanted) in accepted
            .iter()
            .map(|v| (v, true))
            .chain(refused.iter().map(|v| (v, false)))
        {
            let mut payload = base();
            payload[property] = value.clone();
            let text = payload.to_string();
            let verdict = Catalog::validator().is_valid(text.as_bytes());
            assert_eq!(verdict, wanted, "verdict on {property} = {value}");
            let decoded = Catalog::from_str(&text);
            assert_eq!(
                decoded.is_ok(),
                wanted,
                "decode of {property} = {value}: {decoded:?}"
            );
            if let Ok(catalog) = decoded {
                let written: Value = serde_json::from_str(&catalog.to_string()).expect("JSON");
                assert!(
                    same(&written, &payload),
                    "{property} = {value} came back as {written}"
                );
            }
        }
    }
}

/// JSON Schema's equality, in which `1` and `1.0` are one number.
fn same(left: &Value, right: &Value) -> bool {
    let json = |value: &Value| {
        trueup::Json::from(
            trueup::Document::from_slice(value.to_string().as_bytes())
                .expect("JSON")
                .root(),
        )
    };
    json(left) == json(right)
}

#[test]
fn a_missing_property_is_refused_each_time() {
    for name in ["name", "type", "self", "undeclared"] {
        let mut payload = base();
        payload.as_object_mut().expect("an object").remove(name);
        let report = Catalog::from_str(&payload.to_string()).expect_err(name);
        assert!(
            report
                .violations()
                .iter()
                .any(|violation| violation.keyword == "required")
        );
    }
}

#[test]
fn constructors_keep_the_constraints() {
    use build_script_example::{Name, Tags, Weight};
    assert!(Name::new("tools").is_ok());
    assert_eq!(Name::new("").expect_err("too short").keyword(), "minLength");
    assert_eq!(
        Name::new("nameless").expect_err("excluded").keyword(),
        "schema"
    );
    let weight = |text| trueup::Number::parse(text).map(Weight::new);
    assert!(weight("0.25").expect("a number").is_ok());
    assert!(weight("0.255").expect("a number").is_err());
    assert!(Tags::new(Vec::new()).is_ok());
}

#[test]
fn a_type_that_contains_itself_is_built_and_written() {
    let inner = Shelf::new(None);
    let outer = Shelf::new(Some(Box::new(inner)));
    assert_eq!(outer.to_json_string(), r#"{"on":{"on":null}}"#);
}
