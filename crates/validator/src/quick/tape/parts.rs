//! Arrays and objects on the tape.

use trueup_document::tape::Item;

use super::{Walk, unique};
use crate::judge::is_among;
use crate::plan::RuleId;
use crate::quick::program::{ArrayCheck, ArrayForm, Check, Form, Name, ObjectCheck};

/// What it takes to compare an array or an object as a whole.
fn weight(item: Item<'_>) -> usize {
    (item.end() - item.start()) / 4
}

impl<'p, 'd> Walk<'p, 'd> {
    pub(super) fn array(
        &mut self,
        rule: RuleId,
        check: &'p Check,
        at: usize,
        item: Item<'d>,
    ) -> bool {
        if check.words.is_some() && !self.is_listed(rule, at, item) {
            return false;
        }
        let Some(check) = &check.array else {
            return true;
        };
        let Some(parts) = item.count() else {
            return self.give_up();
        };
        let count = parts as u64;
        if count < check.min_items || count > check.max_items {
            return false;
        }
        let accepted = self.enter(1 + parts)
            && match check.form {
                ArrayForm::Same => self.rest(check, at + 1, item.next()),
                ArrayForm::Many => {
                    self.elements(check, at, item)
                        && (!check.unique || count < 2 || self.is_distinct(at, item))
                        && self.contains(check, at, item)
                }
            };
        self.leave();
        accepted
    }

    /// `uniqueItems`
    fn is_distinct(&mut self, at: usize, item: Item<'d>) -> bool {
        self.burn(weight(item)) && unique::are_distinct(self.tape, at)
    }

    /// `enum` and `const`, where they may list an array or an object.
    fn is_listed(&mut self, rule: RuleId, at: usize, item: Item<'d>) -> bool {
        if !self.burn(weight(item)) {
            return false;
        }
        let rules = self.assertions(rule);
        let values = rules.and_then(|rules| rules.values.as_ref());
        values.is_none_or(|values| is_among(values, self.tape.node(at)))
    }

    fn elements(&mut self, check: &'p ArrayCheck, at: usize, item: Item<'d>) -> bool {
        let (tape, mut at, end) = (self.tape, at + 1, item.next());
        let mut prefix = check.prefix.iter();
        while at < end {
            let Some(&rule) = prefix.next() else {
                return self.rest(check, at, end);
            };
            let element = tape.item(at);
            if !self.accepts(rule, at, element) {
                return false;
            }
            at = element.next();
        }
        true
    }

    /// The elements from a place on, which are all asked the same.
    #[inline(always)]
    fn rest(&mut self, check: &'p ArrayCheck, mut at: usize, end: usize) -> bool {
        let Some(rule) = check.rest else {
            return true;
        };
        while at < end {
            let element = self.tape.item(at);
            if !self.accepts_beyond(check.rest_plain, rule, at, element) {
                return false;
            }
            at = element.next();
        }
        true
    }

    fn contains(&mut self, check: &'p ArrayCheck, at: usize, item: Item<'d>) -> bool {
        let Some(contains) = &check.contains else {
            return true;
        };
        let (mut at, end) = (at + 1, item.next());
        let mut found = 0;
        while at < end && (found < contains.min || contains.max < u64::MAX) {
            let element = self.tape.item(at);
            found += u64::from(self.accepts(contains.rule, at, element));
            at = element.next();
        }
        contains.allows(found)
    }

    pub(super) fn object(
        &mut self,
        rule: RuleId,
        check: &'p Check,
        at: usize,
        item: Item<'d>,
    ) -> bool {
        if check.words.is_some() && !self.is_listed(rule, at, item) {
            return false;
        }
        let Some(check) = &check.object else {
            return true;
        };
        let Some(parts) = item.count() else {
            return self.give_up();
        };
        let count = parts as u64;
        if count < check.min_properties || count > check.max_properties {
            return false;
        }
        if !self.enter(1 + parts) {
            self.leave();
            return false;
        }
        let seen = match check.form {
            Form::Few => self.few(check, at, item),
            Form::Map => self.map(check, at, item),
            Form::Named => self.named(check, at, item),
            Form::Many => self.members(rule, check, at, item),
        };
        let accepted = seen.is_some_and(|seen| {
            seen & check.required == check.required
                && (!check.dependents || self.dependents(check, seen, at, item))
        });
        self.leave();
        accepted
    }

    /// Compares each member with the few names, where nothing is asked of others. Gives the bits of
    /// those that are there, if their values are accepted.
    fn few(&mut self, check: &'p ObjectCheck, at: usize, item: Item<'d>) -> Option<u64> {
        let (tape, mut at, end) = (self.tape, at + 1, item.next());
        let mut seen = 0;
        while at < end {
            let (key, value) = (tape.item(at), tape.item(at + 1));
            let print = key.print();
            for name in &check.names {
                if name.print == print && self.is(name, key) {
                    seen |= name.bit;
                    self.value(name, at + 1, value).then_some(())?;
                }
            }
            at = value.next();
        }
        Some(seen)
    }

    /// Walks all values, where no name matters.
    fn map(&mut self, check: &'p ObjectCheck, at: usize, item: Item<'d>) -> Option<u64> {
        let rule = check.additional?;
        let (tape, mut at, end) = (self.tape, at + 2, item.next());
        while at < end {
            let value = tape.item(at);
            self.accepts_beyond(check.additional_plain, rule, at, value)
                .then_some(())?;
            at = value.next() + 1;
        }
        Some(0)
    }

    /// Walks the members whose names are listed, where nothing is asked of others. Gives the bits
    /// of those that are there, if their values are accepted.
    fn named(&mut self, check: &'p ObjectCheck, at: usize, item: Item<'d>) -> Option<u64> {
        let (tape, mut at, end) = (self.tape, at + 1, item.next());
        let mut seen = 0;
        // Programs write members in the order of the schema, as far as they write all of them. The
        // first that comes otherwise ends the guessing: a wrong guess costs more than it would save.
        let mut guesses = check.names.iter();
        while at < end {
            let (key, value) = (tape.item(at), tape.item(at + 1));
            let name = match guesses.next() {
                Some(name) if name.print == key.print() && self.is(name, key) => Some(name),
                _ => {
                    guesses = [].iter();
                    self.name(check, key)
                }
            };
            if let Some(name) = name {
                seen |= name.bit;
                self.value(name, at + 1, value).then_some(())?;
            }
            at = value.next();
        }
        Some(seen)
    }

    /// Whether a member of this name may have this value.
    #[inline(always)]
    fn value(&mut self, name: &Name, at: usize, value: Item<'d>) -> bool {
        (name.rule).is_none_or(|rule| self.accepts_beyond(name.plain, rule, at, value))
    }

    /// Walks all members. Gives the bits of the names that are there, if all are accepted.
    fn members(
        &mut self,
        rule: RuleId,
        check: &'p ObjectCheck,
        at: usize,
        item: Item<'d>,
    ) -> Option<u64> {
        let (tape, mut at, end) = (self.tape, at + 1, item.next());
        let mut seen = 0;
        while at < end {
            let (key, value) = (tape.item(at), tape.item(at + 1));
            let mut known = false;
            if let Some(name) = self.name(check, key) {
                seen |= name.bit;
                known = name.rule.is_some();
                self.value(name, at + 1, value).then_some(())?;
            }
            if check.patterns && !(known && check.patterns_only_name) {
                known |= self.patterns(rule, key, at + 1, value)?;
            }
            if !known && let Some(additional) = check.additional {
                self.accepts_beyond(check.additional_plain, additional, at + 1, value)
                    .then_some(())?;
            }
            if let Some(names) = check.property_names {
                self.accepts(names, at, key).then_some(())?;
            }
            at = value.next();
        }
        Some(seen)
    }

    /// A member's name among those that are listed.
    #[inline(always)]
    fn name(&self, check: &'p ObjectCheck, key: Item<'d>) -> Option<&'p Name> {
        for place in check.table.places(key.print()) {
            let name = check.names.get(place)?;
            if self.is(name, key) {
                return Some(name);
            }
        }
        None
    }

    #[inline(always)]
    fn is(&self, name: &Name, key: Item<'d>) -> bool {
        let (bytes, start) = (self.tape.bytes(), key.start());
        let found = name.expected.at(&name.name, bytes, start);
        found.is_some() || self.is_named(key, &name.name)
    }

    /// Whether a pattern matches the name, if those that do accept the value.
    fn patterns(
        &mut self,
        rule: RuleId,
        key: Item<'d>,
        at: usize,
        value: Item<'d>,
    ) -> Option<bool> {
        let name = self.text(key);
        let rules = self.assertions(rule)?;
        let mut known = false;
        for (pattern, rule) in rules.object.iter().flat_map(|object| &object.patterns) {
            let (found, steps) = pattern.search(&name);
            let burnt = self.burn(usize::try_from(steps).unwrap_or(usize::MAX));
            let Ok(matches) = found else {
                self.give_up();
                return None;
            };
            burnt.then_some(())?;
            if matches {
                known = true;
                self.accepts(*rule, at, value).then_some(())?;
            }
        }
        Some(known)
    }

    #[inline(never)]
    fn dependents(&mut self, check: &'p ObjectCheck, seen: u64, at: usize, item: Item<'d>) -> bool {
        let mut required = check.dependent_required.iter();
        let mut schemas = check.dependent_schemas.iter();
        required.all(|&(bit, needed)| seen & bit == 0 || seen & needed == needed)
            && schemas.all(|&(bit, rule)| seen & bit == 0 || self.accepts(rule, at, item))
    }
}
