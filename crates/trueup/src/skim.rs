//! Verdicts of a type without a value of it, for generated code.
//!
//! A type says once what it wants ([`Decode::skim`]); here is where the values come from: a text that
//! is read in one pass, or the tape of a document that has been read. `None` from anything here
//! means "look closer", with the type's decode or with the validator: the value is refused, or it is
//! merely unusual.

use std::borrow::Cow;

use trueup_document::number::short_integer;
use trueup_document::tape::{Item, Tape};
use trueup_rules::{date_time, length};

use crate::members::{FromMembers, Seen, SkimMembers, names};
use crate::names::Names;
use crate::{Decode, Kind, Limits, Node};

/// A value that is only judged: one of a text, at whose end the skimmer stands afterwards, or one of
/// a document. [`Decode::skim`] asks it what the type wants; what it was not asked about, it has not
/// looked at.
///
/// `None` means to look closer, and then it stands anywhere.
pub trait Skimmer: Sized {
    /// Makes a value of the type, which has no other way to judge, and drops it.
    fn skip_value<T: Decode>(&mut self) -> Option<()>;

    /// Goes over any value.
    fn skip(&mut self) -> Option<()>;

    /// Goes over `null`, if that is the value, and says whether it is.
    fn is_null(&mut self) -> Option<bool>;

    /// Goes over `true` or `false`.
    fn skip_boolean(&mut self) -> Option<()>;

    /// Goes over a number.
    fn skip_number(&mut self) -> Option<()>;

    /// An integer of at most 18 digits that is written as one.
    fn integer(&mut self) -> Option<i64>;

    /// Goes over an integer within bounds.
    #[inline(always)]
    fn skip_integer_of(&mut self, least: i64, most: i64) -> Option<()> {
        let value = self.integer()?;
        (least..=most).contains(&value).then_some(())
    }

    /// Goes over a string.
    fn skip_string(&mut self) -> Option<()>;

    /// Goes over a string whose length is within bounds, in characters.
    fn skip_string_of(&mut self, least: u64, most: u64) -> Option<()>;

    /// Goes over a `date-time`.
    fn skip_date_time(&mut self) -> Option<()>;

    /// Goes over the string if it is this one, which is given with its quotes.
    fn is_named<const LENGTH: usize>(&mut self, word: &[u8; LENGTH]) -> bool;

    /// A string that has no escapes.
    fn plain_str(&mut self) -> Option<&str>;

    /// A string, which is only copied if it has escapes.
    fn text(&mut self) -> Option<Cow<'_, str>>;

    /// Goes over an array of elements of a type; says how many there are.
    fn skim_elements<T: Decode>(&mut self) -> Option<u64>;

    /// The same, where there are so many within bounds.
    #[inline(always)]
    fn skim_elements_of<T: Decode>(&mut self, least: u64, most: u64) -> Option<()> {
        let count = self.skim_elements::<T>()?;
        (least..=most).contains(&count).then_some(())
    }

    /// Goes over an object of a type that has at most 64 names.
    fn skim_object<T: FromMembers>(&mut self) -> Option<()>;
}

/// A value on the tape of a document in which no name stands twice.
#[derive(Clone, Copy, Debug)]
struct OnTape<'d> {
    tape: Tape<'d>,
    at: usize,
    /// In how many arrays and objects it lies, from where the walk began.
    depth: usize,
}

/// Whether a value of a document surely is one of the type.
pub(crate) fn skims_node<T: Decode>(node: Node<'_>) -> bool {
    let document = node.document();
    let plain = document.duplicate_keys().is_empty() && document.remarks().is_empty();
    let mut value = OnTape {
        tape: Tape::of(node),
        at: node.index(),
        depth: 0,
    };
    plain && T::skim(&mut value).is_some()
}

impl<'d> OnTape<'d> {
    /// What lies there, if it is of a kind.
    #[inline(always)]
    fn of(&self, kind: Kind) -> Option<Item<'d>> {
        let item = self.tape.item(self.at);
        (item.kind() == kind).then_some(item)
    }

    /// The array or the object that lies there, if it is not too deep to go into.
    #[inline(always)]
    fn open(&self, kind: Kind) -> Option<Item<'d>> {
        self.of(kind).filter(|_| self.depth < Limits::DEPTH)
    }
}

impl Skimmer for OnTape<'_> {
    fn skip_value<T: Decode>(&mut self) -> Option<()> {
        T::decode(self.tape.node(self.at)).ok().map(drop)
    }

    #[inline(always)]
    fn skip(&mut self) -> Option<()> {
        Some(())
    }

    #[inline(always)]
    fn is_null(&mut self) -> Option<bool> {
        Some(self.of(Kind::Null).is_some())
    }

    #[inline(always)]
    fn skip_boolean(&mut self) -> Option<()> {
        self.of(Kind::Boolean).map(drop)
    }

    #[inline(always)]
    fn skip_number(&mut self) -> Option<()> {
        self.of(Kind::Number).map(drop)
    }

    #[inline(always)]
    fn integer(&mut self) -> Option<i64> {
        short_integer(self.tape.raw(self.of(Kind::Number)?))
    }

    #[inline(always)]
    fn skip_string(&mut self) -> Option<()> {
        self.of(Kind::String).map(drop)
    }

    #[inline(always)]
    fn skip_string_of(&mut self, least: u64, most: u64) -> Option<()> {
        let item = self.of(Kind::String)?;
        let bytes = item.end() - item.start() - 2;
        let value = || self.tape.text(item);
        length::of_json_string(bytes, least, most, value).then_some(())
    }

    #[inline(always)]
    fn skip_date_time(&mut self) -> Option<()> {
        let item = self.of(Kind::String)?;
        let common = date_time::common_in_quotes(self.tape.bytes(), item.start());
        let is = || date_time::is_date_time(&self.tape.text(item));
        (common.is_some() || is()).then_some(())
    }

    #[inline(always)]
    fn is_named<const LENGTH: usize>(&mut self, word: &[u8; LENGTH]) -> bool {
        let start = self.tape.item(self.at).start();
        let rest = self.tape.bytes().get(start..).unwrap_or(&[]);
        rest.first_chunk() == Some(word)
    }

    fn plain_str(&mut self) -> Option<&str> {
        match self.text()? {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }

    fn text(&mut self) -> Option<Cow<'_, str>> {
        Some(self.tape.text(self.of(Kind::String)?))
    }

    #[inline(always)]
    fn skim_elements<T: Decode>(&mut self) -> Option<u64> {
        let (tape, array) = (self.tape, self.open(Kind::Array)?);
        let mut element = Self {
            tape,
            at: self.at + 1,
            depth: self.depth + 1,
        };
        let mut count = 0;
        while element.at < array.next() {
            T::skim(&mut element)?;
            count += 1;
            element.at = tape.item(element.at).next();
        }
        Some(count)
    }

    #[inline(always)]
    fn skim_object<T: FromMembers>(&mut self) -> Option<()> {
        let object = self.open(Kind::Object)?;
        T::skim_members(&mut MembersOnTape {
            names: names::<T>(),
            next: 0,
            seen: Seen::default(),
            name: self.at + 1,
            end: object.next(),
            value: Self {
                depth: self.depth + 1,
                ..*self
            },
        })
    }
}

/// The members of an object on the tape.
struct MembersOnTape<'d> {
    names: &'static Names,
    /// The place after that of the property that came last.
    next: usize,
    seen: Seen,
    /// Where the next name lies.
    name: usize,
    /// The place after the object.
    end: usize,
    value: OnTape<'d>,
}

impl MembersOnTape<'_> {
    #[inline(never)]
    fn unlikely(&mut self, name: Item<'_>) -> usize {
        let place = self.names.place(&self.value.tape.text(name));
        if let Some(place) = place {
            self.next = place + 1;
        }
        place.unwrap_or(self.names.count())
    }
}

impl SkimMembers for MembersOnTape<'_> {
    #[inline(always)]
    fn next_place(&mut self) -> Option<Option<usize>> {
        if self.name >= self.end {
            return Some(None);
        }
        let tape = self.value.tape;
        let name = tape.item(self.name);
        self.value.at = self.name + 1;
        self.name = tape.item(self.value.at).next();
        let place = match self.names.likely(self.next, tape.bytes(), name.start()) {
            Some((place, _)) => {
                self.next = place + 1;
                place
            }
            None => self.unlikely(name),
        };
        if place < self.names.count() {
            // No name stands twice, so it is new.
            self.seen.note(place)?;
        }
        Some(Some(place))
    }

    #[inline(always)]
    fn value<T: Decode>(&mut self) -> Option<()> {
        T::skim(&mut self.value)
    }

    #[inline(always)]
    fn have(&self, required: u64) -> Option<()> {
        self.seen.have(required)
    }
}
