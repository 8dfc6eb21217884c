//! What tells the branches of a combination apart: a property that is required and lists its
//! values, or is at least required.

use trueup_document::{Kind, Node};

use super::{Assertions, Body, Kinds, Rule, RuleId};

/// A property that a rule requires of every object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    name: Box<str>,
    /// The rule that lists its values, all of them strings.
    values: Option<RuleId>,
}

/// Finds the tag of each rule: the first required property that lists its values, or the first
/// required one.
pub(super) fn mark(rules: &mut [Rule], meant: &[RuleId]) {
    for at in 0..rules.len() {
        let rule = &rules[meant[at].index()];
        rules[at].tag = tag(rules, meant, rule);
    }
}

fn tag(rules: &[Rule], meant: &[RuleId], rule: &Rule) -> Option<Tag> {
    let Body::Keywords(assertions) = &rule.body else {
        return None;
    };
    let required = || {
        let names = assertions
            .object
            .iter()
            .flat_map(|object| object.names.iter());
        names.filter(|name| name.required)
    };
    let listed = required().find_map(|name| {
        let values = meant[name.rule?.index()];
        lists_words(&rules[values.index()]).then(|| Tag {
            name: name.name.clone(),
            values: Some(values),
        })
    });
    listed.or_else(|| {
        let name = required().next()?.name.clone();
        Some(Tag { name, values: None })
    })
}

fn lists_words(rule: &Rule) -> bool {
    let lists = matches!(&rule.body, Body::Keywords(rules) if rules.values.is_some());
    lists && rule.kinds == Kinds::only(Kind::String)
}

impl Tag {
    /// Whether an object has the property, with one of the values. `false` is sure, `true` is not.
    pub(crate) fn fits<'p>(
        &self,
        object: Node<'_>,
        assertions: impl Fn(RuleId) -> Option<&'p Assertions>,
    ) -> bool {
        let Some(value) = object.get(&self.name) else {
            return false;
        };
        let values = self.values.and_then(assertions);
        values
            .and_then(|rules| rules.values.as_ref())
            .is_none_or(|values| {
                value
                    .as_str()
                    .is_some_and(|text| values.words.contains(&text))
            })
    }
}
