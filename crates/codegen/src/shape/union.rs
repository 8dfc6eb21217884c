//! `anyOf` and `oneOf` of schemas that are types: which become enums, and what tells them apart.

use trueup_document::Json;
use trueup_schema::{Body, Keywords, SchemaId, SchemaSet};

use super::assertions::Assertions;
use super::class::{Class, Part, View, is_null};
use super::kinds::Kinds;

/// The class of a schema whose combinator gives the types; `None` when another form says more.
pub(super) fn of(
    set: &SchemaSet,
    keywords: &Keywords,
    left: &Assertions,
    view: View,
) -> Option<Class> {
    let (branches, keyword) = match (&keywords.any_of, &keywords.one_of) {
        (Some(branches), None) => (branches, "anyOf"),
        (None, Some(branches)) => (branches, "oneOf"),
        _ => return None,
    };
    // Named properties say more than branches that only add to them.
    if view.only.is_some() || !keywords.properties.is_empty() {
        return None;
    }
    let (nulls, others): (Vec<_>, Vec<_>) = branches.iter().partition(|&&id| is_null(set, id));
    let kinds: Vec<Kinds> = others.iter().map(|&&id| Kinds::of(set, id)).collect();
    // A branch that may be anything is no type of its own.
    if others.len() < 2 || kinds.contains(&Kinds::ALL) || kinds.contains(&Kinds::NONE) {
        return None;
    }
    let mut rest = left.clone();
    rest.take(keyword);
    if !nulls.is_empty() && !view.without_null {
        let refuse_null = kinds
            .iter()
            .all(|kinds| kinds.and(Kinds::NULL) == Kinds::NONE);
        let plain = rest.is_empty() && nulls.len() == 1 && refuse_null;
        return plain.then_some(Class::NullableSelf);
    }
    let branches: Vec<SchemaId> = others.into_iter().copied().collect();
    let checked = !rest.is_empty() || (keyword == "oneOf" && overlap(set, &branches, &kinds));
    let parts = branches.into_iter().enumerate().map(|(at, id)| {
        let later = kinds[at + 1..].iter();
        let guarded = later.into_iter().any(|other| kinds[at].and(*other).nest());
        Part {
            view: id.into(),
            guarded,
        }
    });
    Some(Class::Union(parts.collect(), checked))
}

/// Whether two branches may accept one value, as far as is plain to see.
fn overlap(set: &SchemaSet, branches: &[SchemaId], kinds: &[Kinds]) -> bool {
    let pairs = (0..branches.len()).flat_map(|left| (0..left).map(move |right| (left, right)));
    pairs.into_iter().any(|(left, right)| {
        let common = kinds[left].and(kinds[right]);
        common != Kinds::NONE && !told_apart(set, branches[left], branches[right], common)
    })
}

/// Whether the listed strings of two schemas, or of a property that both require, are different.
fn told_apart(set: &SchemaSet, left: SchemaId, right: SchemaId, common: Kinds) -> bool {
    let (Some(left), Some(right)) = (target(set, left), target(set, right)) else {
        return false;
    };
    match common {
        Kinds::STRING => different(strings(left), strings(right)),
        Kinds::OBJECT => tags(set, left).any(|(name, values)| {
            tags(set, right).any(|(other, others)| {
                name == other && different(Some(values.clone()), Some(others))
            })
        }),
        _ => false,
    }
}

fn different(left: Option<Vec<&str>>, right: Option<Vec<&str>>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left.iter().all(|value| !right.contains(value)),
        _ => false,
    }
}

/// The required properties whose values are listed strings.
fn tags<'s>(
    set: &'s SchemaSet,
    keywords: &'s Keywords,
) -> impl Iterator<Item = (&'s str, Vec<&'s str>)> {
    let required = |name: &String| keywords.required.contains(name);
    let properties = keywords.properties.iter();
    properties.filter_map(move |(name, id)| {
        let values = strings(target(set, *id)?)?;
        required(name).then_some((name.as_str(), values))
    })
}

/// The value of the first tag of a branch that has only one.
pub(super) fn tag(set: &SchemaSet, id: SchemaId) -> Option<&str> {
    let single = |(_, values): (&str, Vec<_>)| match values.as_slice() {
        [value] => Some(*value),
        _ => None,
    };
    tags(set, target(set, id)?).find_map(single)
}

/// The values, if they are all strings and listed.
fn strings(keywords: &Keywords) -> Option<Vec<&str>> {
    match (&keywords.constant, &keywords.enumeration) {
        (Some(value), None) => Some(vec![value.as_str()?]),
        (None, Some(values)) => values.iter().map(Json::as_str).collect(),
        _ => None,
    }
}

/// The keywords of a schema, or of what its references lead to in a few steps.
fn target(set: &SchemaSet, mut id: SchemaId) -> Option<&Keywords> {
    for _ in 0..16 {
        let Body::Keywords(keywords) = &set.get(id).body else {
            return None;
        };
        match keywords.reference {
            Some(next) if Assertions::of(keywords).is_only("$ref") => id = next,
            _ => return Some(keywords),
        }
    }
    None
}
