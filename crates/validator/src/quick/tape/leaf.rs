//! Strings, numbers and literals on the tape.

use std::borrow::Cow;

use trueup_document::number::{Number, short_integer};
use trueup_document::tape::Item;
use trueup_rules::date_time;

use super::Walk;
use crate::plan::{RuleId, Words};
use crate::quick::leaf::accepts_number;
use crate::quick::program::Check;

impl<'d> Walk<'_, 'd> {
    #[inline(always)]
    pub(super) fn literal(&self, check: &Check, item: Item<'d>) -> bool {
        match self.tape.bytes().get(item.start()) {
            Some(b't') => check.yes,
            Some(b'f') => check.no,
            _ => check.null,
        }
    }

    #[inline(always)]
    pub(super) fn string(&mut self, rule: RuleId, check: &Check, item: Item<'d>) -> bool {
        if let Some(words) = &check.words {
            if !self.is_word(words, item) {
                return false;
            }
            if !check.string.beside_words() {
                return true;
            }
        }
        let check = &check.string;
        let bytes = item.end() - item.start() - 2;
        let (plan, tape) = (self.plan, self.tape);
        let rules = || plan.rule(rule).assertions()?.string.as_deref();
        match check.accepts(bytes, || tape.text(item), rules, &mut self.fuel.left) {
            Some(accepted) => accepted,
            None => self.give_up(),
        }
    }

    /// A string of which only the length is asked.
    #[inline(always)]
    pub(super) fn length(&mut self, check: &Check, item: Item<'d>) -> bool {
        let bytes = item.end() - item.start() - 2;
        check.string.has_length(bytes, || self.tape.text(item))
    }

    #[inline]
    fn is_word(&self, words: &Words, item: Item<'d>) -> bool {
        words.at(self.tape.bytes(), item.start()).is_some()
            || match self.text(item) {
                Cow::Borrowed(plain) => words.contains_plain(plain),
                Cow::Owned(text) => words.contains(&text),
            }
    }

    /// Whether a string is a date-time as most are written.
    #[inline(always)]
    pub(super) fn date_time(&self, item: Item<'d>) -> bool {
        date_time::common_in_quotes(self.tape.bytes(), item.start()).is_some()
    }

    #[inline(always)]
    pub(super) fn number(&mut self, rule: RuleId, check: &Check, item: Item<'d>) -> bool {
        let check = &check.number;
        let more = match short_integer(self.tape.raw(item)) {
            Some(value) if value < check.least || value > check.greatest => return false,
            Some(_) => check.more,
            None => check.others,
        };
        !more || self.exact_number(rule, item)
    }

    #[inline(never)]
    fn exact_number(&mut self, rule: RuleId, item: Item<'d>) -> bool {
        if !self.burn(self.tape.raw(item).len() / 16) {
            return false;
        }
        let text = std::str::from_utf8(self.tape.raw(item)).ok();
        match (text.and_then(Number::parse), self.assertions(rule)) {
            (Some(number), Some(rules)) => accepts_number(rules, number),
            _ => self.give_up(),
        }
    }
}
