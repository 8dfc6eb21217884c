//! The quick verdict on a value that has been read into a document.
//!
//! In: a [`Program`], a rule, a node in which no name stands twice. Out: accepted, refused, or
//! `None` for "only the judge can tell". It runs on the same program as the walk over the bytes,
//! but here a value can be walked again at no great cost, so it has codes for all combinations; and
//! it sees the whole of an object before it walks it, so that it can choose among branches.
//!
//! What a newcomer would miss: an answer in the middle of a walk may be wrong once `closer` is
//! set, which is looked at only in the end; and the fingerprint of each name is on the tape, so
//! names are compared as numbers before they are compared as texts.

use std::borrow::Cow;

use trueup_document::tape::{Item, Tape};
use trueup_document::{Kind, Node};

use super::choice::{Branches, Choice};
use super::program::{Act, Check, Code, Program, Step};
use crate::judge::{Fuel, Judge};
use crate::plan::{Assertions, Kinds, Plan, RuleId};

mod leaf;
mod parts;
mod unique;

/// The deepest stack of containers and combinations; what lies deeper is for the judge. One level
/// takes some KB of stack in a debug build.
const MAX_DEPTH: usize = 300;

/// Whether the rule accepts the value; `None` when only the judge can tell.
#[inline]
pub(crate) fn verdict(
    plan: &Plan,
    program: &Program,
    rule: RuleId,
    node: Node<'_>,
    fuel: &mut Fuel,
) -> Option<bool> {
    let tape = Tape::of(node);
    let at = node.index();
    let item = tape.item(at);
    let rule = program.entry(rule);
    if let Code::Check(check) = program.code(rule)
        && check.exact.has(item.kind())
    {
        return None;
    }
    let mut walk = Walk {
        plan,
        program,
        tape,
        depth: 0,
        fuel,
        closer: false,
    };
    let accepted = walk.accepts(rule, at, item);
    (!walk.closer).then_some(accepted)
}

struct Walk<'p, 'd> {
    plan: &'p Plan,
    program: &'p Program,
    tape: Tape<'d>,
    depth: usize,
    /// What is left of the work that it may do.
    fuel: &'p mut Fuel,
    /// Whether something was met that only the judge can tell. Then no answer counts.
    closer: bool,
}

impl<'p, 'd> Walk<'p, 'd> {
    /// Whether the rule accepts the value at a place.
    #[inline(always)]
    fn accepts(&mut self, rule: RuleId, at: usize, item: Item<'d>) -> bool {
        match self.program.code(rule) {
            Code::Any => true,
            Code::Never => false,
            Code::Kinds(kinds) => kinds.has(item.kind()),
            Code::Check(check) => self.check(rule, check, at, item),
            Code::Closer => self.give_up(),
        }
    }

    /// The same where the kinds are known that the rule accepts, whatever they are.
    #[inline(always)]
    fn accepts_beyond(&mut self, plain: Kinds, rule: RuleId, at: usize, item: Item<'d>) -> bool {
        plain.has(item.kind()) || self.accepts(rule, at, item)
    }

    fn check(&mut self, rule: RuleId, check: &'p Check, at: usize, item: Item<'d>) -> bool {
        let kind = item.kind();
        // There is one for each kind.
        let accepted = match check.on_tape[kind as usize] {
            Act::Accept => return true,
            Act::Steps => true,
            Act::Refuse | Act::None => return false,
            Act::Document => return self.judge(rule, at, item),
            Act::Length => return self.length(check, item),
            Act::DateTime => self.date_time(item) || self.string(rule, check, item),
            Act::String => self.string(rule, check, item),
            Act::Bounds | Act::Number => self.number(rule, check, item),
            Act::Object => self.object(rule, check, at, item),
            Act::Array => self.array(rule, check, at, item),
            Act::Literal => self.literal(check, item),
        };
        accepted && (check.steps.is_empty() || self.steps(check, kind, at, item))
    }

    /// Goes into an array or an object, or into a combination, at a cost; `false`, and undecided,
    /// when that is deeper or longer than a walk may go.
    #[inline(always)]
    fn enter(&mut self, cost: usize) -> bool {
        self.depth += 1;
        if !self.burn(cost) || self.depth > MAX_DEPTH {
            return self.give_up();
        }
        true
    }

    /// Takes fuel for work; `false`, and undecided, when that is more than there is.
    #[inline(always)]
    fn burn(&mut self, cost: usize) -> bool {
        self.fuel.burn(cost) || self.give_up()
    }

    #[inline(always)]
    fn leave(&mut self) {
        self.depth -= 1;
    }

    #[cold]
    fn give_up(&mut self) -> bool {
        self.closer = true;
        false
    }

    /// Asks the judge, which counts as work by the size of the value.
    #[cold]
    fn judge(&mut self, rule: RuleId, at: usize, item: Item<'d>) -> bool {
        let bytes = item.end() - item.start();
        if self.closer || !self.burn(bytes) {
            return self.give_up();
        }
        let node = self.tape.node(at);
        let verdict = Judge::verdict_within(self.plan, &mut self.fuel.judge, rule, node);
        verdict.unwrap_or_else(|_| self.give_up())
    }

    fn assertions(&self, rule: RuleId) -> Option<&'p Assertions> {
        self.plan.rule(rule).assertions()
    }

    fn steps(&mut self, check: &'p Check, kind: Kind, at: usize, item: Item<'d>) -> bool {
        let mut steps = check.steps.iter();
        let accepted =
            self.enter(1 + steps.len()) && steps.all(|step| self.step(step, kind, at, item));
        self.leave();
        accepted
    }

    fn step(&mut self, step: &'p Step, kind: Kind, at: usize, item: Item<'d>) -> bool {
        match step {
            Step::All(rule) => self.accepts(*rule, at, item),
            Step::Any(branches) => {
                let branches = self.branches(branches, kind, at);
                let mut all = branches.iter();
                self.burn(branches.len()) && all.any(|&rule| self.accepts(rule, at, item))
            }
            Step::One(branches) => {
                let branches = self.branches(branches, kind, at);
                if !self.burn(branches.len()) {
                    return false;
                }
                let mut accepting = branches
                    .iter()
                    .filter(|&&rule| self.accepts(rule, at, item));
                accepting.next().is_some() && accepting.next().is_none()
            }
            Step::Not(rule) => !self.accepts(*rule, at, item),
            Step::If(condition) => {
                let outcome = if self.accepts(condition.test, at, item) {
                    condition.then
                } else {
                    condition.otherwise
                };
                outcome.is_none_or(|rule| self.accepts(rule, at, item))
            }
        }
    }

    /// The branches that may accept a value.
    #[inline(always)]
    fn branches(&self, branches: &'p Branches, kind: Kind, at: usize) -> &'p [RuleId] {
        match &branches.choice {
            Some(choice) if kind == Kind::Object => self.chosen(choice, at),
            _ => branches.of(kind),
        }
    }

    fn chosen(&self, choice: &'p Choice, object: usize) -> &'p [RuleId] {
        let is = |item| self.is_named(item, &choice.name);
        let Some(place) = self.tape.find(object, choice.print, is) else {
            return choice.without();
        };
        let value = self.tape.item(place);
        if value.kind() == Kind::String {
            choice.with(&self.text(value))
        } else {
            choice.with_another()
        }
    }

    /// The value of a string or a name.
    #[inline(always)]
    fn text(&self, item: Item<'d>) -> Cow<'d, str> {
        self.tape.text(item)
    }

    #[inline(always)]
    fn is_named(&self, item: Item<'d>, name: &str) -> bool {
        if item.has_escapes() {
            self.text(item) == name
        } else {
            self.tape.inner(item) == name.as_bytes()
        }
    }
}
