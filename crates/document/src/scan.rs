//! Running over text quickly: whitespace, comments, strings, numbers.
//!
//! These functions say where something ends, or only that it is faulty; what is wrong with it, and
//! where, is for [`fault`](crate::fault) to find out, at leisure. Text is taken eight bytes at a
//! time as one word, the first byte lowest.

use crate::block;
use crate::string::{hex4, short_escape};

/// The byte at a place; 0, which means nothing in JSON, where the text has ended.
#[inline(always)]
pub(crate) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// The place of the first byte from `at` on that is no whitespace, and the byte.
#[inline(always)]
pub(crate) fn space(bytes: &[u8], at: usize) -> (usize, u8) {
    let first = byte(bytes, at);
    if first > b' ' {
        (at, first)
    } else {
        long_space(bytes, at)
    }
}

/// The same after a colon or a comma, where there is one space or none.
#[inline(always)]
pub(crate) fn gap(bytes: &[u8], at: usize) -> (usize, u8) {
    let first = byte(bytes, at);
    if first > b' ' {
        return (at, first);
    }
    let next = at + 1;
    let second = byte(bytes, next);
    if first == b' ' && second > b' ' {
        return (next, second);
    }
    long_space(bytes, at)
}

fn long_space(bytes: &[u8], mut at: usize) -> (usize, u8) {
    const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
    loop {
        match byte(bytes, at) {
            // One space comes between most tokens, a line break and more before the others.
            b' ' if byte(bytes, at + 1) > b' ' => return (at + 1, byte(bytes, at + 1)),
            b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1 + block::before(block::at(bytes, at + 1) ^ SPACES);
            }
            other => return (at, other),
        }
    }
}

/// What a slash begins, where whitespace may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comment {
    /// No comment.
    None,
    /// One whose end is missing.
    Unclosed,
    /// One that ends before this place.
    Closed(usize),
}

/// Looks at the slash at `at`. A comment to the end of the line ends before the line break, or
/// where the text ends.
pub(crate) fn comment(bytes: &[u8], at: usize) -> Comment {
    let inside = bytes.get(at + 2..).unwrap_or(&[]);
    let length = match bytes.get(at + 1) {
        Some(b'/') => {
            let line_break = inside.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            Some(line_break.unwrap_or(inside.len()))
        }
        Some(b'*') => {
            let end = inside.windows(2).position(|pair| pair == b"*/");
            end.map(|end| end + 2)
        }
        _ => return Comment::None,
    };
    length.map_or(Comment::Unclosed, |length| Comment::Closed(at + 2 + length))
}

/// The end of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StringEnd {
    /// The byte after the closing quote.
    pub(crate) end: usize,
    /// Whether there is a backslash in it.
    pub(crate) escaped: bool,
}

/// Where the string that begins with a quote at `start` ends; `None` if it is faulty.
///
/// Each block of it is passed to `each`, the last one cut at the closing quote. (With escapes in it
/// they overlap; who wants them must look at [`StringEnd::escaped`].)
#[inline(always)]
pub(crate) fn string(bytes: &[u8], start: usize, mut each: impl FnMut(u64)) -> Option<StringEnd> {
    let mut at = start + 1;
    let mut escaped = false;
    loop {
        let block = block::at(bytes, at);
        let stops = block::stops(block);
        if stops == 0 {
            each(block);
            at += block::WIDTH;
            continue;
        }
        let clean = block::before(stops);
        at += clean;
        match byte(bytes, at) {
            b'"' => {
                each(block::first(block, clean));
                let end = at + 1;
                return Some(StringEnd { end, escaped });
            }
            b'\\' => {
                escaped = true;
                at += escape(bytes, at)?;
            }
            _ => return None,
        }
    }
}

/// The length of the escape at a backslash, a surrogate pair counting as one; `None` if faulty.
#[inline(always)]
pub(crate) fn escape(bytes: &[u8], at: usize) -> Option<usize> {
    match short_escape(byte(bytes, at + 1)) {
        Some(_) => Some(2),
        None => unicode_escape(bytes, at),
    }
}

fn unicode_escape(bytes: &[u8], at: usize) -> Option<usize> {
    if byte(bytes, at + 1) != b'u' {
        return None;
    }
    match hex4(bytes, at + 2)? {
        0xD800..=0xDBFF => {
            let pair = bytes.get(at + 6..at + 8) == Some(b"\\u");
            let low = if pair { hex4(bytes, at + 8) } else { None };
            matches!(low, Some(0xDC00..=0xDFFF)).then_some(12)
        }
        0xDC00..=0xDFFF => None,
        _ => Some(6),
    }
}

/// Where the number that begins at `start` ends (RFC 8259, section 6); `None` if it is faulty.
#[inline(always)]
pub(crate) fn number(bytes: &[u8], start: usize) -> Option<usize> {
    let integer = start + usize::from(byte(bytes, start) == b'-');
    let mut at = match byte(bytes, integer) {
        b'0' if byte(bytes, integer + 1).is_ascii_digit() => return None,
        b'0' => integer + 1,
        b'1'..=b'9' => digits(bytes, integer + 1),
        _ => return None,
    };
    if byte(bytes, at) == b'.' {
        at = some_digits(bytes, at + 1)?;
    }
    if let b'e' | b'E' = byte(bytes, at) {
        let sign = usize::from(matches!(byte(bytes, at + 1), b'+' | b'-'));
        at = some_digits(bytes, at + 1 + sign)?;
    }
    Some(at)
}

/// The end of the digits from `at` on.
#[inline(always)]
fn digits(bytes: &[u8], mut at: usize) -> usize {
    while byte(bytes, at).is_ascii_digit() {
        at += 1;
    }
    at
}

/// The end of the digits from `at` on, if there is one at all.
fn some_digits(bytes: &[u8], at: usize) -> Option<usize> {
    let end = digits(bytes, at);
    (end > at).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain version of [`string`], byte by byte.
    fn plain_string(bytes: &[u8], start: usize) -> Option<StringEnd> {
        let mut at = start + 1;
        let mut escaped = false;
        loop {
            match bytes.get(at)? {
                b'"' => {
                    let end = at + 1;
                    return Some(StringEnd { end, escaped });
                }
                b'\\' => {
                    escaped = true;
                    at += escape(bytes, at)?;
                }
                0..=0x1F => return None,
                _ => at += 1,
            }
        }
    }

    #[test]
    fn a_string_of_any_length_stops_at_any_byte() {
        for length in 0..20 {
            for stop in 0..=255 {
                for place in 0..=length {
                    let mut bytes = vec![b'"'];
                    bytes.resize(1 + length, b'a');
                    bytes.insert(1 + place, stop);
                    bytes.extend(b"\"   rest of the text");
                    let found = string(&bytes, 0, |_| {});
                    assert_eq!(found, plain_string(&bytes, 0), "{bytes:?}");
                    let short = &bytes[..bytes.len() - 19];
                    assert_eq!(
                        string(short, 0, |_| {}),
                        plain_string(short, 0),
                        "{short:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_fingerprint_is_the_same_read_block_by_block() {
        use crate::duplicates::Print;
        for length in 0..40 {
            let name = "é".repeat(length / 2) + &"x".repeat(length % 2);
            for after in ["\"", "\":1}          "] {
                let text = format!("\"{name}{after}");
                let mut print = Print::default();
                let end = string(text.as_bytes(), 0, |block| print.add(block));
                assert_eq!(end.map(|end| end.end), Some(name.len() + 2));
                assert_eq!(print.finish(), Print::of(&name), "{name}");
            }
        }
    }

    #[test]
    fn space_ends_where_no_whitespace_stands() {
        for spaces in 0..20 {
            for end in ["", "x", "\u{b}", "\0", "\u{a0}", "!"] {
                for kind in [" ", "\n", "\r\n", "\t ", "\n      "] {
                    let before = kind.repeat(spaces);
                    let text = format!("{before}{end}");
                    let found = space(text.as_bytes(), 0);
                    let first = end.bytes().next().unwrap_or(0);
                    assert_eq!(found, (before.len(), first), "{text:?}");
                    assert_eq!(gap(text.as_bytes(), 0), found, "{text:?}");
                }
            }
        }
    }
}
