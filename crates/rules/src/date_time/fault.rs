//! What can be wrong with a `date-time`, as facts.
//!
//! The checker makes these; whoever reports puts them into words. Names in backquotes are those of
//! the grammar in RFC 3339, section 5.6.

/// Why a text is no `date-time`.
///
/// Every variant says in bytes where the text goes wrong; the place may be the end of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateTimeFault {
    /// Something else stands where the grammar wants one thing.
    Shape {
        /// The byte where it goes wrong.
        at: usize,
        /// What the grammar wants there.
        expected: Expected,
    },
    /// The text ends after a whole date.
    MissingTime {
        /// The end of the text.
        at: usize,
    },
    /// The text ends after the time of day, with neither `Z` nor an offset.
    MissingOffset {
        /// The end of the text.
        at: usize,
    },
    /// More text follows a whole `date-time`.
    Trailing {
        /// Where it begins.
        at: usize,
    },
    /// A month that is none of 1 to 12.
    Month {
        /// Where the month begins.
        at: usize,
        /// The month.
        found: u8,
    },
    /// A day that its month does not have.
    Day {
        /// Where the day begins.
        at: usize,
        /// The year, which decides about 29 February.
        year: u16,
        /// The month.
        month: u8,
        /// The day.
        found: u8,
        /// The last day of the month.
        last: u8,
    },
    /// An hour above 23.
    Hour {
        /// Where the hour begins.
        at: usize,
        /// The hour.
        found: u8,
    },
    /// A minute above 59.
    Minute {
        /// Where the minute begins.
        at: usize,
        /// The minute.
        found: u8,
    },
    /// A second above 60.
    Second {
        /// Where the second begins.
        at: usize,
        /// The second.
        found: u8,
    },
    /// Second 60 where it is not 23:59 in UTC.
    LeapSecond {
        /// Where the second begins.
        at: usize,
        /// The hour that it is in UTC.
        utc_hour: u8,
        /// The minute that it is in UTC.
        utc_minute: u8,
    },
    /// The hours of an offset above 23.
    OffsetHour {
        /// Where they begin.
        at: usize,
        /// The hours.
        found: u8,
    },
    /// The minutes of an offset above 59.
    OffsetMinute {
        /// Where they begin.
        at: usize,
        /// The minutes.
        found: u8,
    },
}

impl DateTimeFault {
    /// The byte where the text goes wrong, from 0; at most the length of the text.
    #[must_use]
    pub fn at(&self) -> usize {
        match *self {
            Self::Shape { at, .. }
            | Self::MissingTime { at }
            | Self::MissingOffset { at }
            | Self::Trailing { at }
            | Self::Month { at, .. }
            | Self::Day { at, .. }
            | Self::Hour { at, .. }
            | Self::Minute { at, .. }
            | Self::Second { at, .. }
            | Self::LeapSecond { at, .. }
            | Self::OffsetHour { at, .. }
            | Self::OffsetMinute { at, .. } => at,
        }
    }
}

/// What the grammar wants at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// An ASCII digit of this part.
    Digit(Part),
    /// One character: `-`, `:` or `T` (which may be written `t`).
    Separator(char),
    /// `Z`, `+` or `-`; after whole seconds, `.` as well.
    Offset,
}

/// The parts of a `date-time`, in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// `date-fullyear`, four digits
    Year,
    /// `date-month`, two digits
    Month,
    /// `date-mday`, two digits
    Day,
    /// `time-hour`, two digits
    Hour,
    /// `time-minute`, two digits
    Minute,
    /// `time-second`, two digits
    Second,
    /// `time-secfrac`, one digit or more after the point
    Fraction,
    /// the hours of `time-numoffset`, two digits
    OffsetHour,
    /// the minutes of `time-numoffset`, two digits
    OffsetMinute,
}
