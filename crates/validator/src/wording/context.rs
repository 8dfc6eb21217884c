//! Words for the conditions under which a keyword is asked.

use crate::text::{listed_with, quoted, value};
use crate::violation::Context;

/// Why the keyword was asked.
pub(super) fn reason(context: &Context) -> String {
    match context {
        Context::Alternative { number, of, name } => {
            let alternative = alternative(*number, name.as_deref());
            format!("taken as {alternative} of {of}, which fits best")
        }
        Context::Condition {
            holds: true,
            because: Some((name, wanted)),
        } => format!("since {} is {}", quoted(name), value(wanted)),
        Context::Condition { holds: true, .. } => "since the `if` beside it holds".to_owned(),
        Context::Condition { holds: false, .. } => {
            "since the `if` beside it does not hold".to_owned()
        }
        Context::Dependent { name } => format!("since {} is there", quoted(name)),
    }
}

/// The branches that accept: `1 ("Cat") and 3`.
pub(super) fn several(fitting: &[(usize, Option<String>)]) -> String {
    let show = |(number, name): &(usize, Option<String>)| match name {
        Some(name) => format!("{number} ({})", quoted(name)),
        None => number.to_string(),
    };
    listed_with("and", fitting, show)
}

fn alternative(number: usize, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{}, alternative {number}", quoted(name)),
        None => format!("alternative {number}"),
    }
}
