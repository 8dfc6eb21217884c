//! JSON Pointers ([RFC 6901]).
//!
//! [RFC 6901]: https://www.rfc-editor.org/rfc/rfc6901

use std::borrow::Cow;
use std::fmt;

use crate::{Document, Member, Node};

/// A JSON Pointer in its string form: empty for the whole document, or `/`-led tokens.
///
/// Invariant: it has that form, and each `~` in it is followed by `0` or `1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes a pointer as text; `None` if it neither is empty nor begins with `/`, or if a `~` in it
    /// is not followed by `0` or `1` (RFC 6901, section 3).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let begins = text.is_empty() || text.starts_with('/');
        let mut tildes = text.split('~').skip(1);
        let escapes = tildes.all(|after| after.starts_with(['0', '1']));
        (begins && escapes).then(|| Self(text.to_owned()))
    }

    /// This pointer, one member or element further in.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        self.descendant(std::iter::once(token))
    }

    /// This pointer, further in by one member or element for each token.
    ///
    /// ```
    /// use trueup_document::Pointer;
    ///
    /// let port = Pointer::root().descendant(["properties", "port/tcp"].into_iter());
    /// assert_eq!(port.as_str(), "/properties/port~1tcp");
    /// ```
    #[must_use]
    pub fn descendant<'t>(&self, tokens: impl Iterator<Item = &'t str> + Clone) -> Self {
        let lengths = tokens.clone().map(|token| token.len() + 1);
        let mut text = String::with_capacity(self.0.len() + lengths.sum::<usize>());
        text.push_str(&self.0);
        for token in tokens {
            text.push('/');
            text.push_str(&escape(token));
        }
        Self(text)
    }

    /// This pointer without its last token; `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let cut = self.0.rfind('/')?;
        Some(Self(self.0[..cut].to_owned()))
    }

    /// The tokens, unescaped, from the outside in.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the pointer points to: the node, and the member it stands in if it is one's value.
    ///
    /// Of members that have one name, the first is meant.
    #[must_use]
    pub fn resolve<'d>(&self, document: &'d Document<'d>) -> Option<Target<'d>> {
        let mut target = Target {
            node: document.root(),
            member: None,
        };
        for token in self.tokens() {
            target = step(target.node, &token)?;
        }
        Some(target)
    }
}

/// What a pointer points to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'d> {
    /// The value.
    pub node: Node<'d>,
    /// The member that holds it, if it stands in an object.
    pub member: Option<Member<'d>>,
}

fn step<'d>(node: Node<'d>, token: &str) -> Option<Target<'d>> {
    if let Some(member) = node.members().find(|member| member.is_named(token)) {
        return Some(Target {
            node: member.value(),
            member: Some(member),
        });
    }
    // RFC 6901, section 4: an index has no leading zero and no sign, and `-` is after the last.
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    let index: usize = canonical.then(|| token.parse().ok())??;
    node.elements()
        .nth(index)
        .map(|node| Target { node, member: None })
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Escapes one token: `~` becomes `~0`, `/` becomes `~1`.
#[must_use]
pub fn escape(token: &str) -> Cow<'_, str> {
    if token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        Cow::Owned(token.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Undoes [`escape`].
#[must_use]
pub fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}
