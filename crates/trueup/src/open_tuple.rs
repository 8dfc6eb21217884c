//! Arrays that have a type for each of their first places, some of which may be absent.

use crate::tuple::Elements;
use crate::{Decode, Encode, Kind, Node, Refused};

/// An array that begins with elements of the types of `F`, a tuple. After them come as many elements
/// of the types in `M`, a tuple of `Option`s, as there are, and only after all of those any number
/// of elements of one type.
///
/// ```
/// type Range = trueup::OpenTuple<(u64,), (Option<u64>, Option<String>), trueup::Never>;
///
/// let range = Range::new((1,), (Some(9), None), Vec::new()).expect("no gap");
/// assert_eq!(range.more().0, Some(9));
/// assert_eq!(Range::new((1,), (None, Some("km".to_owned())), Vec::new()), None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OpenTuple<F, M, R> {
    first: F,
    /// Invariant: after one that is absent all are, and there is no rest.
    more: M,
    rest: Vec<R>,
}

impl<F, M: OpenElements, R> OpenTuple<F, M, R> {
    /// An array of these elements; `None` where something would come after an absent one.
    #[must_use]
    pub fn new(first: F, more: M, rest: Vec<R>) -> Option<Self> {
        let present = more.present();
        let there = present.iter().take_while(|&&there| there).count();
        let gap = present.iter().skip(there).any(|&there| there);
        let all = there == present.len();
        (!gap && (all || rest.is_empty())).then_some(Self { first, more, rest })
    }

    /// The elements that are always there.
    pub fn first(&self) -> &F {
        &self.first
    }

    /// The elements that may be absent.
    pub fn more(&self) -> &M {
        &self.more
    }

    /// The elements after all of those.
    pub fn rest(&self) -> &[R] {
        &self.rest
    }

    /// All three.
    pub fn into_parts(self) -> (F, M, Vec<R>) {
        (self.first, self.more, self.rest)
    }
}

/// Tuples of elements that may be absent.
#[doc(hidden)]
pub trait OpenElements: Sized {
    /// Which of them are there.
    fn present(&self) -> Vec<bool>;

    /// Takes them from the front, as many as there are.
    ///
    /// # Errors
    /// [`Refused`] when the schema of one does not accept it.
    fn read<'d>(elements: &mut impl Iterator<Item = Node<'d>>) -> Result<Self, Refused>;

    /// Writes those that are there, with a comma before each.
    fn write(&self, out: &mut String);
}

macro_rules! open_elements {
    ($($($name:ident)*;)*) => {$(
        impl<$($name: Decode + Encode),*> OpenElements for ($(Option<$name>,)*) {
            #[expect(non_snake_case, reason = "a value is called as its type")]
            fn present(&self) -> Vec<bool> {
                let ($($name,)*) = self;
                vec![$($name.is_some()),*]
            }

            fn read<'d>(elements: &mut impl Iterator<Item = Node<'d>>) -> Result<Self, Refused> {
                Ok(($(elements.next().map($name::decode).transpose()?,)*))
            }

            #[expect(non_snake_case, reason = "a value is called as its type")]
            fn write(&self, out: &mut String) {
                let ($($name,)*) = self;
                $(
                    if let Some(element) = $name {
                        out.push(',');
                        element.encode(out);
                    }
                )*
            }
        }
    )*};
}

open_elements! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E G;
    A B C D E G H;
    A B C D E G H I;
    A B C D E G H I J;
    A B C D E G H I J K;
    A B C D E G H I J K L;
    A B C D E G H I J K L M;
}

impl<F: Elements, M: OpenElements, R: Decode> Decode for OpenTuple<F, M, R> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        if node.kind() != Kind::Array {
            return Err(Refused);
        }
        let mut elements = node.elements();
        let first = F::read(&mut elements)?;
        let more = M::read(&mut elements)?;
        let rest: Result<Vec<R>, Refused> = elements.map(R::decode).collect();
        Ok(Self {
            first,
            more,
            rest: rest?,
        })
    }
}

impl<F: Elements, M: OpenElements, R: Encode> Encode for OpenTuple<F, M, R> {
    fn encode(&self, out: &mut String) {
        out.push('[');
        let start = out.len();
        self.first.write(out);
        self.more.write(out);
        for element in &self.rest {
            out.push(',');
            element.encode(out);
        }
        // Where no element is sure to be there, the first that is has a comma before it.
        if F::LENGTH == 0 && out.len() > start {
            out.remove(start);
        }
        out.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::OpenTuple;
    use crate::{Decode, Document, Encode, Json, Never};

    fn back<T: Decode + Encode>(text: &str) -> Option<String> {
        let document = Document::from_slice(text.as_bytes()).expect("JSON");
        let value = T::decode(document.root()).ok()?;
        let mut out = String::new();
        value.encode(&mut out);
        Some(out)
    }

    #[test]
    fn what_is_there_is_read_and_written() {
        type Open = OpenTuple<(), (Option<bool>, Option<String>), Json>;
        type Closed = OpenTuple<(bool,), (Option<String>,), Never>;
        for text in ["[]", "[true]", r#"[true,"a"]"#, r#"[true,"a",1,[]]"#] {
            assert_eq!(back::<Open>(text).as_deref(), Some(text));
        }
        for text in ["[1]", "[true,1]", "{}", "[null]"] {
            assert_eq!(back::<Open>(text), None, "{text}");
        }
        for text in ["[true]", r#"[true,"a"]"#] {
            assert_eq!(back::<Closed>(text).as_deref(), Some(text));
        }
        for text in ["[]", r#"[true,"a",1]"#, "[true,null]"] {
            assert_eq!(back::<Closed>(text), None, "{text}");
        }
    }

    #[test]
    fn nothing_comes_after_what_is_absent() {
        type Open = OpenTuple<(), (Option<bool>, Option<bool>), bool>;
        let made = |more, rest| Open::new((), more, rest).is_some();
        assert!(made((None, None), vec![]));
        assert!(made((Some(true), None), vec![]));
        assert!(made((Some(true), Some(true)), vec![true]));
        assert!(!made((None, Some(true)), vec![]));
        assert!(!made((Some(true), None), vec![true]));
        assert!(!made((None, None), vec![true]));
    }
}
