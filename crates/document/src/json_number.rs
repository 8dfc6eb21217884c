//! Owned JSON numbers, exact.

use std::fmt;

use crate::Number;

/// A number that owns its text.
///
/// Invariant: the text matches the `number` production of RFC 8259, section 6.
#[derive(Clone)]
pub struct JsonNumber(Box<str>);

impl JsonNumber {
    /// Takes a text that is a JSON number, whole; `None` if it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Number::parse(text).map(Self::from)
    }

    /// The nearest text to a double: the shortest that reads back as the same. `None` for what JSON
    /// has no number for: infinities and NaN.
    ///
    /// ```
    /// use trueup_document::JsonNumber;
    ///
    /// let texts = [0.1, 1.0, -0.0, 1e21, 1.5e-7].map(|value| JsonNumber::from_f64(value));
    /// let texts = texts.map(|number| number.expect("it is finite").to_string());
    /// assert_eq!(texts, ["0.1", "1", "-0", "1e21", "1.5e-7"]);
    /// assert_eq!(JsonNumber::from_f64(f64::NAN), None);
    /// ```
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        // Both have the fewest digits that tell the value apart; they differ in zeros.
        let plain = value.to_string();
        let scientific = format!("{value:e}");
        let shorter = if scientific.len() < plain.len() {
            scientific
        } else {
            plain
        };
        Some(Self(shorter.into()))
    }

    /// The number, for its arithmetic.
    #[must_use]
    pub fn get(&self) -> Number<'_> {
        Number::from_checked(&self.0)
    }

    /// The number as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<Number<'_>> for JsonNumber {
    fn from(number: Number<'_>) -> Self {
        Self(number.text().into())
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for JsonNumber {
            fn from(value: $integer) -> Self {
                // Rust writes an integer as JSON does.
                Self(value.to_string().into())
            }
        }
    )*};
}

from_integer!(i32, i64, u32, u64, usize);

impl PartialEq for JsonNumber {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for JsonNumber {}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
