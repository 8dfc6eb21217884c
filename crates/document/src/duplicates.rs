//! Member names that stand twice in one object.
//!
//! Every name leaves a fingerprint of 32 bits while it is read. Names that are alike leave the
//! same, so an object whose fingerprints all differ repeats nothing, and that settles nearly every
//! object. The others are looked at name by name, in time that is linear but for a sort, whatever
//! the names are: fingerprints can be made to collide, the hashes of [`HashMap`] cannot.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::block;
use crate::document::DuplicateKey;
use crate::entry::Entry;
use crate::string::unescape;

/// A fingerprint that grows block by block.
#[derive(Clone, Copy, Default)]
pub(crate) struct Print(u64);

impl Print {
    /// Takes the next eight bytes of a name; at its end fewer, and zeros after them.
    #[inline(always)]
    pub(crate) fn add(&mut self, block: u64) {
        // An odd number with its bits well spread: 2^64 divided by the golden ratio.
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        self.0 = (self.0.rotate_left(5) ^ block).wrapping_mul(SPREAD);
    }

    /// The upper half, where a product mixes best.
    #[inline(always)]
    pub(crate) fn finish(self) -> u32 {
        let [.., a, b, c, d] = self.0.to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    /// The fingerprint of a whole name: the same as that of its blocks one by one.
    #[inline]
    pub(crate) fn of(name: &str) -> u32 {
        let mut print = Self::default();
        let mut rest = name.as_bytes();
        while let Some((block, after)) = rest.split_first_chunk() {
            print.add(u64::from_le_bytes(*block));
            rest = after;
        }
        // A name of whole blocks ends with an empty one, as the scan of a string does.
        print.add(block::short(rest));
        print.finish()
    }
}

/// The fingerprints of one object so far: whether any stands twice.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// One bit for each fingerprint, chosen by its upper bits.
    bits: u64,
    /// Whether two may be alike.
    pub(crate) suspect: bool,
}

impl Seen {
    /// Objects with more names than this are always looked at name by name: nearly all bits are set
    /// by then, and looking through all fingerprints for each name is quadratic. So many take as
    /// long that way as they take to sort.
    const FEW: usize = 256;

    /// Notes the fingerprint of the next name; those of the object's earlier names stand among all
    /// from a place on.
    #[inline(always)]
    pub(crate) fn note(&mut self, print: u32, all: &[u32], from: usize) {
        let bit = 1 << (print >> 26);
        if self.bits & bit != 0 && !self.suspect {
            self.suspect = Self::look(print, all.get(from..).unwrap_or(&[]));
        }
        self.bits |= bit;
    }

    #[inline(never)]
    fn look(print: u32, earlier: &[u32]) -> bool {
        earlier.len() >= Self::FEW || earlier.contains(&print)
    }
}

/// Appends the names of a closed object that repeat an earlier one, in the order of the text.
pub(crate) fn find(
    text: &str,
    entries: &[Entry],
    object: usize,
    prints: &[u32],
    found: &mut Vec<DuplicateKey>,
) {
    let mut keys: Vec<(u32, usize)> = prints
        .iter()
        .copied()
        .zip(keys_of(entries, object))
        .collect();
    // Places break ties, so names that are alike stay in the order of the text.
    keys.sort_unstable();
    let before = found.len();
    for alike in keys.chunk_by(|(left, _), (right, _)| left == right) {
        if alike.len() > 1 {
            repeats(text, entries, alike, found);
        }
    }
    found[before..].sort_unstable_by_key(|duplicate| duplicate.second_entry);
}

/// Of names with one fingerprint, those that repeat an earlier one.
fn repeats(text: &str, entries: &[Entry], keys: &[(u32, usize)], found: &mut Vec<DuplicateKey>) {
    let mut first_of: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(keys.len());
    for &(_, key) in keys {
        match first_of.entry(name(text, &entries[key])) {
            Slot::Vacant(slot) => {
                slot.insert(key);
            }
            Slot::Occupied(slot) => found.push(DuplicateKey {
                first: entries[*slot.get()].span(),
                second: entries[key].span(),
                second_entry: key,
            }),
        }
    }
}

/// A member name's value, between quotes, which are the same for all.
fn name<'s>(text: &'s str, key: &Entry) -> Cow<'s, str> {
    let span = key.span();
    let quoted = &text[span.start..span.end];
    if key.has_escapes() {
        unescape(quoted)
    } else {
        Cow::Borrowed(quoted)
    }
}

/// The places of an object's names on the tape. There is no end to them: the caller knows how many
/// names there are.
fn keys_of(entries: &[Entry], object: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(Some(object + 1), |&key| Some(entries.get(key + 1)?.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(prints: &[u32]) -> bool {
        let mut seen = Seen::default();
        for (index, &print) in prints.iter().enumerate() {
            seen.note(print, &prints[..index], 0);
        }
        seen.suspect
    }

    #[test]
    fn few_fingerprints_are_suspect_only_when_two_are_alike() {
        assert!(!seen(&[]));
        assert!(!seen(&[0]));
        assert!(!seen(&[1, 2, 3, u32::MAX]));
        assert!(seen(&[1, 2, 1]));
        assert!(seen(&[1, 2, u32::MAX, u32::MAX]));
    }

    #[test]
    fn many_fingerprints_are_suspect_once_a_bit_is_taken() {
        let different: Vec<u32> = (0..258).collect();
        assert!(!seen(&different[..256]));
        assert!(seen(&different));
        // Its upper bits take another one.
        let mut other = different[..256].to_vec();
        other.push(u32::MAX);
        assert!(!seen(&other));
    }

    #[test]
    fn names_that_differ_leave_different_fingerprints() {
        let names = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "abcdefgh",
            "abcdefghi",
            "abcdefghabcdefgh",
            "bcdefgha",
            "abcdefgh0",
            "abcdefgh1",
            "abcdefgh2",
            "abcdefgh4",
            "abcdefgh8",
            "abcdefgh@",
        ];
        for (index, left) in names.iter().enumerate() {
            for right in &names[..index] {
                assert_ne!(Print::of(left), Print::of(right), "{left:?} and {right:?}");
            }
        }
    }
}
