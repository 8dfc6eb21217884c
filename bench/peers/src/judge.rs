//! Judges of a `Value`, and of bytes that are parsed into one first.

use serde_json::Value;

/// The schema of ProcessWithRooms at compile time, by the macro of the `jsonschema` crate.
#[jsonschema::validator(
    path = "../../schemas/process_with_rooms.schema.json",
    validate_formats = true
)]
struct Compiled;

/// What the macro of `jsonschema` made of ProcessWithRooms.
#[inline(never)]
pub fn compiled(value: &Value) -> bool {
    Compiled::is_valid(value)
}

/// The same, from bytes.
#[inline(never)]
pub fn compiled_bytes(bytes: &[u8]) -> bool {
    serde_json::from_slice(bytes).is_ok_and(|value| Compiled::is_valid(&value))
}

/// `jsonschema` at run time.
pub struct Jsonschema(jsonschema::Validator);

impl Jsonschema {
    /// `None` if it does not take the schema.
    pub fn new(schema: &Value) -> Option<Self> {
        let options = jsonschema::options().should_validate_formats(true);
        options.build(schema).ok().map(Self)
    }

    #[inline(never)]
    pub fn is_valid(&self, value: &Value) -> bool {
        self.0.is_valid(value)
    }

    #[inline(never)]
    pub fn is_valid_bytes(&self, bytes: &[u8]) -> bool {
        serde_json::from_slice(bytes).is_ok_and(|value| self.0.is_valid(&value))
    }

    /// Whether there are errors, each with its message, since that is what a report is for.
    #[inline(never)]
    pub fn has_errors(&self, bytes: &[u8]) -> bool {
        serde_json::from_slice::<Value>(bytes).is_ok_and(|value| {
            let mut errors = self.0.iter_errors(&value);
            errors.any(|error| !error.to_string().is_empty())
        })
    }
}

/// `boon`.
pub struct Boon {
    schemas: boon::Schemas,
    root: boon::SchemaIndex,
}

impl Boon {
    /// `None` if it does not take the schema.
    pub fn new(schema: &Value) -> Option<Self> {
        let mut compiler = boon::Compiler::new();
        compiler.enable_format_assertions();
        let uri = "file:///schema.json";
        compiler.add_resource(uri, schema.clone()).ok()?;
        let mut schemas = boon::Schemas::new();
        let root = compiler.compile(uri, &mut schemas).ok()?;
        Some(Self { schemas, root })
    }

    #[inline(never)]
    pub fn is_valid_bytes(&self, bytes: &[u8]) -> bool {
        serde_json::from_slice(bytes)
            .is_ok_and(|value| self.schemas.validate(&value, self.root).is_ok())
    }
}
