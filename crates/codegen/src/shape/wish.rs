//! The names that types would like to have.

use trueup_schema::{Body, SchemaSet};

use super::TypeId;

/// The name that a type would like, and how strong the wish is.
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) priority: u8,
    /// The type that this one stands in, if its own name does not say enough.
    pub(super) parent: Option<TypeId>,
}

impl Wish {
    pub(super) fn root(set: &SchemaSet, name: Option<&str>) -> Self {
        let schema = set.get(set.root());
        let title = match &schema.body {
            Body::Keywords(keywords) => keywords.title.as_deref(),
            Body::Boolean(_) => None,
        };
        let file = set.file_name(schema.place.file);
        let text = name.or(title).unwrap_or(stem(file)).to_owned();
        Self {
            text,
            priority: 0,
            parent: None,
        }
    }

    pub(super) fn definition(name: &str) -> Self {
        Self {
            text: name.to_owned(),
            priority: 1,
            parent: None,
        }
    }

    /// A type inside another. What stands in the root needs no more than its own name.
    pub(super) fn inside(parent: TypeId, part: &str) -> Self {
        Self {
            text: part.to_owned(),
            priority: 2,
            parent: Some(parent),
        }
    }
}

/// A file's name without its folders and what follows its first dot.
pub(super) fn stem(file: &str) -> &str {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    file.split('.').next().unwrap_or(file)
}
