//! From a located node to a type.

use crate::native::no_room;
use crate::{
    AdditionalProperties, DateTime, Integer, Json, Kind, Maybe, Member, Node, Number, Reader,
    Skimmer,
};

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

    /// Reads the value that the reader stands at, in one pass over the bytes. `None` only means to
    /// look closer, with [`Decode::decode`]; that is what this does by itself.
    ///
    /// Contract: it gives a value only where `decode` gives the same one, for the same bytes in a
    /// document without duplicate names.
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.by_document()
    }

    /// Goes over the value that the reader stands at and says whether it surely is one of this
    /// type, without making it. `None` only means to look closer.
    ///
    /// Contract: it gives `Some` only where `read` may give a value, for the same bytes.
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skip_value::<Self>()
    }
}

/// The schema does not accept a node. The validator knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// The members of an object, for a map of one's own.
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

    #[inline(always)]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.boolean()
    }

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skip_boolean()
    }
}

impl Decode for String {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        node.as_str().map(Into::into).ok_or(Refused)
    }

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.string()
    }

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skip_string()
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

            #[inline(always)]
            fn read(reader: &mut Reader<'_>) -> Option<Self> {
                reader.integer()?.try_into().ok()
            }

            #[inline(always)]
            fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
                $integer::try_from(value.integer()?).ok().map(drop)
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

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.integer().map(drop)
    }
}

impl Decode for Number {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        node.as_number().map(Into::into).ok_or(Refused)
    }

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Number::parse(reader.number()?)
    }

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skip_number()
    }
}

impl Decode for DateTime {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let text = node.as_str().ok_or(Refused)?;
        DateTime::parse(&text).map_err(|_| Refused)
    }

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.date_time().map(DateTime::checked)
    }

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skip_date_time()
    }
}

impl Decode for Json {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        Ok(node.into())
    }

    #[inline]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skip()
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

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut elements = Vec::new();
        let mut more = reader.begin_array()?;
        while more {
            // With `?` it would be moved once more.
            match T::read(reader) {
                Some(element) => elements.push(element),
                None => return None,
            }
            more = reader.next_element()?;
        }
        Some(elements)
    }

    #[inline]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        value.skim_elements::<T>().map(drop)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        T::decode(node).map(Box::new)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        T::read(reader).map(Box::new)
    }

    #[inline]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        T::skim(value)
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

    #[inline(always)]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.is_null()? {
            Some(None)
        } else {
            T::read(reader).map(Some)
        }
    }

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        if value.is_null()? {
            Some(())
        } else {
            T::skim(value)
        }
    }
}

/// A member that is there: `null` or a value.
impl<T: Decode> Decode for Maybe<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        Option::decode(node).map(|value| value.map_or(Self::Null, Self::Value))
    }

    #[inline(always)]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Option::read(reader).map(|value| value.map_or(Self::Null, Self::Value))
    }

    #[inline(always)]
    fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
        Option::<T>::skim(value)
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
