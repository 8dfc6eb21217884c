//! Names and texts are stable: what is done to one definition leaves every other type as it was.

use std::collections::BTreeMap;

use quote::ToTokens;
use serde_json::{Map, Value, json};
use trueup_codegen::settings::{Builders, Layout};
use trueup_codegen::{Generator, Settings};
use trueup_schema::SchemaSet;

fn definitions() -> Vec<(&'static str, Value)> {
    vec![
        ("Color", json!({"enum": ["red", "green"]})),
        (
            "size",
            json!({"type": "object", "required": ["width"], "properties": {
            "width": {"type": "integer", "minimum": 1, "maximum": 9},
            "unit": {"enum": ["cm", "in"]}}}),
        ),
        (
            "Tree",
            json!({"type": "object", "properties": {
            "left": {"$ref": "#/$defs/Tree"}, "color": {"$ref": "#/$defs/Color"}, "unit": {"enum": ["m"]}}}),
        ),
        (
            "code-point",
            json!({"anyOf": [{"type": "integer"}, {"type": "string", "maxLength": 1}]}),
        ),
        ("code_point", json!({"type": "string", "pattern": "^U"})),
        (
            "Names",
            json!({"type": "array", "items": {"type": "string", "minLength": 1}}),
        ),
        ("Any", json!({"not": {"type": "null"}})),
        (
            "Open",
            json!({"type": "object", "additionalProperties": {"$ref": "#/$defs/Color"}, "minProperties": 1}),
        ),
        ("SizeUnits", json!({"type": "string", "maxLength": 9})),
        ("Plain", json!({"type": "boolean"})),
    ]
}

fn settings() -> Vec<Settings> {
    let modules = Settings {
        layout: Layout::Modules,
        builders: Builders::Always,
        ..Settings::default()
    };
    vec![Settings::default(), modules]
}

/// Each item by where it stands and what it is of, without the schema's own text.
fn items(definitions: &[(&str, Value)], settings: &Settings) -> BTreeMap<String, String> {
    let defs: Map<String, Value> = definitions
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    let schema = json!({"title": "Root", "type": "object", "properties": {"is": {"enum": ["root"]}}, "$defs": defs});
    let text = serde_json::to_string_pretty(&schema).expect("JSON");
    let set = SchemaSet::from_text("case.schema.json", &text).expect("the schema is sound");
    let generator = Generator::new().settings(settings.clone());
    let code = generator.generate(&set).expect("it generates");
    let mut items = BTreeMap::new();
    collect(syn::parse_file(&code).expect("Rust").items, "", &mut items);
    items
}

fn collect(list: Vec<syn::Item>, path: &str, items: &mut BTreeMap<String, String>) {
    for item in list {
        let text = item.to_token_stream().to_string();
        let key = match item {
            syn::Item::Const(_) | syn::Item::Static(_) => continue,
            syn::Item::Mod(inner) => {
                let path = format!("{path}{}::", inner.ident);
                let (_, list) = inner.content.expect("no file of its own");
                collect(list, &path, items);
                continue;
            }
            syn::Item::Struct(item) => format!("struct {}", item.ident),
            syn::Item::Enum(item) => format!("enum {}", item.ident),
            syn::Item::Macro(item) => item.mac.tokens.to_string(),
            syn::Item::Impl(item) => {
                let of = item
                    .trait_
                    .map(|(path, _)| path.to_token_stream().to_string());
                format!("impl {of:?} for {}", item.self_ty.to_token_stream())
            }
            _ => text.clone(),
        };
        // A type may have two blocks of its own functions.
        items
            .entry(format!("{path}{key}"))
            .or_default()
            .push_str(&text);
    }
}

/// Numbers that are always the same.
fn shuffled<T>(list: &mut [T], mut seed: u64) {
    for index in (1..list.len()).rev() {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let other = (seed >> 33) % (index as u64 + 1);
        list.swap(index, usize::try_from(other).expect("less than the length"));
    }
}

#[test]
fn the_order_of_definitions_changes_nothing() {
    for settings in settings() {
        let before = items(&definitions(), &settings);
        assert!(before.len() > 40, "{}", before.len());
        for seed in 0..12 {
            let mut list = definitions();
            shuffled(&mut list, seed);
            assert_eq!(items(&list, &settings), before, "{list:?}");
        }
    }
}

#[test]
fn a_definition_more_changes_no_other_type() {
    // Names that meet others, inner types and builders of others, or are none.
    let more = [
        "color",
        "COLOR!",
        "Size",
        "Widget",
        "size unit",
        "code point",
        "Treebuilder",
        "",
        "🦀",
        "A",
        "Zz",
    ];
    for settings in settings() {
        let before = items(&definitions(), &settings);
        for name in more {
            let mut list = definitions();
            list.insert(
                list.len() / 2,
                (
                    name,
                    json!({"type": "object", "properties": {"unit": {"enum": ["x"]}}}),
                ),
            );
            let after = items(&list, &settings);
            assert!(after.len() > before.len());
            let meets = |key: &str| meets(name, key);
            for (key, text) in before.iter().filter(|(key, _)| !meets(key)) {
                assert_eq!(after.get(key), Some(text), "{name:?} changes {key}");
            }
        }
    }
}

/// Names that are given up: a definition has the very name that a type inside another had, or a
/// text nearer to the name that several want. Of texts that are equally near, the first in the
/// alphabet has it. A name depends on what is in the schema and nothing else, so this must be.
fn meets(name: &str, key: &str) -> bool {
    let given_up = match name {
        "Size" | "size unit" => "size",
        "code point" => "codepoint",
        _ => return false,
    };
    // A module is called after its type, with underscores.
    key.to_lowercase().replace('_', "").contains(given_up)
}

#[test]
fn a_definition_less_changes_no_other_type() {
    for settings in settings() {
        let all = items(&definitions(), &settings);
        // Others refer to Color, and code-point has left the plain name to code_point.
        for name in ["size", "Tree", "Names", "Any", "Open", "SizeUnits"] {
            let list: Vec<_> = definitions()
                .into_iter()
                .filter(|(known, _)| *known != name)
                .collect();
            let after = items(&list, &settings);
            assert!(after.len() < all.len(), "{name}");
            for (key, text) in &after {
                assert_eq!(all.get(key), Some(text), "without {name}, {key} changes");
            }
        }
    }
}
