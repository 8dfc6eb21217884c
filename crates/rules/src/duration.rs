//! The format `duration`: [RFC 3339], appendix A.
//!
//! In: a text. Out: whether it is one ([`is_duration`]), or the numbers that it is made of
//! ([`parts`]). One pass over the bytes, nothing is allocated.
//!
//! What a newcomer would miss:
//! - The units go down without a gap: `P1Y2M` and `P1M2D`, but not `P1Y2D`; the same for hours,
//!   minutes and seconds.
//! - Weeks stand alone.
//! - A number has any count of digits, and no fraction.
//! - The letters are upper case, as in ISO 8601, although the grammar's own would be either.
//!
//! [RFC 3339]: https://www.rfc-editor.org/rfc/rfc3339

/// The numbers that a `duration` is made of, as they are written; `None` for a unit that is not
/// there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Parts<'t> {
    /// Digits before `Y`.
    pub years: Option<&'t str>,
    /// Digits before the `M` of a date.
    pub months: Option<&'t str>,
    /// Digits before `W`.
    pub weeks: Option<&'t str>,
    /// Digits before `D`.
    pub days: Option<&'t str>,
    /// Digits before `H`.
    pub hours: Option<&'t str>,
    /// Digits before the `M` of a time.
    pub minutes: Option<&'t str>,
    /// Digits before `S`.
    pub seconds: Option<&'t str>,
}

/// Whether the text is a `duration`.
///
/// ```
/// use trueup_rules::duration::is_duration;
///
/// assert!(is_duration("P1Y2M3DT4H5M6S"));
/// assert!(!is_duration("P1Y3D"));
/// ```
#[must_use]
pub fn is_duration(text: &str) -> bool {
    parts(text).is_some()
}

/// The numbers of a `duration`; `None` if the text is none.
///
/// ```
/// let parts = trueup_rules::duration::parts("PT36H").expect("a duration");
/// assert_eq!((parts.hours, parts.days), (Some("36"), None));
/// ```
#[must_use]
pub fn parts(text: &str) -> Option<Parts<'_>> {
    let rest = text.strip_prefix('P')?;
    if let Some((weeks, "")) = number(rest, 'W') {
        return Some(Parts {
            weeks: Some(weeks),
            ..Parts::default()
        });
    }
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    if date.is_empty() && time.is_none() {
        return None;
    }
    let [years, months, days] = if date.is_empty() {
        [None; 3]
    } else {
        chain(date, ['Y', 'M', 'D'])?
    };
    let [hours, minutes, seconds] = match time {
        Some(time) => chain(time, ['H', 'M', 'S'])?,
        None => [None; 3],
    };
    Some(Parts {
        years,
        months,
        weeks: None,
        days,
        hours,
        minutes,
        seconds,
    })
}

/// Numbers with units that go down without a gap, at least one; `None` if the text is not that.
fn chain(mut text: &str, units: [char; 3]) -> Option<[Option<&str>; 3]> {
    let mut found = [None; 3];
    let mut begun = false;
    for (unit, place) in units.into_iter().zip(&mut found) {
        match number(text, unit) {
            Some((digits, rest)) => {
                *place = Some(digits);
                text = rest;
                begun = true;
            }
            None if begun => break,
            None => {}
        }
    }
    (begun && text.is_empty()).then_some(found)
}

/// The digits at the front, if there are some and the unit comes after them, and what follows.
fn number(text: &str, unit: char) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, rest) = text.split_at(end);
    let rest = rest.strip_prefix(unit)?;
    (!digits.is_empty()).then_some((digits, rest))
}
