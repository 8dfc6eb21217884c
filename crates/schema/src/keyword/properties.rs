//! `properties`: schemas for properties by name. Core, section 10.3.2.1.

use super::{Holds, Keyword};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("properties", |reader, node| {
    reader.keywords.properties = reader.schema_map(node)?;
    Ok(())
})
.holding(Holds::Map)];
