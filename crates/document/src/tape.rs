//! A document's tape, entry by entry: for walks that count every step.
//!
//! [`Node`] is the way to walk a document; this is the same with places in the walker's hand and
//! entries looked at once. A container's place is followed by its parts: an array's elements, an
//! object's names, each followed by its value. What is asked of an item that it does not have (the
//! fingerprint of what is no name) gives a number that means nothing.

use std::borrow::Cow;

use crate::entry::Entry;
use crate::string::unescape;
use crate::{Document, Kind, Node};

/// The tape of a document.
#[derive(Clone, Copy, Debug)]
pub struct Tape<'d> {
    document: &'d Document<'d>,
    entries: &'d [Entry],
    bytes: &'d [u8],
}

/// A value or a member name on the tape.
#[derive(Clone, Copy, Debug)]
pub struct Item<'d> {
    entry: &'d Entry,
}

impl<'d> Tape<'d> {
    /// The tape that a node lies on.
    #[must_use]
    pub fn of(node: Node<'d>) -> Self {
        let document = node.document();
        Self {
            document,
            entries: document.entries(),
            bytes: document.json().as_bytes(),
        }
    }

    /// What lies at a place.
    ///
    /// # Panics
    /// When the tape ends before the place: only an [`Item`] says which places there are.
    #[inline(always)]
    #[must_use]
    pub fn item(self, at: usize) -> Item<'d> {
        Item {
            entry: &self.entries[at],
        }
    }

    /// The node at a place.
    #[must_use]
    pub fn node(self, at: usize) -> Node<'d> {
        Node::new(self.document, at)
    }

    /// The JSON that items have their places in.
    #[inline(always)]
    #[must_use]
    pub fn bytes(self) -> &'d [u8] {
        self.bytes
    }

    /// The text of a value or a name, with its quotes.
    #[inline(always)]
    #[must_use]
    pub fn raw(self, item: Item<'_>) -> &'d [u8] {
        self.bytes.get(item.start()..item.end()).unwrap_or(&[])
    }

    /// What stands between the quotes of a string or a name.
    #[inline(always)]
    #[must_use]
    pub fn inner(self, item: Item<'_>) -> &'d [u8] {
        let (start, end) = (item.start() + 1, item.end() - 1);
        self.bytes.get(start..end).unwrap_or(&[])
    }

    /// The value of a string or a name; borrowed when it has no escapes.
    #[inline]
    #[must_use]
    pub fn text(self, item: Item<'_>) -> Cow<'d, str> {
        // Both ends are quotes, so the inner ends are character boundaries.
        let json = self.document.json();
        let inner = json.get(item.start() + 1..item.end() - 1).unwrap_or("");
        if item.has_escapes() {
            unescape(inner)
        } else {
            Cow::Borrowed(inner)
        }
    }

    /// The place of the value of the first member with a fingerprint for whose name `is` says yes.
    #[inline]
    #[must_use]
    pub fn find(self, object: usize, print: u32, is: impl Fn(Item<'d>) -> bool) -> Option<usize> {
        let (mut at, end) = (object + 1, self.item(object).next());
        while at < end {
            let name = self.item(at);
            if name.print() == print && is(name) {
                return Some(at + 1);
            }
            at = self.item(at + 1).next();
        }
        None
    }
}

impl Item<'_> {
    /// What kind of value it is; a name is a string.
    #[inline(always)]
    #[must_use]
    pub fn kind(self) -> Kind {
        self.entry.kind()
    }

    /// The place after a value and all that it holds.
    #[inline(always)]
    #[must_use]
    pub fn next(self) -> usize {
        self.entry.next()
    }

    /// The first byte.
    #[inline(always)]
    #[must_use]
    pub fn start(self) -> usize {
        self.entry.span().start
    }

    /// The byte after the last.
    #[inline(always)]
    #[must_use]
    pub fn end(self) -> usize {
        self.entry.end()
    }

    /// How many values a container holds, unless it holds too many for its entry to say.
    #[inline(always)]
    #[must_use]
    pub fn count(self) -> Option<usize> {
        self.entry.count()
    }

    /// The [fingerprint](crate::cursor::fingerprint) of a member name.
    #[inline(always)]
    #[must_use]
    pub fn print(self) -> u32 {
        self.entry.print()
    }

    /// Whether a string or a name has escapes.
    #[inline(always)]
    #[must_use]
    pub fn has_escapes(self) -> bool {
        self.entry.has_escapes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cursor::fingerprint;

    /// The places that a walk over the tape comes to, with what lies there.
    fn walk(tape: Tape<'_>, at: usize, found: &mut Vec<(usize, String)>) {
        let item = tape.item(at);
        found.push((at, String::from_utf8_lossy(tape.raw(item)).into_owned()));
        let mut part = at + 1;
        while matches!(item.kind(), Kind::Array | Kind::Object) && part < item.next() {
            if item.kind() == Kind::Object {
                let name = tape.item(part);
                let value = tape.node(part).as_str().expect("a name is a string");
                assert_eq!(name.print(), fingerprint(&value));
                assert_eq!(name.has_escapes(), value.as_bytes() != tape.inner(name));
                part += 1;
            }
            walk(tape, part, found);
            part = tape.item(part).next();
        }
    }

    #[test]
    fn a_walk_over_the_tape_comes_to_every_value() {
        let text = r#"{"a": [1, {"\u0062": null}, []], "long name": {"c": "d\n"}}"#;
        let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
        let tape = Tape::of(document.root());
        let mut found = Vec::new();
        walk(tape, 0, &mut found);
        for (at, raw) in &found {
            assert_eq!(tape.node(*at).raw(), raw);
        }
        assert_eq!(found.len(), 8);
        assert_eq!(found[7].1, r#""d\n""#);
    }

    #[test]
    fn a_member_is_found_by_its_fingerprint_and_name() {
        let document = Document::from_slice(br#"{"a": 1, "b": [2], "c": 3}"#).expect("it is JSON");
        let tape = Tape::of(document.root());
        let find = |name: &str| {
            let is = |item: Item<'_>| tape.inner(item) == name.as_bytes();
            let place = tape.find(0, fingerprint(name), is);
            place.map(|place| tape.node(place).raw())
        };
        assert_eq!(
            ["a", "b", "c", "d"].map(find),
            [Some("1"), Some("[2]"), Some("3"), None]
        );
        assert_eq!(tape.find(0, fingerprint("a"), |_| false), None);
    }
}
