//! Branches beside named properties: `anyOf` or `oneOf` whose branches bring properties of their own.
//!
//! The object is then a struct of the properties that the schema names, with one field more: an
//! `enum` of the branches. A branch is decoded from the whole object and keeps what it names and
//! whatever nobody names; what the struct has a field for is taken out of it again.
//!
//! That is only exact where each name has one place. A name that the schema and every branch
//! describe, such as a tag, belongs to the branches; one that only some of them do describe leaves
//! no place to choose, and then the branches only judge.

use std::collections::BTreeSet;

use trueup_schema::{Keywords, SchemaId};

use super::class::{self, Class};
use super::conditional;
use super::graph::Graph;
use super::kinds::Kinds;
use super::object;
use super::union;
use super::view::{One, Only, Part, View};

/// How many references are followed.
const MOST_STEPS: usize = 16;

/// What branches bring to a struct.
pub(super) struct Beside {
    pub(super) branches: Vec<Part>,
    /// The combinator, if it says no more than that a value is of one of the branches.
    pub(super) held: Option<&'static str>,
    /// The named properties that the branches have a field for.
    pub(super) shared: Vec<String>,
    /// Whether the schema says no more of those than the branches do.
    pub(super) shared_is_held: bool,
}

/// The branches beside the named properties of an object, if each name has one place.
pub(super) fn of(graph: &Graph<'_>, keywords: &Keywords) -> Option<Beside> {
    let (list, combinator) = match (&keywords.any_of, &keywords.one_of) {
        (Some(list), None) => (list, "anyOf"),
        (None, Some(list)) => (list, "oneOf"),
        _ => return None,
    };
    let closes = |id: SchemaId| !graph.assertions(id).is_empty() || graph.is_never(id);
    if keywords.properties.is_empty() || keywords.additional_properties.is_some_and(closes) {
        return None;
    }
    let branches: Option<Vec<Branch<'_>>> = list.iter().map(|&id| branch(graph, id)).collect();
    let branches = branches.filter(|branches| branches.len() > 1)?;
    let outer: BTreeSet<&str> = object::property_names(keywords)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let brings = |branch: &Branch<'_>| branch.names.iter().any(|name| !outer.contains(name));
    let mut shared = Vec::new();
    for name in &outer {
        let with = branches.iter().filter(|branch| branch.names.contains(name));
        match with.count() {
            0 => {}
            count if count == branches.len() && branches.iter().all(|b| b.describes(name)) => {
                shared.push((*name).to_owned());
            }
            _ => return None,
        }
    }
    if shared.len() == outer.len() || !branches.iter().any(brings) {
        return None;
    }
    let ids: Vec<SchemaId> = branches.iter().map(|branch| branch.part.view.id).collect();
    let kinds = vec![Kinds::OBJECT; ids.len()];
    let exact = combinator == "anyOf" || !union::overlap(graph, &ids, &kinds);
    let shared_is_held = shared
        .iter()
        .all(|name| is_held(graph, keywords, &branches, name));
    let last = branches.len() - 1;
    let parts = branches.into_iter().enumerate();
    Some(Beside {
        branches: parts
            .map(|(at, branch)| Part {
                // All are objects, so one that fails late may be followed by another.
                guarded: at < last,
                ..branch.part
            })
            .collect(),
        held: exact.then_some(combinator),
        shared,
        shared_is_held,
    })
}

/// Whether the branches judge a property of theirs as the schema beside them does.
fn is_held(graph: &Graph<'_>, keywords: &Keywords, branches: &[Branch<'_>], name: &str) -> bool {
    let described = property(keywords, name);
    let said = described.is_none_or(|id| {
        graph.assertions(id).is_empty()
            || branches.iter().all(|branch| lists(graph, id, branch, name))
    });
    let wants = |keywords: &Keywords| keywords.required.iter().any(|required| required == name);
    said && (!wants(keywords) || branches.iter().all(|branch| wants(branch.keywords)))
}

/// Whether a property is listed strings, and those of a branch are among them.
fn lists(graph: &Graph<'_>, id: SchemaId, branch: &Branch<'_>, name: &str) -> bool {
    let strings = |id| {
        let target = resolved(graph, id);
        let mut left = graph.assertions(target);
        for keyword in ["enum", "const", "type"] {
            left.take(keyword);
        }
        union::strings(graph.keywords(target)?).filter(|_| left.is_empty())
    };
    let is_string = Kinds::of(graph.set, id).and(Kinds::STRING) == Kinds::STRING;
    let inner = property(branch.keywords, name);
    let inner = inner.and_then(|id| union::strings(graph.keywords(resolved(graph, id))?));
    match (strings(id), inner) {
        (Some(outer), Some(inner)) => is_string && inner.iter().all(|value| outer.contains(value)),
        _ => false,
    }
}

/// What the references of a schema lead to.
fn resolved(graph: &Graph<'_>, mut id: SchemaId) -> SchemaId {
    for _ in 0..MOST_STEPS {
        match graph.reference(id) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

fn property(keywords: &Keywords, name: &str) -> Option<SchemaId> {
    let mut properties = keywords.properties.iter();
    properties
        .find(|(known, _)| known == name)
        .map(|&(_, id)| id)
}

struct Branch<'g> {
    part: Part,
    keywords: &'g Keywords,
    /// The names for which its struct has a field.
    names: BTreeSet<&'g str>,
}

impl Branch<'_> {
    fn describes(&self, name: &str) -> bool {
        self.keywords
            .properties
            .iter()
            .any(|(known, _)| known == name)
    }
}

/// A branch that is a struct and nothing else, once it is known to be looked at on objects only.
fn branch<'g>(graph: &'g Graph<'_>, id: SchemaId) -> Option<Branch<'g>> {
    let target = resolved(graph, id);
    let keywords = graph.keywords(target)?;
    // Branches inside a branch may name what stands outside of both.
    if keywords.any_of.is_some() || keywords.one_of.is_some() || graph.is_endless(target) {
        return None;
    }
    let kinds = Kinds::of(graph.set, target);
    if kinds.and(Kinds::OBJECT) == Kinds::NONE || keywords.constant.is_some() {
        return None;
    }
    let view = if kinds == Kinds::OBJECT {
        target.into()
    } else {
        View {
            only: Some(Only::Of(One::Object)),
            ..target.into()
        }
    };
    // What its conditions describe may be what stands outside of it.
    if !conditional::of(graph, target, keywords).is_empty() {
        return None;
    }
    let is_object = matches!(class::of(graph, view), Class::Constrained(One::Object));
    (is_object && !class::is_map(keywords)).then_some(Branch {
        part: Part {
            view,
            guarded: false,
            called: Some(id),
        },
        keywords,
        names: object::property_names(keywords)
            .into_iter()
            .map(|(name, _)| name)
            .collect(),
    })
}
