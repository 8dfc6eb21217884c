//! What two schemas together say with one keyword.

use trueup_document::JsonNumber;
use trueup_schema::TypeSet;

/// Takes over what is missing.
pub(super) fn take<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
    if own.is_none() {
        own.clone_from(other);
    }
}

/// Takes over what is missing. False where both are there and differ: then one is lost.
pub(super) fn same<T: Clone + PartialEq>(own: &mut Option<T>, other: &Option<T>) -> bool {
    match (&*own, other) {
        (Some(left), Some(right)) => left == right,
        (None, Some(_)) => {
            own.clone_from(other);
            true
        }
        _ => true,
    }
}

pub(super) fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    left.into_iter().chain(right).min()
}

/// Keeps the greater of two lower bounds, or the lesser of two upper ones. False where a bound
/// cannot be read.
pub(super) fn tighten(own: &mut Option<String>, other: &Option<String>, lower: bool) -> bool {
    let (Some(left), Some(right)) = (&*own, other) else {
        take(own, other);
        return true;
    };
    let (Some(left), Some(right)) = (JsonNumber::parse(left), JsonNumber::parse(right)) else {
        return false;
    };
    if (right.get() > left.get()) == lower {
        own.clone_from(other);
    }
    true
}

pub(super) fn both(left: TypeSet, right: TypeSet) -> TypeSet {
    let number = left.number && right.number;
    TypeSet {
        null: left.null && right.null,
        boolean: left.boolean && right.boolean,
        integer: (left.integer || left.number) && (right.integer || right.number) && !number,
        number,
        string: left.string && right.string,
        array: left.array && right.array,
        object: left.object && right.object,
    }
}
