//! Objects whose members are all of one schema.

use indexmap::IndexMap;
use indexmap::map;

use crate::{Decode, Encode, Node, ObjectWriter, Refused, members};

/// An object that names no property: a map from names to values, in the order in which they came.
///
/// Two are equal when they hold the same members, in whatever order.
///
/// ```
/// let mut ports = trueup::Map::new();
/// ports.insert("http", 80);
/// assert_eq!(ports.insert("http", 8080), Some(80));
/// assert_eq!(ports.get("http"), Some(&8080));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Map<V = crate::Json>(IndexMap<String, V>);

impl<V> Map<V> {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self(IndexMap::new())
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a member of this name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.0.get(name)
    }

    /// The value of a member, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.0.get_mut(name)
    }

    /// Sets a member and gives back its earlier value. A new one comes last.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<V>) -> Option<V> {
        self.0.insert(name.into(), value.into())
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<V> {
        self.0.shift_remove(name)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The names in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The values in order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.values()
    }
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<N: Into<String>, V> FromIterator<(N, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let members = members.into_iter();
        Self(members.map(|(name, value)| (name.into(), value)).collect())
    }
}

impl<N: Into<String>, V> Extend<(N, V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (N, V)>>(&mut self, members: I) {
        let members = members.into_iter();
        self.0
            .extend(members.map(|(name, value)| (name.into(), value)));
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (String, V);
    type IntoIter = map::IntoIter<String, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, V> IntoIterator for &'m Map<V> {
    type Item = (&'m String, &'m V);
    type IntoIter = map::Iter<'m, String, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<V: Decode> Decode for Map<V> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let mut map = Self::new();
        for member in members(node)? {
            let value = V::decode(member.value())?;
            map.0.insert(member.name().into_owned(), value);
        }
        Ok(map)
    }
}

impl<V: Encode> Encode for Map<V> {
    fn encode(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        for (name, value) in self {
            object.member(name, value);
        }
        object.end();
    }
}
