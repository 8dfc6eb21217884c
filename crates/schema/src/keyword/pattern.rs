//! `pattern`: a regular expression that must match somewhere in a string. Validation, section
//! 6.3.3. One that does not compile is an error here, not when the first payload comes.

use super::Keyword;

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("pattern", |reader, node| {
    let pattern = reader.string(node)?;
    reader.check_pattern(&pattern, node, &[])?;
    reader.keywords.pattern = Some(pattern);
    Ok(())
})];
