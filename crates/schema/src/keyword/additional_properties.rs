//! `additionalProperties`: a schema for properties that `properties` and `patternProperties` leave
//! out. Core, section 10.3.2.3.

use super::{Holds, Keyword};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("additionalProperties", |reader, node| {
    reader.keywords.additional_properties = Some(reader.schema(node)?);
    Ok(())
})
.holding(Holds::Schema)];
