//! One place on the tape.
//!
//! An object lies on the tape as its own entry followed by name, value, name, value …; an array as
//! its own entry followed by its elements. Each entry says which entry comes after it and all that
//! it holds, so skipping a subtree is one step. After a name there is always its value, so a name
//! keeps its fingerprint instead, which the reader has made to find repeated names.

use crate::{Kind, Span};

/// A value or a member name, in 16 bytes.
///
/// Offsets and indices fit 32 bits: the reader refuses a text longer than
/// [`Limits::LARGEST`](crate::Limits::LARGEST), and there are never more entries than bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    start: u32,
    end: u32,
    /// The entry after this one and all that it holds; the fingerprint of a member name.
    next: u32,
    /// Kind in the lowest 3 bits, escapes in the 4th, whether it is a member name in the 5th, the
    /// count of a container above.
    meta: u32,
}

/// Each kind at its place; nothing has the last two.
const KINDS: [Kind; 8] = [
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::String,
    Kind::Array,
    Kind::Object,
    Kind::Object,
    Kind::Object,
];
const ESCAPES: u32 = 1 << 3;
const NAME: u32 = 1 << 4;
const COUNT_SHIFT: u32 = 5;
const LARGEST_COUNT: usize = (1 << (32 - COUNT_SHIFT)) - 1;

impl Entry {
    /// A value without parts, at a place on the tape.
    pub(crate) fn scalar(kind: Kind, span: Span, index: usize) -> Self {
        Self {
            start: narrow(span.start),
            end: narrow(span.end),
            next: narrow(index + 1),
            meta: kind as u32,
        }
    }

    /// A string, at a place on the tape.
    pub(crate) fn string(span: Span, escaped: bool, index: usize) -> Self {
        let mut entry = Self::scalar(Kind::String, span, index);
        if escaped {
            entry.meta |= ESCAPES;
        }
        entry
    }

    /// A member name with its fingerprint.
    pub(crate) fn name(span: Span, escaped: bool, print: u32) -> Self {
        let mut entry = Self::string(span, escaped, 0);
        entry.meta |= NAME;
        entry.next = print;
        entry
    }

    /// A container whose end is still to come.
    pub(crate) fn open(kind: Kind, start: usize, index: usize) -> Self {
        Self::scalar(kind, Span { start, end: start }, index)
    }

    /// Says where a container ends, which entry comes after it, and how many values it holds.
    pub(crate) fn close(&mut self, end: usize, next: usize, count: usize) {
        self.end = narrow(end);
        self.next = narrow(next);
        self.meta |= narrow(count.min(LARGEST_COUNT)) << COUNT_SHIFT;
    }

    #[inline]
    pub(crate) fn kind(&self) -> Kind {
        KINDS[(self.meta & 7) as usize]
    }

    #[inline]
    pub(crate) fn span(&self) -> Span {
        Span {
            start: self.start as usize,
            end: self.end as usize,
        }
    }

    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    /// The entry after a value and all that it holds; nothing that a member name knows.
    #[inline]
    pub(crate) fn next(&self) -> usize {
        debug_assert!(!self.is_name(), "a name keeps its fingerprint there");
        self.next as usize
    }

    #[inline]
    pub(crate) fn is_name(&self) -> bool {
        self.meta & NAME != 0
    }

    /// The fingerprint of a member name.
    #[inline]
    pub(crate) fn print(&self) -> u32 {
        debug_assert!(self.is_name(), "only names have one");
        self.next
    }

    #[inline]
    pub(crate) fn has_escapes(&self) -> bool {
        self.meta & ESCAPES != 0
    }

    /// How many values a container holds; `None` when there are too many for the bits kept for
    /// them (2^27 - 1 or more, so the text has at least 2^28 bytes) and they must be counted.
    #[inline]
    pub(crate) fn count(&self) -> Option<usize> {
        let count = (self.meta >> COUNT_SHIFT) as usize;
        (count < LARGEST_COUNT).then_some(count)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "see `Entry`: it fits")]
fn narrow(value: usize) -> u32 {
    debug_assert!(u32::try_from(value).is_ok(), "the reader bounds the text");
    value as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_fingerprint_and_is_a_string() {
        let span = Span { start: 1, end: 4 };
        for escaped in [false, true] {
            let entry = Entry::name(span, escaped, u32::MAX);
            assert_eq!((entry.kind(), entry.print()), (Kind::String, u32::MAX));
            assert_eq!((entry.has_escapes(), entry.count()), (escaped, Some(0)));
            assert!(entry.is_name() && !Entry::string(span, escaped, 0).is_name());
        }
    }

    #[test]
    fn a_count_is_kept_until_its_bits_are_full() {
        let cases = [
            (0, Some(0)),
            (LARGEST_COUNT - 1, Some(LARGEST_COUNT - 1)),
            (LARGEST_COUNT, None),
            (LARGEST_COUNT + 1, None),
        ];
        for (count, kept) in cases {
            for kind in [Kind::Array, Kind::Object] {
                let mut entry = Entry::open(kind, 0, 0);
                entry.close(9, 5, count);
                assert_eq!((entry.count(), entry.kind()), (kept, kind));
                assert!(!entry.has_escapes());
            }
        }
    }
}
