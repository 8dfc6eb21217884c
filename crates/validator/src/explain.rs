//! The explanation: every reason why a value does not satisfy a rule.
//!
//! In: a [`Judge`], a rule, a document that was refused. Out: violations, each with the narrowest
//! span, the keyword's place and the facts. It walks the same plan as the verdict, but goes on
//! after a fault. Each rule explains each value once, so the work is bounded like the judge's, and
//! no list of alternatives is ever built: where branches fail, [`branch`] picks the one that was
//! meant, and only that one is explained.
//!
//! What a newcomer would miss: where the type is wrong, the other keywords of that schema are not
//! asked. They could only say in other words that this is not what was expected.

use std::collections::HashMap;

use trueup_document::{Kind, Member, Node, Span};
use trueup_schema::SchemaSet;

use crate::judge::{Budget, Judge, Marking, Scope, is_of, is_worth_remembering, weight};
use crate::plan::{Assertions, Body, Condition, InPlace, Plan, Rule, RuleId, Value};
use crate::present::Present;
use crate::text::kept;
use crate::violation::{Context, Fault, Severity, Violation};

mod array;
mod branch;
mod deprecated;
mod difference;
mod found;
mod keep;
mod leaf;
mod names;
mod object;
mod reasons;
mod route;
mod several;

use branch::Choice;
use found::{Found, Sink};
pub(crate) use keep::CANDIDATES;
use route::Turn;

/// What an explanation found.
pub(crate) struct Explanation {
    pub(crate) violations: Vec<Violation>,
    /// Whether there is, or may be, more.
    pub(crate) truncated: bool,
    /// Whether anything deprecated is used, listed or not.
    pub(crate) deprecated: bool,
}

/// What to look for.
#[derive(Clone, Copy)]
pub(crate) struct Search {
    pub(crate) faults: bool,
    /// How much deprecated values weigh, if they are looked for.
    pub(crate) deprecated: Option<Severity>,
    pub(crate) limit: usize,
    /// What the search may take.
    pub(crate) budget: Budget,
}

/// Finds what is wrong with a value.
pub(crate) fn explain(
    set: &SchemaSet,
    plan: &Plan,
    rule: RuleId,
    node: Node<'_>,
    search: Search,
) -> Explanation {
    let document = node.document();
    let mut explainer = Explainer {
        set,
        judge: Judge::new(plan, search.budget),
        path: Vec::new(),
        route: Vec::new(),
        contexts: Vec::new(),
        search,
        unavoidable: None,
        deprecated: false,
        sink: Sink::collecting(search.limit),
        choices: HashMap::new(),
        looking: false,
    };
    if search.faults {
        explainer.explain(rule, node);
    }
    if search.deprecated.is_some() {
        explainer.warn(rule, node);
    }
    let gave_up = explainer.judge.undecided().is_some();
    let sink = explainer.sink;
    Explanation {
        truncated: sink.is_full() || gave_up,
        deprecated: explainer.deprecated,
        violations: found::located(sink.found, set, document),
    }
}

/// One step from a value to a value in it.
#[derive(Clone, Copy)]
enum Step<'d> {
    Member(Member<'d>),
    Element(usize),
}

struct Explainer<'p, 'd> {
    set: &'p SchemaSet,
    judge: Judge<'p>,
    /// The way from the root to the value that is looked at.
    path: Vec<Step<'d>>,
    /// The way from the root schema to the rule that is asked.
    route: Vec<Turn<'p>>,
    /// What the rules that are asked depend on, the innermost last.
    contexts: Vec<Context>,
    search: Search,
    /// The depth of a property that the schema requires, while its value is searched for what is
    /// deprecated.
    unavoidable: Option<usize>,
    /// Whether anything deprecated was met.
    deprecated: bool,
    sink: Sink,
    /// The branches that were picked; picking is the one thing here that could repeat itself.
    choices: HashMap<(RuleId, &'static str, usize, Scope), Choice>,
    /// Whether the walk is after the reason of a fault above.
    looking: bool,
}

impl<'p, 'd> Explainer<'p, 'd> {
    /// Finds every reason why the value does not satisfy the rule; none if it does.
    fn explain(&mut self, id: RuleId, node: Node<'d>) {
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
        if self.judge.descend() {
            match &rule.body {
                Body::Always(true) => {}
                Body::Always(false) => self.refuse_wholly(rule, node),
                Body::Keywords(assertions) => {
                    let question = (rule.id, node.index(), self.judge.scope());
                    if !is_worth_remembering(assertions, node) || self.sink.visits(question) {
                        self.assertions(rule, assertions, node);
                    }
                }
            }
        }
        self.judge.leave(outer);
        self.route.truncate(known);
    }

    /// Whether nothing more is told, whatever is found.
    fn has_ended(&self) -> bool {
        self.sink.is_full() || self.judge.undecided().is_some()
    }

    fn assertions(&mut self, rule: &'p Rule, rules: &'p Assertions, node: Node<'d>) {
        let kind = node.kind();
        let number = node.as_number().map(Value::new);
        if let Some(types) = rules.types.filter(|&types| !is_of(types, kind, number)) {
            match rules.hidden {
                Some(keyword) => self.hidden(keyword, rule, node),
                None => self.refuse("type", rule, node, || leaf::wrong_type(types, node)),
            }
            return;
        }
        if !self.judge.spend(weight(rules, kind, node)) {
            return;
        }
        if let Some(values) = &rules.values {
            self.values(rule, values, node);
        }
        match kind {
            Kind::Number => {
                if let (Some(rules), Some(value)) = (&rules.number, number) {
                    self.number(rule, rules, value, node);
                }
            }
            Kind::String => {
                if let (Some(rules), Some(text)) = (&rules.string, node.as_str()) {
                    self.string(rule, rules, &text, node);
                }
            }
            Kind::Array => {
                if let Some(rules) = &rules.array {
                    self.array(rule, rules, node);
                }
            }
            Kind::Object => {
                if let Some(rules) = &rules.object {
                    self.object(rule, rules, node);
                }
            }
            Kind::Null | Kind::Boolean => {}
        }
        if let Some(in_place) = &rules.in_place {
            self.in_place(rule, in_place, node);
        }
        self.unevaluated(rule, rules, node);
    }

    fn in_place(&mut self, rule: &'p Rule, rules: &'p InPlace, node: Node<'d>) {
        for (turn, needed) in route::needed(rules).zip(self.judge.needed(rules)) {
            self.explain_by(turn, needed, node);
        }
        if let Some(branches) = &rules.any_of
            && self.judge.accepting(branches, node, 1) == 0
        {
            self.no_branch("anyOf", rule, branches, node);
        }
        if let Some(branches) = &rules.one_of {
            match self.judge.accepting(branches, node, 2) {
                0 => self.no_branch("oneOf", rule, branches, node),
                1 => {}
                _ => self.many_branches(rule, branches, node),
            }
        }
        if let Some(not) = rules.not.filter(|&not| self.judge.accepts(not, node)) {
            self.excluded(rule, not, node);
        }
        if let Some(condition) = &rules.condition {
            self.condition(condition, node);
        }
        let present = Present::new(node, rules.dependent_schemas.len());
        for (name, dependent) in &rules.dependent_schemas {
            if present.has(name) {
                let turn = route::name(rules.dependent_keyword, name);
                self.contexts.push(Context::Dependent { name: kept(name) });
                self.explain_by(turn, *dependent, node);
                self.contexts.pop();
            }
        }
    }

    fn condition(&mut self, condition: &Condition, node: Node<'d>) {
        let holds = self.judge.accepts(condition.test, node);
        let (keyword, outcome) = if holds {
            ("then", condition.then)
        } else {
            ("else", condition.otherwise)
        };
        if let Some(rule) = outcome {
            let because = branch::because(self.judge.plan(), condition.test, node);
            let because = because.filter(|_| holds);
            self.contexts.push(Context::Condition { holds, because });
            self.explain_by(route::by(keyword), rule, node);
            self.contexts.pop();
        }
    }

    /// What people call the schema of a rule.
    fn name_of(&self, rule: RuleId) -> Option<String> {
        names::of(self.set, self.judge.plan().rule(rule).schema)
    }

    fn unevaluated(&mut self, rule: &'p Rule, rules: &'p Assertions, node: Node<'d>) {
        let plan = self.judge.plan();
        if let Some(unevaluated) = rules.object.as_ref().and_then(|object| object.unevaluated) {
            let left = self
                .judge
                .unevaluated_members(rules, node, Marking::Forgiving);
            let near = object::Near::default();
            for member in left {
                let free = || near.free(node, || object::known_names(plan, rules));
                self.unknown(rule, "unevaluatedProperties", unevaluated, member, free);
            }
        }
        if let Some(unevaluated) = rules.array.as_ref().and_then(|array| array.unevaluated) {
            let left = self
                .judge
                .unevaluated_elements(rules, node, Marking::Forgiving);
            for (index, element) in left {
                let turn = route::by("unevaluatedItems");
                self.element(rule, turn, unevaluated, index, element);
            }
        }
    }

    /// Reports a fault of a whole value.
    fn refuse(
        &mut self,
        keyword: &'static str,
        rule: &Rule,
        node: Node<'d>,
        fault: impl FnOnce() -> Fault,
    ) {
        self.refuse_span(keyword, rule, node.span(), fault);
    }

    /// Reports a fault of the value that is looked at, where a part of it says most.
    fn refuse_span(
        &mut self,
        keyword: &'static str,
        rule: &Rule,
        span: Span,
        fault: impl FnOnce() -> Fault,
    ) {
        // What the judge says once it is undecided means nothing, so nothing can be told from it.
        if self.judge.undecided().is_some() {
            return;
        }
        self.sink.add(self.path.len(), || {
            let named = Some(keyword).filter(|&keyword| keyword != found::FALSE);
            Found {
                severity: Severity::Error,
                keyword,
                schema: rule.schema,
                path: found::pointer(&self.path),
                route: route::pointer(&self.route, named),
                span,
                fault: fault(),
                context: self.contexts.last().cloned(),
            }
        });
    }

    /// Reports a value that may not go in this direction, at its name.
    fn hidden(&mut self, keyword: &'static str, rule: &Rule, node: Node<'d>) {
        let (name, span) = found::named(&self.path, node.span());
        self.refuse_span(keyword, rule, span, || Fault::Hidden { name });
    }

    /// Reports that a `false` schema stands at a value, at its name.
    fn refuse_wholly(&mut self, rule: &Rule, node: Node<'d>) {
        let (name, span) = found::named(&self.path, node.span());
        self.refuse_span(found::FALSE, rule, span, || Fault::Never { name });
    }
}
