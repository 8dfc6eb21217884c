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

use crate::plan::{Assertions, Body, InPlace, Plan, Rule, RuleId};

mod budget;
mod evaluated;
mod keywords;
mod scope;

pub(crate) use budget::{ANSWERS, Budget, Fuel, remember};
pub(crate) use evaluated::Marking;
pub(crate) use keywords::{is_among, is_of, is_within, weight};
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
}

/// Whether to find an answer out again could take longer than to look it up.
pub(crate) fn is_worth_remembering(rules: &Assertions, node: Node<'_>) -> bool {
    rules.in_place.is_some() || matches!(node.kind(), Kind::Array | Kind::Object)
}
