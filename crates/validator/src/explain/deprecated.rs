//! Warnings of what a payload uses although its schema calls it deprecated (2020-12 Validation,
//! section 9.3).
//!
//! What the schema requires is not warned of: whoever writes the payload cannot leave it out.
//! An annotation counts where its schema accepts the value, so branches that refuse are left out.

use trueup_document::{Kind, Member, Node};

use super::found::{self, Found};
use super::route::{self, Turn};
use super::{Explainer, Step};
use crate::plan::{Assertions, Body, InPlace, ObjectRules, RuleId};
use crate::violation::{Fault, Severity};

impl<'p, 'd> Explainer<'p, 'd> {
    /// Looks for deprecated values in this value.
    pub(super) fn warn(&mut self, id: RuleId, node: Node<'d>) {
        // What the search for faults has visited must be visited again.
        self.sink.forget_visits();
        self.warn_of(id, node);
    }

    fn warn_of(&mut self, id: RuleId, node: Node<'d>) {
        if self.has_ended() {
            return;
        }
        let plan = self.judge.plan();
        let rule = plan.rule(id);
        let known = self.route.len();
        let references = plan.references(id);
        self.route
            .extend((0..references).map(|_| route::by("$ref")));
        let outer = self.judge.enter(rule);
        let question = (rule.id, node.index(), self.judge.scope());
        if self.judge.descend()
            && self.sink.visits(question)
            && let Body::Keywords(rules) = &rule.body
        {
            if rules.deprecated {
                self.deprecated(rule.schema, node);
            }
            self.warn_in_place(rules, node);
            self.warn_inside(rules, node);
        }
        self.judge.leave(outer);
        self.route.truncate(known);
    }

    /// Looks for deprecated values in the same value, by a rule that a keyword leads to.
    fn warn_by(&mut self, turn: Turn<'p>, rule: RuleId, node: Node<'d>) {
        self.route.push(turn);
        self.warn_of(rule, node);
        self.route.pop();
    }

    fn deprecated(&mut self, schema: trueup_schema::SchemaId, node: Node<'d>) {
        if self.unavoidable == Some(self.path.len()) {
            return;
        }
        self.deprecated = true;
        let severity = self.search.deprecated.unwrap_or(Severity::Warning);
        let (path, route) = (&self.path, &self.route);
        self.sink.add(path.len(), || {
            let (name, span) = found::named(path, node.span());
            Found {
                severity,
                keyword: "deprecated",
                schema,
                path: found::pointer(path),
                route: route::pointer(route, Some("deprecated")),
                span,
                fault: Fault::Deprecated { name },
                context: None,
            }
        });
    }

    fn warn_in_place(&mut self, rules: &'p Assertions, node: Node<'d>) {
        let Some(in_place) = &rules.in_place else {
            return;
        };
        for (turn, rule) in route::needed(in_place).zip(self.judge.needed(in_place)) {
            self.warn_by(turn, rule, node);
        }
        let any_of = in_place.any_of.iter().flatten().enumerate();
        let any_of = any_of.map(|(at, &rule)| (route::index("anyOf", at), rule));
        let one_of = in_place.one_of.iter().flatten().enumerate();
        let one_of = one_of.map(|(at, &rule)| (route::index("oneOf", at), rule));
        for (turn, rule) in any_of.chain(one_of) {
            if self.judge.accepts(rule, node) {
                self.warn_by(turn, rule, node);
            }
        }
        self.warn_conditional(in_place, node);
    }

    fn warn_conditional(&mut self, in_place: &'p InPlace, node: Node<'d>) {
        if let Some(condition) = &in_place.condition {
            let (keyword, outcome) = if self.judge.accepts(condition.test, node) {
                self.warn_by(route::by("if"), condition.test, node);
                ("then", condition.then)
            } else {
                ("else", condition.otherwise)
            };
            if let Some(rule) = outcome {
                self.warn_by(route::by(keyword), rule, node);
            }
        }
        for (name, rule) in &in_place.dependent_schemas {
            if node.get(name).is_some() {
                let turn = route::name(in_place.dependent_keyword, name);
                self.warn_by(turn, *rule, node);
            }
        }
    }

    fn warn_inside(&mut self, rules: &'p Assertions, node: Node<'d>) {
        match (node.kind(), &rules.object, &rules.array) {
            (Kind::Object, Some(object), _) => {
                let mut next = 0;
                for member in node.members() {
                    self.warn_member(object, member, &mut next);
                }
            }
            (Kind::Array, _, Some(array)) => {
                for (index, element) in node.elements().enumerate() {
                    let at = array.at(index);
                    self.warn_at(Step::Element(index), at.as_slice(), element);
                }
            }
            _ => {}
        }
    }

    fn warn_member(&mut self, object: &'p ObjectRules, member: Member<'d>, next: &mut usize) {
        let mut at: Vec<(Turn<'p>, RuleId)> = Vec::new();
        let mut required = false;
        if let Some(name) = object.names.find(member, next) {
            required = name.required;
            at.extend(
                name.rule
                    .map(|rule| (route::name("properties", &name.name), rule)),
            );
        }
        let name = member.name();
        for (pattern, rule) in &object.patterns {
            if self.judge.matches(pattern, &name) {
                at.push((route::name("patternProperties", pattern.source()), *rule));
            }
        }
        if at.is_empty() {
            let additional = object.additional;
            at.extend(additional.map(|rule| (route::by("additionalProperties"), rule)));
        }
        let unavoidable = required.then_some(self.path.len() + 1);
        let outer = std::mem::replace(&mut self.unavoidable, unavoidable);
        self.warn_at(Step::Member(member), &at, member.value());
        self.unavoidable = outer;
    }

    fn warn_at(&mut self, step: Step<'d>, rules: &[(Turn<'p>, RuleId)], node: Node<'d>) {
        self.path.push(step);
        for &(turn, rule) in rules {
            self.warn_by(turn, rule, node);
        }
        self.path.pop();
    }
}
