//! Properties that a schema allows but does not name.

use std::fmt;
use std::marker::PhantomData;

use crate::{Decode, Json, Member, Refused};

/// The properties of one object beyond those that its type names, in the order in which they came.
///
/// `Owner` is the type that they belong to: a name of its own cannot be put in here, or the object
/// would be written with one name twice.
pub struct AdditionalProperties<Owner, V = Json> {
    /// Invariant: the names are distinct, and none is in `Owner::PROPERTIES`.
    entries: Vec<(String, V)>,
    owner: PhantomData<fn() -> Owner>,
}

/// The property names that a type has fields for.
pub trait NamedProperties {
    /// The names as they stand in JSON.
    const PROPERTIES: &'static [&'static str];
}

/// A name that has a field of its own and so is no additional property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedProperty(pub String);

impl<Owner, V> AdditionalProperties<Owner, V> {
    /// No properties.
    #[must_use]
    pub fn new() -> Self {
        Self {
            entries: Vec::new(),
            owner: PhantomData,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a property.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.iter()
            .find(|&(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// Names and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// Takes a property out.
    pub fn remove(&mut self, name: &str) -> Option<V> {
        let at = self.entries.iter().position(|(key, _)| key == name)?;
        Some(self.entries.remove(at).1)
    }

    /// Takes the properties of some names out, for generated code.
    #[doc(hidden)]
    pub fn forget(&mut self, names: &[&str]) {
        self.entries
            .retain(|(name, _)| !names.contains(&name.as_str()));
    }

    /// Keeps a member that the type does not name: names must come from one object without
    /// duplicates.
    pub(crate) fn keep(&mut self, member: Member<'_>) -> Result<(), Refused>
    where
        V: Decode,
    {
        let value = V::decode(member.value())?;
        self.push(member.name().into_owned(), value);
        Ok(())
    }

    /// The same for a name with its value.
    pub(crate) fn push(&mut self, name: String, value: V) {
        self.entries.push((name, value));
    }
}

impl<Owner: NamedProperties, V> AdditionalProperties<Owner, V> {
    /// Sets a property and gives back its earlier value.
    ///
    /// # Errors
    /// [`NamedProperty`] when the type has a field for the name: set the field instead.
    pub fn insert(
        &mut self,
        name: impl Into<String>,
        value: impl Into<V>,
    ) -> Result<Option<V>, NamedProperty> {
        let name = name.into();
        if Owner::PROPERTIES.contains(&name.as_str()) {
            return Err(NamedProperty(name));
        }
        let value = value.into();
        if let Some((_, old)) = self.entries.iter_mut().find(|(key, _)| *key == name) {
            return Ok(Some(std::mem::replace(old, value)));
        }
        self.entries.push((name, value));
        Ok(None)
    }
}

impl fmt::Display for NamedProperty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} has a field of its own", self.0)
    }
}

impl std::error::Error for NamedProperty {}

impl<'p, Owner, V> IntoIterator for &'p AdditionalProperties<Owner, V> {
    type Item = (&'p str, &'p V);
    type IntoIter = Box<dyn Iterator<Item = Self::Item> + 'p>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl<Owner, V> Default for AdditionalProperties<Owner, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Owner, V: Clone> Clone for AdditionalProperties<Owner, V> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
            owner: PhantomData,
        }
    }
}

/// Objects are equal without regard to the order of their members.
impl<Owner, V: PartialEq> PartialEq for AdditionalProperties<Owner, V> {
    fn eq(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        // Most often the order is the same. If not, each side is sorted once: looking up name by
        // name would take quadratic time.
        self.entries == other.entries || self.eq_in_any_order(other)
    }
}

impl<Owner, V: PartialEq> AdditionalProperties<Owner, V> {
    #[inline(never)]
    fn eq_in_any_order(&self, other: &Self) -> bool {
        let names = self.entries.iter().map(|(name, _)| name.as_str());
        let others = other.entries.iter().map(|(name, _)| name.as_str());
        same_by_name(&mut { names }, &mut { others }, &|left, right| {
            self.entries[left] == other.entries[right]
        })
    }
}

/// Whether the members are the same by pairs, where each side is sorted by its names, which are
/// distinct. It knows no types, so that the compiler need not look into it for each.
fn same_by_name(
    names: &mut dyn Iterator<Item = &str>,
    others: &mut dyn Iterator<Item = &str>,
    is_same: &dyn Fn(usize, usize) -> bool,
) -> bool {
    let (left, right) = (by_name(names), by_name(others));
    let mut pairs = left.into_iter().zip(right);
    pairs.all(|(left, right)| is_same(left, right))
}

/// The places of names in the order of the alphabet.
fn by_name(names: &mut dyn Iterator<Item = &str>) -> Vec<usize> {
    let names: Vec<&str> = names.collect();
    let mut places: Vec<usize> = (0..names.len()).collect();
    places.sort_unstable_by_key(|&place| names[place]);
    places
}

impl<Owner, V: fmt::Debug> fmt::Debug for AdditionalProperties<Owner, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
