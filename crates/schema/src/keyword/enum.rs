//! `enum`: the values that are allowed. Validation, section 6.1.2.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("enum", |reader, node| {
    reader.keywords.enumeration = Some(reader.values(node)?);
    Ok(())
})
.taking(Takes::List)];
