//! Schemas whose meaning is not settled by where they stand.
//!
//! What `$dynamicRef` and `$recursiveRef` mean depends on the resources that evaluation has come
//! through (2020-12 Core, section 8.2.3.2; 2019-09 Core, section 8.2.4.2). A schema that holds such
//! a reference, or leads to one, so means one thing by itself and may mean another inside a larger
//! schema, where a type of its own would judge by the wrong one. There its value stays JSON, and
//! the outermost type asks the validator, which knows the whole way.

use std::collections::BTreeSet;

use trueup_schema::{Body, Keywords, SchemaId, SchemaSet};

/// The schemas of a set that hold or lead to a dynamic reference.
pub(super) fn of(set: &SchemaSet) -> BTreeSet<SchemaId> {
    let mut above: Vec<Vec<SchemaId>> = vec![Vec::new(); set.ids().count()];
    let mut waiting = Vec::new();
    for id in set.ids() {
        let Body::Keywords(keywords) = &set.get(id).body else {
            continue;
        };
        applied(keywords, |inner| above[inner.index()].push(id));
        if keywords.dynamic_reference.is_some() {
            waiting.push(id);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(&above[id.index()]);
        }
    }
    found
}

/// Calls `found` with each schema that a schema applies, to the same value or to a part of it.
fn applied(keywords: &Keywords, mut found: impl FnMut(SchemaId)) {
    let single = [
        keywords.reference,
        keywords.items,
        keywords.contains,
        keywords.unevaluated_items,
        keywords.additional_properties,
        keywords.property_names,
        keywords.unevaluated_properties,
        keywords.not,
        keywords.condition,
        keywords.then,
        keywords.otherwise,
    ];
    let lists = [Some(&keywords.prefix_items), Some(&keywords.all_of)];
    let lists = lists
        .into_iter()
        .chain([keywords.any_of.as_ref(), keywords.one_of.as_ref()]);
    let maps = [&keywords.properties, &keywords.dependent_schemas];
    single.into_iter().flatten().for_each(&mut found);
    lists.flatten().flatten().copied().for_each(&mut found);
    let named = maps.into_iter().flatten();
    named.map(|(_, id)| *id).for_each(&mut found);
    let patterned = keywords.pattern_properties.iter();
    patterned.map(|(_, id)| *id).for_each(found);
}
