//! What the macro refuses: each with the place that it blames, and what it says.

use crate::generate;
use crate::input::Input;

const SCHEMA: &str = "../../tests/macros/order.schema.json";

/// The outcome for an input whose first line is the path; errors begin with line and column.
fn run(path: &str, settings: &str) -> Result<String, String> {
    let text = format!("{path:?},\n{settings}");
    let tokens = text.parse().expect("tokens");
    let code = Input::parse(tokens).and_then(|input| generate(&input));
    code.map(|code| code.to_string()).map_err(|error| {
        let at = error.span().start();
        format!("{}:{}: {error}", at.line, at.column + 1)
    })
}

#[test]
fn faults_are_told_where_they_stand() {
    let cases = [
        ("layuot = \"modules\"", "2:1: unknown field `layuot`"),
        ("layout = \"nested\"", "2:10: unknown variant `nested`"),
        (
            "layout = true",
            "2:10: one of these strings should stand here: flat, modules",
        ),
        (
            "maps = \"btre\"",
            "2:1: setting `maps`: there is no map \"btre\"; write \"ordered\"",
        ),
        (
            "maps = true",
            "2:8: invalid type: boolean `true`, expected a string",
        ),
        (
            "validator = \"no\"",
            "2:13: invalid type: string \"no\", expected a boolean",
        ),
        ("derives = [\"Eq\", true]", "2:18: invalid type: boolean"),
        (
            "derives = [\"Eq\", \"a b\"]",
            "2:18: setting `derives.1`: \"a b\" is no path",
        ),
        ("root-name = 1", "2:13: a string, true, false"),
        (
            "numbers = \"exact\", numbers = \"exact\"",
            "2:20: `numbers` stands here twice",
        ),
        ("numbers \"exact\"", "2:9: expected `=`"),
        (
            "types = { \"Mony\" = {} }",
            "2:11: setting `types.Mony`: no type is called so; did you mean \"Money\"?",
        ),
        (
            "types = { \"Money\" = {\nfields = { \"amuont\" = \"a\" } } }",
            "3:12: setting `types.Money.fields.amuont`: no property is called so; did you mean \"amount\"?",
        ),
        (
            "types = { \"Money\" = { replace = \"{ evil() }\" } }",
            "2:23: setting `types.Money.replace`: \"{ evil() }\" is no path",
        ),
    ];
    for (settings, expected) in cases {
        let told = run(SCHEMA, settings).expect_err(settings);
        assert!(told.starts_with(expected), "{told}\ninstead of\n{expected}");
    }
}

#[test]
fn a_map_of_ones_own_is_a_path() {
    let known = run(SCHEMA, "maps = \"btree\"").expect("it is known");
    let own = run(SCHEMA, "maps = \"crate::Table\"").expect("it is a path");
    let map = |code: &str, name: &str| code.matches(name).count();
    let found = map(&known, "BTreeMap < String");
    assert_eq!(map(&own, "crate :: Table <"), found);
}

#[test]
fn a_schema_that_is_missing_or_broken_is_told_at_its_path() {
    let told = run("no.schema.json", "").expect_err("there is no such file");
    assert!(told.starts_with("1:1: "), "{told}");
    assert!(told.contains("no.schema.json"), "{told}");
    let told = run("Cargo.toml", "").expect_err("that is no JSON");
    assert!(
        told.starts_with("1:1: ") && told.contains("Cargo.toml:1:2: "),
        "{told}"
    );
    let told = Input::parse("a".parse().expect("tokens"))
        .err()
        .expect("no path");
    assert!(
        told.to_string().starts_with("the path of a schema"),
        "{told}"
    );
}

#[test]
fn the_code_depends_on_every_file_and_is_that_of_the_generator() {
    let code = run(SCHEMA, "root_name = \"Sale\"").expect("it generates");
    assert!(code.contains("pub struct Sale"));
    for file in ["order.schema.json", "id.schema.json"] {
        let read = code.split("include_bytes").skip(1);
        assert!(read.into_iter().any(|rest| rest.contains(file)), "{file}");
    }
    let path = std::path::Path::new(SCHEMA);
    let set = trueup_schema::SchemaSet::from_path(path).expect("sound");
    let same = trueup_codegen::Generator::new()
        .command("cargo build")
        .root_name("Sale");
    let same = same.generate(&set).expect("it generates");
    let same: proc_macro2::TokenStream = same.parse().expect("Rust");
    assert!(code.starts_with(&same.to_string()));
}
