//! What two schemas together say of objects.

use trueup_schema::{Body, Keywords, SchemaId, SchemaSet};

use super::both::{least, same};
use super::{Merger, keywords, says_nothing};
use crate::shape::assertions::Assertions;

impl Merger<'_> {
    pub(super) fn objects(&mut self, other: &Keywords) {
        self.additional(other);
        for (name, id) in &other.properties {
            self.property(name, *id);
        }
        let own = &mut self.keywords;
        for name in &other.required {
            if !own.required.contains(name) {
                own.required.push(name.clone());
            }
        }
        self.exact &= same(&mut own.property_names, &other.property_names);
        own.min_properties = own.min_properties.max(other.min_properties);
        own.max_properties = least(own.max_properties, other.max_properties);
        own.dependent_required
            .extend_from_slice(&other.dependent_required);
        own.dependent_schemas
            .extend_from_slice(&other.dependent_schemas);
        self.exact &= other.unevaluated_properties.is_none();
    }

    /// A property that two parts name is of the type that says most.
    fn property(&mut self, name: &str, id: SchemaId) {
        let known = self.keywords.properties.iter_mut();
        let Some((_, own)) = known.into_iter().find(|(known, _)| known == name) else {
            self.keywords.properties.push((name.to_owned(), id));
            return;
        };
        let (left, right) = (telling(self.set, *own), telling(self.set, id));
        self.exact &= *own == id || left == 0 || right == 0;
        if right > left {
            *own = id;
        }
    }

    /// Each part judges by its `additionalProperties` what it does not name itself.
    fn additional(&mut self, other: &Keywords) {
        let trivial = |id: &SchemaId| says_nothing(self.set, *id);
        let theirs = other.additional_properties.filter(|id| !trivial(id));
        let ours = self
            .keywords
            .additional_properties
            .filter(|id| !trivial(id));
        let own = &mut self.keywords;
        let (names, others) = (&own.properties, &other.properties);
        let beyond = |left: &[(String, SchemaId)], right: &[(String, SchemaId)]| {
            left.iter()
                .any(|(name, _)| right.iter().all(|(known, _)| known != name))
        };
        let patterns = !own.pattern_properties.is_empty() || !other.pattern_properties.is_empty();
        self.exact &= match (ours, theirs) {
            (None, None) => true,
            (Some(_), None) => !beyond(others, names) && !patterns,
            (None, Some(_)) => !beyond(names, others) && !patterns,
            (Some(_), Some(_)) => false,
        };
        let evaluates = own.additional_properties.or(other.additional_properties);
        let closed = [ours, theirs].into_iter().flatten();
        let mut closed = closed.filter(|&id| matches!(self.set.get(id).body, Body::Boolean(false)));
        own.additional_properties = closed.next().or(ours).or(theirs).or(evaluates);
        own.pattern_properties
            .extend_from_slice(&other.pattern_properties);
    }

    /// Where nothing but names evaluates properties, `unevaluatedProperties` judges the same ones
    /// as `additionalProperties` would.
    pub(super) fn close(&mut self) {
        let own = &mut self.keywords;
        let alone = own.additional_properties.is_none()
            && own.pattern_properties.is_empty()
            && own.dependent_schemas.is_empty()
            && own.dynamic_reference.is_none()
            && own.any_of.is_none()
            && own.one_of.is_none()
            && own.condition.is_none()
            && self.exact;
        if alone && let Some(rest) = own.unevaluated_properties.take() {
            own.additional_properties = Some(rest);
        }
    }
}

/// How much a schema says about the type of its values; 0 is nothing at all.
fn telling(set: &SchemaSet, id: SchemaId) -> u8 {
    let Some(keywords) = keywords(set, id) else {
        return if says_nothing(set, id) { 0 } else { 7 };
    };
    let rows = [
        (keywords.constant.is_some(), 6),
        (keywords.enumeration.is_some(), 5),
        (
            keywords.reference.is_some() || !keywords.all_of.is_empty(),
            4,
        ),
        (
            !keywords.properties.is_empty() || keywords.items.is_some(),
            4,
        ),
        (keywords.any_of.is_some() || keywords.one_of.is_some(), 3),
        (keywords.types.is_some(), 2),
        (!Assertions::of(keywords).is_empty(), 1),
    ];
    rows.into_iter()
        .find_map(|(said, score)| said.then_some(score))
        .unwrap_or(0)
}
