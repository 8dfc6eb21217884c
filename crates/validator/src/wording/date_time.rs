//! The words for why a text is no `date-time`.

use trueup_rules::date_time::{DateTimeFault, Expected, Part};

/// The end of the sentence "… is not a date-time:".
pub(super) fn reason(fault: &DateTimeFault) -> String {
    match *fault {
        DateTimeFault::Shape { at, expected } => {
            format!("{} is expected at character {}", wanted(expected), at + 1)
        }
        DateTimeFault::MissingTime { .. } => "the time is missing, such as T12:00:00Z".to_owned(),
        DateTimeFault::MissingOffset { .. } => {
            "the offset is missing: end it with Z, or with one such as +01:00".to_owned()
        }
        DateTimeFault::Trailing { at } => format!("it is complete before character {}", at + 1),
        DateTimeFault::Month { found, .. } => format!("there is no month {found:02}"),
        DateTimeFault::Day { found: 0, .. } => "there is no day 00".to_owned(),
        DateTimeFault::Day {
            year, month, last, ..
        } => format!("{} {year:04} has {last} days", month_name(month)),
        DateTimeFault::Hour { found, .. } => format!("hours go from 00 to 23, not {found}"),
        DateTimeFault::Minute { found, .. } => format!("minutes go from 00 to 59, not {found}"),
        DateTimeFault::Second { found, .. } => format!("seconds go from 00 to 59, not {found}"),
        DateTimeFault::LeapSecond {
            utc_hour,
            utc_minute,
            ..
        } => format!(
            "a leap second is only at 23:59 in UTC, and this is {utc_hour:02}:{utc_minute:02}"
        ),
        DateTimeFault::OffsetHour { found, .. } => {
            format!("the hours of an offset go from 00 to 23, not {found}")
        }
        DateTimeFault::OffsetMinute { found, .. } => {
            format!("the minutes of an offset go from 00 to 59, not {found}")
        }
        _ => "it breaks the grammar of RFC 3339".to_owned(),
    }
}

fn wanted(expected: Expected) -> String {
    match expected {
        Expected::Digit(part) => format!("a digit of {}", part_name(part)),
        Expected::Separator(separator) => format!("`{separator}`"),
        Expected::Offset => "the offset (Z, + or -)".to_owned(),
        _ => "something else".to_owned(),
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Year => "the year",
        Part::Month => "the month",
        Part::Day => "the day",
        Part::Hour => "the hour",
        Part::Minute => "the minute",
        Part::Second => "the second",
        Part::Fraction => "the fraction",
        Part::OffsetHour => "the offset's hours",
        Part::OffsetMinute => "the offset's minutes",
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::from(month).saturating_sub(1);
    NAMES.get(index).copied().unwrap_or("that month")
}
