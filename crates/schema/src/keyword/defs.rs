//! `$defs` and `definitions`: schemas kept for others to refer to. Core, section 8.2.4.
//!
//! `$defs` came with 2019-09; `definitions` is still known to its metaschema and its successor's.
//! Both judge nothing, so they are kept beside a `$ref` that hides its other siblings: what stands
//! in them is reached by reference, and generated names come from here.

use super::{Holds, Keyword, Read};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("$defs", READ)
        .since(Dialect::Draft201909)
        .holding(Holds::Map),
    Keyword::new("definitions", READ)
        .holding(Holds::Map)
        .beside_ref(),
];

const READ: Read = |reader, node| {
    let defs = reader.schema_map(node)?;
    reader.keywords.defs.extend(defs);
    Ok(())
};
