//! What must hold for any bytes whatever: one function a claim, which panics where it does not hold.
//!
//! The fuzzer (`fuzz/`, outside the workspace) calls them with what it invents, and
//! `tests/mutations.rs` with what a fixed generator makes of the same seeds, so that every test run
//! tries some of it on a stable compiler.
//!
//! Reading order: [`reader`], [`formats`], [`schema`], [`verdict`], [`model`], [`codegen`];
//! [`mutate`] makes bytes of bytes.

#![forbid(unsafe_code)]

pub mod codegen;
pub mod formats;
pub mod model;
pub mod mutate;
pub mod reader;
pub mod schema;
pub mod verdict;

/// A claim about any bytes.
pub type Claim = fn(&[u8]);

/// Every claim by the name of its fuzz target and of the folder of its seeds.
pub const CLAIMS: [(&str, Claim); 11] = [
    ("reader_json", reader::json),
    ("reader_jsonc", reader::jsonc),
    ("reader_ndjson", reader::ndjson),
    ("reader_yaml", formats::yaml),
    ("reader_toml", formats::toml),
    ("compressed", formats::compressed),
    ("schema_load", schema::load),
    ("verdict", verdict::is_that_of_the_reference),
    ("decode", model::decodes_what_is_valid),
    ("encode", model::writes_what_was_read),
    ("codegen", codegen::is_rust),
];

/// Splits an input that holds a schema and a payload: they stand before and after a line `---`.
fn pair(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let line = b"\n---\n";
    let at = bytes.windows(line.len()).position(|part| part == line)?;
    let schema = std::str::from_utf8(&bytes[..at]).ok()?;
    Some((schema, &bytes[at + line.len()..]))
}
