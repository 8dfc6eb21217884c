//! `minLength`, `maxLength`: lengths of strings, in Unicode scalar values. Validation, sections
//! 6.3.1 and 6.3.2.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("minLength", |reader, node| {
        reader.keywords.min_length = Some(reader.count(node)?);
        Ok(())
    })
    .taking(Takes::Count),
    Keyword::new("maxLength", |reader, node| {
        reader.keywords.max_length = Some(reader.count(node)?);
        Ok(())
    })
    .taking(Takes::Count),
];
