//! The names that an object schema lists, and which of them must be known to be there.

use std::collections::{BTreeSet, HashSet};

use trueup_document::cursor::{Expected, fingerprint};

use crate::plan::{Assertions, Kinds, ObjectRules, RuleId};
use crate::quick::program::Name;

/// How many names can have a bit of their own.
const BITS: usize = u64::BITS as usize;

/// The names that others ask for, or that ask for others, by `dependentRequired` and
/// `dependentSchemas`.
pub(super) fn dependent_names<'r>(
    object: &'r ObjectRules,
    rules: &'r Assertions,
) -> BTreeSet<&'r str> {
    let required = object.dependent_required.iter();
    let required = required.flat_map(|(name, needed)| std::iter::once(name).chain(needed));
    let in_place = rules.in_place.iter();
    let schemas = in_place.flat_map(|rules| &rules.dependent_schemas);
    let schemas = schemas.map(|(name, _)| name);
    required.chain(schemas).map(String::as_str).collect()
}

/// Whether there are more names whose presence must be known than there are bits.
pub(super) fn too_many_names(object: &ObjectRules, rules: &Assertions) -> bool {
    let dependent = dependent_names(object, rules);
    let required = object.names.iter().filter(|name| name.required);
    let others = required.filter(|name| !dependent.contains(&*name.name));
    dependent.len() + others.count() > BITS
}

/// The names of `properties` in the order of the schema, those that are only required, and then the
/// others that matter. Those that must be known get their bits first.
pub(super) fn names(object: &ObjectRules, dependent: &BTreeSet<&str>) -> Vec<Name> {
    let listed = object.names.iter();
    let mut names: Vec<Name> = listed
        .map(|listed| Name::new(&listed.name, listed.rule))
        .collect();
    if !dependent.is_empty() {
        let known: HashSet<&str> = object.names.iter().map(|name| &*name.name).collect();
        let others = dependent.iter().filter(|name| !known.contains(*name));
        names.extend(others.map(|name| Name::new(name, None)));
    }
    let required = object.names.iter().map(|name| name.required);
    let required = required.chain(std::iter::repeat(false));
    let must_be_known =
        |(name, required): (&Name, bool)| required || dependent.contains(&*name.name);
    let first: Vec<bool> = names.iter().zip(required).map(must_be_known).collect();
    let mut bits = (0..BITS).map(|place| 1 << place);
    for wanted in [true, false] {
        for (name, _) in names
            .iter_mut()
            .zip(&first)
            .filter(|(_, first)| **first == wanted)
        {
            name.bit = bits.next().unwrap_or(0);
        }
    }
    names
}

impl Name {
    /// One that has no bit yet.
    fn new(text: &str, rule: Option<RuleId>) -> Self {
        Self {
            name: text.into(),
            print: fingerprint(text),
            expected: Expected::name(text),
            rule,
            plain: Kinds::NONE,
            bit: 0,
        }
    }
}
