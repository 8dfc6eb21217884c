//! Sets of kinds of values.

use trueup_document::{Json, Kind};
use trueup_schema::TypeSet;

/// Some of the six kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u8);

/// All kinds in the order of their discriminants.
pub(super) const EACH: [Kind; 6] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
];

impl Kinds {
    pub(super) const NONE: Self = Self(0);
    pub(super) const ALL: Self = Self(0b11_1111);

    pub(super) const fn only(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }

    #[inline(always)]
    pub(super) const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn of_types(types: TypeSet) -> Self {
        let kinds = [
            (types.null, Kind::Null),
            (types.boolean, Kind::Boolean),
            (types.number || types.integer, Kind::Number),
            (types.string, Kind::String),
            (types.array, Kind::Array),
            (types.object, Kind::Object),
        ];
        let kinds = kinds.into_iter().filter(|&(allowed, _)| allowed);
        kinds.fold(Self::NONE, |set, (_, kind)| set.or(Self::only(kind)))
    }
}

/// The kind of an owned value.
pub(super) fn of_json(json: &Json) -> Kind {
    match json {
        Json::Null => Kind::Null,
        Json::Boolean(_) => Kind::Boolean,
        Json::Number(_) => Kind::Number,
        Json::String(_) => Kind::String,
        Json::Array(_) => Kind::Array,
        Json::Object(_) => Kind::Object,
    }
}

/// The kind of the value that begins with a byte, if one does.
#[inline(always)]
pub(super) fn of(byte: u8) -> Option<Kind> {
    Some(match byte {
        b'"' => Kind::String,
        b'-' | b'0'..=b'9' => Kind::Number,
        b'{' => Kind::Object,
        b'[' => Kind::Array,
        b't' | b'f' => Kind::Boolean,
        b'n' => Kind::Null,
        _ => return None,
    })
}
