//! Where types belong: which ones are definitions, and in which of the others the rest stand.

use trueup_document::Pointer;
use trueup_schema::{Body, SchemaId};

use super::build::Builder;
use super::view::View;
use super::wish::{self, Wish};
use super::{TypeId, Usage};

/// The longest title that names a schema.
const LONGEST_TITLE: usize = 40;

impl Builder<'_> {
    /// What a `$ref` leads to: a named type, but for what is plain.
    pub(super) fn reference(&mut self, target: SchemaId) -> Usage {
        match self.plain(target) {
            Some(usage) => usage,
            None => Usage::Named(self.definition(target.into())),
        }
    }

    /// The type of a definition, called as it is. A schema that stands elsewhere is called by its
    /// title, else by the last token of its pointer, and a whole file by its name.
    pub(super) fn definition(&mut self, target: View) -> TypeId {
        let schema = self.graph.set.get(target.id);
        let pointer = schema.place.pointer.as_str();
        let last = schema.place.pointer.tokens().last().map(Into::into);
        let title = match &schema.body {
            Body::Keywords(keywords) if last.is_some() && !is_defined(pointer) => {
                let title = keywords.title.clone();
                title.filter(|title| title.len() <= LONGEST_TITLE)
            }
            _ => None,
        };
        let file = || wish::stem(self.graph.set.file_name(schema.place.file)).to_owned();
        let text: String = title.or(last).unwrap_or_else(file);
        self.named(target, Wish::definition(&text))
    }

    /// The type that a schema stands in. That is the one that uses it, unless that one has taken in
    /// the schema of another: what is shared is called after where it stands, not after which of
    /// its users comes first.
    pub(super) fn owner(&mut self, user: TypeId, id: SchemaId) -> TypeId {
        let set = self.graph.set;
        let place = &set.get(id).place;
        let home = &set.get(self.found[user.0].view.id).place;
        if place.file == home.file && holds(home.pointer.as_str(), place.pointer.as_str()) {
            return user;
        }
        let mut pointer = place.pointer.as_str();
        while let Some((outer, _)) = pointer.rsplit_once('/') {
            let schema = Pointer::parse(outer).and_then(|_| set.at_in(place.file, outer));
            if let Some(schema) = schema {
                let known = self.by_view.get(&schema.into()).copied();
                if let Some(known) = known {
                    return known;
                }
                if is_defined(outer) {
                    return self.definition(schema.into());
                }
            }
            pointer = outer;
        }
        user
    }
}

/// Whether a pointer leads to a definition.
fn is_defined(pointer: &str) -> bool {
    let outer = pointer.rsplit_once('/').map(|(outer, _)| outer);
    outer.is_some_and(|outer| outer.ends_with("/definitions") || outer.ends_with("/$defs"))
}

/// Whether one pointer is the other, or leads to what the other stands in.
fn holds(outer: &str, inner: &str) -> bool {
    let rest = inner.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
