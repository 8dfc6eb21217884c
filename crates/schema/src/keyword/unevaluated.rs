//! `unevaluatedItems`, `unevaluatedProperties`: a schema for what no other keyword has looked at.
//! Core, section 11. Both came with 2019-09.

use super::{Holds, Keyword};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("unevaluatedItems", |reader, node| {
        reader.keywords.unevaluated_items = Some(reader.schema(node)?);
        Ok(())
    })
    .since(Dialect::Draft201909)
    .holding(Holds::Schema),
    Keyword::new("unevaluatedProperties", |reader, node| {
        reader.keywords.unevaluated_properties = Some(reader.schema(node)?);
        Ok(())
    })
    .since(Dialect::Draft201909)
    .holding(Holds::Schema),
];
