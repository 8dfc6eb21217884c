//! How types around another, and lists of strings, are read: what is the same for all of them.
//!
//! Generated code says it in a call each, which takes the compiler less than to do it there.

use crate::{Decode, Invalid, Node, Reader, Refused};

/// Decodes a value and makes the type of it.
///
/// # Errors
/// [`Refused`] when one of both refuses.
#[doc(hidden)]
pub fn decode_wrapped<V: Decode, T>(
    node: Node<'_>,
    wrap: impl FnOnce(V) -> Result<T, Invalid>,
) -> Result<T, Refused> {
    wrap(V::decode(node)?).or(Err(Refused))
}

/// Reads a value and makes the type of it; `None` to look closer.
#[doc(hidden)]
pub fn read_wrapped<V: Decode, T>(
    reader: &mut Reader<'_>,
    wrap: impl FnOnce(V) -> Result<T, Invalid>,
) -> Option<T> {
    wrap(V::read(reader)?).ok()
}

/// Decodes a string of a list.
///
/// # Errors
/// [`Refused`] when the node is no string, or the list has none such.
#[doc(hidden)]
pub fn decode_listed<T>(
    node: Node<'_>,
    find: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Refused> {
    let text = node.as_str().ok_or(Refused)?;
    find(&text).ok_or(Refused)
}

/// Reads a string of a list; `None` to look closer.
#[doc(hidden)]
pub fn read_listed<T>(reader: &mut Reader<'_>, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    find(reader.plain_str()?)
}
