//! `contains`, `minContains`, `maxContains`: how many elements must fit a schema. Core, section
//! 10.3.1.3; Validation, sections 6.4.4 and 6.4.5.
//!
//! Draft 4 has no `contains`; the two counts came with 2019-09 and mean nothing without it.

use super::{Holds, Keyword};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("contains", |reader, node| {
        reader.keywords.contains = Some(reader.schema(node)?);
        Ok(())
    })
    .since(Dialect::Draft6)
    .holding(Holds::Schema),
    Keyword::new("minContains", |reader, node| {
        let count = reader.count(node)?;
        let counts = reader.sibling("contains").is_some();
        reader.keywords.min_contains = counts.then_some(count);
        Ok(())
    })
    .since(Dialect::Draft201909),
    Keyword::new("maxContains", |reader, node| {
        let count = reader.count(node)?;
        let counts = reader.sibling("contains").is_some();
        reader.keywords.max_contains = counts.then_some(count);
        Ok(())
    })
    .since(Dialect::Draft201909),
];
