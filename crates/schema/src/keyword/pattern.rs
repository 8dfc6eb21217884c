//! `pattern`: a regular expression that must match somewhere in a string. Validation, section
//! 6.3.3. One that does not compile is an error here, not when the first payload comes.

use super::{Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("pattern", |reader, node| {
    let pattern = reader.string(node)?;
    reader.keywords.pattern = Some(reader.pattern(&pattern, node, &[])?);
    Ok(())
})
.taking(Takes::Pattern)];
