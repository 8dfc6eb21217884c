//! Values of the macro's input to settings, each fault at its place.

use std::fmt;

use proc_macro2::Span;
use serde::Deserialize;
use serde::de::value::{SeqDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use trueup_codegen::Settings;

use crate::input::{Key, Value, ValueKind};

/// Reads the settings.
pub(crate) fn read(value: &Value) -> Result<Settings, syn::Error> {
    Settings::deserialize(value).map_err(|fault| {
        let span = fault.span.unwrap_or_else(crate::everywhere);
        syn::Error::new(span, fault.message)
    })
}

/// What is wrong, and where, as soon as that is known.
#[derive(Debug)]
pub(crate) struct Fault {
    message: String,
    span: Option<Span>,
}

impl Fault {
    fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            span: None,
        }
    }
}

impl<'de> IntoDeserializer<'de, Fault> for &'de Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Value {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let read = match &self.kind {
            ValueKind::Text(text) => visitor.visit_str(text),
            ValueKind::Boolean(value) => visitor.visit_bool(*value),
            ValueKind::List(elements) => visitor.visit_seq(SeqDeserializer::new(elements.iter())),
            ValueKind::Table(members) => visitor.visit_map(Members {
                members: members.iter(),
                value: None,
            }),
        };
        read.map_err(|fault| fault.at(self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let ValueKind::Text(text) = &self.kind else {
            let problem = format!(
                "one of these strings should stand here: {}",
                variants.join(", ")
            );
            return Err(<Fault as serde::de::Error>::custom(problem).at(self.span));
        };
        let text: StrDeserializer<'_, Fault> = text.as_str().into_deserializer();
        text.deserialize_enum(name, variants, visitor)
            .map_err(|fault| fault.at(self.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Members<'de> {
    members: std::slice::Iter<'de, (Key, Value)>,
    value: Option<&'de Value>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        let name: StrDeserializer<'_, Fault> = key.name.as_str().into_deserializer();
        let read = seed.deserialize(name).map(Some);
        read.map_err(|fault| fault.at(key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(serde::de::Error::custom("a value without its key")),
        }
    }
}
