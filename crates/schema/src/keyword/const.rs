//! `const`: the one value that is allowed. Validation, section 6.1.3; draft 4 has none.

use trueup_document::Json;

use super::{Keyword, Takes};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("const", |reader, node| {
    reader.keywords.constant = Some(Json::from(node));
    Ok(())
})
.since(Dialect::Draft6)
.taking(Takes::Anything)];
