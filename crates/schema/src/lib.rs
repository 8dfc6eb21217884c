//! JSON Schema files to a [`SchemaSet`]: a graph in which every schema knows its place.
//!
//! Drafts 4, 6, 7, 2019-09 and 2020-12 are read into one meaning ([`Keywords`]). References are
//! resolved: `$id`, `$anchor`, `$ref`, JSON Pointers into any place, files given or found in mapped
//! folders, the built-in metaschemas; a metaschema of one's own is a file like any other. Whoever
//! walks the graph meets ids, never a URI.
//!
//! OpenAPI documents of the versions 3.0 to 3.2 are read as sources of schemas.
//!
//! A broken schema gives one [`SchemaError`] that names file, line, column and pointer, and says
//! what to do. It refuses to guess: what it does not support is an error, such as a vocabulary that
//! must be understood and is not, and so is a reference to a file that nobody gave. Nothing is ever fetched from a network.
//!
//! Reading order: `graph` (what comes out), `set` and `locate` (what to ask it),
//! `loader` (where files come from), `build` (the work), `index` (`$id`, anchors), `language`,
//! `openapi`, `metaschema`, `read` and `keyword` (one file per keyword or family),
//! `resolve` (references), `cycle`, `circles` (of any steps, for whoever walks the graph), `error`.
//!
//! ```
//! use trueup_schema::{Body, SchemaSet};
//!
//! let text = r##"{"properties": {"port": {"$ref": "#/$defs/Port"}},
//!     "$defs": {"Port": {"type": "integer", "maximum": 65535}}}"##;
//! let set = SchemaSet::from_text("server.schema.json", text)?;
//! let port = set.at("/$defs/Port").expect("the definition is there");
//! let maximum = set.place_of_keyword(port, "maximum").expect("the keyword is there");
//! assert_eq!(maximum.position.to_string(), "2:54");
//!
//! let broken = text.replace("#/$defs/Port", "#/$defs/Prot");
//! assert_eq!(
//!     SchemaSet::from_text("server.schema.json", &broken).unwrap_err().to_string(),
//!     "server.schema.json:1:34: `$ref` points to nothing: \"#/$defs/Prot\" \
//!      (at /properties/port/$ref); did you mean \"#/$defs/Port\"?"
//! );
//! # Ok::<(), trueup_schema::SchemaError>(())
//! ```

#![forbid(unsafe_code)]

mod build;
mod circles;
mod cycle;
mod dialect;
mod error;
mod file_text;
mod graph;
mod index;
mod keyword;
mod language;
mod limits;
mod loader;
mod locate;
mod metaschema;
mod open_file;
mod openapi;
mod positions;
mod read;
mod resolve;
mod set;
mod slots;
mod uri;
mod value;

pub use circles::Circles;
pub use dialect::Dialect;
pub use error::{SchemaError, SchemaErrorKind};
pub use graph::{Body, FileId, Keywords, NumberText, Place, Schema, SchemaId, TypeSet};
pub use loader::{Loader, Transcribe};
pub use resolve::nearest;
pub use set::{SchemaFile, SchemaSet};
