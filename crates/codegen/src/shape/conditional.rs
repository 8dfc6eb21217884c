//! Properties of which others than the schema itself speak: all branches beside it, or only `then` and
//! `else`.
//!
//! The struct has a field for each of those that conditions describe, so that they are found and can
//! be set. What such a field may hold is another matter: where the condition goes the other way
//! nothing is said of it, and it may be anything. So its type is what the schema says *or* any other
//! value, unless both ends say the same, or nothing may stand beside what is evaluated. Which of them
//! it has to be the validator decides.

use std::collections::BTreeSet;

use trueup_schema::{Keywords, SchemaId};

use super::build::Builder;
use super::class::{self, Class};
use super::graph::Graph;
use super::view::{Only, View};
use super::{Property, TypeId, object};
use crate::docs;

/// A property that a struct has only because of a condition.
pub(super) struct Conditional {
    pub(super) name: String,
    /// What is said of it; `None` where that is not one thing.
    pub(super) schema: Option<SchemaId>,
    /// Whether it can be nothing else.
    pub(super) sure: bool,
}

impl Builder<'_> {
    /// A property that only conditions describe.
    pub(super) fn conditional(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        one: &Conditional,
        field: &str,
    ) -> Property {
        let schema = one.schema.filter(|schema| {
            let known = !self.unsettled.contains(schema);
            known && self.graph.keywords(*schema).is_some()
        });
        let sure = schema.filter(|_| one.sure);
        let required = keywords.required.contains(&one.name);
        let mut property = self.property(id, required, &one.name, sure, field);
        if let (Some(schema), None) = (schema, sure)
            && !self.graph.assertions(schema).is_empty()
        {
            let or_other = View {
                only: Some(Only::OrOther),
                ..schema.into()
            };
            property.usage = self.usage(or_other, id, &one.name);
        }
        let says = schema.and_then(|schema| self.graph.keywords(schema));
        property.docs = says.map(docs::of).unwrap_or_default();
        property
            .docs
            .push("Only some objects are asked for this.".to_owned());
        property
    }

    /// What all branches of the schema say alike of a property of which the schema itself says
    /// nothing: the object is of one of them.
    pub(super) fn of_branches(
        &self,
        keywords: &Keywords,
        name: &str,
        own: Option<SchemaId>,
    ) -> Option<SchemaId> {
        let says_nothing = |id: SchemaId| self.graph.assertions(id).is_empty();
        let branches = keywords.any_of.as_ref().or(keywords.one_of.as_ref())?;
        if !own.is_none_or(says_nothing) {
            return None;
        }
        let mut said = branches.iter().map(|&branch| {
            let branch = self.graph.reference(branch).unwrap_or(branch);
            let mut properties = self.graph.keywords(branch)?.properties.iter();
            let found = properties.find(|(known, _)| known == name);
            found.map(|&(_, id)| id)
        });
        let first = said.next().flatten()?;
        let alike = |other: SchemaId| alike(self.graph, first, other);
        said.all(|other| other.is_some_and(alike)).then_some(first)
    }
}

/// The properties that the conditions of an object describe and its own keywords do not, in order.
pub(super) fn of(graph: &Graph<'_>, id: SchemaId, keywords: &Keywords) -> Vec<Conditional> {
    let conditions = graph.conditions(id);
    let says = |id: SchemaId| !graph.assertions(id).is_empty() || graph.is_never(id);
    let elsewhere =
        !keywords.pattern_properties.is_empty() || keywords.additional_properties.is_some_and(says);
    if conditions.is_empty() || elsewhere {
        return Vec::new();
    }
    let own: BTreeSet<&str> = object::property_names(keywords)
        .into_iter()
        .filter(|(_, schema)| schema.is_some())
        .map(|(name, _)| name)
        .collect();
    let ends = conditions.iter().flatten().copied().flatten();
    let ends: Vec<Vec<(&str, SchemaId)>> = ends.map(|end| described(graph, end)).collect();
    let closed = keywords
        .unevaluated_properties
        .is_some_and(|id| graph.is_never(id));
    let mut seen = BTreeSet::new();
    let names = ends.iter().flatten().map(|&(name, _)| name);
    let names = names.filter(|name| !own.contains(name) && seen.insert(*name));
    names
        .map(|name| {
            let said = ends.iter().map(|end| schema_of(end, name));
            let found: Vec<SchemaId> = said.clone().flatten().collect();
            let both = conditions.len() == 1 && said.clone().count() == 2;
            let always = both && said.into_iter().all(|schema| schema.is_some());
            let alike = found.iter().all(|&other| alike(graph, found[0], other));
            Conditional {
                name: name.to_owned(),
                schema: found.first().copied().filter(|_| alike),
                sure: always || closed,
            }
        })
        .collect()
}

fn schema_of(end: &[(&str, SchemaId)], name: &str) -> Option<SchemaId> {
    let mut end = end.iter();
    end.find(|(known, _)| *known == name).map(|&(_, id)| id)
}

/// The properties that one end of a condition describes.
fn described<'g>(graph: &'g Graph<'_>, end: SchemaId) -> Vec<(&'g str, SchemaId)> {
    let target = graph.reference(end).unwrap_or(end);
    let properties = graph.keywords(target).map(|keywords| &keywords.properties);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, id)| (name.as_str(), *id)).collect()
}

/// Whether two schemas are of one type that is plain to see.
pub(super) fn alike(graph: &Graph<'_>, one: SchemaId, other: SchemaId) -> bool {
    let class = |id: SchemaId| class::of(graph, id.into());
    one == other
        || match (class(one), class(other)) {
            (Class::Plain(one), Class::Plain(other)) => one == other,
            (Class::Reference(one), Class::Reference(other)) => one == other,
            _ => false,
        }
}
