//! `if`, `then`, `else`: a schema that chooses between two others. Core, section 10.2.2.
//!
//! They came with draft 7. `then` and `else` mean nothing without `if`, and `if` judges nothing
//! without one of them. Since 2019-09 `if` still has an effect then: what it has looked at is no
//! longer unevaluated, so it is kept.

use super::{Holds, Keyword};
use crate::dialect::Dialect;

pub(super) const KEYWORDS: &[Keyword] = &[
    Keyword::new("if", |reader, node| {
        let used = reader.sibling("then").is_some() || reader.sibling("else").is_some();
        if used || reader.dialect() >= Dialect::Draft201909 {
            reader.keywords.condition = Some(reader.schema(node)?);
        }
        Ok(())
    })
    .since(Dialect::Draft7)
    .holding(Holds::Schema),
    Keyword::new("then", |reader, node| {
        if reader.sibling("if").is_some() {
            reader.keywords.then = Some(reader.schema(node)?);
        }
        Ok(())
    })
    .since(Dialect::Draft7)
    .holding(Holds::Schema),
    Keyword::new("else", |reader, node| {
        if reader.sibling("if").is_some() {
            reader.keywords.otherwise = Some(reader.schema(node)?);
        }
        Ok(())
    })
    .since(Dialect::Draft7)
    .holding(Holds::Schema),
];
