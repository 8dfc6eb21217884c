//! What several schemas say together, in one set of keywords.
//!
//! The result accepts all that every part accepts. It is *exact* if it accepts nothing else; if it
//! is not, the validator is asked besides, and the result only has to give a shape.

use std::collections::BTreeSet;

use trueup_document::{Json, JsonNumber};
use trueup_schema::{Body, Keywords, SchemaId, SchemaSet, TypeSet};

use super::assertions::Assertions;

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

    fn objects(&mut self, other: &Keywords) {
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

    /// Where nothing but names evaluates properties, `unevaluatedProperties` judges the same ones
    /// as `additionalProperties` would.
    fn close(&mut self) {
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

/// Takes over what is missing.
fn take<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
    if own.is_none() {
        own.clone_from(other);
    }
}

/// Takes over what is missing. False where both are there and differ: then one is lost.
fn same<T: Clone + PartialEq>(own: &mut Option<T>, other: &Option<T>) -> bool {
    match (&*own, other) {
        (Some(left), Some(right)) => left == right,
        (None, Some(_)) => {
            own.clone_from(other);
            true
        }
        _ => true,
    }
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    left.into_iter().chain(right).min()
}

/// Keeps the greater of two lower bounds, or the lesser of two upper ones. False where a bound
/// cannot be read.
fn tighten(own: &mut Option<String>, other: &Option<String>, lower: bool) -> bool {
    let (Some(left), Some(right)) = (&*own, other) else {
        take(own, other);
        return true;
    };
    let (Some(left), Some(right)) = (JsonNumber::parse(left), JsonNumber::parse(right)) else {
        return false;
    };
    if (right.get() > left.get()) == lower {
        own.clone_from(other);
    }
    true
}

fn both(left: TypeSet, right: TypeSet) -> TypeSet {
    let number = left.number && right.number;
    TypeSet {
        null: left.null && right.null,
        boolean: left.boolean && right.boolean,
        integer: (left.integer || left.number) && (right.integer || right.number) && !number,
        number,
        string: left.string && right.string,
        array: left.array && right.array,
        object: left.object && right.object,
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
