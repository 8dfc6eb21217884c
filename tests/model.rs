//! Every property of the model, at every level: removed, of each wrong type, and with each of its
//! constraints broken. Verdict, report and decode agree each time, and the report names the place.
//!
//! The cases are made from the schema itself, so a property that is added to it is tested too.

use process_with_rooms::ProcessWithRooms;
use serde_json::{Value, json};
use trueup::{Document, Pointer, Violation};

const EXAMPLE: &str = include_str!("payloads/page-example.json");

/// A property in the example payload, with the subschema that judges it.
struct Place {
    pointer: String,
    required: bool,
    schema: Value,
}

#[test]
fn the_example_of_the_page_is_accepted_and_comes_back_equal() {
    let process = ProcessWithRooms::from_str(EXAMPLE).expect("the example is valid");
    assert!(ProcessWithRooms::validator().is_valid(EXAMPLE.as_bytes()));
    let written: Value =
        serde_json::from_str(&process.to_string()).expect("what is written is JSON");
    let read: Value = serde_json::from_str(EXAMPLE).expect("the example is JSON");
    assert_eq!(written, read);
    let through_serde: ProcessWithRooms =
        serde_json::from_str(EXAMPLE).expect("serde reads it as well");
    assert_eq!(through_serde, process);
    assert_eq!(
        serde_json::to_value(&process).expect("serde writes it as well"),
        read
    );
}

#[test]
fn removing_a_property_is_one_violation_where_it_is_required() {
    for place in places() {
        let payload = edited(&place, None);
        let (object, name) = split(&place.pointer);
        if !place.required {
            assert_valid(&payload, &place.pointer);
            continue;
        }
        let violation = only_violation(&payload, &format!("{} removed", place.pointer));
        assert_eq!(
            (violation.keyword.as_str(), violation.instance_path.as_str()),
            ("required", object)
        );
        assert!(
            violation.message().contains(name),
            "{}",
            violation.message()
        );
    }
}

#[test]
fn each_wrong_type_is_one_violation_at_the_value() {
    let mut cases = 0;
    for place in places() {
        for value in [
            json!(null),
            json!(true),
            json!(7),
            json!(1.5),
            json!("text"),
            json!([]),
            json!({}),
        ] {
            if types(&place.schema).contains(&type_of(&value)) {
                continue;
            }
            let keyword = if nullable_by_branch(&place.schema) {
                "anyOf"
            } else {
                "type"
            };
            assert_refused_at(&place, &value, keyword);
            cases += 1;
        }
    }
    // 41 properties, each with at least four types that it refuses.
    assert!(cases > 41 * 4, "{cases}");
}

#[test]
fn each_broken_constraint_is_one_violation_at_the_value() {
    let mut kinds = std::collections::BTreeMap::new();
    for place in places() {
        for (keyword, accepted, refused) in neighbours(&place.schema) {
            for value in accepted {
                assert_valid(&edited(&place, Some(&value)), &place.pointer);
            }
            for value in refused {
                assert_refused_at(&place, &value, keyword);
                *kinds.entry(keyword).or_insert(0) += 1;
            }
        }
    }
    let kinds: Vec<_> = kinds.into_keys().collect();
    let all = [
        "enum",
        "format",
        "maxItems",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "pattern",
        "type",
    ];
    assert_eq!(kinds, all);
}

/// The constraints of a subschema: for each keyword, values just inside and just outside of it.
fn neighbours(schema: &Value) -> Vec<(&'static str, Vec<Value>, Vec<Value>)> {
    let mut rows = Vec::new();
    let number = |keyword: &str| schema[keyword].as_i64();
    if let Some(limit) = number("minimum") {
        rows.push(("minimum", vec![json!(limit)], vec![json!(limit - 1)]));
    }
    if let Some(limit) = number("maximum") {
        rows.push(("maximum", vec![json!(limit)], vec![json!(limit + 1)]));
        rows.push(("type", vec![json!(2.0)], vec![json!(2.5)]));
    }
    let length = |keyword: &str| {
        schema[keyword]
            .as_u64()
            .and_then(|limit| usize::try_from(limit).ok())
    };
    if let Some(limit) = length("minLength") {
        rows.push((
            "minLength",
            vec![json!("a".repeat(limit))],
            vec![json!("a".repeat(limit - 1))],
        ));
    }
    if let Some(limit) = length("maxLength") {
        rows.push((
            "maxLength",
            vec![json!("a".repeat(limit))],
            vec![json!("a".repeat(limit + 1))],
        ));
    }
    if schema.get("pattern").is_some() {
        rows.push((
            "pattern",
            vec![json!("a-Z_09")],
            vec![json!("a b"), json!("é"), json!("a\n")],
        ));
    }
    if let Some(values) = schema["enum"].as_array() {
        let first = values[0].as_str().expect("enums of the model are strings");
        rows.push((
            "enum",
            values.clone(),
            vec![
                json!(""),
                json!(first.to_uppercase() + "!"),
                json!(format!("{first} ")),
            ],
        ));
    }
    if schema["format"] == "date-time" {
        let accepted = [
            "2024-02-29T23:59:59Z",
            "2024-12-13t01:24:39.264000001-00:00",
            "2016-12-31T23:59:60Z",
        ];
        let refused = [
            "2023-02-29T00:00:00Z",
            "2024-12-13 01:24:39Z",
            "2024-12-13T01:24:39",
            "1900-0,-29T07:21:09z",
            "",
        ];
        rows.push((
            "format",
            accepted.map(|text| json!(text)).to_vec(),
            refused.map(|text| json!(text)).to_vec(),
        ));
    }
    if let Some(limit) = length("maxItems") {
        let item = example()
            .pointer("/exposedPort")
            .expect("the example has one")
            .clone();
        rows.push((
            "maxItems",
            vec![json!(vec![item.clone(); limit])],
            vec![json!(vec![item; limit + 1])],
        ));
    }
    rows
}

fn assert_refused_at(place: &Place, value: &Value, keyword: &str) {
    let about = format!("{} = {value}", place.pointer);
    let payload = edited(place, Some(value));
    let violation = only_violation(&payload, &about);
    assert_eq!(
        (violation.keyword.as_str(), violation.instance_path.as_str()),
        (keyword, place.pointer.as_str()),
        "{about}"
    );
    let found: Value = serde_json::from_str(&payload[violation.span.start..violation.span.end])
        .expect("the span is the value");
    assert_eq!(&found, value, "{about}");
    let position = Document::from_slice(payload.as_bytes())
        .expect("JSON")
        .position(violation.span.start);
    assert_eq!(violation.position, position, "{about}");
    let schema = violation.schema.expect("a keyword refused it");
    assert!(
        schema.pointer.as_str().ends_with(keyword),
        "{about}: {}",
        schema.pointer
    );
    let located = Document::from_slice(ProcessWithRooms::SCHEMA.as_bytes()).expect("JSON");
    assert_eq!(
        Pointer::resolve(&schema.pointer, &located)
            .expect("the place exists")
            .node
            .span(),
        schema.span,
        "{about}"
    );
}

/// The only violation of a payload that verdict, report and decode all refuse.
fn only_violation(payload: &str, about: &str) -> Violation {
    assert!(
        !ProcessWithRooms::validator().is_valid(payload.as_bytes()),
        "{about}: the verdict is valid"
    );
    let report = ProcessWithRooms::validator().check(payload.as_bytes());
    let decoded = ProcessWithRooms::from_str(payload).expect_err(about);
    assert_eq!(decoded, report, "{about}: decode reports something else");
    assert!(
        serde_json::from_str::<ProcessWithRooms>(payload).is_err(),
        "{about}: serde accepts it"
    );
    assert_eq!(report.violations().len(), 1, "{about}: {report}");
    report.violations()[0].clone()
}

fn assert_valid(payload: &str, about: &str) {
    let report = ProcessWithRooms::validator().check(payload.as_bytes());
    assert!(report.is_valid(), "{about}: {report}");
    assert!(
        ProcessWithRooms::validator().is_valid(payload.as_bytes()),
        "{about}"
    );
    let process = ProcessWithRooms::from_str(payload).expect(about);
    let written = process.to_string();
    let json = |text: &str| {
        trueup::Json::from(Document::from_slice(text.as_bytes()).expect("JSON").root())
    };
    assert_eq!(json(&written), json(payload), "{about}");
}

/// Every property that the example has, from the outside in.
fn places() -> Vec<Place> {
    let schema: Value = serde_json::from_str(ProcessWithRooms::SCHEMA).expect("the schema is JSON");
    let mut found = Vec::new();
    collect(&schema, &schema, &example(), "", &mut found);
    assert_eq!(
        found.len(),
        24 + 4 + 4 + 5 + 4,
        "a property is missing from the example or from this count"
    );
    found
}

fn collect(root: &Value, schema: &Value, value: &Value, pointer: &str, found: &mut Vec<Place>) {
    let schema = resolved(root, schema);
    if let Some(properties) = schema["properties"].as_object() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, property) in properties {
            let pointer = format!("{pointer}/{name}");
            let inner = value
                .get(name)
                .unwrap_or_else(|| panic!("the example lacks {pointer}"));
            found.push(Place {
                pointer: pointer.clone(),
                required: required.contains(&json!(name)),
                schema: resolved(root, property),
            });
            collect(root, property, inner, &pointer, found);
        }
    }
    if let (Some(items), Some(element)) = (schema.get("items"), value.get(0)) {
        collect(root, items, element, &format!("{pointer}/0"), found);
    }
}

/// A subschema without its `$ref` and without the null branch of its `anyOf`, whose type then
/// lists null.
fn resolved(root: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        return resolved(
            root,
            root.pointer(&reference[1..]).expect("references resolve"),
        );
    }
    let Some(branches) = schema["anyOf"].as_array() else {
        return schema.clone();
    };
    let mut other = resolved(root, &branches[0]);
    assert_eq!(branches[1], json!({"type": "null"}));
    other["type"] = json!([other["type"], "null"]);
    other[NULL_BRANCH] = json!(true);
    other
}

/// Whether null comes from a branch of an `anyOf`: then that is the keyword that lists the types.
fn nullable_by_branch(schema: &Value) -> bool {
    schema[NULL_BRANCH] == true
}

const NULL_BRANCH: &str = "null branch";

fn types(schema: &Value) -> Vec<&str> {
    let named = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => vec![
            one.as_str()
                .expect("every property of the model has a type"),
        ],
    };
    // 7 is a number, and an integer where integers are wanted.
    let whole = named.contains(&"number").then_some("integer");
    named.into_iter().chain(whole).collect()
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn example() -> Value {
    serde_json::from_str(EXAMPLE).expect("the example is JSON")
}

fn split(pointer: &str) -> (&str, &str) {
    pointer
        .rsplit_once('/')
        .expect("a property stands in an object")
}

/// The example with one property replaced, or taken out.
fn edited(place: &Place, value: Option<&Value>) -> String {
    let mut payload = example();
    let (object, name) = split(&place.pointer);
    let object = payload
        .pointer_mut(object)
        .and_then(Value::as_object_mut)
        .expect("an object");
    match value {
        Some(value) => object.insert(name.to_owned(), value.clone()),
        None => object.remove(name),
    };
    serde_json::to_string_pretty(&payload).expect("a value is JSON")
}
