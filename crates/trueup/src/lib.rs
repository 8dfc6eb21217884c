//! Types that are the schema: what generated code and its users stand on.
//!
//! A generated type decodes a payload exactly when its schema accepts it, and writes back all that
//! it read. This crate holds what such a type is made of, and nothing that knows a particular
//! schema:
//!
//! - [`Decode`] and [`Encode`] read a type from a located [`Node`] and write it as JSON text;
//!   [`Model`] adds the schema that the type came from, so that a refusal becomes a [`Report`];
//! - values that lose nothing: [`DateTime`], [`Date`], [`Time`], [`Duration`], [`Ipv6`], [`Uri`] and
//!   [`Uuid`] (each keeps its text and gives the value of another crate), [`Integer`] and
//!   [`Number`] (every digit), [`Json`], [`Maybe`] (absent, null and a value told apart),
//!   [`AdditionalProperties`] (what the schema does not name), [`Map`], [`Tuple`], [`OpenTuple`], [`Never`], and
//!   [`NotObject`] with its like (what a schema without `type` says nothing of);
//! - [`Serde`], which makes a type of serde's part of a generated one; `f64`, chrono's times and
//!   the maps of std, for whoever chose them in the generator's settings;
//! - [`Validator`], [`Report`] and [`Violation`], for whoever only checks.
//!
//! Without the feature `validator`, which is on by default, there are no reports and no
//! `jsonschema`: then [`Plain`] stands for [`Model`], in types generated with `validator = false`.
//!
//! The crate never reads a file and never reaches a network.
//!
//! ```
//! let schema = r#"{"properties": {"port": {"type": "integer", "maximum": 65535}}}"#;
//! let validator = trueup::Validator::from_text("server.schema.json", schema)?;
//! let report = validator.check(br#"{"port": 72941}"#);
//! assert!(!report.is_valid());
//! assert_eq!(report.violations()[0].keyword, "maximum");
//! assert_eq!(report.violations()[0].position.to_string(), "1:10");
//! # Ok::<(), trueup::SchemaError>(())
//! ```

#![forbid(unsafe_code)]

mod additional;
mod date_time;
mod decode;
mod default_value;
mod encode;
mod format;
mod integer;
mod invalid;
mod map;
mod maybe;
mod members;
#[cfg(feature = "validator")]
mod model;
mod names;
mod native;
mod once;
mod open_tuple;
mod part;
mod plain;
mod reader;
#[cfg(feature = "validator")]
pub mod schema_bridge;
pub mod serde_bridge;
mod serde_type;
mod shapes;
mod short_text;
mod skim;
#[cfg(feature = "validator")]
mod source;
mod tuple;
mod wrapped;

pub use additional::{AdditionalProperties, NamedProperties, NamedProperty};
pub use date_time::{DateTime, DateTimeError};
#[cfg(feature = "validator")]
pub use decode::accepts;
pub use decode::{Decode, Refused, members};
#[doc(hidden)]
pub use default_value::DefaultValue;
pub use encode::{Encode, ObjectWriter};
pub use format::{Date, Duration, DurationParts, FormatError, Ipv6, Time, Uri, Uuid};
pub use integer::Integer;
pub use invalid::{CompiledPattern, Invalid, MissingProperties, check};
pub use map::Map;
pub use maybe::Maybe;
#[doc(hidden)]
pub use members::{FromMembers, Members, SkimMembers, TakeMembers, decode_object, read_object};
#[cfg(feature = "validator")]
pub use model::Model;
#[doc(hidden)]
pub use names::{Named, Names, NamesOf};
#[doc(hidden)]
pub use once::Once;
#[doc(hidden)]
pub use open_tuple::OpenElements;
pub use open_tuple::OpenTuple;
#[doc(hidden)]
pub use part::Part;
pub use plain::{Plain, Unread};
pub use reader::Reader;
pub use serde_type::Serde;
pub use shapes::{Never, NotArray, NotNumber, NotObject, NotString, is_json};
pub use skim::Skimmer;
#[cfg(feature = "validator")]
#[doc(hidden)]
pub use source::LazyValidator;
#[cfg(feature = "validator")]
pub use source::{Resource, Source};
pub use tuple::{Elements, Tuple};
#[doc(hidden)]
pub use wrapped::{decode_listed, decode_wrapped, read_listed, read_wrapped};

pub use trueup_document::{
    Document, Json, JsonNumber as Number, Kind, Limits, Member, Node, Pointer, Position, ReadError,
    Span,
};
#[cfg(feature = "validator")]
pub use trueup_validator::{
    Dialect, Fault, Report, SchemaError, SchemaPlace, Severity, Validator, Violation,
};

/// The crates that generated code names, so that its users need not list them.
pub mod external {
    pub use {chrono, fluent_uri, schemars, serde, uuid};
}
