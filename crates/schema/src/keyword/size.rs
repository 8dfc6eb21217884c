//! `minItems`, `maxItems`, `minProperties`, `maxProperties`: sizes of arrays and objects.
//! Validation, sections 6.4.1, 6.4.2, 6.5.1 and 6.5.2.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("minItems", |reader, node| {
        reader.keywords.min_items = Some(reader.count(node)?);
        Ok(())
    })
    .taking(Takes::Count),
    Keyword::new("maxItems", |reader, node| {
        reader.keywords.max_items = Some(reader.count(node)?);
        Ok(())
    })
    .taking(Takes::Count),
    Keyword::new("minProperties", |reader, node| {
        reader.keywords.min_properties = Some(reader.count(node)?);
        Ok(())
    })
    .taking(Takes::Count),
    Keyword::new("maxProperties", |reader, node| {
        reader.keywords.max_properties = Some(reader.count(node)?);
        Ok(())
    })
    .taking(Takes::Count),
];
