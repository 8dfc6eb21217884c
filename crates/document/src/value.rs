//! Owned JSON values, exact.
//!
//! For what must outlive its text: values that a schema lists, properties that no type names.
//! Numbers keep their digits, objects their order.

use std::fmt;

pub use crate::json_number::JsonNumber;
use crate::{Document, Kind, Node, ReadError};

/// A JSON value that owns what it holds.
///
/// A member name may stand twice in an object: this type keeps what a text says, in its order, and
/// whoever judges it asks [`Document::duplicate_keys`]. [`Json::get`] finds the first of them.
///
/// Equality is JSON Schema's (2020-12 Core, section 4.2.2): numbers compare by value, objects
/// without regard to order.
#[derive(Clone, Debug)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// a number, as written
    Number(JsonNumber),
    /// a string
    String(String),
    /// an array
    Array(Vec<Json>),
    /// an object, in the order of its text
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a JSON text within the default [`Limits`](crate::Limits).
    ///
    /// Members that repeat a name are kept, all of them.
    ///
    /// # Errors
    /// The first fault of the text, with its place.
    ///
    /// ```
    /// use trueup_document::Json;
    ///
    /// let json = Json::parse(r#"{"a": [1, 2.50]}"#)?;
    /// assert_eq!(json.get("a"), Some(&Json::from(vec![Json::from(1), Json::parse("2.5")?])));
    /// assert_eq!(json.to_string(), r#"{"a":[1,2.50]}"#);
    /// # Ok::<(), trueup_document::ReadError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        Document::from_slice(text.as_bytes()).map(|document| document.root().into())
    }

    /// The value's kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Boolean(_) => Kind::Boolean,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a number, exact.
    #[must_use]
    pub fn as_number(&self) -> Option<&JsonNumber> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The elements of an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Json]> {
        match self {
            Self::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members of an object, in order.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Json)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an object's first member of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Appends the value as compact JSON text.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(true) => out.push_str("true"),
            Self::Boolean(false) => out.push_str("false"),
            Self::Number(number) => out.push_str(number.text()),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => {
                write_list('[', elements, ']', out, Self::write);
            }
            Self::Object(members) => {
                write_list('{', members, '}', out, |(name, value), out| {
                    write_string(name, out);
                    out.push(':');
                    value.write(out);
                });
            }
        }
    }
}

impl From<Node<'_>> for Json {
    /// Copies a node and all that it holds. This recurses: at most
    /// [`Limits::DEEPEST`](crate::Limits::DEEPEST) levels, as no reader gives more.
    fn from(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Null => Self::Null,
            Kind::Boolean => Self::Boolean(node.as_bool() == Some(true)),
            Kind::Number => node
                .as_number()
                .map_or(Self::Null, |number| Self::Number(number.into())),
            Kind::String => Self::String(node.as_str().unwrap_or_default().into_owned()),
            Kind::Array => Self::Array(node.elements().map(Self::from).collect()),
            Kind::Object => {
                let member = |member: crate::Member<'_>| {
                    (member.name().into_owned(), Self::from(member.value()))
                };
                Self::Object(node.members().map(member).collect())
            }
        }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<JsonNumber> for Json {
    fn from(number: JsonNumber) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<Json>> for Json {
    fn from(elements: Vec<Json>) -> Self {
        Self::Array(elements)
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Json {
            fn from(value: $integer) -> Self {
                Self::Number(value.into())
            }
        }
    )*};
}

from_integer!(i32, i64, u32, u64, usize);

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(left), Self::Boolean(right)) => left == right,
            (Self::Number(left), Self::Number(right)) => left == right,
            (Self::String(left), Self::String(right)) => left == right,
            (Self::Array(left), Self::Array(right)) => left == right,
            (Self::Object(left), Self::Object(right)) => same_members(left, right),
            _ => false,
        }
    }
}

impl Eq for Json {}

/// Compares members by name whatever their order. Where one name stands several times, the first
/// is compared with the first, and so on.
fn same_members(left: &[(String, Json)], right: &[(String, Json)]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let same_order = left
        .iter()
        .zip(right)
        .all(|(left, right)| left.0 == right.0);
    if same_order {
        return left
            .iter()
            .zip(right)
            .all(|(left, right)| left.1 == right.1);
    }
    // Sorting keeps large objects from being compared each member with each.
    let (left, right) = (by_name(left), by_name(right));
    left.iter().zip(&right).all(|(left, right)| left == right)
}

fn by_name(members: &[(String, Json)]) -> Vec<&(String, Json)> {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_by(|left, right| left.0.cmp(&right.0));
    sorted
}

impl fmt::Display for Json {
    /// Compact JSON text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// Appends a string as JSON text: quotes, and escapes only where RFC 8259, section 7 demands them.
pub fn write_string(text: &str, out: &mut String) {
    out.push('"');
    let mut clean = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1F => {
                out.push_str(&text[clean..at]);
                out.push_str(&format!("\\u{byte:04x}"));
                clean = at + 1;
                continue;
            }
            _ => continue,
        };
        out.push_str(&text[clean..at]);
        out.push_str(escape);
        clean = at + 1;
    }
    out.push_str(&text[clean..]);
    out.push('"');
}

fn write_list<T>(
    open: char,
    items: &[T],
    close: char,
    out: &mut String,
    write: impl Fn(&T, &mut String),
) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(close);
}
