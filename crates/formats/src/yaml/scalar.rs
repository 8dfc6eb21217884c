//! What a scalar means: the core schema of YAML 1.2 (YAML 1.2.2, section 10.3.2).

use std::borrow::Cow;

use crate::radix::in_base;

/// The value of a scalar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scalar {
    Null,
    Boolean(bool),
    /// As JSON writes it.
    Number(String),
    /// A whole number in another base, with more digits than are turned into decimal ones.
    TooLong,
    /// An infinite number, or none.
    NonFinite,
    String,
}

impl Scalar {
    /// What a plain scalar without a tag means.
    pub(super) fn plain(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Boolean(true),
            "false" | "False" | "FALSE" => return Self::Boolean(false),
            ".nan" | ".NaN" | ".NAN" => return Self::NonFinite,
            _ => {}
        }
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
            return Self::NonFinite;
        }
        match number(text) {
            Some(number) => Self::Number(number),
            None if is_in_base(text) => Self::TooLong,
            None => Self::String,
        }
    }

    /// What a scalar means whose tag is one of the core schema's; `None` if it is not written as
    /// that type is.
    pub(super) fn tagged(tag: &str, text: &str) -> Option<Self> {
        let plain = Self::plain(text);
        Some(match (tag, plain) {
            ("str" | "binary" | "timestamp", _) => Self::String,
            ("null", plain @ Self::Null) => plain,
            ("bool", plain @ Self::Boolean(_)) => plain,
            ("int", Self::Number(number)) if !number.contains(['.', 'e', 'E']) => {
                Self::Number(number)
            }
            ("int", plain @ Self::TooLong) => plain,
            ("float", plain @ Self::NonFinite) => plain,
            ("float", Self::Number(number)) if number.contains(['.', 'e', 'E']) => {
                Self::Number(number)
            }
            // A float that is written as an integer stays one in JSON.
            ("float", Self::Number(number)) => Self::Number(number + ".0"),
            _ => return None,
        })
    }
}

/// Whether the text is a whole number in another base, however long.
fn is_in_base(text: &str) -> bool {
    let all =
        |digits: &str, base| !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(base));
    match text.split_at_checked(2) {
        Some(("0o", digits)) => all(digits, 8),
        Some(("0x", digits)) => all(digits, 16),
        _ => false,
    }
}

/// A number of the core schema as JSON writes it; `None` if the text is none.
fn number(text: &str) -> Option<String> {
    if let Some(digits) = text.strip_prefix("0o") {
        return in_base(digits, 8);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return in_base(digits, 16);
    }
    let (sign, unsigned) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => unsigned.split_at(at),
        None => (unsigned, ""),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fraction_digits = fraction.unwrap_or("");
    let written = !(whole.is_empty() && fraction_digits.is_empty());
    if !(written && digits(whole) && digits(fraction_digits) && is_exponent(exponent)) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    let fraction = match fraction {
        None => Cow::Borrowed(""),
        Some("") => Cow::Borrowed(".0"),
        Some(digits) => Cow::Owned(format!(".{digits}")),
    };
    Some(format!("{sign}{whole}{fraction}{exponent}"))
}

/// Whether a text is empty, or `e` with a sign or none and digits.
fn is_exponent(text: &str) -> bool {
    let Some(rest) = text.get(1..) else {
        return true;
    };
    let digits = rest.strip_prefix(['-', '+']).unwrap_or(rest);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Scalar {
        Scalar::Number(text.to_owned())
    }

    #[test]
    fn plain_scalars_have_the_types_of_the_core_schema() {
        let cases = [
            ("", Scalar::Null),
            ("~", Scalar::Null),
            ("Null", Scalar::Null),
            ("nULL", Scalar::String),
            ("true", Scalar::Boolean(true)),
            ("FALSE", Scalar::Boolean(false)),
            ("tRUE", Scalar::String),
            ("yes", Scalar::String),
            ("on", Scalar::String),
            ("0", number("0")),
            ("-0", number("-0")),
            ("+12", number("12")),
            ("007", number("7")),
            ("0o17", number("15")),
            ("0o18", Scalar::String),
            ("-0o17", Scalar::String),
            ("0xfF", number("255")),
            ("0x", Scalar::String),
            (
                "0xffffffffffffffffffffffff",
                number("79228162514264337593543950335"),
            ),
            (
                "12345678901234567890.12345678901234567890",
                number("12345678901234567890.12345678901234567890"),
            ),
            (".5", number("0.5")),
            ("-.5e3", number("-0.5e3")),
            ("5.", number("5.0")),
            ("5.e+2", number("5.0e+2")),
            ("1e400", number("1e400")),
            (".", Scalar::String),
            ("-", Scalar::String),
            ("+", Scalar::String),
            ("1e", Scalar::String),
            ("e5", Scalar::String),
            (".e5", Scalar::String),
            ("1_000", Scalar::String),
            ("1:30", Scalar::String),
            ("2001-12-14", Scalar::String),
            ("１", Scalar::String),
            (".inf", Scalar::NonFinite),
            ("-.INF", Scalar::NonFinite),
            ("+.Inf", Scalar::NonFinite),
            ("inf", Scalar::String),
            (".nan", Scalar::NonFinite),
            ("-.nan", Scalar::String),
        ];
        for (text, expected) in cases {
            assert_eq!(Scalar::plain(text), expected, "{text:?}");
        }
    }

    /// Quietly it would be a string, and could be valid as one.
    #[test]
    fn a_number_that_is_too_long_in_another_base_is_no_string() {
        for (prefix, digit) in [("0x", "f"), ("0o", "7")] {
            let text = |count: usize| format!("{prefix}{}", digit.repeat(count));
            let plain = Scalar::plain(&text(1024));
            assert!(matches!(plain, Scalar::Number(_)), "{plain:?}");
            assert_eq!(Scalar::plain(&text(1025)), Scalar::TooLong);
            assert_eq!(Scalar::tagged("int", &text(1025)), Some(Scalar::TooLong));
            assert_eq!(Scalar::tagged("str", &text(1025)), Some(Scalar::String));
            let odd = format!("{}g", text(1025));
            assert_eq!(Scalar::plain(&odd), Scalar::String);
        }
    }

    #[test]
    fn tags_of_the_core_schema_are_followed_where_the_text_fits() {
        let cases = [
            ("str", "5", Some(Scalar::String)),
            ("int", "5", Some(number("5"))),
            ("int", "5.0", None),
            ("int", "x", None),
            ("float", "5", Some(number("5.0"))),
            ("float", "5e1", Some(number("5e1"))),
            ("float", ".inf", Some(Scalar::NonFinite)),
            ("bool", "true", Some(Scalar::Boolean(true))),
            ("bool", "yes", None),
            ("null", "", Some(Scalar::Null)),
            ("null", "0", None),
            ("timestamp", "2001-12-14", Some(Scalar::String)),
            ("seq", "5", None),
        ];
        for (tag, text, expected) in cases {
            assert_eq!(Scalar::tagged(tag, text), expected, "!!{tag} {text:?}");
        }
    }
}
