//! schemars for generated types: the schema that they came from.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value;

use crate::{Source, source};

/// A definition that a type's schema may refer to: the reference as it stands in the schema, and
/// the type that was generated for it.
pub type Definition = (&'static str, fn(&mut SchemaGenerator) -> Schema);

/// What a type's schema is called by a generator, for the list of definitions.
pub fn subschema_for<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The subschema of a type, with its references led to the types that they mean, so that it can
/// stand in a document that schemars puts together.
///
/// The root's own `$defs`, `$id` and `$schema` are left out: the document has its own.
#[must_use]
pub fn schema_of(
    source: &Source,
    place: &str,
    definitions: &[Definition],
    generator: &mut SchemaGenerator,
) -> Schema {
    let (file, pointer) = source::split(place);
    let root: Value = serde_json::from_str(source.text(file)).unwrap_or_default();
    let mut part = root.pointer(pointer).cloned().unwrap_or_default();
    if let (true, Some(members)) = (pointer.is_empty(), part.as_object_mut()) {
        for name in ["$defs", "definitions", "$id", "id", "$schema"] {
            members.remove(name);
        }
    }
    lead_references(&mut part, file, definitions, generator);
    Schema::try_from(part).unwrap_or_default()
}

/// Replaces `$ref`s to definitions by what the generator calls them. Iterative: a schema may nest
/// as deep as its reader allowed.
fn lead_references(
    part: &mut Value,
    file: Option<&str>,
    definitions: &[Definition],
    generator: &mut SchemaGenerator,
) {
    let mut waiting = vec![part];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                let target = members.get("$ref").and_then(Value::as_str);
                let target = target.map(|reference| from_root(reference, file));
                let definition = definitions
                    .iter()
                    .find(|(name, _)| Some(*name) == target.as_deref());
                if let Some((_, subschema)) = definition {
                    let led = subschema(generator);
                    if let Some(reference) = led.get("$ref") {
                        members.insert("$ref".to_owned(), reference.clone());
                    }
                }
                waiting.extend(members.values_mut());
            }
            Value::Array(elements) => waiting.extend(elements),
            _ => {}
        }
    }
}

/// A reference of a file as the root file would write it. Files that are found by a relative URI
/// stand beside each other or in folders; others call each other by absolute URIs.
fn from_root(reference: &str, file: Option<&str>) -> String {
    let (target, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let target = match file {
        Some(file) if target.is_empty() => file.to_owned(),
        Some(file) if !target.contains(':') => match file.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{target}"),
            None => target.to_owned(),
        },
        _ => target.trim_start_matches("./").to_owned(),
    };
    format!("{target}#{fragment}")
}
