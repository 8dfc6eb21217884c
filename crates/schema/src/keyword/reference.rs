//! `$ref`, `$dynamicRef`, `$recursiveRef`: another schema instead of, or beside, this one. Core,
//! section 8.2.3; 2019-09 Core, section 8.2.4.
//!
//! Until draft 7 the siblings of `$ref` mean nothing; since 2019-09 they count. `crate::read` sees
//! to that.
//!
//! What `$dynamicRef` and `$recursiveRef` lead to depends on the way that evaluation took, and is
//! not known before a payload is there. The target kept here is the one where the search begins,
//! right if no schema on the way names the same dynamic anchor; that the reference is a dynamic
//! one is kept with it.

use super::{Keyword, Takes};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("$ref", |reader, node| {
        reader.keywords.reference = Some(reader.reference(node)?);
        Ok(())
    })
    .taking(Takes::Reference)
    .beside_ref(),
    Keyword::new("$dynamicRef", |reader, node| {
        reader.keywords.dynamic_reference = Some(reader.reference(node)?);
        Ok(())
    })
    .since(Dialect::Draft202012),
    Keyword::new("$recursiveRef", |reader, node| {
        reader.keywords.dynamic_reference = Some(reader.reference(node)?);
        Ok(())
    })
    .since(Dialect::Draft201909)
    .until(Dialect::Draft201909),
];
