//! Objects: structs with named fields, and maps with constraints.

use std::collections::HashSet;

use trueup_schema::{Body, Keywords, SchemaId};

use super::assertions::{Assertions, Judges};
use super::build::Builder;
use super::class;
use super::{Additional, Form, Presence, Property, Struct, TypeId, Usage};
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

    /// A map with constraints. Under one pattern and nothing else, every value is of its schema.
    pub(super) fn bounded_map(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        left: &mut Assertions,
    ) -> Usage {
        left.keep_only_for(Judges::Object);
        let additional = keywords.additional_properties;
        let value = match keywords.pattern_properties.as_slice() {
            [] => {
                left.take("additionalProperties");
                additional
            }
            [(_, only)] if additional.is_some_and(|id| self.graph.is_never(id)) => Some(*only),
            _ => None,
        };
        let value = value.map_or(Usage::Json, |value| self.usage(value.into(), id, "value"));
        Usage::Map(Box::new(value))
    }

    pub(super) fn structure(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        mut left: Assertions,
    ) -> (Form, bool) {
        left.keep_only_for(Judges::Object);
        for keyword in ["type", "properties", "required"] {
            left.take(keyword);
        }
        let names = property_names(keywords);
        let required: HashSet<&str> = keywords.required.iter().map(String::as_str).collect();
        let fields = field_names(&names);
        let mut properties = Vec::with_capacity(names.len());
        for ((name, schema), field) in names.into_iter().zip(&fields) {
            properties.push(self.property(id, &required, name, schema, field));
        }
        let additional = self.additional(id, keywords, &fields, &mut left);
        (
            Form::Struct(Struct {
                properties,
                additional,
                builder: None,
            }),
            !left.is_empty(),
        )
    }

    fn property(
        &mut self,
        id: TypeId,
        required: &HashSet<&str>,
        name: &str,
        schema: Option<SchemaId>,
        field: &str,
    ) -> Property {
        let usage = schema.map_or(Usage::Json, |schema| self.usage(schema.into(), id, name));
        let required = required.contains(name);
        let presence = match (&usage, required) {
            (_, true) => Presence::Required,
            (Usage::Nullable(_), false) => Presence::Maybe,
            (_, false) => Presence::Optional,
        };
        let schema = schema.map(|schema| self.graph.set.get(schema));
        Property {
            name: name.to_owned(),
            field: field.to_owned(),
            docs: schema.map(docs::of).unwrap_or_default(),
            deprecated: schema.is_some_and(is_deprecated),
            usage,
            presence,
        }
    }

    /// What may stand beside the named properties. With `patternProperties` the validator decides.
    fn additional(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        fields: &[String],
        left: &mut Assertions,
    ) -> Option<Additional> {
        let field = free_field(fields);
        let by_pattern = !keywords.pattern_properties.is_empty();
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

fn is_deprecated(schema: &trueup_schema::Schema) -> bool {
    matches!(&schema.body, Body::Keywords(keywords) if keywords.deprecated)
}

/// The declared properties in order, then what is required without being declared: that is judged
/// by `additionalProperties`, unless a pattern takes it, where the validator decides anyway.
fn property_names(keywords: &Keywords) -> Vec<(&str, Option<SchemaId>)> {
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

fn field_names(names: &[(&str, Option<SchemaId>)]) -> Vec<String> {
    let texts: Vec<(String, u8)> = names
        .iter()
        .map(|(name, _)| ((*name).to_owned(), 0))
        .collect();
    name::distinct(&texts, Case::Field)
}

fn free_field(fields: &[String]) -> String {
    let mut field = "additional_properties".to_owned();
    while fields.contains(&field) {
        field.push('_');
    }
    field
}
