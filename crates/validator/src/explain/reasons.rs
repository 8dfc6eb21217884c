//! What else can be said where nothing fits: why each of a few alternatives does not accept, and
//! which item comes nearest to what one must be.
//!
//! What a newcomer would miss: a reason is never looked for inside another. The walk below one
//! would look for reasons again, at every level of a nested payload, and that doubles with each.

use std::cmp::Reverse;

use trueup_document::{Node, Pointer, Span};

use super::found::{self, Found, Sink};
use super::{Explainer, Step, branch, keep};
use crate::plan::{Contains, Rule, RuleId};
use crate::violation::{Fault, Reason};

/// Of more alternatives than this, none is looked into.
const ALTERNATIVES: usize = 6;

/// How many items are compared.
const ITEMS: usize = 16;

/// How many faults of an item are counted.
const COUNTED: usize = 16;

/// Why alternatives do not fit.
#[derive(Default)]
struct Reasons {
    /// Invariant: their numbers are places among the branches, from 1.
    reasons: Vec<Reason>,
    /// The part of the value at which all of them go wrong, and nowhere else, if there is one.
    span: Option<Span>,
}

impl<'p, 'd> Explainer<'p, 'd> {
    /// Reports that no branch accepts and none was clearly meant, as near to the fault as that is
    /// the same for all.
    pub(super) fn unclear(
        &mut self,
        keyword: &'static str,
        rule: &Rule,
        branches: &'p [RuleId],
        node: Node<'d>,
    ) {
        let Reasons { reasons, span } = self.reasons(branches, node);
        if let [first, rest @ ..] = &reasons[..]
            && span.is_some()
            && rest.iter().all(|reason| reason.fault == first.fault)
        {
            // What all of them say needs no mention of them.
            let meant = branches[first.number - 1];
            self.branch(keyword, branches, meant, true, node);
            return;
        }
        let names = branches.iter().filter_map(|&branch| self.name_of(branch));
        let mut names: Vec<String> = names.collect();
        if names.len() < branches.len() {
            names.clear();
        }
        self.refuse_span(keyword, rule, span.unwrap_or(node.span()), || {
            Fault::NoBranch {
                value: keep::value(node),
                branches: branches.len(),
                names,
                reasons,
            }
        });
    }

    /// Why each of the branches, none of which accepts, does not. If some take values of this type,
    /// the others are passed over.
    fn reasons(&mut self, branches: &'p [RuleId], node: Node<'d>) -> Reasons {
        if !self.may_look() {
            return Reasons::default();
        }
        let plan = self.judge.plan();
        let mut asked: Vec<(usize, RuleId)> = branches.iter().copied().enumerate().collect();
        if branches
            .iter()
            .any(|&branch| branch::takes(plan, branch, node))
        {
            asked.retain(|&(_, branch)| branch::takes(plan, branch, node));
        }
        if asked.len() > ALTERNATIVES {
            return Reasons::default();
        }
        let reasons = asked.into_iter().map(|(at, branch)| {
            let name = self.name_of(branch);
            self.reason(at + 1, name, branch, node)
        });
        let Some(reasons) = reasons.collect::<Option<Vec<(Reason, Span)>>>() else {
            return Reasons::default();
        };
        let first = reasons.first().map(|&(_, span)| span);
        let alike = |(reason, span): &(Reason, Span)| {
            reason.only && !reason.at.as_str().is_empty() && Some(*span) == first
        };
        Reasons {
            span: first.filter(|_| reasons.iter().all(alike)),
            reasons: reasons.into_iter().map(|(reason, _)| reason).collect(),
        }
    }

    /// The item that comes nearest to what `contains` wants, and why it is not that.
    pub(super) fn nearest_item(
        &mut self,
        contains: &Contains,
        node: Node<'d>,
    ) -> Option<Box<Reason>> {
        if !self.may_look() {
            return None;
        }
        let items = node.elements().take(ITEMS).enumerate();
        let scored = items.map(|(at, item)| {
            let score = self.inside(at, Sink::counting(COUNTED), |explainer| {
                explainer.explain(contains.rule, item);
            });
            let (count, deepest) = score.score();
            ((count, Reverse(deepest)), at, item)
        });
        let (_, at, item) = scored.min_by_key(|&(score, ..)| score)?;
        self.path.push(Step::Element(at));
        let reason = self.reason(at, None, contains.rule, item);
        self.path.pop();
        reason.map(|(reason, _)| Box::new(reason))
    }

    /// Whether there is somebody to tell, and this is no reason in a reason.
    fn may_look(&self) -> bool {
        self.sink.keeps() && !self.looking
    }

    /// Why a rule does not accept a value, and where; `None` if the search for it had to end.
    fn reason(
        &mut self,
        number: usize,
        name: Option<String>,
        rule: RuleId,
        node: Node<'d>,
    ) -> Option<(Reason, Span)> {
        let here = found::pointer(&self.path);
        let found = self.looked(Sink::collecting(2), |explainer| {
            explainer.explain(rule, node);
        });
        let only = found.found.len() == 1;
        let Found {
            keyword,
            path,
            fault,
            span,
            ..
        } = found.found.into_iter().next()?;
        let at = path.as_str().strip_prefix(here.as_str())?;
        let reason = Reason {
            number,
            name,
            at: Pointer::parse(at).unwrap_or_default(),
            keyword: keyword.to_owned(),
            fault,
            only,
        };
        Some((reason, span))
    }

    fn inside(&mut self, at: usize, sink: Sink, walk: impl FnOnce(&mut Self)) -> Sink {
        self.path.push(Step::Element(at));
        let sink = self.looked(sink, walk);
        self.path.pop();
        sink
    }

    /// Walks with another sink, and gives it back.
    fn looked(&mut self, sink: Sink, walk: impl FnOnce(&mut Self)) -> Sink {
        let outer = std::mem::replace(&mut self.sink, sink);
        let looking = std::mem::replace(&mut self.looking, true);
        walk(self);
        self.looking = looking;
        std::mem::replace(&mut self.sink, outer)
    }
}
