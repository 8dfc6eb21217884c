//! Foreign text, made harmless before it is printed.
//!
//! Payloads, schemas and file names come from anywhere. Printed raw, a control character could
//! move the cursor, recolour or retitle a terminal; a bidirectional control could show a line in
//! another order than it has. Each such character is printed as `\u{…}`, in every format.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

pub use trueup_validator::text::is_unsafe;

/// A text on one line without a character that [`is_unsafe`]: a newline becomes `\n`, a tab `\t`,
/// ESC `\u{1b}`.
#[must_use]
pub fn text(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        push(&mut out, character);
    }
    Cow::Owned(out)
}

/// Appends one character, escaped if it [`is_unsafe`].
pub(crate) fn push(out: &mut String, character: char) {
    match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if is_unsafe(character) => {
            // Writing to a `String` never fails.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
        }
        _ => out.push(character),
    }
}

/// Appends one byte that is no part of a character, as `\xff`.
pub(crate) fn push_byte(out: &mut String, byte: u8) {
    // Writing to a `String` never fails.
    let _ = write!(out, "\\x{byte:02x}");
}

/// Bytes as one line of text: what is not UTF-8 is printed as `\xff`, the rest as [`text`] does.
#[must_use]
pub fn bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(&text(chunk.valid()));
        for &byte in chunk.invalid() {
            push_byte(&mut out, byte);
        }
    }
    out
}

/// A path as one line of text, whatever bytes the file system allows in it.
#[must_use]
pub fn path(path: &Path) -> String {
    // On Unix these are the bytes of the path; elsewhere a superset of UTF-8.
    bytes(path.as_os_str().as_encoded_bytes())
}

/// A path as text in which only bytes that are not UTF-8 are spelt out, as `\xff`: for a format
/// that escapes by itself.
#[must_use]
pub fn file_name(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            push_byte(&mut out, byte);
        }
    }
    out
}

/// JSON text in which no character [`is_unsafe`], except the line breaks between its tokens.
///
/// In JSON such characters can stand only inside strings, where `\uXXXX` means the same; so the
/// value stays as it was.
#[must_use]
pub fn json(json: &str) -> Cow<'_, str> {
    let foreign = |character: char| is_unsafe(character) && character != '\n';
    if !json.contains(foreign) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if !foreign(character) {
            out.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            // Writing to a `String` never fails.
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_text_is_left_alone() {
        for same in ["", "plain", "Zürich 東京 👩‍🚀", "back\\slash \"quotes\""] {
            assert!(matches!(text(same), Cow::Borrowed(out) if out == same));
            assert!(matches!(json(same), Cow::Borrowed(out) if out == same));
        }
    }

    #[test]
    fn what_a_terminal_obeys_is_spelt_out() {
        let cases = [
            ("a\nb\r\tc", r"a\nb\r\tc"),
            ("\u{1b}[31mred", r"\u{1b}[31mred"),
            ("\0\u{7f}\u{9b}1m", r"\u{0}\u{7f}\u{9b}1m"),
            ("\u{202e}evil\u{202c}", r"\u{202e}evil\u{202c}"),
            (
                "\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}",
                r"\u{2066}\u{2069}\u{200e}\u{200f}\u{61c}",
            ),
            ("\u{feff}\u{2028}\u{e0041}", r"\u{feff}\u{2028}\u{e0041}"),
        ];
        for (raw, expected) in cases {
            assert_eq!(text(raw), expected);
            assert_eq!(bytes(raw.as_bytes()), expected);
        }
    }

    #[test]
    fn bytes_that_are_not_utf8_are_spelt_out() {
        assert_eq!(bytes(b"a\xffb\xe6\x9d"), r"a\xffb\xe6\x9d");
    }

    #[test]
    fn json_keeps_its_value() {
        let value = serde_json::json!({"a": "\u{1b}\u{7f}\u{9b}\u{202e}\u{e0041}"});
        let raw = serde_json::to_string(&value).unwrap();
        let escaped = json(&raw);
        assert!(!escaped.contains(is_unsafe));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&escaped).unwrap(),
            value
        );
    }
}
