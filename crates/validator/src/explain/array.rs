//! What is wrong with an array.

use trueup_document::Node;
use trueup_rules::unique;

use super::{Explainer, Step};
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
        let (prefix, rest) = if rules.list_form {
            ("items", "additionalItems")
        } else {
            ("prefixItems", "items")
        };
        let rest = if rules.prefix.is_empty() {
            "items"
        } else {
            rest
        };
        for (index, element) in node.elements().enumerate() {
            if let Some(&at) = rules.prefix.get(index) {
                self.element(rule, prefix, at, index, element);
            } else if let Some(at) = rules.rest {
                self.element(rule, rest, at, index, element);
            } else {
                break;
            }
        }
    }

    /// An element that a keyword gives to a rule; a `false` schema means that it may not be there.
    pub(super) fn element(
        &mut self,
        rule: &Rule,
        keyword: &'static str,
        at: RuleId,
        index: usize,
        element: Node<'d>,
    ) {
        let step = Step::Element(index);
        if matches!(self.judge.plan().rule(at).body, Body::Always(false)) {
            self.path.push(step);
            self.refuse(keyword, rule, element, || Fault::UnexpectedItem { index });
            self.path.pop();
        } else {
            self.explain_at(step, at, element);
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

    fn contains(&mut self, rule: &Rule, contains: &Contains, node: Node<'d>) {
        let mut found = 0;
        for element in node.elements() {
            found += u64::from(self.judge.accepts(contains.rule, element));
        }
        let least = contains.min.unwrap_or(1);
        if found < least && contains.min.is_none() {
            self.refuse("contains", rule, node, || Fault::Contains);
        } else if found < least {
            let limit = least;
            self.refuse("minContains", rule, node, || Fault::Count { found, limit });
        }
        if let Some(limit) = contains.max.filter(|&limit| found > limit) {
            self.refuse("maxContains", rule, node, || Fault::Count { found, limit });
        }
    }
}
