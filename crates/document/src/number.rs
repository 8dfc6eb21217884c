//! Exact decimal numbers over their text.

use std::cmp::Ordering;

/// A JSON number as it is written. Nothing is rounded: comparing and testing work on the digits.
///
/// Two numbers are equal when their values are, so `1`, `1.0` and `10e-1` are equal, as JSON
/// Schema wants it (2020-12 Core, section 4.2.1).
#[derive(Clone, Copy, Debug)]
pub struct Number<'t> {
    /// Invariant: matches the `number` production of RFC 8259, section 6.
    text: &'t str,
}

impl<'t> Number<'t> {
    /// Takes a text that is a JSON number, whole; `None` if it is none.
    #[must_use]
    pub fn parse(text: &'t str) -> Option<Self> {
        (crate::json::number_end(text.as_bytes(), 0) == Ok(text.len())).then_some(Self { text })
    }

    /// For the reader, which has checked the grammar.
    pub(crate) fn from_checked(text: &'t str) -> Self {
        Self { text }
    }

    /// The number as it is written.
    #[must_use]
    pub fn text(self) -> &'t str {
        self.text
    }

    /// Whether the value is a whole number: `1`, `1.0` and `1e3` are, `1.5` is not.
    #[must_use]
    pub fn is_integer(self) -> bool {
        let decimal = self.decimal();
        decimal.is_zero() || decimal.magnitude >= decimal.len() as i128
    }

    /// Whether it is written with neither fraction nor exponent, as draft 4 wants an integer.
    #[must_use]
    pub fn is_written_as_integer(self) -> bool {
        !self.text.contains(['.', 'e', 'E'])
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn to_i64(self) -> Option<i64> {
        // The common case: at most 18 digits, plain.
        if self.text.len() <= 18 && self.is_written_as_integer() {
            return self.text.parse().ok();
        }
        self.to_i128().and_then(|value| value.try_into().ok())
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn to_u64(self) -> Option<u64> {
        self.to_i128().and_then(|value| value.try_into().ok())
    }

    /// The value, if it is a whole number that fits.
    #[must_use]
    pub fn to_i128(self) -> Option<i128> {
        let decimal = self.decimal();
        if decimal.is_zero() {
            return Some(0);
        }
        // A magnitude of 40 is more than i128 holds.
        if !self.is_integer() || decimal.magnitude > 39 {
            return None;
        }
        let padding = decimal.magnitude - decimal.len() as i128;
        let zeros = (0..padding).map(|_| b'0');
        let mut value: i128 = 0;
        for digit in decimal.digits().chain(zeros) {
            let digit = i128::from(digit - b'0');
            let digit = if decimal.negative { -digit } else { digit };
            value = value.checked_mul(10)?.checked_add(digit)?;
        }
        Some(value)
    }

    /// The nearest double; infinite when the value is out of its range.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // Rust's grammar of floats takes in every JSON number, so this cannot fail.
        self.text.parse().unwrap_or(f64::NAN)
    }

    /// Sign, significant digits and magnitude, for exact arithmetic.
    #[must_use]
    pub fn decimal(self) -> Decimal<'t> {
        Decimal::of(self.text)
    }
}

impl PartialEq for Number<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number<'_> {}

impl PartialOrd for Number<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.decimal().cmp(&other.decimal())
    }
}

/// A number as `± 0.DIGITS × 10^magnitude`, over the text that it came from.
///
/// Invariant: the digits neither begin nor end with zero; zero has none, no sign and magnitude 0.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'t> {
    negative: bool,
    /// The digits before and after the decimal point, trimmed as one run.
    head: &'t str,
    tail: &'t str,
    magnitude: i128,
}

impl<'t> Decimal<'t> {
    fn of(text: &'t str) -> Self {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent_value(exponent)),
            None => (unsigned, 0),
        };
        let (head, tail) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let head = head.trim_start_matches('0');
        let mut magnitude = exponent.saturating_add(head.len() as i128);
        let mut tail = tail.trim_end_matches('0');
        if head.is_empty() {
            let trimmed = tail.trim_start_matches('0');
            magnitude = magnitude.saturating_sub((tail.len() - trimmed.len()) as i128);
            tail = trimmed;
        }
        let head = if tail.is_empty() {
            head.trim_end_matches('0')
        } else {
            head
        };
        if head.is_empty() && tail.is_empty() {
            return Self {
                negative: false,
                head,
                tail,
                magnitude: 0,
            };
        }
        Self {
            negative,
            head,
            tail,
            magnitude,
        }
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.len() == 0
    }

    /// Whether the value is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// How many significant digits there are.
    #[expect(clippy::len_without_is_empty, reason = "`is_zero` says it")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.head.len() + self.tail.len()
    }

    /// The significant digits in ASCII, the first and the last not `0`.
    pub fn digits(&self) -> impl Iterator<Item = u8> + 't {
        self.head.bytes().chain(self.tail.bytes())
    }

    /// The power of ten that `0.DIGITS` is multiplied with. Exponents beyond ±10^30 saturate there.
    #[must_use]
    pub fn magnitude(&self) -> i128 {
        self.magnitude
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |decimal: &Self| match (decimal.is_zero(), decimal.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        let sizes = || {
            let by_magnitude = self.magnitude.cmp(&other.magnitude);
            by_magnitude.then_with(|| self.digits().cmp(other.digits()))
        };
        match (sign(self), sign(other)) {
            (1, 1) => sizes(),
            (-1, -1) => sizes().reverse(),
            (left, right) => left.cmp(&right),
        }
    }
}

/// The exponent of a number; what has more than 30 digits saturates.
fn exponent_value(text: &str) -> i128 {
    const LARGEST: i128 = 10_i128.pow(30);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.trim_start_matches('0');
    let size = if digits.len() > 30 {
        LARGEST
    } else {
        digits.parse().unwrap_or(0)
    };
    if negative { -size } else { size }
}
