//! Whether what a type made of a payload is right.

use trueup_document::Document;
use trueup_rules::equality;

use super::workshop::Decoded;

/// Two judgements of one payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The type takes what is valid and refuses what is not.
    pub(crate) decides: bool,
    /// What it takes, it writes back equal. True of what it refuses.
    pub(crate) keeps: bool,
}

/// Judges what a type made of a payload that is valid or not.
pub(crate) fn judge_decoded(decoded: &Decoded, payload: &str, valid: bool) -> Judged {
    match decoded {
        Decoded::Refused => Judged {
            decides: !valid,
            keeps: !valid,
        },
        Decoded::Crashed | Decoded::Contradicts => Judged {
            decides: false,
            keeps: false,
        },
        Decoded::Wrote(written) => Judged {
            decides: valid,
            keeps: equal(payload, written),
        },
        Decoded::Unequal(_) => Judged {
            decides: valid,
            keeps: false,
        },
    }
}

/// Whether two texts are the same JSON value, digit for digit.
fn equal(left: &str, right: &str) -> bool {
    let left = Document::from_slice(left.as_bytes());
    let right = Document::from_slice(right.as_bytes());
    match (left, right) {
        (Ok(left), Ok(right)) => equality::equal(left.root(), right.root()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_equal_value_is_kept() {
        let payload = r#"{"a": 1.0, "b": [1e2]}"#;
        let cases = [
            (
                Decoded::Wrote(r#"{"b":[100],"a":1}"#.to_owned()),
                true,
                true,
            ),
            (Decoded::Wrote(r#"{"b":[100]}"#.to_owned()), true, false),
            (Decoded::Wrote("{".to_owned()), true, false),
            (
                Decoded::Unequal(r#"{"b":[100],"a":1}"#.to_owned()),
                true,
                false,
            ),
            (Decoded::Refused, false, false),
            (Decoded::Crashed, false, false),
            (Decoded::Contradicts, false, false),
        ];
        for (decoded, decides, keeps) in cases {
            let judged = judge_decoded(&decoded, payload, true);
            assert_eq!(judged, Judged { decides, keeps }, "{decoded:?}");
        }
        let refused = judge_decoded(&Decoded::Refused, payload, false);
        assert!(refused.decides && refused.keeps);
        let taken = judge_decoded(&Decoded::Wrote(payload.to_owned()), payload, false);
        assert!(!taken.decides);
    }
}
