//! What is wrong with a text, found out only once something is.
//!
//! The reader runs over the text quickly and says no more than "not so" at a place. The functions
//! here look at that place again and name the fault and the bytes that it covers. A fault's bytes
//! begin and end between characters.

use std::ops::Range;

use crate::error::ReadErrorKind;
use crate::scan;

/// A fault before it is placed in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) kind: ReadErrorKind,
    pub(crate) bytes: Range<usize>,
}

impl Fault {
    pub(crate) fn new(kind: ReadErrorKind, bytes: Range<usize>) -> Self {
        Self { kind, bytes }
    }

    /// The text ends too early.
    fn at_end(text: &str) -> Self {
        Self::new(ReadErrorKind::UnexpectedEnd, text.len()..text.len())
    }
}

/// Something else should stand at this place: the fault covers the word or the character there.
#[cold]
pub(crate) fn unexpected(text: &str, at: usize, kind: ReadErrorKind) -> Fault {
    let rest = &text[at..];
    let Some(first) = rest.chars().next() else {
        return Fault::at_end(text);
    };
    let word = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    Fault::new(kind, at..at + word.max(first.len_utf8()))
}

/// Something else should stand at this place, where a value or a name may follow a comma.
#[cold]
pub(crate) fn after_comma(text: &str, at: usize, closing: u8, kind: ReadErrorKind) -> Fault {
    if text.as_bytes().get(at) == Some(&closing) {
        let before = text[..at].trim_end_matches([' ', '\t', '\n', '\r']);
        if before.ends_with(',') {
            let comma = before.len() - 1;
            return Fault::new(ReadErrorKind::TrailingComma, comma..comma + 1);
        }
    }
    unexpected(text, at, kind)
}

/// The fault of a string that begins with a quote at `start`.
#[cold]
pub(crate) fn string(text: &str, start: usize) -> Fault {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'\\') => match scan::escape(bytes, at) {
                Some(length) => at += length,
                None => return escape(text, start, at),
            },
            Some(0..=0x1F) => return Fault::new(ReadErrorKind::ControlCharacter, at..at + 1),
            Some(b'"') | None => return unclosed(text, start),
            Some(_) => at += 1,
        }
    }
}

fn unclosed(text: &str, start: usize) -> Fault {
    Fault::new(ReadErrorKind::UnclosedString, start..text.len())
}

/// The fault of the escape at the backslash at `at`, in the string that begins at `start`.
fn escape(text: &str, start: usize, at: usize) -> Fault {
    let Some(letter) = text[at + 1..].chars().next() else {
        return unclosed(text, start);
    };
    let letter_end = at + 1 + letter.len_utf8();
    if letter != 'u' {
        return Fault::new(ReadErrorKind::InvalidEscape, at..letter_end);
    }
    let hex = text[letter_end..].bytes().take(4);
    let end = letter_end + hex.take_while(u8::is_ascii_hexdigit).count();
    if end == letter_end + 4 {
        return Fault::new(ReadErrorKind::LoneSurrogate, at..end);
    }
    if end == text.len() {
        return unclosed(text, start);
    }
    Fault::new(ReadErrorKind::InvalidEscape, at..end)
}

/// The fault of a comment that begins at `start` and ends nowhere.
#[cold]
pub(crate) fn comment(text: &str, start: usize) -> Fault {
    Fault::new(ReadErrorKind::UnclosedComment, start..text.len())
}

/// The fault of a number that begins at `start`: it covers all that looks like part of a number.
#[cold]
pub(crate) fn number(text: &str, start: usize) -> Fault {
    let like_a_number =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-');
    let length = text[start..].bytes().take_while(like_a_number).count();
    Fault::new(ReadErrorKind::InvalidNumber, start..start + length)
}
