//! `multipleOf`, exact.
//!
//! JSON Schema Validation 2020-12, section 6.2.1: valid if division by the keyword's value gives
//! an integer. Numbers here are decimals of any length, so 0.3 is a multiple of 0.1, and neither
//! digits nor exponents are cut.
//!
//! How it works. Both numbers are integers times a power of ten, `v·10^i` and `d·10^j`, where
//! neither `v` nor `d` ends with a zero. With `k = i - j` the question is whether `d` divides
//! `v·10^k`.
//! - `k < 0`: no. Then `d·10^-k` would divide `v`, and `v` is no multiple of ten.
//! - `k >= 0`: `10^k` can only cancel factors 2 and 5 of `d`, and `d` has at most one of the two,
//!   being no multiple of ten itself. So take up to `k` of that factor out of `d` and ask whether
//!   the rest divides `v`.
//!
//! No power of ten is ever built, so `1e999999999` costs what its text costs. Exponents of more
//! than 30 digits saturate, as they do wherever [`Number`] is compared.

use num_bigint::BigUint;
use trueup_document::Number;
use trueup_document::number::Decimal;

/// Digits that fit a `u64` whatever they are.
const CHUNK: usize = 19;

/// Whether `value` is a whole multiple of `of`. Signs do not matter; zero is a multiple of
/// everything, and the only multiple of zero (which JSON Schema does not allow as `multipleOf`).
///
/// Time grows with the length of `of`, which a schema sets, times that of the longer text; memory
/// with their sum.
///
/// ```
/// use trueup_document::Number;
/// use trueup_rules::multiple_of::is_multiple_of;
///
/// let number = |text| Number::parse(text).expect("a number");
/// assert!(is_multiple_of(number("0.3"), number("0.1")));
/// assert!(!is_multiple_of(number("0.35"), number("0.1")));
/// ```
#[must_use]
pub fn is_multiple_of(value: Number<'_>, of: Number<'_>) -> bool {
    if let Some(answer) = of_plain_integers(value, of) {
        return answer;
    }
    let (value, of) = (value.decimal(), of.decimal());
    if value.is_zero() || of.is_zero() {
        return value.is_zero();
    }
    // Magnitudes stay below 10^31, so nothing overflows.
    let Ok(tens) = u128::try_from(power_of_ten(&value) - power_of_ten(&of)) else {
        return false;
    };
    if of.len() <= CHUNK {
        let divisor = without_tens(of.digits().fold(0, push_digit), tens);
        remainder(&value, divisor) == 0
    } else {
        divides_big(&of, &value, tens)
    }
}

/// The common case: both are short and written as integers.
fn of_plain_integers(value: Number<'_>, of: Number<'_>) -> Option<bool> {
    let short = |number: Number<'_>| number.text().len() <= 18 && number.is_written_as_integer();
    if !short(value) || !short(of) {
        return None;
    }
    let (value, of) = (value.to_i64()?, of.to_i64()?);
    Some(if of == 0 { value == 0 } else { value % of == 0 })
}

/// The power of ten that the digits, read as an integer, are multiplied with.
fn power_of_ten(decimal: &Decimal<'_>) -> i128 {
    // A text has fewer than 2^63 bytes.
    decimal.magnitude() - i128::try_from(decimal.len()).unwrap_or(i128::MAX)
}

/// Takes out of `divisor` the factors that `tens` factors of ten cancel.
fn without_tens(mut divisor: u64, tens: u128) -> u64 {
    let prime = if divisor.is_multiple_of(2) { 2 } else { 5 };
    // A `u64` has fewer than 64 prime factors, so this ends soon whatever `tens` is.
    let mut left = tens;
    while left > 0 && divisor.is_multiple_of(prime) {
        divisor /= prime;
        left -= 1;
    }
    divisor
}

/// The remainder of the digits, read as an integer. The divisor is not zero.
fn remainder(value: &Decimal<'_>, divisor: u64) -> u64 {
    if value.len() <= CHUNK {
        return value.digits().fold(0, push_digit) % divisor;
    }
    let wide = u128::from(divisor);
    let rest = chunks(value).fold(0_u128, |rest, (chunk, scale)| {
        // Below 2^64 · 10^19 + 10^19, which is below 2^128.
        (rest * u128::from(scale) + u128::from(chunk)) % wide
    });
    // A remainder is below its divisor, which is a `u64`.
    u64::try_from(rest).unwrap_or(1)
}

/// [`is_multiple_of`] where the divisor does not fit a `u64`.
fn divides_big(of: &Decimal<'_>, value: &Decimal<'_>, tens: u128) -> bool {
    if tens == 0 && value.len() < of.len() {
        return false;
    }
    let divisor = big_without_tens(big(of), tens);
    // A divisor of more than 10·n/3 bits is above every number of n digits, and 0 is excluded.
    let most_bits = u64::try_from(value.len()).map_or(u64::MAX, |len| len.saturating_mul(10) / 3);
    if divisor.bits() > most_bits.saturating_add(2) {
        return false;
    }
    let rest = chunks(value).fold(BigUint::ZERO, |rest, (chunk, scale)| {
        (rest * scale + chunk) % &divisor
    });
    rest == BigUint::ZERO
}

fn big(decimal: &Decimal<'_>) -> BigUint {
    chunks(decimal).fold(BigUint::ZERO, |value, (chunk, scale)| value * scale + chunk)
}

fn big_without_tens(mut divisor: BigUint, tens: u128) -> BigUint {
    let twos = divisor.trailing_zeros().unwrap_or(0);
    if twos > 0 {
        return divisor >> u64::try_from(tens).map_or(twos, |tens| tens.min(twos));
    }
    let mut left = tens;
    while left > 0 && &divisor % 5_u32 == BigUint::ZERO {
        divisor /= 5_u32;
        left -= 1;
    }
    divisor
}

/// The digits in runs of at most [`CHUNK`], each as its value and ten to its length.
fn chunks(decimal: &Decimal<'_>) -> impl Iterator<Item = (u64, u64)> {
    let mut digits = decimal.digits().peekable();
    std::iter::from_fn(move || {
        digits.peek()?;
        let chunk = digits.by_ref().take(CHUNK);
        Some(chunk.fold((0, 1), |(value, scale), digit| {
            (push_digit(value, digit), scale * 10)
        }))
    })
}

/// Appends a decimal digit. At most [`CHUNK`] digits are ever put together.
fn push_digit(value: u64, digit: u8) -> u64 {
    value * 10 + u64::from(digit.wrapping_sub(b'0'))
}
