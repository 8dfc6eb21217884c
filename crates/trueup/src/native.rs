//! Types of Rust's own and of chrono, for whoever prefers them to those that keep everything.
//!
//! A number fits when it is written back as the same number; what does not fit is refused. The
//! schema accepts such a number, so the validator cannot say what was wrong with it. The decode
//! that is done once more for the report notes it here.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use std::net::Ipv4Addr;

use chrono::{FixedOffset, SecondsFormat, Utc};
use trueup_document::value::write_string;

use crate::{DateTime, Decode, Encode, Node, Number, ObjectWriter, Reader, Refused, Span, members};

thread_local! {
    /// What has not fitted since noting began, with the type that was to hold it.
    static UNFIT: RefCell<Option<Vec<(Span, &'static str)>>> = const { RefCell::new(None) };
}

/// The numbers that did not fit while a decode was done, in the order of the text.
#[cfg(feature = "validator")]
pub(crate) fn unfit<T>(decode: impl FnOnce() -> T) -> Vec<(Span, &'static str)> {
    UNFIT.set(Some(Vec::new()));
    decode();
    UNFIT.take().unwrap_or_default()
}

/// Refuses a node; a whole number or any other is noted as one that the type has no room for.
#[cold]
pub(crate) fn no_room(node: Node<'_>, wanted: &'static str) -> Refused {
    let fraction_for_integer =
        wanted != "f64" && node.as_number().is_some_and(|number| !number.is_integer());
    UNFIT.with_borrow_mut(|unfit| {
        let known = |unfit: &&mut Vec<(Span, _)>| !fraction_for_integer && unfit.len() < MOST;
        if let Some(unfit) = unfit.as_mut().filter(known) {
            unfit.push((node.span(), wanted));
        }
    });
    Refused
}

/// No more than this are noted.
const MOST: usize = 100;

impl Decode for f64 {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let number = node.as_number().ok_or(Refused)?;
        let value = number.to_f64();
        let written = Number::from_f64(value).filter(|written| written.get() == number);
        match written {
            Some(_) => Ok(value),
            None => Err(no_room(node, "f64")),
        }
    }
}

/// What JSON has no number for, an infinity or no number at all, is written as `null`.
impl Encode for f64 {
    fn encode(&self, out: &mut String) {
        match Number::from_f64(*self) {
            Some(number) => out.push_str(number.text()),
            None => out.push_str("null"),
        }
    }
}

/// The format `ipv4`, of which every address has one text.
impl Decode for Ipv4Addr {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        node.as_str().ok_or(Refused)?.parse().map_err(|_| Refused)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.plain_str()?.parse().ok()
    }
}

impl Encode for Ipv4Addr {
    fn encode(&self, out: &mut String) {
        write_string(&self.to_string(), out);
    }
}

impl Decode for chrono::DateTime<FixedOffset> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        DateTime::decode(node).map(|time| time.to_chrono())
    }
}

impl Decode for chrono::DateTime<Utc> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        DateTime::decode(node).map(|time| time.to_chrono().to_utc())
    }
}

/// RFC 3339 has years of four digits and offsets of whole minutes: other times cannot be read back.
impl Encode for chrono::DateTime<FixedOffset> {
    fn encode(&self, out: &mut String) {
        write_string(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true), out);
    }
}

/// RFC 3339 has years of four digits: other times cannot be read back.
impl Encode for chrono::DateTime<Utc> {
    fn encode(&self, out: &mut String) {
        write_string(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true), out);
    }
}

impl<V: Decode> Decode for BTreeMap<String, V> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let entry = |member: crate::Member<'_>| {
            Ok((member.name().into_owned(), V::decode(member.value())?))
        };
        members(node)?.map(entry).collect()
    }
}

impl<V: Encode> Encode for BTreeMap<String, V> {
    fn encode(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        for (name, value) in self {
            object.member(name, value);
        }
        object.end();
    }
}

impl<V: Decode, S: BuildHasher + Default> Decode for HashMap<String, V, S> {
    fn decode(node: Node<'_>) -> Result<Self, Refused> {
        let entry = |member: crate::Member<'_>| {
            Ok((member.name().into_owned(), V::decode(member.value())?))
        };
        members(node)?.map(entry).collect()
    }
}

/// Members are written in the order of their names, so that equal maps give equal texts.
impl<V: Encode, S> Encode for HashMap<String, V, S> {
    fn encode(&self, out: &mut String) {
        let sorted: BTreeMap<_, _> = self.iter().collect();
        let mut object = ObjectWriter::new(out);
        for (name, value) in sorted {
            object.member(name, value);
        }
        object.end();
    }
}
