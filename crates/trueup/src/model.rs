//! A type together with its schema.

use crate::skim::skims_node;
use crate::{Decode, Document, Encode, Json, Node, Reader, Report, Validator, native};

/// A type that is a schema: it decodes what the schema accepts and nothing else, and a refusal
/// comes with every violation at its place.
pub trait Model: Decode + Encode {
    /// The validator of the schema that this type was generated from, at the place of this type.
    fn validator() -> &'static Validator;

    /// Whether the bytes are a JSON text that the schema accepts, without making a value of them.
    /// The type's own pass over the bytes says so for nearly all that is valid; what it leaves open
    /// is for the validator.
    fn is_valid(bytes: &[u8]) -> bool {
        Reader::skims_whole::<Self>(bytes) || Self::validator().is_valid(bytes)
    }

    /// Whether the schema accepts a value of a document that has been read, as [`is_valid`](Self::is_valid)
    /// says it of bytes. An object in it that has a name twice is not valid.
    fn is_valid_node(node: Node<'_>) -> bool {
        skims_node::<Self>(node) || Self::validator().is_valid_node(node)
    }

    /// Reads a JSON text.
    ///
    /// # Errors
    /// A [`Report`] of every violation, when the text is no JSON or the schema refuses it.
    fn from_json_slice(bytes: &[u8]) -> Result<Self, Report> {
        if let Some(value) = Reader::whole(bytes) {
            return Ok(value);
        }
        match Document::from_slice(bytes) {
            Ok(document) => decode_document(&document),
            Err(_) => Err(Self::validator().check(bytes)),
        }
    }

    /// Reads an owned JSON value.
    ///
    /// # Errors
    /// A [`Report`] of every violation; its positions are those in the value's compact text.
    fn from_json(value: &Json) -> Result<Self, Report> {
        Self::from_json_slice(value.to_string().as_bytes())
    }

    /// Asks the validator about the value as it stands. What was decoded is valid; a program may
    /// have put values into open fields since, which together break a rule between them.
    ///
    /// # Errors
    /// A [`Report`] of every violation; its positions are those in the value's compact text.
    fn check(&self) -> Result<(), Report> {
        let report = Self::validator().check(self.to_json_string().as_bytes());
        if report.is_valid() {
            Ok(())
        } else {
            Err(report)
        }
    }

    /// Writes compact JSON text.
    fn to_json_string(&self) -> String {
        let mut text = String::new();
        self.encode(&mut text);
        text
    }
}

fn decode_document<T: Model>(document: &Document<'_>) -> Result<T, Report> {
    // Duplicate names are a fault whatever the type says; the report shows them.
    if document.duplicate_keys().is_empty()
        && let Ok(value) = T::decode(document.root())
    {
        return Ok(value);
    }
    let unfit = native::unfit(|| T::decode(document.root()));
    Err(T::validator().explain_refusal(document, &unfit))
}

/// What every generated type has besides its decode and encode: [`Model`], serde and schemars. A type
/// whose decode asks the validator has that in a static of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! model {
    ($type:ident, $name:literal, $pointer:literal, $source:ident, $definitions:ident) => {
        #[allow(deprecated)]
        impl $crate::Model for $type {
            #[inline]
            fn validator() -> &'static $crate::Validator {
                $source.part($pointer)
            }
        }

        $crate::described!($type, $name, $pointer, $source, $definitions);
    };
    ($type:ident, $name:literal, $pointer:literal, $source:ident, $definitions:ident, checked) => {
        #[allow(deprecated)]
        impl $crate::Model for $type {
            #[inline]
            fn validator() -> &'static $crate::Validator {
                static VALIDATOR: $crate::LazyValidator =
                    $crate::LazyValidator::new(&$source, $pointer);
                VALIDATOR.get()
            }
        }

        $crate::described!($type, $name, $pointer, $source, $definitions);
    };
}

/// serde and schemars for a generated type.
#[doc(hidden)]
#[macro_export]
macro_rules! described {
    ($type:ident, $name:literal, $pointer:literal, $source:ident, $definitions:ident) => {
        $crate::serde_by!($type, deserialize);

        #[allow(deprecated)]
        impl $crate::external::schemars::JsonSchema for $type {
            // Where nobody asks for it, nothing of schemars is compiled.
            #[inline]
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed($name)
            }

            #[inline]
            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(concat!(module_path!(), "::", $name))
            }

            #[inline]
            fn json_schema(
                generator: &mut $crate::external::schemars::SchemaGenerator,
            ) -> $crate::external::schemars::Schema {
                $crate::schema_bridge::schema_of(&$source, $pointer, $definitions, generator)
            }
        }
    };
}
