//! From a type to JSON text.

use trueup_document::value::write_string;

use crate::{AdditionalProperties, DateTime, Integer, Json, Maybe, Number};

/// A type that writes itself as compact JSON text.
///
/// Contract: what a type writes, it reads back equal, and a payload that was decoded is written
/// back as an equal JSON value.
pub trait Encode {
    /// Appends the JSON text of this value.
    fn encode(&self, out: &mut String);
}

/// Writes the members of one object, for generated code.
#[derive(Debug)]
pub struct ObjectWriter<'o> {
    out: &'o mut String,
    empty: bool,
}

impl<'o> ObjectWriter<'o> {
    /// Opens the object.
    pub fn new(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    /// Writes a member that is always there.
    pub fn member(&mut self, name: &str, value: &impl Encode) {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        write_string(name, self.out);
        self.out.push(':');
        value.encode(self.out);
    }

    /// Writes a member that may be absent but is never null.
    pub fn optional(&mut self, name: &str, value: Option<&impl Encode>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }

    /// Writes a member that may be absent, null or a value.
    pub fn maybe(&mut self, name: &str, value: &Maybe<impl Encode>) {
        if !value.is_absent() {
            self.member(name, value);
        }
    }

    /// Writes what the schema does not name.
    pub fn additional<Owner, V: Encode>(&mut self, properties: &AdditionalProperties<Owner, V>) {
        for (name, value) in properties {
            self.member(name, value);
        }
    }

    /// Writes what the schema does not name, but for some names, which are written already.
    #[doc(hidden)]
    pub fn additional_but<Owner, V: Encode>(
        &mut self,
        properties: &AdditionalProperties<Owner, V>,
        names: &[&str],
    ) {
        for (name, value) in properties.iter().filter(|(name, _)| !names.contains(name)) {
            self.member(name, value);
        }
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.push('}');
    }
}

impl Encode for bool {
    fn encode(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl Encode for str {
    fn encode(&self, out: &mut String) {
        write_string(self, out);
    }
}

impl Encode for String {
    fn encode(&self, out: &mut String) {
        write_string(self, out);
    }
}

/// The integers that Rust prints as JSON writes them.
macro_rules! encode_by_display {
    ($($integer:ty),*) => {$(
        impl Encode for $integer {
            fn encode(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        }
    )*};
}

encode_by_display!(i32, i64, u64);

impl Encode for Integer {
    fn encode(&self, out: &mut String) {
        out.push_str(self.number().text());
    }
}

impl Encode for Number {
    fn encode(&self, out: &mut String) {
        out.push_str(self.text());
    }
}

impl Encode for DateTime {
    fn encode(&self, out: &mut String) {
        write_string(self.as_str(), out);
    }
}

impl Encode for Json {
    fn encode(&self, out: &mut String) {
        self.write(out);
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, out: &mut String) {
        out.push('[');
        for (index, element) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            element.encode(out);
        }
        out.push(']');
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, out: &mut String) {
        T::encode(self, out);
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut String) {
        match self {
            Some(value) => value.encode(out),
            None => out.push_str("null"),
        }
    }
}

/// What is absent cannot be written as a value; [`ObjectWriter::maybe`] leaves it out before this
/// is asked, and anywhere else it is `null`.
impl<T: Encode> Encode for Maybe<T> {
    fn encode(&self, out: &mut String) {
        match self {
            Self::Value(value) => value.encode(out),
            Self::Absent | Self::Null => out.push_str("null"),
        }
    }
}

/// A map: an object of nothing but additional properties.
impl<Owner, V: Encode> Encode for AdditionalProperties<Owner, V> {
    fn encode(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.additional(self);
        object.end();
    }
}
