//! Enums of types: what their branches are called.

use std::collections::BTreeMap;

use trueup_schema::{Body, SchemaId};

use super::build::Builder;
use super::kinds::Kinds;
use super::view::{Only, Part};
use super::{Branch, Form, TypeId, union};
use crate::docs;
use crate::name::{self, Case};

impl Builder<'_> {
    /// An enum of types, each branch named by what it is called or is.
    pub(super) fn union(&mut self, id: TypeId, branches: &[Part]) -> Form {
        let labels = branches.iter().map(|part| self.label(*part));
        let mut labels: Vec<String> = labels.collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for label in &mut labels {
            let before = seen.get(label).copied().unwrap_or(0);
            if before > 0 {
                *label = format!("{label} {}", before + 1);
            }
            *seen.entry(label.clone()).or_default() += 1;
        }
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
            Branch {
                name,
                docs: docs.into_iter().take(1).collect(),
                guard,
                usage: self.usage(part.view, id, &label),
            }
        });
        Form::Union(branches.collect())
    }

    fn docs(&self, id: SchemaId) -> Vec<String> {
        let pointer = self.graph.set.get(id).place.pointer.as_str();
        docs::of_type(self.graph.keywords(id), pointer)
    }

    fn label(&self, branch: Part) -> String {
        match branch.view.only {
            _ if branch.called.is_some() => {}
            Some(Only::Of(one)) => return one.name().to_owned(),
            Some(Only::Except(_)) => return "other".to_owned(),
            Some(Only::Null) => return "null".to_owned(),
            Some(Only::Branches) | None => {}
        }
        let graph = self.graph;
        let id = branch.called.unwrap_or(branch.view.id);
        let first = branch
            .called
            .and_then(|id| union::first_property(graph, id));
        let kind = Kinds::of(graph.set, id).name().unwrap_or("value");
        let title = match &graph.set.get(id).body {
            Body::Keywords(keywords) => keywords.title.clone(),
            Body::Boolean(_) => return kind.to_owned(),
        };
        if let Some(title) = title {
            return title;
        }
        if let Some(target) = graph.reference(id) {
            let pointer = &graph.set.get(target).place.pointer;
            let last: Option<String> = pointer.tokens().last().map(Into::into);
            return last.unwrap_or_else(|| kind.to_owned());
        }
        let tag = union::tag(graph, id);
        tag.or_else(|| union::only_property(graph, id))
            .or(first)
            .unwrap_or(kind)
            .to_owned()
    }
}
