//! Strings, numbers and literals in the quick walk.

use trueup_document::cursor::Text;
use trueup_document::{Json, Kind, Number};
use trueup_rules::{date_time, length};

use super::program::{Check, StringCheck};
use super::{Quick, Stop, Walk};
use crate::judge::{is_of, is_within};
use crate::plan::{Assertions, RuleId, StringRules, Value};

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
        let check = &check.string;
        if check.words {
            return self.word(rule, check, at);
        }
        let text = self.text(at)?;
        self.string_value(rule, check, text)
    }

    #[inline(always)]
    fn string_value(&mut self, rule: RuleId, check: &StringCheck, text: Text) -> Walk {
        let bytes = (text.end - text.start - 2) as u64;
        // The bytes of a text are no fewer than its characters, and those are no fewer than a
        // sixth of the bytes, since an escape of a character has six bytes, or twelve of two.
        let short = bytes <= check.max_length && check.min_length == 0;
        if !short && !self.has_length(check, text) {
            return Err(Stop::Refused);
        }
        if check.date_time && !date_time::is_date_time(&self.cursor.value(text)) {
            return Err(Stop::Refused);
        }
        if check.more {
            self.more(rule, text)?;
        }
        Ok(text.end)
    }

    fn has_length(&self, check: &StringCheck, text: Text) -> bool {
        let value = self.cursor.value(text);
        length::at_most(&value, check.max_length) && length::at_least(&value, check.min_length)
    }

    #[inline(never)]
    fn more(&mut self, rule: RuleId, text: Text) -> Result<(), Stop> {
        let Some(rules) = self.string_rules(rule) else {
            return Err(Stop::Closer);
        };
        let value = self.cursor.value(text);
        let matches = match &rules.pattern {
            Some(pattern) => pattern.is_match(&value).map_err(|_| Stop::Closer)?,
            None => true,
        };
        let accepted = matches
            && rules
                .format
                .as_ref()
                .is_none_or(|format| format.accepts(&value))
            && rules
                .content
                .as_ref()
                .is_none_or(|content| content.accepts(&value));
        if accepted { Ok(()) } else { Err(Stop::Refused) }
    }

    fn string_rules(&self, rule: RuleId) -> Option<&'p StringRules> {
        self.assertions(rule)?.string.as_deref()
    }

    fn assertions(&self, rule: RuleId) -> Option<&'p Assertions> {
        self.plan.rule(rule).assertions()
    }

    /// A string of a list.
    fn word(&mut self, rule: RuleId, check: &StringCheck, at: usize) -> Walk {
        let values = self
            .assertions(rule)
            .and_then(|rules| rules.values.as_ref());
        let words = &values.ok_or(Stop::Closer)?.words;
        let found = words.at(self.cursor.bytes(), at);
        // A word that is listed still has to keep to what else is said of strings.
        let plain = !check.date_time && !check.more && check.min_length == 0;
        if let Some(end) = found.filter(|_| plain && check.max_length == u64::MAX) {
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
        let value = Value::new(number);
        let is = |json: &Json| matches!(json, Json::Number(listed) if listed.get() == number);
        let values = rules.values.as_deref();
        let listed = values.is_none_or(|values| {
            let listed = values.enumeration.as_ref();
            listed.is_none_or(|list| list.has_number(number))
                && values.constant.as_ref().is_none_or(is)
        });
        Ok(listed
            && rules
                .types
                .is_none_or(|types| is_of(types, Kind::Number, Some(value)))
            && rules
                .number
                .as_ref()
                .is_none_or(|rules| is_within(rules, value)))
    }
}
