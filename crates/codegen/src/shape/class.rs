//! What kind of Rust type a schema asks for.

use trueup_schema::{Dialect, Keywords, SchemaId, TypeSet};

use super::assertions::{Assertions, Judges};
use super::beside;
use super::graph::Graph;
use super::kinds::Kinds;
use super::listed::{self, Listed};
use super::union;
use super::view::{One, Only, Part, View};
use super::{Usage, integer, scalar};

/// The kind of type that holds a schema.
#[derive(Debug)]
pub(super) enum Class {
    /// Everything is accepted.
    Anything,
    /// Exactly what another schema accepts.
    Reference(SchemaId),
    /// Null, or what another schema accepts, which never is null.
    NullableOther(SchemaId),
    /// Null, or what this schema accepts besides.
    NullableSelf,
    /// A plain type that holds the schema whole.
    Plain(Usage),
    /// An array of any length whose elements are all of one schema.
    Array(Option<SchemaId>),
    /// An object without named properties whose members are all of one schema.
    Map(Option<SchemaId>),
    /// One of several types, and whether the schema says more than that.
    Union(Vec<Part>, bool),
    /// Values from a list.
    Listed(Listed),
    /// Something with constraints of its own: the one type of value that it is.
    Constrained(One),
    /// Anything that the validator accepts.
    Checked,
}

/// The class of a schema.
pub(super) fn of(graph: &Graph<'_>, view: View) -> Class {
    match view.only {
        Some(Only::Except(one)) => return Class::Plain(Usage::Except(one.judges())),
        Some(Only::Null) => return Class::Plain(Usage::Null),
        Some(Only::Branches) => return branches(graph, view),
        Some(Only::Anything) => return Class::Anything,
        Some(Only::OrOther) => {
            let said = Part {
                guarded: Kinds::of(graph.set, view.id).nest(),
                ..Part::unguarded(view.id.into())
            };
            let parts = vec![said, Part::unguarded(view.only(Only::Anything))];
            return Class::Union(parts, false);
        }
        Some(Only::Of(_)) | None => {}
    }
    let Some(keywords) = graph.keywords(view.id) else {
        return if graph.is_never(view.id) {
            Class::Plain(Usage::Never)
        } else {
            Class::Anything
        };
    };
    let left = graph.assertions(view.id);
    if left.is_empty() {
        return Class::Anything;
    }
    if graph.is_endless(view.id) {
        return Class::Checked;
    }
    if let Some(target) = graph.reference(view.id) {
        return Class::Reference(target);
    }
    if let Some(other) = nullable_other(graph, keywords, &left) {
        return Class::NullableOther(other);
    }
    if let Some(listed) = listed::of(graph, keywords, &left, view) {
        return listed;
    }
    if let Some(union) = union::of(graph, keywords, &left, view) {
        return union;
    }
    if view.only == Some(Only::Of(One::String))
        && let Some(listed) = union::strings_of(graph, keywords, &left)
    {
        return listed;
    }
    let single = match view.only {
        Some(Only::Of(one)) => Single::Of(one),
        _ => one_type(keywords, &left, view.without_null),
    };
    match single {
        Single::OrNull => Class::NullableSelf,
        Single::Of(one) => of_one_type(graph, keywords, left, one, view),
        Single::Several(types, checked) => {
            let parts = types
                .into_iter()
                .map(|only| Part::unguarded(view.only(only)));
            Class::Union(parts.collect(), checked)
        }
        Single::Never => Class::Plain(Usage::Never),
        Single::Null => Class::Plain(Usage::Null),
        Single::None => implied(&left, view),
    }
}

fn branches(graph: &Graph<'_>, view: View) -> Class {
    let beside = graph
        .keywords(view.id)
        .and_then(|keywords| beside::of(graph, keywords));
    beside.map_or(Class::Checked, |beside| {
        Class::Union(beside.branches, false)
    })
}

/// A schema without `type` whose keywords all judge one type of value: those values are of a type,
/// and all others are accepted as they are.
fn implied(left: &Assertions, view: View) -> Class {
    let one = match left.one_kind() {
        Some(Judges::Object) => One::Object,
        Some(Judges::Array) => One::Array,
        Some(Judges::String) => One::String,
        Some(Judges::Number) => One::Number,
        Some(Judges::Any) | None => return Class::Checked,
    };
    if view.without_null {
        return Class::Checked;
    }
    let mut others = left.clone();
    others.keep_only_for(Judges::Any);
    let parts = [Only::Of(one), Only::Except(one)].map(|only| Part::unguarded(view.only(only)));
    Class::Union(parts.into(), !others.is_empty())
}

/// `anyOf` or `oneOf` of null and a schema that never accepts null.
fn nullable_other(graph: &Graph<'_>, keywords: &Keywords, left: &Assertions) -> Option<SchemaId> {
    let branches = match (&keywords.any_of, &keywords.one_of) {
        (Some(branches), None) if left.is_only("anyOf") => branches,
        (None, Some(branches)) if left.is_only("oneOf") => branches,
        _ => return None,
    };
    let &[first, second] = branches.as_slice() else {
        return None;
    };
    let other = match (is_null(graph, first), is_null(graph, second)) {
        (true, false) => second,
        (false, true) => first,
        _ => return None,
    };
    never_null(graph, other).then_some(other)
}

/// Whether a schema is nothing but `{"type": "null"}`, or says so by a list.
pub(super) fn is_null(graph: &Graph<'_>, id: SchemaId) -> bool {
    let constants = listed::of_branch(graph, id);
    constants.is_some_and(|values| matches!(values.as_slice(), [only] if only.value.is_null()))
}

/// Whether a schema certainly refuses null. False may only mean that it is not plain to see.
fn never_null(graph: &Graph<'_>, id: SchemaId) -> bool {
    Kinds::of(graph.set, id).and(Kinds::NULL) == Kinds::NONE
}

/// What `type` leaves.
enum Single {
    Of(One),
    /// One type, and null beside it.
    OrNull,
    /// Two types or more, and whether more is said of all of them.
    Several(Vec<Only>, bool),
    Never,
    Null,
    None,
}

fn one_type(keywords: &Keywords, left: &Assertions, without_null: bool) -> Single {
    let Some(types) = keywords.types else {
        return Single::None;
    };
    let table = [
        (types.boolean, One::Boolean),
        (types.integer && !types.number, One::Integer),
        (types.number, One::Number),
        (types.string, One::String),
        (types.array, One::Array),
        (types.object, One::Object),
    ];
    let present = table.into_iter().filter(|&(present, _)| present);
    let present: Vec<One> = present.map(|(_, one)| one).collect();
    if types == TypeSet::default() {
        return Single::Never;
    }
    let mut besides = left.clone();
    besides.take("type");
    besides.keep_only_for(Judges::Any);
    if types.null && present.is_empty() && besides.is_empty() {
        return Single::Null;
    }
    // Listed values are not told apart by their types.
    let listed = keywords.enumeration.is_some() || keywords.constant.is_some();
    if present.is_empty() || (present.len() > 1 && listed) {
        return Single::None;
    }
    if types.null && !without_null {
        // What judges every kind of value would judge null as well.
        if besides.is_empty() {
            return Single::OrNull;
        }
        let present = present.into_iter().map(Only::Of);
        return Single::Several(present.chain([Only::Null]).collect(), true);
    }
    match present.as_slice() {
        &[one] => Single::Of(one),
        _ => Single::Several(present.into_iter().map(Only::Of).collect(), false),
    }
}

/// Whether an object has no property with a name.
pub(super) fn is_map(keywords: &Keywords) -> bool {
    keywords.properties.is_empty() && keywords.required.is_empty()
}

fn of_one_type(
    graph: &Graph<'_>,
    keywords: &Keywords,
    mut left: Assertions,
    one: One,
    view: View,
) -> Class {
    left.take("type");
    left.keep_only_for(one.judges());
    let exact = graph.dialect(view.id) != Dialect::Draft4;
    let plain = match one {
        One::Boolean if left.is_empty() => Some(Usage::Boolean),
        One::Number if left.is_empty() => Some(Usage::Number),
        One::Integer if exact => plain_integer(keywords, &mut left),
        One::String => plain_string(keywords, &left),
        _ => None,
    };
    if let Some(usage) = plain {
        return Class::Plain(usage);
    }
    if one == One::Array && (left.is_empty() || left.is_only("items")) {
        return Class::Array(keywords.items);
    }
    if one == One::Object && is_map(keywords) {
        let whole = left.is_empty() || left.is_only("additionalProperties");
        let closed = keywords
            .additional_properties
            .is_some_and(|id| graph.is_never(id));
        if whole && !closed {
            return Class::Map(keywords.additional_properties);
        }
    }
    Class::Constrained(one)
}

/// A native or unbounded integer, if its range is exactly the schema's.
fn plain_integer(keywords: &Keywords, left: &mut Assertions) -> Option<Usage> {
    let (integer, checks) = integer::of(keywords)?;
    if !checks.is_empty() {
        return None;
    }
    for keyword in INTEGER_BOUNDS {
        left.take(keyword);
    }
    left.is_empty().then_some(Usage::Integer(integer))
}

/// The keywords that [`integer::of`] reads.
pub(super) const INTEGER_BOUNDS: [&str; 4] =
    ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

fn plain_string(keywords: &Keywords, left: &Assertions) -> Option<Usage> {
    if left.is_empty() {
        return Some(Usage::String);
    }
    let format = keywords.format.as_deref()?;
    scalar::formatted(format).filter(|_| left.is_only("format"))
}
