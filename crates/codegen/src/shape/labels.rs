//! What the branches of a union are called: by a title, by the definition that they refer to, by the
//! value of a tag, by the one property that they are about, else by the kind of value that they are.
//!
//! Where several would be called by one kind, what tells them apart is looked for: an object by the
//! values of a tag or by a property that only it has, an array by its items, a string by what is
//! listed or asked of it. Only what is then still alike is numbered.

use std::collections::{BTreeMap, BTreeSet};

use trueup_schema::{Body, Keywords, SchemaId};

use super::graph::Graph;
use super::kinds::Kinds;
use super::view::{Only, Part};
use super::{listed, union};
use crate::docs;

/// The longest title that names a branch.
const LONGEST_TITLE: usize = 40;

/// The most values that are put together to one name.
const MOST_VALUES: usize = 3;

/// What a branch that is an object, and is called by nothing else, is called.
pub(super) const OBJECT: &str = "object";

/// What a branch that is an array, and is called by nothing else, is called.
pub(super) const ARRAY: &str = "array";

/// A name for each branch. Two may still give one identifier, but no two are one text.
pub(super) fn of(graph: &Graph<'_>, parts: &[Part]) -> Vec<String> {
    let labels: Vec<Label> = parts.iter().map(|part| label(graph, *part)).collect();
    let mut texts: Vec<String> = Vec::with_capacity(labels.len());
    for (at, own) in labels.iter().enumerate() {
        let like = (0..labels.len()).filter(|&other| labels[other].text == own.text);
        let like: Vec<SchemaId> = like
            .filter(|&other| other != at)
            .map(|other| called(&parts[other]))
            .collect();
        let closer = (own.is_kind && !like.is_empty())
            .then(|| told_apart(graph, called(&parts[at]), &like))
            .flatten();
        texts.push(closer.unwrap_or_else(|| own.text.clone()));
    }
    number(&mut texts);
    texts
}

/// Puts a number behind what is there already.
fn number(texts: &mut [String]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        let count = seen.entry(text.clone()).or_default();
        *count += 1;
        if *count > 1 {
            *text = format!("{text} {count}");
        }
    }
}

struct Label {
    text: String,
    /// Whether nothing but the kind of value gives the name.
    is_kind: bool,
}

/// The schema that names a branch.
fn called(part: &Part) -> SchemaId {
    part.called.unwrap_or(part.view.id)
}

fn label(graph: &Graph<'_>, part: Part) -> Label {
    let only = match part.view.only {
        _ if part.called.is_some() => None,
        Some(Only::Of(one)) => Some(one.name()),
        Some(Only::Except(_) | Only::Anything) => Some("other"),
        Some(Only::Null) => Some("null"),
        Some(Only::Branches | Only::OrOther) | None => None,
    };
    if let Some(only) = only {
        return Label {
            text: only.to_owned(),
            is_kind: false,
        };
    }
    let id = called(&part);
    let first = part
        .called
        .and_then(|id| union::first_property(graph, id))
        .map(str::to_owned);
    match own_name(graph, id).or(first) {
        Some(text) => Label {
            text,
            is_kind: false,
        },
        None => Label {
            text: kind(graph, id).to_owned(),
            is_kind: true,
        },
    }
}

/// What a schema is called beside its kind.
fn own_name(graph: &Graph<'_>, id: SchemaId) -> Option<String> {
    let Body::Keywords(keywords) = &graph.set.get(id).body else {
        return None;
    };
    let title = keywords.title.as_ref();
    if let Some(title) = title.filter(|title| title.len() <= LONGEST_TITLE) {
        return Some(title.clone());
    }
    if let Some(target) = graph.reference(id) {
        let pointer = &graph.set.get(target).place.pointer;
        return pointer.tokens().last().map(Into::into);
    }
    let tag = union::tag(graph, id);
    let name = tag.or_else(|| union::only_property(graph, id));
    name.map(str::to_owned)
}

/// When a value is of a branch; `None` where that is not plain to see.
pub(super) fn docs(graph: &Graph<'_>, id: SchemaId) -> Option<String> {
    let tag = union::first_tag(graph, id);
    if let Some((name, values)) = tag.filter(|(_, values)| values.len() <= MOST_VALUES) {
        return Some(docs::of_tag(name, &values));
    }
    match kind(graph, id) {
        "value" => None,
        "null" => Some("Where it is null.".to_owned()),
        kind => Some(docs::of_kind(kind)),
    }
}

/// The kind of value that a schema accepts beside null.
fn kind(graph: &Graph<'_>, id: SchemaId) -> &'static str {
    let types = graph.keywords(id).and_then(|keywords| keywords.types);
    let kind = Kinds::of(graph.set, id).without_null().name();
    match kind {
        Some("number") if types.is_some_and(|types| types.integer && !types.number) => "integer",
        other => other.unwrap_or("value"),
    }
}

/// What a schema has, and others of its kind have not.
fn told_apart(graph: &Graph<'_>, id: SchemaId, others: &[SchemaId]) -> Option<String> {
    let keywords = graph.keywords(id)?;
    match kind(graph, id) {
        OBJECT => union::first_tag(graph, id)
            .and_then(|(_, values)| together(&values))
            .or_else(|| own_property(graph, keywords, others)),
        ARRAY => {
            let items = keywords.items.filter(|items| !graph.is_never(*items))?;
            let item = own_name(graph, items).unwrap_or_else(|| kind(graph, items).to_owned());
            Some(format!("{item} array"))
        }
        "string" => string(keywords),
        _ => {
            let values = listed::of_branch(graph, id)?;
            let names: Vec<&str> = values.iter().map(|value| value.name.as_str()).collect();
            together(&names)
        }
    }
}

/// A few values, put together.
fn together(values: &[&str]) -> Option<String> {
    (1..=MOST_VALUES)
        .contains(&values.len())
        .then(|| values.join(" or "))
}

/// The first property that only this one of the objects names: one that must be there, if any.
fn own_property(graph: &Graph<'_>, keywords: &Keywords, others: &[SchemaId]) -> Option<String> {
    let others = others.iter().filter_map(|&id| graph.keywords(id));
    let known: BTreeSet<&str> = others.flat_map(names).collect();
    let required = keywords.required.iter().map(String::as_str);
    let own = required.chain(names(keywords));
    own.into_iter()
        .find(|name| !known.contains(name))
        .map(str::to_owned)
}

fn names(keywords: &Keywords) -> impl Iterator<Item = &str> {
    let properties = keywords.properties.iter().map(|(name, _)| name.as_str());
    properties.chain(keywords.required.iter().map(String::as_str))
}

fn string(keywords: &Keywords) -> Option<String> {
    if let Some(values) = union::strings(keywords) {
        return together(&values).or_else(|| Some("known".to_owned()));
    }
    let format = keywords.format.clone();
    format.or_else(|| keywords.pattern.as_ref().map(|_| "pattern".to_owned()))
}
