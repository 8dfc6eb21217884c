//! Verdicts on numbers are those of exact arithmetic: each is compared with one computed by big
//! integers, never by a double.

use std::cmp::Ordering;

use num_bigint::BigInt;
use trueup_validator::Validator;

/// A decimal: digits and a power of ten.
#[derive(Clone, Debug)]
struct Exact(BigInt, i32);

/// Reads what JSON allows, by its grammar and nothing of ours.
fn exact(text: &str) -> Exact {
    let (digits, power) = match text.split_once(['e', 'E']) {
        Some((digits, power)) => (digits, power.parse().expect("a power")),
        None => (text, 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}").parse().expect("digits");
    Exact(all, power - i32::try_from(part.len()).expect("short"))
}

/// Both over the smaller power.
fn aligned(left: &Exact, right: &Exact) -> (BigInt, BigInt) {
    let power = left.1.min(right.1);
    let scaled = |value: &Exact| {
        let by = u32::try_from(value.1 - power).expect("not negative");
        &value.0 * BigInt::from(10).pow(by)
    };
    (scaled(left), scaled(right))
}

/// What a keyword with a number asks of a value.
fn expected(keyword: &str, value: &str, of: &str) -> bool {
    let (value, of) = aligned(&exact(value), &exact(of));
    let order = value.cmp(&of);
    match keyword {
        "minimum" => order != Ordering::Less,
        "maximum" => order != Ordering::Greater,
        "exclusiveMinimum" => order == Ordering::Greater,
        "exclusiveMaximum" => order == Ordering::Less,
        "const" => order == Ordering::Equal,
        _ => value % of == BigInt::ZERO,
    }
}

const NUMBERS: [&str; 43] = [
    "0",
    "-0",
    "0.0",
    "1",
    "1.0",
    "1e0",
    "10e-1",
    "-1",
    "3",
    "0.3",
    "0.1",
    "0.10",
    "1e-1",
    "1e3",
    "1000",
    "1000.5",
    "0.01",
    "0.0075",
    "4.35",
    "9.9",
    "435e-2",
    "9007199254740991",
    "9007199254740992",
    "9007199254740993",
    "9007199254740992.0",
    "9007199254740992.5",
    "9223372036854775806",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "18446744073709551615.0",
    "123456789012345678901234567890",
    "123456789012345678901234567891",
    "1234567890.12345678901234567890",
    "1e400",
    "1.0e400",
    "10e399",
    "1e401",
    "1e-400",
    "-1e400",
];

#[test]
fn every_pair_is_compared_and_divided_exactly() {
    let keywords = [
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "const",
        "multipleOf",
    ];
    let mut counts = [0, 0];
    for keyword in keywords {
        for of in NUMBERS {
            // A schema with such a number is refused, which has a test of its own.
            if of.contains("e4") || of.contains("e399") || of.contains("e-4") {
                continue;
            }
            // A divisor is greater than 0.
            if keyword == "multipleOf" && exact(of).0 <= BigInt::ZERO {
                continue;
            }
            let schema = format!("{{\"{keyword}\": {of}}}");
            let validator = Validator::from_text("numbers.json", &schema).expect("a schema");
            for value in NUMBERS {
                let wanted = expected(keyword, value, of);
                assert_eq!(
                    validator.is_valid(value.as_bytes()),
                    wanted,
                    "{value} {schema}"
                );
                let report = validator.check(value.as_bytes());
                assert_eq!(report.is_valid(), wanted, "{value} {schema}");
                // Behind a member the quick verdict reads it by another way.
                let inside = format!("{{\"properties\": {{\"a\": {schema}}}}}");
                let validator = Validator::from_text("numbers.json", &inside).expect("a schema");
                let payload = format!("{{\"a\": {value}}}");
                assert_eq!(
                    validator.is_valid(payload.as_bytes()),
                    wanted,
                    "{value} {inside}"
                );
                counts[usize::from(wanted)] += 1;
            }
        }
    }
    assert!(counts[0] > 1000 && counts[1] > 1000, "{counts:?}");
}

#[test]
fn integers_are_those_without_a_fraction() {
    let validator = Validator::from_text("i.json", r#"{"type": "integer"}"#).expect("a schema");
    for value in NUMBERS {
        let Exact(digits, power) = exact(value);
        let by = BigInt::from(10).pow(u32::try_from(-power.min(0)).expect("not negative"));
        let wanted = digits % by == BigInt::ZERO;
        assert_eq!(validator.is_valid(value.as_bytes()), wanted, "{value}");
    }
}
