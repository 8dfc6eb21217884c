//! A cell that is filled once and kept for good, for the statics of generated code.

use std::mem::ManuallyDrop;
use std::sync::OnceLock;

/// A value that is made when it is first asked for, and never dropped.
///
/// The compiler makes the code that drops a static's value in the crate of the static, though it is
/// never run: for a validator that is more than for a whole generated type.
#[doc(hidden)]
#[derive(Debug)]
pub struct Once<T>(ManuallyDrop<OnceLock<T>>);

impl<T> Once<T> {
    /// An empty cell.
    #[must_use]
    pub const fn new() -> Self {
        Self(ManuallyDrop::new(OnceLock::new()))
    }

    pub(crate) fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self::new()
    }
}
