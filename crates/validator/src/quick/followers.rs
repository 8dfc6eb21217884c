//! Which name is likely to come next.
//!
//! Members mostly come in the order of the schema, or in one that the payloads have among
//! themselves, such as that of the alphabet. So after each name stands the place of the name that
//! last came after it out of turn, as a guess for the payloads to come.
//!
//! A guess is only where to look first: whatever it is, the same name is found. That is why threads
//! may share it without waiting for each other. It is written only when it was wrong, so that they
//! hardly ever write.

use std::sync::atomic::{AtomicU32, Ordering};

/// A guess for the beginning of an object and for what comes after each of its names.
pub(super) struct Followers {
    places: Box<[AtomicU32]>,
}

impl Followers {
    /// For so many names.
    pub(super) fn new(names: usize) -> Self {
        let places = (0..=names).map(|_| AtomicU32::new(u32::MAX));
        Self {
            places: places.collect(),
        }
    }

    /// The place of the name that is likely to come where, by the order of the schema, the name at
    /// `next` would; a place without a name if nothing is known.
    #[inline(always)]
    pub(super) fn guess(&self, next: usize) -> usize {
        let place = self.places.get(next);
        place.map_or(usize::MAX, |place| place.load(Ordering::Relaxed) as usize)
    }

    /// Notes which one came.
    #[inline(always)]
    pub(super) fn learn(&self, next: usize, came: usize) {
        if let (Some(place), Ok(came)) = (self.places.get(next), u32::try_from(came)) {
            place.store(came, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_last_is_guessed() {
        let followers = Followers::new(2);
        assert!((0..4).all(|next| followers.guess(next) > 2));
        for (next, came) in [(0, 1), (2, 0), (2, 1), (3, 1)] {
            followers.learn(next, came);
        }
        assert_eq!([0, 2].map(|next| followers.guess(next)), [1, 1]);
        assert!([1, 3].iter().all(|&next| followers.guess(next) > 2));
    }
}
