//! What several schemas say together, in one set of keywords.
//!
//! The result accepts all that every part accepts. It is *exact* if it accepts nothing else; if it
//! is not, the validator is asked besides, and the result only has to give a shape.

mod both;
mod objects;

use std::collections::BTreeSet;

use trueup_document::Json;
use trueup_schema::{Body, Keywords, SchemaId, SchemaSet, TypeSet};

use super::assertions::Assertions;
use both::{both, least, same, take, tighten};

/// How many schemas are put into one; what lies further is left to the validator.
const MOST_PARTS: usize = 64;

/// The keywords of a schema with what it takes in.
pub(super) struct Merged {
    pub(super) keywords: Keywords,
    /// Whether the keywords say everything.
    pub(super) exact: bool,
}

/// A schema with its `allOf`, the target of its `$ref` and its only branches taken in; `None` where
/// there is nothing to take in, and for what is a mere reference.
pub(super) fn of(set: &SchemaSet, id: SchemaId) -> Option<Merged> {
    let own = keywords(set, id)?;
    let plain = taken_in(own).is_empty() && !any_of_says_nothing(set, own);
    let closed = own.unevaluated_properties.is_some();
    if (plain && !closed) || reference(set, id).is_some() {
        return None;
    }
    let (parts, complete) = parts(set, id);
    let mut merger = Merger {
        set,
        keywords: Keywords {
            defs: Vec::new(),
            ..without_parts(set, own)
        },
        exact: complete,
    };
    for &part in parts.iter().skip(1) {
        match &set.get(part).body {
            Body::Boolean(true) => {}
            Body::Boolean(false) => merger.never(),
            Body::Keywords(keywords) => {
                merger.exact &= set.get(part).dialect == set.get(id).dialect;
                merger.add(&without_parts(set, keywords));
            }
        }
    }
    // What a dropped list evaluates is not known.
    let dropped = |&part: &SchemaId| {
        keywords(set, part).is_some_and(|keywords| any_of_says_nothing(set, keywords))
    };
    if !parts.iter().any(dropped) {
        merger.close();
    }
    let Merger {
        keywords, exact, ..
    } = merger;
    Some(Merged { keywords, exact })
}

/// The schema that another one only gives a place to.
pub(super) fn reference(set: &SchemaSet, mut id: SchemaId) -> Option<SchemaId> {
    for _ in 0..MOST_PARTS {
        let own = keywords(set, id)?;
        let left = Assertions::of(own);
        if left.is_only("$ref") {
            return own.reference;
        }
        let list = match (&own.any_of, &own.one_of) {
            _ if left.is_only("allOf") => &own.all_of,
            (Some(list), _) if left.is_only("anyOf") && list.len() == 1 => list,
            (_, Some(list)) if left.is_only("oneOf") && list.len() == 1 => list,
            _ => return None,
        };
        let mut saying = list.iter().filter(|&&branch| !says_nothing(set, branch));
        let only = saying.next()?;
        if saying.next().is_some() {
            return None;
        }
        id = *only;
    }
    None
}

/// The `then` and the `else` of every condition of a schema and of what it takes in.
pub(super) fn conditions(set: &SchemaSet, id: SchemaId) -> Vec<[Option<SchemaId>; 2]> {
    let (parts, _) = parts(set, id);
    let parts = parts.into_iter().filter_map(|part| keywords(set, part));
    let parts = parts.filter(|keywords| keywords.condition.is_some());
    parts
        .map(|keywords| [keywords.then, keywords.otherwise])
        .filter(|ends| ends.iter().any(Option::is_some))
        .collect()
}

fn keywords(set: &SchemaSet, id: SchemaId) -> Option<&Keywords> {
    match &set.get(id).body {
        Body::Keywords(keywords) => Some(keywords),
        Body::Boolean(_) => None,
    }
}

fn says_nothing(set: &SchemaSet, id: SchemaId) -> bool {
    match &set.get(id).body {
        Body::Boolean(accepts) => *accepts,
        Body::Keywords(keywords) => Assertions::of(keywords).is_empty(),
    }
}

/// The schemas that must accept whatever this one accepts.
fn taken_in(keywords: &Keywords) -> Vec<SchemaId> {
    let mut taken: Vec<SchemaId> = keywords.reference.into_iter().collect();
    taken.extend(&keywords.all_of);
    for list in [&keywords.any_of, &keywords.one_of].into_iter().flatten() {
        if let [only] = list.as_slice() {
            taken.push(*only);
        }
    }
    taken
}

/// Whether a branch of `anyOf` accepts everything, and so the whole list.
fn any_of_says_nothing(set: &SchemaSet, keywords: &Keywords) -> bool {
    let mut branches = keywords.any_of.iter().flatten();
    branches.any(|&id| says_nothing(set, id))
}

/// The schema itself, then all that it takes in, each once; and whether these are all.
fn parts(set: &SchemaSet, id: SchemaId) -> (Vec<SchemaId>, bool) {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut waiting = vec![id];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id) {
            continue;
        }
        if found.len() == MOST_PARTS {
            return (found, false);
        }
        found.push(id);
        if let Some(keywords) = keywords(set, id) {
            waiting.extend(taken_in(keywords).into_iter().rev());
        }
    }
    (found, true)
}

/// The keywords without those that [`taken_in`] has read.
fn without_parts(set: &SchemaSet, keywords: &Keywords) -> Keywords {
    let many = |list: &Option<Vec<SchemaId>>| list.clone().filter(|list| list.len() != 1);
    let mut rest = keywords.clone();
    rest.reference = None;
    rest.all_of = Vec::new();
    rest.any_of = many(&keywords.any_of);
    if any_of_says_nothing(set, keywords) {
        rest.any_of = None;
    }
    rest.one_of = many(&keywords.one_of);
    rest
}

struct Merger<'s> {
    set: &'s SchemaSet,
    keywords: Keywords,
    exact: bool,
}

impl Merger<'_> {
    fn never(&mut self) {
        self.keywords.types = Some(TypeSet::default());
    }

    fn add(&mut self, other: &Keywords) {
        self.values(other);
        self.numbers_and_strings(other);
        self.arrays(other);
        self.objects(other);
        self.combinations(other);
        let own = &mut self.keywords;
        take(&mut own.title, &other.title);
        take(&mut own.description, &other.description);
        take(&mut own.default, &other.default);
        if own.examples.is_empty() {
            own.examples.clone_from(&other.examples);
        }
        own.deprecated |= other.deprecated;
    }

    fn values(&mut self, other: &Keywords) {
        let own = &mut self.keywords;
        own.types = match (own.types, other.types) {
            (Some(left), Some(right)) => Some(both(left, right)),
            (left, right) => left.or(right),
        };
        match (&mut own.enumeration, &other.enumeration) {
            (Some(own), Some(other)) => own.retain(|value: &Json| other.contains(value)),
            (own, other) => take(own, other),
        }
        self.exact &= same(&mut own.constant, &other.constant);
    }

    fn numbers_and_strings(&mut self, other: &Keywords) {
        let own = &mut self.keywords;
        let exact = [
            tighten(&mut own.minimum, &other.minimum, true),
            tighten(&mut own.exclusive_minimum, &other.exclusive_minimum, true),
            tighten(&mut own.maximum, &other.maximum, false),
            tighten(&mut own.exclusive_maximum, &other.exclusive_maximum, false),
            same(&mut own.multiple_of, &other.multiple_of),
            same(&mut own.pattern, &other.pattern),
            same(&mut own.format, &other.format),
            same(&mut own.content_encoding, &other.content_encoding),
            same(&mut own.content_media_type, &other.content_media_type),
            same(&mut own.content_schema, &other.content_schema),
        ];
        self.exact &= !exact.contains(&false);
        own.min_length = own.min_length.max(other.min_length);
        own.max_length = least(own.max_length, other.max_length);
    }

    fn arrays(&mut self, other: &Keywords) {
        let own = &mut self.keywords;
        own.min_items = own.min_items.max(other.min_items);
        own.max_items = least(own.max_items, other.max_items);
        own.unique_items |= other.unique_items;
        let has_elements = |k: &Keywords| !k.prefix_items.is_empty() || k.items.is_some();
        match (has_elements(own), has_elements(other)) {
            (true, true) => self.exact = false,
            (false, true) => {
                own.prefix_items.clone_from(&other.prefix_items);
                own.items = other.items;
            }
            _ => {}
        }
        match (own.contains, other.contains) {
            (Some(_), Some(_)) => self.exact = false,
            (None, Some(_)) => {
                own.contains = other.contains;
                own.min_contains = other.min_contains;
                own.max_contains = other.max_contains;
            }
            _ => {}
        }
        // What a part leaves unevaluated is not what the whole leaves.
        self.exact &= other.unevaluated_items.is_none();
    }

    fn combinations(&mut self, other: &Keywords) {
        let own = &mut self.keywords;
        let exact = [
            same(&mut own.dynamic_reference, &other.dynamic_reference),
            same(&mut own.any_of, &other.any_of),
            same(&mut own.one_of, &other.one_of),
            same(&mut own.not, &other.not),
            other.condition.is_none() || own.condition.is_none(),
        ];
        self.exact &= !exact.contains(&false);
        if own.condition.is_none() {
            own.condition = other.condition;
            own.then = other.then;
            own.otherwise = other.otherwise;
        }
    }
}
