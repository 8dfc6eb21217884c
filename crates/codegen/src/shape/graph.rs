//! The schemas of a set as shapes read them.
//!
//! A shape cannot do much with "this schema and that one". So what a schema says together with its
//! `allOf`, with a `$ref` beside other keywords, or with the only branch of an `anyOf` or a `oneOf`
//! is put into one set of keywords here ([`merge`](super::merge)), and everything else in this
//! module reads that. Where the one set says less than the whole, an assertion is left over that
//! no shape takes, so that the validator is asked.

use std::collections::{BTreeMap, BTreeSet};

use trueup_schema::{Body, Dialect, Keywords, SchemaId, SchemaSet};

use super::assertions::Assertions;
use super::merge::{self, Merged};

/// How many properties all merged schemas may have together; what comes after is not merged. Many
/// schemas that each take in one large schema would otherwise grow with their product.
const MOST_PROPERTIES: usize = 100_000;

/// Schemas with what they take in.
pub(super) struct Graph<'s> {
    pub(super) set: &'s SchemaSet,
    merged: BTreeMap<SchemaId, Merged>,
    /// By id, whether a schema leads back to itself, or to one that does, on one and the same value.
    endless: Vec<bool>,
}

impl<'s> Graph<'s> {
    pub(super) fn of(set: &'s SchemaSet) -> Self {
        let mut merged = BTreeMap::new();
        let mut left = MOST_PROPERTIES;
        let endless = endless(set);
        for id in set.ids().filter(|id| !endless[id.index()]) {
            if let Some(one) = merge::of(set, id) {
                let Some(rest) = left.checked_sub(one.keywords.properties.len()) else {
                    break;
                };
                left = rest;
                merged.insert(id, one);
            }
        }
        Self {
            set,
            merged,
            endless,
        }
    }

    /// What a schema says; `None` for `true` and `false`.
    pub(super) fn keywords(&self, id: SchemaId) -> Option<&Keywords> {
        if let Some(merged) = self.merged.get(&id) {
            return Some(&merged.keywords);
        }
        match &self.set.get(id).body {
            Body::Keywords(keywords) => Some(keywords),
            Body::Boolean(_) => None,
        }
    }

    /// The assertions of those keywords, and one more where they do not say everything.
    pub(super) fn assertions(&self, id: SchemaId) -> Assertions {
        let mut left = self.keywords(id).map(Assertions::of).unwrap_or_default();
        if self.merged.get(&id).is_some_and(|merged| !merged.exact) {
            left.leave("allOf");
        }
        // What is no format of the draft says nothing.
        let format = self
            .keywords(id)
            .and_then(|keywords| keywords.format.as_deref());
        if format.is_some_and(|name| !trueup_validator::knows_format(self.dialect(id), name)) {
            left.take("format");
        }
        left
    }

    /// Whether a schema plainly accepts nothing.
    pub(super) fn is_never(&self, id: SchemaId) -> bool {
        matches!(self.set.get(id).body, Body::Boolean(false))
    }

    /// The schema that this one only gives a place to: by `$ref`, or by a combination of which one
    /// branch is a reference and the others say nothing.
    pub(super) fn reference(&self, id: SchemaId) -> Option<SchemaId> {
        merge::reference(self.set, id)
    }

    /// The two ends of every condition of a schema and of what it takes in.
    pub(super) fn conditions(&self, id: SchemaId) -> Vec<[Option<SchemaId>; 2]> {
        merge::conditions(self.set, id)
    }

    /// Every schema that a `$ref` leads to.
    pub(super) fn targets(&self) -> BTreeSet<SchemaId> {
        let bodies = self.set.ids().map(|id| &self.set.get(id).body);
        let references = bodies.filter_map(|body| match body {
            Body::Keywords(keywords) => keywords.reference,
            Body::Boolean(_) => None,
        });
        references.collect()
    }

    /// Whether a decode that follows branches and references would never end.
    pub(super) fn is_endless(&self, id: SchemaId) -> bool {
        self.endless[id.index()]
    }

    pub(super) fn dialect(&self, id: SchemaId) -> Dialect {
        self.set.get(id).dialect
    }
}

/// What is left when all schemas are taken out whose branches and references all lead to schemas
/// that were taken out before.
fn endless(set: &SchemaSet) -> Vec<bool> {
    let mut users: Vec<Vec<SchemaId>> = vec![Vec::new(); set.ids().count()];
    let mut open = vec![0_usize; users.len()];
    for id in set.ids() {
        for target in in_place(set, id) {
            users[target.index()].push(id);
            open[id.index()] += 1;
        }
    }
    let mut waiting: Vec<SchemaId> = set.ids().filter(|id| open[id.index()] == 0).collect();
    while let Some(id) = waiting.pop() {
        for user in &users[id.index()] {
            open[user.index()] -= 1;
            if open[user.index()] == 0 {
                waiting.push(*user);
            }
        }
    }
    open.into_iter().map(|open| open > 0).collect()
}

/// The schemas that see the same value.
fn in_place(set: &SchemaSet, id: SchemaId) -> Vec<SchemaId> {
    let Body::Keywords(keywords) = &set.get(id).body else {
        return Vec::new();
    };
    let single = [keywords.reference, keywords.then, keywords.otherwise];
    let lists = [&keywords.any_of, &keywords.one_of];
    let mut found: Vec<SchemaId> = single.into_iter().flatten().collect();
    found.extend(&keywords.all_of);
    found.extend(lists.into_iter().flatten().flatten());
    found
}
