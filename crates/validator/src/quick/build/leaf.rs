//! What a rule asks of numbers and strings, as the walks look at it.

use crate::plan::{Assertions, Format, NumberRules, StringRules};
use crate::quick::program::{NumberCheck, StringCheck};

pub(super) fn number(rules: &Assertions) -> NumberCheck {
    let mut check = NumberCheck {
        least: i64::MIN,
        greatest: i64::MAX,
        more: rules.values.is_some(),
        others: rules.values.is_some()
            || rules.number.is_some()
            || rules.types.is_some_and(|types| !types.allowed.number),
    };
    let Some(NumberRules {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
    }) = rules.number.as_deref()
    else {
        return check;
    };
    check.more |= multiple_of.is_some();
    let bounds = [(minimum, 0), (exclusive_minimum, 1)];
    for (bound, more) in bounds
        .iter()
        .filter_map(|(bound, more)| Some((bound.as_ref()?, more)))
    {
        match bound.whole().and_then(|whole| whole.checked_add(*more)) {
            Some(whole) => check.least = check.least.max(whole),
            None => check.more = true,
        }
    }
    let bounds = [(maximum, 0), (exclusive_maximum, 1)];
    for (bound, less) in bounds
        .iter()
        .filter_map(|(bound, less)| Some((bound.as_ref()?, less)))
    {
        match bound.whole().and_then(|whole| whole.checked_sub(*less)) {
            Some(whole) => check.greatest = check.greatest.min(whole),
            None => check.more = true,
        }
    }
    check
}

pub(super) fn string(rules: &Assertions) -> StringCheck {
    let Some(StringRules {
        min_length,
        max_length,
        pattern,
        about: _,
        format,
        content,
        example: _,
    }) = rules.string.as_deref()
    else {
        return StringCheck {
            min_length: 0,
            max_length: u64::MAX,
            date_time: false,
            more: false,
        };
    };
    let other = |format: &Format| !format.is_date_time();
    StringCheck {
        min_length: min_length.unwrap_or(0),
        max_length: max_length.unwrap_or(u64::MAX),
        date_time: format.as_ref().is_some_and(Format::is_date_time),
        more: pattern.is_some() || content.is_some() || format.as_ref().is_some_and(other),
    }
}
