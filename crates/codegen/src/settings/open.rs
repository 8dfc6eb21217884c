//! Enums that are to be open: the schema is changed before anything is made of it.
//!
//! `{"enum": ["a", "b"]}` becomes `{"anyOf": [{"enum": ["a", "b"]}, {"type": "string"}]}`, which is how
//! a schema says of its own that its list is not closed. So the type, whatever it stands in, the
//! validator that is asked for the rest, and the schema that the code carries all mean the same.

use std::collections::BTreeMap;

use trueup_document::{Document, Node};
use trueup_schema::{FileId, Loader, SchemaId, SchemaSet};

/// The keywords that list values, or combine lists of them.
const LISTS: [&str; 4] = ["enum", "const", "anyOf", "oneOf"];

/// The set with the lists of some schemas open. `None` where one of them has no list at its place,
/// or the result is no schema.
pub(super) fn schemas(set: &SchemaSet, ids: &[SchemaId]) -> Option<SchemaSet> {
    let mut pointers: BTreeMap<FileId, Vec<&str>> = BTreeMap::new();
    for &id in ids {
        let place = &set.get(id).place;
        pointers
            .entry(place.file)
            .or_default()
            .push(place.pointer.as_str());
    }
    let root = &set.get(set.root()).place;
    let mut loader = SchemaSet::loader()
        .without_metaschemas()
        .with_default_dialect(set.dialect());
    if set.formats_annotate() {
        loader = loader.with_formats_as_annotations();
    }
    if !root.pointer.as_str().is_empty() {
        loader = loader.with_part(&root.pointer);
    }
    for file in set.files().filter(|file| !file.built_in) {
        let text = match pointers.get(&file.id) {
            Some(pointers) => text(file.json, pointers)?,
            None => file.json.to_owned(),
        };
        loader = loader.with_resource(file.uri, set.file_name(file.id), &text);
    }
    load(&loader, set)
}

fn load(loader: &Loader, set: &SchemaSet) -> Option<SchemaSet> {
    let uri = set.files().next()?.uri;
    loader.load_uri(uri).ok()
}

/// The text of a file with the lists at some places open.
fn text(json: &str, pointers: &[&str]) -> Option<String> {
    let document = Document::from_slice(json.as_bytes()).ok()?;
    let mut edits = Vec::new();
    for pointer in pointers {
        let node = find(document.root(), pointer)?;
        edits.push((node.span(), open(node)?));
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = json.to_owned();
    for (span, schema) in edits {
        // Spans of one document that do not overlap: a list stands in no other list.
        text.get(span.start..span.end)?;
        text.replace_range(span.start..span.end, &schema);
    }
    Some(text)
}

fn find<'d>(root: Node<'d>, pointer: &str) -> Option<Node<'d>> {
    let pointer = trueup_document::Pointer::parse(pointer)?;
    let mut node = root;
    for token in pointer.tokens() {
        node = match token.as_ref().parse::<usize>() {
            Ok(index) if node.get(&token).is_none() => node.elements().nth(index)?,
            _ => node.get(&token)?,
        };
    }
    Some(node)
}

/// A schema that also takes what its list has not: every string.
fn open(schema: Node<'_>) -> Option<String> {
    let (mut lists, mut others, mut null) = (Vec::new(), Vec::new(), false);
    for member in schema.members() {
        let (name, value) = (member.name(), member.value());
        let text = |value: &str| format!("{}: {value}", member.key().raw());
        if name == "enum" {
            null |= value.elements().any(Node::is_null);
            let listed = value.elements().filter(|value| !value.is_null());
            let listed: Vec<&str> = listed.map(Node::raw).collect();
            lists.push(text(&format!("[{}]", listed.join(", "))));
        } else if LISTS.contains(&name.as_ref()) {
            lists.push(text(value.raw()));
        } else {
            others.push(text(value.raw()));
        }
    }
    if lists.is_empty() {
        return None;
    }
    let null = if null { r#", {"type": "null"}"# } else { "" };
    let lists = lists.join(", ");
    others.push(format!(
        r#""anyOf": [{{{lists}}}, {{"type": "string"}}{null}]"#
    ));
    Some(format!("{{{}}}", others.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_takes_every_other_string() {
        let cases = [
            (
                r#"{"enum": ["a", "b"]}"#,
                Some(r#"{"anyOf": [{"enum": ["a", "b"]}, {"type": "string"}]}"#),
            ),
            (
                r#"{"title": "A", "const":"a", "type": "string"}"#,
                Some(
                    r#"{"title": "A", "type": "string", "anyOf": [{"const": "a"}, {"type": "string"}]}"#,
                ),
            ),
            (
                r#"{"enum": ["a", null]}"#,
                Some(r#"{"anyOf": [{"enum": ["a"]}, {"type": "string"}, {"type": "null"}]}"#),
            ),
            (
                r#"{"oneOf": [{"const": "a"}]}"#,
                Some(r#"{"anyOf": [{"oneOf": [{"const": "a"}]}, {"type": "string"}]}"#),
            ),
            (r#"{"type": "string"}"#, None),
        ];
        for (schema, expected) in cases {
            let json = format!(r#"{{"x": [0, {schema}], "y": 1}}"#);
            let expected = expected.map(|open| format!(r#"{{"x": [0, {open}], "y": 1}}"#));
            assert_eq!(text(&json, &["/x/1"]), expected, "{schema}");
        }
        assert_eq!(text("{}", &["/x"]), None);
    }
}
