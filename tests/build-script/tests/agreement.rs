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
        (
            "labels",
            vec![json!({}), json!({"b": "1", "a": ""})],
            vec![json!({"a": 1}), json!([])],
        ),
        (
            "limits",
            vec![json!({"a": 1})],
            vec![json!({}), json!({"a": "1"})],
        ),
        (
            "coded",
            vec![json!({}), json!({"a": true})],
            vec![json!({"ab": true}), json!({"a": 1})],
        ),
        ("free", vec![json!({}), json!({"a": null})], vec![json!([])]),
        ("closed", vec![json!({})], vec![json!({"a": null})]),
        ("fixed", vec![json!("it")], vec![json!("is"), json!(null)]),
        (
            "size",
            vec![json!("s"), json!("xxxl")],
            vec![json!("xxxxl"), json!(1)],
        ),
        (
            "mixed",
            vec![json!("ab"), json!(3), json!(null), json!([true])],
            vec![json!("a"), json!(2), json!([1]), json!(3.5), json!({})],
        ),
        (
            "exactly",
            vec![json!(1.5)],
            vec![json!(1), json!(0.25), json!("1")],
        ),
        (
            "pet",
            vec![
                json!(null),
                json!({"is": "cat", "lives": 9, "x": 1}),
                json!({"is": "dog"}),
            ],
            vec![
                json!({"is": "cow"}),
                json!({}),
                json!({"is": "dog", "lives": 1}),
                json!({"is": "cat", "lives": "9"}),
            ],
        ),
        (
            "tree",
            vec![
                json!("leaf"),
                json!([["leaf"], {"left": "leaf"}]),
                json!({"left": {"left": []}, "other": 1}),
            ],
            vec![
                json!(1),
                json!([1]),
                json!({"left": {"left": 1}}),
                json!({}),
            ],
        ),
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

#[test]
fn maps_and_unions_are_built_as_a_person_would() {
    use build_script_example::{Catalog, Fork, Pet, Price, Tree};
    let mut catalog = Catalog::from_str(&base().to_string()).expect("valid");
    let mut labels = trueup::Map::new();
    labels.insert("colour", "red");
    catalog.labels = Some(labels);
    catalog.tree = Some(Fork::new(Box::new(Tree::from("leaf".to_owned()))).into());
    let written: Value = serde_json::from_str(&catalog.to_string()).expect("JSON");
    assert_eq!(written["labels"], json!({"colour": "red"}));
    assert_eq!(written["tree"], json!({"left": "leaf"}));
    let price = Price::from_json(&trueup::Json::String("3 EUR".into())).expect("valid");
    assert!(matches!(price, Price::String(_)));
    let pet = Pet::from_json_slice(br#"{"is": "cat", "lives": 9}"#).expect("valid");
    assert!(matches!(pet, Pet::Cat(cat) if cat.lives.is_some()));
}

/// Every level fits the first branch but for what comes last in it.
#[test]
fn a_payload_that_goes_back_on_each_level_is_decided_in_time() {
    use build_script_example::Deep;
    let levels = 60;
    let text = format!("{}true{}", "{\"deep\":".repeat(levels), "}".repeat(levels));
    assert!(!Deep::validator().is_valid(text.as_bytes()));
    assert!(Deep::from_json_slice(text.as_bytes()).is_err());
    let text = format!(
        "{}true{}",
        "{\"deep\":".repeat(levels),
        ",\"end\":1}".repeat(levels)
    );
    assert!(Deep::validator().is_valid(text.as_bytes()));
    let deep = Deep::from_json_slice(text.as_bytes()).expect("valid");
    assert_eq!(deep.to_json_string(), text);
}
