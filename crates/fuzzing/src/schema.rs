//! Any text is a schema or an ordinary error with a message.

use trueup_validator::Validator;

/// Loads the text as a schema and judges a few values by it.
///
/// # Panics
/// Where loading or judging does, or where verdict and report differ.
pub fn load(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    match Validator::from_text("fuzzed.schema.json", text) {
        Ok(validator) => {
            for payload in [
                &b"null"[..],
                b"[1, \"a\", {}]",
                b"{\"a\": {\"b\": 1.5}}",
                b"\"x\"",
                b"{",
            ] {
                let report = validator.check(payload);
                assert_eq!(validator.is_valid(payload), report.is_valid(), "{report}");
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
