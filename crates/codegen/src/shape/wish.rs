//! The names that types would like to have.

use std::collections::BTreeMap;

use trueup_schema::{Body, SchemaSet};

use super::TypeId;
use crate::name::{self, Case};

/// The name that a type would like, and how strong the wish is.
pub(super) struct Wish {
    text: String,
    priority: u8,
    /// The type that this one stands in, if its own name does not say enough.
    parent: Option<TypeId>,
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

/// An identifier for each type, in order. With each wish goes the place of its schema.
pub(super) fn names(wishes: &[(&Wish, String)]) -> Vec<String> {
    let mut texts: Vec<(String, u8)> = Vec::with_capacity(wishes.len());
    for (wish, _) in wishes {
        // A parent is found before what stands in it, so its text is there.
        let text = match wish.parent {
            Some(TypeId(parent)) if parent > 0 => format!("{} {}", texts[parent].0, wish.text),
            _ => wish.text.clone(),
        };
        texts.push((text, wish.priority));
    }
    tell_files_apart(&mut texts, wishes);
    name::distinct(&texts, Case::Type)
}

/// Of definitions with one name in several files, the first by its place keeps the name alone, and
/// each other one begins with the name of its file.
fn tell_files_apart(texts: &mut [(String, u8)], wishes: &[(&Wish, String)]) {
    let mut groups: BTreeMap<(String, u8), Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        groups.entry(text.clone()).or_default().push(at);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by(|&left, &right| wishes[left].1.cmp(&wishes[right].1));
        for &at in &group[1..] {
            // What stands in the root file has a pointer and nothing before it.
            let file = wishes[at].1.split_once('#').map(|(file, _)| stem(file));
            if let Some(file) = file.filter(|file| !file.is_empty()) {
                texts[at].0 = format!("{file} {}", texts[at].0);
            }
        }
    }
}
