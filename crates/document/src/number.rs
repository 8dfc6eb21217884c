//! Exact decimal numbers over their text.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use crate::scan;

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
        (scan::number(text.as_bytes(), 0) == Some(text.len())).then_some(Self { text })
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

impl Hash for Number<'_> {
    /// Hashes the value, not its text.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let decimal = self.decimal();
        hasher.write_u8(u8::from(decimal.is_negative()));
        hasher.write_i128(decimal.magnitude());
        hasher.write_usize(decimal.len());
        let mut digits = decimal.digits().peekable();
        while digits.peek().is_some() {
            // Four bits a digit.
            let chunk = digits.by_ref().take(16);
            hasher.write_u64(chunk.fold(0, |value, digit| value << 4 | u64::from(digit & 0xF)));
        }
    }
}

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
    /// Invariant: within ±[`FARTHEST`].
    magnitude: i128,
    /// The exponent as it is written, and what the digits' places add to it: the exact magnitude,
    /// for numbers whose magnitude is beyond [`FARTHEST`].
    exponent: &'t str,
    shift: i128,
}

/// Beyond this, magnitudes are compared as text.
const FARTHEST: i128 = 10_i128.pow(30);

impl<'t> Decimal<'t> {
    fn of(text: &'t str) -> Self {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, ""));
        let (head, tail) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let head = head.trim_start_matches('0');
        let tail = tail.trim_end_matches('0');
        let (head, tail, shift) = match (head, tail) {
            ("", tail) => {
                let digits = tail.trim_start_matches('0');
                ("", digits, digits.len() as i128 - tail.len() as i128)
            }
            (head, "") => (head.trim_end_matches('0'), "", head.len() as i128),
            (head, tail) => (head, tail, head.len() as i128),
        };
        if head.is_empty() && tail.is_empty() {
            return Self::ZERO;
        }
        // The shift is no more than the length of a text, so it never brings an exponent that
        // saturates back within the bounds.
        let magnitude = exponent_value(exponent) + shift;
        Self {
            negative,
            head,
            tail,
            magnitude: magnitude.clamp(-FARTHEST, FARTHEST),
            exponent,
            shift,
        }
    }

    const ZERO: Self = Self {
        negative: false,
        head: "",
        tail: "",
        magnitude: 0,
        exponent: "",
        shift: 0,
    };

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

    /// The power of ten that `0.DIGITS` is multiplied with; ±10^30 when it is that or beyond.
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
            by_magnitude
                .then_with(|| self.cmp_far(other))
                .then_with(|| self.digits().cmp(other.digits()))
        };
        match (sign(self), sign(other)) {
            (1, 1) => sizes(),
            (-1, -1) => sizes().reverse(),
            (left, right) => left.cmp(&right),
        }
    }

    /// Compares the exact magnitudes of two numbers that are equally far beyond [`FARTHEST`].
    fn cmp_far(&self, other: &Self) -> Ordering {
        if self.magnitude.abs() < FARTHEST {
            return Ordering::Equal;
        }
        // Both are far on the same side, so both exponents have the same sign.
        let (negative, left) = exponent_parts(self.exponent);
        let (_, right) = exponent_parts(other.exponent);
        let difference = difference(left, right);
        let difference = if negative { -difference } else { difference };
        difference.cmp(&(other.shift - self.shift))
    }
}

/// The sign of a written exponent, and its digits without leading zeros.
fn exponent_parts(text: &str) -> (bool, &str) {
    let negative = text.starts_with('-');
    let digits = text.trim_start_matches(['+', '-']);
    (negative, digits.trim_start_matches('0'))
}

/// The value of a written exponent. One of more than 37 digits is farther than anything that a
/// number's own digits can make up for, and saturates.
fn exponent_value(text: &str) -> i128 {
    let (negative, digits) = exponent_parts(text);
    let size = if digits.len() > 37 {
        10_i128.pow(37)
    } else {
        digits.parse().unwrap_or(0)
    };
    if negative { -size } else { size }
}

/// The difference of two whole numbers of any length, written without leading zeros; saturates
/// beyond what the lengths of texts can be.
fn difference(left: &str, right: &str) -> i128 {
    const ENOUGH: i128 = 10_i128.pow(25);
    let width = left.len().max(right.len());
    let mut difference = 0_i128;
    for (left, right) in padded(left, width).zip(padded(right, width)) {
        difference = difference * 10 + i128::from(left) - i128::from(right);
        // From here on no digit can bring it back.
        if difference.abs() > ENOUGH {
            break;
        }
    }
    difference
}

/// The digits of a whole number with zeros before them, up to a width.
fn padded(digits: &str, width: usize) -> impl Iterator<Item = u8> + '_ {
    std::iter::repeat_n(b'0', width - digits.len()).chain(digits.bytes())
}

/// The value of a JSON number that is written as an integer of at most 18 digits.
///
/// ```
/// use trueup_document::number::short_integer;
///
/// assert_eq!(short_integer(b"-12"), Some(-12));
/// assert_eq!(short_integer(b"12.0"), None);
/// ```
#[inline]
#[must_use]
pub fn short_integer(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for &digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(if negative { -value } else { value })
}
