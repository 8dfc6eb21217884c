//! Which Rust type an integer with bounds needs.

use trueup_document::Number;
use trueup_schema::Keywords;

use super::{Check, IntegerType};

/// The type and the checks that together accept exactly the whole numbers within the bounds;
/// `None` when a bound is beyond what native arithmetic can compare.
pub(super) fn of(keywords: &Keywords) -> Option<(IntegerType, Vec<Check>)> {
    let inclusive_minimum = bound(keywords.minimum.as_deref(), Rounding::Up)?;
    let exclusive_minimum = bound(keywords.exclusive_minimum.as_deref(), Rounding::Down)?;
    let inclusive_maximum = bound(keywords.maximum.as_deref(), Rounding::Down)?;
    let exclusive_maximum = bound(keywords.exclusive_maximum.as_deref(), Rounding::Up)?;
    let minimum = inclusive_minimum.max(exclusive_minimum.map(|limit| limit.saturating_add(1)));
    let upper = [
        inclusive_maximum,
        exclusive_maximum.map(|limit| limit.saturating_sub(1)),
    ];
    let maximum = upper.into_iter().flatten().min();
    let integer = smallest(minimum, maximum)?;
    let (least, greatest) = range(integer);
    let minimum = minimum
        .filter(|&minimum| Some(minimum) != least)
        .map(Check::Minimum);
    let maximum = maximum
        .filter(|&maximum| Some(maximum) != greatest)
        .map(Check::Maximum);
    Some((integer, minimum.into_iter().chain(maximum).collect()))
}

#[derive(Clone, Copy)]
enum Rounding {
    Up,
    Down,
}

/// A bound as a whole number, a fraction rounded to the side where no whole number is lost or
/// gained. `Some(None)` when there is no bound, `None` when it does not fit.
fn bound(text: Option<&str>, rounding: Rounding) -> Option<Option<i128>> {
    let Some(text) = text else {
        return Some(None);
    };
    let number = Number::parse(text)?;
    if number.is_integer() {
        return number.to_i128().map(Some);
    }
    // A fraction: cut it off, then step away from zero where the rounding wants it.
    let value = number.to_f64().trunc();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "below 2^53 a double without fraction is a whole number"
    )]
    let whole = (value.abs() < 9e15).then_some(value as i128)?;
    let negative = number.decimal().is_negative();
    Some(Some(match (rounding, negative) {
        (Rounding::Up, false) => whole + 1,
        (Rounding::Down, true) => whole - 1,
        (Rounding::Up, true) | (Rounding::Down, false) => whole,
    }))
}

fn range(integer: IntegerType) -> (Option<i128>, Option<i128>) {
    match integer {
        IntegerType::I32 => (Some(i32::MIN.into()), Some(i32::MAX.into())),
        IntegerType::I64 => (Some(i64::MIN.into()), Some(i64::MAX.into())),
        IntegerType::U64 => (Some(u64::MIN.into()), Some(u64::MAX.into())),
        IntegerType::Unbounded => (None, None),
    }
}

/// The smallest type that holds the range. A range with an open end needs the unbounded one, whose
/// checks a native comparison cannot make: `None` leaves it to the validator, unless both are open.
fn smallest(minimum: Option<i128>, maximum: Option<i128>) -> Option<IntegerType> {
    let (Some(minimum), Some(maximum)) = (minimum, maximum) else {
        return (minimum.is_none() && maximum.is_none()).then_some(IntegerType::Unbounded);
    };
    if minimum > maximum {
        // Nothing is accepted: no native type says that.
        return None;
    }
    [IntegerType::I32, IntegerType::I64, IntegerType::U64]
        .into_iter()
        .find(|&integer| {
            let (least, greatest) = range(integer);
            least <= Some(minimum) && Some(maximum) <= greatest
        })
}
