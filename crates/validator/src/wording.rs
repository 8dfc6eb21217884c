//! What a violation says, in one voice: what was found, then what was expected.
//!
//! Nothing from a payload or a schema enters a message other than through [`crate::text`].

use trueup_document::Number;
use trueup_document::number::Decimal;

use crate::text::{Shown, count, escaped, list};
use crate::violation::{Fault, Violation};

mod context;
mod date_time;
pub(crate) mod reason;

impl Violation {
    /// What was found and what was expected, as one line without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        self.message_within(self.max_shown)
    }

    /// The message with at most so many characters of each value, whatever the violation says; at
    /// most [`Options::MOST_SHOWN`](crate::Options::MOST_SHOWN).
    #[must_use]
    pub fn message_within(&self, most: usize) -> String {
        of_fault(Shown::new(most), &self.keyword, &self.fault)
    }

    /// Why the keyword was asked, where that is not a matter of course: which of several
    /// alternatives was meant, or the condition that holds.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        let by = Shown::new(self.max_shown);
        let context = self.context.as_ref();
        context.map(|context| context::reason(by, context))
    }
}

fn of_fault(by: Shown, keyword: &str, fault: &Fault) -> String {
    match fault {
        Fault::Syntax { kind, detail } => kind.message_with(detail.as_deref()),
        Fault::DuplicateKey { name, .. } => {
            format!("{} stands more than once in this object", by.quoted(name))
        }
        Fault::Type {
            found, expected, ..
        } => {
            let expected = list(expected, usize::MAX, |name| escaped(name).into_owned());
            format!("expected {expected}, found {found}")
        }
        Fault::Enum { value, .. } => {
            format!("{} is not an allowed value", by.value(value))
        }
        Fault::Const {
            value,
            expected,
            inside,
        } => {
            let (found, expected) = (by.value(value), by.value(expected));
            match inside.as_str() {
                "" => format!("{found} is not {expected}, the only allowed value"),
                inside => {
                    let inside = by.shown(inside);
                    format!("{found} is not {expected}, as the only allowed value has at {inside}")
                }
            }
        }
        Fault::Bound { value, limit } => bound(by, keyword, value, limit),
        Fault::MultipleOf { value, of } => {
            format!("{} is not a multiple of {}", by.shown(value), by.shown(of))
        }
        Fault::Count { found, limit } => quantity(keyword, *found, *limit),
        Fault::Pattern { value, pattern, .. } => {
            format!(
                "{} does not match the pattern {}",
                by.quoted(value),
                by.shown(pattern)
            )
        }
        Fault::Format {
            value,
            format,
            date_time,
        } => match date_time {
            Some(fault) => format!(
                "{} is not a {}: {}",
                by.quoted(value),
                by.shown(format),
                date_time::reason(fault)
            ),
            None => format!("{} is not a valid {}", by.quoted(value), by.shown(format)),
        },
        _ => of_structure(by, keyword, fault),
    }
}

/// The words for what is wrong with the shape of arrays and objects, and with combinations.
fn of_structure(by: Shown, keyword: &str, fault: &Fault) -> String {
    match fault {
        Fault::Required {
            name,
            needed_by: Some(other),
            ..
        } => format!(
            "{} is missing, which {} needs",
            by.quoted(name),
            by.quoted(other)
        ),
        Fault::Required { name, .. } => format!("{} is missing", by.quoted(name)),
        Fault::UnknownProperty { name, .. } => {
            format!("{} is not a known property", by.quoted(name))
        }
        Fault::UnexpectedItem { index } => format!("no item is allowed at index {index}"),
        Fault::Repeated { first, second } => {
            format!("the items at index {first} and {second} are equal, and each must be unique")
        }
        Fault::Contains { name, expected, .. } => match (name, expected) {
            (_, Some(expected)) => format!("none of the items is {}", by.value(expected)),
            (Some(name), None) => format!("none of the items is a {}", by.quoted(name)),
            (None, None) => "none of the items is as one of them must be".to_owned(),
        },
        Fault::PropertyName {
            name,
            because,
            keyword: inner,
        } => {
            let because = of_fault(by, inner, because);
            format!("the name {} is not allowed: {because}", by.quoted(name))
        }
        Fault::NoBranch {
            value, branches, ..
        } => {
            let branches = count(*branches as u64, "alternative");
            format!("{} fits none of the {branches}", by.value(value))
        }
        Fault::ManyBranches { value, fitting, .. } => {
            let value = by.value(value);
            let which = context::several(by, fitting);
            format!("{value} fits more than one alternative, {which}, and must fit exactly one")
        }
        Fault::Not { value, excluded } => reason::excluded(by, value, excluded),
        Fault::Never { name: None } => "nothing is allowed here".to_owned(),
        Fault::Never { name: Some(name) } => format!("{} is not allowed here", by.quoted(name)),
        Fault::Deprecated { name: Some(name) } => format!("{} is deprecated", by.quoted(name)),
        Fault::Hidden { name } => {
            let what = name
                .as_ref()
                .map_or_else(|| "this".to_owned(), |name| by.quoted(name));
            if keyword == "readOnly" {
                format!("{what} is read-only, so it has no place in a request")
            } else {
                format!("{what} is write-only, so it has no place in a response")
            }
        }
        Fault::Deprecated { name: None } => "this is deprecated".to_owned(),
        Fault::Other { message } => escaped(message).into_owned(),
        _ => "the schema refuses this".to_owned(),
    }
}

fn bound(by: Shown, keyword: &str, value: &str, limit: &str) -> String {
    let distance = difference(value, limit).map_or_else(String::new, |distance| distance + " ");
    let (value, limit) = (by.shown(value), by.shown(limit));
    match keyword {
        "minimum" => format!("{value} is {distance}below the minimum of {limit}"),
        "maximum" => format!("{value} is {distance}above the maximum of {limit}"),
        "exclusiveMinimum" => format!("{value} is not greater than {limit}"),
        _ => format!("{value} is not less than {limit}"),
    }
}

/// The distance of two numbers, exact; `None` when it is no short number.
fn difference(left: &str, right: &str) -> Option<String> {
    let (left, right) = (
        Number::parse(left)?.decimal(),
        Number::parse(right)?.decimal(),
    );
    let scale = scale(&left)?.max(scale(&right)?);
    let distance = scaled(&left, scale)?.checked_sub(scaled(&right, scale)?)?;
    let mut digits = distance.unsigned_abs().to_string();
    if scale > 0 {
        let scale = usize::try_from(scale).ok()?;
        let padding = (scale + 1).saturating_sub(digits.len());
        digits.insert_str(0, &"0".repeat(padding));
        digits.insert(digits.len() - scale, '.');
        digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    }
    Some(digits)
}

/// How many digits stand after the decimal point.
fn scale(decimal: &Decimal<'_>) -> Option<i128> {
    let digits = i128::try_from(decimal.len()).ok()?;
    let scale = digits.checked_sub(decimal.magnitude())?.max(0);
    (scale <= 20 && decimal.magnitude() <= 20).then_some(scale)
}

/// The number times `10^scale`; both are small, or `scale` would have refused.
fn scaled(decimal: &Decimal<'_>, scale: i128) -> Option<i128> {
    let digits = i128::try_from(decimal.len()).ok()?;
    let zeros = usize::try_from(decimal.magnitude() + scale - digits).ok()?;
    let padded = decimal.digits().chain(std::iter::repeat_n(
        b'0',
        if digits == 0 { 0 } else { zeros },
    ));
    let value = padded.take(40).try_fold(0_i128, |value, digit| {
        value
            .checked_mul(10)?
            .checked_add(i128::from(digit.wrapping_sub(b'0')))
    })?;
    Some(if decimal.is_negative() { -value } else { value })
}

fn quantity(keyword: &str, found: u64, limit: u64) -> String {
    let noun = match keyword {
        "minLength" | "maxLength" => "character",
        "minProperties" | "maxProperties" => "property",
        "minContains" | "maxContains" => "matching item",
        _ => "item",
    };
    let have = count(found, noun);
    match found.checked_sub(limit) {
        Some(more) => format!("has {have}, {more} more than the maximum of {limit}"),
        None => format!(
            "has {have}, {} fewer than the minimum of {limit}",
            limit - found
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_to_a_bound_is_exact() {
        let cases = [
            ("72941", "65535", Some("7406")),
            ("0", "1", Some("1")),
            ("-5", "5", Some("10")),
            ("0.3", "0.1", Some("0.2")),
            ("1.5", "1", Some("0.5")),
            ("1e3", "999.75", Some("0.25")),
            ("9007199254740993", "9007199254740992", Some("1")),
            ("18446744073709551616", "18446744073709551615", Some("1")),
            ("0.00", "0.05", Some("0.05")),
            ("1e400", "1", None),
            ("1e-400", "1", None),
            ("1e999999999999", "1", None),
        ];
        for (left, right, expected) in cases {
            assert_eq!(
                difference(left, right).as_deref(),
                expected,
                "{left} {right}"
            );
        }
    }
}
