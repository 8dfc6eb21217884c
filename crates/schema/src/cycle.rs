//! References that only lead back to where they began.
//!
//! `{"$ref": "#"}` at the root, `a` that is `b` that is `a`: such a schema sends its reader round
//! for ever on one and the same value. 2020-12 Core, section 9.4.1 leaves open what it means, so
//! it is refused. A reference that goes round through `properties` or `items` is no such cycle:
//! each turn looks at a smaller value.

use crate::build::Builder;
use crate::error::{SchemaError, SchemaErrorKind};
use crate::graph::{Body, Schema, SchemaId};

/// Refuses the first schema that stands on a cycle of `$ref`s.
pub(crate) fn refuse(builder: &Builder<'_>) -> Result<(), SchemaError> {
    let Some(id) = first_on_cycle(&builder.schemas) else {
        return Ok(());
    };
    let place = &builder.schemas[id.index()].place;
    // Whatever stands on a cycle has a `$ref`, and each is kept when it is read.
    let Some(&node) = builder.references.get(&id) else {
        return Ok(());
    };
    let kind = SchemaErrorKind::ReferenceCycle {
        reference: node.as_str().unwrap_or_default().into_owned(),
    };
    let pointer = place.pointer.child("$ref");
    let hint = "let the reference lead to a schema that says something";
    Err(builder
        .error(place.file, node, &pointer, kind)
        .with_hint(hint))
}

/// The first schema, by id, from which `$ref`s lead back to itself. Each schema has at most one
/// `$ref`, so following them is a walk along a line: a mark per walk tells a cycle from a line that
/// was walked before.
fn first_on_cycle(schemas: &[Schema]) -> Option<SchemaId> {
    let mut walked_by: Vec<usize> = vec![usize::MAX; schemas.len()];
    let mut found: Option<SchemaId> = None;
    for start in 0..schemas.len() {
        let mut at = start;
        loop {
            if walked_by[at] == start {
                let smallest = smallest_on_cycle(schemas, at);
                found = [found, smallest].into_iter().flatten().min();
                break;
            }
            if walked_by[at] != usize::MAX {
                break;
            }
            walked_by[at] = start;
            match next(&schemas[at]) {
                Some(next) => at = next.index(),
                None => break,
            }
        }
    }
    found
}

fn smallest_on_cycle(schemas: &[Schema], start: usize) -> Option<SchemaId> {
    let mut smallest = next(&schemas[start])?;
    let mut at = smallest;
    while at.index() != start {
        at = next(&schemas[at.index()])?;
        smallest = smallest.min(at);
    }
    Some(smallest)
}

fn next(schema: &Schema) -> Option<SchemaId> {
    match &schema.body {
        Body::Keywords(keywords) => keywords.reference,
        Body::Boolean(_) => None,
    }
}
