//! Strings whose format is a type: each keeps its text, and gives the value that the text means.
//!
//! A format has many texts for one value (`P7D` and `P1W`, the letters of a UUID in either case), and
//! a payload is written back as it was read. So the text is what is held and compared, and the value
//! is made from it when it is asked for.

use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;
use std::time::Duration as StdDuration;

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use trueup_document::value::write_string;
use trueup_rules::format::Format;
use trueup_rules::{date_time, duration};

use crate::date_time::naive_time;
use crate::short_text::ShortText;
use crate::{Decode, Encode, Node, Reader, Refused, Skimmer};

/// Why a text is not of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    text: String,
    format: Format,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, format } = self;
        write!(f, "{text:?} is not of the format {}", format.name())
    }
}

impl std::error::Error for FormatError {}

macro_rules! formats {
    ($($(#[$docs:meta])* $name:ident;)*) => {$(
        $(#[$docs])*
        ///
        /// Two are equal when their texts are.
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name {
            /// Invariant: of the format.
            text: ShortText,
        }

        impl $name {
            /// Takes a text.
            ///
            /// # Errors
            /// [`FormatError`] when it is not of the format.
            pub fn parse(text: &str) -> Result<Self, FormatError> {
                let format = Format::$name;
                if format.accepts(text) {
                    return Ok(Self { text: ShortText::new(text) });
                }
                Err(FormatError { text: text.to_owned(), format })
            }

            /// The text, as it was read.
            #[must_use]
            pub fn as_str(&self) -> &str {
                self.text.as_str()
            }
        }

        impl FromStr for $name {
            type Err = FormatError;

            fn from_str(text: &str) -> Result<Self, FormatError> {
                Self::parse(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = FormatError;

            fn try_from(text: &str) -> Result<Self, FormatError> {
                Self::parse(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }

        impl Decode for $name {
            fn decode(node: Node<'_>) -> Result<Self, Refused> {
                Self::parse(&node.as_str().ok_or(Refused)?).map_err(|_| Refused)
            }

            fn read(reader: &mut Reader<'_>) -> Option<Self> {
                Self::parse(reader.plain_str()?).ok()
            }

            fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
                Format::$name.accepts(value.plain_str()?).then_some(())
            }
        }

        impl Encode for $name {
            fn encode(&self, out: &mut String) {
                write_string(self.as_str(), out);
            }
        }
    )*};
}

formats! {
    /// A day: the format `date`, RFC 3339, section 5.6.
    Date;
    /// A time of day with its offset from UTC: the format `time`, RFC 3339, section 5.6.
    Time;
    /// A length of time: the format `duration`, RFC 3339, appendix A.
    Duration;
    /// An address of the internet protocol, version 6: the format `ipv6`.
    Ipv6;
    /// A URI with a scheme: the format `uri`, RFC 3986.
    Uri;
    /// A universally unique identifier: the format `uuid`, RFC 4122.
    Uuid;
}

impl Date {
    /// The day, for chrono.
    ///
    /// ```
    /// let day = trueup::Date::parse("2024-02-29")?.to_chrono();
    /// assert_eq!(day.to_string(), "2024-02-29");
    /// # Ok::<(), trueup::FormatError>(())
    /// ```
    #[must_use]
    pub fn to_chrono(&self) -> NaiveDate {
        let parts = date_time::date_parts(self.as_str());
        let day = parts.and_then(|(year, month, day)| {
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        });
        day.expect("a checked date is one for chrono")
    }
}

/// Fails for years outside 0 to 9999: RFC 3339 cannot write them.
impl TryFrom<NaiveDate> for Date {
    type Error = FormatError;

    fn try_from(day: NaiveDate) -> Result<Self, FormatError> {
        Self::parse(&day.format("%Y-%m-%d").to_string())
    }
}

impl Time {
    /// The time of day and its offset, for chrono. A fraction finer than nanoseconds is cut there,
    /// and a leap second is chrono's leap second.
    ///
    /// ```
    /// let (time, offset) = trueup::Time::parse("08:30:06.283185Z")?.to_chrono();
    /// assert_eq!(time.to_string(), "08:30:06.283185");
    /// assert_eq!(offset.local_minus_utc(), 0);
    /// # Ok::<(), trueup::FormatError>(())
    /// ```
    #[must_use]
    pub fn to_chrono(&self) -> (NaiveTime, FixedOffset) {
        let value = date_time::time_parts(self.as_str()).and_then(|parts| {
            let second = (parts.second, parts.nanosecond());
            let time = naive_time(parts.hour, parts.minute, second)?;
            let offset = FixedOffset::east_opt(i32::from(parts.offset_minutes) * 60)?;
            Some((time, offset))
        });
        value.expect("a checked time is one for chrono")
    }
}

/// The numbers of a [`Duration`]. Years and months are of no fixed length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is called as what it counts")]
pub struct DurationParts {
    pub years: u64,
    pub months: u64,
    pub weeks: u64,
    pub days: u64,
    pub hours: u64,
    pub minutes: u64,
    pub seconds: u64,
}

impl Duration {
    /// The numbers; `None` if one is beyond `u64`.
    #[must_use]
    pub fn parts(&self) -> Option<DurationParts> {
        let parts = duration::parts(self.as_str())?;
        let count = |digits: Option<&str>| digits.map_or(Some(0), |digits| digits.parse().ok());
        Some(DurationParts {
            years: count(parts.years)?,
            months: count(parts.months)?,
            weeks: count(parts.weeks)?,
            days: count(parts.days)?,
            hours: count(parts.hours)?,
            minutes: count(parts.minutes)?,
            seconds: count(parts.seconds)?,
        })
    }

    /// The length, with days of 24 hours; `None` where it counts years or months, which are of no
    /// fixed length, or is too long.
    ///
    /// ```
    /// let length = trueup::Duration::parse("P1DT1H")?.to_std();
    /// assert_eq!(length, Some(std::time::Duration::from_secs(25 * 60 * 60)));
    /// assert_eq!(trueup::Duration::parse("P1M")?.to_std(), None);
    /// # Ok::<(), trueup::FormatError>(())
    /// ```
    #[must_use]
    pub fn to_std(&self) -> Option<StdDuration> {
        let parts = self.parts()?;
        if parts.years > 0 || parts.months > 0 {
            return None;
        }
        let units = [
            (parts.weeks, 7 * 24 * 60 * 60),
            (parts.days, 24 * 60 * 60),
            (parts.hours, 60 * 60),
            (parts.minutes, 60),
            (parts.seconds, 1),
        ];
        let add =
            |sum: u64, (count, seconds): (u64, u64)| sum.checked_add(count.checked_mul(seconds)?);
        let seconds = units.into_iter().try_fold(0, add)?;
        Some(StdDuration::from_secs(seconds))
    }
}

impl Ipv6 {
    /// The address.
    #[must_use]
    pub fn to_ip(&self) -> Ipv6Addr {
        let ip = self.as_str().parse();
        ip.expect("the format is what the standard library reads")
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(ip: Ipv6Addr) -> Self {
        Self {
            text: ShortText::new(&ip.to_string()),
        }
    }
}

impl Uri {
    /// The URI with its parts.
    ///
    /// ```
    /// let uri = trueup::Uri::parse("https://example.com/a?b")?;
    /// assert_eq!(uri.to_uri().path().as_str(), "/a");
    /// # Ok::<(), trueup::FormatError>(())
    /// ```
    #[must_use]
    pub fn to_uri(&self) -> fluent_uri::Uri<&str> {
        let uri = fluent_uri::Uri::parse(self.as_str());
        uri.expect("the format is what this crate reads")
    }
}

impl Uuid {
    /// The identifier.
    ///
    /// ```
    /// let id = trueup::Uuid::parse("2EB8AA08-aa98-11ea-b4aa-73b441d16380")?;
    /// assert_eq!(id.to_uuid().get_version_num(), 1);
    /// # Ok::<(), trueup::FormatError>(())
    /// ```
    #[must_use]
    pub fn to_uuid(&self) -> uuid::Uuid {
        let id = uuid::Uuid::try_parse(self.as_str());
        id.expect("what has hyphens in the right places is one for this crate")
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(id: uuid::Uuid) -> Self {
        Self {
            text: ShortText::new(&id.hyphenated().to_string()),
        }
    }
}
