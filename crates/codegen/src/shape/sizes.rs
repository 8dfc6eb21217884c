//! How large values of the types are in memory, about: for enums of which one variant is much larger
//! than all others.
//!
//! Such a variant is not boxed. A box would come and go with the properties of the struct in it, and
//! change the code that uses the enum. So the enum only says that it knows.

use super::{Form, Format, IntegerType, StringEnum, Tuple, Type, TypeId, Usage};

/// The difference from which on an enum says so. Clippy takes 200 bytes; these sizes are estimates.
const UNEVEN: usize = 160;

/// What is not known: a type that exists already.
const UNKNOWN: usize = 24;

/// Marks the enums with one variant that is much larger than the others.
pub(super) fn mark_uneven(types: &mut [Type]) {
    let sizes = sizes(types);
    for of in types {
        let Form::Union(branches) = &of.form else {
            continue;
        };
        let branches = branches.iter().map(|branch| size(&branch.usage, &sizes));
        let mut branches: Vec<usize> = branches.collect();
        branches.sort_unstable();
        of.uneven = match branches.as_slice() {
            [.., second, largest] => largest - second >= UNEVEN,
            _ => false,
        };
    }
}

/// The size of each type. Those that it holds are looked at first; no type holds itself but in a box.
fn sizes(types: &[Type]) -> Vec<usize> {
    let mut sizes = vec![UNKNOWN; types.len()];
    let mut seen = vec![false; types.len()];
    for first in 0..types.len() {
        let mut waiting = vec![(first, false)];
        while let Some((index, ready)) = waiting.pop() {
            if ready {
                sizes[index] = of_form(&types[index].form, &sizes);
            } else if !std::mem::replace(&mut seen[index], true) {
                waiting.push((index, true));
                let held = types[index].form.usages();
                let held = held.into_iter().flat_map(named);
                waiting.extend(held.map(|TypeId(index)| (index, false)));
            }
        }
    }
    sizes
}

/// The types whose values stand in the value itself.
fn named(usage: &Usage) -> Vec<TypeId> {
    match usage {
        Usage::Named(id) => vec![*id],
        Usage::Nullable(inner) => named(inner),
        Usage::Tuple(tuple) => places(tuple).flat_map(named).collect(),
        _ => Vec::new(),
    }
}

fn of_form(form: &Form, sizes: &[usize]) -> usize {
    let usages = form.usages();
    let parts = usages.into_iter().map(|usage| size(usage, sizes));
    match form {
        // One additional property counts about as much as the list of them.
        Form::Struct(_) | Form::Newtype(_) => parts.fold(0, usize::saturating_add),
        Form::Union(_) => parts.max().unwrap_or_default().saturating_add(8),
        Form::StringEnum(StringEnum { other: Some(_), .. }) => 24,
        Form::StringEnum(_) | Form::Constants(_) => 1,
        Form::Replaced(_) => UNKNOWN,
    }
}

fn size(usage: &Usage, sizes: &[usize]) -> usize {
    match usage {
        Usage::Never | Usage::Null => 0,
        Usage::Boolean => 1,
        Usage::Integer(IntegerType::I32) => 8,
        Usage::Integer(IntegerType::I64 | IntegerType::U64) | Usage::Boxed(_) => 8,
        Usage::Integer(IntegerType::Unbounded) | Usage::Number => 16,
        Usage::Formatted(Format::Ipv4) => 4,
        Usage::String | Usage::Array(_) => 24,
        Usage::Json | Usage::Except(_) => 32,
        Usage::DateTime | Usage::Formatted(_) => 40,
        Usage::Map(_) => 72,
        Usage::Tuple(tuple) => places(tuple)
            .map(|usage| size(usage, sizes))
            .fold(0, usize::saturating_add),
        Usage::Nullable(inner) => size(inner, sizes),
        Usage::Named(TypeId(index)) => sizes[*index],
    }
}

/// The places of a tuple that stand in it; the rest is a list.
fn places(tuple: &Tuple) -> impl Iterator<Item = &Usage> {
    tuple.first.iter().chain(&tuple.more)
}
