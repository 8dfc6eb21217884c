//! `format`: what a string is meant to be. Validation, section 7. Whether it is asserted is decided
//! by who validates.

use super::Keyword;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("format", |reader, node| {
    reader.keywords.format = Some(reader.string(node)?);
    Ok(())
})];
