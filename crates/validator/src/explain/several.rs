//! `oneOf` where more than one branch accepts, and `not` where its schema does: what is too much?

use trueup_document::{Member, Node};

use super::{Explainer, branch, keep};
use crate::plan::{Assertions, Body, InPlace, ObjectRules, Plan, Rule, RuleId};
use crate::text::kept;
use crate::violation::{Excluded, Fault};

/// How many branches that accept a value are listed.
const LISTED: usize = 6;

/// How many combinations inside each other a look at a `not` follows.
const FOLLOWED: usize = 8;

impl<'p, 'd> Explainer<'p, 'd> {
    /// Reports that more than one branch of `oneOf` accepts the value, and which.
    pub(super) fn many_branches(&mut self, rule: &Rule, branches: &[RuleId], node: Node<'d>) {
        let mut fitting = Vec::new();
        for (at, &branch) in branches.iter().enumerate() {
            if fitting.len() < LISTED && self.judge.accepts(branch, node) {
                fitting.push((at, branch));
            }
        }
        let either = either(self.judge.plan(), &fitting);
        let named = fitting
            .iter()
            .map(|&(at, branch)| (at + 1, self.name_of(branch)))
            .collect();
        self.refuse("oneOf", rule, node, || Fault::ManyBranches {
            value: keep::value(node),
            fitting: named,
            either,
        });
    }

    /// Reports that the schema of `not` accepts the value, at the name that is too much if it is one.
    pub(super) fn excluded(&mut self, rule: &Rule, not: RuleId, node: Node<'d>) {
        let excluded = self.exclusion(not, node);
        let name = match &excluded {
            Excluded::Names(names) => names.last(),
            Excluded::Member { name, .. } => Some(name),
            _ => None,
        };
        let member = name.and_then(|name| branch::member(node, name));
        let span = member.map_or(node.span(), |member: Member<'_>| match excluded {
            Excluded::Member { .. } => member.value().span(),
            _ => member.key().span(),
        });
        self.refuse_span("not", rule, span, || Fault::Not {
            value: keep::value(node),
            excluded,
        });
    }

    /// What a rule accepts, where that can be said in a few words.
    fn exclusion(&mut self, not: RuleId, node: Node<'d>) -> Excluded {
        let mut at = not;
        for _ in 0..FOLLOWED {
            if let Some(name) = self.name_of(at) {
                return Excluded::Schema(Some(name));
            }
            let Body::Keywords(rules) = &self.judge.plan().rule(at).body else {
                break;
            };
            if let Some(excluded) = in_words(self.judge.plan(), at, rules, node) {
                return excluded;
            }
            let Some(branches) = only_branches(rules) else {
                break;
            };
            let accepting = branches
                .iter()
                .find(|&&branch| self.judge.accepts(branch, node));
            let Some(&accepting) = accepting else {
                break;
            };
            at = accepting;
        }
        Excluded::Schema(None)
    }
}

/// For each branch the first name that it requires and no other does, if each has one.
fn either(plan: &Plan, branches: &[(usize, RuleId)]) -> Vec<String> {
    let required: Vec<Vec<&str>> = branches
        .iter()
        .map(|&(_, branch)| required(plan, branch))
        .collect();
    let own = required.iter().enumerate().map(|(at, names)| {
        let others = || {
            required
                .iter()
                .enumerate()
                .filter(|&(other, _)| other != at)
        };
        let mut names = names.iter();
        let own = names.find(|name| others().all(|(_, names)| !names.contains(name)));
        own.map(|name| kept(name))
    });
    own.collect::<Option<_>>().unwrap_or_default()
}

/// The names that a branch requires.
fn required(plan: &Plan, branch: RuleId) -> Vec<&str> {
    let layers = branch::layers(plan, branch).into_iter();
    let objects = layers.filter_map(|rules| rules.object.as_deref());
    objects.flat_map(required_by).take(LISTED).collect()
}

fn required_by(rules: &ObjectRules) -> impl Iterator<Item = &str> {
    let names = rules.names.iter().filter(|name| name.required);
    names.map(|name| &*name.name)
}

/// What a schema with but one kind of assertion accepts.
fn in_words(plan: &Plan, id: RuleId, rules: &Assertions, node: Node<'_>) -> Option<Excluded> {
    let Assertions {
        types,
        values: None,
        number: None,
        string,
        array: None,
        object,
        in_place: None,
        ..
    } = rules
    else {
        return None;
    };
    match (types, string, object) {
        (Some(types), None, None) => Some(Excluded::Types(types.names())),
        (_, Some(string), None)
            if string.min_length.is_none()
                && string.max_length.is_none()
                && string.format.is_none()
                && string.content.is_none() =>
        {
            let pattern = string.pattern.as_ref()?;
            Some(Excluded::Pattern(kept(pattern.source())))
        }
        (_, None, Some(object)) if asks_only_for_names(object) => {
            let names: Vec<String> = required_by(object).take(LISTED + 1).map(kept).collect();
            let mut properties = object.names.properties();
            match (properties.next(), properties.next()) {
                (None, _) => (1..=LISTED)
                    .contains(&names.len())
                    .then_some(Excluded::Names(names)),
                (Some(only), None) if names.iter().all(|name| **name == *only.name) => {
                    let (name, value) = branch::because(plan, id, node)?;
                    Some(Excluded::Member { name, value })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether an object is asked for nothing but `properties` and `required`.
fn asks_only_for_names(object: &ObjectRules) -> bool {
    object.patterns.is_empty()
        && object.additional.is_none()
        && object.property_names.is_none()
        && object.min_properties.is_none()
        && object.max_properties.is_none()
        && object.dependent_required.is_empty()
        && object.unevaluated.is_none()
}

/// The branches of a schema that is nothing but `anyOf`, or nothing but `oneOf`.
fn only_branches(rules: &Assertions) -> Option<&[RuleId]> {
    let bare = rules.values.is_none()
        && rules.number.is_none()
        && rules.string.is_none()
        && rules.array.is_none()
        && rules.object.is_none();
    let InPlace {
        reference: None,
        dynamic: None,
        all_of,
        any_of,
        one_of,
        not: None,
        condition: None,
        dependent_schemas,
        ..
    } = rules.in_place.as_deref()?
    else {
        return None;
    };
    if !bare || !all_of.is_empty() || !dependent_schemas.is_empty() {
        return None;
    }
    match (any_of, one_of) {
        (Some(branches), None) | (None, Some(branches)) => Some(branches),
        _ => None,
    }
}
