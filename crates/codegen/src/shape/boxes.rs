//! Boxes where a type would otherwise contain itself without end.

use trueup_schema::Circles;

use super::{Form, Type, TypeId, Usage};

/// Boxes each edge from a struct, a newtype or an enum to a type from which it can be reached again
/// without passing through an array or a map. Every such edge is boxed, though one of a circle
/// would do: which one would depend on the order of the definitions.
pub(super) fn box_cycles(types: &mut [Type]) {
    let edges: Vec<Vec<usize>> = types.iter().map(direct).collect();
    let circles = Circles::among(&edges);
    for (index, of) in types.iter_mut().enumerate() {
        let closes = |target: TypeId| circles.share(index, target.0);
        for usage in usages_mut(&mut of.form) {
            boxed(usage, &closes);
        }
    }
}

/// The types that stand directly in a form.
fn usages_mut(form: &mut Form) -> Vec<&mut Usage> {
    match form {
        Form::Struct(structure) => {
            let properties = structure.properties.iter_mut();
            properties.map(|property| &mut property.usage).collect()
        }
        Form::Newtype(newtype) => vec![&mut newtype.inner],
        Form::Union(branches) => branches.iter_mut().map(|b| &mut b.usage).collect(),
        Form::StringEnum(_) | Form::Constants(_) | Form::Replaced(_) => Vec::new(),
    }
}

fn boxed(usage: &mut Usage, closes: &impl Fn(TypeId) -> bool) {
    match usage {
        Usage::Named(target) if closes(*target) => *usage = Usage::Boxed(*target),
        Usage::Nullable(inner) => boxed(inner, closes),
        Usage::Tuple(tuple) => {
            let places = tuple.first.iter_mut().chain(&mut tuple.more);
            places.for_each(|usage| boxed(usage, closes));
        }
        _ => {}
    }
}

/// The types that a type holds in itself, not behind an allocation.
fn direct(of: &Type) -> Vec<usize> {
    let mut found = Vec::new();
    for usage in of.form.usages() {
        held(usage, &mut found);
    }
    found
}

fn held(usage: &Usage, found: &mut Vec<usize>) {
    match usage {
        Usage::Named(id) => found.push(id.0),
        Usage::Nullable(inner) => held(inner, found),
        Usage::Tuple(tuple) => {
            let places = tuple.first.iter().chain(&tuple.more);
            places.for_each(|usage| held(usage, found));
        }
        _ => {}
    }
}
