//! What people call a schema: its title, or the name that it is defined under.

use trueup_schema::{Body, SchemaId, SchemaSet};

use crate::text::kept;

/// Keywords under which schemas are defined by name.
const DEFINITIONS: [&str; 3] = ["$defs", "definitions", "schemas"];

/// The name of a schema, if it has one.
pub(super) fn of(set: &SchemaSet, id: SchemaId) -> Option<String> {
    let schema = set.get(id);
    if let Body::Keywords(keywords) = &schema.body
        && let Some(title) = &keywords.title
    {
        return Some(kept(title));
    }
    let pointer = &schema.place.pointer;
    let parent = pointer.parent()?;
    let folder = parent.tokens().last()?;
    let name = pointer.tokens().last()?;
    (DEFINITIONS.contains(&&*folder)).then(|| kept(&name))
}
