//! `patternProperties`: schemas for properties whose name matches a regular expression. Core,
//! section 10.3.2.2.

use super::{Holds, Keyword};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("patternProperties", |reader, node| {
    for member in node.members() {
        let pattern = member.name();
        reader.check_pattern(&pattern, member.key(), &[&pattern])?;
    }
    reader.keywords.pattern_properties = reader.schema_map(node)?;
    Ok(())
})
.holding(Holds::Map)];
