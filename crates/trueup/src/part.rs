//! Branches that are parts of a struct, for generated code.

use crate::{Decode, Encode, Node, ObjectWriter, Refused};

/// A type that is decoded from an object together with the struct that it stands in: it keeps what
/// it names itself and what nobody names.
#[doc(hidden)]
pub trait Part: Decode + Encode {
    /// Reads the part of an object that has fields of other names in the struct.
    ///
    /// # Errors
    /// [`Refused`] when the schema of the part does not accept the object.
    fn part_of(node: Node<'_>, names: &[&str]) -> Result<Self, Refused> {
        let mut part = Self::decode(node)?;
        part.forget(names);
        Ok(part)
    }

    /// Drops the additional properties of these names.
    fn forget(&mut self, names: &[&str]);

    /// Writes the members, but for additional properties of these names.
    fn write(&self, object: &mut ObjectWriter<'_>, names: &[&str]);
}

impl<T: Part> Part for Box<T> {
    fn forget(&mut self, names: &[&str]) {
        (**self).forget(names);
    }

    fn write(&self, object: &mut ObjectWriter<'_>, names: &[&str]) {
        (**self).write(object, names);
    }
}
