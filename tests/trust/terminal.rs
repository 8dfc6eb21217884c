//! What is printed is safe for a terminal, whatever stands in payloads, schemas and names.

use super::{FORMATS, Place};

/// What must reach no terminal: controls but line breaks and tabs, marks that reorder or hide text.
fn is_unsafe(character: char) -> bool {
    matches!(character,
        '\0'..='\x08' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0001}'..='\u{e007f}')
}

/// All of them, and what formats must escape for themselves.
pub(super) fn hostile() -> String {
    let all = ('\0'..='\u{e007f}').filter(|&character| is_unsafe(character));
    let all: String = all.filter(|&character| character != '\0').collect();
    format!("\x1b]0;owned\x07\x1b[2J::error::%0A</x>]]><!--&\"'`{all}")
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

/// A schema that fails on each kind of value and says hostile things itself.
fn schema() -> String {
    let text = quoted(&hostile());
    format!(
        r#"{{"title": {text}, "description": {text}, "$comment": {text},
        "properties": {{
            "a": {{"enum": [{text}, 1]}}, "b": {{"const": {text}}},
            "c": {{"type": "integer", "description": {text}}},
            "d": {{"pattern": "^x", "description": {text}}}, "e": {{"maxLength": 2}},
            "f": {{"not": {{"const": {text}}}}}, "g": {{"format": "date-time"}},
            "h": {{"propertyNames": {{"maxLength": 1}}}},
            "i": {{"anyOf": [{{"const": {text}}}, {{"required": [{text}]}}]}},
            {text}: {{"type": "null", "deprecated": true}}
        }},
        "required": [{text}, "missing"], "dependentRequired": {{"a": [{text}]}},
        "additionalProperties": false}}"#
    )
}

fn payload() -> String {
    let text = hostile();
    // As it stands in the text, without escapes, as far as JSON lets it.
    let raw: String = text
        .chars()
        .filter(|&c| c >= ' ' && c != '"' && c != '\\')
        .collect();
    let quoted = quoted(&text);
    let members: Vec<String> = ["a", "b", "c", "d", "e", "f", "g", "z"]
        .iter()
        .map(|name| format!("\"{name}\": \"{raw}\""))
        .collect();
    format!(
        "{{{}, \"h\": {{{quoted}: 1}}, \"i\": {{}}, {quoted}: 1, \"{raw}2\": {quoted}}}",
        members.join(", ")
    )
}

/// What is left when the colours that we print ourselves are taken out.
pub(super) fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\x1b[") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 2..];
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';');
        match end {
            Some(end) if after[end..].starts_with('m') => rest = &after[end + 1..],
            _ => {
                out.push('\x1b');
                rest = after;
            }
        }
    }
    out + rest
}

#[track_caller]
pub(super) fn assert_safe(what: &str, text: &str) {
    let found = text.chars().find(|&character| is_unsafe(character));
    assert_eq!(found, None, "{what}: {text:?}");
}

#[test]
fn no_format_prints_what_a_terminal_would_obey() {
    let name = "\x1b[31m\u{202e}\n.json";
    let place = Place::new()
        .file("schema.json", &schema())
        .file("broken.json", &payload()[..payload().len() - 1]);
    place.write(name, payload());
    for format in FORMATS {
        for color in ["never", "always"] {
            for file in [name, "broken.json"] {
                let ran = place.run_args([
                    "check",
                    "--schema",
                    "schema.json",
                    "--format",
                    format,
                    "--color",
                    color,
                    file,
                ]);
                let ran = ran.exits(1);
                let tells = ran.out.len() > 100 || format == "output-flag";
                assert!(tells || file != name, "{ran:#?}");
                let shown = match color {
                    "always" => without_colours(&ran.out),
                    _ => ran.out.clone(),
                };
                assert_safe(format, &shown);
                assert_safe(format, &without_colours(&ran.err));
            }
        }
    }
}

#[test]
fn errors_in_schemas_and_configuration_are_safe_too() {
    let text = hostile();
    let rows = [
        format!("{{{}: 1, \"type\": {}}}", quoted(&text), quoted(&text)),
        format!("{{\"$ref\": {}}}", quoted(&text)),
        format!("{{\"$id\": {}}}", quoted(&text)),
        format!("{{\"$schema\": {}}}", quoted(&text)),
        format!("{{\"pattern\": {}}}", quoted(&format!("({text}"))),
        format!("{{{0}: 1, {0}: 2}}", quoted(&text)),
        text.replace('"', "\\\""),
    ];
    for schema in rows {
        let place = Place::new()
            .file("schema.json", &schema)
            .file("payload.json", "1");
        let ran = place.run("check --schema schema.json payload.json").ends();
        assert_safe(&schema, &ran.out);
        assert_safe(&schema, &ran.err);
    }
    let configs = [
        format!("[[check]]\nschema = {}\ninclude = [\"*\"]\n", quoted(&text)),
        format!("[references]\n\"x\" = {}\n", quoted(&text)),
        format!("{} = 1\n", quoted(&text)),
        text.clone(),
    ];
    for config in configs {
        let place = Place::new()
            .file("trueup.toml", &config)
            .file("payload.json", "1");
        for args in ["check payload.json", "generate"] {
            let ran = place.run(args).ends();
            assert_safe(&config, &ran.out);
            assert_safe(&config, &ran.err);
        }
    }
    for args in [
        vec!["check", "--schema", &text, "x"],
        vec!["check", &text],
        vec!["explain", &text],
        vec!["--format", &text],
        vec!["check", "--format", &text, "x"],
        vec!["check", "--max-depth", &text, "x"],
        vec!["completions", &text],
        vec![&text],
        vec!["check", "--config", &text],
    ] {
        let ran = Place::new().run_args(&args).ends();
        assert_safe("arguments", &ran.err);
        assert_safe("arguments", &ran.out);
    }
}

/// A stale file is shown as a diff: what stands in it may come from anywhere.
#[test]
fn diffs_are_safe() {
    let config = "[[generate]]\nschema = \"schema.json\"\noutput = \"types.rs\"\n";
    let place = Place::new()
        .file("schema.json", &schema())
        .file("trueup.toml", config)
        .file(
            "types.rs",
            &format!("// Generated by trueup from {}", hostile()),
        );
    let ran = place.run("generate --check").exits(1);
    assert_safe("diff", &ran.out);
    place.run("generate").exits(0);
    // Code is no output; but nothing in it may reorder what a reviewer sees.
    let code = place.read("types.rs");
    let reorders = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let found = code
        .chars()
        .find(|&c| reorders(c) || (c.is_control() && c != '\n'));
    assert_eq!(found, None, "{code}");
}
