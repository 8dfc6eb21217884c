//! The names that an object schema lists, and which of them must be known to be there.

use std::collections::{HashMap, HashSet};

use trueup_document::cursor::{Expected, fingerprint};

use crate::plan::{Assertions, Kinds, ObjectRules};
use crate::quick::program::Name;

/// The names whose presence must be known, in order and each once.
pub(super) fn important_names<'r>(object: &'r ObjectRules, rules: &'r Assertions) -> Vec<&'r str> {
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
    let important = important_names(object, rules);
    let mut bits: HashMap<&str, u64> = HashMap::new();
    let listed = object.names.iter().map(|name| &*name.name);
    for name in important.iter().copied().chain(listed) {
        if bits.len() < 64 {
            let next = 1 << bits.len();
            bits.entry(name).or_insert(next);
        }
    }
    let name = |text: &str, rule| Name {
        name: text.into(),
        print: fingerprint(text),
        expected: Expected::name(text),
        rule,
        plain: Kinds::NONE,
        bit: bits.get(text).copied().unwrap_or(0),
    };
    let mut names: Vec<Name> = (object.names.iter())
        .map(|listed| name(&listed.name, listed.rule))
        .collect();
    let known: HashSet<&str> = object.names.iter().map(|name| &*name.name).collect();
    let others = important.iter().filter(|name| !known.contains(**name));
    names.extend(others.map(|text| name(text, None)));
    names
}
