//! Numbers are exact, however long they are and wherever their point stands.

use std::cmp::Ordering;

use num_bigint::BigInt;
use proptest::prelude::*;
use trueup_document::{JsonNumber, Number};

fn number(text: &str) -> Number<'_> {
    Number::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn only_what_the_grammar_gives_is_a_number() {
    let numbers = [
        "0", "-0", "1", "-12", "0.5", "1.50", "1e5", "1E+05", "-0.0e-0", "10.01e10",
    ];
    for text in numbers {
        assert_eq!(Number::parse(text).map(Number::text), Some(text));
        assert_eq!(
            JsonNumber::parse(text)
                .map(|number| number.to_string())
                .as_deref(),
            Some(text)
        );
    }
    let others = [
        "", "-", "+1", "01", "-01", "00", ".5", "1.", "1.e1", "1e", "1e+", "1 ", " 1", "1\n",
        "0x1", "1_000", "1,5", "Infinity", "NaN", "1e5.0", "--1", "1-", "\u{661}", "1é",
    ];
    for text in others {
        assert!(Number::parse(text).is_none(), "{text:?}");
        assert!(JsonNumber::parse(text).is_none(), "{text:?}");
    }
}

#[test]
#[rustfmt::skip]
fn whole_numbers_are_told_from_others_and_turned_to_integers_that_hold_them() {
    type Case = (&'static str, bool, Option<i64>, Option<u64>, Option<i128>);
    let cases: &[Case] = &[
        ("0", true, Some(0), Some(0), Some(0)),
        ("-0", true, Some(0), Some(0), Some(0)),
        ("-0.000e5", true, Some(0), Some(0), Some(0)),
        ("0e99999999999999999999999999999999999999999", true, Some(0), Some(0), Some(0)),
        ("1.0", true, Some(1), Some(1), Some(1)),
        ("1.5", false, None, None, None),
        ("1e3", true, Some(1000), Some(1000), Some(1000)),
        ("1500e-2", true, Some(15), Some(15), Some(15)),
        ("1500e-3", false, None, None, None),
        ("0.0012e4", true, Some(12), Some(12), Some(12)),
        ("0.0012e3", false, None, None, None),
        ("-7", true, Some(-7), None, Some(-7)),
        ("9007199254740993", true, Some((1 << 53) + 1), Some((1 << 53) + 1), Some((1 << 53) + 1)),
        ("9223372036854775807", true, Some(i64::MAX), Some(i64::MAX as u64), Some(i64::MAX as i128)),
        ("9223372036854775808", true, None, Some(1 << 63), Some(1 << 63)),
        ("9223372036854775808.0", true, None, Some(1 << 63), Some(1 << 63)),
        ("-9223372036854775808", true, Some(i64::MIN), None, Some(i64::MIN as i128)),
        ("-9223372036854775809", true, None, None, Some(i64::MIN as i128 - 1)),
        ("18446744073709551615", true, None, Some(u64::MAX), Some(u64::MAX as i128)),
        ("18446744073709551616", true, None, None, Some(1 << 64)),
        ("1844674407370955161.5e1", true, None, Some(u64::MAX), Some(u64::MAX as i128)),
        ("170141183460469231731687303715884105727", true, None, None, Some(i128::MAX)),
        ("170141183460469231731687303715884105728", true, None, None, None),
        ("-170141183460469231731687303715884105728", true, None, None, Some(i128::MIN)),
        ("-170141183460469231731687303715884105729", true, None, None, None),
        ("123456789012345678901234567890", true, None, None, Some(123_456_789_012_345_678_901_234_567_890)),
        ("1e38", true, None, None, Some(10_i128.pow(38))),
        ("1e39", true, None, None, None),
        ("1e400", true, None, None, None),
        ("1e-400", false, None, None, None),
        ("10e-400", false, None, None, None),
        ("1e99999999999999999999999999999999999999999", true, None, None, None),
        ("1e-99999999999999999999999999999999999999999", false, None, None, None),
    ];
    for &(text, whole, signed, unsigned, wide) in cases {
        let number = number(text);
        assert_eq!(number.is_integer(), whole, "{text}");
        assert_eq!(number.to_i64(), signed, "{text}");
        assert_eq!(number.to_u64(), unsigned, "{text}");
        assert_eq!(number.to_i128(), wide, "{text}");
    }
}

#[test]
fn a_thousand_digits_are_a_whole_number() {
    let zeros = "0".repeat(1000);
    assert!(number(&format!("1{zeros}")).is_integer());
    assert!(number(&format!("1{zeros}.{zeros}")).is_integer());
    assert!(!number(&format!("1{zeros}.{zeros}1")).is_integer());
    assert_eq!(number(&format!("1{zeros}e-1000")).to_i64(), Some(1));
    assert_eq!(number(&format!("0.{zeros}12e1002")).to_i64(), Some(12));
}

#[test]
fn draft_4_wants_an_integer_without_point_and_exponent() {
    for (text, written) in [
        ("1", true),
        ("-0", true),
        ("1.0", false),
        ("1e2", false),
        ("1E2", false),
    ] {
        assert_eq!(number(text).is_written_as_integer(), written, "{text}");
    }
}

/// In rising order; those of one line are equal.
const RISING: &[&[&str]] = &[
    &[
        "-1e100000000000000000000000000000000000001",
        "-10e100000000000000000000000000000000000000",
    ],
    &["-1e100000000000000000000000000000000000000"],
    &["-1e400", "-10e399", "-0.1e401"],
    &["-18446744073709551616", "-1.8446744073709551616e19"],
    &["-9007199254740993"],
    &["-9007199254740992", "-9007199254740992.0"],
    &["-9007199254740991"],
    &["-1.5", "-15e-1"],
    &["-1", "-1.0"],
    &["-1e-400"],
    &["-1e-100000000000000000000000000000000000000"],
    &[
        "0",
        "-0",
        "0.0",
        "-0.00e7",
        "0e-99999999999999999999999999999999999999999",
    ],
    &["1e-100000000000000000000000000000000000001"],
    &[
        "1e-100000000000000000000000000000000000000",
        "0.01e-99999999999999999999999999999999999998",
    ],
    &["2e-100000000000000000000000000000000000000"],
    &["1e-400", "0.1e-399", "100E-402"],
    &["0.1", "1e-1", "0.10"],
    &["0.1000000000000000000000000000001"],
    &["1", "1.0", "10e-1", "0.1e1", "1e0", "1E+0", "1e-0"],
    &["1.0000000000000000000000000000001"],
    &["9"],
    &["10", "1e1"],
    &["1000", "1e3", "1.000e3"],
    &["1001"],
    &["9007199254740991"],
    &["9007199254740992"],
    &[
        "9007199254740993",
        "9007199254740993.0",
        "9.007199254740993e15",
    ],
    &["9223372036854775807"],
    &["9223372036854775808", "9223372036854775808.0"],
    &["18446744073709551615"],
    &["18446744073709551616"],
    &["123456789012345678901234567890"],
    &["123456789012345678901234567891"],
    &["1e400", "10e399"],
    &["1e999999999999999999999999999999"],
    &[
        "1e1000000000000000000000000000000",
        "0.001e1000000000000000000000000000003",
    ],
    &[
        "1e1000000000000000000000000000001",
        "10e1000000000000000000000000000000",
    ],
    &["12e1000000000000000000000000000000"],
    &["1e100000000000000000000000000000000000000"],
    &[
        "1.5e100000000000000000000000000000000000000",
        "15e99999999999999999999999999999999999999",
    ],
    &["1e999999999999999999999999999999999999999999999999999999999999"],
    &["1e0001000000000000000000000000000000000000000000000000000000000000"],
];

#[test]
fn numbers_are_in_the_order_of_their_values() {
    for (row, left) in RISING.iter().enumerate() {
        for (other, right) in RISING.iter().enumerate() {
            for (left, right) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
                let order = number(left).cmp(&number(right));
                assert_eq!(order, row.cmp(&other), "{left} and {right}");
                assert_eq!(
                    number(left) == number(right),
                    row == other,
                    "{left} and {right}"
                );
            }
        }
    }
}

/// Whoever hashes numbers uses these parts, so equal numbers must have equal ones.
#[test]
fn equal_numbers_have_equal_parts() {
    for row in RISING {
        let parts = row.iter().map(|text| {
            let decimal = number(text).decimal();
            let digits: Vec<u8> = decimal.digits().collect();
            assert_eq!(digits.len(), decimal.len(), "{text}");
            (
                decimal.is_negative(),
                digits,
                decimal.magnitude(),
                decimal.is_zero(),
            )
        });
        let parts: Vec<_> = parts.collect();
        assert!(
            parts.windows(2).all(|pair| pair[0] == pair[1]),
            "{row:?}: {parts:?}"
        );
    }
}

#[test]
fn the_nearest_double_is_given() {
    let cases = [
        ("0", 0.0),
        ("1.5", 1.5),
        ("0.1", 0.1),
        ("9007199254740993", 9_007_199_254_740_992.0),
        ("5e-324", 5e-324),
        ("1e-400", 0.0),
        ("1.7976931348623157e308", f64::MAX),
        ("1e400", f64::INFINITY),
        ("-1e400", f64::NEG_INFINITY),
        ("1e99999999999999999999999999999", f64::INFINITY),
        ("1e-99999999999999999999999999999", 0.0),
        ("0e99999999999999999999999999999", 0.0),
    ];
    for (text, double) in cases {
        assert_eq!(
            number(text).to_f64().total_cmp(&double),
            Ordering::Equal,
            "{text}"
        );
    }
    assert!(number("-0").to_f64().is_sign_negative());
}

/// A number as a whole one times a power of ten.
fn exact(text: &str) -> (BigInt, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (head, tail) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: BigInt = format!("{head}{tail}").parse().expect("these are digits");
    let exponent: i64 = exponent.parse().expect("this is an exponent");
    (
        digits,
        exponent - i64::try_from(tail.len()).expect("the text is short"),
    )
}

/// Two numbers as whole ones of the same unit.
fn with_one_unit(left: &str, right: &str) -> (BigInt, BigInt) {
    let ((left, a), (right, b)) = (exact(left), exact(right));
    let unit = a.min(b);
    let ten = |exponent: i64| BigInt::from(10).pow(u32::try_from(exponent).expect("it is small"));
    (left * ten(a - unit), right * ten(b - unit))
}

fn any_number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9])?",
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?",
        "-?[1-9]0{0,20}(\\.0{1,20}[1-9]?)?(e-?[0-9]{1,2})?",
        any::<i128>().prop_map(|value| value.to_string()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn ordering_is_that_of_exact_arithmetic(left in any_number(), right in any_number()) {
        let (a, b) = with_one_unit(&left, &right);
        prop_assert_eq!(number(&left).cmp(&number(&right)), a.cmp(&b));
    }

    #[test]
    fn integers_are_those_of_exact_arithmetic(text in any_number()) {
        let (value, unit) = with_one_unit(&text, "1");
        let whole = &value % &unit == BigInt::from(0);
        let integer = whole.then(|| value / unit);
        let number = number(&text);
        prop_assert_eq!(number.is_integer(), whole);
        prop_assert_eq!(number.to_i128(), integer.as_ref().and_then(|value| value.try_into().ok()));
        prop_assert_eq!(number.to_i64(), integer.as_ref().and_then(|value| value.try_into().ok()));
        prop_assert_eq!(number.to_u64(), integer.as_ref().and_then(|value| value.try_into().ok()));
    }

    #[test]
    fn a_shifted_point_changes_nothing(text in any_number(), shift in 0_usize..30) {
        let plain = text.split_once(['e', 'E']).map_or(text.as_str(), |(mantissa, _)| mantissa);
        let point = if plain.contains('.') { "" } else { "." };
        let shifted = format!("{plain}{point}{}", "0".repeat(shift + 1));
        prop_assert_eq!(number(plain), number(&shifted));
    }

    #[test]
    fn a_double_is_written_so_that_it_reads_back(value in any::<f64>()) {
        match JsonNumber::from_f64(value) {
            Some(number) => {
                prop_assert_eq!(number.get().to_f64().to_bits(), value.to_bits());
                prop_assert!(Number::parse(number.text()).is_some());
                prop_assert!(number.text().len() <= 24, "{}", number);
            }
            None => prop_assert!(!value.is_finite()),
        }
    }

    #[test]
    fn an_integer_is_written_so_that_it_reads_back(signed in any::<i64>(), unsigned in any::<u64>()) {
        prop_assert_eq!(JsonNumber::from(signed).get().to_i64(), Some(signed));
        prop_assert_eq!(JsonNumber::from(unsigned).get().to_u64(), Some(unsigned));
    }
}

#[test]
fn hash_and_order_are_those_of_the_values() {
    use std::hash::BuildHasher;
    let state = std::collections::hash_map::RandomState::new();
    let texts: Vec<String> = (0..2000).map(|value| value.to_string()).collect();
    let hashes = texts.iter().map(|text| state.hash_one(number(text)));
    let different: std::collections::HashSet<u64> = hashes.collect();
    assert_eq!(different.len(), texts.len());
    assert_eq!(state.hash_one(number("20")), state.hash_one(number("2e1")));
    assert_eq!(number("2").partial_cmp(&number("10")), Some(Ordering::Less));
    assert_eq!(
        number("2e1").partial_cmp(&number("20")),
        Some(Ordering::Equal)
    );
}

#[test]
fn of_two_writings_of_a_double_that_are_as_short_the_plain_one_is_taken() {
    for (value, wanted) in [
        (1.0, "1"),
        (1000.0, "1e3"),
        (100.0, "100"),
        (1.5, "1.5"),
        (0.01, "0.01"),
        (0.001, "1e-3"),
    ] {
        let written = JsonNumber::from_f64(value).expect("it is finite");
        assert_eq!(written.text(), wanted);
    }
}
