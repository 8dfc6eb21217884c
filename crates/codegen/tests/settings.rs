//! Settings: what they change in the code, and what is wrong with them.

use serde_json::{Value, json};
use trueup_codegen::settings::{
    Builders, DateTimes, Layout, Maps, Numbers, TypeSettings, Visibility,
};
use trueup_codegen::{Error, Generator, Settings};
use trueup_schema::SchemaSet;

fn shop() -> Value {
    json!({
        "title": "Shop", "type": "object", "required": ["owner"],
        "properties": {
            "owner": {"$ref": "#/$defs/Person"},
            "kind": {"enum": ["big", "small"]},
            "note": {"type": ["string", "null"]},
            "tags": {"type": "object", "additionalProperties": {"type": "boolean"}},
            "size": {"type": "number"},
            "floors": {"type": "integer"},
            "since": {"type": "string", "format": "date-time"}
        },
        "$defs": {
            "Person": {
                "type": "object", "required": ["first-name"],
                "properties": {
                    "first-name": {"type": "string"},
                    "last-name": {"type": "string"},
                    "address": {"type": "object", "properties": {"kind": {"enum": ["home", "work"]}}}
                }
            },
            "Odd": {"type": "integer", "not": {"multipleOf": 2}},
            "Mark": {"allOf": [{"enum": ["x", "y"]}], "description": "Said elsewhere."}
        }
    })
}

fn generate_from(schema: &Value, settings: Settings) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(schema).expect("JSON");
    let set = SchemaSet::from_text("shop.schema.json", &text).expect("the schema is sound");
    Generator::new().settings(settings).generate(&set)
}

fn generate(settings: Settings) -> Result<String, Error> {
    generate_from(&shop(), settings)
}

fn of(key: &str, settings: TypeSettings) -> Settings {
    Settings {
        types: [(key.to_owned(), settings)].into(),
        ..Settings::default()
    }
}

fn named(name: &str) -> TypeSettings {
    TypeSettings {
        name: Some(name.to_owned()),
        ..TypeSettings::default()
    }
}

fn replaced(path: &str) -> TypeSettings {
    TypeSettings {
        replace: Some(path.to_owned()),
        ..TypeSettings::default()
    }
}

fn opened() -> TypeSettings {
    TypeSettings {
        open: true,
        ..TypeSettings::default()
    }
}

fn fields(fields: &[(&str, &str)]) -> TypeSettings {
    let fields = fields
        .iter()
        .map(|&(name, field)| (name.to_owned(), field.to_owned()));
    TypeSettings {
        fields: fields.collect(),
        ..TypeSettings::default()
    }
}

#[test]
fn each_setting_shows_in_the_code() {
    let cases: Vec<(Settings, &[&str])> = vec![
        (
            of("Person", named("Human")),
            &[
                "pub struct Human {",
                "pub struct HumanAddress {",
                "pub enum HumanAddressKind {",
                "owner: Human,",
            ],
        ),
        (
            of("#/$defs/Person", named("Human")),
            &["pub struct Human {"],
        ),
        (
            of("PersonAddressKind", named("HTTPKind")),
            &["pub enum HTTPKind {"],
        ),
        (
            of("Person", fields(&[("first-name", "given")])),
            &["pub given: String,", "In JSON: `first-name`"],
        ),
        (
            of("Person", replaced("crate::Person")),
            &["pub type Person = crate::Person;"],
        ),
        (
            of("#/properties/note", replaced("my::Note<u8>")),
            &["pub type Note = my::Note<u8>;", "::trueup::Maybe<Note>"],
        ),
        (
            Settings {
                layout: Layout::Modules,
                ..Settings::default()
            },
            &[
                "/// What stands inside [`Person`].\npub mod person {\n    use super::{DEFINITIONS, SOURCE};\n",
                "    pub struct Address {",
                "    pub mod address {",
                "        pub enum Kind {",
                "pub kind: Option<address::Kind>,",
                "pub address: Option<person::Address>,",
                // Nothing refers to the types further in.
                "(\"#/$defs/Person\", ::trueup::schema_bridge::subschema_for::<Person>),",
                "\npub enum Kind {",
            ],
        ),
        (
            Settings {
                derives: vec!["Hash".to_owned(), "my::Row".to_owned()],
                ..Settings::default()
            },
            &[
                "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, my::Row)]\npub enum Kind",
                "#[derive(Clone, Debug, PartialEq, Hash, my::Row)]\npub struct Person {",
            ],
        ),
        (
            Settings {
                attributes: vec!["#[non_exhaustive]".to_owned()],
                ..Settings::default()
            },
            &[
                "#[non_exhaustive]\npub struct Person {",
                "#[non_exhaustive]\npub enum Kind {",
            ],
        ),
        (
            Settings {
                builders: Builders::Always,
                ..Settings::default()
            },
            &[
                "pub struct PersonBuilder {",
                "pub fn build(self) -> PersonAddress {",
            ],
        ),
        (
            Settings {
                fields: Visibility::Crate,
                ..Settings::default()
            },
            &[
                "pub(crate) first_name: String,",
                "pub fn first_name(&self) -> &String {",
            ],
        ),
        (
            Settings {
                maps: Maps::Custom("crate::Table".to_owned()),
                ..Settings::default()
            },
            &["pub tags: Option<crate::Table<bool>>,"],
        ),
        (
            Settings {
                maps: Maps::Btree,
                ..Settings::default()
            },
            &["pub tags: Option<::std::collections::BTreeMap<String, bool>>,"],
        ),
        (
            Settings {
                numbers: Numbers::Native,
                ..Settings::default()
            },
            &[
                "pub size: Option<f64>,",
                "pub floors: Option<::trueup::Integer>,",
            ],
        ),
        (
            Settings {
                integers: Numbers::Native,
                ..Settings::default()
            },
            &[
                "pub size: Option<::trueup::Number>,",
                "pub floors: Option<i64>,",
            ],
        ),
        (
            Settings {
                date_time: DateTimes::Chrono,
                ..Settings::default()
            },
            &["::trueup::external::chrono::FixedOffset"],
        ),
        (
            of("Kind", opened()),
            &["    Other(String),\n}\n\nimpl Kind {"],
        ),
    ];
    for (settings, expected) in cases {
        let code = generate(settings.clone()).expect("it generates");
        syn::parse_file(&code).expect("Rust");
        for part in expected {
            assert!(code.contains(part), "{part}\nis not in\n{code}");
        }
    }
}

#[test]
fn what_means_nothing_is_one_clear_error() {
    let trusted = TypeSettings {
        trusted: true,
        ..TypeSettings::default()
    };
    let two = |left: &str, right: &str, right_settings: TypeSettings| Settings {
        types: [
            (left.to_owned(), named("Same")),
            (right.to_owned(), right_settings),
        ]
        .into(),
        ..Settings::default()
    };
    let cases = [
        (
            of("Persom", named("A")),
            "setting `types.Persom`: no type is called so; did you mean \"Person\"?",
        ),
        (
            of("#/$defs/Nobody", named("A")),
            "setting `types.#/$defs/Nobody`: no type is called so; write the name",
        ),
        (
            of("#/properties/note", named("A")),
            "setting `types.#/properties/note`: the schema there has no type of its own",
        ),
        (
            of("Person", named("a b")),
            "setting `types.Person.name`: \"a b\" is no name in Rust",
        ),
        (
            of("Person", named("Vec")),
            "setting `types.Person.name`: generated code uses \"Vec\" by itself",
        ),
        (
            of("Person", replaced("fn()")),
            "setting `types.Person.replace`: \"fn()\" is no path",
        ),
        (
            of("Person", replaced("[u8; {loop{}}]")),
            "setting `types.Person.replace`: ",
        ),
        (
            of("Shop", replaced("A")),
            "setting `types.Shop`: the root type",
        ),
        (
            of("Person", opened()),
            "setting `types.Person.open`: only an `enum` of strings",
        ),
        (
            of("Person", trusted),
            "setting `types.Person.trusted`: only a type that is replaced",
        ),
        (
            of("Kind", fields(&[("a", "b")])),
            "setting `types.Kind.fields`: this type is no struct",
        ),
        (
            of("Person", fields(&[("first_name", "b")])),
            "setting `types.Person.fields.first_name`: no property is called so; did you mean \"first-name\"?",
        ),
        (
            of("Person", fields(&[("first-name", "last_name")])),
            "setting `types.Person.fields.first-name`: another field is called \"last_name\"",
        ),
        (
            of("Person", fields(&[("first-name", "fn")])),
            "setting `types.Person.fields.first-name`: \"fn\" is no name in Rust",
        ),
        (
            two("Person", "#/$defs/Person", named("Other")),
            "setting `types.Person`: another entry of `types` means the same type",
        ),
        (
            two("Kind", "Person", named("Same")),
            "setting `types.Person.name`: two types are to be called \"Same\"",
        ),
        (
            Settings {
                derives: vec!["Eq".to_owned(), "1".to_owned()],
                ..Settings::default()
            },
            "setting `derives.1`: \"1\" is no path",
        ),
        (
            Settings {
                attributes: vec!["non_exhaustive".to_owned()],
                ..Settings::default()
            },
            "setting `attributes.0`: \"non_exhaustive\" is no attribute",
        ),
        (
            Settings {
                attributes: vec!["#[a] struct Evil;".to_owned()],
                ..Settings::default()
            },
            "setting `attributes.0`: ",
        ),
        (
            Settings {
                maps: Maps::Custom("btre".to_owned()),
                ..Settings::default()
            },
            "setting `maps`: there is no map \"btre\"; write",
        ),
        (
            Settings {
                maps: Maps::Custom("crate::a!()".to_owned()),
                ..Settings::default()
            },
            "setting `maps`: \"crate::a!()\" is no path",
        ),
        (
            of("Mark", opened()),
            "setting `types.Mark.open`: the list does not stand in this schema itself",
        ),
        (
            Settings {
                validator: false,
                ..Settings::default()
            },
            "setting `validator`: the type Odd needs the validator",
        ),
    ];
    for (settings, expected) in cases {
        let error = generate(settings).expect_err(expected).to_string();
        assert!(
            error.starts_with(expected),
            "{error}\ninstead of\n{expected}"
        );
    }
}

#[test]
fn a_module_takes_in_the_schema_only_where_a_type_stands_on_it() {
    let imports = |types: Settings| {
        let settings = Settings {
            layout: Layout::Modules,
            ..types
        };
        let code = generate(settings).expect("it generates");
        code.matches("use super::{DEFINITIONS, SOURCE};").count()
    };
    assert_eq!(imports(Settings::default()), 2);
    assert_eq!(imports(of("PersonAddress", replaced("crate::Address"))), 0);
    assert_eq!(imports(of("PersonAddressKind", replaced("crate::Kind"))), 1);
}

#[test]
fn fields_may_swap_their_names() {
    let swapped = fields(&[("first-name", "last_name"), ("last-name", "first_name")]);
    let code = generate(of("Person", swapped)).expect("it generates");
    assert!(
        code.contains("pub last_name: String,") && code.contains("pub first_name: Option<String>,")
    );
}

#[test]
fn a_replaced_type_has_the_validator_asked_unless_it_is_trusted() {
    let asks = |settings| {
        let code = generate(of("Person", settings)).expect("it generates");
        let decode = code
            .split("impl ::trueup::Decode for Shop")
            .nth(1)
            .expect("the root");
        decode
            .split("\n}\n")
            .next()
            .expect("its end")
            .contains("accepts::<Self>")
    };
    assert!(asks(replaced("crate::Person")));
    assert!(!asks(TypeSettings {
        trusted: true,
        ..replaced("crate::Person")
    }));
    assert!(!asks(TypeSettings::default()));
}

#[test]
fn a_schema_may_name_a_type_and_nothing_else() {
    let with = |value: Value| {
        let mut schema = shop();
        schema["$defs"]["Person"]["x-rust-type"] = value;
        generate_from(&schema, Settings::default()).map_err(|error| error.to_string())
    };
    let code = with(json!("::my_crate::Person<String>")).expect("a path");
    assert!(
        code.contains("pub type Person = ::my_crate::Person<String>;"),
        "{code}"
    );
    assert!(!code.contains("struct PersonAddress"));
    for evil in [
        json!("X; pub struct Evil"),
        json!("[u8; 1]"),
        json!(""),
        json!(7),
        json!("a!()"),
        json!("*/"),
    ] {
        let error = with(evil.clone()).expect_err("no path");
        assert!(error.starts_with("shop.schema.json:"), "{evil}: {error}");
        assert!(error.contains(": x-rust-type: "), "{evil}: {error}");
    }
}

#[test]
fn without_the_validator_nothing_of_it_is_named() {
    let mut schema = shop();
    schema["$defs"]
        .as_object_mut()
        .expect("an object")
        .remove("Odd");
    let settings = Settings {
        validator: false,
        ..Settings::default()
    };
    let code = generate_from(&schema, settings).expect("no type needs it");
    for word in ["Validator", "Report", "SOURCE", "::trueup::Model", "model!"] {
        assert!(!code.contains(word), "{word}");
    }
    assert!(code.contains("::trueup::plain!(Person);"));
}
