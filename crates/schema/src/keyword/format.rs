//! `format`: what a string is meant to be. Validation, section 7. Whether it is asserted is decided
//! by who loads the schema; a format that is not stands apart, so that nobody asserts it unawares.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("format", |reader, node| {
    let name = Some(reader.string(node)?);
    if reader.asserts_formats() {
        reader.keywords.format = name;
    } else {
        reader.keywords.annotated_format = name;
    }
    Ok(())
})
.taking(Takes::Text)];
