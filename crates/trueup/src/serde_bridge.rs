//! serde for generated types, through the same decode and encode.
//!
//! Serializing goes through the type's own JSON text, deserializing through an owned value and the
//! type's own decode, so serde can never accept or write anything else. Two things serde itself
//! cannot carry: how a number was written, and digits beyond those of `u64`, `i64` and `f64`;
//! `from_slice` and `to_string` of the type keep both.

use std::fmt;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Document, Encode, Json, Kind, Node, Number, Plain};

/// Serializes a value as what it encodes to.
///
/// # Errors
/// What the serializer reports, and numbers that no native type holds.
pub fn serialize<S: Serializer>(value: &impl Encode, serializer: S) -> Result<S::Ok, S::Error> {
    let mut text = String::new();
    value.encode(&mut text);
    let document = Document::from_slice(text.as_bytes()).map_err(S::Error::custom)?;
    Located(document.root()).serialize(serializer)
}

/// Deserializes a value by its own decode.
///
/// # Errors
/// What the deserializer reports, and every violation of the schema in one message.
#[cfg(feature = "validator")]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: crate::Model,
    D: Deserializer<'de>,
{
    let Owned(value) = Owned::deserialize(deserializer)?;
    T::from_json(&value).map_err(|report| {
        let lines = report.violations().iter().map(|violation| {
            let path = violation.instance_path.as_str();
            format!("at {path:?}: {}", violation.message())
        });
        D::Error::custom(lines.collect::<Vec<_>>().join("; "))
    })
}

/// Deserializes a value by its own decode, for types without the validator.
///
/// # Errors
/// What the deserializer reports, and that the schema refuses the value.
pub fn deserialize_plain<'de, T: Plain, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let Owned(value) = Owned::deserialize(deserializer)?;
    T::from_json(&value).map_err(D::Error::custom)
}

/// Serialize and Deserialize for a type, the latter by a function of this module.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by {
    ($type:ident, $deserialize:ident) => {
        #[allow(deprecated)]
        impl $crate::external::serde::Serialize for $type {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::external::serde::Serializer,
            {
                $crate::serde_bridge::serialize(self, serializer)
            }
        }

        #[allow(deprecated)]
        impl<'de> $crate::external::serde::Deserialize<'de> for $type {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::external::serde::Deserializer<'de>,
            {
                $crate::serde_bridge::$deserialize(deserializer)
            }
        }
    };
}

/// A node that serializes.
struct Located<'d>(Node<'d>);

impl Serialize for Located<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let node = self.0;
        match node.kind() {
            Kind::Null => serializer.serialize_unit(),
            Kind::Boolean => serializer.serialize_bool(node.as_bool() == Some(true)),
            Kind::Number => serialize_number(node, serializer),
            Kind::String => serializer.serialize_str(&node.as_str().unwrap_or_default()),
            Kind::Array => {
                let mut sequence = serializer.serialize_seq(Some(node.len()))?;
                for element in node.elements() {
                    sequence.serialize_element(&Located(element))?;
                }
                sequence.end()
            }
            Kind::Object => {
                let mut map = serializer.serialize_map(Some(node.len()))?;
                for member in node.members() {
                    map.serialize_entry(&*member.name(), &Located(member.value()))?;
                }
                map.end()
            }
        }
    }
}

fn serialize_number<S: Serializer>(node: Node<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let Some(number) = node.as_number() else {
        return serializer.serialize_unit();
    };
    if number.is_written_as_integer() {
        if let Some(value) = number.to_i64() {
            return serializer.serialize_i64(value);
        }
        if let Some(value) = number.to_u64() {
            return serializer.serialize_u64(value);
        }
    }
    let value = number.to_f64();
    if value.is_finite() {
        serializer.serialize_f64(value)
    } else {
        Err(S::Error::custom(format!(
            "no native number holds {}",
            number.text()
        )))
    }
}

/// A value that deserializes from anything that describes itself.
struct Owned(Json);

impl<'de> Deserialize<'de> for Owned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OwnedVisitor)
    }
}

struct OwnedVisitor;

/// What serde_json hands over for a number when its `arbitrary_precision` feature is on: a map of
/// this one name and the number's text.
const SERDE_JSON_NUMBER: &str = "$serde_json::private::Number";

impl<'de> Visitor<'de> for OwnedVisitor {
    type Value = Owned;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Owned, E> {
        Ok(Owned(Json::Null))
    }

    fn visit_none<E>(self) -> Result<Owned, E> {
        Ok(Owned(Json::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Owned, D::Error> {
        Owned::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Owned, E> {
        Ok(Owned(Json::Boolean(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Owned, E> {
        number(&value.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Owned, E> {
        number(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Owned, E> {
        // `{:?}` gives the shortest text that reads back as the same double, in JSON's grammar.
        number(&format!("{value:?}"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Owned, E> {
        Ok(Owned(Json::String(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Owned, A::Error> {
        let mut elements = Vec::new();
        while let Some(Owned(element)) = sequence.next_element()? {
            elements.push(element);
        }
        Ok(Owned(Json::Array(elements)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Owned, A::Error> {
        let mut members = Vec::new();
        while let Some((name, Owned(value))) = map.next_entry::<String, Owned>()? {
            members.push((name, value));
        }
        if let [(name, Json::String(text))] = members.as_slice()
            && name == SERDE_JSON_NUMBER
        {
            return number(text);
        }
        Ok(Owned(Json::Object(members)))
    }
}

fn number<E: serde::de::Error>(text: &str) -> Result<Owned, E> {
    let number = Number::parse(text);
    number
        .map(|number| Owned(Json::Number(number)))
        .ok_or_else(|| E::custom(format!("{text} is no JSON number")))
}
