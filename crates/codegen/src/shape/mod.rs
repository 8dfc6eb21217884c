//! Shapes: what a schema means for a Rust type.
//!
//! Everything about JSON Schema is decided on the way into these types ([`build`]); an emitter
//! that meets a shape only prints it.

mod array;
mod assertions;
mod boxes;
mod build;
mod class;
mod files;
mod graph;
mod integer;
mod kinds;
mod listed;
mod merge;
mod object;
mod scalar;
mod union;
mod wish;

use trueup_document::Json;

pub(crate) use assertions::Judges;
pub(crate) use build::build;

/// All types of one generated file.
#[derive(Debug)]
pub(crate) struct Module {
    /// Invariant: the root type comes first.
    pub(crate) types: Vec<Type>,
    /// The schema file's name.
    pub(crate) source_name: String,
    /// The schema file's text, which the generated code carries.
    pub(crate) source_text: String,
    /// The other files that its references reach.
    pub(crate) resources: Vec<Resource>,
}

/// A file that the generated code carries besides.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Its URI as the root file may write it, and its name.
    pub(crate) uri: String,
    pub(crate) text: String,
}

/// A place in [`Module::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

/// A type with a name.
#[derive(Debug)]
pub(crate) struct Type {
    /// Invariant: an identifier that no other type of the module has.
    pub(crate) name: String,
    /// The JSON Pointer of its schema, after `URI#` where it stands in another file.
    pub(crate) pointer: String,
    /// Doc paragraphs.
    pub(crate) docs: Vec<String>,
    pub(crate) form: Form,
    /// Whether the schema says more than the form holds, so that the validator is asked as well.
    pub(crate) checked: bool,
}

/// What a named type is made of.
#[derive(Debug)]
pub(crate) enum Form {
    Struct(Struct),
    StringEnum(StringEnum),
    /// Values from a list that are not all strings.
    Constants(Vec<Constant>),
    Newtype(Newtype),
    Union(Vec<Branch>),
}

/// An object.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) properties: Vec<Property>,
    /// The field for what is not named; `None` when nothing else is allowed.
    pub(crate) additional: Option<Additional>,
    /// The name of the builder, if there is more to set than a constructor should take.
    ///
    /// Invariant: an identifier that nothing else in the module has.
    pub(crate) builder: Option<String>,
}

/// The properties that a struct does not name.
#[derive(Debug)]
pub(crate) struct Additional {
    /// Invariant: an identifier that no property's field has.
    pub(crate) field: String,
    pub(crate) value: Usage,
}

/// A named property of a struct.
#[derive(Debug)]
pub(crate) struct Property {
    /// The name in JSON.
    pub(crate) name: String,
    /// Invariant: an identifier that no other field of the struct has.
    pub(crate) field: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) usage: Usage,
    pub(crate) presence: Presence,
}

/// Whether a property must be there, and what being absent looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Always there.
    Required,
    /// Absent is `None`.
    Optional,
    /// Absent and null are two things.
    Maybe,
}

/// Strings from a list.
#[derive(Debug)]
pub(crate) struct StringEnum {
    pub(crate) variants: Vec<Variant>,
    /// The variant for every other string, if the schema accepts them.
    ///
    /// Invariant: an identifier that no variant has.
    pub(crate) other: Option<String>,
}

/// A string of an `enum`.
#[derive(Debug)]
pub(crate) struct Variant {
    /// Invariant: an identifier that no other variant has.
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) value: String,
}

/// A listed value.
#[derive(Clone, Debug)]
pub(crate) struct Constant {
    /// Invariant in a [`Form`]: an identifier that no other constant of the list has.
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) value: Json,
}

/// One of several types that a value may have; the first that decodes is taken.
#[derive(Debug)]
pub(crate) struct Branch {
    /// Invariant: an identifier that no other branch has.
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// The place of a schema that must accept a value before the branch is tried.
    pub(crate) guard: Option<String>,
    pub(crate) usage: Usage,
}

/// A type around another, with constraints.
#[derive(Debug)]
pub(crate) struct Newtype {
    pub(crate) inner: Usage,
    pub(crate) checks: Vec<Check>,
}

/// A constraint that a newtype's constructor checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    Minimum(i128),
    Maximum(i128),
    MinLength(u64),
    MaxLength(u64),
    Pattern(String),
    MinItems(u64),
    MaxItems(u64),
}

/// A type where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Usage {
    /// Anything.
    Json,
    /// Nothing at all.
    Never,
    /// Every value but those that some keywords judge.
    Except(Judges),
    Null,
    Boolean,
    Integer(IntegerType),
    Number,
    String,
    DateTime,
    Array(Box<Usage>),
    /// An array that begins with elements of these types, and goes on with those of the other.
    Tuple(Vec<Usage>, Option<Box<Usage>>),
    /// An object whose members are all of one type.
    Map(Box<Usage>),
    /// Null or the other, which is never null itself.
    Nullable(Box<Usage>),
    Named(TypeId),
    /// A named type that would contain itself without end.
    Boxed(TypeId),
}

/// The Rust type of an integer: the smallest that holds every value that the schema accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntegerType {
    I32,
    I64,
    U64,
    /// Any size.
    Unbounded,
}
