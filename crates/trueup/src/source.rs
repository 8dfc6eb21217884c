//! The schema that generated code carries.

use crate::Validator;
use crate::schema_bridge::Definition;

/// A schema file as it stands in generated code.
#[derive(Debug)]
pub struct Source {
    /// The file's name, for reports.
    pub name: &'static str,
    /// The file's text.
    pub schema: &'static str,
    /// Every place of the schema that has a type.
    pub definitions: &'static [Definition],
}

impl Source {
    /// The validator of the schema at a place of it. The generator has loaded the same text before
    /// it wrote it, so it loads again.
    ///
    /// # Panics
    /// When the text is no schema or has no such place: generated code that was edited by hand.
    #[must_use]
    pub fn validator_at(&self, pointer: &str) -> Validator {
        let validator = match Validator::from_text(self.name, self.schema) {
            Ok(validator) => validator,
            Err(error) => panic!("generated code holds a broken schema: {error}"),
        };
        if pointer.is_empty() {
            return validator;
        }
        match validator.at(pointer) {
            Some(part) => part,
            None => panic!("generated code names a place that its schema has not: {pointer}"),
        }
    }
}
