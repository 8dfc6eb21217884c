//! Text of a schema stays text: whatever it is made of, the code holds exactly the items that a
//! benign twin's code holds, and its documentation holds nothing that would be run as a test.

use serde_json::{Value, json};
use trueup_codegen::settings::{Builders, Layout, Visibility};
use trueup_codegen::{Generator, Settings};
use trueup_schema::SchemaSet;

const HOSTILE: &[&str] = &[
    "*/ pub struct Evil; /*",
    "\"; pub struct Evil; \"",
    "\"###; pub struct Evil; r###\"",
    "'\\''",
    "\n#[doc = \"x\"] pub struct Evil;",
    "]\n#![allow(warnings)]",
    "\u{202e}evil\u{2066}\u{200f}\u{61c}",
    "\u{0}\u{1b}[31m\u{7f}\u{9b}",
    "\u{feff}\u{200d}",
    "\u{2028}evil\u{2029}",
    "\r",
    "\r\n",
    "\t\t",
    "",
    " ",
    "_",
    "__",
    "fn",
    "Self",
    "self",
    "super",
    "crate",
    "gen",
    "union",
    "async",
    "r#type",
    "$crate",
    "Vec",
    "Option",
    "String",
    "build",
    "builder",
    "new",
    "node",
    "validator",
    "additional_properties",
    "🦀",
    "👩‍👩‍👧",
    "日本",
    "e\u{301}",
    "ﬁ",
    "1",
    "-1",
    "{}",
    "{{evil}}",
    "{0:?}",
    "//",
    "///",
    "\\",
    "\\\"",
    "`",
    "````",
    "```rust\nevil();\n```",
    "~~~\nevil();\n~~~",
    "a\n\n    evil();",
    "- ```\n  evil();",
    "<script>evil()</script>",
    "[`Evil`]: http://evil.example/",
    "#[cfg(evil)]",
    "../../etc/passwd",
    "x-rust-type",
];

/// A schema whose every text that may be anything is the given one.
fn schema(text: &str, id: &str) -> Value {
    let pattern: String = text
        .chars()
        .map(|c| match u32::from(c) {
            // So that the default matches, as that of the benign twin does.
            code @ 0x1_0000.. => format!("\\u{{{code:X}}}"),
            code => format!("\\u{code:04X}"),
        })
        .collect();
    // Bound to the beginning: ten thousand characters are not looked for at ten thousand places.
    let pattern = format!("^{pattern}");
    json!({
        "$id": format!("https://example.org/{id}"),
        "title": text, "$comment": text, "description": text,
        "type": "object", "required": [text, "other"],
        "properties": {
            text: {"type": "string", "pattern": pattern, "title": text, "description": text, "examples": [text], "default": text},
            "kind": {"enum": [text, "zz"], "description": text},
            "same": {"const": text},
            "ref": {"$ref": format!("#/$defs/{}", fragment(text))},
            "part": {"type": "object", "properties": {text: {"type": "integer", "minimum": 0, "maximum": 3}}}
        },
        "patternProperties": {pattern: {"type": "boolean"}},
        "dependentRequired": {text: ["kind"]},
        "$defs": {text: {"anyOf": [{"title": text, "type": "string"}, {"type": "integer"}]}}
    })
}

/// A definition's name as the fragment of a URI.
fn fragment(name: &str) -> String {
    let token = name.replace('~', "~0").replace('/', "~1");
    let bytes = token.bytes().map(|byte| format!("%{byte:02X}"));
    bytes.collect()
}

fn generate(schema: &Value, settings: &Settings) -> syn::File {
    let text = serde_json::to_string_pretty(schema).expect("JSON");
    let set = SchemaSet::from_text("case.schema.json", &text).expect("the schema is sound");
    let generator = Generator::new().settings(settings.clone());
    let code = generator.generate(&set).expect("it generates");
    let seen = |c: char| matches!(c, '\n' | '\t') || !c.is_control();
    assert!(code.chars().all(seen), "a control character stands raw");
    let reorders = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    assert!(!code.contains(reorders), "a bidirectional mark stands raw");
    syn::parse_file(&code).expect("Rust")
}

/// Each item with how many parts it has.
fn outline(items: &[syn::Item]) -> Vec<String> {
    let mut lines = Vec::new();
    for item in items {
        lines.push(match item {
            syn::Item::Struct(item) => format!("struct of {}", item.fields.len()),
            syn::Item::Enum(item) => format!("enum of {}", item.variants.len()),
            syn::Item::Impl(item) => {
                let of = item
                    .trait_
                    .as_ref()
                    .and_then(|(path, _)| path.segments.last());
                let of = of.map_or("itself".to_owned(), |last| last.ident.to_string());
                format!("impl of {of} with {}", item.items.len())
            }
            syn::Item::Macro(_) => "macro".to_owned(),
            syn::Item::Static(item) => format!("static {}", item.ident),
            syn::Item::Const(item) => format!("const {}", item.ident),
            syn::Item::Use(_) => "use".to_owned(),
            syn::Item::Mod(item) => {
                let (_, items) = item.content.as_ref().expect("no file of its own");
                format!("mod {:?}", outline(items))
            }
            other => panic!("an item that no emitter writes: {}", quote::quote!(#other)),
        });
    }
    // Properties are sorted by name in these schemas, so the order may differ.
    lines.sort();
    lines
}

fn settings() -> [Settings; 2] {
    let other = Settings {
        layout: Layout::Modules,
        builders: Builders::Always,
        fields: Visibility::Private,
        ..Settings::default()
    };
    [Settings::default(), other]
}

#[test]
fn the_code_holds_exactly_the_items_of_a_benign_twin() {
    let long = "x\"".repeat(5_000);
    for settings in settings() {
        let benign = outline(&generate(&schema("benign", "benign"), &settings).items);
        assert!(benign.len() > 20, "{benign:?}");
        for text in HOSTILE.iter().copied().chain([long.as_str()]) {
            let id = text.bytes().take(200).map(|byte| format!("%{byte:02X}"));
            let file = generate(&schema(text, &id.collect::<String>()), &settings);
            assert_eq!(outline(&file.items), benign, "{text:?}");
        }
    }
}

/// The lines of all documentation.
struct Docs(Vec<String>);

impl Docs {
    fn of(items: &[syn::Item]) -> Self {
        let text = quote::quote! { #(#items)* };
        let mut docs = Self(Vec::new());
        docs.collect(text);
        docs
    }

    /// Wherever `doc = "…"` stands in brackets.
    fn collect(&mut self, tokens: proc_macro2::TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for window in tokens.windows(3) {
            let [name, _, value] = window else { continue };
            if name.to_string() == "doc"
                && let Ok(line) = syn::parse_str::<syn::LitStr>(&value.to_string())
            {
                self.0.push(line.value());
            }
        }
        for token in tokens {
            if let proc_macro2::TokenTree::Group(group) = token {
                self.collect(group.stream());
            }
        }
    }
}

#[test]
fn no_documentation_holds_code_that_a_test_would_run() {
    for settings in settings() {
        for text in HOSTILE {
            let file = generate(&schema(text, "docs"), &settings);
            let Docs(lines) = Docs::of(&file.items);
            assert!(lines.len() > 10);
            for line in lines {
                let inside = line.trim_start_matches([' ', '-', '>', '*', '+', '.', ')']);
                let fence =
                    inside.starts_with("```") && !inside[3..].trim_start_matches('`').contains('`');
                assert!(!fence && !inside.starts_with("~~~"), "{line:?}");
                // rustdoc takes away the one space that all lines have.
                assert!(!line.starts_with("     "), "{line:?}");
            }
        }
    }
}
