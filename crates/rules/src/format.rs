//! The formats whose texts have a type of their own in generated code, each with its one predicate.
//!
//! The other formats are judged by the `jsonschema` crate, which also says which draft has which.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::{date_time, duration, uri};

/// A format of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RFC 3339, section 5.6, `full-date`
    Date,
    /// RFC 3339, section 5.6, `date-time`
    DateTime,
    /// RFC 3339, appendix A, `duration`
    Duration,
    /// RFC 2673, section 3.2: four decimal numbers without leading zeros
    Ipv4,
    /// RFC 4291, section 2.2
    Ipv6,
    /// RFC 3339, section 5.6, `full-time`
    Time,
    /// RFC 3986, section 3: with a scheme
    Uri,
    /// RFC 4122, section 3, in either case of letters
    Uuid,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Date,
        Self::DateTime,
        Self::Duration,
        Self::Ipv4,
        Self::Ipv6,
        Self::Time,
        Self::Uri,
        Self::Uuid,
    ];

    /// The format of a name, if it is one of these.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name in JSON Schema.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Duration => "duration",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Time => "time",
            Self::Uri => "uri",
            Self::Uuid => "uuid",
        }
    }

    /// Whether a text is of this format.
    ///
    /// ```
    /// use trueup_rules::format::Format;
    ///
    /// assert!(Format::Uuid.accepts("2eb8aa08-aa98-11ea-b4aa-73b441d16380"));
    /// assert!(!Format::Uuid.accepts("2eb8aa08aa9811eab4aa73b441d16380"));
    /// ```
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Self::Date => date_time::is_date(text),
            Self::DateTime => date_time::is_date_time(text),
            Self::Duration => duration::is_duration(text),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Time => date_time::time_parts(text).is_some(),
            Self::Uri => uri::is_uri(text),
            Self::Uuid => is_uuid(text.as_bytes()),
        }
    }
}

/// Hexadecimal digits, with hyphens after 8, 12, 16 and 20 of them.
fn is_uuid(text: &[u8]) -> bool {
    let right = |(at, byte): (usize, &u8)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == 36 && text.iter().enumerate().all(right)
}
