//! `required`: the names of properties that must be there. Validation, section 6.5.3.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("required", |reader, node| {
    reader.keywords.required = reader.strings(node)?;
    Ok(())
})
.taking(Takes::Names)];
