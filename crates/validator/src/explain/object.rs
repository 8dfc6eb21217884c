//! What is wrong with an object.

use trueup_document::{Member, Node};

use super::found::{self, Sink};
use super::{Explainer, Step, keep, route};
use crate::hint;
use crate::plan::{Assertions, Body, ObjectRules, Plan, Rule, RuleId};
use crate::present::Present;
use crate::text::kept;
use crate::violation::Fault;

impl<'p, 'd> Explainer<'p, 'd> {
    pub(super) fn object(&mut self, rule: &'p Rule, rules: &'p ObjectRules, node: Node<'d>) {
        let found = node.len() as u64;
        if let Some(limit) = rules.min_properties.filter(|&limit| found < limit) {
            self.refuse("minProperties", rule, node, || Fault::Count {
                found,
                limit,
            });
        }
        if let Some(limit) = rules.max_properties.filter(|&limit| found > limit) {
            self.refuse("maxProperties", rule, node, || Fault::Count {
                found,
                limit,
            });
        }
        let asked = rules.names.required() + rules.names_asked();
        if !self.judge.spend(asked) {
            return;
        }
        let present = Present::new(node, rules.names.required());
        let required = rules.names.iter().filter(|name| name.required);
        for name in required.filter(|name| !present.has(&name.name)) {
            self.missing(rule, "required", &name.name, None, rules, node);
        }
        self.dependent_required(rule, rules, node);
        let mut next = 0;
        for member in node.members() {
            self.member(rule, rules, member, &mut next, node);
        }
    }

    fn dependent_required(&mut self, rule: &'p Rule, rules: &'p ObjectRules, node: Node<'d>) {
        let keyword = if rules.dependencies_form {
            "dependencies"
        } else {
            "dependentRequired"
        };
        let present = Present::new(node, rules.names_asked());
        for (name, needed) in &rules.dependent_required {
            if present.has(name) {
                for missing in needed.iter().filter(|name| !present.has(name)) {
                    self.missing(rule, keyword, missing, Some(name), rules, node);
                }
            }
        }
    }

    fn missing(
        &mut self,
        rule: &Rule,
        keyword: &'static str,
        name: &str,
        needed_by: Option<&str>,
        rules: &ObjectRules,
        node: Node<'d>,
    ) {
        let span = found::owner(&self.path, node);
        self.refuse_span(keyword, rule, span, || Fault::Required {
            name: kept(name),
            needed_by: needed_by.map(kept),
            unknown: unlisted(name, rules, node),
        });
    }

    fn member(
        &mut self,
        rule: &'p Rule,
        rules: &'p ObjectRules,
        member: Member<'d>,
        next: &mut usize,
        node: Node<'d>,
    ) {
        let mut known = false;
        if let Some(name) = rules.names.find(member, next)
            && let Some(at) = name.rule
        {
            known = true;
            let turn = route::name("properties", &name.name);
            self.explain_at(Step::Member(member), turn, at, member.value());
        }
        if !rules.patterns.is_empty() {
            let name = member.name();
            for (pattern, at) in &rules.patterns {
                if self.judge.matches(pattern, &name) {
                    known = true;
                    let turn = route::name("patternProperties", pattern.source());
                    self.explain_at(Step::Member(member), turn, *at, member.value());
                }
            }
        }
        if let Some(at) = rules.additional.filter(|_| !known) {
            let names = || Known {
                names: listed(rules).map(str::to_owned).collect(),
                patterns: patterns(rules).collect(),
            };
            self.unknown(rule, "additionalProperties", at, member, node, names);
        }
        if let Some(at) = rules.property_names {
            self.property_name(rule, at, member);
        }
    }

    /// A member that no property names; a `false` schema means that it may not be there.
    pub(super) fn unknown(
        &mut self,
        rule: &Rule,
        keyword: &'static str,
        at: RuleId,
        member: Member<'d>,
        node: Node<'d>,
        known: impl FnOnce() -> Known,
    ) {
        if !matches!(self.judge.plan().rule(at).body, Body::Always(false)) {
            let turn = route::by(keyword);
            self.explain_at(Step::Member(member), turn, at, member.value());
            return;
        }
        self.refuse_span(keyword, rule, member.key().span(), || {
            let name = member.name();
            let Known { names, patterns } = known();
            // A name that stands beside it is not the one it was meant to be.
            let free = names
                .iter()
                .map(String::as_str)
                .take(hint::CANDIDATES)
                .filter(|name| node.get(name).is_none());
            Fault::UnknownProperty {
                known: keep::names(&name, free),
                name: kept(&name),
                patterns,
            }
        });
    }

    /// Judges a name as the string that it is, and tells what is wrong first.
    fn property_name(&mut self, rule: &Rule, at: RuleId, member: Member<'d>) {
        if self.judge.accepts(at, member.key()) {
            return;
        }
        let outer = std::mem::replace(&mut self.sink, Sink::collecting(1));
        self.explain(at, member.key());
        let inner = std::mem::replace(&mut self.sink, outer);
        let (because, keyword) = (inner.found.into_iter().next())
            .map_or((Fault::Never { name: None }, found::FALSE), |found| {
                (found.fault, found.keyword)
            });
        self.refuse_span("propertyNames", rule, member.key().span(), || {
            Fault::PropertyName {
                name: kept(&member.name()),
                because: Box::new(because),
                keyword: keyword.to_owned(),
            }
        });
    }
}

/// The names that a schema knows.
#[derive(Default)]
pub(super) struct Known {
    pub(super) names: Vec<String>,
    pub(super) patterns: Vec<String>,
}

/// The first of the patterns of `patternProperties`.
fn patterns(rules: &ObjectRules) -> impl Iterator<Item = String> {
    let patterns = rules.patterns.iter().take(PATTERNS);
    patterns.map(|(pattern, _)| kept(pattern.source()))
}

/// How many patterns a violation keeps.
const PATTERNS: usize = 8;

/// The names of `properties`.
fn listed(rules: &ObjectRules) -> impl Iterator<Item = &str> + Clone {
    rules.names.properties().map(|name| &*name.name)
}

/// The members of an object that the schema does not list: the missing name misspelt, perhaps.
fn unlisted(missing: &str, rules: &ObjectRules, node: Node<'_>) -> Vec<String> {
    let unlisted = node
        .members()
        .filter(|member| !rules.names.has_property(*member))
        .take(hint::CANDIDATES);
    let names: Vec<_> = unlisted.map(trueup_document::Member::name).collect();
    keep::names(missing, names.iter().map(|name| &**name))
}

/// Every property name that a schema and its in-place subschemas list, and patterns of names.
pub(super) fn known_names(plan: &Plan, rules: &Assertions) -> Known {
    let mut known = Known::default();
    let mut seen = std::collections::HashSet::new();
    let mut queue = vec![rules];
    while let Some(rules) = queue.pop() {
        if let Some(object) = &rules.object {
            known.names.extend(listed(object).map(str::to_owned));
            known.patterns.extend(patterns(object));
        }
        for target in rules
            .in_place
            .iter()
            .flat_map(|in_place| in_place.targets())
        {
            if let (true, Body::Keywords(rules)) = (seen.insert(target), &plan.rule(target).body) {
                queue.push(rules);
            }
        }
    }
    known.patterns.truncate(PATTERNS);
    known
}
