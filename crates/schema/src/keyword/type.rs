//! `type`: the kinds of values that are allowed. Validation, section 6.1.1.
//!
//! `integer` takes every number with a whole value, `1.0` too, since draft 6; in draft 4 it takes
//! only what is written without a fraction. The draft of the schema tells which is meant.

use trueup_document::Node;

use super::{Keyword, Takes};
use crate::graph::TypeSet;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("type", |reader, node| {
    let names = match node.as_str() {
        Some(name) => vec![name.into_owned()],
        None => reader.strings(node)?,
    };
    let mut types = TypeSet::default();
    for name in names {
        if !types.add(&name) {
            return Err(reader.takes("the name of a type, or a list of them", node));
        }
    }
    // OpenAPI 3.0.4, section 4.7.24.1: `nullable` adds to `type`, and means nothing without it.
    if reader.allows_nullable() {
        let nullable = reader.sibling("nullable").and_then(Node::as_bool);
        types.null |= nullable == Some(true);
    }
    reader.keywords.types = Some(types);
    Ok(())
})
.taking(Takes::Types)];
