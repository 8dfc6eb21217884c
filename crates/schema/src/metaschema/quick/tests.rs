//! Whatever is surely accepted, the metaschema accepts.

use serde_json::json;
use trueup_document::{Document, Limits};
use trueup_testkit::{SplitMix, corpus, files_under, text_of};

use super::*;
use crate::metaschema::{fetch, of_draft};

fn surely(schema: &Value, dialect: Dialect) -> bool {
    let text = schema.to_string();
    let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
    accepts(
        document.root(),
        dialect,
        &HashSet::new(),
        &of_draft(dialect),
    )
}

/// Whether a schema is surely accepted; fails if it is and the metaschema refuses it.
fn agreed(schema: &Value, dialect: Dialect) -> bool {
    let surely = surely(schema, dialect);
    let valid = of_draft(dialect).is_valid(schema);
    assert!(valid || !surely, "{dialect}: {schema}");
    surely
}

/// Values of every kind, right for some keywords and wrong for others.
fn values() -> Vec<Value> {
    let numbers = "[0, 1, -1, -0, 1.0, 1.5, 0.0, -0.0, 1e2, 18446744073709551616]";
    let numbers: Vec<Value> = serde_json::from_str(numbers).expect("it is JSON");
    let texts = [
        "",
        "a",
        "#",
        "#/a",
        "a#b#c",
        "a b",
        "%",
        "%41",
        "http://a/b",
        "//a",
        "://",
        ":",
        "a:b",
        "^a$",
        "^",
        "^^",
        "(",
        "[",
        "a{2,1}",
        "\\",
        "a\"b",
        "*",
        "ä",
        "integer",
        "any",
    ];
    let lists = json!([
        [], ["a"], ["a", "a"], ["a", 1], [1], [true], [{}], [{"type": 1}], ["string"],
        ["string", "string"], ["string", "any"], [{}, true]
    ]);
    let maps = json!([
        {}, {"a": {}}, {"a": true}, {"a": 1}, {"(": {}}, {"a": ["b"]}, {"a": ["b", "b"]},
        {"a": []}, {"a": {"type": "any"}}, {"type": "string"}, {"type": 1}, {"(": 1}
    ]);
    let lists = lists.as_array().into_iter().flatten().cloned();
    let maps = maps.as_array().into_iter().flatten().cloned();
    let single = [Value::Null, true.into(), false.into()];
    let all = single.into_iter().chain(numbers).chain(lists).chain(maps);
    all.chain(texts.map(Value::from)).collect()
}

#[test]
fn each_keyword_with_each_value_is_agreed_on() {
    let names = keyword::all().map(|keyword| keyword.name);
    let names: Vec<&str> = names.chain(["extends", "x"]).collect();
    let mut accepted = 0;
    for dialect in Dialect::ALL {
        for name in &names {
            for value in values() {
                let schema = json!({ *name: value });
                accepted += usize::from(agreed(&schema, dialect));
                // And inside of another schema, and beside what it depends on.
                agreed(
                    &json!({"properties": {"a": schema}, "minimum": 1, "maximum": 2}),
                    dialect,
                );
            }
        }
    }
    assert!(accepted > 5_000, "{accepted}");
}

/// So a name that is not in the table may have any value.
#[test]
fn every_name_that_a_metaschema_speaks_of_is_in_the_table() {
    let vocabularies = ["core", "applicator", "validation", "meta-data", "content"];
    let newest = ["unevaluated", "format-annotation"];
    let file =
        |draft: &str, name: &str| format!("https://json-schema.org/draft/{draft}/meta/{name}");
    let mut uris: Vec<String> = Dialect::ALL.map(|dialect| dialect.uri().to_owned()).into();
    uris.extend(vocabularies.map(|name| file("2019-09", name)));
    uris.extend(
        vocabularies
            .into_iter()
            .chain(newest)
            .map(|name| file("2020-12", name)),
    );
    uris.push(file("2019-09", "format"));
    let mut seen = 0;
    for uri in uris {
        let fetched = fetch(uri.trim_end_matches('#')).unwrap_or_else(|| panic!("{uri}"));
        let document = fetched
            .text
            .document(&Limits::default())
            .expect("it is JSON");
        for member in document
            .root()
            .get("properties")
            .into_iter()
            .flat_map(Node::members)
        {
            assert!(
                keyword::named(&member.name()).is_some(),
                "{uri}: {}",
                member.name()
            );
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn a_number_that_no_double_holds_is_never_surely_accepted() {
    for text in [
        r#"{"default": 1e400}"#,
        r#"{"x": [{"y": 1e5}]}"#,
        r#"{"const": {"a": -1E9}}"#,
        &format!(r#"{{"maximum": {}}}"#, "9".repeat(300)),
    ] {
        let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
        let asked = of_draft(Dialect::Draft7);
        let none = HashSet::new();
        assert!(
            !accepts(document.root(), Dialect::Draft7, &none, &asked),
            "{text}"
        );
    }
}

#[test]
fn what_is_left_out_is_not_looked_at() {
    let text =
        br#"{"$id": "a", "properties": {"b": {"$id": "b", "type": 1}, "c": {"type": "null"}}}"#;
    let document = Document::from_slice(text).expect("it is JSON");
    let root = document.root();
    let wrong = root
        .get("properties")
        .and_then(|p| p.get("b"))
        .expect("it is there");
    let asked = of_draft(Dialect::Draft7);
    let accepts = |left_out: &[usize]| {
        let left_out = left_out.iter().copied().collect();
        accepts(root, Dialect::Draft7, &left_out, &asked)
    };
    assert!(!accepts(&[]) && !accepts(&[root.index()]));
    assert!(accepts(&[wrong.index()]) && accepts(&[root.index(), wrong.index()]));
}

/// Real schemas, as they are and with one value in them changed.
#[test]
fn real_schemas_are_agreed_on() {
    let Some(store) = corpus("schemastore") else {
        return;
    };
    let (mut all, mut accepted, mut changed) = (0, 0, 0);
    let mut random = SplitMix(7);
    let values = values();
    for path in files_under(&store.join("schemas")) {
        let text = text_of(&path);
        let Ok(schema) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        let uri = schema.get("$schema").and_then(Value::as_str);
        let dialect = uri.and_then(Dialect::from_uri).unwrap_or_default();
        if text.len() > 200_000 || !of_draft(dialect).is_valid(&schema) {
            continue;
        }
        all += 1;
        accepted += usize::from(agreed(&schema, dialect));
        for _ in 0..8 {
            let mut other = schema.clone();
            let value = values[random.below(values.len())].clone();
            replace(&mut other, value, &mut random);
            agreed(&other, dialect);
            changed += 1;
        }
    }
    // If few were, there would be no use in it.
    assert!(accepted * 100 > all * 95, "{accepted} of {all}");
    assert!(changed > 1_000, "{changed}");
}

/// Puts a value in the place of one inside of another.
fn replace(inside: &mut Value, value: Value, random: &mut SplitMix) {
    let mut place = inside;
    loop {
        let length = match &place {
            Value::Array(elements) => elements.len(),
            Value::Object(members) => members.len(),
            _ => 0,
        };
        if length == 0 || random.below(6) == 0 {
            *place = value;
            return;
        }
        let at = random.below(length);
        place = match place {
            Value::Array(elements) => &mut elements[at],
            Value::Object(members) => members.values_mut().nth(at).expect("it is there"),
            _ => return,
        };
    }
}
