//! What is wrong with an object.

use std::borrow::Cow;
use std::cell::OnceCell;

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
        let near = Near::default();
        let required = rules.names.iter().filter(|name| name.required);
        for name in required.filter(|name| !present.has(&name.name)) {
            let strange = || near.strange(rules, node);
            self.missing(rule, "required", &name.name, None, strange, node);
        }
        self.dependent_required(rule, rules, &near, node);
        let mut next = 0;
        for member in node.members() {
            self.member(rule, rules, member, &mut next, &near, node);
        }
    }

    fn dependent_required(
        &mut self,
        rule: &'p Rule,
        rules: &'p ObjectRules,
        near: &Near<'d>,
        node: Node<'d>,
    ) {
        let keyword = if rules.dependencies_form {
            "dependencies"
        } else {
            "dependentRequired"
        };
        let present = Present::new(node, rules.names_asked());
        for (name, needed) in &rules.dependent_required {
            if present.has(name) {
                for missing in needed.iter().filter(|name| !present.has(name)) {
                    let strange = || near.strange(rules, node);
                    self.missing(rule, keyword, missing, Some(name), strange, node);
                }
            }
        }
    }

    fn missing<'n>(
        &mut self,
        rule: &Rule,
        keyword: &'static str,
        name: &str,
        needed_by: Option<&str>,
        strange: impl FnOnce() -> &'n [Cow<'d, str>],
        node: Node<'d>,
    ) where
        'd: 'n,
    {
        let span = found::owner(&self.path, node);
        self.refuse_span(keyword, rule, span, || Fault::Required {
            name: kept(name),
            needed_by: needed_by.map(kept),
            unknown: keep::names(name, strange().iter().map(|name| &**name)),
        });
    }

    fn member(
        &mut self,
        rule: &'p Rule,
        rules: &'p ObjectRules,
        member: Member<'d>,
        next: &mut usize,
        near: &Near<'d>,
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
            let free = || near.free(node, || Known::of(rules));
            self.unknown(rule, "additionalProperties", at, member, free);
        }
        if let Some(at) = rules.property_names {
            self.property_name(rule, at, member);
        }
    }

    /// A member that no property names; a `false` schema means that it may not be there.
    pub(super) fn unknown<'n>(
        &mut self,
        rule: &Rule,
        keyword: &'static str,
        at: RuleId,
        member: Member<'d>,
        free: impl FnOnce() -> &'n Known,
    ) {
        if !matches!(self.judge.plan().rule(at).body, Body::Always(false)) {
            let turn = route::by(keyword);
            self.explain_at(Step::Member(member), turn, at, member.value());
            return;
        }
        self.refuse_span(keyword, rule, member.key().span(), || {
            let (name, free) = (member.name(), free());
            Fault::UnknownProperty {
                known: keep::names(&name, free.names.iter().map(String::as_str)),
                name: kept(&name),
                patterns: free.patterns.clone(),
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

/// The names that hints about one object choose from. They are found when the first fault asks for
/// them: an object may have a thousand faults, and a million members to be looked through.
#[derive(Default)]
pub(super) struct Near<'d> {
    free: OnceCell<Known>,
    strange: OnceCell<Vec<Cow<'d, str>>>,
}

impl<'d> Near<'d> {
    /// Of the names that the schema knows, those that the object does not have. A name that stands
    /// beside another is not the one which that was meant to be.
    pub(super) fn free(&self, node: Node<'d>, known: impl FnOnce() -> Known) -> &Known {
        self.free.get_or_init(|| {
            let mut known = known();
            let present = Present::new(node, known.names.len());
            known.names.retain(|name| !present.has(name));
            known
        })
    }

    /// The members that the schema does not list: a missing name misspelt, perhaps.
    fn strange(&self, rules: &ObjectRules, node: Node<'d>) -> &[Cow<'d, str>] {
        self.strange.get_or_init(|| {
            let unlisted = node
                .members()
                .filter(|member| !rules.names.has_property(*member));
            let names = unlisted.map(trueup_document::Member::name);
            names.take(hint::CANDIDATES).collect()
        })
    }
}

/// The names that a schema knows, as far as a hint may choose from them.
#[derive(Default)]
pub(super) struct Known {
    names: Vec<String>,
    patterns: Vec<String>,
}

impl Known {
    fn of(rules: &ObjectRules) -> Self {
        let mut known = Self::default();
        known.add(rules);
        known
    }

    fn add(&mut self, rules: &ObjectRules) {
        let room = hint::CANDIDATES.saturating_sub(self.names.len());
        self.names
            .extend(listed(rules).take(room).map(str::to_owned));
        let room = PATTERNS.saturating_sub(self.patterns.len());
        self.patterns.extend(patterns(rules).take(room));
    }

    fn is_full(&self) -> bool {
        self.names.len() >= hint::CANDIDATES && self.patterns.len() >= PATTERNS
    }
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

/// Every property name that a schema and its in-place subschemas list, and patterns of names.
pub(super) fn known_names(plan: &Plan, rules: &Assertions) -> Known {
    let mut known = Known::default();
    let mut seen = std::collections::HashSet::new();
    let mut queue = vec![rules];
    while let Some(rules) = queue.pop() {
        if let Some(object) = &rules.object {
            known.add(object);
            if known.is_full() {
                break;
            }
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
    known
}
