//! What comes out of the generator: stable names, safe text, no keyword lost.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use trueup_codegen::Generator;
use trueup_schema::SchemaSet;

fn generate(schema: &Value) -> String {
    let text = serde_json::to_string_pretty(schema).expect("JSON");
    let set = SchemaSet::from_text("case.schema.json", &text).expect("the schema is sound");
    Generator::new().generate(&set).expect("it generates")
}

/// Each item of the code by its name, without the schema's own text.
fn items(code: &str) -> BTreeMap<String, String> {
    let file = syn::parse_file(code).expect("the code is Rust");
    let mut items = BTreeMap::new();
    for item in file.items {
        let (key, text) = match &item {
            syn::Item::Const(_) | syn::Item::Static(_) => continue,
            syn::Item::Struct(item) => (
                format!("struct {}", item.ident),
                quote::quote!(#item).to_string(),
            ),
            syn::Item::Enum(item) => (
                format!("enum {}", item.ident),
                quote::quote!(#item).to_string(),
            ),
            syn::Item::Impl(item) => {
                let of = &item.trait_.as_ref().map(|(path, _)| path);
                let of = of
                    .map(|path| quote::quote!(#path).to_string())
                    .unwrap_or_default();
                let on = &item.self_ty;
                (
                    format!("impl {of} for {}", quote::quote!(#on)),
                    quote::quote!(#item).to_string(),
                )
            }
            syn::Item::Macro(item) => (item.mac.tokens.to_string(), String::new()),
            other => panic!("an item that no emitter writes: {}", quote::quote!(#other)),
        };
        items.insert(key, text);
    }
    items
}

fn definitions(definitions: &[(&str, Value)]) -> Value {
    let defs: serde_json::Map<String, Value> = definitions
        .iter()
        .map(|(name, schema)| ((*name).to_owned(), schema.clone()))
        .collect();
    json!({"title": "Root", "type": "object", "$defs": defs})
}

#[test]
fn adding_removing_and_reordering_definitions_changes_no_other_type() {
    let color = || ("Color", json!({"enum": ["red", "green"]}));
    let size = || {
        (
            "size",
            json!({"type": "object", "properties": {"width": {"type": "integer", "minimum": 1, "maximum": 9}}}),
        )
    };
    let shade = || ("color!", json!({"type": "string", "maxLength": 4}));
    let before = items(&generate(&definitions(&[color(), size()])));
    for after in [
        definitions(&[size(), color()]),
        definitions(&[shade(), color(), size()]),
        definitions(&[
            color(),
            ("Width", json!({"type": "string"})),
            size(),
            shade(),
        ]),
    ] {
        let after = items(&generate(&after));
        for (name, text) in &before {
            assert_eq!(after.get(name), Some(text), "{name} changed");
        }
    }
    let without = items(&generate(&definitions(&[size()])));
    assert!(
        without
            .iter()
            .all(|(name, text)| before.get(name) == Some(text))
    );
}

#[test]
fn names_that_meet_are_told_apart_whatever_their_order() {
    let colliding = ["a-b", "a_b", "aB", "A b"];
    let fields = |order: &[&str]| {
        let properties: serde_json::Map<String, Value> = order
            .iter()
            .map(|name| ((*name).to_owned(), json!({"type": "boolean"})))
            .collect();
        let code = generate(&json!({"title": "Root", "type": "object", "properties": properties}));
        let file = syn::parse_file(&code).expect("Rust");
        let root = file.items.iter().find_map(|item| match item {
            syn::Item::Struct(item) if item.ident == "Root" => Some(item.clone()),
            _ => None,
        });
        let fields = root
            .expect("the root")
            .fields
            .into_iter()
            .filter_map(|field| field.ident);
        let mut fields: Vec<String> = fields.map(|field| field.to_string()).collect();
        fields.sort();
        fields
    };
    let first = fields(&colliding);
    assert_eq!(first.len(), colliding.len() + 1, "{first:?}");
    assert!(first.contains(&"a_b".to_owned()));
    let mut reversed = colliding;
    reversed.reverse();
    assert_eq!(fields(&reversed), first);
}

#[test]
fn text_of_a_schema_never_becomes_code() {
    let hostile = [
        "*/ pub struct Evil; /*",
        "\"; pub struct Evil; \"",
        "\"###; pub struct Evil; r###\"",
        "\n#[doc = \"x\"] pub struct Evil;",
        "\u{202e}evil\u{2066}",
        "\u{0}\u{1b}[31m\u{7f}\u{9b}",
        "fn",
        "Self",
        "self",
        "crate",
        "_",
        "union",
        "gen",
        "r#type",
        "🦀",
        "日本",
        "",
        "$crate",
        "{}",
        "{{evil}}",
        "//",
        "///",
        "\\",
        "`",
        "```rust\nfn main() {}\n```",
        "#[cfg(evil)]",
        "../../etc",
        "\r\n",
    ];
    let long = "x".repeat(10_000);
    let schema_of = |text: &str| {
        json!({
            "title": text, "$comment": text, "description": text, "type": "object", "required": [text, "other"],
            "properties": {
                text: {"type": "string", "minLength": 1, "description": text, "examples": [text]},
                "kind": {"enum": [text, "zz"]}
            },
            "$defs": {"of": {"type": "string", "maxLength": 10_000, "title": text, "default": text}}
        })
    };
    let shape_of = |code: &str| -> Vec<String> {
        let kinds = syn::parse_file(code)
            .expect("Rust")
            .items
            .into_iter()
            .map(|item| match item {
                syn::Item::Struct(_) => "struct",
                syn::Item::Enum(_) => "enum",
                syn::Item::Impl(_) => "impl",
                syn::Item::Macro(_) => "macro",
                syn::Item::Static(_) => "static",
                syn::Item::Const(_) => "const",
                _ => "foreign",
            });
        let mut kinds: Vec<String> = kinds.map(str::to_owned).collect();
        kinds.sort();
        kinds
    };
    let benign = shape_of(&generate(&schema_of("benign")));
    for text in hostile.into_iter().chain([long.as_str()]) {
        let code = generate(&schema_of(text));
        assert_eq!(shape_of(&code), benign, "{text:?}");
        assert!(
            !code.contains(['\u{202e}', '\u{2066}', '\u{1b}', '\u{9b}']),
            "{text:?}"
        );
    }
}

#[test]
fn what_no_type_holds_is_asked_of_the_validator() {
    let checked = [
        json!({"not": {"type": "null"}}),
        json!({"type": "string", "contentEncoding": "base64"}),
        json!({"type": "string", "format": "email"}),
        json!({"type": "string", "format": "uri", "maxLength": 9}),
        json!({"type": "number", "maximum": 3}),
        json!({"type": "integer", "multipleOf": 2}),
        json!({"type": "array", "uniqueItems": true}),
        json!({"type": "array", "contains": {"const": 1}}),
        json!({"type": "object", "minProperties": 1}),
        json!({"type": "object", "propertyNames": {"maxLength": 3}}),
        json!({"type": "object", "dependentRequired": {"a": ["b"]}}),
        json!({"type": "object", "dependentSchemas": {"a": false}}),
        json!({"type": "object", "anyOf": [{"properties": {"a": true}}, true], "unevaluatedProperties": false}),
        json!({"type": "object", "patternProperties": {"^a": {"type": "string"}}}),
        json!({"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}}),
        json!({"type": "array", "prefixItems": [{"type": "string"}], "maxItems": 3}),
        json!({"type": "array", "unevaluatedItems": false}),
        json!({"oneOf": [{"type": "string"}, {"type": "string"}]}),
        json!({"anyOf": [{"type": "string"}, {"type": "integer"}], "not": {"const": 1}}),
        json!({"oneOf": [{"type": "integer"}, {"type": "number"}]}),
        json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}),
        json!({"oneOf": [{"type": "object", "properties": {"is": {"const": "a"}}}, {"type": "object", "properties": {"is": {"const": "b"}}}]}),
        json!({"allOf": [{"pattern": "a"}, {"type": "string", "pattern": "b"}]}),
        json!({"type": "string", "enum": ["a", "bc"], "maxLength": 1}),
        json!({"type": "array", "items": {"$dynamicRef": "#any"}, "$defs": {"any": {"$dynamicAnchor": "any"}}}),
        json!({"oneOf": [{"enum": [1, 2]}, {"enum": [2, 3]}]}),
        json!({"allOf": [{"properties": {"a": true}, "additionalProperties": false}, {"properties": {"b": true}}]}),
    ];
    for schema in checked {
        let code = generate(&json!({"$defs": {"Part": schema}}));
        let decode = &items(&code)["impl :: trueup :: Decode for Part"];
        assert!(
            decode.contains("accepts :: < Self >"),
            "{schema} is not enforced:\n{code}"
        );
    }
}

#[test]
fn what_a_type_holds_needs_no_validator() {
    let held = [
        (json!({"type": "string"}), "String"),
        (
            json!({"type": "string", "format": "date-time"}),
            ":: trueup :: DateTime",
        ),
        (
            json!({"type": "string", "format": "ipv4"}),
            ":: std :: net :: Ipv4Addr",
        ),
        (
            json!({"type": "string", "format": "uuid"}),
            ":: trueup :: Uuid",
        ),
        (json!({"type": "string", "format": "no-format"}), "String"),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "boolean"}], "minItems": 1}),
            ":: trueup :: OpenTuple < (String ,) , (Option < bool > ,) , :: trueup :: Json >",
        ),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}], "items": false}),
            ":: trueup :: OpenTuple < () , (Option < String > ,) , :: trueup :: Never >",
        ),
        (json!({"type": "integer"}), ":: trueup :: Integer"),
        (
            json!({"type": "integer", "minimum": 0, "maximum": 255}),
            "i32",
        ),
        (
            json!({"type": "integer", "minimum": 0, "maximum": 1e10}),
            "i64",
        ),
        (
            json!({"type": "integer", "minimum": 0, "maximum": u64::MAX}),
            "u64",
        ),
        (json!({"type": "number"}), ":: trueup :: Number"),
        (json!({"type": ["boolean", "null"]}), "Option < bool >"),
        (
            json!({"type": "array", "items": {"type": "boolean"}, "minItems": 1}),
            "Vec < bool >",
        ),
        (
            json!({"anyOf": [{"type": "null"}, {"type": "string"}]}),
            "Option < String >",
        ),
        (json!({"allOf": [{"type": "string"}]}), "String"),
        (json!({"type": "null"}), "()"),
        (json!({"enum": [true, false]}), "bool"),
        (json!(false), ":: trueup :: Never"),
        (
            json!({"type": "array", "prefixItems": [{"type": "string"}], "minItems": 1, "items": false}),
            "(String ,)",
        ),
        (json!(true), ":: trueup :: Json"),
        (json!({"type": "object"}), ":: trueup :: Map"),
        (
            json!({"type": "object", "additionalProperties": {"type": "boolean"}}),
            ":: trueup :: Map < bool >",
        ),
    ];
    for (schema, inner) in held {
        let code = generate(&schema);
        let items = items(&code);
        assert!(
            items["struct Case"].contains(&format!("struct Case ({inner})")),
            "{schema}: {}",
            items["struct Case"]
        );
        assert!(
            !items["impl :: trueup :: Decode for Case"].contains("accepts"),
            "{schema}"
        );
    }
}

#[test]
fn what_is_said_is_said_once() {
    let object = || json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let tags = |keyword: &str| {
        json!({"title": "Root", "type": "object", "properties": {
            "tags": {"type": "array", keyword: 1, "items": object()}}})
    };
    // A schema, what its code has, and what it has not.
    let cases = [
        (
            tags("minItems"),
            "pub struct Tags(Vec<TagsItem>);",
            "ItemItem",
        ),
        (
            tags("x-items"),
            "pub tags: Option<Vec<TagsItem>>",
            "ItemItem",
        ),
        (
            json!({"title": "Root", "type": "array", "items": object()}),
            "pub struct Root(Vec<Item>);",
            "ItemItem",
        ),
        (
            json!({"title": "Root", "type": "integer", "minimum": -1_234_567, "maximum": 12_345}),
            "&-1_234_567",
            "12_345",
        ),
        (object(), "Self::default()", "a: None"),
        (
            json!({"title": "Root", "$defs": {"a": object(), "b": {"$ref": "#/$defs/a"}}}),
            "subschema_for::<A>",
            "subschema_for::<B>",
        ),
    ];
    for (schema, has, has_not) in cases {
        let code = generate(&schema);
        assert!(code.contains(has), "{has} is not in\n{code}");
        assert!(!code.contains(has_not), "{has_not} is in\n{code}");
    }
}

#[test]
fn the_same_schema_gives_the_same_bytes_from_any_folder() {
    let text = r#"{"title": "Root", "type": "object", "properties": {"a": {"type": "string", "maxLength": 3}}}"#;
    let code = |name: &str| {
        let set = SchemaSet::from_text(name, text).expect("sound");
        Generator::new().generate(&set).expect("it generates")
    };
    assert_eq!(
        code("/some/where/case.schema.json"),
        code("case.schema.json")
    );
    assert!(
        code("case.schema.json")
            .starts_with("// Generated by trueup from case.schema.json. Do not edit")
    );
}

#[test]
fn types_that_are_apart_become_an_enum_without_the_validator() {
    let tagged = |tag: &str| json!({"type": "object", "required": ["is"], "properties": {"is": {"const": tag}}});
    let tables = [
        (
            json!({"oneOf": [{"type": "string"}, {"type": "integer"}]}),
            ["String (String)", "Integer (:: trueup :: Integer)"],
        ),
        (
            json!({"type": ["boolean", "array"], "items": {"type": "string"}}),
            ["Boolean (bool)", "Array (Vec < String >)"],
        ),
        (
            json!({"oneOf": [tagged("cat"), tagged("dog")]}),
            ["Cat (PartCat)", "Dog (PartDog)"],
        ),
        (
            json!({"anyOf": [{"title": "Short", "type": "string"}, {"$ref": "#/$defs/Whole"}]}),
            ["Short (String)", "Whole (Whole)"],
        ),
    ];
    for (schema, variants) in tables {
        let code = generate(
            &json!({"$defs": {"Part": schema, "Whole": {"title": "Whole", "type": "integer"}}}),
        );
        let items = items(&code);
        for variant in variants {
            assert!(
                items["enum Part"].contains(variant),
                "{}",
                items["enum Part"]
            );
        }
        let decode = &items["impl :: trueup :: Decode for Part"];
        assert!(!decode.contains("accepts"), "{schema}");
    }
}

#[test]
fn a_file_that_references_reach_is_carried_under_a_relative_name() {
    let part = r#"{"$defs": {"Port": {"type": "integer", "minimum": 1}}}"#;
    let code = |root: &str, other: &str, reference: &str| {
        let set = SchemaSet::loader()
            .with_resource(other, other, part)
            .load_text(root, &json!({"$ref": reference}).to_string())
            .expect("sound");
        Generator::new().generate(&set).expect("it generates")
    };
    let near = code("/some/where/a.json", "b.json", "b.json#/$defs/Port");
    assert_eq!(near, code("a.json", "b.json", "b.json#/$defs/Port"));
    assert!(near.contains("uri: \"b.json\""), "{near}");
    assert!(
        near.contains("pub struct Port(::trueup::Integer);"),
        "{near}"
    );
    let above = code("/some/where/a.json", "../b.json", "../b.json#/$defs/Port");
    assert!(above.contains("name: \"where/a.json\""), "{above}");
    assert!(above.contains("uri: \"../b.json\""), "{above}");
}
