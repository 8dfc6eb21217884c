//! Words for the conditions under which a keyword is asked.

use crate::text::{Shown, listed_with};
use crate::violation::Context;

/// Why the keyword was asked.
pub(super) fn reason(by: Shown, context: &Context) -> String {
    match context {
        Context::Alternative { number, of, name } => {
            let alternative = alternative(by, *number, name.as_deref());
            format!("taken as {alternative} of {of}, which fits best")
        }
        Context::Condition {
            holds: true,
            because: Some((name, wanted)),
        } => format!("since {} is {}", by.quoted(name), by.value(wanted)),
        Context::Condition { holds: true, .. } => "since the `if` beside it holds".to_owned(),
        Context::Condition { holds: false, .. } => {
            "since the `if` beside it does not hold".to_owned()
        }
        Context::Dependent { name } => format!("since {} is there", by.quoted(name)),
    }
}

/// The branches that accept: `1 ("Cat") and 3`.
pub(super) fn several(by: Shown, fitting: &[(usize, Option<String>)]) -> String {
    let show = |(number, name): &(usize, Option<String>)| match name {
        Some(name) => format!("{number} ({})", by.quoted(name)),
        None => number.to_string(),
    };
    listed_with("and", fitting, show)
}

fn alternative(by: Shown, number: usize, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{}, alternative {number}", by.quoted(name)),
        None => format!("alternative {number}"),
    }
}
