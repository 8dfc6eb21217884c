//! `contentEncoding`, `contentMediaType`, `contentSchema`: what is inside a string. Validation,
//! section 8.
//!
//! Draft 7 brought the first two, and the reference knows them in draft 6 as well; there and in
//! draft 7 it asserts them. Since 2019-09 they are annotations, and `contentSchema` is with them.

use super::{Holds, Keyword, Takes};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("contentEncoding", |reader, node| {
        reader.keywords.content_encoding = Some(reader.string(node)?);
        Ok(())
    })
    .taking(Takes::Text)
    .since(Dialect::Draft6),
    Keyword::new("contentMediaType", |reader, node| {
        reader.keywords.content_media_type = Some(reader.string(node)?);
        Ok(())
    })
    .taking(Takes::Text)
    .since(Dialect::Draft6),
    Keyword::new("contentSchema", |reader, node| {
        reader.keywords.content_schema = Some(reader.schema(node)?);
        Ok(())
    })
    .since(Dialect::Draft201909)
    .holding(Holds::Schema),
];
