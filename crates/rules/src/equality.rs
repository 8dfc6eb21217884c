//! When two JSON values are equal.
//!
//! JSON Schema Core 2020-12, section 4.2.2: numbers by value (`1`, `1.0` and `10e-1` are equal),
//! strings by characters (`"a"` and `"\u0061"` are equal), arrays element by element, objects
//! without regard to order. `const`, `enum` and `uniqueItems` lean on it.
//!
//! Values that wait for comparison stand on a list, not on the call stack, so depth costs no stack.
//! Objects whose members come in the same order are compared in one walk; the rest of an object is
//! sorted by name once, never searched name by name.
//!
//! Where a name stands twice in an object, its values are compared in their order. Such an object
//! is a fault of its own; here it only matters that equality stays an equivalence.

use std::borrow::Cow;

use trueup_document::{Json, Kind, Node, Number};

/// Whether two nodes, of one document or of two, are equal.
///
/// ```
/// use trueup_document::Document;
///
/// let document = Document::from_slice(br#"[{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}]"#)?;
/// let pair: Vec<_> = document.root().elements().collect();
/// assert!(trueup_rules::equality::equal(pair[0], pair[1]));
/// # Ok::<(), trueup_document::ReadError>(())
/// ```
#[must_use]
pub fn equal(left: Node<'_>, right: Node<'_>) -> bool {
    // The same text is the same value; comparing it costs next to nothing.
    left.raw() == right.raw() || same(left, right)
}

/// Whether a node equals an owned value, such as one that a schema lists.
///
/// ```
/// use trueup_document::{Document, Json};
///
/// let document = Document::from_slice(br#""\u0061""#)?;
/// let listed = Json::String("a".to_owned());
/// assert!(trueup_rules::equality::equals_json(document.root(), &listed));
/// # Ok::<(), trueup_document::ReadError>(())
/// ```
#[must_use]
pub fn equals_json(node: Node<'_>, json: &Json) -> bool {
    same(node, json)
}

/// What a comparison asks of a value.
pub(crate) trait Value<'v>: Copy {
    fn kind(self) -> Kind;
    fn boolean(self) -> Option<bool>;
    fn number(self) -> Option<Number<'v>>;
    fn string(self) -> Option<Cow<'v, str>>;
    fn elements(self) -> impl Iterator<Item = Self>;
    fn members(self) -> impl Iterator<Item = (Cow<'v, str>, Self)>;
}

impl<'d> Value<'d> for Node<'d> {
    fn kind(self) -> Kind {
        Node::kind(self)
    }

    fn boolean(self) -> Option<bool> {
        self.as_bool()
    }

    fn number(self) -> Option<Number<'d>> {
        self.as_number()
    }

    fn string(self) -> Option<Cow<'d, str>> {
        self.as_str()
    }

    fn elements(self) -> impl Iterator<Item = Self> {
        Node::elements(self)
    }

    fn members(self) -> impl Iterator<Item = (Cow<'d, str>, Self)> {
        Node::members(self).map(|member| (member.name(), member.value()))
    }
}

impl<'j> Value<'j> for &'j Json {
    fn kind(self) -> Kind {
        Json::kind(self)
    }

    fn boolean(self) -> Option<bool> {
        match self {
            Json::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    fn number(self) -> Option<Number<'j>> {
        match self {
            Json::Number(number) => Some(number.get()),
            _ => None,
        }
    }

    fn string(self) -> Option<Cow<'j, str>> {
        self.as_str().map(Cow::Borrowed)
    }

    fn elements(self) -> impl Iterator<Item = Self> {
        match self {
            Json::Array(elements) => elements.as_slice(),
            _ => &[],
        }
        .iter()
    }

    fn members(self) -> impl Iterator<Item = (Cow<'j, str>, Self)> {
        match self {
            Json::Object(members) => members.as_slice(),
            _ => &[],
        }
        .iter()
        .map(|(name, value)| (Cow::Borrowed(name.as_str()), value))
    }
}

/// Pairs of containers that must still be compared.
type Waiting<L, R> = Vec<(L, R)>;

fn same<'l, 'r, L: Value<'l>, R: Value<'r>>(left: L, right: R) -> bool {
    let mut waiting = Vec::new();
    if !scalars_agree(left, right, &mut waiting) {
        return false;
    }
    while let Some((left, right)) = waiting.pop() {
        let agree = if left.kind() == Kind::Array {
            elements_agree(left, right, &mut waiting)
        } else {
            members_agree(left, right, &mut waiting)
        };
        if !agree {
            return false;
        }
    }
    true
}

/// Settles scalars and unlike kinds at once; two containers of one kind have to wait.
fn scalars_agree<'l, 'r, L: Value<'l>, R: Value<'r>>(
    left: L,
    right: R,
    waiting: &mut Waiting<L, R>,
) -> bool {
    if left.kind() != right.kind() {
        return false;
    }
    match left.kind() {
        Kind::Null => true,
        Kind::Boolean => left.boolean() == right.boolean(),
        Kind::Number => left.number() == right.number(),
        Kind::String => left.string() == right.string(),
        Kind::Array | Kind::Object => {
            waiting.push((left, right));
            true
        }
    }
}

fn elements_agree<'l, 'r, L: Value<'l>, R: Value<'r>>(
    left: L,
    right: R,
    waiting: &mut Waiting<L, R>,
) -> bool {
    let mut rights = right.elements();
    let lefts_agree = left.elements().all(|left| {
        rights
            .next()
            .is_some_and(|right| scalars_agree(left, right, waiting))
    });
    lefts_agree && rights.next().is_none()
}

fn members_agree<'l, 'r, L: Value<'l>, R: Value<'r>>(
    left: L,
    right: R,
    waiting: &mut Waiting<L, R>,
) -> bool {
    let (mut lefts, mut rights) = (left.members(), right.members());
    loop {
        match (lefts.next(), rights.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if left.0 == right.0 => {
                if !scalars_agree(left.1, right.1, waiting) {
                    return false;
                }
            }
            // The order differs from here on.
            (Some(left), Some(right)) => {
                let lefts = sorted(left, lefts);
                let rights = sorted(right, rights);
                return lefts.len() == rights.len()
                    && lefts.into_iter().zip(rights).all(|(left, right)| {
                        left.0 == right.0 && scalars_agree(left.1, right.1, waiting)
                    });
            }
            _ => return false,
        }
    }
}

/// The members by name. The sort is stable: members of one name keep their order.
fn sorted<'v, V>(
    first: (Cow<'v, str>, V),
    rest: impl Iterator<Item = (Cow<'v, str>, V)>,
) -> Vec<(Cow<'v, str>, V)> {
    let mut members: Vec<_> = std::iter::once(first).chain(rest).collect();
    members.sort_by(|left, right| left.0.cmp(&right.0));
    members
}
