//! What is wrong with an array.

use trueup_document::Node;
use trueup_rules::unique;

use super::route::{self, Turn};
use super::{Explainer, Step, branch};
use crate::plan::{ArrayRules, Body, Contains, Rule, RuleId};
use crate::violation::Fault;

impl<'p, 'd> Explainer<'p, 'd> {
    pub(super) fn array(&mut self, rule: &'p Rule, rules: &'p ArrayRules, node: Node<'d>) {
        let found = node.len() as u64;
        if let Some(limit) = rules.min_items.filter(|&limit| found < limit) {
            self.refuse("minItems", rule, node, || Fault::Count { found, limit });
        }
        if let Some(limit) = rules.max_items.filter(|&limit| found > limit) {
            self.refuse("maxItems", rule, node, || Fault::Count { found, limit });
        }
        self.elements(rule, rules, node);
        if rules.unique {
            self.repeated(rule, node);
        }
        if let Some(contains) = &rules.contains {
            self.contains(rule, contains, node);
        }
    }

    fn elements(&mut self, rule: &'p Rule, rules: &'p ArrayRules, node: Node<'d>) {
        for (index, element) in node.elements().enumerate() {
            let Some((turn, at)) = rules.at(index) else {
                break;
            };
            self.element(rule, turn, at, index, element);
        }
    }

    /// An element that a keyword gives to a rule; a `false` schema means that it may not be there.
    pub(super) fn element(
        &mut self,
        rule: &Rule,
        turn: Turn<'p>,
        at: RuleId,
        index: usize,
        element: Node<'d>,
    ) {
        let step = Step::Element(index);
        if matches!(self.judge.plan().rule(at).body, Body::Always(false)) {
            self.path.push(step);
            let keyword = turn.keyword();
            self.refuse(keyword, rule, element, || Fault::UnexpectedItem { index });
            self.path.pop();
        } else {
            self.explain_at(step, turn, at, element);
        }
    }

    /// Points at the element that repeats, not at the whole array.
    fn repeated(&mut self, rule: &Rule, node: Node<'d>) {
        let Some((first, second)) = unique::first_repeat(node) else {
            return;
        };
        if let Some(element) = node.elements().nth(second) {
            self.path.push(Step::Element(second));
            self.refuse("uniqueItems", rule, element, || Fault::Repeated {
                first,
                second,
            });
            self.path.pop();
        }
    }

    fn contains(&mut self, rule: &Rule, contains: &'p Contains, node: Node<'d>) {
        let mut found = 0;
        for element in node.elements() {
            found += u64::from(self.judge.accepts(contains.rule, element));
        }
        let least = contains.min.unwrap_or(1);
        if found < least && contains.min.is_none() {
            let name = self.name_of(contains.rule);
            let expected = branch::only_value(self.judge.plan(), contains.rule);
            let nearest = if expected.is_none() {
                self.nearest_item(contains, node)
            } else {
                None
            };
            self.refuse("contains", rule, node, || Fault::Contains {
                name,
                expected,
                nearest,
            });
        } else if found < least {
            let limit = least;
            self.refuse("minContains", rule, node, || Fault::Count { found, limit });
        }
        if let Some(limit) = contains.max.filter(|&limit| found > limit) {
            self.refuse("maxContains", rule, node, || Fault::Count { found, limit });
        }
    }
}

impl ArrayRules {
    /// The rule for the element at an index, and the keyword that leads to it.
    pub(super) fn at<'p>(&self, index: usize) -> Option<(Turn<'p>, RuleId)> {
        let (prefix, rest) = if self.list_form {
            ("items", "additionalItems")
        } else {
            ("prefixItems", "items")
        };
        let rest = if self.prefix.is_empty() {
            "items"
        } else {
            rest
        };
        let listed = self.prefix.get(index).copied();
        let listed = listed.map(|rule| (route::index(prefix, index), rule));
        listed.or_else(|| Some((route::by(rest), self.rest?)))
    }
}
