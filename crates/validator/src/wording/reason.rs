//! Words for what stands inside a fault: why the alternatives do not fit, which item comes nearest,
//! and what a `not` excludes.

use trueup_document::Json;

use super::of_fault;
use crate::text::{Shown, list, listed_with};
use crate::violation::{Excluded, Fault, Reason};

/// How many alternatives have their reasons shown; more would be a page of its own.
const GIVEN: usize = 3;

/// How to get one of the alternatives right.
pub(crate) fn alternatives(by: Shown, reasons: &[Reason]) -> Option<String> {
    if let Some(names) = missing(reasons) {
        return Some(format!(
            "add {}",
            list(&names, usize::MAX, |name| by.quoted(name))
        ));
    }
    if reasons.is_empty() || reasons.len() > GIVEN {
        return None;
    }
    let reasons: Vec<String> = reasons
        .iter()
        .map(|reason| alternative(by, reason))
        .collect();
    Some(reasons.join("; "))
}

/// The names of which each alternative lacks one and nothing else.
fn missing(reasons: &[Reason]) -> Option<Vec<&str>> {
    let names = reasons.iter().map(|reason| match &reason.fault {
        Fault::Required {
            name,
            needed_by: None,
            ..
        } if reason.only && reason.at.as_str().is_empty() => Some(name.as_str()),
        _ => None,
    });
    let names: Vec<&str> = names.collect::<Option<_>>()?;
    (!names.is_empty()).then_some(names)
}

/// `1 ("Cat"): "name" is missing`
fn alternative(by: Shown, reason: &Reason) -> String {
    let why = why(by, reason);
    match &reason.name {
        Some(name) => format!("{} ({}): {why}", reason.number, by.quoted(name)),
        None => format!("{}: {why}", reason.number),
    }
}

/// Which item comes nearest to what one must be.
pub(crate) fn nearest(by: Shown, reason: &Reason) -> String {
    format!("item {} comes nearest: {}", reason.number, why(by, reason))
}

fn why(by: Shown, reason: &Reason) -> String {
    let message = of_fault(by, &reason.keyword, &reason.fault);
    match reason.at.as_str() {
        "" => message,
        at => format!("at {}, {message}", by.shown(at)),
    }
}

/// What a `not` excludes, and what was found.
pub(super) fn excluded(by: Shown, found: &Json, excluded: &Excluded) -> String {
    let found = by.value(found);
    match excluded {
        Excluded::Types(types) => {
            let types = list(types, usize::MAX, |name| by.shown(name));
            format!("{found} is not allowed here, where nothing may be {types}")
        }
        Excluded::Names(names) => match &names[..] {
            [name] => format!("{} is not allowed here", by.quoted(name)),
            _ => {
                let names = listed_with("and", names, |name| by.quoted(name));
                format!("{names} may not stand together")
            }
        },
        Excluded::Member { name, value } => {
            format!("{} may not be {}", by.quoted(name), by.value(value))
        }
        Excluded::Pattern(pattern) => {
            format!(
                "{found} matches the pattern {}, which is excluded",
                by.shown(pattern)
            )
        }
        Excluded::Schema(Some(name)) => {
            format!(
                "{found} is a {}, which the schema excludes",
                by.quoted(name)
            )
        }
        Excluded::Schema(None) => format!("{found} is what the schema excludes"),
    }
}
