//! Code for any schema is Rust, and the same each time.

use trueup_codegen::Generator;
use trueup_schema::SchemaSet;

/// Generates from the text as a schema.
///
/// # Panics
/// Where what is generated is no Rust, or differs the second time.
pub fn is_rust(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(set) = SchemaSet::loader().load_text("fuzzed.schema.json", text) else {
        return;
    };
    let Ok(code) = Generator::new().generate(&set) else {
        return;
    };
    if let Err(error) = syn::parse_file(&code) {
        panic!("{error}\n{code}");
    }
    let again = Generator::new().generate(&set);
    assert_eq!(again.ok().as_deref(), Some(code.as_str()));
}
