//! How a schema is looked at: whole, or only a part of its values.

use trueup_schema::SchemaId;

use super::assertions::Judges;

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

    /// The keywords that judge it.
    pub(super) fn judges(self) -> Judges {
        match self {
            Self::Boolean => Judges::Any,
            Self::Integer | Self::Number => Judges::Number,
            Self::String => Judges::String,
            Self::Array => Judges::Array,
            Self::Object => Judges::Object,
        }
    }
}

/// How a schema is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct View {
    pub(super) id: SchemaId,
    /// Whether null has been taken out of the schema, as the outside of an `Option`.
    pub(super) without_null: bool,
    /// The part of its values that is looked at, where the schema has several types.
    pub(super) only: Option<Only>,
}

/// A part of the values of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Only {
    /// Those of one type.
    Of(One),
    /// Those of every other type, of which the schema says nothing.
    Except(One),
    Null,
    /// Objects, of which only the branches beside the named properties are looked at.
    Branches,
    /// Those, or any others: where it depends on something else whether the schema is asked at all.
    OrOther,
    /// The others there, which may be anything.
    Anything,
}

impl Only {
    /// What the part is, as a paragraph.
    pub(super) fn docs(self) -> String {
        let name = |one: One| match one {
            One::Integer | One::Array | One::Object => format!("an {}", one.name()),
            One::Boolean | One::Number | One::String => format!("a {}", one.name()),
        };
        match self {
            Self::Of(one) => format!("Where it is {}.", name(one)),
            Self::Except(one) => format!("Where it is not {}.", name(one)),
            Self::Null => "Where it is null.".to_owned(),
            Self::OrOther => "What the schema says where it is asked, or anything else.".to_owned(),
            Self::Anything => "Where it is anything else.".to_owned(),
            Self::Branches => "Which of the alternatives it is.".to_owned(),
        }
    }
}

impl View {
    /// The schema that is looked at.
    pub(crate) fn schema(self) -> SchemaId {
        self.id
    }

    /// The same with null put back; `None` where only one type is looked at.
    pub(crate) fn with_null(self) -> Option<Self> {
        self.only.is_none().then(|| self.id.into())
    }

    pub(super) fn only(self, only: Only) -> Self {
        Self {
            only: Some(only),
            ..self
        }
    }
}

/// A branch of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) view: View,
    /// Whether the validator is asked before the branch is decoded: a branch that fails late, and
    /// then another one, at each level of a payload, would take time beyond all bounds.
    pub(super) guarded: bool,
    /// The schema that names the branch, where that is not the one that is looked at.
    pub(super) called: Option<SchemaId>,
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

impl Part {
    /// A branch that is decoded at once.
    pub(super) fn unguarded(view: View) -> Self {
        Self {
            view,
            guarded: false,
            called: None,
        }
    }
}
