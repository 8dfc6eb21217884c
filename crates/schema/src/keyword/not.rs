//! `not`: a schema that must refuse. Core, section 10.2.1.4.

use super::{Holds, Keyword};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("not", |reader, node| {
    reader.keywords.not = Some(reader.schema(node)?);
    Ok(())
})
.holding(Holds::Schema)];
