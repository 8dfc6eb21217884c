//! `patternProperties`: schemas for properties whose name matches a regular expression. Core,
//! section 10.3.2.2.

use trueup_rules::pattern::Pattern;

use super::{Holds, Keyword, Takes};

pub(super) const KEYWORDS: &[Keyword] = &[Keyword::new("patternProperties", |reader, node| {
    let patterns = node.members().map(|member| {
        let name = member.name();
        reader.pattern(&name, member.key(), &[&name])
    });
    let patterns: Vec<Pattern> = patterns.collect::<Result<_, _>>()?;
    let schemas = reader.schema_map(node)?.into_iter().map(|(_, id)| id);
    reader.keywords.pattern_properties = patterns.into_iter().zip(schemas).collect();
    Ok(())
})
.holding(Holds::Map)
.taking(Takes::Pattern)];
