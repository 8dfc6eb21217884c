//! `unevaluatedProperties` and `unevaluatedItems`: what the other keywords have not looked at
//! (2020-12 Core, section 11).
//!
//! A member or element is evaluated when a keyword of the same schema object has a subschema for
//! it, or a keyword of a subschema that accepts the whole value does. The marks are made anew for
//! each schema object that asks; each rule marks at most once in such a pass.

use std::collections::HashSet;

use trueup_document::{Kind, Member, Node};

use super::Judge;
use super::scope::Scope;
use crate::plan::{ArrayRules, Assertions, Body, InPlace, ObjectRules, RuleId};

/// What a marking is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marking {
    /// The verdict: only subschemas that accept the value count.
    Exact,
    /// An explanation: where no branch accepts the value, all of them count, so that one fault does
    /// not make every property beside it look unknown.
    Forgiving,
}

/// The members or elements of one value that are evaluated, by their order.
struct Marks {
    done: Vec<bool>,
    visited: HashSet<(RuleId, Scope)>,
    marking: Marking,
}

impl Judge<'_> {
    /// Whether what is left unevaluated is accepted.
    pub(super) fn unevaluated(&mut self, rules: &Assertions, kind: Kind, node: Node<'_>) -> bool {
        match kind {
            Kind::Object => {
                let rule = rules.object.as_ref().and_then(|object| object.unevaluated);
                rule.is_none_or(|rule| {
                    let left = self.unevaluated_members(rules, node, Marking::Exact);
                    left.into_iter()
                        .all(|member| self.accepts(rule, member.value()))
                })
            }
            Kind::Array => {
                let rule = rules.array.as_ref().and_then(|array| array.unevaluated);
                rule.is_none_or(|rule| {
                    let left = self.unevaluated_elements(rules, node, Marking::Exact);
                    left.into_iter()
                        .all(|(_, element)| self.accepts(rule, element))
                })
            }
            _ => true,
        }
    }

    /// The members that nothing beside `unevaluatedProperties` evaluates.
    pub(crate) fn unevaluated_members<'d>(
        &mut self,
        rules: &Assertions,
        node: Node<'d>,
        marking: Marking,
    ) -> Vec<Member<'d>> {
        let marks = self.marks(rules, node, marking);
        let left = node.members().zip(marks.done).filter(|&(_, done)| !done);
        left.map(|(member, _)| member).collect()
    }

    /// The elements that nothing beside `unevaluatedItems` evaluates, with their places.
    pub(crate) fn unevaluated_elements<'d>(
        &mut self,
        rules: &Assertions,
        node: Node<'d>,
        marking: Marking,
    ) -> Vec<(usize, Node<'d>)> {
        let marks = self.marks(rules, node, marking);
        let left = node
            .elements()
            .enumerate()
            .zip(marks.done)
            .filter(|&(_, done)| !done);
        left.map(|(element, _)| element).collect()
    }

    fn marks(&mut self, rules: &Assertions, node: Node<'_>, marking: Marking) -> Marks {
        let mut marks = Marks {
            done: vec![false; node.len()],
            visited: HashSet::new(),
            marking,
        };
        if self.spend(marks.done.len()) {
            self.mark_own(rules, node, &mut marks);
            self.mark_in_place(rules, node, &mut marks);
        }
        marks
    }

    /// Marks what a subschema evaluates, its own `unevaluated…` included.
    fn mark(&mut self, id: RuleId, node: Node<'_>, marks: &mut Marks) {
        let rule = self.plan.rule(id);
        let Body::Keywords(rules) = &rule.body else {
            return;
        };
        let outer = self.enter(rule);
        let costs = marks.done.len();
        if self.descend() && marks.visited.insert((rule.id, self.scope)) && self.spend(costs) {
            if takes_the_rest(rules, node.kind()) {
                marks.done.fill(true);
            }
            self.mark_own(rules, node, marks);
            self.mark_in_place(rules, node, marks);
        }
        self.leave(outer);
    }

    fn mark_own(&mut self, rules: &Assertions, node: Node<'_>, marks: &mut Marks) {
        match node.kind() {
            Kind::Object => {
                if let Some(object) = &rules.object {
                    self.mark_members(object, node, marks);
                }
            }
            Kind::Array => {
                if let Some(array) = &rules.array {
                    self.mark_elements(array, node, marks);
                }
            }
            _ => {}
        }
    }

    fn mark_members(&mut self, rules: &ObjectRules, node: Node<'_>, marks: &mut Marks) {
        if rules.additional.is_some() {
            marks.done.fill(true);
            return;
        }
        for (member, done) in node.members().zip(&mut marks.done) {
            *done = *done || rules.names.has_property(member) || {
                let mut patterns = rules.patterns.iter();
                !rules.patterns.is_empty() && {
                    let name = member.name();
                    patterns.any(|(pattern, _)| self.matches(pattern, &name))
                }
            };
        }
    }

    fn mark_elements(&mut self, rules: &ArrayRules, node: Node<'_>, marks: &mut Marks) {
        let evaluated = match rules.rest {
            Some(_) => marks.done.len(),
            None => rules.prefix.len().min(marks.done.len()),
        };
        marks.done[..evaluated].fill(true);
        if let Some(contains) = rules
            .contains
            .as_ref()
            .filter(|contains| contains.evaluates)
        {
            for (element, done) in node.elements().zip(&mut marks.done) {
                *done = *done || self.accepts(contains.rule, element);
            }
        }
    }

    fn mark_in_place(&mut self, rules: &Assertions, node: Node<'_>, marks: &mut Marks) {
        let Some(in_place) = &rules.in_place else {
            return;
        };
        // Were one of these refused, the whole schema would be, and the marks would not matter.
        for rule in self.needed(in_place) {
            self.mark(rule, node, marks);
        }
        for branches in in_place.any_of.iter().chain(&in_place.one_of) {
            self.mark_branches(branches, node, marks);
        }
        self.mark_conditional(in_place, node, marks);
    }

    fn mark_branches(&mut self, branches: &[RuleId], node: Node<'_>, marks: &mut Marks) {
        let accepting: Vec<RuleId> = (branches.iter().copied())
            .filter(|&rule| self.accepts(rule, node))
            .collect();
        let all = accepting.is_empty() && marks.marking == Marking::Forgiving;
        for &rule in if all { branches } else { &accepting } {
            self.mark(rule, node, marks);
        }
    }

    fn mark_conditional(&mut self, in_place: &InPlace, node: Node<'_>, marks: &mut Marks) {
        if let Some(condition) = &in_place.condition {
            let outcome = if self.accepts(condition.test, node) {
                self.mark(condition.test, node, marks);
                condition.then
            } else {
                condition.otherwise
            };
            if let Some(rule) = outcome {
                self.mark(rule, node, marks);
            }
        }
        for (name, rule) in &in_place.dependent_schemas {
            if node.get(name).is_some() {
                self.mark(*rule, node, marks);
            }
        }
    }
}

/// Whether the rule's own `unevaluated…` evaluates all that is left of such a value.
fn takes_the_rest(rules: &Assertions, kind: Kind) -> bool {
    match kind {
        Kind::Object => rules
            .object
            .as_ref()
            .is_some_and(|object| object.unevaluated.is_some()),
        Kind::Array => rules
            .array
            .as_ref()
            .is_some_and(|array| array.unevaluated.is_some()),
        _ => false,
    }
}
