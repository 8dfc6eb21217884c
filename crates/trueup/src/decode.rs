//! From a located node to a type.

use crate::native::no_room;
use crate::{AdditionalProperties, DateTime, Integer, Json, Kind, Maybe, Member, Node, Number};

/// A type that is read from a node of a [`Document`](crate::Document).
///
/// Contract: `decode` succeeds exactly when the schema of the type accepts the node. It does not
/// say why it refuses; `Model` asks the validator for that, so that valid payloads
/// pay nothing for reports.
pub trait Decode: Sized {
    /// Reads the node.
    ///
    /// # Errors
    /// [`Refused`] when the schema of this type does not accept the node.
    fn decode(node: Node<'_>) -> Result<Self, Refused>;
}

/// The schema does not accept a node. The validator knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// The members of an object, for generated code.
///
/// # Errors
/// [`Refused`] when the node is no object.
pub fn members(node: Node<'_>) -> Result<impl Iterator<Item = Member<'_>>, Refused> {
    if node.kind() == Kind::Object {
        Ok(node.members())
    } else {
        Err(Refused)
    }
}

/// Asks the validator of a type about a node, for what the type cannot hold by itself.
///
/// # Errors
/// [`Refused`] when the validator refuses the node.
#[cfg(feature = "validator")]
pub fn accepts<T: crate::Model>(node: Node<'_>) -> Result<(), Refused> {
    if T::validator().is_valid_node(node) {
        Ok(())
    } else {
        Err(Refused)
    }
}

impl Decode for bool {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        node.as_bool().ok_or(Refused)
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        node.as_str().map(Into::into).ok_or(Refused)
    }
}

/// A whole number outside the type's range is refused, and noted as one that does not fit.
macro_rules! decode_native {
    ($($integer:ident through $to:ident),*) => {$(
        impl Decode for $integer {
            fn decode(node: Node<'_>) -> Result<Self, Refused> {
                let number = node.as_number().ok_or(Refused)?;
                let value = number.$to().and_then(|value| value.try_into().ok());
                value.ok_or_else(|| no_room(node, stringify!($integer)))
            }
        }
    )*};
}

decode_native!(i32 through to_i64, i64 through to_i64, u64 through to_u64);

impl Decode for Integer {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let number = node.as_number().ok_or(Refused)?;
        Integer::from_number(number.into()).ok_or(Refused)
    }
}

impl Decode for Number {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        node.as_number().map(Into::into).ok_or(Refused)
    }
}

impl Decode for DateTime {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let text = node.as_str().ok_or(Refused)?;
        DateTime::parse(&text).map_err(|_| Refused)
    }
}

impl Decode for Json {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        Ok(node.into())
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        if node.kind() != Kind::Array {
            return Err(Refused);
        }
        let mut elements = Vec::with_capacity(node.len());
        for element in node.elements() {
            elements.push(T::decode(element)?);
        }
        Ok(elements)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        T::decode(node).map(Box::new)
    }
}

/// `null` or a value. The generator only writes this where the inner type refuses `null`.
impl<T: Decode> Decode for Option<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        if node.is_null() {
            Ok(None)
        } else {
            T::decode(node).map(Some)
        }
    }
}

/// A member that is there: `null` or a value.
impl<T: Decode> Decode for Maybe<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        Option::decode(node).map(|value| value.map_or(Self::Null, Self::Value))
    }
}

/// A map: an object whose every member is one of the additional properties.
impl<Owner, V: Decode> Decode for AdditionalProperties<Owner, V> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let mut properties = Self::new();
        for member in members(node)? {
            properties.keep(member)?;
        }
        Ok(properties)
    }
}
