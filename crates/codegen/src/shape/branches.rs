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
                Some(only) if part.called.is_none() => only.docs(),
                _ => self.docs(part.called.unwrap_or(part.view.id)),
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
                docs: vec![docs],
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

    /// What a branch says of itself, or what its definition says, or else when a value is of it.
    fn docs(&self, id: SchemaId) -> String {
        let graph = self.graph;
        let target = graph.reference(id);
        let said = [Some(id), target].into_iter().flatten();
        let mut said = said.filter_map(|id| graph.keywords(id).and_then(docs::words));
        if let Some(words) = said.next() {
            return words;
        }
        labels::docs(graph, id).unwrap_or_else(|| {
            let pointer = graph.set.get(id).place.pointer.as_str();
            docs::of_place(pointer)
        })
    }
}
