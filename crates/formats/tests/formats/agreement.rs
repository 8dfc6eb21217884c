//! A value reads the same from each syntax that it is written in.

use proptest::prelude::*;
use trueup_document::{Json, JsonNumber, Kind};

use crate::{json, toml, yaml};

fn value() -> impl Strategy<Value = Json> {
    let number = "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?"
        .prop_map(|text| Json::Number(JsonNumber::parse(&text).expect("it is a number")));
    let text = prop_oneof![
        "\\PC{0,12}",
        "[ -~\\n\\t\\r:#'\"|>é🦀]{0,12}",
        Just("yes".to_owned()),
        Just("0x1F".to_owned()),
        Just("null".to_owned()),
        Just("<<".to_owned()),
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Boolean),
        number,
        text.clone().prop_map(Json::String),
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Json::Array),
            proptest::collection::btree_map(text.clone(), inner, 0..6)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

/// A value in YAML's block style.
fn block(value: &Json, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Json::Array(elements) if !elements.is_empty() => {
            for element in elements {
                out.push_str(&format!("\n{pad}- "));
                block(element, indent + 2, out);
            }
        }
        Json::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                out.push_str(&format!("\n{pad}{}: ", Json::from(name.as_str())));
                block(value, indent + 2, out);
            }
        }
        other => out.push_str(&other.to_string()),
    }
}

/// A value that TOML has a place for, as an inline value.
fn inline(value: &Json, out: &mut String) {
    match value {
        Json::Array(elements) => {
            out.push('[');
            for element in elements {
                inline(element, out);
                out.push(',');
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                out.push_str(&format!("{} = ", quoted(name)));
                inline(value, out);
            }
            out.push('}');
        }
        Json::String(text) => out.push_str(&quoted(text)),
        other => out.push_str(&other.to_string()),
    }
}

/// A basic string, in which TOML wants DEL escaped as well.
fn quoted(text: &str) -> String {
    Json::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn has_null(value: &Json) -> bool {
    match value.kind() {
        Kind::Null => true,
        Kind::Array => value.as_array().is_some_and(|all| all.iter().any(has_null)),
        Kind::Object => value
            .as_object()
            .is_some_and(|all| all.iter().any(|(_, value)| has_null(value))),
        _ => false,
    }
}

proptest! {
    #[test]
    fn json_and_block_style_read_as_the_same_value(value in value()) {
        let flow = value.to_string();
        let read = yaml(&flow).map_err(|error| TestCaseError::fail(format!("{flow}: {error}")))?;
        prop_assert_eq!(json(&read), value.clone());
        let mut text = String::from("---");
        text.push(' ');
        block(&value, 0, &mut text);
        let read = yaml(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(json(&read), value);
    }

    #[test]
    fn toml_reads_as_the_same_value(value in value()) {
        prop_assume!(!has_null(&value));
        let mut text = String::from("value = ");
        inline(&value, &mut text);
        // Integers beyond 64 bits are none in TOML; the case says which.
        let read = toml(&text);
        match read {
            Ok(read) => prop_assert_eq!(json(&read).get("value").cloned(), Some(value)),
            Err(error) => prop_assert!(false, "{}: {}", text, error),
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "[-a-b:?,&*!|>'\"%@`#{}\\[\\] \\n\\t<~.0-9éx=]{0,40}") {
        for read in [yaml(&text), toml(&text)].into_iter().flatten() {
            // What is read lies in the text and is JSON.
            crate::places(&read);
        }
    }
}
