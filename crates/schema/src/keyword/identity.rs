//! `$schema`, `$id`, `id`, `$anchor`, `$dynamicAnchor`, `$recursiveAnchor`, `$vocabulary`,
//! `$comment`: what a schema is called. Core, sections 8.1 to 8.3.
//!
//! `crate::index` has taken what they say before any keyword is read, so there is nothing to keep.
//! `$vocabulary` means something in a metaschema only, and [`mod@crate::language`] reads it
//! there. Draft 4 writes `id` for `$id`.

use super::{Keyword, Takes};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("$schema", |_, _| Ok(())),
    Keyword::new("id", |_, _| Ok(())).until(Dialect::Draft4),
    Keyword::new("$id", |_, _| Ok(())).since(Dialect::Draft6),
    Keyword::new("$anchor", |_, _| Ok(())).since(Dialect::Draft201909),
    Keyword::new("$dynamicAnchor", |_, _| Ok(())).since(Dialect::Draft202012),
    Keyword::new("$recursiveAnchor", |_, _| Ok(()))
        .since(Dialect::Draft201909)
        .until(Dialect::Draft201909),
    Keyword::new("$vocabulary", |_, _| Ok(())).since(Dialect::Draft201909),
    // Draft 7 names it first; text for people judges nothing in any draft.
    Keyword::new("$comment", |_, _| Ok(())).taking(Takes::Text),
];
