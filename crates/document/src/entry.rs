//! One place on the tape.
//!
//! An object lies on the tape as its own entry followed by name, value, name, value …; an array as
//! its own entry followed by its elements. Each entry says which entry comes after it and all that
//! it holds, so skipping a subtree is one step.

use crate::{Kind, Span};

/// A value or a member name, in 16 bytes.
///
/// Offsets and indices fit 32 bits: the reader refuses a text longer than
/// [`Limits::LARGEST`](crate::Limits::LARGEST), and there are never more entries than bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    start: u32,
    end: u32,
    /// The entry after this one and all that it holds.
    next: u32,
    /// Kind in the lowest 3 bits, escapes in the 4th, the count of a container above.
    meta: u32,
}

const ESCAPES: u32 = 1 << 3;
const COUNT_SHIFT: u32 = 4;
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

    /// A string or a member name, at a place on the tape.
    pub(crate) fn string(span: Span, escaped: bool, index: usize) -> Self {
        let mut entry = Self::scalar(Kind::String, span, index);
        if escaped {
            entry.meta |= ESCAPES;
        }
        entry
    }

    /// A container whose end is still to come.
    pub(crate) fn open(kind: Kind, start: usize, index: usize) -> Self {
        let end = start + 1;
        Self::scalar(kind, Span { start, end }, index)
    }

    /// Says where a container ends, which entry comes after it, and how many values it holds.
    pub(crate) fn close(&mut self, end: usize, next: usize, count: usize) {
        self.end = narrow(end);
        self.next = narrow(next);
        self.meta |= narrow(count.min(LARGEST_COUNT)) << COUNT_SHIFT;
    }

    pub(crate) fn kind(&self) -> Kind {
        match self.meta & 7 {
            0 => Kind::Null,
            1 => Kind::Boolean,
            2 => Kind::Number,
            3 => Kind::String,
            4 => Kind::Array,
            _ => Kind::Object,
        }
    }

    pub(crate) fn span(&self) -> Span {
        Span {
            start: self.start as usize,
            end: self.end as usize,
        }
    }

    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }

    pub(crate) fn next(&self) -> usize {
        self.next as usize
    }

    pub(crate) fn has_escapes(&self) -> bool {
        self.meta & ESCAPES != 0
    }

    /// How many values a container holds; `None` when there are too many for the bits kept for
    /// them (2^28 - 1 or more, so the text has at least 2^29 bytes) and they must be counted.
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
