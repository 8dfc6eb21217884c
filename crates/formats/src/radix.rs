//! Whole numbers in another base than ten, which YAML and TOML have and JSON has not.

/// How many digits of another base are taken for a number. Turning them into decimal ones takes
/// the square of their count.
const MOST_DIGITS: usize = 1024;

/// The decimal digits of a whole number in another base, exact.
pub(crate) fn in_base(digits: &str, base: u32) -> Option<String> {
    const LIMB: u64 = 1_000_000_000;
    if digits.is_empty() || digits.len() > MOST_DIGITS {
        return None;
    }
    // Nine decimal digits each, the lowest first.
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars() {
        let mut carry = u64::from(digit.to_digit(base)?);
        for limb in &mut limbs {
            let value = *limb * u64::from(base) + carry;
            *limb = value % LIMB;
            carry = value / LIMB;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let (highest, lower) = limbs.split_last()?;
    let mut text = highest.to_string();
    for limb in lower.iter().rev() {
        text.push_str(&format!("{limb:09}"));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_another_base_become_decimal_ones() {
        let cases = [
            ("0", 2, Some("0")),
            ("00101", 2, Some("5")),
            ("2", 2, None),
            ("", 16, None),
            ("3b9aca00", 16, Some("1000000000")),
            (
                "ffffffffffffffffffffffffffffffff",
                16,
                Some("340282366920938463463374607431768211455"),
            ),
            ("-1", 16, None),
        ];
        for (digits, base, expected) in cases {
            assert_eq!(
                in_base(digits, base).as_deref(),
                expected,
                "{digits} in {base}"
            );
        }
    }

    #[test]
    fn digits_of_another_base_are_bounded() {
        assert!(in_base(&"f".repeat(MOST_DIGITS), 16).is_some());
        assert_eq!(in_base(&"f".repeat(MOST_DIGITS + 1), 16), None);
    }
}
