//! Date-times that keep their text, over chrono.

use std::fmt;
use std::str::FromStr;

use chrono::{FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeZone};
use trueup_rules::date_time::{self, DateTimeFault};

use crate::short_text::ShortText;

/// An RFC 3339 date-time that is written back exactly as it was read: offset, fraction digits and
/// letter case included.
///
/// Two are equal when their texts are. To compare instants, compare what
/// [`to_chrono`](Self::to_chrono) gives.
///
/// ```
/// let read: trueup::DateTime = "2024-12-13T01:24:39.2640+00:00".parse()?;
/// assert_eq!(read.as_str(), "2024-12-13T01:24:39.2640+00:00");
/// assert_eq!(read.to_chrono().timestamp_millis(), 1_734_053_079_264);
/// # Ok::<(), trueup::DateTimeError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// Invariant: a `date-time` of RFC 3339, section 5.6.
    text: ShortText,
}

/// Why a text or a time is no date-time of RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTimeError {
    text: String,
    fault: DateTimeFault,
}

impl DateTime {
    /// Takes a text.
    ///
    /// # Errors
    /// [`DateTimeError`] when it is no date-time of RFC 3339.
    #[inline]
    pub fn parse(text: &str) -> Result<Self, DateTimeError> {
        match date_time::check(text) {
            Ok(()) => Ok(Self::checked(text)),
            Err(fault) => Err(DateTimeError {
                text: text.to_owned(),
                fault,
            }),
        }
    }

    /// Takes a text that is known to be a `date-time`.
    #[inline]
    pub(crate) fn checked(text: &str) -> Self {
        let text = ShortText::new(text);
        Self { text }
    }

    /// The text, as it was read.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The instant with its offset. A fraction finer than nanoseconds is cut there, and a leap
    /// second is chrono's leap second.
    #[must_use]
    pub fn to_chrono(&self) -> chrono::DateTime<FixedOffset> {
        chrono_of(self.as_str()).expect("a checked date-time is one for chrono")
    }
}

fn chrono_of(text: &str) -> Option<chrono::DateTime<FixedOffset>> {
    let parts = date_time::parts(text)?;
    let date = NaiveDate::from_ymd_opt(parts.year.into(), parts.month.into(), parts.day.into())?;
    let second = (parts.second, parts.nanosecond());
    let time = naive_time(parts.hour, parts.minute, second)?;
    let offset = FixedOffset::east_opt(i32::from(parts.offset_minutes) * 60)?;
    offset.from_local_datetime(&date.and_time(time)).single()
}

/// A time of day, with its second and nanosecond. chrono writes second 60 as second 59 with a
/// nanosecond part of a billion or more.
pub(crate) fn naive_time(
    hour: u8,
    minute: u8,
    (second, nanosecond): (u8, u32),
) -> Option<NaiveTime> {
    let leap = u32::from(second == 60);
    let nanosecond = nanosecond + leap * 1_000_000_000;
    let second = u32::from(second) - leap;
    NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second, nanosecond)
}

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        Self::parse(text)
    }
}

/// Fails for years outside 0 to 9999 and for offsets that are not whole minutes: RFC 3339 cannot
/// write them.
impl<Z: TimeZone<Offset: fmt::Display>> TryFrom<chrono::DateTime<Z>> for DateTime {
    type Error = DateTimeError;

    fn try_from(time: chrono::DateTime<Z>) -> Result<Self, DateTimeError> {
        Self::parse(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl AsRef<str> for DateTime {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DateTime({})", self.as_str())
    }
}

impl fmt::Display for DateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is not an RFC 3339 date-time: {:?}",
            self.text, self.fault
        )
    }
}

impl std::error::Error for DateTimeError {}
