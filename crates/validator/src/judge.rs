//! The verdict: does a value satisfy a rule?
//!
//! In: a [`Plan`], a rule, a node. Out: yes or no, at the first reason to say no. The walk never
//! rounds a number, never builds a value, and allocates next to nothing for ordinary payloads.
//!
//! What a newcomer would miss: some schemas ask the same question again and again (a chain of
//! references that triples at each step asks it 3^n times). After a while the judge begins to
//! remember its answers, so the work is bounded by schemas times nodes; and it stops, undecided, at
//! a depth and a number of steps that no ordinary payload comes near. Undecided is never valid.

use std::collections::HashMap;

use trueup_document::{Kind, Node};
use trueup_rules::pattern::Pattern;
use trueup_rules::{equality, length, multiple_of, unique};

use crate::plan::{
    ArrayRules, Assertions, Body, InPlace, NumberRules, ObjectRules, Plan, Rule, RuleId,
    StringRules, Types, Value, Values,
};
use crate::present::Present;

mod budget;
mod evaluated;
mod scope;

pub(crate) use budget::{ANSWERS, Budget, Fuel, remember};
pub(crate) use evaluated::Marking;
pub(crate) use scope::Scope;
use scope::Scopes;

/// The deepest stack of rules. One level takes well under 2 KB of stack even in a debug build.
const MAX_DEPTH: usize = 640;

/// The steps that it takes to explain a rule or to gather what it evaluates, rather than to ask it.
const DESCENT: u64 = 8;

/// Judges values of one document.
pub(crate) struct Judge<'p> {
    plan: &'p Plan,
    scopes: Scopes,
    scope: Scope,
    depth: usize,
    budget: Budget,
    answers: HashMap<Question, bool>,
    /// The questions that are being answered, of rules that can loop.
    open: Vec<Question>,
    undecided: Option<Undecided>,
}

/// A rule, a node and the scope that the rule was reached by.
type Question = (RuleId, usize, Scope);

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undecided {
    /// Schemas and values nest too deeply.
    Depth,
    /// The answer takes too many steps.
    Steps,
    /// A pattern takes too many steps on a string.
    Pattern,
}

impl<'p> Judge<'p> {
    /// A judge that may take so many steps.
    pub(crate) fn new(plan: &'p Plan, budget: Budget) -> Self {
        Self {
            plan,
            scopes: Scopes::default(),
            scope: Scope::NONE,
            depth: 0,
            budget,
            answers: HashMap::new(),
            open: Vec::new(),
            undecided: None,
        }
    }

    /// The verdict on one value.
    pub(crate) fn verdict(&mut self, rule: RuleId, node: Node<'_>) -> Result<bool, Undecided> {
        let accepted = self.accepts(rule, node);
        match self.undecided {
            None => Ok(accepted),
            Some(undecided) => Err(undecided),
        }
    }

    /// The verdict on one value by a judge of its own, which takes its steps from a budget.
    pub(crate) fn verdict_within(
        plan: &'p Plan,
        budget: &mut Budget,
        rule: RuleId,
        node: Node<'_>,
    ) -> Result<bool, Undecided> {
        let mut judge = Self::new(plan, *budget);
        let verdict = judge.verdict(rule, node);
        *budget = judge.budget;
        verdict
    }

    pub(crate) fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// Why the judge gave up, if it did.
    pub(crate) fn undecided(&self) -> Option<Undecided> {
        self.undecided
    }

    /// The scope of the walk.
    pub(crate) fn scope(&self) -> Scope {
        self.scope
    }

    /// Goes one rule deeper, and back with [`Judge::leave`]; `false`, and undecided, when that is
    /// deeper or longer than any walk may go.
    pub(crate) fn descend(&mut self) -> bool {
        self.depth += 1;
        if self.depth > MAX_DEPTH || !self.budget.spend(DESCENT) {
            return self.give_up();
        }
        true
    }

    /// Takes steps for work that asks no rule; `false`, and undecided, when there are not so many
    /// left.
    pub(crate) fn spend(&mut self, steps: usize) -> bool {
        self.spend_steps(steps as u64)
    }

    /// The same for a search that says how many it took.
    pub(crate) fn spend_steps(&mut self, steps: u64) -> bool {
        self.budget.spend(steps) || self.give_up()
    }

    /// Comes back from a rule, to the scope around it.
    pub(crate) fn leave(&mut self, outer: Scope) {
        self.depth -= 1;
        self.scope = outer;
    }

    /// What the rules of `in_place` that always apply lead to.
    pub(crate) fn needed(&self, in_place: &InPlace) -> Vec<RuleId> {
        let dynamic = in_place.dynamic.as_ref();
        let dynamic = dynamic.map(|dynamic| self.scopes.resolve(self.scope, dynamic));
        let references = in_place.reference.into_iter().chain(dynamic);
        references.chain(in_place.all_of.iter().copied()).collect()
    }

    /// Whether the value satisfies the rule. Once the judge is undecided, the answer means nothing.
    pub(crate) fn accepts(&mut self, id: RuleId, node: Node<'_>) -> bool {
        let rule = self.plan.rule(id);
        let assertions = match &rule.body {
            Body::Always(answer) => return *answer,
            Body::Keywords(assertions) => assertions,
        };
        if !rule.kinds.has(node.kind()) {
            return false;
        }
        if self.depth >= MAX_DEPTH || !self.budget.spend(1) {
            return self.give_up();
        }
        self.depth += 1;
        let remembers = self.budget.remembers() && is_worth_remembering(assertions, node);
        let answer = if rule.loops || remembers || self.plan.dynamic {
            self.answer_carefully(rule, assertions, node, remembers)
        } else {
            self.satisfies(assertions, node)
        };
        self.depth -= 1;
        answer
    }

    #[cold]
    fn give_up(&mut self) -> bool {
        let why = if self.budget.is_spent() {
            Undecided::Steps
        } else {
            Undecided::Depth
        };
        self.undecided.get_or_insert(why);
        false
    }

    fn answer_carefully(
        &mut self,
        rule: &Rule,
        assertions: &Assertions,
        node: Node<'_>,
        remembers: bool,
    ) -> bool {
        let outer = self.enter(rule);
        let question = (rule.id, node.index(), self.scope);
        let known = self.answers.get(&question).copied();
        let answer = known.unwrap_or_else(|| {
            if rule.loops && self.open.contains(&question) {
                // The same question inside itself adds nothing: the answer is what the rest says.
                return true;
            }
            let open = self.open.len();
            if rule.loops {
                self.open.push(question);
            }
            let answer = self.satisfies(assertions, node);
            self.open.truncate(open);
            // An undecided judge remembers what means nothing, but nobody asks it any more.
            if remembers {
                remember(&mut self.answers, question, answer, ANSWERS);
            }
            answer
        });
        self.scope = outer;
        answer
    }

    /// Enters a rule's resource; gives the scope to return to.
    pub(crate) fn enter(&mut self, rule: &Rule) -> Scope {
        let outer = self.scope;
        if self.plan.dynamic {
            self.scope = self.scopes.enter(outer, rule.resource);
        }
        outer
    }

    fn satisfies(&mut self, rules: &Assertions, node: Node<'_>) -> bool {
        let kind = node.kind();
        let number = node.as_number().map(Value::new);
        if rules.types.is_some_and(|types| !is_of(types, kind, number)) {
            return false;
        }
        if !self.spend(weight(rules, kind, node)) {
            return false;
        }
        let values = rules.values.as_ref();
        if values.is_some_and(|values| !is_among(values, node)) {
            return false;
        }
        let alone = match (kind, number) {
            (_, Some(value)) => (rules.number.as_ref()).is_none_or(|rules| is_within(rules, value)),
            (Kind::String, _) => {
                (rules.string.as_ref()).is_none_or(|rules| self.string(rules, node))
            }
            (Kind::Array, _) => (rules.array.as_ref()).is_none_or(|rules| self.array(rules, node)),
            (Kind::Object, _) => {
                (rules.object.as_ref()).is_none_or(|rules| self.object(rules, node))
            }
            _ => true,
        };
        alone
            && (rules.in_place.as_ref()).is_none_or(|in_place| self.in_place(in_place, node))
            && self.unevaluated(rules, kind, node)
    }

    fn string(&mut self, rules: &StringRules, node: Node<'_>) -> bool {
        let Some(text) = node.as_str() else {
            return true;
        };
        rules
            .max_length
            .is_none_or(|limit| length::at_most(&text, limit))
            && rules
                .min_length
                .is_none_or(|limit| length::at_least(&text, limit))
            && rules
                .pattern
                .as_ref()
                .is_none_or(|pattern| self.matches(pattern, &text))
            && rules
                .format
                .as_ref()
                .is_none_or(|format| format.accepts(&text))
            && rules
                .content
                .as_ref()
                .is_none_or(|content| content.accepts(&text))
    }

    /// Whether the pattern matches; `false`, and undecided, when that takes too many steps.
    pub(crate) fn matches(&mut self, pattern: &Pattern, text: &str) -> bool {
        let (found, steps) = pattern.search(text);
        if found.is_err() {
            self.undecided.get_or_insert(Undecided::Pattern);
        }
        self.spend_steps(steps) && found == Ok(true)
    }

    fn array(&mut self, rules: &ArrayRules, node: Node<'_>) -> bool {
        let len = node.len() as u64;
        if rules.min_items.is_some_and(|limit| len < limit)
            || rules.max_items.is_some_and(|limit| len > limit)
        {
            return false;
        }
        if !rules.prefix.is_empty() || rules.rest.is_some() {
            for (index, element) in node.elements().enumerate() {
                let Some(rule) = rules.prefix.get(index).copied().or(rules.rest) else {
                    break;
                };
                if !self.accepts(rule, element) {
                    return false;
                }
            }
        }
        (!rules.unique || self.is_distinct(node)) && self.contains(rules, node)
    }

    /// `uniqueItems`
    fn is_distinct(&mut self, node: Node<'_>) -> bool {
        self.spend(node.raw().len() / 4) && unique::first_repeat(node).is_none()
    }

    fn contains(&mut self, rules: &ArrayRules, node: Node<'_>) -> bool {
        let Some(contains) = &rules.contains else {
            return true;
        };
        let min = contains.min.unwrap_or(1);
        let mut found = 0;
        for element in node.elements() {
            if found >= min && contains.max.is_none() {
                return true;
            }
            found += u64::from(self.accepts(contains.rule, element));
        }
        found >= min && contains.max.is_none_or(|max| found <= max)
    }

    fn object(&mut self, rules: &ObjectRules, node: Node<'_>) -> bool {
        let len = node.len() as u64;
        if rules.min_properties.is_some_and(|limit| len < limit)
            || rules.max_properties.is_some_and(|limit| len > limit)
        {
            return false;
        }
        let mut required = 0;
        let mut next = 0;
        for member in node.members() {
            let mut known = false;
            if let Some(name) = rules.names.find(member, &mut next) {
                required += usize::from(name.required);
                if let Some(rule) = name.rule {
                    known = true;
                    if !self.accepts(rule, member.value()) {
                        return false;
                    }
                }
            }
            if !rules.patterns.is_empty() {
                let name = member.name();
                for (pattern, rule) in &rules.patterns {
                    if self.matches(pattern, &name) {
                        known = true;
                        if !self.accepts(*rule, member.value()) {
                            return false;
                        }
                    }
                }
            }
            let additional = rules.additional.filter(|_| !known);
            if additional.is_some_and(|rule| !self.accepts(rule, member.value())) {
                return false;
            }
            if rules
                .property_names
                .is_some_and(|rule| !self.accepts(rule, member.key()))
            {
                return false;
            }
        }
        // A name that stands twice counts twice, but then the document is refused for that.
        required >= rules.names.required()
            && (rules.dependent_required.is_empty() || {
                let asked = rules.names_asked();
                let present = Present::new(node, asked);
                let mut dependent = rules.dependent_required.iter();
                self.spend(asked)
                    && dependent.all(|(name, needed)| {
                        !present.has(name) || needed.iter().all(|name| present.has(name))
                    })
            })
    }

    fn in_place(&mut self, rules: &InPlace, node: Node<'_>) -> bool {
        rules.reference.is_none_or(|rule| self.accepts(rule, node))
            && (rules.dynamic.as_ref())
                .is_none_or(|dynamic| self.accepts(self.scopes.resolve(self.scope, dynamic), node))
            && rules.all_of.iter().all(|&rule| self.accepts(rule, node))
            && (rules.any_of.as_ref()).is_none_or(|branches| self.accepting(branches, node, 1) == 1)
            && (rules.one_of.as_ref()).is_none_or(|branches| self.accepting(branches, node, 2) == 1)
            && rules.not.is_none_or(|rule| !self.accepts(rule, node))
            && rules.condition.as_ref().is_none_or(|condition| {
                let outcome = if self.accepts(condition.test, node) {
                    condition.then
                } else {
                    condition.otherwise
                };
                outcome.is_none_or(|rule| self.accepts(rule, node))
            })
            && (rules.dependent_schemas.is_empty() || {
                let present = Present::new(node, rules.dependent_schemas.len());
                let mut dependent = rules.dependent_schemas.iter();
                self.spend(dependent.len())
                    && dependent.all(|(name, rule)| !present.has(name) || self.accepts(*rule, node))
            })
    }

    /// How many branches accept the value, counted up to `enough`.
    pub(crate) fn accepting(
        &mut self,
        branches: &[RuleId],
        node: Node<'_>,
        enough: usize,
    ) -> usize {
        let fitting = |rule: &&RuleId| self.plan.rule(**rule).kinds.has(node.kind());
        let object =
            node.kind() == Kind::Object && branches.iter().filter(fitting).nth(1).is_some();
        if object && !self.spend(branches.len()) {
            return 0;
        }
        let mut accepting = 0;
        for &rule in branches {
            let fits = !object || self.fits(rule, node);
            accepting += usize::from(fits && self.accepts(rule, node));
            if accepting == enough {
                break;
            }
        }
        accepting
    }

    /// Whether an object has what tells that the branch may accept it.
    fn fits(&self, rule: RuleId, object: Node<'_>) -> bool {
        let plan = self.plan;
        let tag = plan.rule(rule).tag.as_ref();
        tag.is_none_or(|tag| tag.fits(object, |rule| plan.rule(rule).assertions()))
    }
}

/// Whether to find an answer out again could take longer than to look it up.
pub(crate) fn is_worth_remembering(rules: &Assertions, node: Node<'_>) -> bool {
    rules.in_place.is_some() || matches!(node.kind(), Kind::Array | Kind::Object)
}

/// The steps that a value takes by itself, apart from the rules for what is in it.
pub(crate) fn weight(rules: &Assertions, kind: Kind, node: Node<'_>) -> usize {
    let text = || node.raw().len();
    match kind {
        Kind::Null | Kind::Boolean => 0,
        Kind::String => text() / 64,
        // Long numbers are divided as they are written.
        Kind::Number => 1 + text() / 16,
        // What is listed is compared as a whole.
        Kind::Array | Kind::Object if rules.values.is_some() => text() / 8,
        Kind::Array => rules.array.as_ref().map_or(0, |_| node.len()),
        Kind::Object => rules.object.as_ref().map_or(0, |_| node.len()),
    }
}

/// `type`
pub(crate) fn is_of(types: Types, kind: Kind, number: Option<Value<'_>>) -> bool {
    types.allows_kind(kind) && number.is_none_or(|value| types.allows_number(value))
}

/// `enum` and `const`
pub(crate) fn is_among(values: &Values, node: Node<'_>) -> bool {
    if let Some(text) = node.as_str() {
        return values.words.contains(&text);
    }
    let allowed = values
        .enumeration
        .as_ref()
        .is_none_or(|allowed| allowed.has(node));
    allowed && (values.constant.as_ref()).is_none_or(|json| equality::equals_json(node, json))
}

pub(crate) fn is_within(rules: &NumberRules, value: Value<'_>) -> bool {
    rules
        .minimum
        .as_ref()
        .is_none_or(|bound| bound.compare(value).is_ge())
        && rules
            .maximum
            .as_ref()
            .is_none_or(|bound| bound.compare(value).is_le())
        && rules
            .exclusive_minimum
            .as_ref()
            .is_none_or(|bound| bound.compare(value).is_gt())
        && rules
            .exclusive_maximum
            .as_ref()
            .is_none_or(|bound| bound.compare(value).is_lt())
        && (rules.multiple_of.as_ref())
            .is_none_or(|of| multiple_of::is_multiple_of(value.exact, of.get()))
}
