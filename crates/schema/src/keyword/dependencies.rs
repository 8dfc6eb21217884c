//! `dependentRequired`, `dependentSchemas`, `dependencies`: what one property demands of the
//! others. Validation, section 6.5.4; Core, section 10.2.2.4; draft 7 Validation, section 6.5.7.
//!
//! Until draft 7 `dependencies` holds both: a list of names or a schema for each property. Since
//! 2019-09 there are two keywords for it. The old one still works there, as the reference and the
//! official suite's optional tests have it; it is read into the fields of the new ones.

use trueup_document::Kind;

use super::{Holds, Keyword};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("dependencies", |reader, node| {
        if node.kind() != Kind::Object {
            return Err(reader.takes("an object of schemas and lists of names", node));
        }
        for member in node.members() {
            let name = member.name().into_owned();
            if member.value().kind() == Kind::Array {
                let names = reader.strings(member.value())?;
                reader.keywords.dependent_required.push((name, names));
            } else {
                let id = reader.schema_at(member.value(), &[&name])?;
                reader.keywords.dependent_schemas.push((name, id));
            }
        }
        Ok(())
    })
    .holding(Holds::MapOfSchemaOrNames),
    Keyword::new("dependentRequired", |reader, node| {
        if node.kind() != Kind::Object {
            return Err(reader.takes("an object of lists of names", node));
        }
        for member in node.members() {
            let names = reader.strings(member.value())?;
            let name = member.name().into_owned();
            reader.keywords.dependent_required.push((name, names));
        }
        Ok(())
    })
    .since(Dialect::Draft201909),
    Keyword::new("dependentSchemas", |reader, node| {
        let schemas = reader.schema_map(node)?;
        reader.keywords.dependent_schemas.extend(schemas);
        Ok(())
    })
    .since(Dialect::Draft201909)
    .holding(Holds::Map),
];
