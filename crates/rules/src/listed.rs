//! `enum`: the values that a schema lists, found in one step however many they are.
//!
//! Few are compared one by one. For more, each gets the print of [`crate::unique`], and only values
//! with the same print are compared: a list of ten thousand asked ten thousand times is no hundred
//! million comparisons.

use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;

use trueup_document::{Json, Node, Number};

use crate::equality::equals_json;
use crate::unique::Prints;

/// Up to here, comparing with each is cheaper than hashing.
const FEW: usize = 8;

/// Values that a schema lists.
///
/// ```
/// use trueup_document::{Document, Json, JsonNumber};
/// use trueup_rules::listed::Listed;
///
/// let listed = Listed::new(vec![Json::String("a".to_owned()), Json::Null]);
/// assert!(listed.has(Document::from_slice(b"null")?.root()));
/// assert!(!listed.has(Document::from_slice(b"1")?.root()));
/// # Ok::<(), trueup_document::ReadError>(())
/// ```
pub struct Listed {
    values: Vec<Json>,
    /// Invariant: the places of all values, by their prints.
    index: Option<(Prints, HashMap<u64, Vec<usize>>)>,
}

impl Listed {
    /// Takes the values, in which no object has a name twice.
    #[must_use]
    pub fn new(values: Vec<Json>) -> Self {
        let index = (values.len() > FEW).then(|| {
            let prints = Prints::of_many();
            let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
            for (place, value) in values.iter().enumerate() {
                places.entry(prints.of(value)).or_default().push(place);
            }
            (prints, places)
        });
        Self { values, index }
    }

    /// Whether the value equals one of them.
    #[must_use]
    pub fn has(&self, node: Node<'_>) -> bool {
        let Some((prints, places)) = &self.index else {
            return self.values.iter().any(|value| equals_json(node, value));
        };
        let places = places.get(&prints.of(node)).into_iter().flatten();
        places
            .filter_map(|&place| self.values.get(place))
            .any(|value| equals_json(node, value))
    }

    /// Whether the number is one of them.
    #[must_use]
    pub fn has_number(&self, number: Number<'_>) -> bool {
        let is = |value: &Json| matches!(value, Json::Number(listed) if listed.get() == number);
        let Some((prints, places)) = &self.index else {
            return self.values.iter().any(is);
        };
        let places = places.get(&prints.of_number(number)).into_iter().flatten();
        places.filter_map(|&place| self.values.get(place)).any(is)
    }
}

/// The values in the order of the schema.
impl Deref for Listed {
    type Target = [Json];

    fn deref(&self) -> &[Json] {
        &self.values
    }
}

impl fmt::Debug for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.values).finish()
    }
}

#[cfg(test)]
mod tests {
    use trueup_document::Document;

    use super::*;

    const LISTED: &str = r#"[null, true, 1, 1.50, "a", "\u0062", [1, 2], {"a": 1, "b": [2]}, {},
        1e400, "", [], 12345678901234567890123]"#;

    #[test]
    fn few_and_many_are_found_alike() {
        let document = Document::from_slice(LISTED.as_bytes()).unwrap();
        let values: Vec<Json> = document.root().elements().map(Json::from).collect();
        let many = Listed::new(values.clone());
        assert!(many.index.is_some());
        assert_eq!(*many, values, "it is the list that it was made of");
        let cases = [
            ("null", true),
            ("false", false),
            ("1.0", true),
            ("15e-1", true),
            ("2", false),
            ("\"\\u0061\"", true),
            ("\"b\"", true),
            ("\"c\"", false),
            ("[1.0, 2]", true),
            ("[2, 1]", false),
            ("[1]", false),
            (r#"{"b": [2.0], "a": 1}"#, true),
            (r#"{"b": [2], "a": 2}"#, false),
            (r#"{"a": 1}"#, false),
            ("{}", true),
            ("10e399", true),
            ("1e401", false),
            ("12345678901234567890123.0", true),
            ("12345678901234567890124", false),
        ];
        for (text, expected) in cases {
            let document = Document::from_slice(text.as_bytes()).unwrap();
            assert_eq!(many.has(document.root()), expected, "{text}");
            if let Some(number) = document.root().as_number() {
                assert_eq!(many.has_number(number), expected, "{text}");
            }
            let one_by_one = values
                .iter()
                .any(|value| equals_json(document.root(), value));
            assert_eq!(one_by_one, expected, "{text}");
        }
        let few = Listed::new(values[..8].to_vec());
        assert!(few.index.is_none());
        assert!(few.has(Document::from_slice(b"[1, 2]").unwrap().root()));
        assert!(!few.has(Document::from_slice(b"{}").unwrap().root()));
    }
}
