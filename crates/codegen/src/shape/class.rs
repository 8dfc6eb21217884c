//! What kind of Rust type a schema asks for.

use trueup_document::Json;
use trueup_schema::{Body, Dialect, Keywords, SchemaId, SchemaSet, TypeSet};

use super::assertions::{Assertions, Judges};
use super::kinds::Kinds;
use super::union;
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
    /// An object without named properties whose members are all of one schema.
    Map(Option<SchemaId>),
    /// One of several types, and whether the schema says more than that.
    Union(Vec<Part>, bool),
    /// Strings from a list.
    StringEnum(Vec<String>),
    /// Something with constraints of its own: the one type of value that it is.
    Constrained(One),
    /// Anything that the validator accepts.
    Checked,
}

/// The one type of the values of a constrained schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum One {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl One {
    /// Its name in JSON Schema.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// How a schema is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct View {
    pub(super) id: SchemaId,
    /// Whether null has been taken out of the schema, as the outside of an `Option`.
    pub(super) without_null: bool,
    /// The one of its types that is looked at, where the schema has several.
    pub(super) only: Option<One>,
}

impl View {
    /// The same with null put back; `None` where only one type is looked at.
    pub(crate) fn with_null(self) -> Option<Self> {
        self.only.is_none().then(|| self.id.into())
    }
}

/// A branch of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) view: View,
    /// Whether the validator is asked before the branch is decoded: a branch that fails late, and
    /// then another one, at each level of a payload, would take time beyond all bounds.
    pub(super) guarded: bool,
}

impl From<SchemaId> for View {
    fn from(id: SchemaId) -> Self {
        Self {
            id,
            without_null: false,
            only: None,
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
    if let Some(union) = union::of(set, keywords, &left, view) {
        return union;
    }
    if let Some(text) = constant_string(keywords, &left) {
        return Class::StringEnum(vec![text]);
    }
    let single = match view.only {
        Some(one) => Single::Of(one),
        None => one_type(keywords, view.without_null),
    };
    match single {
        Single::OrNull => Class::NullableSelf,
        Single::Of(one) => of_one_type(set, keywords, left, one, schema.dialect),
        Single::Several(types) => {
            let part = |one| Part {
                view: View {
                    only: Some(one),
                    ..view
                },
                guarded: false,
            };
            Class::Union(types.into_iter().map(part).collect(), false)
        }
        Single::None => Class::Checked,
    }
}

/// The value of a `const` that is a string, if the schema says nothing else.
fn constant_string(keywords: &Keywords, left: &Assertions) -> Option<String> {
    let text = keywords.constant.as_ref()?.as_str()?;
    let mut left = left.clone();
    left.take("const");
    if keywords.types.is_some_and(|types| types.string) {
        left.take("type");
    }
    left.keep_only_for(Judges::String);
    left.is_empty().then(|| text.to_owned())
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
pub(super) fn is_null(set: &SchemaSet, id: SchemaId) -> bool {
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
    Kinds::of(set, id).and(Kinds::NULL) == Kinds::NONE
}

/// What `type` and `enum` leave.
enum Single {
    Of(One),
    /// One type, and null beside it.
    OrNull,
    /// Two types or more.
    Several(Vec<One>),
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
    let present = table
        .into_iter()
        .filter(|&(present, _)| present)
        .map(|(_, one)| one);
    let present: Vec<One> = present.collect();
    // Listed values are not told apart by their types yet.
    let listed = keywords.enumeration.is_some() || keywords.constant.is_some();
    if present.is_empty() || (present.len() > 1 && listed) {
        return Single::None;
    }
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
    match present.as_slice() {
        &[one] => Single::Of(one),
        _ => Single::Several(present),
    }
}

fn all_strings(values: &[Json]) -> bool {
    !values.is_empty() && values.iter().all(|value| value.as_str().is_some())
}

/// Whether an object has no property with a name.
pub(super) fn is_map(keywords: &Keywords) -> bool {
    keywords.properties.is_empty() && keywords.required.is_empty()
}

fn of_one_type(
    set: &SchemaSet,
    keywords: &Keywords,
    mut left: Assertions,
    one: One,
    dialect: Dialect,
) -> Class {
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
    if one == One::Object && is_map(keywords) {
        let whole = left.is_empty() || left.is_only("additionalProperties");
        let by_name = keywords.additional_properties.map(|id| &set.get(id).body);
        if whole && !matches!(by_name, Some(Body::Boolean(false))) {
            return Class::Map(keywords.additional_properties);
        }
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
