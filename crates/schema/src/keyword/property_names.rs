//! `propertyNames`: a schema for the names of properties. Core, section 10.3.2.4; draft 4 has none.

use super::{Holds, Keyword};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("propertyNames", |reader, node| {
    reader.keywords.property_names = Some(reader.schema(node)?);
    Ok(())
})
.since(Dialect::Draft6)
.holding(Holds::Schema)];
