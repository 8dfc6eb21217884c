//! The last pass over a program: what a value's kind alone decides is written where the walks look
//! first.

use trueup_document::Kind;

use super::program::{Act, Check, Code, Program, StringCheck};
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
            check.on_tape = EACH.map(|kind| check.act(kind, check.exact, check.asks));
            for (place, kind) in EACH.into_iter().enumerate() {
                check.in_text[place] = check.act(kind, check.document, check.own);
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
    /// What a walk does with a value of a kind, which leaves some kinds to the judge, and looks at
    /// some for the rule itself.
    fn act(&self, kind: Kind, left: Kinds, looked_at: Kinds) -> Act {
        if self.plain.has(kind) {
            return Act::Accept;
        }
        if !self.kinds.has(kind) {
            return Act::Refuse;
        }
        if left.has(kind) {
            return Act::Document;
        }
        if !looked_at.has(kind) {
            return Act::Steps;
        }
        let alone = self.steps.is_empty();
        match kind {
            Kind::String if alone && self.words.is_none() => self.string.act(),
            Kind::String => Act::String,
            Kind::Number if alone && !self.number.more => Act::Bounds,
            Kind::Number => Act::Number,
            Kind::Object => Act::Object,
            Kind::Array => Act::Array,
            Kind::Boolean | Kind::Null => Act::Literal,
        }
    }
}

impl StringCheck {
    /// What a walk does with a string of which nothing else is asked.
    fn act(&self) -> Act {
        let any_length = self.min_length == 0 && self.max_length == u64::MAX;
        match (self.more, self.date_time) {
            (false, false) => Act::Length,
            (false, true) if any_length => Act::DateTime,
            _ => Act::String,
        }
    }
}
