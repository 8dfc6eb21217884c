//! The members of one object, for the structs of generated code.
//!
//! A struct says once what is done for each of its properties ([`FromMembers`]); here is where the
//! members come from: the bytes of a text, in one pass, or a node of a document. [`SkimMembers`] goes
//! over an object for its verdict alone.

use trueup_document::cursor;

use crate::names::{Named, Names};
use crate::{AdditionalProperties, Decode, Kind, Member, Node, Part, Reader, Refused};

/// A struct that is made from the members of an object.
#[doc(hidden)]
pub trait FromMembers: Sized {
    /// The names of its properties.
    type Names: Named;

    /// Takes all members. `None` means that they are refused or, in a pass over the bytes, that
    /// somebody must look closer.
    fn from_members<M: TakeMembers>(members: &mut M) -> Option<Self>;

    /// Goes over all members for their verdict alone. `None` means that somebody must look closer.
    fn skim_members<M: SkimMembers>(_members: &mut M) -> Option<()> {
        None
    }
}

/// The members of one object, in their order.
///
/// There is one type of them ([`Members`]). It stands behind a trait for the compiler's sake, which
/// else looks into it for each struct, though nobody may ever read that.
#[doc(hidden)]
pub trait TakeMembers {
    /// Goes to the next member and gives the place of its property; one that there is not if it has
    /// none. `Some(None)` is the end of the object.
    fn next_place(&mut self) -> Option<Option<usize>>;

    /// Reads the member's value into its field. In a pass over the bytes none comes twice.
    fn fill<T: Decode>(&mut self, field: &mut Option<T>) -> Option<()>;

    /// Keeps a member that the type does not name.
    fn keep<Owner, V: Decode>(
        &mut self,
        properties: &mut AdditionalProperties<Owner, V>,
    ) -> Option<()>;

    /// The branch that the object is of, which is decoded from the whole object and then drops what
    /// has one of these names.
    fn part<P: Part>(&self, names: &[&str]) -> Option<P>;
}

/// The members of an object that is only judged: in a text, or on a document's tape.
#[doc(hidden)]
pub trait SkimMembers {
    /// Goes to the next member, which must be the first of its name, and gives the place of its
    /// property; one that there is not if it has none. `Some(None)` is the end of the object.
    fn next_place(&mut self) -> Option<Option<usize>>;

    /// Goes over the member's value.
    fn value<T: Decode>(&mut self) -> Option<()>;

    /// Whether the properties of these bits have come.
    fn have(&self, required: u64) -> Option<()>;
}

/// The members of one object, in their order.
#[doc(hidden)]
#[derive(Debug)]
pub struct Members<'m, 's> {
    names: &'static Names,
    /// The place after that of the property that came last.
    next: usize,
    origin: Origin<'m, 's>,
}

#[derive(Debug)]
enum Origin<'m, 's> {
    Bytes(InBytes<'m, 's>),
    Node {
        object: Node<'s>,
        rest: trueup_document::Members<'s>,
        member: Option<Member<'s>>,
    },
}

/// An object in a text that is read in one pass.
#[derive(Debug)]
struct InBytes<'m, 's> {
    reader: &'m mut Reader<'s>,
    begun: bool,
    /// The name that came last, if it is not that of a property.
    other: &'s str,
    /// Names that are not those of properties.
    others: cursor::Names,
}

/// Decodes an object.
///
/// # Errors
/// [`Refused`] when the node is none, or the type refuses it.
#[doc(hidden)]
pub fn decode_object<T: FromMembers>(node: Node<'_>) -> Result<T, Refused> {
    if node.kind() != Kind::Object {
        return Err(Refused);
    }
    let origin = Origin::Node {
        object: node,
        rest: node.members(),
        member: None,
    };
    T::from_members(&mut Members::new(T::Names::NAMES, origin)).ok_or(Refused)
}

/// Reads an object in one pass over the bytes; `None` to look closer.
#[doc(hidden)]
#[must_use]
pub fn read_object<T: FromMembers>(reader: &mut Reader<'_>) -> Option<T> {
    let origin = Origin::Bytes(InBytes::new(reader));
    T::from_members(&mut Members::new(T::Names::NAMES, origin))
}

impl TakeMembers for Members<'_, '_> {
    #[inline(always)]
    fn next_place(&mut self) -> Option<Option<usize>> {
        match &mut self.origin {
            Origin::Bytes(object) => object.next_place(self.names, &mut self.next),
            Origin::Node { .. } => Some(self.next_decoded()),
        }
    }

    #[inline]
    fn fill<T: Decode>(&mut self, field: &mut Option<T>) -> Option<()> {
        let Origin::Bytes(object) = &mut self.origin else {
            return self.fill_decoded(field);
        };
        if field.is_some() {
            return None;
        }
        *field = T::read(object.reader);
        field.is_some().then_some(())
    }

    fn keep<Owner, V: Decode>(
        &mut self,
        properties: &mut AdditionalProperties<Owner, V>,
    ) -> Option<()> {
        let (name, value) = self.entry()?;
        properties.push(name, value);
        Some(())
    }

    fn part<P: Part>(&self, names: &[&str]) -> Option<P> {
        match self.origin {
            Origin::Bytes(_) => None,
            Origin::Node { object, .. } => P::part_of(object, names).ok(),
        }
    }
}

/// The names of a type. They are not named where the compiler would put what names them into
/// generated code: it would work them out for every type that there is.
#[inline(never)]
pub(crate) fn names<T: FromMembers>() -> &'static Names {
    T::Names::NAMES
}

impl<'m, 's> Members<'m, 's> {
    fn new(names: &'static Names, origin: Origin<'m, 's>) -> Self {
        let next = 0;
        Self {
            names,
            next,
            origin,
        }
    }

    #[cold]
    #[inline(never)]
    fn next_decoded(&mut self) -> Option<usize> {
        let Origin::Node { rest, member, .. } = &mut self.origin else {
            return None;
        };
        *member = rest.next();
        let place = self.names.place(&member.as_ref()?.name());
        Some(place.unwrap_or(self.names.count()))
    }

    #[cold]
    #[inline(never)]
    fn fill_decoded<T: Decode>(&mut self, field: &mut Option<T>) -> Option<()> {
        let Origin::Node { member, .. } = &self.origin else {
            return None;
        };
        *field = Some(T::decode((*member)?.value()).ok()?);
        Some(())
    }

    fn entry<V: Decode>(&mut self) -> Option<(String, V)> {
        match &mut self.origin {
            Origin::Bytes(object) => {
                object.note_other()?;
                let value = V::read(object.reader)?;
                Some((object.other.to_owned(), value))
            }
            Origin::Node { member, .. } => {
                let member = (*member)?;
                let value = V::decode(member.value()).ok()?;
                Some((member.name().into_owned(), value))
            }
        }
    }
}

impl<'m, 's> InBytes<'m, 's> {
    #[inline(always)]
    fn new(reader: &'m mut Reader<'s>) -> Self {
        let others = reader.names();
        Self {
            reader,
            begun: false,
            other: "",
            others,
        }
    }

    #[inline(always)]
    #[expect(clippy::option_option, reason = "the outer one is for `?`")]
    fn next_place(&mut self, names: &Names, next: &mut usize) -> Option<Option<usize>> {
        let more = if self.begun {
            self.reader.next_member()?
        } else {
            self.begun = true;
            self.reader.begin_object()?
        };
        if !more {
            self.reader.forget(self.others);
            return Some(None);
        }
        let place = if let Some(place) = self.reader.likely_name(names, *next) {
            *next = place + 1;
            place
        } else {
            self.unlikely(names, next)?
        };
        Some(Some(place))
    }

    #[inline(never)]
    fn unlikely(&mut self, names: &Names, next: &mut usize) -> Option<usize> {
        let name = self.reader.plain_str()?;
        self.reader.value()?;
        if let Some(place) = names.place(name) {
            *next = place + 1;
            return Some(place);
        }
        self.other = name;
        Some(names.count())
    }

    /// Notes the name that came last; `None` when it may have come before.
    fn note_other(&mut self) -> Option<()> {
        self.reader.note(&mut self.others, self.other)
    }
}

/// The members of an object that is only judged, in a text.
#[derive(Debug)]
pub(crate) struct MembersInBytes<'m, 's> {
    names: &'static Names,
    next: usize,
    seen: Seen,
    object: InBytes<'m, 's>,
}

/// The properties that came, of a type that has at most 64.
#[derive(Debug, Default)]
pub(crate) struct Seen(u64);

impl Seen {
    /// Notes the property at a place and says whether it is new; `None` for a place that no such
    /// type has.
    #[inline(always)]
    pub(crate) fn note(&mut self, place: usize) -> Option<bool> {
        let bit = 1 << (place % 64);
        let is_new = self.0 & bit == 0;
        self.0 |= bit;
        (place < 64).then_some(is_new)
    }

    /// Whether the properties of these bits have come.
    #[inline(always)]
    pub(crate) fn have(&self, required: u64) -> Option<()> {
        (self.0 & required == required).then_some(())
    }
}

impl<'m, 's> MembersInBytes<'m, 's> {
    pub(crate) fn new(names: &'static Names, reader: &'m mut Reader<'s>) -> Self {
        Self {
            names,
            next: 0,
            seen: Seen::default(),
            object: InBytes::new(reader),
        }
    }
}

impl SkimMembers for MembersInBytes<'_, '_> {
    #[inline(always)]
    fn next_place(&mut self) -> Option<Option<usize>> {
        let Some(place) = self.object.next_place(self.names, &mut self.next)? else {
            return Some(None);
        };
        if place < self.names.count() {
            self.seen.note(place)?.then_some(())?;
        } else {
            self.object.note_other()?;
        }
        Some(Some(place))
    }

    #[inline(always)]
    fn value<T: Decode>(&mut self) -> Option<()> {
        T::skim(self.object.reader)
    }

    fn have(&self, required: u64) -> Option<()> {
        self.seen.have(required)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::skim::skims_node;
    use crate::{Document, NamedProperties, NamesOf, Skimmer};

    /// A number `count`, which must be there, a text `note`, and whatever else.
    #[derive(Debug, PartialEq)]
    struct Counted {
        count: i64,
        note: Option<String>,
        more: AdditionalProperties<Self>,
    }

    impl NamedProperties for Counted {
        const PROPERTIES: &'static [&'static str] = &["note", "count"];
    }

    impl FromMembers for Counted {
        type Names = NamesOf<Self, 2>;

        fn from_members<M: TakeMembers>(members: &mut M) -> Option<Self> {
            let (mut note, mut count) = (None, None);
            let mut more = AdditionalProperties::new();
            while let Some(place) = members.next_place()? {
                match place {
                    0 => members.fill(&mut note),
                    1 => members.fill(&mut count),
                    _ => members.keep(&mut more),
                }?;
            }
            let count = count?;
            Some(Self { count, note, more })
        }

        fn skim_members<M: SkimMembers>(members: &mut M) -> Option<()> {
            while let Some(place) = members.next_place()? {
                match place {
                    0 => members.value::<String>()?,
                    1 => members.value::<i64>()?,
                    _ => members.value::<crate::Json>()?,
                }
            }
            members.have(0b10)
        }
    }

    impl Decode for Counted {
        fn decode(node: Node<'_>) -> Result<Self, Refused> {
            decode_object(node)
        }

        fn read(reader: &mut Reader<'_>) -> Option<Self> {
            read_object(reader)
        }

        fn skim<S: Skimmer>(value: &mut S) -> Option<()> {
            value.skim_object::<Self>()
        }
    }

    /// What a document gives, and whether the pass over the bytes says the same by itself.
    #[test]
    fn bytes_give_what_a_document_gives_or_nothing() {
        let many = |count: usize| {
            let others: String = (0..count).map(|at| format!(r#","k{at}":[]"#)).collect();
            format!(r#"{{"count":1{others}}}"#)
        };
        let cases: &[(&str, bool, bool)] = &[
            (r#"{"note":"a","count":1}"#, true, true),
            (r#"{"count":1,"note":"a"}"#, true, true),
            (
                r#" { "count" : 1 , "other" : { "count" : 2 } } "#,
                true,
                true,
            ),
            (r#"{"count":1}"#, true, true),
            (r#"{"note":"a"}"#, false, false),
            ("{}", false, false),
            ("[]", false, false),
            (r#"{"count":"1"}"#, false, false),
            (r#"{"counts":1,"coun":1,"count":1}"#, true, true),
            (r#"{"counts":1,"coun":1}"#, false, false),
            // Unusual: only the document knows.
            (r#"{"c\u006funt":1}"#, true, false),
            (r#"{"count":1.0}"#, true, false),
            (&many(200), true, true),
            (&many(600), true, false),
        ];
        for &(text, decodes, reads) in cases {
            let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
            let decoded = Counted::decode(document.root()).ok();
            assert_eq!(decoded.is_some(), decodes, "{text}");
            let read: Option<Counted> = Reader::whole(text.as_bytes());
            assert_eq!(read.is_some(), reads, "{text}");
            assert!(read.is_none() || read == decoded, "{text}");
            let skimmed = Reader::skims_whole::<Counted>(text.as_bytes());
            assert_eq!(skimmed, reads, "{text}");
            // Names are told apart on the tape already, however they are written and however many.
            let named = decodes && !text.contains("1.0");
            assert_eq!(skims_node::<Counted>(document.root()), named, "{text}");
        }
    }

    #[test]
    fn a_name_that_comes_twice_is_never_read() {
        let texts = [
            r#"{"count":1,"count":1}"#,
            r#"{"count":1,"note":"a","note":"a"}"#,
            r#"{"count":1,"other":1,"other":1}"#,
            r#"{"count":1,"\u006fther":1,"other":1}"#,
            r#"{"count":1,"a":{"b":1,"b":2}}"#,
        ];
        for text in texts {
            assert!(
                Reader::whole::<Counted>(text.as_bytes()).is_none(),
                "{text}"
            );
            assert!(!Reader::skims_whole::<Counted>(text.as_bytes()), "{text}");
            let document = Document::from_slice(text.as_bytes()).expect("it is JSON");
            assert!(!skims_node::<Counted>(document.root()), "{text}");
        }
        // The same name in different objects is another name.
        let apart = br#"{"count":1,"a":{"count":1},"b":{"a":1}}"#;
        assert!(Reader::whole::<Counted>(apart).is_some() && Reader::skims_whole::<Counted>(apart));
    }
}
