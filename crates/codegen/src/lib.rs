//! JSON Schema to Rust types that decode exactly what the schema accepts.
//!
//! A [`SchemaSet`](trueup_schema::SchemaSet) goes in, formatted Rust comes out. The way leads through shapes, a private
//! intermediate form: what JSON Schema means for a type is decided there, once, and the emitters
//! only print. A keyword that a shape cannot hold is never dropped: the type is then marked as
//! checked, and its decode and its constructors ask the validator of the embedded schema.
//!
//! - The same schema gives the same bytes, whatever the machine, folder or time.
//! - Text of the schema enters the code only as literals, as doc attributes, and through names
//!   that are made here.
//!
//! Three ways in, all the same code: [`Generator`] for whoever has a schema in hand, [`build`] for
//! build scripts, and the command `trueup generate`.
//!
//! ```
//! use trueup_codegen::Generator;
//! use trueup_schema::SchemaSet;
//!
//! let schema = r#"{"title": "Port", "type": "integer", "minimum": 0, "maximum": 65535}"#;
//! let set = SchemaSet::from_text("port.schema.json", schema)?;
//! let code = Generator::new().generate(&set)?;
//! assert!(code.contains("pub struct Port(i32);"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

pub mod build;
mod docs;
mod emit;
mod error;
mod format;
mod generator;
mod name;
pub mod settings;
mod shape;

pub use error::Error;
pub use generator::{Generator, MARK};
pub use settings::Settings;
