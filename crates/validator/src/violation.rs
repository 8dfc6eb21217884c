//! One violation: facts, no wording.
//!
//! What a person reads is made from these facts in [`crate::wording`].

use trueup_document::{Json, Node, Pointer, Position, ReadErrorKind, Span};
use trueup_rules::date_time::DateTimeFault;

use crate::text::SHOWN;

/// How much a violation weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The payload is invalid.
    Error,
    /// The payload is valid, yet something should change.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One place where a payload breaks its schema, or is no payload at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// How much it weighs.
    pub severity: Severity,
    /// The keyword of JSON Schema that refuses, or a code of our own: `duplicate-key`, `depth`, or
    /// that of a [`ReadErrorKind`].
    pub keyword: String,
    /// The value that is refused. For a missing or an unknown property, the object.
    pub instance_path: Pointer,
    /// The way through the schema to the keyword, from the schema that judges and through every
    /// reference: what the specification calls the keyword location.
    pub evaluation_path: Pointer,
    /// The narrowest bytes that explain it.
    pub span: Span,
    /// Line and column where the span begins.
    pub position: Position,
    /// The keyword's place in the schema; `None` when the text itself is at fault.
    pub schema: Option<SchemaPlace>,
    /// What was found and what was wanted.
    pub fault: Fault,
    /// On what it depends that the keyword was asked at all, innermost.
    pub context: Option<Context>,
    /// The most characters of each value that its words show; see [`Options::max_shown`].
    ///
    /// [`Options::max_shown`]: crate::Options::max_shown
    pub max_shown: usize,
}

/// Why a keyword was asked, where that is not a matter of course.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Context {
    /// Of the branches of `anyOf` or `oneOf`, none of which accepts, this one was meant.
    Alternative {
        /// Its place among them, from 1.
        number: usize,
        /// How many there are.
        of: usize,
        /// What its schema is called.
        name: Option<String>,
    },
    /// `then` or `else`
    Condition {
        /// Whether the `if` holds.
        holds: bool,
        /// The property that it asks for, with its value, if that is all.
        because: Option<(String, Json)>,
    },
    /// `dependentSchemas`
    Dependent {
        /// The property that is there.
        name: String,
    },
}

/// A keyword's place in a schema file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaPlace {
    /// The absolute URI of the keyword, by the nearest `$id`.
    pub uri: String,
    /// The file's name, as it was given.
    pub file: String,
    /// The pointer to the keyword from the root of the file.
    pub pointer: Pointer,
    /// The bytes of the keyword's value.
    pub span: Span,
    /// Line and column where they begin.
    pub position: Position,
}

/// What was found and what was wanted.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The text cannot be read, or only as something odd.
    Syntax {
        /// What the reader met.
        kind: ReadErrorKind,
        /// What the reader has to say beyond that. It may quote the text.
        detail: Option<String>,
    },
    /// A member name stands twice in one object.
    DuplicateKey {
        /// The name.
        name: String,
        /// Where it stands first.
        first: Position,
    },
    /// `type`
    Type {
        /// The type of the value.
        found: &'static str,
        /// The types that are allowed.
        expected: Vec<String>,
        /// The value.
        value: Json,
    },
    /// `enum`
    Enum {
        /// The value.
        value: Json,
        /// The values that are allowed.
        allowed: Vec<Json>,
    },
    /// `const`
    Const {
        /// The value.
        value: Json,
        /// The one value that is allowed.
        expected: Json,
        /// Where both stand in the value that is judged and in the one that is allowed; the root if
        /// that is all that can be said.
        inside: Pointer,
    },
    /// `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum`
    Bound {
        /// The number, as written.
        value: String,
        /// The bound, as written.
        limit: String,
    },
    /// `multipleOf`
    MultipleOf {
        /// The number, as written.
        value: String,
        /// What it should be a multiple of, as written.
        of: String,
    },
    /// `minLength`, `maxLength`, `minItems`, `maxItems`, `minProperties`, `maxProperties`,
    /// `minContains`, `maxContains`
    Count {
        /// How many there are.
        found: u64,
        /// How many there must be at least, or may be at most.
        limit: u64,
    },
    /// `pattern`
    Pattern {
        /// The string.
        value: String,
        /// The regular expression.
        pattern: String,
        /// The schema's own words for it: its title or description.
        about: Option<String>,
        /// A string that the schema gives as an example, and that matches.
        example: Option<String>,
    },
    /// `format`
    Format {
        /// The string.
        value: String,
        /// The format.
        format: String,
        /// Why a date-time, a date or a time is none.
        date_time: Option<DateTimeFault>,
    },
    /// `required` and `dependentRequired`
    Required {
        /// The name that is missing.
        name: String,
        /// The name that `dependentRequired` gives it to.
        needed_by: Option<String>,
        /// Names of the object that the schema does not know: the missing one misspelt, perhaps.
        unknown: Vec<String>,
    },
    /// `additionalProperties` and `unevaluatedProperties`
    UnknownProperty {
        /// The name.
        name: String,
        /// The names that the schema knows.
        known: Vec<String>,
        /// The patterns of the names that it knows besides.
        patterns: Vec<String>,
    },
    /// `items`, `additionalItems` and `unevaluatedItems`, for an element that may not be there
    UnexpectedItem {
        /// Its place, from 0.
        index: usize,
    },
    /// `uniqueItems`
    Repeated {
        /// The first place of the value that repeats, from 0.
        first: usize,
        /// The second place, from 0.
        second: usize,
    },
    /// `contains`, where nothing matches
    Contains {
        /// What the schema for the item is called.
        name: Option<String>,
        /// The only value that it may have.
        expected: Option<Json>,
        /// The item that comes nearest, and why it is none.
        nearest: Option<Box<Reason>>,
    },
    /// `propertyNames`
    PropertyName {
        /// The name.
        name: String,
        /// What is wrong with it.
        because: Box<Fault>,
        /// The keyword that refuses it.
        keyword: String,
    },
    /// `anyOf` and `oneOf` when no branch accepts
    NoBranch {
        /// The value.
        value: Json,
        /// How many branches there are.
        branches: usize,
        /// What they are called, if all have names.
        names: Vec<String>,
        /// Why each does not accept, if they are few.
        reasons: Vec<Reason>,
    },
    /// `oneOf` when more than one branch accepts
    ManyBranches {
        /// The value.
        value: Json,
        /// The first of those that accept: their places, from 1, and what they are called.
        fitting: Vec<(usize, Option<String>)>,
        /// For each of them a name that it alone requires, if each has one.
        either: Vec<String>,
    },
    /// `not`
    Not {
        /// The value.
        value: Json,
        /// What is excluded.
        excluded: Excluded,
    },
    /// A `false` schema
    Never {
        /// The property's name, if it is one's value.
        name: Option<String>,
    },
    /// `deprecated`, a warning
    Deprecated {
        /// The property's name, if it is one's value.
        name: Option<String>,
    },
    /// `readOnly` in a request, `writeOnly` in a response
    Hidden {
        /// The property's name, if it is one's value.
        name: Option<String>,
    },
    /// Everything else, in the words of the reference implementation.
    Other {
        /// The words.
        message: String,
    },
}

/// Why one of several schemas does not accept a value, or one of several items is not what it should
/// be: the first fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The place of the schema among the others, from 1; of an item, from 0.
    pub number: usize,
    /// What the schema is called.
    pub name: Option<String>,
    /// The way from the value to the part of it that is refused.
    pub at: Pointer,
    /// The keyword that refuses.
    pub keyword: String,
    /// What was found and what was wanted.
    pub fault: Fault,
    /// Whether this is the only fault.
    pub only: bool,
}

/// What a `not` excludes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Excluded {
    /// Values of these types.
    Types(Vec<String>),
    /// Objects that have all of these names.
    Names(Vec<String>),
    /// Objects with this value under this name.
    Member {
        /// The name.
        name: String,
        /// The value.
        value: Json,
    },
    /// Strings that match this pattern.
    Pattern(String),
    /// Whatever a schema accepts, with what that is called.
    Schema(Option<String>),
}

/// A violation of a whole value, found without a keyword of the schema.
pub(crate) fn at_node(keyword: &str, node: Node<'_>, fault: Fault) -> Violation {
    let span = node.span();
    Violation {
        severity: Severity::Error,
        keyword: keyword.to_owned(),
        instance_path: Pointer::root(),
        evaluation_path: Pointer::root(),
        span,
        position: node.document().position(span.start),
        schema: None,
        fault,
        context: None,
        max_shown: SHOWN,
    }
}

impl Violation {
    /// Whether a limit was met: then the value was not judged to its end, and may break its schema in
    /// any way.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        const LIMITS: [&str; 6] = [
            "too-deep",
            "too-large",
            "alias-expansion",
            "depth",
            "steps",
            "pattern-steps",
        ];
        LIMITS.contains(&self.keyword.as_str())
    }

    /// Whether some of the payload was not judged, because a limit was met or the text could not be
    /// read: it may break its schema in any way.
    #[must_use]
    pub fn leaves_unjudged(&self) -> bool {
        let unread = matches!(&self.fault, Fault::Syntax { kind, .. } if !kind.is_remark());
        unread || self.is_limit()
    }
}
