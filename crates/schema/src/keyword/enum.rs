//! `enum`: the values that are allowed. Validation, section 6.1.2.

use super::Keyword;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("enum", |reader, node| {
    reader.keywords.enumeration = Some(reader.values(node)?);
    Ok(())
})];
