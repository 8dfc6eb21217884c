//! `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`: bounds of numbers. Validation,
//! sections 6.2.2 to 6.2.5.
//!
//! Since draft 6 the exclusive bounds are numbers of their own. In draft 4 (Validation, sections
//! 5.1.2 and 5.1.3) they are booleans that turn the other bound into an exclusive one, so there
//! the bound is read into the field of what it means.

use super::{Keyword, Takes};
use crate::dialect::Dialect;
use crate::error::SchemaError;
use crate::read::Reader;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("minimum", |reader, node| {
        let bound = Some(reader.number(node)?);
        if is_exclusive(reader, "exclusiveMinimum")? {
            reader.keywords.exclusive_minimum = bound;
        } else {
            reader.keywords.minimum = bound;
        }
        Ok(())
    })
    .taking(Takes::Number),
    Keyword::new("maximum", |reader, node| {
        let bound = Some(reader.number(node)?);
        if is_exclusive(reader, "exclusiveMaximum")? {
            reader.keywords.exclusive_maximum = bound;
        } else {
            reader.keywords.maximum = bound;
        }
        Ok(())
    })
    .taking(Takes::Number),
    Keyword::new("exclusiveMinimum", |reader, node| {
        if reader.dialect() > Dialect::Draft4 {
            reader.keywords.exclusive_minimum = Some(reader.number(node)?);
        }
        Ok(())
    }),
    Keyword::new("exclusiveMaximum", |reader, node| {
        if reader.dialect() > Dialect::Draft4 {
            reader.keywords.exclusive_maximum = Some(reader.number(node)?);
        }
        Ok(())
    }),
];

/// Whether draft 4 makes the bound beside this keyword an exclusive one.
fn is_exclusive(reader: &Reader<'_, '_>, name: &str) -> Result<bool, SchemaError> {
    match reader.sibling(name) {
        Some(node) if reader.dialect() == Dialect::Draft4 => reader.boolean(node),
        _ => Ok(false),
    }
}
