//! A report without the payload's values, for logs that others can read.
//!
//! The facts lose their values, so that no wording and no hint, now or later, can show one. Names of
//! properties, places, lengths and numbers of elements stay: without them nobody could mend
//! anything. So does what the schema says.

use trueup_document::Json;

use crate::violation::{Context, Excluded, Fault, Violation};

/// Stands where a value was.
const HIDDEN: &str = "…";

/// Takes the payload's values out of a violation.
pub(crate) fn hide(violation: &mut Violation) {
    hide_in(&mut violation.fault);
    // The value that a condition asks for is the one that the payload has.
    if let Some(Context::Condition { because, .. }) = &mut violation.context {
        *because = None;
    }
}

/// Takes the payload's values out of a fault.
fn hide_in(fault: &mut Fault) {
    match fault {
        // Only a hint would show it.
        Fault::Type { value, .. } => *value = Json::Null,
        Fault::Enum { value, allowed } => {
            hide_value(value);
            // Of a long list the nearest value was put first, which tells what was nearly right.
            if allowed.len() > crate::explain::CANDIDATES {
                allowed.remove(0);
            }
        }
        Fault::NoBranch { value, reasons, .. } => {
            hide_value(value);
            for reason in reasons {
                hide_in(&mut reason.fault);
            }
        }
        Fault::Contains {
            nearest: Some(nearest),
            ..
        } => hide_in(&mut nearest.fault),
        Fault::Not { value, excluded } => {
            hide_value(value);
            // What is excluded is what was found.
            if let Excluded::Member { value, .. } = excluded {
                hide_value(value);
            }
        }
        Fault::Const { value, .. } | Fault::ManyBranches { value, .. } => hide_value(value),
        Fault::Bound { value, .. }
        | Fault::MultipleOf { value, .. }
        | Fault::Pattern { value, .. } => hide_text(value),
        Fault::Format {
            value, date_time, ..
        } => {
            hide_text(value);
            // It names the month or the hour that is wrong.
            *date_time = None;
        }
        Fault::Syntax { detail, .. } => *detail = None,
        // These hold names, places and counts, or words of our own.
        Fault::DuplicateKey { .. }
        | Fault::Count { .. }
        | Fault::Required { .. }
        | Fault::UnknownProperty { .. }
        | Fault::UnexpectedItem { .. }
        | Fault::Repeated { .. }
        | Fault::Contains { .. }
        | Fault::Hidden { .. }
        | Fault::PropertyName { .. }
        | Fault::Never { .. }
        | Fault::Deprecated { .. }
        | Fault::Other { .. } => {}
    }
}

fn hide_value(value: &mut Json) {
    *value = Json::String(HIDDEN.to_owned());
}

fn hide_text(text: &mut String) {
    HIDDEN.clone_into(text);
}
