//! Which keywords of a schema judge a value.
//!
//! A shape takes the assertions that it holds out of this list; what is left must be checked by
//! the validator. A keyword that no shape knows therefore can never be lost.

use trueup_schema::Keywords;

/// The kind of value that a keyword judges; it accepts every other kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judges {
    Any,
    Number,
    String,
    Array,
    Object,
}

/// The assertions of a schema that no shape has taken yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Assertions(Vec<(&'static str, Judges)>);

impl Assertions {
    /// All assertions and applicators that a schema has.
    pub(super) fn of(keywords: &Keywords) -> Self {
        let mut list = any(keywords);
        list.extend(numbers_and_strings(keywords));
        list.extend(arrays(keywords));
        list.extend(objects(keywords));
        Self(
            list.into_iter()
                .filter(|&(present, ..)| present)
                .map(|(_, name, judges)| (name, judges))
                .collect(),
        )
    }

    /// Takes a keyword out, as held by the shape.
    pub(super) fn take(&mut self, keyword: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|&(name, _)| name != keyword);
        self.0.len() < before
    }

    /// Puts a keyword in that no shape takes.
    pub(super) fn leave(&mut self, keyword: &'static str) {
        self.0.push((keyword, Judges::Any));
    }

    /// The one kind of value that all keywords judge but those that judge every kind.
    pub(super) fn one_kind(&self) -> Option<Judges> {
        let mut kinds = self.0.iter().map(|&(_, judges)| judges);
        let first = kinds.find(|&judges| judges != Judges::Any)?;
        let same = |judges| judges == Judges::Any || judges == first;
        kinds.all(same).then_some(first)
    }

    /// Drops what judges only kinds of values other than this one.
    pub(super) fn keep_only_for(&mut self, kind: Judges) {
        self.0
            .retain(|&(_, judges)| judges == Judges::Any || judges == kind);
    }

    /// Whether nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether exactly this keyword is left.
    pub(super) fn is_only(&self, keyword: &str) -> bool {
        matches!(self.0.as_slice(), [(name, _)] if *name == keyword)
    }
}

type Row = (bool, &'static str, Judges);

fn any(k: &Keywords) -> Vec<Row> {
    vec![
        (k.reference.is_some(), "$ref", Judges::Any),
        (k.dynamic_reference.is_some(), "$dynamicRef", Judges::Any),
        (k.types.is_some(), "type", Judges::Any),
        (k.enumeration.is_some(), "enum", Judges::Any),
        (k.constant.is_some(), "const", Judges::Any),
        (!k.all_of.is_empty(), "allOf", Judges::Any),
        (k.any_of.is_some(), "anyOf", Judges::Any),
        (k.one_of.is_some(), "oneOf", Judges::Any),
        (k.not.is_some(), "not", Judges::Any),
        (k.condition.is_some(), "if", Judges::Any),
    ]
}

fn numbers_and_strings(k: &Keywords) -> Vec<Row> {
    vec![
        (k.multiple_of.is_some(), "multipleOf", Judges::Number),
        (k.minimum.is_some(), "minimum", Judges::Number),
        (k.maximum.is_some(), "maximum", Judges::Number),
        (
            k.exclusive_minimum.is_some(),
            "exclusiveMinimum",
            Judges::Number,
        ),
        (
            k.exclusive_maximum.is_some(),
            "exclusiveMaximum",
            Judges::Number,
        ),
        (k.min_length.is_some(), "minLength", Judges::String),
        (k.max_length.is_some(), "maxLength", Judges::String),
        (k.pattern.is_some(), "pattern", Judges::String),
        (k.format.is_some(), "format", Judges::String),
        (
            k.content_encoding.is_some(),
            "contentEncoding",
            Judges::String,
        ),
        (
            k.content_media_type.is_some(),
            "contentMediaType",
            Judges::String,
        ),
        (k.content_schema.is_some(), "contentSchema", Judges::String),
    ]
}

fn arrays(k: &Keywords) -> Vec<Row> {
    vec![
        (!k.prefix_items.is_empty(), "prefixItems", Judges::Array),
        (k.items.is_some(), "items", Judges::Array),
        (k.contains.is_some(), "contains", Judges::Array),
        (k.min_contains.is_some(), "minContains", Judges::Array),
        (k.max_contains.is_some(), "maxContains", Judges::Array),
        (k.min_items.is_some(), "minItems", Judges::Array),
        (k.max_items.is_some(), "maxItems", Judges::Array),
        (k.unique_items, "uniqueItems", Judges::Array),
        (
            k.unevaluated_items.is_some(),
            "unevaluatedItems",
            Judges::Array,
        ),
    ]
}

fn objects(k: &Keywords) -> Vec<Row> {
    vec![
        (!k.properties.is_empty(), "properties", Judges::Object),
        (
            !k.pattern_properties.is_empty(),
            "patternProperties",
            Judges::Object,
        ),
        (
            k.additional_properties.is_some(),
            "additionalProperties",
            Judges::Object,
        ),
        (k.property_names.is_some(), "propertyNames", Judges::Object),
        (!k.required.is_empty(), "required", Judges::Object),
        (k.min_properties.is_some(), "minProperties", Judges::Object),
        (k.max_properties.is_some(), "maxProperties", Judges::Object),
        (
            !k.dependent_required.is_empty(),
            "dependentRequired",
            Judges::Object,
        ),
        (
            !k.dependent_schemas.is_empty(),
            "dependentSchemas",
            Judges::Object,
        ),
        (
            k.unevaluated_properties.is_some(),
            "unevaluatedProperties",
            Judges::Object,
        ),
    ]
}
