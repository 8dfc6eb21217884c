//! Enums of types.

use trueup_schema::SchemaId;

use super::build::Builder;
use super::view::Part;
use super::{Branch, Form, TypeId, Usage, labels};
use crate::docs;
use crate::name::{self, Case};

impl Builder<'_> {
    /// An enum of types, each branch named by what it is called or is.
    pub(super) fn union(&mut self, id: TypeId, branches: &[Part]) -> Form {
        let labels = labels::of(self.graph, branches);
        let texts: Vec<(String, u8)> = labels.iter().map(|label| (label.clone(), 0)).collect();
        let names = name::distinct(&texts, Case::Variant);
        let parts = branches.iter().zip(labels).zip(names);
        let branches = parts.map(|((part, label), name)| {
            let docs = match part.view.only {
                _ if part.called.is_some() => self.docs(part.called.unwrap_or(part.view.id)),
                Some(only) => vec![only.docs()],
                None => self.docs(part.view.id),
            };
            let guard = part
                .guarded
                .then(|| self.files.place(self.graph.set, part.view.id));
            let usage = self.usage(part.view, id, &label);
            if label == labels::OBJECT {
                self.says_nothing(&usage, id);
            }
            Branch {
                name,
                docs: docs.into_iter().take(1).collect(),
                guard,
                usage,
            }
        });
        Form::Union(branches.collect())
    }

    /// Notes that the name of a branch is no news to the types inside it: there is one object.
    fn says_nothing(&mut self, usage: &Usage, of: TypeId) {
        if let Usage::Named(TypeId(index)) = usage {
            let wish = &mut self.found[*index].wish;
            wish.quiet |= wish.parent == Some(of);
        }
    }

    fn docs(&self, id: SchemaId) -> Vec<String> {
        let pointer = self.graph.set.get(id).place.pointer.as_str();
        docs::of_type(self.graph.keywords(id), pointer)
    }
}
