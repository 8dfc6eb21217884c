//! The names of an object's properties, prepared while the program is compiled.
//!
//! Payloads mostly have their members in the order of the schema, or sorted. So the name that comes
//! next in either order is compared with what stands in the text, eight bytes at a time, before the
//! text is searched for the end of the name.

use std::marker::PhantomData;

use trueup_document::cursor::Expected;

use crate::NamedProperties;

/// The names that a type has fields for, in the order of the schema; [`NamesOf`] makes them.
///
/// What a name has there is its place.
#[doc(hidden)]
#[derive(Debug)]
pub struct Names {
    entries: &'static [Name],
    /// Their places in the order of the alphabet.
    sorted: &'static [usize],
}

/// A name, and how it looks in a text.
#[derive(Clone, Copy, Debug)]
struct Name {
    text: &'static str,
    written: Expected,
    /// Its place in the order of the alphabet.
    rank: usize,
}

impl Names {
    /// Takes names with their ranks, and the places by rank.
    const fn new(entries: &'static [Name], sorted: &'static [usize]) -> Self {
        Self { entries, sorted }
    }

    /// How many there are.
    #[inline(always)]
    pub(crate) fn count(&self) -> usize {
        self.entries.len()
    }

    /// The place of a name that stands at `at` with its quotes, and where its colon ends, if it is
    /// one of the few that are likely after the one at place `next - 1`. Near the end of the text it
    /// may not be seen, nor where its colon stands apart.
    #[inline(always)]
    pub(crate) fn likely(&self, next: usize, bytes: &[u8], at: usize) -> Option<(usize, usize)> {
        if let Some(name) = self.entries.get(next)
            && let Some(end) = name.end(bytes, at)
        {
            return Some((next, end));
        }
        self.less_likely(next, bytes, at)
    }

    #[inline(never)]
    fn less_likely(&self, next: usize, bytes: &[u8], at: usize) -> Option<(usize, usize)> {
        let before = next.checked_sub(1).and_then(|last| self.entries.get(last));
        let rank = before.map_or(0, |name| name.rank + 1);
        let sorted = self.sorted.get(rank).copied();
        // What is not required is often absent, so those after the next one are tried as well.
        let candidates = sorted.into_iter().chain(next + 1..next + 4);
        for place in candidates {
            let end = self.entries.get(place).and_then(|name| name.end(bytes, at));
            if let Some(end) = end {
                return Some((place, end));
            }
        }
        None
    }

    /// The place of a name.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        let text = |&place: &usize| self.entries.get(place).map_or("", |name| name.text);
        let found = self.sorted.binary_search_by(|place| text(place).cmp(name));
        found.ok().and_then(|rank| self.sorted.get(rank)).copied()
    }
}

impl Name {
    /// All names of a list, with their ranks.
    const fn all<const COUNT: usize>(
        texts: &[&'static str],
        sorted: &[usize; COUNT],
    ) -> [Self; COUNT] {
        let mut names = [Self::new(""); COUNT];
        let mut rank = 0;
        while rank < COUNT {
            let place = sorted[rank];
            names[place] = Self::new(texts[place]);
            names[place].rank = rank;
            rank += 1;
        }
        names
    }

    const fn new(text: &'static str) -> Self {
        Self {
            text,
            written: Expected::name(text),
            rank: 0,
        }
    }

    /// Where the name's colon ends, if both stand at `at`.
    #[inline(always)]
    fn end(&self, bytes: &[u8], at: usize) -> Option<usize> {
        self.written.at(self.text, bytes, at)
    }
}

/// The places of names in the order of the alphabet. They are merged from runs of twice the length
/// each time: the compiler does it, and it counts its steps.
const fn sorted<const COUNT: usize>(texts: &[&str]) -> [usize; COUNT] {
    let mut places = [0; COUNT];
    let mut at = 0;
    while at < COUNT {
        places[at] = at;
        at += 1;
    }
    let mut length = 1;
    while length < COUNT {
        places = merged(texts, &places, length);
        length *= 2;
    }
    places
}

/// Pairs of sorted runs of a length, each merged into one.
const fn merged<const COUNT: usize>(
    texts: &[&str],
    runs: &[usize; COUNT],
    length: usize,
) -> [usize; COUNT] {
    let mut out = [0; COUNT];
    let mut start = 0;
    while start < COUNT {
        let middle = if start + length < COUNT {
            start + length
        } else {
            COUNT
        };
        let end = if middle + length < COUNT {
            middle + length
        } else {
            COUNT
        };
        let (mut left, mut right, mut at) = (start, middle, start);
        while at < end {
            let take_left =
                left < middle && (right == end || is_before(texts[runs[left]], texts[runs[right]]));
            if take_left {
                out[at] = runs[left];
                left += 1;
            } else {
                out[at] = runs[right];
                right += 1;
            }
            at += 1;
        }
        start = end;
    }
    out
}

const fn is_before(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return left[at] < right[at];
        }
        at += 1;
    }
    left.len() < right.len()
}

/// The names of `T`, of which there are `COUNT`.
///
/// Nothing of it is worked out but where it is used: in a library of types the compiler leaves it.
#[doc(hidden)]
#[derive(Debug)]
pub struct NamesOf<T, const COUNT: usize>(PhantomData<T>);

/// Names that a type's properties have.
#[doc(hidden)]
pub trait Named {
    /// The names.
    const NAMES: &'static Names;
}

impl<T: NamedProperties, const COUNT: usize> NamesOf<T, COUNT> {
    const SORTED: &'static [usize; COUNT] = &sorted(T::PROPERTIES);
    const ENTRIES: &'static [Name; COUNT] = &Name::all(T::PROPERTIES, Self::SORTED);
}

impl<T: NamedProperties, const COUNT: usize> Named for NamesOf<T, COUNT> {
    const NAMES: &'static Names = &Names::new(Self::ENTRIES, Self::SORTED);
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Listed;

    impl NamedProperties for Listed {
        const PROPERTIES: &'static [&'static str] = &[
            "port",
            "a",
            "",
            "sixBig",
            "sevenBi",
            "fourteenLetter",
            "fifteenLetters_",
            "é",
            "sixteenLetters__",
            "activeConnectionsUpdatedAt",
            "por",
            "a\"",
            "\t",
            "host",
            "aNameThatNoWordsHoldWhole.txt",
            "aNameThatNoWordsHoldWhole.json",
        ];
    }

    const NAMES: &Names = NamesOf::<Listed, { Listed::PROPERTIES.len() }>::NAMES;

    #[test]
    fn every_name_has_its_place_and_no_other_has_one() {
        for (place, name) in Listed::PROPERTIES.iter().enumerate() {
            assert_eq!(NAMES.place(name), Some(place), "{name}");
            assert_eq!(NAMES.place(&format!("{name}x")), None, "{name}");
        }
        assert_eq!(NAMES.count(), Listed::PROPERTIES.len());
    }

    #[test]
    fn a_name_is_seen_where_it_stands_whole() {
        for (place, name) in Listed::PROPERTIES.iter().enumerate() {
            let text = format!(" \"{name}\":\"and what comes after it\"");
            let found = NAMES.likely(place, text.as_bytes(), 1);
            let plain = !name.contains(['"', '\t']);
            assert_eq!(found, plain.then_some((place, name.len() + 4)), "{name}");
            for at in 1..name.len() + 4 {
                let mut other = text.clone().into_bytes();
                other[at] = b'#';
                let found = NAMES.likely(place, &other, 1);
                assert!(found.is_none_or(|(other, _)| other != place), "{name} {at}");
            }
        }
    }

    #[test]
    fn the_next_names_of_both_orders_are_likely() {
        let seen = |next, name: &str| {
            let text = format!("\"{name}\":\"and what comes after it\"");
            NAMES.likely(next, text.as_bytes(), 0).is_some()
        };
        assert!(seen(1, "a") && seen(1, "") && seen(1, "sevenBi"));
        // After "port" in the alphabet.
        assert!(seen(1, "sevenBi") && seen(11, "port") && !seen(3, "port"));
        // The first of the alphabet is the empty name.
        assert!(seen(0, "") && !seen(0, "host"));
    }

    #[test]
    fn names_are_sorted_as_the_library_sorts_them() {
        let mut sorted: Vec<&str> = Listed::PROPERTIES.to_vec();
        sorted.sort_unstable();
        let ours = NAMES.sorted.iter().map(|&place| Listed::PROPERTIES[place]);
        assert_eq!(ours.collect::<Vec<_>>(), sorted);
    }
}
