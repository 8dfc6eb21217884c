//! Values that plain Rust types do not hold as JSON Schema means them.

use crate::{Decode, Document, Encode, Json, Kind, Node, Refused};

/// What a schema never accepts: no value is of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Never {}

impl Decode for Never {
    fn decode(_: Node<'_>) -> Result<Self, Refused> {
        Err(Refused)
    }
}

impl Encode for Never {
    fn encode(&self, _: &mut String) {
        match *self {}
    }
}

/// `null`
impl Decode for () {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        if node.is_null() { Ok(()) } else { Err(Refused) }
    }
}

impl Encode for () {
    fn encode(&self, out: &mut String) {
        out.push_str("null");
    }
}

/// Values of every kind but one, of which a schema without `type` says nothing.
macro_rules! every_kind_but {
    ($($(#[$docs:meta])* $name:ident, $kind:ident;)*) => {$(
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(Json);

        impl $name {
            /// Takes a value, unless it is of the kind that is left out.
            #[must_use]
            pub fn new(value: Json) -> Option<Self> {
                (value.kind() != Kind::$kind).then_some(Self(value))
            }

            /// The value.
            #[must_use]
            pub fn into_json(self) -> Json {
                self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = Json;

            fn deref(&self) -> &Json {
                &self.0
            }
        }

        impl Decode for $name {
            fn decode(node: Node<'_>) -> Result<Self, Refused> {
                Self::new(node.into()).ok_or(Refused)
            }
        }

        impl Encode for $name {
            fn encode(&self, out: &mut String) {
                self.0.encode(out);
            }
        }
    )*};
}

every_kind_but! {
    /// Any JSON value that is no object.
    NotObject, Object;
    /// Any JSON value that is no array.
    NotArray, Array;
    /// Any JSON value that is no string.
    NotString, String;
    /// Any JSON value that is no number.
    NotNumber, Number;
}

/// Whether a node has the value that a JSON text writes, for generated code.
#[doc(hidden)]
#[must_use]
pub fn is_json(node: Node<'_>, text: &str) -> bool {
    let written = Document::from_slice(text.as_bytes());
    written.is_ok_and(|document| Json::from(document.root()) == Json::from(node))
}
