//! Strings, numbers and literals in the quick walk.

use std::borrow::Cow;

use trueup_document::cursor::Text;
use trueup_document::{Json, Kind, Number};
use trueup_rules::{date_time, length};

use super::program::{Check, StringCheck};
use super::{Quick, Stop, Walk};
use crate::judge::{is_of, is_within};
use crate::plan::{Assertions, RuleId, StringRules, Value, Words};

impl<'p> Quick<'p, '_> {
    #[inline(always)]
    pub(super) fn literal(&mut self, check: &Check, at: usize, byte: u8) -> Walk {
        let accepted = match byte {
            b't' => check.yes,
            b'f' => check.no,
            _ => check.null,
        };
        if !accepted {
            return Err(Stop::Refused);
        }
        self.cursor.literal(at, byte).ok_or(Stop::Closer)
    }

    #[inline(always)]
    pub(super) fn string(&mut self, rule: RuleId, check: &'p Check, at: usize) -> Walk {
        if let Some(words) = &check.words {
            return self.word(rule, &check.string, words, at);
        }
        let check = &check.string;
        let text = self.text(at)?;
        self.string_value(rule, check, text)
    }

    /// A string of which only the length is asked.
    #[inline(always)]
    pub(super) fn length(&mut self, check: &Check, at: usize) -> Walk {
        let text = self.text(at)?;
        let bytes = text.end - text.start - 2;
        if check.string.has_length(bytes, || self.cursor.value(text)) {
            Ok(text.end)
        } else {
            Err(Stop::Refused)
        }
    }

    /// The end of a number of which no more is asked than its bounds, if it is a short integer and
    /// keeps them.
    #[inline(always)]
    pub(super) fn short_integer(&self, check: &Check, at: usize) -> Option<usize> {
        let number = self.cursor.number(at)?;
        let bounds = check.number.least..=check.number.greatest;
        bounds.contains(&number.whole?).then_some(number.end)
    }

    #[inline(always)]
    fn string_value(&mut self, rule: RuleId, check: &StringCheck, text: Text) -> Walk {
        let bytes = text.end - text.start - 2;
        let plan = self.plan;
        let rules = || plan.rule(rule).assertions()?.string.as_deref();
        let cursor = &self.cursor;
        match check.accepts(bytes, || cursor.value(text), rules, &mut self.fuel.left) {
            Some(true) => Ok(text.end),
            Some(false) => Err(Stop::Refused),
            None => Err(Stop::Closer),
        }
    }

    fn assertions(&self, rule: RuleId) -> Option<&'p Assertions> {
        self.plan.rule(rule).assertions()
    }

    /// A string of a list.
    fn word(&mut self, rule: RuleId, check: &StringCheck, words: &Words, at: usize) -> Walk {
        let found = words.at(self.cursor.bytes(), at);
        // A word that is listed still has to keep to what else is said of strings.
        if let Some(end) = found.filter(|_| !check.beside_words()) {
            return Ok(end);
        }
        let (text, print) = self.cursor.printed(at).ok_or(Stop::Closer)?;
        let value = self.cursor.value(text);
        if !words.contains_printed(&value, print) {
            return Err(Stop::Refused);
        }
        self.string_value(rule, check, text)
    }

    #[inline(always)]
    pub(super) fn number(&mut self, rule: RuleId, check: &Check, at: usize) -> Walk {
        let check = &check.number;
        let number = self.cursor.number(at).ok_or(Stop::Closer)?;
        let more = match number.whole {
            Some(value) if value < check.least || value > check.greatest => {
                return Err(Stop::Refused);
            }
            Some(_) => check.more,
            None => check.others,
        };
        if more && !self.exact_number(rule, at, number.end)? {
            return Err(Stop::Refused);
        }
        Ok(number.end)
    }

    #[inline(never)]
    fn exact_number(&self, rule: RuleId, at: usize, end: usize) -> Result<bool, Stop> {
        let number = self.cursor.text().get(at..end).and_then(Number::parse);
        let (Some(number), Some(rules)) = (number, self.assertions(rule)) else {
            return Err(Stop::Closer);
        };
        Ok(accepts_number(rules, number))
    }
}

impl StringCheck {
    /// Whether more is asked of a listed word than that it is listed.
    #[inline(always)]
    pub(super) fn beside_words(&self) -> bool {
        self.date_time || self.more || self.min_length > 0 || self.max_length < u64::MAX
    }

    /// Whether a string of so many bytes between its quotes is accepted, lists apart; `None` when
    /// only the judge can tell. A pattern takes of what work is left.
    #[inline(always)]
    pub(super) fn accepts<'t, 'p>(
        &self,
        bytes: usize,
        value: impl Fn() -> Cow<'t, str>,
        rules: impl FnOnce() -> Option<&'p StringRules>,
        left: &mut usize,
    ) -> Option<bool> {
        if !self.has_length(bytes, &value) {
            return Some(false);
        }
        if self.date_time && !date_time::is_date_time(&value()) {
            return Some(false);
        }
        if self.more {
            return more(rules()?, &value(), left);
        }
        Some(true)
    }

    /// Whether a string of so many bytes between its quotes is as long as it may be.
    #[inline(always)]
    pub(super) fn has_length<'t>(&self, bytes: usize, value: impl Fn() -> Cow<'t, str>) -> bool {
        length::of_json_string(bytes, self.min_length, self.max_length, value)
    }
}

#[inline(never)]
fn more(rules: &StringRules, value: &str, left: &mut usize) -> Option<bool> {
    if let Some(pattern) = &rules.pattern {
        let (found, steps) = pattern.search(value);
        *left = left.checked_sub(usize::try_from(steps).ok()?)?;
        if !found.ok()? {
            return Some(false);
        }
    }
    let format = rules.format.as_ref();
    let content = rules.content.as_ref();
    Some(
        format.is_none_or(|format| format.accepts(value))
            && content.is_none_or(|content| content.accepts(value)),
    )
}

/// Whether all that is said of a number accepts it.
pub(super) fn accepts_number(rules: &Assertions, number: Number<'_>) -> bool {
    let value = Value::new(number);
    let is = |json: &Json| matches!(json, Json::Number(listed) if listed.get() == number);
    let values = rules.values.as_deref();
    let listed = values.is_none_or(|values| {
        let listed = values.enumeration.as_ref();
        listed.is_none_or(|list| list.has_number(number)) && values.constant.as_ref().is_none_or(is)
    });
    let (types, bounds) = (rules.types, rules.number.as_ref());
    listed
        && types.is_none_or(|types| is_of(types, Kind::Number, Some(value)))
        && bounds.is_none_or(|rules| is_within(rules, value))
}
