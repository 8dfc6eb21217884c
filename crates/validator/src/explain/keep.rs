//! What a violation keeps of a payload: enough to show it, never a copy of something large.

use trueup_document::{Json, Kind, Node};
use trueup_rules::equality;

use crate::hint;
use crate::text::{MOST_SHOWN, kept};

/// How many characters of a value are kept. More than a message shows, so that one can tell from
/// what is kept that there was more.
const BUDGET: usize = MOST_SHOWN + 56;

/// How many candidates a hint may choose from.
pub(crate) const CANDIDATES: usize = 64;

/// The value; of a large one only the beginning.
pub(super) fn value(node: Node<'_>) -> Json {
    let mut budget = BUDGET;
    part(node, &mut budget)
}

fn part(node: Node<'_>, budget: &mut usize) -> Json {
    *budget = budget.saturating_sub(1);
    match node.kind() {
        Kind::Array => {
            let mut elements = Vec::new();
            for element in node.elements() {
                if *budget == 0 {
                    break;
                }
                elements.push(part(element, budget));
            }
            Json::Array(elements)
        }
        Kind::Object => {
            let mut members = Vec::new();
            for member in node.members() {
                if *budget == 0 {
                    break;
                }
                let name = kept(&member.name());
                *budget = budget.saturating_sub(name.chars().count());
                members.push((name, part(member.value(), budget)));
            }
            Json::Object(members)
        }
        _ => {
            let scalar = scalar(node);
            *budget = budget.saturating_sub(length(&scalar));
            scalar
        }
    }
}

fn scalar(node: Node<'_>) -> Json {
    match node.kind() {
        Kind::String => Json::String(kept(&node.as_str().unwrap_or_default())),
        // A number of a thousand digits is shown as text, which can be cut.
        Kind::Number if node.raw().len() > BUDGET => Json::String(kept(node.raw())),
        _ => Json::from(node),
    }
}

/// How many characters a message would show of a value without parts, or fewer.
fn length(scalar: &Json) -> usize {
    match scalar {
        Json::String(text) => text.chars().count(),
        Json::Number(number) => number.text().len(),
        _ => 1,
    }
}

/// The allowed values that a hint may want: all of a short list, the likeliest of a long one.
pub(super) fn allowed(found: &Json, allowed: &[Json]) -> Vec<Json> {
    if allowed.len() <= CANDIDATES {
        return allowed.to_vec();
    }
    let near = found
        .as_str()
        .and_then(|text| hint::nearest(text, allowed.iter().filter_map(Json::as_str)));
    let near = near.map(|text| Json::String(text.to_owned()));
    near.into_iter()
        .chain(allowed.iter().take(CANDIDATES).cloned())
        .collect()
}

/// The names that a hint may want: all of a short list, the likeliest of a long one.
pub(super) fn names<'n>(found: &str, names: impl Iterator<Item = &'n str> + Clone) -> Vec<String> {
    let near = names
        .clone()
        .nth(CANDIDATES)
        .and_then(|_| hint::nearest(found, names.clone()));
    let head = names.take(CANDIDATES);
    near.into_iter().chain(head).map(kept).collect()
}

/// Whether the value is one of those.
pub(super) fn is_one_of(node: Node<'_>, allowed: &[Json]) -> bool {
    allowed.iter().any(|json| equality::equals_json(node, json))
}
