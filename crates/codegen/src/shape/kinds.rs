//! Which kinds of values a schema can accept at all.
//!
//! An upper bound: a kind that is missing is certainly refused, one that is there may be.

use trueup_document::Json;
use trueup_schema::{Body, Keywords, SchemaId, SchemaSet, TypeSet};

/// A set of the kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u8);

/// How many schemas are looked at for one answer; what lies further may be anything.
const BUDGET: u32 = 256;

impl Kinds {
    pub(super) const ALL: Self = Self(0b11_1111);
    pub(super) const NONE: Self = Self(0);
    pub(super) const NULL: Self = Self(1);
    const BOOLEAN: Self = Self(1 << 1);
    pub(super) const NUMBER: Self = Self(1 << 2);
    pub(super) const STRING: Self = Self(1 << 3);
    const ARRAY: Self = Self(1 << 4);
    pub(super) const OBJECT: Self = Self(1 << 5);

    /// The kinds that a schema can accept.
    pub(super) fn of(set: &SchemaSet, id: SchemaId) -> Self {
        let mut budget = BUDGET;
        walk(set, id, &mut budget)
    }

    /// The kinds that `type` names.
    pub(super) fn of_types(types: TypeSet) -> Self {
        of_types(types)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The others, if there are any.
    pub(super) fn without_null(self) -> Self {
        if self == Self::NULL {
            return self;
        }
        Self(self.0 & !Self::NULL.0)
    }

    /// Whether there may be values with values in them.
    pub(super) fn nest(self) -> bool {
        self.and(Self::ARRAY.or(Self::OBJECT)) != Self::NONE
    }

    /// What a value of one kind is called; `None` for several.
    pub(super) fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::NULL => "null",
            Self::BOOLEAN => "boolean",
            Self::NUMBER => "number",
            Self::STRING => "string",
            Self::ARRAY => "array",
            Self::OBJECT => "object",
            _ => return None,
        })
    }
}

fn walk(set: &SchemaSet, id: SchemaId, budget: &mut u32) -> Kinds {
    if *budget == 0 {
        return Kinds::ALL;
    }
    *budget -= 1;
    match &set.get(id).body {
        Body::Boolean(true) => Kinds::ALL,
        Body::Boolean(false) => Kinds::NONE,
        Body::Keywords(keywords) => {
            let applied = keywords.reference.iter().chain(&keywords.all_of);
            let found = applied.fold(own(keywords), |found, &id| found.and(walk(set, id, budget)));
            let lists = keywords.any_of.iter().chain(&keywords.one_of);
            lists.fold(found, |found, list| {
                let any = list
                    .iter()
                    .fold(Kinds::NONE, |any, &id| any.or(walk(set, id, budget)));
                found.and(any)
            })
        }
    }
}

/// What `type`, `enum` and `const` leave.
fn own(keywords: &Keywords) -> Kinds {
    let by_type = keywords.types.map_or(Kinds::ALL, of_types);
    let values = keywords.enumeration.as_ref().map_or(Kinds::ALL, |values| {
        values.iter().map(of_value).fold(Kinds::NONE, Kinds::or)
    });
    let constant = keywords.constant.as_ref().map_or(Kinds::ALL, of_value);
    by_type.and(values).and(constant)
}

fn of_types(types: TypeSet) -> Kinds {
    let table = [
        (types.null, Kinds::NULL),
        (types.boolean, Kinds::BOOLEAN),
        (types.integer || types.number, Kinds::NUMBER),
        (types.string, Kinds::STRING),
        (types.array, Kinds::ARRAY),
        (types.object, Kinds::OBJECT),
    ];
    let present = table.into_iter().filter(|&(present, _)| present);
    present.map(|(_, kind)| kind).fold(Kinds::NONE, Kinds::or)
}

fn of_value(value: &Json) -> Kinds {
    match value {
        Json::Null => Kinds::NULL,
        Json::Boolean(_) => Kinds::BOOLEAN,
        Json::Number(_) => Kinds::NUMBER,
        Json::String(_) => Kinds::STRING,
        Json::Array(_) => Kinds::ARRAY,
        Json::Object(_) => Kinds::OBJECT,
    }
}
