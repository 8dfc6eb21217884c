//! Slots that never move, so that what lies in them can be borrowed while others are filled.

use std::cell::OnceCell;

use crate::limits::MAX_FILES;

/// The slots that are made together.
const ROW: usize = 16;
const ROWS: usize = MAX_FILES.div_ceil(ROW);

/// As many slots as a set may have files. A row of them is made when the first one is asked for.
pub(crate) struct Slots<T> {
    rows: [OnceCell<Row<T>>; ROWS],
}

type Row<T> = Box<[OnceCell<T>; ROW]>;

impl<T> Slots<T> {
    pub(crate) fn new() -> Self {
        Self {
            rows: [const { OnceCell::new() }; ROWS],
        }
    }

    /// The slot at a place from 0; `None` beyond [`MAX_FILES`].
    pub(crate) fn get(&self, index: usize) -> Option<&OnceCell<T>> {
        let row = self.rows.get(index / ROW)?;
        let row = row.get_or_init(|| Box::new([const { OnceCell::new() }; ROW]));
        row.get(index % ROW).filter(|_| index < MAX_FILES)
    }

    /// What lies in the slots that are filled, in order.
    pub(crate) fn into_values(self) -> impl Iterator<Item = T> {
        let rows = self.rows.into_iter().filter_map(OnceCell::into_inner);
        rows.flat_map(|row| row.into_iter().filter_map(OnceCell::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_a_slot_stays_while_others_are_filled() {
        let slots = Slots::new();
        let first = slots.get(0).map(|slot| slot.get_or_init(|| 0));
        for at in 1..MAX_FILES {
            let slot = slots.get(at).expect("there is one for each file");
            assert_eq!(slot.set(at), Ok(()));
        }
        assert_eq!(first, Some(&0));
        assert!(slots.get(MAX_FILES).is_none());
        assert!(slots.into_values().eq(0..MAX_FILES));
    }
}
