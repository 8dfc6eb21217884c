//! The names that an object schema lists, and which of them must be known to be there.

use std::collections::{HashMap, HashSet};

use trueup_document::cursor::{Expected, fingerprint};

use crate::plan::{Assertions, Kinds, ObjectRules, RuleId};
use crate::quick::program::Name;

/// How many names can have a bit of their own.
const BITS: usize = u64::BITS as usize;

/// Whether there are more names whose presence must be known than there are bits.
pub(super) fn too_many_names(object: &ObjectRules, rules: &Assertions) -> bool {
    (asks_of_dependents(object, rules) || object.names.iter().count() > BITS)
        && important_names(object, rules).len() > BITS
}

/// Whether names other than those of `required` may matter.
pub(super) fn asks_of_dependents(object: &ObjectRules, rules: &Assertions) -> bool {
    let in_place = rules.in_place.as_deref();
    !object.dependent_required.is_empty()
        || in_place.is_some_and(|rules| !rules.dependent_schemas.is_empty())
}

/// The names whose presence must be known, in order and each once.
fn important_names<'r>(object: &'r ObjectRules, rules: &'r Assertions) -> Vec<&'r str> {
    let required = object.names.iter().filter(|name| name.required);
    let dependent = object.dependent_required.iter();
    let dependent = dependent.flat_map(|(name, needed)| std::iter::once(name).chain(needed));
    let schemas = rules
        .in_place
        .iter()
        .flat_map(|rules| &rules.dependent_schemas);
    let mut names: Vec<&str> = required
        .map(|name| &*name.name)
        .chain(dependent.map(String::as_str))
        .chain(schemas.map(|(name, _)| name.as_str()))
        .collect();
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(*name));
    names
}

/// The names of `properties` in the order of the schema, then the others that matter. Those that
/// must be known get their bits first.
pub(super) fn names(object: &ObjectRules, rules: &Assertions) -> Vec<Name> {
    if !asks_of_dependents(object, rules) {
        return required_first(object);
    }
    let important = important_names(object, rules);
    let mut bits: HashMap<&str, u64> = HashMap::new();
    let listed = object.names.iter().map(|name| &*name.name);
    for name in important.iter().copied().chain(listed) {
        if bits.len() < BITS {
            let next = 1 << bits.len();
            bits.entry(name).or_insert(next);
        }
    }
    let name = |text: &str, rule| {
        let bit = bits.get(text).copied().unwrap_or(0);
        Name::new(text, rule, bit)
    };
    let mut names: Vec<Name> = (object.names.iter())
        .map(|listed| name(&listed.name, listed.rule))
        .collect();
    let known: HashSet<&str> = object.names.iter().map(|name| &*name.name).collect();
    let others = important.iter().filter(|name| !known.contains(**name));
    names.extend(others.map(|text| name(text, None)));
    names
}

/// The same where only required names must be known: no other than those of the object are.
fn required_first(object: &ObjectRules) -> Vec<Name> {
    let required = object.names.iter().filter(|name| name.required);
    let mut next_required = 0..;
    let mut next_other = required.count()..;
    let names = object.names.iter().map(|listed| {
        let next = if listed.required {
            next_required.next()
        } else {
            next_other.next()
        };
        let place = next.and_then(|place| u32::try_from(place).ok());
        let bit = place.and_then(|place| 1_u64.checked_shl(place));
        Name::new(&listed.name, listed.rule, bit.unwrap_or(0))
    });
    names.collect()
}

impl Name {
    fn new(text: &str, rule: Option<RuleId>, bit: u64) -> Self {
        Self {
            name: text.into(),
            print: fingerprint(text),
            expected: Expected::name(text),
            rule,
            plain: Kinds::NONE,
            bit,
        }
    }
}
