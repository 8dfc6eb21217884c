//! `multipleOf` beside its refused neighbours, and compared with exact fractions.

use num_bigint::BigInt;
use proptest::prelude::*;
use trueup_document::Number;
use trueup_rules::multiple_of::is_multiple_of;

fn answer(value: &str, of: &str) -> bool {
    let number = |text| Number::parse(text).expect("the test gives numbers");
    is_multiple_of(number(value), number(of))
}

#[test]
fn accepts_multiples() {
    let ones = "1".repeat(42);
    let threes = "3".repeat(42);
    let cases = [
        ("0", "7"),
        ("-0.0", "0.3"),
        ("0e999999999999999999999999", "7"),
        ("21", "7"),
        ("-21", "7"),
        ("21", "-7"),
        ("21.0", "7"),
        ("2.1e1", "7"),
        ("0.3", "0.1"),
        ("0.30", "1e-1"),
        ("4.5", "1.5"),
        ("0.0075", "0.0001"),
        ("1e308", "0.5"),
        ("1e400", "8"),
        ("7e400", "7"),
        ("1e999999999", "1"),
        ("1e999999999", "9765625"),
        ("1e999999999", "1e-999999999"),
        ("1e-400", "1e-400"),
        ("3e-400", "1.5e-400"),
        ("9223372036854775807", "7"),
        ("18446744073709551616", "18446744073709551616"),
        ("18446744073709551615", "5"),
        ("340282366920938463463374607431768211456", "65536"),
        ("100000000000000000000", "12500000000000000000"),
        (&threes, "3"),
        (&threes, &ones),
        ("4111111111111111111111111111111111111111107", &ones),
        ("1e64", "18446744073709551616"),
        ("1e62", "4611686018427387904e0"),
        ("4e62", "18446744073709551616"),
        ("1e100", "1267650600228229401496703205376"),
        ("1e43", "1136868377216160297393798828125"),
        ("0", "0"),
    ];
    for (value, of) in cases {
        assert!(answer(value, of), "{value} is a multiple of {of}");
    }
}

#[test]
fn refuses_the_neighbours() {
    let ones = "1".repeat(42);
    let threes_and_one = format!("{}4", "3".repeat(41));
    let cases = [
        ("1", "7"),
        ("20", "7"),
        ("-22", "7"),
        ("21.5", "7"),
        ("0.35", "0.1"),
        ("0.31", "1e-1"),
        ("4.6", "1.5"),
        ("0.00751", "0.0001"),
        ("1e400", "7"),
        ("1e400", "3"),
        ("1e-400", "1"),
        ("1e-999999999", "7"),
        ("1e-400", "1e-399"),
        ("3e-400", "2e-400"),
        ("9223372036854775806", "7"),
        ("18446744073709551615", "18446744073709551616"),
        ("18446744073709551616", "5"),
        (&threes_and_one, "3"),
        (&threes_and_one, &ones),
        ("1e63", "18446744073709551616"),
        ("1e64", "36893488147419103232"),
        ("1e42", "1136868377216160297393798828125"),
        ("1e43", "11368683772161602973937988281250"),
        ("1", "0"),
        ("1", "1e999999999"),
        ("1e999999999", "1e1000000000"),
    ];
    for (value, of) in cases {
        assert!(!answer(value, of), "{value} is no multiple of {of}");
    }
}

/// A million digits and huge exponents: this ends at once or the test is slow enough to be seen.
#[test]
fn long_numbers_cost_what_their_text_costs() {
    let long = format!("1{}", "234567890".repeat(100_000));
    let last = format!("{long}5");
    assert!(answer(&last, "5"));
    assert!(!answer(&last, "2"));
    assert!(answer(&last, "0.00000000000000000000000000000000000005"));
    assert!(answer(&format!("{long}e999999999"), "1024"));
    assert!(!answer("7", &last));
}

/// A decimal as its digits, read as an integer, and a power of ten.
fn decimal() -> impl Strategy<Value = (BigInt, i32)> {
    let integer = prop_oneof![
        (-1000_i64..1000).prop_map(BigInt::from),
        any::<i64>().prop_map(BigInt::from),
        (any::<i128>(), 0_u32..3).prop_map(|(value, power)| BigInt::from(value).pow(power)),
        // Many factors of 2 and 5, where powers of ten cancel.
        (0_u32..90, 0_u32..90, 1_i64..4).prop_map(|(two, five, rest)| BigInt::from(2).pow(two)
            * BigInt::from(5).pow(five)
            * rest),
    ];
    (integer, -40_i32..40)
}

fn written((integer, power): &(BigInt, i32)) -> String {
    format!("{integer}e{power}")
}

/// Both as integers over one power of ten.
fn exact(value: &(BigInt, i32), of: &(BigInt, i32)) -> bool {
    let least = value.1.min(of.1);
    let scaled = |(integer, power): &(BigInt, i32)| {
        integer * BigInt::from(10).pow((power - least).unsigned_abs())
    };
    let (value, of) = (scaled(value), scaled(of));
    if of == BigInt::ZERO {
        return value == BigInt::ZERO;
    }
    value % of == BigInt::ZERO
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn agrees_with_fractions(value in decimal(), of in decimal()) {
        prop_assert_eq!(answer(&written(&value), &written(&of)), exact(&value, &of));
    }

    /// Random pairs are seldom multiples, so make some.
    #[test]
    fn products_are_multiples(factor in decimal(), of in decimal()) {
        let product = (factor.0 * &of.0, of.1 + factor.1.abs());
        prop_assert!(answer(&written(&product), &written(&of)));
    }
}
