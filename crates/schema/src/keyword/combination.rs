//! `allOf`, `anyOf`, `oneOf`: schemas that all, at least one, or exactly one of must accept. Core,
//! sections 10.2.1.1 to 10.2.1.3.

use super::{Holds, Keyword};

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("allOf", |reader, node| {
        reader.keywords.all_of = reader.schemas(node)?;
        Ok(())
    })
    .holding(Holds::List),
    Keyword::new("anyOf", |reader, node| {
        reader.keywords.any_of = Some(reader.schemas(node)?);
        Ok(())
    })
    .holding(Holds::List),
    Keyword::new("oneOf", |reader, node| {
        reader.keywords.one_of = Some(reader.schemas(node)?);
        Ok(())
    })
    .holding(Holds::List),
];
