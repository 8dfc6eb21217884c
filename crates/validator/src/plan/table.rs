//! Finding a name among many by its fingerprint.

use trueup_document::cursor::fingerprint;

/// Where names are, by their fingerprints: open addressing, at most half full.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Fingerprint and place of a name; [`EMPTY`] for none.
    /// Invariant: a power of two of them, or none at all.
    slots: Box<[(u32, u32)]>,
}

const EMPTY: u32 = u32::MAX;

impl Table {
    pub(crate) fn new<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> Self {
        let size = (names.len() * 2).next_power_of_two();
        let mut slots = vec![(0, EMPTY); size].into_boxed_slice();
        for (place, name) in (0..EMPTY).zip(names) {
            let print = fingerprint(name);
            let mut at = print as usize & (size - 1);
            while slots[at].1 != EMPTY {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (print, place);
        }
        Self { slots }
    }

    /// The place of the name with this fingerprint for which `is` says yes.
    #[inline(always)]
    pub(crate) fn find(&self, print: u32, is: impl Fn(usize) -> bool) -> Option<usize> {
        self.places(print).find(|&place| is(place))
    }

    /// The places of the names with this fingerprint: one most of the time, if there is any.
    #[inline(always)]
    pub(crate) fn places(&self, print: u32) -> Places<'_> {
        Places {
            slots: &self.slots,
            print,
            at: print as usize,
        }
    }
}

/// See [`Table::places`].
pub(crate) struct Places<'t> {
    slots: &'t [(u32, u32)],
    print: u32,
    /// The slot to look at next, once it is masked.
    at: usize,
}

impl Iterator for Places<'_> {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        // Half of the slots are empty, so this ends.
        loop {
            // The mask keeps it inside.
            let (found, place) = *self.slots.get(self.at & mask)?;
            if place == EMPTY {
                return None;
            }
            self.at += 1;
            if found == self.print {
                return Some(place as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        let names: Vec<String> = (0..500).map(|number| format!("name{number}")).collect();
        for count in [0, 1, 2, 3, 64, 500] {
            let table = Table::new(names[..count].iter().map(String::as_str));
            for (place, name) in names.iter().enumerate() {
                let found = table.find(fingerprint(name), |at| names[at] == *name);
                assert_eq!(found, (place < count).then_some(place), "{name} of {count}");
            }
        }
    }
}
