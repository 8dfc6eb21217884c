//! `uniqueItems`: does an array hold a value twice?
//!
//! JSON Schema Validation 2020-12, section 6.4.3, with the equality of [`crate::equality`].
//!
//! Few elements are compared each with each. For more, every element gets a 64-bit print that
//! equal values share, and only elements with the same print are compared. Prints are made with
//! keys that are drawn anew for each call, so no payload can be written to make them collide.
//!
//! A print is the sum of one hash for each value inside, taken over the path that leads to it and
//! what stands there. A sum has no order, so the members of objects may come in any; and as every
//! part is hashed with its own path, a walk over a plain list of values does, without recursion.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash as _, Hasher, RandomState};

use trueup_document::{Kind, Node, Number};

use crate::equality::{Value, equal};

/// Up to here, comparing each with each is cheaper than hashing.
const FEW: usize = 8;

/// The places, from 0, of the first repetition: the second is the earliest element that equals one
/// before it, the first the earliest that it equals. `None` when all differ, and for anything but
/// an array.
///
/// ```
/// use trueup_document::Document;
///
/// let document = Document::from_slice(br#"[1, "1", 2, 1.0]"#)?;
/// assert_eq!(trueup_rules::unique::first_repeat(document.root()), Some((0, 3)));
/// # Ok::<(), trueup_document::ReadError>(())
/// ```
#[must_use]
pub fn first_repeat(array: Node<'_>) -> Option<(usize, usize)> {
    if array.kind() != Kind::Array {
        return None;
    }
    let elements: Vec<Node<'_>> = array.elements().collect();
    if elements.len() <= FEW {
        let all: Vec<usize> = (0..elements.len()).collect();
        return first_repeat_among(&all, &elements);
    }
    let prints = Prints::new(array);
    let mut order: Vec<(u64, usize)> = elements
        .iter()
        .enumerate()
        .map(|(index, &element)| (prints.of(element), index))
        .collect();
    order.sort_unstable();
    order
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|run| run.len() > 1)
        .filter_map(|run| {
            let places: Vec<usize> = run.iter().map(|&(_, index)| index).collect();
            first_repeat_among(&places, &elements)
        })
        .min_by_key(|&(_, second)| second)
}

/// Compares each with each, among the given places in rising order.
fn first_repeat_among(places: &[usize], elements: &[Node<'_>]) -> Option<(usize, usize)> {
    places.iter().enumerate().find_map(|(count, &second)| {
        let earlier = places[..count].iter();
        earlier
            .copied()
            .find(|&first| equal(elements[first], elements[second]))
            .map(|first| (first, second))
    })
}

/// See the module. Equal values share a print; what is made with other keys tells nothing.
pub(crate) struct Prints {
    keys: RandomState,
    /// Whether some object of the document has a name twice. Then the values of one name are told
    /// apart by their order, as [`equal`] does, or swapping them would give colliding prints.
    names_repeat: bool,
}

impl Prints {
    fn new(array: Node<'_>) -> Self {
        Self {
            keys: RandomState::new(),
            names_repeat: !array.document().duplicate_keys().is_empty(),
        }
    }

    /// Prints for values of different documents, in which no name stands twice.
    pub(crate) fn of_many() -> Self {
        Self {
            keys: RandomState::new(),
            names_repeat: false,
        }
    }

    pub(crate) fn of<'v>(&self, node: impl Value<'v>) -> u64 {
        let mut print = 0_u64;
        let mut waiting = vec![(node, 0_u64)];
        while let Some((node, path)) = waiting.pop() {
            print = print.wrapping_add(self.part(node, path));
            match node.kind() {
                Kind::Array => {
                    let steps = node.elements().zip(0_u64..);
                    waiting.extend(
                        steps.map(|(element, index)| (element, self.keys.hash_one((path, index)))),
                    );
                }
                Kind::Object => self.push_members(node, path, &mut waiting),
                _ => {}
            }
        }
        print
    }

    fn push_members<'v, V: Value<'v>>(&self, object: V, path: u64, waiting: &mut Vec<(V, u64)>) {
        let mut counts: HashMap<Cow<'v, str>, u64> = HashMap::new();
        for (name, value) in object.members() {
            let mut step = self.keys.hash_one((path, &*name));
            if self.names_repeat {
                let count = counts.entry(name).or_insert(0);
                *count += 1;
                step = self.keys.hash_one((step, *count));
            }
            waiting.push((value, step));
        }
    }

    /// The print of a number that stands in no document.
    pub(crate) fn of_number(&self, number: Number<'_>) -> u64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write_u64(0);
        hasher.write_u8(Kind::Number as u8);
        number.hash(&mut hasher);
        hasher.finish()
    }

    /// The hash of one value at its path; of a container, only that it is one.
    fn part<'v>(&self, node: impl Value<'v>, path: u64) -> u64 {
        let mut hasher = self.keys.build_hasher();
        hasher.write_u64(path);
        hasher.write_u8(node.kind() as u8);
        match node.kind() {
            Kind::Boolean => hasher.write_u8(u8::from(node.boolean() == Some(true))),
            Kind::Number => {
                if let Some(number) = node.number() {
                    number.hash(&mut hasher);
                }
            }
            Kind::String => hasher.write(node.string().unwrap_or_default().as_bytes()),
            Kind::Null | Kind::Array | Kind::Object => {}
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use trueup_document::Document;

    use super::Prints;

    /// Else swapping them would give prints that collide, for as many objects as somebody likes.
    #[test]
    fn values_of_one_name_leave_prints_by_their_order() {
        let text = r#"[{"a": 1, "a": 2}, {"a": 2, "a": 1}, {"b": 3, "a": 1, "a": 2.0},
            {"a": 1, "b": 3, "a": 2}, {"a": 1, "a": 2, "a": 3}, {"a": 1, "a": 3, "a": 2}]"#;
        let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
        let prints = Prints::new(document.root());
        let prints: Vec<u64> = document
            .root()
            .elements()
            .map(|each| prints.of(each))
            .collect();
        assert_ne!(prints[0], prints[1]);
        assert_eq!(prints[2], prints[3]);
        assert_ne!(prints[4], prints[5]);
    }
}
