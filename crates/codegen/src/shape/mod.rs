//! Shapes: what a schema means for a Rust type.
//!
//! Everything about JSON Schema is decided on the way into these types ([`build`]); an emitter
//! that meets a shape only prints it.

mod adjust;
mod array;
mod assertions;
mod beside;
mod boxes;
mod branches;
mod build;
mod class;
mod conditional;
mod defaults;
mod files;
mod graph;
mod home;
mod integer;
mod kinds;
mod labels;
mod listed;
mod merge;
mod naming;
mod object;
mod plain;
mod scalar;
mod sizes;
mod union;
mod unsettled;
mod view;
mod wish;

pub(crate) use adjust::MOST_ARGUMENTS;
pub(crate) use assertions::Judges;
pub(crate) use build::build;
pub(crate) use scalar::is_typed;
pub(crate) use view::View;

use proc_macro2::TokenStream;
use trueup_document::Json;
use trueup_schema::Dialect;

use crate::settings::Settings;

/// All types of one generated file.
#[derive(Debug)]
pub(crate) struct Module {
    /// Invariant: the root type comes first.
    pub(crate) types: Vec<Type>,
    /// All of them as they are printed: each before what stands inside it, and that before the next.
    pub(crate) order: Vec<TypeId>,
    /// The schema file's name.
    pub(crate) source_name: String,
    /// The schema file's text, which the generated code carries.
    pub(crate) source_text: String,
    /// The draft by which texts are read that name none.
    pub(crate) dialect: Dialect,
    pub(crate) asserts_formats: bool,
    /// The other files that its references reach.
    pub(crate) resources: Vec<Resource>,
    /// What was chosen for all types.
    pub(crate) settings: Settings,
    /// The modules, outermost first, in which is being printed.
    pub(crate) at: Vec<String>,
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
    /// Invariant: an identifier that no other type beside it has.
    pub(crate) name: String,
    /// The modules that it stands in, outermost first.
    pub(crate) modules: Vec<String>,
    /// The module of the types inside it, if that is to have one.
    ///
    /// Invariant: an identifier that no other module beside it has.
    pub(crate) own_module: Option<String>,
    pub(crate) view: View,
    /// The JSON Pointer of its schema, after `URI#` where it stands in another file.
    pub(crate) pointer: String,
    /// Whether a `$ref` leads to its schema.
    pub(crate) referenced: bool,
    /// Doc paragraphs.
    pub(crate) docs: Vec<String>,
    pub(crate) form: Form,
    /// Whether the schema says more than the form holds, so that the validator is asked as well.
    pub(crate) checked: bool,
    /// The JSON text of the value that it has by default, where that is not an empty object.
    ///
    /// Invariant: the type decodes it.
    pub(crate) default: Option<String>,
    /// Whether it is a part of other structs, which write its members among theirs.
    pub(crate) part: bool,
    /// Whether it is an enum with one variant that is much larger than the others.
    pub(crate) uneven: bool,
    /// Traits that it derives besides.
    pub(crate) derives: Vec<TokenStream>,
    /// Attributes that it carries besides.
    pub(crate) attributes: Vec<TokenStream>,
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
    /// A type that exists already.
    Replaced(TokenStream),
}

/// An `enum` of strings.
#[derive(Debug)]
pub(crate) struct StringEnum {
    pub(crate) variants: Vec<Variant>,
    /// The variant of strings that are not listed, if they are taken.
    ///
    /// Invariant: an identifier that no other variant has.
    pub(crate) other: Option<String>,
}

/// An object.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) properties: Vec<Property>,
    /// The field for what is not named; `None` when nothing else is allowed.
    pub(crate) additional: Option<Additional>,
    /// Whether an object without any member is one.
    pub(crate) may_be_empty: bool,
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
    /// The default that the schema states and accepts.
    pub(crate) fallback: Option<Fallback>,
    /// The variant of its type that is the only value of it, where the property must be there: then
    /// nobody need say it.
    pub(crate) only: Option<String>,
}

/// The default of a property. It is never written into the field of one that is absent.
#[derive(Debug)]
pub(crate) struct Fallback {
    /// The function that reads a property which may be absent, or gives this.
    ///
    /// Invariant: an identifier that no field of the struct has, and no other such function.
    pub(crate) function: String,
    /// Invariant: a value that the type of the property decodes.
    pub(crate) value: Json,
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
    /// No property, but the branch that the object is of, with the properties which that has.
    Part,
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

/// A format of strings that is a type, besides `date-time`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Date,
    Duration,
    Ipv4,
    Ipv6,
    Time,
    Uri,
    Uuid,
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
    Formatted(Format),
    Array(Box<Usage>),
    Tuple(Tuple),
    /// An object whose members are all of one type.
    Map(Box<Usage>),
    /// Null or the other, which is never null itself.
    Nullable(Box<Usage>),
    Named(TypeId),
    /// A named type that would contain itself without end.
    Boxed(TypeId),
}

/// An array with a type for each of its first places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tuple {
    /// The places that are always there.
    pub(crate) first: Vec<Usage>,
    /// The places after them that may be absent.
    pub(crate) more: Vec<Usage>,
    /// What comes after all of those.
    pub(crate) rest: Option<Box<Usage>>,
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
