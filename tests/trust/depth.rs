//! Deep payloads, deep schemas and references in circles, with as little stack as a process gets.

use crate::e2e::Place;

/// With and without a small stack.
pub(super) const STACKS: [&str; 2] = ["ulimit -s 512", ""];

#[test]
fn payloads_nested_too_deeply_are_one_finding() {
    let closed = |open: &str, close: &str, depth| open.repeat(depth) + &close.repeat(depth);
    let payloads = [
        closed("[", "]", 100_000),
        closed("[", "]", 1_000_000),
        closed("{\"a\":", "}", 100_000),
        closed("{\"a\":", "}", 1_000_000),
        "[".repeat(1_000_000),
        "{\"a\":".repeat(1_000_000),
        closed("[{\"a\":", "}]", 100_000),
    ];
    let place = Place::new().file("schema.json", RECURSIVE);
    for (number, payload) in payloads.iter().enumerate() {
        for end in ["json", "jsonc", "ndjson"] {
            place.write("payload", payload);
            let name = format!("{number}.{end}");
            std::fs::rename(place.path("payload"), place.path(&name)).unwrap();
            for stack in STACKS {
                let args = format!("check --schema schema.json {name}");
                let ran = place.run_under(stack, &args).exits(1);
                assert_eq!(ran.out.matches("error[").count(), 1, "{name}: {ran:#?}");
                ran.finds(&["[too-deep]"]);
            }
        }
    }
}

/// Each level is judged by a rule of its own, and most of them by several.
const RECURSIVE: &str = r##"{"items": {"$ref": "#"}, "additionalProperties": {"$ref": "#"}}"##;
const FANNING: &str = r##"{"anyOf": [
    {"type": "array", "items": {"allOf": [{"$ref": "#"}]}, "minItems": 3},
    {"type": "object", "unevaluatedProperties": {"$ref": "#"}}]}"##;

#[test]
fn the_deepest_that_may_be_allowed_fits_in_a_small_stack() {
    let place = Place::new()
        .file("recursive.json", RECURSIVE)
        .file("fanning.json", FANNING)
        .file("512.json", &("[".repeat(512) + &"]".repeat(512)))
        .file("513.json", &("[".repeat(513) + &"]".repeat(513)));
    let rows = [
        ("recursive.json 512.json", 0),
        ("recursive.json 513.json", 1),
        ("fanning.json 512.json", 1),
    ];
    for stack in ["ulimit -s 512", "ulimit -s 256", ""] {
        for (what, code) in rows {
            let args = format!("check --max-depth 512 -j 1 --schema {what}");
            place.run_under(stack, &args).exits(code);
        }
    }
}

/// A name, a schema, what `check` of `{"a": 1}` exits with, what `generate` exits with.
type Row = (&'static str, String, i32, i32);

fn chain(length: usize, link: impl Fn(&str) -> String) -> String {
    let links = (0..length).map(|step| {
        let next = format!("{{\"$ref\": \"#/$defs/s{}\"}}", step + 1);
        format!("\"s{step}\": {},", link(&next))
    });
    let links: String = links.collect();
    let end = format!("\"s{length}\": {{\"type\": \"boolean\"}}");
    format!("{{\"$ref\": \"#/$defs/s0\", \"$defs\": {{{links} {end}}}}}")
}

fn schemas() -> Vec<Row> {
    let nested = |depth: usize| "{\"not\":".repeat(depth) + "{}" + &"}".repeat(depth);
    let owned = str::to_owned;
    vec![
        ("10,000 deep", nested(10_000), 2, 2),
        ("127 deep", nested(127), 1, 0),
        ("a circle of one", owned(r##"{"$ref": "#"}"##), 2, 2),
        (
            "a circle of two",
            owned(
                r##"{"$ref": "#/$defs/a", "$defs": {
                    "a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
            ),
            2,
            2,
        ),
        (
            "a circle through allOf and anyOf",
            owned(
                r##"{"allOf": [{"$ref": "#/$defs/a"}], "type": "string", "$defs": {
                    "a": {"anyOf": [{"$ref": "#"}, {"$ref": "#/$defs/a"}]}}}"##,
            ),
            1,
            0,
        ),
        ("a circle over members", owned(RECURSIVE), 0, 0),
        (
            "a circle of dynamic references",
            owned(r##"{"$dynamicAnchor": "x", "additionalProperties": {"$dynamicRef": "#x"}}"##),
            0,
            0,
        ),
        ("300 references", chain(300, str::to_owned), 1, 0),
        (
            "300 references in allOf",
            chain(300, |next| format!("{{\"allOf\": [{next}]}}")),
            1,
            0,
        ),
        (
            "300 references in anyOf",
            chain(300, |next| {
                format!("{{\"anyOf\": [{{\"type\": \"null\"}}, {next}]}}")
            }),
            1,
            0,
        ),
        (
            "300 references, each a level deeper",
            chain(300, |next| {
                format!("{{\"type\": \"object\", \"properties\": {{\"a\": {next}}}}}")
            }),
            1,
            0,
        ),
    ]
}

#[test]
fn deep_schemas_and_circles_are_ordinary_errors_or_work() {
    let config = "[[generate]]\nschema = \"schema.json\"\noutput = \"types.rs\"\n";
    for (name, schema, checked, generated) in schemas() {
        let place = Place::new()
            .file("schema.json", &schema)
            .file("payload.json", "{\"a\": 1}")
            .file("trueup.toml", config);
        for stack in STACKS {
            let ran = place.run_under(stack, "check --schema schema.json payload.json");
            assert_eq!(ran.code, Some(checked), "{name}: {ran:#?}");
            let ran = place.run_under(stack, "generate");
            assert_eq!(ran.code, Some(generated), "{name}: {ran:#?}");
        }
    }
}

#[test]
#[ignore = "generating ten thousand types takes a while"]
fn ten_thousand_references_end_in_time() {
    let config = "[[generate]]\nschema = \"schema.json\"\noutput = \"types.rs\"\n";
    for link in [str::to_owned, |next: &str| {
        format!("{{\"allOf\": [{next}]}}")
    }] {
        let place = Place::new()
            .file("schema.json", &chain(10_000, link))
            .file("payload.json", "1")
            .file("trueup.toml", config);
        for stack in STACKS {
            place
                .run_under(stack, "check --schema schema.json payload.json")
                .exits(1);
            place.run_under(stack, "generate").ends();
        }
    }
}
