//! One pass over the bytes of a `date-time`, a `date` or a `time`.

use super::{DateTimeFault, Expected, Part, TimeParts, last_day};

pub(super) struct Reader<'t> {
    text: &'t str,
    /// Invariant: those of the text.
    bytes: &'t [u8],
    at: usize,
    /// Where the second stood.
    second_at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            second_at: 0,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    /// Nothing more.
    pub(super) fn end(&self) -> Result<(), DateTimeFault> {
        if self.is_done() {
            return Ok(());
        }
        Err(DateTimeFault::Trailing { at: self.at })
    }

    /// `full-time`, with which the text ends. Second 60 is judged last.
    pub(super) fn full_time(&mut self) -> Result<TimeParts<'t>, DateTimeFault> {
        let parts = self.numbers_of_time()?;
        self.end()?;
        self.check_leap_second(&parts)?;
        Ok(parts)
    }

    /// `full-time`, of which second 60 is still to be judged
    fn numbers_of_time(&mut self) -> Result<TimeParts<'t>, DateTimeFault> {
        let (hour, minute, second) = self.time()?;
        let start = self.fraction()?;
        // Digits are whole characters, so both ends are boundaries.
        let fraction = self.text.get(start..self.at).unwrap_or("");
        let offset_minutes = self.offset()?;
        Ok(TimeParts {
            hour,
            minute,
            second,
            fraction,
            offset_minutes,
        })
    }

    /// Second 60 comes after 23:59:59 in UTC and at no other time (RFC 3339, section 5.7).
    fn check_leap_second(&self, parts: &TimeParts<'_>) -> Result<(), DateTimeFault> {
        let local = i16::from(parts.hour) * 60 + i16::from(parts.minute);
        let utc = (local - parts.offset_minutes).rem_euclid(24 * 60);
        if parts.second < 60 || utc == 24 * 60 - 1 {
            return Ok(());
        }
        // Both are below 60, as a day has 1440 minutes.
        let small = |value: i16| u8::try_from(value).unwrap_or(0);
        Err(DateTimeFault::LeapSecond {
            at: self.second_at,
            utc_hour: small(utc / 60),
            utc_minute: small(utc % 60),
        })
    }

    /// `full-date`
    pub(super) fn date(&mut self) -> Result<(u16, u8, u8), DateTimeFault> {
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
        self.second_at = at;
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
    pub(super) fn separator(&mut self, wanted: u8) -> Result<(), DateTimeFault> {
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
