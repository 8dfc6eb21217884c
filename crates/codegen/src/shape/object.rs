//! Objects: structs with named fields, and maps with constraints.

use std::collections::HashSet;

use trueup_schema::{Keywords, SchemaId};

use super::assertions::{Assertions, Judges};
use super::beside::{self, Beside};
use super::build::Builder;
use super::class;
use super::conditional::{self, Conditional};
use super::view::{Only, Part, View};
use super::{Additional, Fallback, Form, Presence, Property, Struct, TypeId, Usage};
use crate::docs;
use crate::name::{self, Case};

impl Builder<'_> {
    /// Whether an object has no named property and may have others.
    pub(super) fn is_open_map(&self, keywords: &Keywords) -> bool {
        let additional = keywords.additional_properties;
        let closed = keywords.pattern_properties.is_empty()
            && additional.is_some_and(|id| self.graph.is_never(id));
        class::is_map(keywords) && !closed
    }

    /// A map with constraints.
    pub(super) fn bounded_map(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        left: &mut Assertions,
    ) -> Usage {
        left.keep_only_for(Judges::Object);
        let additional = keywords.additional_properties;
        let value = if keywords.pattern_properties.is_empty() {
            left.take("additionalProperties");
            additional.map_or(Usage::Json, |value| self.usage(value.into(), id, "value"))
        } else if additional.is_some_and(|id| self.graph.is_never(id)) {
            self.of_patterns(id, keywords)
        } else {
            Usage::Json
        };
        Usage::Map(Box::new(value))
    }

    /// The type of what the patterns allow, if that is one type.
    fn of_patterns(&mut self, id: TypeId, keywords: &Keywords) -> Usage {
        let target = |id: SchemaId| self.graph.reference(id).unwrap_or(id);
        let mut schemas = keywords.pattern_properties.iter().map(|(_, id)| *id);
        match schemas.next() {
            Some(first) if schemas.all(|other| target(other) == target(first)) => {
                self.usage(first.into(), id, "value")
            }
            _ => Usage::Json,
        }
    }

    pub(super) fn structure(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        view: View,
    ) -> (Form, bool) {
        let mut left = self.graph.assertions(view.id);
        left.keep_only_for(Judges::Object);
        left.take("type");
        let beside = self.beside(keywords, view, &mut left);
        let conditional = match &beside {
            None => conditional::of(self.graph, view.id, keywords),
            Some(_) => Vec::new(),
        };
        let mut names = property_names(keywords);
        let shared = beside.iter().flat_map(|beside| &beside.shared);
        let others: HashSet<&str> = shared
            .chain(conditional.iter().map(|one| &one.name))
            .map(String::as_str)
            .collect();
        names.retain(|(name, _)| !others.contains(name));
        let fields = field_names(&names, &conditional);
        let mut properties = self.properties(id, keywords, &names, &fields);
        for (one, field) in conditional.iter().zip(&fields[names.len()..]) {
            properties.push(self.conditional(id, keywords, one, field));
        }
        let mut additional = None;
        if beside.is_some() {
            properties.push(self.part(id, view, &fields));
        } else {
            additional = self.additional(id, keywords, &fields, &mut left);
        }
        let checked = !left.is_empty();
        let always = [Presence::Required, Presence::Part];
        let required = properties.iter().any(|p| always.contains(&p.presence));
        let structure = Struct {
            properties,
            additional,
            may_be_empty: !required
                && (!checked || self.defaults.accepts(self.graph, view.id, "{}")),
            builder: None,
        };
        (Form::Struct(structure), checked)
    }

    /// The properties that the schema names itself.
    fn properties(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        names: &[(&str, Option<SchemaId>)],
        fields: &[String],
    ) -> Vec<Property> {
        let required: HashSet<&str> = keywords.required.iter().map(String::as_str).collect();
        let mut properties = Vec::with_capacity(names.len());
        for (&(name, schema), field) in names.iter().zip(fields) {
            let typed = self.of_branches(keywords, name, schema).or(schema);
            let mut property = self.property(id, required.contains(name), name, typed, field);
            let own = schema.and_then(|schema| self.graph.keywords(schema));
            let own = own.map(docs::of).unwrap_or_default();
            if typed != schema && !own.is_empty() {
                property.docs = own;
            }
            properties.push(property);
        }
        properties
    }

    /// The branches that the struct takes in, and what it so holds.
    fn beside(&self, keywords: &Keywords, view: View, left: &mut Assertions) -> Option<Beside> {
        let possible = |part: &Part| {
            let known = !self.unsettled.contains(&part.view.id);
            known && self.plan.replacement(part.view).is_none()
        };
        let found = beside::of(self.graph, keywords).filter(|beside| {
            let settled = !self.unsettled.contains(&view.id);
            settled && beside.branches.iter().all(possible)
        });
        if found.as_ref().is_none_or(|beside| beside.shared_is_held) {
            left.take("properties");
            left.take("required");
        }
        if let Some(beside) = &found {
            // What is additional to the struct and to no branch is of any kind.
            left.take("additionalProperties");
            if let Some(keyword) = beside.held {
                left.take(keyword);
            }
        }
        found
    }

    /// The field for the branches.
    fn part(&mut self, id: TypeId, view: View, fields: &[String]) -> Property {
        let branches = View {
            only: Some(Only::Branches),
            ..view
        };
        let field = free_field("variant", fields);
        Property {
            name: field.clone(),
            usage: self.usage(branches, id, "variant"),
            field,
            docs: vec![Only::Branches.docs()],
            deprecated: false,
            presence: Presence::Part,
            fallback: None,
            only: None,
        }
    }

    pub(super) fn property(
        &mut self,
        id: TypeId,
        required: bool,
        name: &str,
        schema: Option<SchemaId>,
        field: &str,
    ) -> Property {
        let usage = schema.map_or(Usage::Json, |schema| self.usage(schema.into(), id, name));
        let presence = match (&usage, required) {
            (_, true) => Presence::Required,
            (Usage::Nullable(_), false) => Presence::Maybe,
            (_, false) => Presence::Optional,
        };
        let stated = schema.and_then(|schema| self.defaults.of(self.graph, schema));
        let says = schema.and_then(|schema| self.graph.keywords(schema));
        let mut docs = says.map(docs::of).unwrap_or_default();
        if docs.is_empty() && !usage.is_named() {
            docs = schema.map_or_else(Vec::new, |schema| self.borrowed_docs(schema));
        }
        docs.extend(
            stated
                .as_ref()
                .map(|stated| docs::default(&stated.value, stated.accepted)),
        );
        let stated = stated.filter(|stated| stated.accepted);
        Property {
            name: name.to_owned(),
            field: field.to_owned(),
            docs,
            deprecated: says.is_some_and(|keywords| keywords.deprecated),
            usage,
            presence,
            fallback: stated.map(|stated| Fallback {
                function: String::new(),
                value: stated.value,
            }),
            only: None,
        }
    }

    /// The docs of the definition that a schema refers to, and that has no type to carry them.
    fn borrowed_docs(&self, schema: SchemaId) -> Vec<String> {
        let target = self.graph.reference(schema);
        let keywords = target.and_then(|target| self.graph.keywords(target));
        keywords.map(docs::of).unwrap_or_default()
    }

    /// What may stand beside the named properties. With `patternProperties` the validator decides,
    /// but where nothing else is allowed all is of their one schema.
    fn additional(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        fields: &[String],
        left: &mut Assertions,
    ) -> Option<Additional> {
        let field = free_field("additional_properties", fields);
        let by_pattern = !keywords.pattern_properties.is_empty();
        let closed = keywords
            .additional_properties
            .is_some_and(|id| self.graph.is_never(id));
        if by_pattern && closed {
            let value = self.of_patterns(id, keywords);
            return Some(Additional { field, value });
        }
        let Some(schema) = keywords.additional_properties.filter(|_| !by_pattern) else {
            return Some(Additional {
                field,
                value: Usage::Json,
            });
        };
        left.take("additionalProperties");
        if self.graph.is_never(schema) {
            return None;
        }
        let value = self.usage(schema.into(), id, "value");
        Some(Additional { field, value })
    }
}

/// The declared properties in order, then what is required without being declared: that is judged
/// by `additionalProperties`, unless a pattern takes it, where the validator decides anyway.
pub(super) fn property_names(keywords: &Keywords) -> Vec<(&str, Option<SchemaId>)> {
    let declared = keywords.properties.iter();
    let mut names: Vec<_> = declared
        .map(|(name, id)| (name.as_str(), Some(*id)))
        .collect();
    let by_pattern = !keywords.pattern_properties.is_empty();
    let other = keywords.additional_properties.filter(|_| !by_pattern);
    let mut known: HashSet<&str> = names.iter().map(|(name, _)| *name).collect();
    for name in &keywords.required {
        if known.insert(name) {
            names.push((name, other));
        }
    }
    names
}

fn field_names(names: &[(&str, Option<SchemaId>)], more: &[Conditional]) -> Vec<String> {
    let more = more.iter().map(|one| one.name.as_str());
    let names = names.iter().map(|(name, _)| *name).chain(more);
    let texts: Vec<(String, u8)> = names.map(|name| (name.to_owned(), 0)).collect();
    name::distinct(&texts, Case::Field)
}

fn free_field(wanted: &str, fields: &[String]) -> String {
    let mut field = wanted.to_owned();
    while fields.contains(&field) {
        field.push('_');
    }
    field
}
