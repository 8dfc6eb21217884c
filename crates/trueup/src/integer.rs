//! Integers of any size.

use std::fmt;

use crate::Number;

/// A whole number of any size that keeps how it was written.
///
/// Invariant: the value is whole, as JSON Schema's `integer` wants it, so `1.0` is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integer(Number);

impl Integer {
    /// Takes a number; `None` if it is not whole.
    #[must_use]
    pub fn from_number(number: Number) -> Option<Self> {
        number.get().is_integer().then_some(Self(number))
    }

    /// The number, as written.
    #[must_use]
    pub fn number(&self) -> &Number {
        &self.0
    }

    /// The value, if it fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        self.0.get().to_i64()
    }

    /// The value, if it fits.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        self.0.get().to_i128()
    }
}

macro_rules! from_native {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Integer {
            fn from(value: $integer) -> Self {
                let number = Number::parse(&value.to_string());
                Self(number.expect("Rust prints an integer as JSON writes it"))
            }
        }
    )*};
}

from_native!(i32, u32, i64, u64, i128);

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
