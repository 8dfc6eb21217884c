//! What a verdict may take: a number of steps, and memory for a number of answers.
//!
//! A step is a rule asked of a value, or work that takes about as long: a name looked up, a
//! pattern tried on some bytes of text. So the time of a verdict is bounded whatever the schema, and
//! the bound grows with the payload, never with the schema times the payload.

use std::collections::HashMap;
use std::hash::Hash;

/// The steps that a payload of any size may take: a second or less.
const FREE: u64 = 10_000_000;

/// The steps that each byte of a payload may take beyond those. Schemas of hundreds of branches
/// take one or two.
const PER_BYTE: u64 = 32;

/// The steps after which answers are remembered; small payloads never come here.
const REMEMBER_AFTER: u64 = 16_384;

/// The most answers that are remembered at a time: some 50 MB.
pub(crate) const ANSWERS: usize = 1 << 20;

/// The steps of one walk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    spent: u64,
    most: u64,
    remember_after: u64,
}

impl Budget {
    /// For a document of this many bytes; `most` is a bound that was asked for.
    pub(crate) fn new(bytes: usize, most: Option<u64>) -> Self {
        let bytes = bytes as u64;
        Self {
            spent: 0,
            most: most.unwrap_or(FREE.saturating_add(bytes.saturating_mul(PER_BYTE))),
            remember_after: REMEMBER_AFTER.saturating_add(bytes.saturating_mul(4)),
        }
    }

    /// Takes steps; `false` when there are not so many left.
    #[inline(always)]
    pub(crate) fn spend(&mut self, steps: u64) -> bool {
        self.spent = self.spent.saturating_add(steps);
        self.spent <= self.most
    }

    /// Whether there is nothing left.
    pub(crate) fn is_spent(&self) -> bool {
        self.spent > self.most
    }

    /// Whether the walk takes so long that answers should be remembered.
    #[inline(always)]
    pub(crate) fn remembers(&self) -> bool {
        self.spent >= self.remember_after
    }
}

/// Keeps a table within a bound: a full one is emptied, since what it held can be found out again.
pub(crate) fn remember<K: Hash + Eq, V>(table: &mut HashMap<K, V>, key: K, value: V, most: usize) {
    if table.len() >= most {
        table.clear();
    }
    table.insert(key, value);
}

/// What the quick walks over one text may take before the judge has to do it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fuel {
    /// Units of about the work of a step.
    pub(crate) left: usize,
    /// The steps of the judge where it is asked about a part.
    pub(crate) judge: Budget,
}

impl Fuel {
    /// For a document of this many bytes; `most` is a bound that was asked for.
    pub(crate) fn new(bytes: usize, most: Option<u64>) -> Self {
        Self {
            left: 16_384_usize.saturating_add(bytes.saturating_mul(16)),
            judge: Budget::new(bytes, most),
        }
    }

    /// Takes units for work; `false` when there are none left.
    #[inline(always)]
    pub(crate) fn burn(&mut self, work: usize) -> bool {
        self.left = self.left.saturating_sub(work);
        self.left > 0
    }
}
