//! Types of serde's as parts of generated ones.

use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Decode, Encode, Json, Node, Refused};

/// A type that serde reads and writes, where a generated type wants one that decodes and encodes:
/// `replace = "trueup::Serde<my_crate::Money>"`.
///
/// It decodes what serde accepts, whatever the schema says.
///
/// ```
/// use trueup::{Decode, Document, Encode, Serde};
///
/// let document = Document::from_slice(b"[80, 443]")?;
/// let ports: Serde<std::collections::BTreeSet<u16>> = Decode::decode(document.root()).unwrap();
/// assert!(ports.contains(&443));
/// let mut text = String::new();
/// ports.encode(&mut text);
/// assert_eq!(text, "[80,443]");
/// # Ok::<(), trueup::ReadError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serde<T>(pub T);

impl<T> Deref for Serde<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Serde<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Serde<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned> Decode for Serde<T> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let text = Json::from(node).to_string();
        let value = serde_json::from_str(&text);
        value.map(Self).map_err(|_| Refused)
    }
}

/// What the type cannot write as JSON, a map whose keys are no strings, say, is written as `null`.
impl<T: Serialize> Encode for Serde<T> {
    fn encode(&self, out: &mut String) {
        match serde_json::to_string(&self.0) {
            Ok(text) => out.push_str(&text),
            Err(_) => out.push_str("null"),
        }
    }
}
