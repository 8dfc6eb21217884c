//! The format `date-time`: [RFC 3339], section 5.6, with the calendar of section 5.7.
//!
//! In: a text. Out: nothing but that it is right ([`check`]), the numbers that it is made of
//! ([`parts`]), or the first fault with its place ([`DateTimeFault`]). One pass over the bytes,
//! nothing is allocated.
//!
//! What a newcomer would miss:
//! - `t` and `z` in lower case are allowed (section 5.6, the first note); a space in place of `T`
//!   is not: the grammar has none, and the note about it speaks of other formats.
//! - Second 60 is allowed where it is 23:59:60 in UTC. The date is not looked at: leap seconds are
//!   announced half a year ahead, and a table of them would age.
//! - `-00:00` is allowed and means UTC with an unknown local offset (section 4.3).
//! - A fraction has at least one digit and no greatest number of them.
//!
//! [RFC 3339]: https://www.rfc-editor.org/rfc/rfc3339

mod common;
mod fault;
mod reader;

pub use fault::{DateTimeFault, Expected, Part};

use reader::Reader;

/// The numbers that a `date-time` is made of. Nothing is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parts<'t> {
    /// 0 to 9999
    pub year: u16,
    /// 1 to 12
    pub month: u8,
    /// 1 to the last day of the month
    pub day: u8,
    /// 0 to 23
    pub hour: u8,
    /// 0 to 59
    pub minute: u8,
    /// 0 to 59, and 60 in a leap second
    pub second: u8,
    /// The digits after the point, as written; empty when there is no point.
    pub fraction: &'t str,
    /// How far local time is ahead of UTC: -1439 to 1439. `Z` and `-00:00` are 0.
    pub offset_minutes: i16,
}

impl Parts<'_> {
    /// The first nine digits of the fraction, as nanoseconds. Further digits are cut, not rounded,
    /// so the second never changes.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        nanosecond(self.fraction)
    }
}

fn nanosecond(fraction: &str) -> u32 {
    let digits = fraction.bytes().chain(std::iter::repeat(b'0'));
    digits.take(9).fold(0, |nanoseconds, digit| {
        nanoseconds * 10 + u32::from(digit.wrapping_sub(b'0'))
    })
}

/// The numbers that a `time` is made of, the end of a `date-time`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeParts<'t> {
    /// 0 to 23
    pub hour: u8,
    /// 0 to 59
    pub minute: u8,
    /// 0 to 59, and 60 in a leap second
    pub second: u8,
    /// The digits after the point, as written; empty when there is no point.
    pub fraction: &'t str,
    /// How far local time is ahead of UTC: -1439 to 1439. `Z` and `-00:00` are 0.
    pub offset_minutes: i16,
}

impl TimeParts<'_> {
    /// The first nine digits of the fraction, as nanoseconds. Further digits are cut.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        nanosecond(self.fraction)
    }
}

/// Whether the text is a `date-time`.
///
/// ```
/// use trueup_rules::date_time::is_date_time;
///
/// assert!(is_date_time("2024-12-13T01:24:39.264Z"));
/// assert!(!is_date_time("2024-12-13 01:24:39.264Z"));
/// ```
#[must_use]
pub fn is_date_time(text: &str) -> bool {
    common::is_surely(text.as_bytes()) || read(text).is_ok()
}

/// Checks that the text is a `date-time`.
///
/// ```
/// use trueup_rules::date_time::{DateTimeFault, check};
///
/// assert_eq!(check("2024-02-29T23:59:59-08:00"), Ok(()));
/// assert_eq!(
///     check("2023-02-29T23:59:59-08:00"),
///     Err(DateTimeFault::Day { at: 8, year: 2023, month: 2, found: 29, last: 28 }),
/// );
/// ```
///
/// # Errors
/// The first fault, in the order of the text. Only second 60 is judged last, since the offset
/// decides about it.
pub fn check(text: &str) -> Result<(), DateTimeFault> {
    if common::is_surely(text.as_bytes()) {
        return Ok(());
    }
    read(text).map(|_| ())
}

/// Where the string ends, after its closing quote, that begins with the quote at `at`, if it is a
/// `date-time` written as most are: `2024-12-13T01:24:39.264Z` or `2024-12-13T01:24:39Z`. Within
/// some bytes of the end of the text it may not be seen.
///
/// ```
/// use trueup_rules::date_time::common_in_quotes;
///
/// let text = br#"["2024-12-13T01:24:39Z", 1]"#;
/// assert_eq!(common_in_quotes(text, 1), Some(23));
/// let unusual = br#"["2024-12-13t01:24:39z", 1]"#;
/// assert_eq!(common_in_quotes(unusual, 1), None);
/// ```
#[inline(always)]
#[must_use]
pub fn common_in_quotes(text: &[u8], at: usize) -> Option<usize> {
    if text.get(at) != Some(&b'"') {
        return None;
    }
    let end = at + 1 + common::length(text.get(at + 1..)?)?;
    (text.get(end) == Some(&b'"')).then_some(end + 1)
}

/// The numbers of a `date-time`; `None` if the text is none.
///
/// ```
/// let parts = trueup_rules::date_time::parts("1998-12-31T15:59:60.5-08:00").expect("a leap second");
/// assert_eq!((parts.second, parts.fraction, parts.offset_minutes), (60, "5", -480));
/// ```
#[must_use]
pub fn parts(text: &str) -> Option<Parts<'_>> {
    read(text).ok()
}

/// Whether the text is a `date`: `full-date` of the same section.
///
/// ```
/// use trueup_rules::date_time::is_date;
///
/// assert!(is_date("2024-02-29"));
/// assert!(!is_date("2023-02-29"));
/// ```
#[must_use]
pub fn is_date(text: &str) -> bool {
    date_parts(text).is_some()
}

/// Checks that the text is a `date`.
///
/// ```
/// use trueup_rules::date_time::{DateTimeFault, check_date};
///
/// assert_eq!(check_date("2024-02-29"), Ok(()));
/// assert_eq!(check_date("2024-02-29Z"), Err(DateTimeFault::Trailing { at: 10 }));
/// ```
///
/// # Errors
/// The first fault, in the order of the text.
pub fn check_date(text: &str) -> Result<(), DateTimeFault> {
    read_date(text).map(|_| ())
}

/// The year, month and day of a `date`; `None` if the text is none.
#[must_use]
pub fn date_parts(text: &str) -> Option<(u16, u8, u8)> {
    read_date(text).ok()
}

/// Checks that the text is a `time`: `full-time` of the same section.
///
/// ```
/// use trueup_rules::date_time::{DateTimeFault, check_time};
///
/// assert_eq!(check_time("23:59:60Z"), Ok(()));
/// assert_eq!(check_time("23:59:59"), Err(DateTimeFault::MissingOffset { at: 8 }));
/// ```
///
/// # Errors
/// The first fault, in the order of the text; second 60 is judged last.
pub fn check_time(text: &str) -> Result<(), DateTimeFault> {
    Reader::new(text).full_time().map(|_| ())
}

/// The numbers of a `time`; `None` if the text is none.
///
/// ```
/// use trueup_rules::date_time::time_parts;
///
/// assert!(time_parts("23:59:60Z").is_some());
/// assert_eq!(time_parts("22:59:60Z"), None);
/// ```
#[must_use]
pub fn time_parts(text: &str) -> Option<TimeParts<'_>> {
    Reader::new(text).full_time().ok()
}

/// The last day of a month in the Gregorian calendar (RFC 3339, section 5.7 and appendix C); 0 for
/// a month that there is not.
#[must_use]
pub fn last_day(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

fn read_date(text: &str) -> Result<(u16, u8, u8), DateTimeFault> {
    let mut reader = Reader::new(text);
    let date = reader.date()?;
    reader.end()?;
    Ok(date)
}

fn read(text: &str) -> Result<Parts<'_>, DateTimeFault> {
    let mut reader = Reader::new(text);
    let (year, month, day) = reader.date()?;
    if reader.is_done() {
        return Err(DateTimeFault::MissingTime { at: text.len() });
    }
    reader.separator(b'T')?;
    let TimeParts {
        hour,
        minute,
        second,
        fraction,
        offset_minutes,
    } = reader.full_time()?;
    Ok(Parts {
        year,
        month,
        day,
        hour,
        minute,
        second,
        fraction,
        offset_minutes,
    })
}
