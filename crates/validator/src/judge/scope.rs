//! Dynamic scope: the resources that a walk has come through, outermost first.
//!
//! `$dynamicRef` and `$recursiveRef` ask for the outermost resource that has their anchor (2020-12
//! Core, section 8.2.3.2; 2019-09 Core, section 8.2.4.2.1). Only the first entry into a resource
//! matters for that, so a scope is a list of distinct resources, and there are few of them. Each
//! is known by a number, which makes it part of a question that can be remembered.

use std::collections::HashMap;

use crate::plan::{Dynamic, ResourceId, RuleId};

/// A scope by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Scope(usize);

impl Scope {
    /// The scope before anything is entered.
    pub(crate) const NONE: Self = Self(0);
}

/// All scopes that one walk has met.
#[derive(Default)]
pub(crate) struct Scopes {
    /// The scope number `n` is at `n - 1`: the scope around it, and what it adds.
    /// Invariant: the scope around it has a smaller number.
    list: Vec<(Scope, ResourceId)>,
    numbers: HashMap<(Scope, ResourceId), Scope>,
}

impl Scopes {
    /// The scope with a resource entered.
    pub(crate) fn enter(&mut self, scope: Scope, resource: ResourceId) -> Scope {
        if self.outwards(scope).any(|entered| entered == resource) {
            return scope;
        }
        *self.numbers.entry((scope, resource)).or_insert_with(|| {
            self.list.push((scope, resource));
            Scope(self.list.len())
        })
    }

    /// What a dynamic reference means in a scope.
    pub(crate) fn resolve(&self, scope: Scope, dynamic: &Dynamic) -> RuleId {
        let meaning = |resource| {
            let found = dynamic.by_resource.iter().find(|(of, _)| *of == resource);
            found.map(|&(_, rule)| rule)
        };
        // The last one on the way out is the outermost.
        let outermost = self.outwards(scope).filter_map(meaning).last();
        outermost.unwrap_or(dynamic.target)
    }

    /// The resources from the innermost to the outermost.
    fn outwards(&self, scope: Scope) -> impl Iterator<Item = ResourceId> {
        let mut scope = scope;
        std::iter::from_fn(move || {
            let &(around, resource) = self.list.get(scope.0.checked_sub(1)?)?;
            scope = around;
            Some(resource)
        })
    }
}
