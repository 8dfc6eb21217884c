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

use std::ops::Range;

pub use fault::{DateTimeFault, Expected, Part};

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
        let digits = self.fraction.bytes().chain(std::iter::repeat(b'0'));
        digits.take(9).fold(0, |nanoseconds, digit| {
            nanoseconds * 10 + u32::from(digit.wrapping_sub(b'0'))
        })
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

/// Checks that the text is a `date`: the `full-date` of RFC 3339.
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
    let mut reader = Reader::new(text);
    reader.date()?;
    reader.end()
}

/// Checks that the text is a `time`: the `full-time` of RFC 3339.
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
    Reader::new(text).clock().map(|_| ())
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

fn read(text: &str) -> Result<Parts<'_>, DateTimeFault> {
    let mut reader = Reader::new(text);
    let (year, month, day) = reader.date()?;
    if reader.at == text.len() {
        return Err(DateTimeFault::MissingTime { at: reader.at });
    }
    reader.separator(b'T')?;
    let Clock {
        hour,
        minute,
        second,
        fraction,
        offset_minutes,
    } = reader.clock()?;
    // Digits are whole characters, so both ends are boundaries.
    let fraction = text.get(fraction).unwrap_or("");
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

/// What a `full-time` says; of its fraction, where the digits stand.
struct Clock {
    hour: u8,
    minute: u8,
    second: u8,
    fraction: Range<usize>,
    offset_minutes: i16,
}

impl Clock {
    /// Second 60 comes after 23:59:59 in UTC and at no other time (RFC 3339, section 5.7).
    fn check_leap_second(&self, at: usize) -> Result<(), DateTimeFault> {
        let local = i16::from(self.hour) * 60 + i16::from(self.minute);
        let utc = (local - self.offset_minutes).rem_euclid(24 * 60);
        if self.second < 60 || utc == 24 * 60 - 1 {
            return Ok(());
        }
        // Both are below 60, as a day has 1440 minutes.
        let small = |value: i16| u8::try_from(value).unwrap_or(0);
        Err(DateTimeFault::LeapSecond {
            at,
            utc_hour: small(utc / 60),
            utc_minute: small(utc % 60),
        })
    }
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        Self { bytes, at: 0 }
    }

    /// `full-time`, with which the text ends
    fn clock(&mut self) -> Result<Clock, DateTimeFault> {
        let (hour, minute, second) = self.time()?;
        let seconds_end = self.at;
        let fraction_start = self.fraction()?;
        let fraction = fraction_start..self.at;
        let offset_minutes = self.offset()?;
        self.end()?;
        let clock = Clock {
            hour,
            minute,
            second,
            fraction,
            offset_minutes,
        };
        clock.check_leap_second(seconds_end - 2)?;
        Ok(clock)
    }

    /// Nothing more may follow.
    fn end(&self) -> Result<(), DateTimeFault> {
        if self.at == self.bytes.len() {
            return Ok(());
        }
        Err(DateTimeFault::Trailing { at: self.at })
    }

    /// `full-date`
    fn date(&mut self) -> Result<(u16, u8, u8), DateTimeFault> {
        let century = self.two_digits(Part::Year)?;
        let year = u16::from(century) * 100 + u16::from(self.two_digits(Part::Year)?);
        self.separator(b'-')?;
        let (at, month) = (self.at, self.two_digits(Part::Month)?);
        if !(1..=12).contains(&month) {
            return Err(DateTimeFault::Month { at, found: month });
        }
        self.separator(b'-')?;
        let (at, day) = (self.at, self.two_digits(Part::Day)?);
        let last = last_day(year, month);
        if !(1..=last).contains(&day) {
            return Err(DateTimeFault::Day {
                at,
                year,
                month,
                found: day,
                last,
            });
        }
        Ok((year, month, day))
    }

    /// `partial-time` without its fraction
    fn time(&mut self) -> Result<(u8, u8, u8), DateTimeFault> {
        let (at, hour) = (self.at, self.two_digits(Part::Hour)?);
        if hour > 23 {
            return Err(DateTimeFault::Hour { at, found: hour });
        }
        self.separator(b':')?;
        let (at, minute) = (self.at, self.two_digits(Part::Minute)?);
        if minute > 59 {
            return Err(DateTimeFault::Minute { at, found: minute });
        }
        self.separator(b':')?;
        let (at, second) = (self.at, self.two_digits(Part::Second)?);
        if second > 60 {
            return Err(DateTimeFault::Second { at, found: second });
        }
        Ok((hour, minute, second))
    }

    /// `time-secfrac`, if there is one. Gives where its digits begin.
    fn fraction(&mut self) -> Result<usize, DateTimeFault> {
        if self.bytes.get(self.at) != Some(&b'.') {
            return Ok(self.at);
        }
        self.at += 1;
        let start = self.at;
        self.digit(Part::Fraction)?;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        Ok(start)
    }

    /// `time-offset`, in minutes
    fn offset(&mut self) -> Result<i16, DateTimeFault> {
        let sign = match self.bytes.get(self.at) {
            Some(b'Z' | b'z') => {
                self.at += 1;
                return Ok(0);
            }
            Some(b'+') => 1,
            Some(b'-') => -1,
            Some(_) => return Err(self.fault(Expected::Offset)),
            None => return Err(DateTimeFault::MissingOffset { at: self.at }),
        };
        self.at += 1;
        let (at, hours) = (self.at, self.two_digits(Part::OffsetHour)?);
        if hours > 23 {
            return Err(DateTimeFault::OffsetHour { at, found: hours });
        }
        self.separator(b':')?;
        let (at, minutes) = (self.at, self.two_digits(Part::OffsetMinute)?);
        if minutes > 59 {
            return Err(DateTimeFault::OffsetMinute { at, found: minutes });
        }
        Ok(sign * (i16::from(hours) * 60 + i16::from(minutes)))
    }

    fn two_digits(&mut self, part: Part) -> Result<u8, DateTimeFault> {
        let tens = self.digit(part)?;
        Ok(tens * 10 + self.digit(part)?)
    }

    fn digit(&mut self, part: Part) -> Result<u8, DateTimeFault> {
        match self.bytes.get(self.at) {
            Some(&byte @ b'0'..=b'9') => {
                self.at += 1;
                Ok(byte - b'0')
            }
            _ => Err(self.fault(Expected::Digit(part))),
        }
    }

    /// One separator; a letter in either case.
    fn separator(&mut self, wanted: u8) -> Result<(), DateTimeFault> {
        match self.bytes.get(self.at) {
            Some(found) if found.eq_ignore_ascii_case(&wanted) => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.fault(Expected::Separator(char::from(wanted)))),
        }
    }

    fn fault(&self, expected: Expected) -> DateTimeFault {
        DateTimeFault::Shape {
            at: self.at,
            expected,
        }
    }
}
