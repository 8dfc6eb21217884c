//! Objects in the quick walk.
//!
//! Most payloads write their members in the order of the schema, so the name after the last one
//! found is compared first, without looking where the name in the text ends; only then it is read,
//! and looked up by its fingerprint. A name with a bit of its own stands twice where its bit is
//! set already; the fingerprints of the others are kept.

use super::program::{Name, ObjectCheck};
use super::{Quick, Stop, Walk};
use crate::plan::{Body, RuleId};

/// A member name of the payload.
struct Found<'p> {
    /// Where the member's value begins, and its first byte.
    value: (usize, u8),
    /// The name in the schema.
    name: Option<&'p Name>,
    print: u32,
}

impl<'p> Quick<'p, '_> {
    pub(super) fn object(
        &mut self,
        rule: RuleId,
        check: &'p ObjectCheck,
        start: usize,
        depth: usize,
    ) -> Walk {
        self.enter(depth)?;
        let (mut at, mut byte) = self.cursor.space(start + 1);
        let mut names = self.cursor.open();
        let mut seen = 0;
        let mut count: u64 = 0;
        let mut next = 0;
        if byte != b'}' {
            loop {
                let found = self.name(check, at, byte, &mut next)?;
                count += 1;
                match found.name {
                    Some(name) if name.bit != 0 => {
                        if seen & name.bit != 0 {
                            return Err(Stop::Closer);
                        }
                        seen |= name.bit;
                    }
                    _ => self
                        .cursor
                        .note(&mut names, found.print)
                        .ok_or(Stop::Closer)?,
                }
                let end = self.member(rule, check, &found, at, depth + 1)?;
                (at, byte) = self.cursor.space(end);
                match byte {
                    b',' => (at, byte) = self.cursor.gap(at + 1),
                    b'}' => break,
                    _ => return Err(Stop::Closer),
                }
            }
        }
        self.cursor.close(names);
        self.burn((at - start) / 8)?;
        if seen & check.required != check.required
            || count < check.min_properties
            || count > check.max_properties
        {
            return Err(Stop::Refused);
        }
        self.dependents(check, seen, start, depth)?;
        Ok(at + 1)
    }

    #[inline(always)]
    fn name(
        &mut self,
        check: &'p ObjectCheck,
        at: usize,
        byte: u8,
        next: &mut usize,
    ) -> Result<Found<'p>, Stop> {
        let found = self.expected(check, at, *next).or_else(|| {
            let guess = check.followers.guess(*next);
            self.expected(check, at, guess)
        });
        if let Some((place, found)) = found {
            *next = place + 1;
            return Ok(found);
        }
        self.look_up(check, at, byte, next)
    }

    /// The name at a place of the schema, with that place, if it is what stands in the text.
    #[inline(always)]
    fn expected(
        &self,
        check: &'p ObjectCheck,
        at: usize,
        place: usize,
    ) -> Option<(usize, Found<'p>)> {
        let name = check.names.get(place)?;
        let bytes = self.cursor.bytes();
        let colon = name.expected.at(&name.name, bytes, at)?;
        let found = Found {
            value: self.cursor.gap(colon),
            name: Some(name),
            print: name.print,
        };
        Some((place, found))
    }

    /// The same for a name that was not expected.
    #[inline(never)]
    fn look_up(
        &mut self,
        check: &'p ObjectCheck,
        at: usize,
        byte: u8,
        next: &mut usize,
    ) -> Result<Found<'p>, Stop> {
        if byte != b'"' {
            return Err(Stop::Closer);
        }
        let (text, print) = self.cursor.printed(at).ok_or(Stop::Closer)?;
        let place = if text.escaped {
            let value = self.cursor.value(text);
            check
                .table
                .find(print, |place| *check.names[place].name == *value)
        } else {
            let value = self.cursor.inner(text);
            check
                .table
                .find(print, |place| *check.names[place].name == *value)
        };
        if let Some(place) = place {
            check.followers.learn(*next, place);
            *next = place + 1;
        }
        let value = self.cursor.member_value(text.end);
        Ok(Found {
            value: value.ok_or(Stop::Closer)?,
            name: place.and_then(|place| check.names.get(place)),
            print,
        })
    }

    /// Walks the value of a member whose name begins at `key`, for all that is said of it.
    #[inline(always)]
    fn member(
        &mut self,
        rule: RuleId,
        check: &'p ObjectCheck,
        found: &Found<'p>,
        key: usize,
        depth: usize,
    ) -> Walk {
        let (at, byte) = found.value;
        if let Some(names) = check.property_names {
            self.value(names, key, b'"', depth)?;
        }
        let mut end = match found.name.and_then(|name| name.rule) {
            Some(rule) => Some(self.value_of_member(rule, at, byte, depth)?),
            None => None,
        };
        if check.patterns && !(check.patterns_only_name && end.is_some()) {
            end = self.patterns(rule, key, (at, byte), depth, end)?;
        }
        match (end, check.additional) {
            (Some(end), _) => Ok(end),
            (None, Some(additional)) => self.value(additional, at, byte, depth),
            (None, None) => self.skip(at, byte, depth),
        }
    }

    fn patterns(
        &mut self,
        rule: RuleId,
        key: usize,
        (at, byte): (usize, u8),
        depth: usize,
        mut end: Option<usize>,
    ) -> Result<Option<usize>, Stop> {
        let name = self.cursor.string(key).ok_or(Stop::Closer)?;
        let name = self.cursor.value(name);
        let Body::Keywords(rules) = &self.plan.rule(rule).body else {
            return Err(Stop::Closer);
        };
        for (pattern, rule) in rules.object.iter().flat_map(|object| &object.patterns) {
            let (found, steps) = pattern.search(&name);
            self.burn(usize::try_from(steps).unwrap_or(usize::MAX))?;
            if found.map_err(|_| Stop::Closer)? {
                end = Some(self.value(*rule, at, byte, depth)?);
            }
        }
        Ok(end)
    }

    #[inline(always)]
    fn dependents(
        &mut self,
        check: &'p ObjectCheck,
        seen: u64,
        start: usize,
        depth: usize,
    ) -> Result<(), Stop> {
        for &(bit, needed) in &check.dependent_required {
            if seen & bit != 0 && seen & needed != needed {
                return Err(Stop::Refused);
            }
        }
        for &(bit, rule) in &check.dependent_schemas {
            if seen & bit != 0 {
                self.value(rule, start, b'{', depth)?;
            }
        }
        Ok(())
    }
}
