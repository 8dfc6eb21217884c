//! A type without its schema: it refuses what the schema refuses, and cannot say why.

use std::fmt;

use crate::{Decode, Document, Encode, Json, Position, ReadError};

/// A type that was generated without the validator: it decodes what its schema accepts and nothing
/// else, all by itself.
pub trait Plain: Decode + Encode {
    /// Reads a JSON text.
    ///
    /// # Errors
    /// [`Unread`] when the text is no JSON or the schema refuses it.
    fn from_json_slice(bytes: &[u8]) -> Result<Self, Unread> {
        let document = Document::from_slice(bytes).map_err(Unread::Text)?;
        if let Some(twice) = document.duplicate_keys().first() {
            let member = twice.member(&document);
            let position = document.position(member.key().span().start);
            return Err(Unread::DuplicateKey(position));
        }
        Self::decode(document.root()).map_err(|_| Unread::Refused)
    }

    /// Reads an owned JSON value.
    ///
    /// # Errors
    /// [`Unread`] when the schema refuses it.
    fn from_json(value: &Json) -> Result<Self, Unread> {
        Self::from_json_slice(value.to_string().as_bytes())
    }

    /// Writes compact JSON text.
    fn to_json_string(&self) -> String {
        let mut text = String::new();
        self.encode(&mut text);
        text
    }
}

/// Why a payload gives no value of a [`Plain`] type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is no JSON.
    Text(ReadError),
    /// A member name stands twice in one object; here is the second.
    DuplicateKey(Position),
    /// The schema refuses it, or a native number has no room for what it says.
    Refused,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(error) => error.fmt(f),
            Self::DuplicateKey(position) => {
                write!(f, "{position}: a member name stands twice in one object")
            }
            Self::Refused => f.write_str("the type of this value refuses it"),
        }
    }
}

impl std::error::Error for Unread {}

/// What every type generated without the validator has besides its decode and encode.
#[doc(hidden)]
#[macro_export]
macro_rules! plain {
    ($type:ident) => {
        #[allow(deprecated)]
        impl $crate::Plain for $type {}

        $crate::serde_by!($type, deserialize_plain);
    };
}
