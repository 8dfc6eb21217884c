//! `uniqueItems`: whether elements may repeat. Validation, section 6.4.3.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("uniqueItems", |reader, node| {
    reader.keywords.unique_items = reader.boolean(node)?;
    Ok(())
})
.taking(Takes::Flag)];
