//! Warnings of what a payload uses although its schema calls it deprecated (2020-12 Validation,
//! section 9.3).
//!
//! An annotation counts where its schema accepts the value, so branches that refuse are left out.

use trueup_document::{Kind, Node};

use super::found::{self, Found};
use super::{Explainer, Step};
use crate::plan::{Assertions, Body, InPlace, RuleId};
use crate::text::kept;
use crate::violation::{Fault, Severity};

impl<'p, 'd> Explainer<'p, 'd> {
    /// Looks for deprecated values in this value.
    pub(super) fn warn(&mut self, id: RuleId, node: Node<'d>) {
        // What the search for faults has visited must be visited again.
        self.sink.visited.clear();
        self.warn_of(id, node);
    }

    fn warn_of(&mut self, id: RuleId, node: Node<'d>) {
        if self.sink.is_full() || self.judge.undecided().is_some() {
            return;
        }
        let rule = self.judge.plan().rule(id);
        let outer = self.judge.enter(rule);
        let question = (rule.id, node.index(), self.judge.scope());
        if self.judge.descend()
            && self.sink.visited.insert(question)
            && let Body::Keywords(rules) = &rule.body
        {
            if rules.deprecated {
                self.deprecated(rule.schema, node);
            }
            self.warn_in_place(rules, node);
            self.warn_inside(rules, node);
        }
        self.judge.leave(outer);
    }

    fn deprecated(&mut self, schema: trueup_schema::SchemaId, node: Node<'d>) {
        let path = &self.path;
        self.sink.add(path.len(), || {
            let (name, span) = match path.last() {
                Some(Step::Member(member)) => (Some(kept(&member.name())), member.key().span()),
                _ => (None, node.span()),
            };
            Found {
                severity: Severity::Warning,
                keyword: "deprecated",
                schema,
                path: found::pointer(path),
                span,
                fault: Fault::Deprecated { name },
            }
        });
    }

    fn warn_in_place(&mut self, rules: &'p Assertions, node: Node<'d>) {
        let Some(in_place) = &rules.in_place else {
            return;
        };
        for rule in self.judge.needed(in_place) {
            self.warn_of(rule, node);
        }
        let branches = in_place.any_of.iter().chain(&in_place.one_of).flatten();
        for &rule in branches {
            if self.judge.accepts(rule, node) {
                self.warn_of(rule, node);
            }
        }
        self.warn_conditional(in_place, node);
    }

    fn warn_conditional(&mut self, in_place: &'p InPlace, node: Node<'d>) {
        if let Some(condition) = &in_place.condition {
            let outcome = if self.judge.accepts(condition.test, node) {
                self.warn_of(condition.test, node);
                condition.then
            } else {
                condition.otherwise
            };
            if let Some(rule) = outcome {
                self.warn_of(rule, node);
            }
        }
        for (name, rule) in &in_place.dependent_schemas {
            if node.get(name).is_some() {
                self.warn_of(*rule, node);
            }
        }
    }

    fn warn_inside(&mut self, rules: &'p Assertions, node: Node<'d>) {
        match (node.kind(), &rules.object, &rules.array) {
            (Kind::Object, Some(object), _) => {
                let mut next = 0;
                for member in node.members() {
                    let property = object.names.find(member, &mut next);
                    let property = property.and_then(|name| name.rule);
                    let name = member.name();
                    let patterns = (object.patterns.iter())
                        .filter(|(pattern, _)| self.judge.matches(pattern, &name))
                        .map(|&(_, rule)| rule);
                    let mut at: Vec<RuleId> = property.into_iter().chain(patterns).collect();
                    if at.is_empty() {
                        at.extend(object.additional);
                    }
                    self.warn_at(Step::Member(member), &at, member.value());
                }
            }
            (Kind::Array, _, Some(array)) => {
                for (index, element) in node.elements().enumerate() {
                    let at = array.prefix.get(index).copied().or(array.rest);
                    self.warn_at(Step::Element(index), at.as_slice(), element);
                }
            }
            _ => {}
        }
    }

    fn warn_at(&mut self, step: Step<'d>, rules: &[RuleId], node: Node<'d>) {
        self.path.push(step);
        for &rule in rules {
            self.warn_of(rule, node);
        }
        self.path.pop();
    }
}
