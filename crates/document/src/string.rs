//! Unescaping of strings that the reader has accepted.

use std::borrow::Cow;

/// The value of a string, from the text between its quotes.
///
/// The reader has checked every escape. In a text that it would refuse, an escape stands for
/// whatever comes out of it, without a panic.
pub(crate) fn unescape(raw: &str) -> Cow<'_, str> {
    let Some(first) = raw.find('\\') else {
        return Cow::Borrowed(raw);
    };
    let mut value = String::with_capacity(raw.len());
    value.push_str(&raw[..first]);
    let mut rest = &raw[first..];
    while let Some(at) = rest.find('\\') {
        value.push_str(&rest[..at]);
        let (character, used) = escape(&rest[at..]);
        value.push(character);
        rest = rest.get(at + used..).unwrap_or("");
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// One escape at the start of the text: its character and its length in bytes.
fn escape(text: &str) -> (char, usize) {
    let character = match text.as_bytes().get(1) {
        Some(b'u') => return unicode_escape(text),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(&byte) => char::from(byte),
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, 2)
}

fn unicode_escape(text: &str) -> (char, usize) {
    let high = hex4(text.as_bytes(), 2).unwrap_or(0xFFFD);
    if !(0xD800..0xDC00).contains(&high) {
        return (
            char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER),
            6,
        );
    }
    let low = hex4(text.as_bytes(), 8).unwrap_or(0);
    // A low half has these ten bits beside its mark.
    let scalar = 0x1_0000 + ((high & 0x3FF) << 10) + (low & 0x3FF);
    (
        char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER),
        12,
    )
}

/// Four hexadecimal digits from `at`.
pub(crate) fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |value, &byte| {
        Some(value * 16 + char::from(byte).to_digit(16)?)
    })
}
