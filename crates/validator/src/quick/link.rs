//! The last pass over a program: what a value's kind alone decides is written where the walks look
//! first.

use trueup_document::Kind;

use super::program::{Act, Check, Code, Go, Program};
use crate::plan::kinds::EACH;
use crate::plan::{Kinds, RuleId};

impl Program {
    /// Writes down what depends on other codes, which must not change any more.
    pub(super) fn link(&mut self) {
        let accepted = self.codes.iter().map(|code| match code {
            Code::Any => Kinds::ALL,
            Code::Never | Code::Closer => Kinds::NONE,
            Code::Kinds(kinds) => *kinds,
            Code::Check(check) => check.plain,
        });
        let accepted: Vec<Kinds> = accepted.collect();
        let plain = |rule: Option<RuleId>| rule.map_or(Kinds::ALL, |rule| accepted[rule.index()]);
        for code in &mut self.codes {
            let Code::Check(check) = code else {
                continue;
            };
            check.acts = EACH.map(|kind| check.act(kind));
            for (place, kind) in EACH.into_iter().enumerate() {
                check.goes[place] = check.go(kind);
            }
            if let Some(array) = &mut check.array {
                array.rest_plain = plain(array.rest);
            }
            if let Some(object) = &mut check.object {
                object.additional_plain = plain(object.additional);
                for name in &mut object.names {
                    name.plain = plain(name.rule);
                }
            }
        }
    }
}

impl Check {
    /// What is done with a value of a kind.
    fn act(&self, kind: Kind) -> Act {
        if self.plain.has(kind) {
            Act::Accept
        } else if !self.kinds.has(kind) {
            Act::Refuse
        } else if self.exact.has(kind) {
            Act::Judge
        } else if self.asks.has(kind) {
            Act::Own
        } else if self.steps.is_empty() {
            Act::Accept
        } else {
            Act::Steps
        }
    }

    /// What is done with a value of a kind where it stands in a text.
    fn go(&self, kind: Kind) -> Go {
        if self.plain.has(kind) {
            return Go::Over;
        }
        if !self.kinds.has(kind) {
            return Go::Refuse;
        }
        if self.document.has(kind) {
            return Go::Document;
        }
        if !self.own.has(kind) {
            return Go::Steps;
        }
        match kind {
            Kind::String => Go::String,
            Kind::Number => Go::Number,
            Kind::Object => Go::Object,
            Kind::Array => Go::Array,
            Kind::Boolean | Kind::Null => Go::Literal,
        }
    }
}
