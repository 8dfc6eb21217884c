//! How a text is written that has no name to tell it: a look at how it begins.
//!
//! It never fails: a text that fits nothing counts as JSON, whose reader then says what is wrong.

use trueup_document::{Document, ndjson};

use crate::args::InputSyntax;

/// How much of a text is looked at.
pub(crate) const HEAD: usize = 64 * 1024;

/// The syntax of a text that begins so; `whole` says whether that is all of it.
pub(crate) fn syntax(head: &[u8], whole: bool) -> InputSyntax {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut lines = ndjson::lines(head).map(|line| line.bytes);
    let Some(first) = lines.next() else {
        return InputSyntax::Json;
    };
    let is_json = |line: &[u8]| Document::from_slice(line).is_ok();
    if is_json(first) {
        return match lines.next() {
            // A second value makes it JSON Lines, even if it is cut off or faulty.
            Some(second) if begins_value(second) || !whole => InputSyntax::Ndjson,
            Some(_) | None => InputSyntax::Json,
        };
    }
    let first = first.trim_ascii_start();
    match first {
        [b'/', b'/' | b'*', ..] => InputSyntax::Jsonc,
        [b'[', ..] if is_toml_header(first) => InputSyntax::Toml,
        [b'{' | b'[' | b'"', ..] => InputSyntax::Json,
        _ => by_lines(head),
    }
}

fn begins_value(line: &[u8]) -> bool {
    let first = line.trim_ascii_start().first();
    first.is_some_and(|byte| {
        matches!(
            byte,
            b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'
        )
    })
}

/// The syntax by the first line that is no comment, as YAML and TOML both have them.
fn by_lines(head: &[u8]) -> InputSyntax {
    let lines = ndjson::lines(head).map(|line| line.bytes.trim_ascii());
    let mut lines = lines.filter(|line| !line.starts_with(b"#"));
    match lines.next() {
        None => InputSyntax::Yaml,
        Some(line) if is_toml_header(line) || is_toml_pair(line) => InputSyntax::Toml,
        Some(line) if is_yaml(line) => InputSyntax::Yaml,
        Some(_) => InputSyntax::Json,
    }
}

/// `[table]` or `[[table]]`, with a comment or without.
fn is_toml_header(line: &[u8]) -> bool {
    let Some(inner) = line.strip_prefix(b"[") else {
        return false;
    };
    let inner = inner.strip_prefix(b"[").unwrap_or(inner);
    let name = inner.split(|&byte| byte == b']').next().unwrap_or_default();
    let rest = &inner[name.len()..];
    let rest = rest
        .iter()
        .position(|byte| *byte != b']')
        .map_or(&[][..], |at| &rest[at..]);
    let after = rest.trim_ascii_start();
    inner.contains(&b']') && is_toml_key(name) && (after.is_empty() || after.starts_with(b"#"))
}

/// `name = …`
fn is_toml_pair(line: &[u8]) -> bool {
    let at = line.iter().position(|&byte| byte == b'=');
    at.is_some_and(|at| is_toml_key(&line[..at]))
}

fn is_toml_key(name: &[u8]) -> bool {
    let name = name.trim_ascii();
    let bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.\"' ".contains(byte);
    !name.is_empty() && name.iter().all(bare)
}

/// What begins a YAML document: a marker, an entry of a list, a directive, or a name with a colon.
fn is_yaml(line: &[u8]) -> bool {
    let colon = line.ends_with(b":") || line.windows(2).any(|pair| pair == b": ");
    line.starts_with(b"---")
        || line.starts_with(b"%")
        || line.starts_with(b"- ")
        || line == b"-"
        || colon
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_how_it_begins() {
        use InputSyntax::{Json, Jsonc, Ndjson, Toml, Yaml};
        let cases = [
            ("", Json),
            ("\n\n", Json),
            ("{\"a\": 1}", Json),
            ("{\n  \"a\": 1\n}\n", Json),
            ("{'a': 1}", Json),
            ("[1,\n2]", Json),
            ("[1]\n", Json),
            ("1\n", Json),
            ("nonsense", Json),
            ("{\"a\": 1}\n{\"a\": 2}\n", Ndjson),
            ("\n{\"a\": 1}\r\n\r\n{\"a\": ", Ndjson),
            ("1\n2\n", Ndjson),
            ("{\"a\": 1}\n}", Json),
            ("// c\n{}", Jsonc),
            ("/* c */ {}", Jsonc),
            ("---\na: 1\n", Yaml),
            ("# c\na:\n  - 1\n", Yaml),
            ("- a\n- b\n", Yaml),
            ("%YAML 1.2\n---\n", Yaml),
            ("a: 1\n", Yaml),
            ("\u{feff}a: 1\n", Yaml),
            ("# only\n", Yaml),
            ("a = 1\n", Toml),
            ("# c\n[a.b]\nc = 1\n", Toml),
            ("[a.b] # c\nc = 1\n", Toml),
            ("[[a]]\n", Toml),
            ("\"a b\".c = 1\n", Toml),
        ];
        for (text, expected) in cases {
            // A name in quotes alone looks like a string of JSON.
            let expected = if text.starts_with('"') {
                Json
            } else {
                expected
            };
            assert_eq!(syntax(text.as_bytes(), true), expected, "{text:?}");
        }
    }
}
