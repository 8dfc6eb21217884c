//! What kind of Rust type a schema asks for.

use trueup_document::Json;
use trueup_schema::{Body, Dialect, Keywords, SchemaId, SchemaSet, TypeSet};

use super::assertions::{Assertions, Judges};
use super::{Usage, integer};

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
    /// Strings from a list.
    StringEnum(Vec<String>),
    /// Something with constraints of its own: the one type of value that it is.
    Constrained(One),
    /// Anything that the validator accepts.
    Checked,
}

/// The one type of the values of a constrained schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum One {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// How a schema is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct View {
    pub(super) id: SchemaId,
    /// Whether null has been taken out of the schema, as the outside of an `Option`.
    pub(super) without_null: bool,
}

impl From<SchemaId> for View {
    fn from(id: SchemaId) -> Self {
        Self {
            id,
            without_null: false,
        }
    }
}

/// The class of a schema.
pub(super) fn of(set: &SchemaSet, view: View) -> Class {
    let schema = set.get(view.id);
    let keywords = match &schema.body {
        Body::Boolean(true) => return Class::Anything,
        Body::Boolean(false) => return Class::Checked,
        Body::Keywords(keywords) => keywords,
    };
    let left = Assertions::of(keywords);
    if left.is_empty() {
        return Class::Anything;
    }
    if let (true, Some(target)) = (left.is_only("$ref"), keywords.reference) {
        return Class::Reference(target);
    }
    if let Some(other) = nullable_other(set, keywords, &left) {
        return Class::NullableOther(other);
    }
    match one_type(keywords, view.without_null) {
        Single::OrNull => Class::NullableSelf,
        Single::Of(one) => of_one_type(keywords, left, one, schema.dialect),
        Single::None => Class::Checked,
    }
}

/// `anyOf` or `oneOf` of null and a schema that never accepts null.
fn nullable_other(set: &SchemaSet, keywords: &Keywords, left: &Assertions) -> Option<SchemaId> {
    let branches = match (&keywords.any_of, &keywords.one_of) {
        (Some(branches), None) if left.is_only("anyOf") => branches,
        (None, Some(branches)) if left.is_only("oneOf") => branches,
        _ => return None,
    };
    let &[first, second] = branches.as_slice() else {
        return None;
    };
    let other = match (is_null(set, first), is_null(set, second)) {
        (true, false) => second,
        (false, true) => first,
        _ => return None,
    };
    never_null(set, other).then_some(other)
}

/// Whether a schema is nothing but `{"type": "null"}`.
fn is_null(set: &SchemaSet, id: SchemaId) -> bool {
    let Body::Keywords(keywords) = &set.get(id).body else {
        return false;
    };
    let null = TypeSet {
        null: true,
        ..TypeSet::default()
    };
    keywords.types == Some(null) && Assertions::of(keywords).is_only("type")
}

/// Whether a schema certainly refuses null. False may only mean that it is not plain to see.
fn never_null(set: &SchemaSet, id: SchemaId) -> bool {
    let mut id = id;
    // A chain of references longer than there are schemas goes in a circle.
    for _ in set.ids() {
        let Body::Keywords(keywords) = &set.get(id).body else {
            return false;
        };
        let by_type = keywords.types.is_some_and(|types| !types.null);
        let values = keywords.enumeration.as_ref();
        let by_enum = values.is_some_and(|values| !values.contains(&Json::Null));
        if by_type || by_enum {
            return true;
        }
        match keywords.reference {
            Some(target) => id = target,
            None => return false,
        }
    }
    false
}

/// What `type` and `enum` leave.
enum Single {
    Of(One),
    /// One type, and null beside it.
    OrNull,
    None,
}

fn one_type(keywords: &Keywords, without_null: bool) -> Single {
    let Some(types) = keywords.types else {
        let strings = keywords.enumeration.as_deref().is_some_and(all_strings);
        return if strings {
            Single::Of(One::String)
        } else {
            Single::None
        };
    };
    let table = [
        (types.boolean, One::Boolean),
        (types.integer && !types.number, One::Integer),
        (types.number, One::Number),
        (types.string, One::String),
        (types.array, One::Array),
        (types.object, One::Object),
    ];
    let mut present = table
        .into_iter()
        .filter(|&(present, _)| present)
        .map(|(_, one)| one);
    let (Some(one), None) = (present.next(), present.next()) else {
        return Single::None;
    };
    let listed = |values: &Vec<Json>| values.contains(&Json::Null);
    let null_allowed = types.null
        && keywords.enumeration.as_ref().is_none_or(listed)
        && keywords.constant.is_none();
    if null_allowed && !without_null {
        // What judges every kind of value would judge null as well.
        let mut left = Assertions::of(keywords);
        left.take("type");
        left.take("enum");
        left.keep_only_for(Judges::Any);
        return if left.is_empty() {
            Single::OrNull
        } else {
            Single::None
        };
    }
    Single::Of(one)
}

fn all_strings(values: &[Json]) -> bool {
    !values.is_empty() && values.iter().all(|value| value.as_str().is_some())
}

fn of_one_type(keywords: &Keywords, mut left: Assertions, one: One, dialect: Dialect) -> Class {
    left.take("type");
    left.keep_only_for(match one {
        One::Boolean => Judges::Any,
        One::Integer | One::Number => Judges::Number,
        One::String => Judges::String,
        One::Array => Judges::Array,
        One::Object => Judges::Object,
    });
    let plain = match one {
        One::Boolean if left.is_empty() => Some(Usage::Boolean),
        One::Number if left.is_empty() => Some(Usage::Number),
        One::Integer if dialect != Dialect::Draft4 => plain_integer(keywords, &mut left),
        One::String => plain_string(keywords, &left),
        _ => None,
    };
    if let Some(usage) = plain {
        return Class::Plain(usage);
    }
    if one == One::Array && (left.is_empty() || left.is_only("items")) {
        return Class::Array(keywords.items);
    }
    if let (One::String, true, Some(values)) = (one, left.is_only("enum"), &keywords.enumeration) {
        let strings: Vec<String> = values
            .iter()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect();
        if !strings.is_empty() {
            return Class::StringEnum(strings);
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
    let date_time = left.is_only("format") && keywords.format.as_deref() == Some("date-time");
    date_time.then_some(Usage::DateTime)
}
