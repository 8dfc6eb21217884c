//! What a user may choose about the generated code.
//!
//! [`Settings`] is one struct for all ways in: a build script fills it in Rust, the macro and
//! `trueup.toml` are read into it. Whatever is chosen, a type accepts no value that its schema
//! refuses, but for two settings that say so: [`TypeSettings::open`] and [`TypeSettings::trusted`].
//!
//! `rust` reads the pieces of Rust that settings hold, `extension` finds `x-rust-type` in schemas,
//! and `plan` leads the names in the settings to the types that they mean.

mod extension;
mod open;
mod plan;
mod rust;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

pub(crate) use plan::{Plan, check, opened, resolve};

/// How a schema becomes Rust. The default keeps everything that a payload says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The name of the root type, instead of the schema's title.
    pub root_name: Option<String>,
    /// Where the types stand that belong to another type.
    pub layout: Layout,
    /// What holds the values of the type `number`.
    pub numbers: Numbers,
    /// What holds the values of the type `integer` whose range is open.
    pub integers: Numbers,
    /// What holds the values of the format `date-time`.
    pub date_time: DateTimes,
    /// What holds an object that names no property.
    pub maps: Maps,
    /// Which structs have a builder.
    pub builders: Builders,
    /// Who may name the fields of a struct.
    pub fields: Visibility,
    /// Traits that every type derives besides, as paths: `Eq`, `my_crate::Row`.
    pub derives: Vec<String>,
    /// Attributes that every type carries: `#[non_exhaustive]`.
    pub attributes: Vec<String>,
    /// Whether the types report every violation of a refused payload. Without the validator they
    /// only say that it is refused, and need no `jsonschema`; a type that cannot hold all that its
    /// schema says is then an error.
    pub validator: bool,
    /// Settings of single types, by the name that a type has without them in one flat file, or by
    /// the pointer to its schema: `Money`, `#/$defs/Money`, `#/properties/total`.
    pub types: BTreeMap<String, TypeSettings>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            root_name: None,
            layout: Layout::default(),
            numbers: Numbers::default(),
            integers: Numbers::default(),
            date_time: DateTimes::default(),
            maps: Maps::default(),
            builders: Builders::default(),
            fields: Visibility::default(),
            derives: Vec::new(),
            attributes: Vec::new(),
            validator: true,
            types: BTreeMap::new(),
        }
    }
}

/// What is different about one type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypeSettings {
    /// Its name in Rust. Types inside it are called after it.
    pub name: Option<String>,
    /// A type that exists already and stands for it, as a path: `crate::Money`. It implements
    /// `trueup::Decode` and `trueup::Encode`; `trueup::Serde<T>` does so for a type that serde
    /// reads and writes. `x-rust-type` in the schema says the same.
    pub replace: Option<String>,
    /// Whether the type of `replace` refuses by itself what the schema refuses. Otherwise the
    /// validator is asked wherever the type is used.
    pub trusted: bool,
    /// Whether an `enum` of strings also takes strings that the schema does not list. The schema
    /// that the code carries then says so as well.
    pub open: bool,
    /// Traits that it derives besides.
    pub derives: Vec<String>,
    /// Attributes that it carries besides.
    pub attributes: Vec<String>,
    /// Names of its fields, each by its property's name in JSON.
    pub fields: BTreeMap<String, String>,
}

/// Where the types stand that belong to another type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// Beside it, with its name before their own: `OrderStatus`.
    #[default]
    Flat,
    /// In a module of its name: `order::Status`.
    Modules,
}

/// What holds numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Numbers {
    /// Types that keep every digit: `trueup::Number`, `trueup::Integer`.
    #[default]
    Exact,
    /// `f64` and `i64`. A number that one of them cannot hold as it is, so that it would be
    /// written back as another, is refused with a violation that says so.
    Native,
}

/// What holds date-times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateTimes {
    /// `trueup::DateTime`, which is written back as it was read.
    #[default]
    Exact,
    /// `chrono::DateTime<FixedOffset>`: the text is lost, and with it digits beyond nanoseconds.
    Chrono,
    /// `chrono::DateTime<Utc>`: the offset is lost as well.
    ChronoUtc,
}

/// What holds objects that name no property.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Maps {
    /// `trueup::Map`, which keeps the order of the members.
    #[default]
    Ordered,
    /// `BTreeMap`: the members come in the order of their names.
    Btree,
    /// `HashMap`: the order is lost; members are written in the order of their names.
    Hash,
    /// A type of one's own, as a path: `crate::Table`. It has one parameter, the type of the
    /// values, and for each such type implements `trueup::Decode` and `trueup::Encode`; it takes
    /// every object whose values that type takes, and nothing else.
    #[serde(untagged)]
    Custom(#[schemars(regex(pattern = "::"))] String),
}

/// By hand, since what serde says of an enum that may be any string does not help.
impl<'de> Deserialize<'de> for Maps {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.as_str() {
            "ordered" => Self::Ordered,
            "btree" => Self::Btree,
            "hash" => Self::Hash,
            _ => Self::Custom(text),
        })
    }
}

/// Which structs have a builder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Builders {
    /// Those with more than seven required properties; the others have a constructor.
    #[default]
    Auto,
    /// All of them, instead of a constructor.
    Always,
    /// None: the constructor takes all required properties, however many.
    Never,
}

/// Who may name the fields of a struct.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everybody.
    #[default]
    Public,
    /// The crate of the generated code; for others each field has a function that reads it.
    Crate,
    /// The module of the generated code; for others each field has a function that reads it.
    Private,
}
