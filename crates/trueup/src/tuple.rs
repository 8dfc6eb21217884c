//! Arrays that have a type for each of their first places.

use crate::{Decode, Encode, Kind, Node, Refused};

/// An array that begins with elements of the types of `F`, a tuple, and goes on with any number of
/// elements of one type.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple<F, R> {
    /// The elements that have a type of their own.
    pub first: F,
    /// The elements after them.
    pub rest: Vec<R>,
}

impl<F, R> Tuple<F, R> {
    /// The first elements, and nothing after them.
    #[must_use]
    pub fn new(first: F) -> Self {
        Self {
            first,
            rest: Vec::new(),
        }
    }
}

/// Tuples that can begin an array.
#[doc(hidden)]
pub trait Elements: Sized {
    /// How many elements there are.
    const LENGTH: usize;

    /// Takes them from the front.
    ///
    /// # Errors
    /// [`Refused`] when one is missing or its schema does not accept it.
    fn read<'d>(elements: &mut impl Iterator<Item = Node<'d>>) -> Result<Self, Refused>;

    /// Writes them, with commas between.
    fn write(&self, out: &mut String);
}

impl Elements for () {
    const LENGTH: usize = 0;

    fn read<'d>(_: &mut impl Iterator<Item = Node<'d>>) -> Result<Self, Refused> {
        Ok(())
    }

    fn write(&self, _: &mut String) {}
}

macro_rules! elements {
    ($($length:literal: $first:ident $($name:ident)*;)*) => {$(
        impl<$first: Decode + Encode, $($name: Decode + Encode),*> Elements for ($first, $($name,)*) {
            const LENGTH: usize = $length;

            fn read<'d>(elements: &mut impl Iterator<Item = Node<'d>>) -> Result<Self, Refused> {
                Ok((
                    $first::decode(elements.next().ok_or(Refused)?)?,
                    $($name::decode(elements.next().ok_or(Refused)?)?,)*
                ))
            }

            #[expect(non_snake_case, reason = "a value is called as its type")]
            fn write(&self, out: &mut String) {
                let ($first, $($name,)*) = self;
                $first.encode(out);
                $(
                    out.push(',');
                    $name.encode(out);
                )*
            }
        }

        impl<$first: Decode + Encode, $($name: Decode + Encode),*> Decode for ($first, $($name,)*) {
            fn decode(node: Node<'_>) -> Result<Self, Refused> {
                if node.kind() != Kind::Array || node.len() != $length {
                    return Err(Refused);
                }
                <Self as Elements>::read(&mut node.elements())
            }
        }

        impl<$first: Decode + Encode, $($name: Decode + Encode),*> Encode for ($first, $($name,)*) {
            fn encode(&self, out: &mut String) {
                out.push('[');
                self.write(out);
                out.push(']');
            }
        }
    )*};
}

elements! {
    1: A;
    2: A B;
    3: A B C;
    4: A B C D;
    5: A B C D E;
    6: A B C D E G;
    7: A B C D E G H;
    8: A B C D E G H I;
    9: A B C D E G H I J;
    10: A B C D E G H I J K;
    11: A B C D E G H I J K L;
    12: A B C D E G H I J K L M;
}

impl<F: Elements, R: Decode> Decode for Tuple<F, R> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        if node.kind() != Kind::Array {
            return Err(Refused);
        }
        let mut elements = node.elements();
        let first = F::read(&mut elements)?;
        let rest: Result<Vec<R>, Refused> = elements.map(R::decode).collect();
        Ok(Self { first, rest: rest? })
    }
}

impl<F: Elements, R: Encode> Encode for Tuple<F, R> {
    fn encode(&self, out: &mut String) {
        out.push('[');
        self.first.write(out);
        for element in &self.rest {
            out.push(',');
            element.encode(out);
        }
        out.push(']');
    }
}
