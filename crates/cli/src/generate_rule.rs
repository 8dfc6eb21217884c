//! The `[[generate]]` tables of `trueup.toml`: a schema, a file, and the generator's settings.
//!
//! The settings stand beside `schema` and `output` in one table, and each of their faults has its
//! place in the file. So the table is read as it comes: what is the table's own is taken out on the
//! way, and everything else is handed to the reader of the settings.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error as _, IntoDeserializer as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use trueup_codegen::Settings;

/// One file that is generated.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GenerateRule {
    /// The schema: a file, or `builtin:process-with-rooms`.
    #[schemars(with = "String")]
    pub schema: Spanned<String>,
    /// The Rust file that is written, in the folder of this file or below it.
    #[schemars(with = "String")]
    pub output: Spanned<String>,
    /// How the code is to be.
    #[schemars(flatten)]
    pub settings: Settings,
}

impl<'de> Deserialize<'de> for GenerateRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Table)
    }
}

struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = GenerateRule;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<GenerateRule, A::Error> {
        let (mut schema, mut output) = (None, None);
        let rest = Rest {
            map,
            schema: &mut schema,
            output: &mut output,
        };
        let settings = Settings::deserialize(MapAccessDeserializer::new(rest))?;
        Ok(GenerateRule {
            schema: schema.ok_or_else(|| A::Error::missing_field("schema"))?,
            output: output.ok_or_else(|| A::Error::missing_field("output"))?,
            settings,
        })
    }
}

/// A table without what is taken out of it on the way.
struct Rest<'r, A> {
    map: A,
    schema: &'r mut Option<Spanned<String>>,
    output: &'r mut Option<Spanned<String>>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Rest<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        let mut seed = Some(seed);
        loop {
            let key = self.map.next_key_seed(KeyOrOwn(&mut seed))?;
            match key {
                None => return Ok(None),
                Some(Key::Other(value)) => return Ok(Some(value)),
                Some(Key::Schema) => *self.schema = Some(self.map.next_value()?),
                Some(Key::Output) => *self.output = Some(self.map.next_value()?),
            }
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

enum Key<T> {
    Schema,
    Output,
    Other(T),
}

/// Reads a key by a seed, unless it is one of the table's own. The seed is asked while the key is
/// read, so that a key it does not know is told with its place.
struct KeyOrOwn<'k, K>(&'k mut Option<K>);

impl<'de, K: DeserializeSeed<'de>> DeserializeSeed<'de> for KeyOrOwn<'_, K> {
    type Value = Key<K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, K: DeserializeSeed<'de>> Visitor<'de> for KeyOrOwn<'_, K> {
    type Value = Key<K::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a setting")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
        match name {
            "schema" => Ok(Key::Schema),
            "output" => Ok(Key::Output),
            _ => match self.0.take() {
                Some(seed) => seed.deserialize(name.into_deserializer()).map(Key::Other),
                None => Err(E::custom("a key is read twice")),
            },
        }
    }
}

/// Where the setting at the end of a path stands in the `index`th `[[generate]]` table: its key,
/// or as much of the path as there is. `None` where not even the table is found.
pub(crate) fn place(text: &str, index: usize, path: &[String]) -> Option<Range<usize>> {
    let root = DeTable::parse(text).ok()?;
    let table = root.get_ref().get("generate")?.get_ref().get(index)?;
    let (mut value, mut span) = (table, table.span());
    for part in path {
        let next = match value.get_ref() {
            DeValue::Table(table) => table.get_key_value(part.as_str()),
            DeValue::Array(list) => {
                let element = part.parse().ok().and_then(|index: usize| list.get(index));
                let Some(element) = element else { break };
                (value, span) = (element, element.span());
                continue;
            }
            _ => break,
        };
        let Some((key, inner)) = next else { break };
        (value, span) = (inner, key.span());
    }
    Some(span)
}
