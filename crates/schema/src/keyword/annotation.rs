//! `title`, `description`, `default`, `examples`, `deprecated`, `readOnly`, `writeOnly`: what a
//! schema says to people. Validation, section 9.
//!
//! They judge nothing, and later drafts added some of them. They are read in every draft: tools
//! have long taken `examples` in a draft 4 schema, or `deprecated` in a draft 7 one, for what they
//! are. Where the draft does not define one, its value may be of any type, so there what does not
//! fit is passed over. `example`, which no draft has and many tools write, joins `examples`.

use trueup_document::{Json, Node};

use super::{Keyword, Takes};
use crate::dialect::Dialect;
use crate::error::SchemaError;
use crate::read::Reader;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("title", |reader, node| {
        reader.keywords.title = Some(reader.string(node)?);
        Ok(())
    })
    .taking(Takes::Text),
    Keyword::new("description", |reader, node| {
        reader.keywords.description = Some(reader.string(node)?);
        Ok(())
    })
    .taking(Takes::Text),
    Keyword::new("default", |reader, node| {
        reader.keywords.default = Some(Json::from(node));
        Ok(())
    })
    .taking(Takes::Anything),
    Keyword::new("examples", |reader, node| {
        match reader.values(node) {
            Ok(values) => reader.keywords.examples.extend(values),
            Err(error) if reader.dialect() >= Dialect::Draft6 => return Err(error),
            Err(_) => {}
        }
        Ok(())
    })
    .taking(Takes::List),
    Keyword::new("example", |reader, node| {
        reader.keywords.examples.push(Json::from(node));
        Ok(())
    })
    .taking(Takes::Anything),
    Keyword::new("deprecated", |reader, node| {
        reader.keywords.deprecated = flag(reader, node, Dialect::Draft201909)?;
        Ok(())
    })
    .taking(Takes::Flag),
    Keyword::new("readOnly", |reader, node| {
        reader.keywords.read_only = flag(reader, node, Dialect::Draft7)?;
        Ok(())
    })
    .taking(Takes::Flag),
    Keyword::new("writeOnly", |reader, node| {
        reader.keywords.write_only = flag(reader, node, Dialect::Draft7)?;
        Ok(())
    })
    .taking(Takes::Flag),
];

/// A flag that its draft has since `first`. Before, anything but `true` is passed over.
fn flag<'d>(reader: &Reader<'_, 'd>, node: Node<'d>, first: Dialect) -> Result<bool, SchemaError> {
    match node.as_bool() {
        Some(flag) => Ok(flag),
        None if reader.dialect() < first => Ok(false),
        None => Err(reader.takes("`true` or `false`", node)),
    }
}
