//! Owned JSON values, exact.
//!
//! For what must outlive its text: values that a schema lists, properties that no type names.
//! Numbers keep their digits, objects their order.

use std::fmt;

use crate::{Kind, Node, Number};

/// A JSON value that owns what it holds.
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

/// A number that owns its text.
///
/// Invariant: the text matches the `number` production of RFC 8259, section 6.
#[derive(Clone)]
pub struct JsonNumber(Box<str>);

impl JsonNumber {
    /// Takes a text that is a JSON number, whole; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Number::parse(text).map(Self::from)
    }

    /// The number, for its arithmetic.
    #[must_use]
    pub fn get(&self) -> Number<'_> {
        Number::from_checked(&self.0)
    }

    /// The number as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<Number<'_>> for JsonNumber {
    fn from(number: Number<'_>) -> Self {
        Self(number.text().into())
    }
}

impl PartialEq for JsonNumber {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for JsonNumber {}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Json {
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
    /// Copies a node and all that it holds. The depth is what the reader allowed.
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

/// Compares sorted views, so that large objects stay cheap.
fn same_members(left: &[(String, Json)], right: &[(String, Json)]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let sorted = |members: &[(String, Json)]| {
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by(|&a, &b| members[a].0.cmp(&members[b].0));
        order
    };
    let pairs = sorted(left).into_iter().zip(sorted(right));
    pairs.into_iter().all(|(a, b)| left[a] == right[b])
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
