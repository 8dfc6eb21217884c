//! Owned JSON values, exact.
//!
//! For what must outlive its text: values that a schema lists, properties that no type names.
//! Numbers keep their digits, objects their order.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

pub use crate::json_number::JsonNumber;
use crate::{Document, Elements, Kind, Members, Node, ReadError};

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
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    element.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    write_string(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<Node<'_>> for Json {
    /// Copies a node and all that it holds.
    fn from(node: Node<'_>) -> Self {
        // Open containers stand on a stack of their own, so depth costs no stack of the thread.
        let mut open = vec![Open::new(node)];
        loop {
            // The list is never empty here: the outermost container returns when it is whole.
            let next = open.last_mut().and_then(Open::next);
            if let Some(inner) = next {
                open.push(Open::new(inner));
                continue;
            }
            let whole = open.pop().map_or(Self::Null, |last| last.copy);
            match open.last_mut() {
                Some(outer) => outer.take(whole),
                None => return whole,
            }
        }
    }
}

/// A value that is being copied.
struct Open<'d> {
    /// What has been copied of it.
    copy: Json,
    elements: Elements<'d>,
    members: Members<'d>,
    /// The name of the member whose value is next.
    name: String,
}

impl<'d> Open<'d> {
    fn new(node: Node<'d>) -> Self {
        let copy = match node.kind() {
            Kind::Null => Json::Null,
            Kind::Boolean => Json::Boolean(node.as_bool() == Some(true)),
            Kind::Number => node
                .as_number()
                .map_or(Json::Null, |number| Json::Number(number.into())),
            Kind::String => Json::String(node.as_str().unwrap_or_default().into_owned()),
            Kind::Array => Json::Array(Vec::with_capacity(node.len())),
            Kind::Object => Json::Object(Vec::with_capacity(node.len())),
        };
        Self {
            copy,
            elements: node.elements(),
            members: node.members(),
            name: String::new(),
        }
    }

    /// The next value in it that is to be copied.
    fn next(&mut self) -> Option<Node<'d>> {
        if let Some(element) = self.elements.next() {
            return Some(element);
        }
        let member = self.members.next()?;
        self.name = member.name().into_owned();
        Some(member.value())
    }

    /// Takes the copy of the value that came last from [`Open::next`].
    fn take(&mut self, value: Json) {
        match &mut self.copy {
            Json::Array(elements) => elements.push(value),
            Json::Object(members) => members.push((std::mem::take(&mut self.name), value)),
            // Nothing else yields values.
            _ => {}
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
        // What is still to be compared stands on a stack of its own, so depth costs none of the
        // thread's.
        let mut open = vec![(self, other)];
        while let Some((left, right)) = open.pop() {
            let same = match (left, right) {
                (Self::Null, Self::Null) => true,
                (Self::Boolean(left), Self::Boolean(right)) => left == right,
                (Self::Number(left), Self::Number(right)) => left == right,
                (Self::String(left), Self::String(right)) => left == right,
                (Self::Array(left), Self::Array(right)) => {
                    open.extend(left.iter().zip(right));
                    left.len() == right.len()
                }
                (Self::Object(left), Self::Object(right)) => same_names(left, right, &mut open),
                _ => false,
            };
            if !same {
                return false;
            }
        }
        true
    }
}

impl Eq for Json {}

impl Hash for Json {
    /// A sum of one hash for each value inside, taken over the path that leads to it: a sum has no
    /// order, so the members of an object may come in any, and a walk without recursion does.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let step = |parts: (u64, &dyn Fn(&mut DefaultHasher))| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u64(parts.0);
            parts.1(&mut hasher);
            hasher.finish()
        };
        let mut sum: u64 = 0;
        let mut open = vec![(self, 0_u64)];
        while let Some((value, path)) = open.pop() {
            let own = step((path, &|hasher| {
                hasher.write_u8(value.kind() as u8);
                match value {
                    Self::Boolean(value) => value.hash(hasher),
                    Self::Number(number) => number.get().hash(hasher),
                    Self::String(text) => text.hash(hasher),
                    Self::Null | Self::Array(_) | Self::Object(_) => {}
                }
            }));
            sum = sum.wrapping_add(own);
            match value {
                Self::Array(elements) => {
                    let places =
                        (0_usize..).map(|index| step((path, &|hasher| index.hash(hasher))));
                    open.extend(elements.iter().zip(places));
                }
                Self::Object(members) => {
                    let places = |name: &String| step((path, &|hasher| name.hash(hasher)));
                    open.extend(members.iter().map(|(name, value)| (value, places(name))));
                }
                _ => {}
            }
        }
        hasher.write_u64(sum);
    }
}

/// Whether two objects have the same names, whatever their order. The values that belong together
/// are put where they will be compared: where one name stands several times, the first with the
/// first, and so on.
fn same_names<'j>(
    left: &'j [(String, Json)],
    right: &'j [(String, Json)],
    open: &mut Vec<(&'j Json, &'j Json)>,
) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let in_order = left.iter().zip(right);
    if in_order.clone().all(|(left, right)| left.0 == right.0) {
        open.extend(in_order.map(|(left, right)| (&left.1, &right.1)));
        return true;
    }
    // Sorting keeps large objects from being compared each member with each.
    by_name(left)
        .into_iter()
        .zip(by_name(right))
        .all(|(left, right)| {
            open.push((&left.1, &right.1));
            left.0 == right.0
        })
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
