//! A name for a violation that stays the same while lines are added above it.
//!
//! Code-quality services compare two reports by such names, to tell what is new from what has only
//! moved. So a fingerprint is made from the file, the keyword, both paths and the message, and from
//! no line or column. It must not depend on the machine or the compiler either: it is the 128-bit
//! FNV-1a hash, which is short enough to stand here.

use std::collections::HashMap;

use trueup_validator::{Options, Violation};

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// The fingerprints of one file's violations, no two of them equal.
#[derive(Debug, Default)]
pub struct Fingerprints {
    given: HashMap<u128, u64>,
}

impl Fingerprints {
    /// The next violation's fingerprint, as 32 hexadecimal digits.
    #[must_use]
    pub fn next(&mut self, path: &str, violation: &Violation) -> String {
        let schema = violation.schema.as_ref();
        let parts = [
            path,
            &violation.keyword,
            violation.instance_path.as_str(),
            schema.map_or("", |place| place.file.as_str()),
            schema.map_or("", |place| place.pointer.as_str()),
            // The same however much of a value the report shows.
            &violation.message_within(Options::MAX_SHOWN),
        ];
        let mut hash = BASIS;
        for part in parts {
            hash = fnv(hash, part.as_bytes());
            // No UTF-8 text holds this byte, so no two lists of parts run together.
            hash = fnv(hash, &[0xFF]);
        }
        // Violations that say the same are told apart by their order.
        let times = self.given.entry(hash).or_default();
        *times += 1;
        if *times > 1 {
            hash = fnv(hash, &times.to_le_bytes());
        }
        format!("{hash:032x}")
    }
}

fn fnv(start: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(start, |hash, &byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use trueup_validator::Validator;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(BASIS, b""), BASIS);
        assert_eq!(fnv(BASIS, b"a"), 0xd228_cb69_6f1a_8caf_7891_2b70_4e4a_8964);
    }

    fn fingerprints(path: &str, payload: &str) -> Vec<String> {
        let schema = r#"{"items": {"required": ["a", "b"]}}"#;
        let validator = Validator::from_text("s.json", schema).unwrap();
        let report = validator.check(payload.as_bytes());
        let mut fingerprints = Fingerprints::default();
        let violations = report.violations().iter();
        violations
            .map(|violation| fingerprints.next(path, violation))
            .collect()
    }

    #[test]
    fn moving_changes_nothing_and_everything_else_does() {
        let here = fingerprints("p.json", "[{}]");
        assert_eq!(here.len(), 2);
        assert_ne!(here[0], here[1]);
        assert_eq!(here, fingerprints("p.json", "\n\n [ {\n} ]"));
        assert_eq!(here, fingerprints("p.json", "[{}, {\"a\": 1, \"b\": 2}]"));
        let elsewhere = [
            fingerprints("q.json", "[{}]"),
            fingerprints("p.json", "[1, {}]"),
        ];
        for other in elsewhere.iter().flatten() {
            assert!(!here.contains(other), "{other}");
        }
    }

    #[test]
    fn violations_that_say_the_same_are_told_apart() {
        let validator = Validator::from_text("s.json", r#"{"type": "array"}"#).unwrap();
        let report = validator.check(b"1");
        let violation = &report.violations()[0];
        let mut fingerprints = Fingerprints::default();
        let all: Vec<_> = (0..3)
            .map(|_| fingerprints.next("p.json", violation))
            .collect();
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
    }
}
