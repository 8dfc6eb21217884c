//! `multipleOf`: what a number must be a multiple of. Validation, section 6.2.1.

use super::Keyword;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("multipleOf", |reader, node| {
    reader.keywords.multiple_of = Some(reader.number(node)?);
    Ok(())
})];
