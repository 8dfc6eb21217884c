//! Schemas that list their values: `enum`, `const`, and combinations of nothing else.

use std::collections::{BTreeSet, HashSet};

use trueup_document::Json;
use trueup_schema::{Dialect, Keywords, SchemaId, TypeSet};

use super::assertions::{Assertions, Judges};
use super::class::Class;
use super::graph::Graph;
use super::view::View;
use super::{Constant, Usage};

/// The longest title that names a value.
const LONGEST_TITLE: usize = 40;

/// Listed values.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) constants: Vec<Constant>,
    /// Whether every other string is accepted as well.
    pub(super) open: bool,
    /// Whether the schema says more than the list.
    pub(super) checked: bool,
}

/// The class of a schema that lists its values; `None` if it does not, or lists what its type
/// tells apart and values do not.
pub(super) fn of(
    graph: &Graph<'_>,
    keywords: &Keywords,
    left: &Assertions,
    view: View,
) -> Option<Class> {
    if view.only.is_some() {
        return None;
    }
    let mut left = left.clone();
    let mut constants = match own(keywords) {
        Some(constants) => constants,
        None => combined(graph, keywords, &mut left)?,
    };
    for keyword in ["enum", "const", "type"] {
        left.take(keyword);
    }
    if let Some(types) = keywords.types {
        constants.retain(|constant| is_of(&constant.value, types));
    }
    // Draft 4 tells `1.0` from `1`, which no equality of values does.
    let number = |constant: &Constant| matches!(constant.value, Json::Number(_));
    if graph.dialect(view.id) == Dialect::Draft4 && constants.iter().any(number) {
        let types = keywords.types.unwrap_or_default();
        if types.integer && !types.number {
            return None;
        }
    }
    if view.without_null {
        constants.retain(|constant| !constant.value.is_null());
    }
    Some(finish(constants, left, view))
}

fn finish(mut constants: Vec<Constant>, mut left: Assertions, view: View) -> Class {
    let mut known = HashSet::new();
    constants.retain(|constant| known.insert(constant.value.clone()));
    let seen: Vec<&Json> = constants.iter().map(|constant| &constant.value).collect();
    let kinds: BTreeSet<u8> = seen.iter().map(|value| kind(value)).collect();
    if kinds.len() == 1 && seen.iter().all(|value| value.as_str().is_some()) {
        left.keep_only_for(Judges::String);
    }
    let mut for_null = left.clone();
    for_null.keep_only_for(Judges::Any);
    let null = seen.iter().any(|value| value.is_null());
    match seen.as_slice() {
        [] => return Class::Plain(Usage::Never),
        [Json::Null] if left.is_empty() => return Class::Plain(Usage::Null),
        [Json::Boolean(_), Json::Boolean(_)] if left.is_empty() => {
            return Class::Plain(Usage::Boolean);
        }
        _ if null && seen.len() > 1 && !view.without_null && for_null.is_empty() => {
            return Class::NullableSelf;
        }
        _ => {}
    }
    Class::Listed(Listed {
        constants,
        open: false,
        checked: !left.is_empty(),
    })
}

fn kind(value: &Json) -> u8 {
    value.kind() as u8
}

/// What `enum` and `const` list.
fn own(keywords: &Keywords) -> Option<Vec<Constant>> {
    let values = match (&keywords.enumeration, &keywords.constant) {
        (Some(values), None) => values.clone(),
        (None, Some(value)) => vec![value.clone()],
        (Some(values), Some(value)) => {
            let both = values.iter().filter(|listed| *listed == value);
            both.cloned().collect()
        }
        (None, None) => return None,
    };
    let constant = |value: Json| Constant {
        name: spelt(&value),
        docs: Vec::new(),
        value,
    };
    Some(values.into_iter().map(constant).collect())
}

/// What the branches of a combination list, if they do nothing else.
fn combined(
    graph: &Graph<'_>,
    keywords: &Keywords,
    left: &mut Assertions,
) -> Option<Vec<Constant>> {
    let (branches, keyword) = match (&keywords.any_of, &keywords.one_of) {
        (Some(branches), None) => (branches, "anyOf"),
        (None, Some(branches)) => (branches, "oneOf"),
        _ => return None,
    };
    let mut constants: Vec<Constant> = Vec::new();
    let (mut known, mut twice) = (HashSet::new(), false);
    for &branch in branches {
        for constant in of_branch(graph, branch)? {
            twice |= !known.insert(constant.value.clone());
            constants.push(constant);
        }
    }
    // What two branches list, `oneOf` refuses.
    if keyword == "anyOf" || !twice {
        left.take(keyword);
    }
    Some(constants)
}

/// The values of a branch that says nothing but them, with what the schema calls them.
pub(super) fn of_branch(graph: &Graph<'_>, id: SchemaId) -> Option<Vec<Constant>> {
    let keywords = graph.keywords(id)?;
    let mut left = graph.assertions(id);
    let null = TypeSet {
        null: true,
        ..TypeSet::default()
    };
    if keywords.types == Some(null) && left.is_only("type") {
        return Some(vec![Constant {
            value: Json::Null,
            name: "Null".to_owned(),
            docs: Vec::new(),
        }]);
    }
    let mut constants = match own(keywords) {
        Some(constants) => constants,
        None => combined(graph, keywords, &mut left)?,
    };
    if keywords.types.is_some_and(|types| types.integer) && graph.dialect(id) == Dialect::Draft4 {
        return None;
    }
    for keyword in ["enum", "const", "type"] {
        left.take(keyword);
    }
    if !left.is_empty() {
        return None;
    }
    if let Some(types) = keywords.types {
        constants.retain(|constant| is_of(&constant.value, types));
    }
    if let [only] = constants.as_mut_slice() {
        let words = keywords.description.as_ref().or(keywords.title.as_ref());
        only.docs = words
            .map(|text| crate::docs::markdown(text))
            .into_iter()
            .collect();
        let title = keywords
            .title
            .as_ref()
            .filter(|title| title.len() <= LONGEST_TITLE);
        if let (Some(title), None) = (title, only.value.as_str()) {
            only.name.clone_from(title);
        }
    }
    Some(constants)
}

/// What a value is called where it has no name of its own.
fn spelt(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => {
            let text = number.text().replace('-', "minus ");
            text.replace('.', " point ").replace('+', "")
        }
        other => other.to_string(),
    }
}

fn is_of(value: &Json, types: TypeSet) -> bool {
    match value {
        Json::Null => types.null,
        Json::Boolean(_) => types.boolean,
        Json::Number(number) => types.number || (types.integer && number.get().is_integer()),
        Json::String(_) => types.string,
        Json::Array(_) => types.array,
        Json::Object(_) => types.object,
    }
}
