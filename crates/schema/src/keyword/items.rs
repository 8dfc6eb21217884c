//! `prefixItems`, `items`, `additionalItems`: schemas for the elements of arrays. Core, sections
//! 10.3.1.1 and 10.3.1.2.
//!
//! In 2020-12 `prefixItems` lists schemas for the first elements, and `items` is for all others.
//! Before, `items` was either: a list for the first elements, with `additionalItems` for all
//! others, or one schema for all; beside that one, `additionalItems` means nothing (2019-09 Core,
//! section 9.3.1.2). Both are read into the fields of 2020-12.

use trueup_document::Kind;

use super::{Holds, Keyword};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("prefixItems", |reader, node| {
        reader.keywords.prefix_items = reader.schemas(node)?;
        Ok(())
    })
    .since(Dialect::Draft202012)
    .holding(Holds::List),
    Keyword::new("items", |reader, node| {
        if node.kind() == Kind::Array && reader.dialect() < Dialect::Draft202012 {
            reader.keywords.prefix_items = reader.schemas(node)?;
        } else {
            reader.keywords.items = Some(reader.schema(node)?);
        }
        Ok(())
    })
    .holding(Holds::SchemaOrList),
    Keyword::new("additionalItems", |reader, node| {
        let items = reader.sibling("items");
        if items.is_some_and(|items| items.kind() == Kind::Array) {
            reader.keywords.items = Some(reader.schema(node)?);
        }
        Ok(())
    })
    .until(Dialect::Draft201909)
    .holding(Holds::Schema),
];
