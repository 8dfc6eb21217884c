//! Which mutant is on. This module stands in the copies of the crates that are tested.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// The number that is on; 0 for none.
static ON: LazyLock<usize> = LazyLock::new(|| {
    let number = std::env::var("TRUEUP_MUTANT").ok();
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
});

/// The file that is told of each mutant that is reached.
static COVER: LazyLock<Option<File>> = LazyLock::new(|| {
    let path = std::env::var_os("TRUEUP_MUTANTS_REACHED")?;
    OpenOptions::new().append(true).create(true).open(path).ok()
});

static REACHED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

/// Whether this mutant is on.
#[inline]
pub(crate) fn on(number: usize) -> bool {
    if let Some(file) = COVER.as_ref() {
        reach(file, number);
    }
    *ON == number
}

#[cold]
fn reach(mut file: &File, number: usize) {
    if !REACHED[number].swap(true, Ordering::Relaxed) {
        file.write_all(format!("{number}\n").as_bytes()).unwrap();
    }
}

/// One of two iterators.
#[derive(Clone, Debug)]
pub(crate) enum Either<L, R> {
    Left(L),
    Right(R),
}

impl<T, L: Iterator<Item = T>, R: Iterator<Item = T>> Iterator for Either<L, R> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        match self {
            Self::Left(one) => one.next(),
            Self::Right(other) => other.next(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Left(one) => one.size_hint(),
            Self::Right(other) => other.size_hint(),
        }
    }
}

impl<T, L, R> DoubleEndedIterator for Either<L, R>
where
    L: DoubleEndedIterator<Item = T>,
    R: DoubleEndedIterator<Item = T>,
{
    fn next_back(&mut self) -> Option<T> {
        match self {
            Self::Left(one) => one.next_back(),
            Self::Right(other) => other.next_back(),
        }
    }
}

impl<T, L: ExactSizeIterator<Item = T>, R: ExactSizeIterator<Item = T>> ExactSizeIterator
    for Either<L, R>
{
}
