//! `anyOf`, `oneOf` and `if` with both ends, of schemas that are types: which become enums, and
//! what tells their branches apart.

use std::collections::HashSet;

use trueup_document::Json;
use trueup_schema::{Keywords, SchemaId};

use super::assertions::{Assertions, Judges};
use super::class::{Class, is_null};
use super::graph::Graph;
use super::kinds::Kinds;
use super::listed::{self, Listed};
use super::view::{One, Only, Part, View};

/// The class of a schema whose combinator gives the types; `None` when another form says more.
pub(super) fn of(
    graph: &Graph<'_>,
    keywords: &Keywords,
    left: &Assertions,
    view: View,
) -> Option<Class> {
    let (branches, keyword) = branches(keywords)?;
    // Named properties say more than branches that only add to them.
    if view.only.is_some() || !keywords.properties.is_empty() {
        return None;
    }
    let (nulls, mut others): (Vec<_>, Vec<_>) =
        branches.into_iter().partition(|&id| is_null(graph, id));
    others.retain(|&id| !graph.is_never(id));
    let types = others.iter().filter(|&&id| is_type(graph, id)).count();
    if others.len() < 2 || types == 0 || others.iter().any(|&id| says_only_names(graph, id)) {
        return None;
    }
    let mut kinds: Vec<Kinds> = others.iter().map(|&id| Kinds::of(graph.set, id)).collect();
    let mut rest = left.clone();
    if keyword != "if" {
        rest.take(keyword);
    }
    let all = kinds.iter().fold(Kinds::NONE, |all, kinds| all.or(*kinds));
    take_type(keywords, all, !nulls.is_empty(), &mut rest);
    let refuse_null = all.and(Kinds::NULL) == Kinds::NONE;
    if !nulls.is_empty() && !view.without_null {
        if rest.is_empty() && nulls.len() == 1 && refuse_null {
            return Some(Class::NullableSelf);
        }
        // Null is not outside of the others, so it is one of them.
        kinds.extend(nulls.iter().map(|_| Kinds::NULL));
        others.extend(nulls);
    }
    if let (true, "anyOf", Some(listed)) = (rest.is_empty(), keyword, open(graph, &others)) {
        return Some(Class::Listed(listed));
    }
    let checked = !rest.is_empty() || (keyword == "oneOf" && overlap(graph, &others, &kinds));
    let parts = others.iter().enumerate().map(|(at, &id)| {
        let later = kinds[at + 1..].iter();
        let guarded = later.into_iter().any(|other| kinds[at].and(*other).nest());
        Part {
            view: id.into(),
            guarded,
            called: None,
        }
    });
    let mut parts: Vec<Part> = parts.collect();
    if let Some(strings) = listed_strings(graph, keywords) {
        join(graph, view, &strings.branches, &mut parts);
    }
    Some(Class::Union(parts, checked))
}

/// Puts one part in the place of the branches that are strings.
fn join(graph: &Graph<'_>, view: View, strings: &[SchemaId], parts: &mut Vec<Part>) {
    let is_string = |part: &Part| strings.contains(&part.view.id);
    let Some(first) = parts.iter().position(is_string) else {
        return;
    };
    let listed = strings
        .iter()
        .find(|id| listed::of_branch(graph, **id).is_some());
    let joined = Part {
        called: listed.copied(),
        ..Part::unguarded(view.only(Only::Of(One::String)))
    };
    parts.retain(|part| !is_string(part));
    parts.insert(first, joined);
}

/// Branches that are strings and together one enum.
struct ListedStrings {
    branches: Vec<SchemaId>,
    listed: Listed,
}

/// The branches that are strings: of `anyOf` with a place for every other string, if one branch takes
/// those; else only if all of them list their values, each value once.
fn listed_strings(graph: &Graph<'_>, keywords: &Keywords) -> Option<ListedStrings> {
    let (branches, keyword) = branches(keywords)?;
    let branches = branches.into_iter();
    let branches = branches.filter(|&id| Kinds::of(graph.set, id) == Kinds::STRING);
    let branches: Vec<SchemaId> = branches.collect();
    let open = (keyword == "anyOf")
        .then(|| open(graph, &branches))
        .flatten();
    let listed = match open {
        Some(listed) => listed,
        None if keyword == "if" || branches.len() < 2 => return None,
        None => closed(graph, &branches)?,
    };
    Some(ListedStrings { branches, listed })
}

/// An enum of the strings of several lists.
fn closed(graph: &Graph<'_>, branches: &[SchemaId]) -> Option<Listed> {
    let mut constants = Vec::new();
    for &id in branches {
        constants.extend(listed::of_branch(graph, id)?);
    }
    let mut seen = HashSet::new();
    let once = constants
        .iter()
        .all(|constant| seen.insert(constant.value.as_str()));
    once.then_some(Listed {
        constants,
        open: false,
        checked: false,
    })
}

/// The class of the strings of a schema whose branches list them.
pub(super) fn strings_of(
    graph: &Graph<'_>,
    keywords: &Keywords,
    left: &Assertions,
) -> Option<Class> {
    let strings = listed_strings(graph, keywords)?;
    let mut rest = left.clone();
    rest.take("anyOf");
    rest.take("oneOf");
    rest.take("type");
    rest.keep_only_for(Judges::String);
    Some(Class::Listed(Listed {
        checked: !rest.is_empty(),
        ..strings.listed
    }))
}

/// The schemas of which a value must fit one, whatever else is asked of it.
fn branches(keywords: &Keywords) -> Option<(Vec<SchemaId>, &'static str)> {
    match (&keywords.any_of, &keywords.one_of) {
        (Some(branches), None) => Some((branches.clone(), "anyOf")),
        (None, Some(branches)) => Some((branches.clone(), "oneOf")),
        (None, None) => {
            keywords.condition?;
            Some((vec![keywords.then?, keywords.otherwise?], "if"))
        }
        _ => None,
    }
}

/// Takes `type` out, where no branch accepts another type.
fn take_type(keywords: &Keywords, mut branches: Kinds, null: bool, rest: &mut Assertions) {
    let Some(types) = keywords.types else {
        return;
    };
    if null {
        branches = branches.or(Kinds::NULL);
    }
    let integers = types.integer && !types.number;
    if !integers && branches.and(Kinds::of_types(types)) == branches {
        rest.take("type");
    }
}

/// Whether a branch says what its values are.
fn is_type(graph: &Graph<'_>, id: SchemaId) -> bool {
    if Kinds::of(graph.set, id) != Kinds::ALL {
        return true;
    }
    let Some(keywords) = target(graph, id) else {
        return false;
    };
    !keywords.properties.is_empty() || keywords.items.is_some() || branches(keywords).is_some()
}

/// Whether a branch only asks for properties that others describe.
fn says_only_names(graph: &Graph<'_>, id: SchemaId) -> bool {
    let mut left = graph.assertions(id);
    left.take("required") && {
        left.take("not");
        left.is_empty()
    }
}

/// An enum that has a place for every other string: listed strings beside `{"type": "string"}`.
fn open(graph: &Graph<'_>, branches: &[SchemaId]) -> Option<Listed> {
    let is_string = |id: &SchemaId| {
        let types = graph.keywords(*id).and_then(|keywords| keywords.types);
        let alone = graph.assertions(*id).is_only("type");
        alone && types.is_some_and(|types| Kinds::of_types(types) == Kinds::STRING)
    };
    let (strings, lists): (Vec<SchemaId>, Vec<SchemaId>) =
        branches.iter().partition(|id| is_string(id));
    let mut constants = Vec::new();
    for id in lists {
        let values = listed::of_branch(graph, id)?;
        constants.extend(values);
    }
    let all_strings = constants
        .iter()
        .all(|constant| constant.value.as_str().is_some());
    let known = strings.len() == 1 && !constants.is_empty() && all_strings;
    known.then_some(Listed {
        constants,
        open: true,
        checked: false,
    })
}

/// Whether two branches may accept one value, as far as is plain to see.
pub(super) fn overlap(graph: &Graph<'_>, branches: &[SchemaId], kinds: &[Kinds]) -> bool {
    let pairs = (0..branches.len()).flat_map(|left| (0..left).map(move |right| (left, right)));
    pairs.into_iter().any(|(left, right)| {
        let common = kinds[left].and(kinds[right]);
        common != Kinds::NONE && !told_apart(graph, branches[left], branches[right], common)
    })
}

/// Whether the listed strings of two schemas, or of a property that both require, are different.
fn told_apart(graph: &Graph<'_>, left: SchemaId, right: SchemaId, common: Kinds) -> bool {
    let (Some(left), Some(right)) = (target(graph, left), target(graph, right)) else {
        return false;
    };
    match common {
        Kinds::STRING => different(strings(left), strings(right)),
        Kinds::OBJECT => tags(graph, left).any(|(name, values)| {
            tags(graph, right).any(|(other, others)| {
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
fn tags<'g>(
    graph: &'g Graph<'_>,
    keywords: &'g Keywords,
) -> impl Iterator<Item = (&'g str, Vec<&'g str>)> {
    let required = |name: &String| keywords.required.contains(name);
    let properties = keywords.properties.iter();
    properties.filter_map(move |(name, id)| {
        let values = strings(target(graph, *id)?)?;
        required(name).then_some((name.as_str(), values))
    })
}

/// The first tag of a branch and its values.
pub(super) fn first_tag<'g>(graph: &'g Graph<'_>, id: SchemaId) -> Option<(&'g str, Vec<&'g str>)> {
    tags(graph, target(graph, id)?).next()
}

/// The value of the first tag of a branch that has only one.
pub(super) fn tag<'g>(graph: &'g Graph<'_>, id: SchemaId) -> Option<&'g str> {
    let single = |(_, values): (&'g str, Vec<&'g str>)| match values.as_slice() {
        [value] => Some(*value),
        _ => None,
    };
    tags(graph, target(graph, id)?).find_map(single)
}

/// The first property that a branch wants, or else has.
pub(super) fn first_property<'g>(graph: &'g Graph<'_>, id: SchemaId) -> Option<&'g str> {
    let keywords = target(graph, id)?;
    let first = keywords.properties.first().map(|(name, _)| name);
    keywords.required.first().or(first).map(String::as_str)
}

/// The name of the one property that a branch has and wants, as in `{"created": {…}}`.
pub(super) fn only_property<'g>(graph: &'g Graph<'_>, id: SchemaId) -> Option<&'g str> {
    let keywords = graph.keywords(id)?;
    match (keywords.properties.as_slice(), keywords.required.as_slice()) {
        ([(name, _)], [required]) if name == required => Some(name),
        _ => None,
    }
}

/// The values, if they are all strings and listed.
pub(super) fn strings(keywords: &Keywords) -> Option<Vec<&str>> {
    match (&keywords.constant, &keywords.enumeration) {
        (Some(value), None) => Some(vec![value.as_str()?]),
        (None, Some(values)) => values.iter().map(Json::as_str).collect(),
        _ => None,
    }
}

/// The keywords of a schema, or of what its references lead to in a few steps.
fn target<'g>(graph: &'g Graph<'_>, mut id: SchemaId) -> Option<&'g Keywords> {
    for _ in 0..16 {
        match graph.reference(id) {
            Some(next) => id = next,
            None => return graph.keywords(id),
        }
    }
    None
}
