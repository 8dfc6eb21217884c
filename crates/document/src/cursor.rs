//! Reading a text in place, without a tape: for whoever knows what it should hold.
//!
//! In: a text and a place in it. Out: where a token or a value ends, and what it is. A cursor is as
//! strict as the reader of a [`Document`], but it says less: `None` only means
//! "look closer", with a document. It gives that for every fault of the text, for names that may
//! stand twice in one object, and for what is nested deeper than the limit.
//!
//! Places are passed along rather than kept, so that they stay in registers.

use std::borrow::Cow;

use crate::buffer::Buffer;
use crate::document::Document;
use crate::duplicates::Print;
use crate::json;
use crate::limits::Limits;
use crate::scan;
use crate::string::unescape;

mod expected;

pub use expected::Expected;

/// A text that is read in place.
#[derive(Debug)]
pub struct Cursor<'s> {
    text: &'s str,
    bytes: &'s [u8],
    max_depth: usize,
    /// The fingerprints of the names of all open objects, innermost last.
    prints: Vec<u32>,
}

/// A string or a member name in the text, with its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// The opening quote.
    pub start: usize,
    /// The byte after the closing quote.
    pub end: usize,
    /// Whether there are escapes in it.
    pub escaped: bool,
}

/// A number in the text.
#[derive(Clone, Copy, Debug)]
pub struct Digits {
    /// The byte after the number.
    pub end: usize,
    /// The value, if it is written as an integer of at most 18 digits.
    pub whole: Option<i64>,
}

/// The names of one object so far.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    from: usize,
    /// One bit for each fingerprint, chosen by its upper bits.
    bits: u64,
}

/// Objects with more names than this are left to a document, which sorts them.
const MANY: usize = 512;

/// The fingerprint of a member name: names that are alike have the same.
///
/// ```
/// use trueup_document::cursor::fingerprint;
///
/// assert_eq!(fingerprint("port"), fingerprint("port"));
/// assert_ne!(fingerprint("port"), fingerprint("host"));
/// ```
#[must_use]
pub fn fingerprint(name: &str) -> u32 {
    Print::of(name)
}

impl<'s> Cursor<'s> {
    /// A cursor over bytes; `None` when they are not UTF-8 or more than the limit allows.
    #[must_use]
    pub fn new(bytes: &'s [u8], limits: &Limits) -> Option<Self> {
        Self::with_memory(bytes, limits, &mut Vec::new())
    }

    /// The same, with memory from an earlier cursor's [`Cursor::release`].
    #[must_use]
    pub fn with_memory(bytes: &'s [u8], limits: &Limits, memory: &mut Vec<u32>) -> Option<Self> {
        if bytes.len() > limits.max_bytes.min(Limits::LARGEST) {
            return None;
        }
        let text = simdutf8::basic::from_utf8(bytes).ok()?;
        Some(Self {
            text,
            bytes,
            max_depth: limits.max_depth.min(Limits::DEEPEST),
            prints: std::mem::take(memory),
        })
    }

    /// Gives the cursor's memory to the next one.
    pub fn release(mut self, memory: &mut Vec<u32>) {
        self.prints.clear();
        *memory = self.prints;
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The bytes of the text.
    #[inline(always)]
    #[must_use]
    pub fn bytes(&self) -> &'s [u8] {
        self.bytes
    }

    /// How deep arrays and objects may nest.
    #[inline(always)]
    #[must_use]
    pub fn max_depth(&self) -> usize {
        self.max_depth
    }

    /// The place of the first byte from `at` on that is no whitespace, and the byte; 0 where the
    /// text has ended.
    #[inline(always)]
    #[must_use]
    pub fn space(&self, at: usize) -> (usize, u8) {
        scan::space(self.bytes, at)
    }

    /// The string that begins with the quote at `at`.
    #[inline(always)]
    #[must_use]
    pub fn string(&self, at: usize) -> Option<Text> {
        let found = scan::string(self.bytes, at, |_| {})?;
        Some(Text {
            start: at,
            end: found.end,
            escaped: found.escaped,
        })
    }

    /// The string that begins with the quote at `at`, with its fingerprint.
    #[inline(always)]
    #[must_use]
    pub fn printed(&self, at: usize) -> Option<(Text, u32)> {
        let mut print = Print::default();
        let found = scan::string(self.bytes, at, |block| print.add(block))?;
        let text = Text {
            start: at,
            end: found.end,
            escaped: found.escaped,
        };
        if found.escaped {
            return Some((text, Print::of(&self.value(text))));
        }
        Some((text, print.finish()))
    }

    /// What stands between the quotes, as it is written.
    #[inline(always)]
    #[must_use]
    pub fn inner(&self, text: Text) -> &'s str {
        // Both ends are quotes, so the inner ends are character boundaries.
        self.text.get(text.start + 1..text.end - 1).unwrap_or("")
    }

    /// The value of a string.
    #[inline]
    #[must_use]
    pub fn value(&self, text: Text) -> Cow<'s, str> {
        let inner = self.inner(text);
        if text.escaped {
            unescape(inner)
        } else {
            Cow::Borrowed(inner)
        }
    }

    /// The number that begins at `at`.
    #[inline(always)]
    #[must_use]
    pub fn number(&self, at: usize) -> Option<Digits> {
        let negative = scan::byte(self.bytes, at) == b'-';
        let first = at + usize::from(negative);
        let mut end = first;
        let mut value: i64 = 0;
        loop {
            let digit = scan::byte(self.bytes, end).wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            // What overflows here has more than 18 digits, and is not used.
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
            end += 1;
        }
        let leading_zero = scan::byte(self.bytes, first) == b'0' && end > first + 1;
        if end == first || leading_zero {
            return None;
        }
        if matches!(scan::byte(self.bytes, end), b'.' | b'e' | b'E') {
            let end = scan::number(self.bytes, at)?;
            return Some(Digits { end, whole: None });
        }
        let short = end - first <= 18;
        let value = if negative {
            value.wrapping_neg()
        } else {
            value
        };
        Some(Digits {
            end,
            whole: short.then_some(value),
        })
    }

    /// The end of the number that begins at `at`.
    #[inline(always)]
    #[must_use]
    pub fn skip_number(&self, at: usize) -> Option<usize> {
        scan::number(self.bytes, at)
    }

    /// The end of `true`, `false` or `null`, which begins with `byte` at `at`.
    #[inline(always)]
    #[must_use]
    pub fn literal(&self, at: usize, byte: u8) -> Option<usize> {
        let word: &[u8] = match byte {
            b't' => b"true",
            b'f' => b"false",
            b'n' => b"null",
            _ => return None,
        };
        let end = at + word.len();
        (self.bytes.get(at..end)? == word).then_some(end)
    }

    /// Begins an object.
    #[inline(always)]
    #[must_use]
    pub fn open(&self) -> Names {
        Names {
            from: self.prints.len(),
            bits: 0,
        }
    }

    /// Notes a name of the object that was begun last; `None` when it may stand there twice.
    #[inline(always)]
    pub fn note(&mut self, names: &mut Names, print: u32) -> Option<()> {
        let earlier = self.prints.get(names.from..)?;
        let bit = 1 << (print >> 26);
        if names.bits & bit != 0 && (earlier.len() >= MANY || earlier.contains(&print)) {
            return None;
        }
        names.bits |= bit;
        self.prints.push(print);
        Some(())
    }

    /// Ends an object, and those that were begun in it and given up: forgets their names.
    #[inline(always)]
    pub fn close(&mut self, names: Names) {
        self.prints.truncate(names.from);
    }

    /// Goes over the value that begins with `byte` at `at`, whatever it is, to its end. It lies in
    /// `depth` arrays and objects.
    #[must_use]
    pub fn skip(&mut self, at: usize, byte: u8, depth: usize) -> Option<usize> {
        match byte {
            b'"' => self.string(at).map(|text| text.end),
            b'-' | b'0'..=b'9' => scan::number(self.bytes, at),
            b'{' => self.skip_object(at, depth),
            b'[' => self.skip_array(at, depth),
            _ => self.literal(at, byte),
        }
    }

    /// Reads the value at `at`, which lies in `depth` arrays and objects, into a document of its
    /// own; gives it with its end. Its places are those in the whole text.
    #[must_use]
    pub fn document(
        &self,
        at: usize,
        depth: usize,
        buffer: &mut Buffer,
    ) -> Option<(Document<'s>, usize)> {
        let limits = Limits {
            max_depth: self.max_depth.checked_sub(depth)?,
            max_bytes: Limits::LARGEST,
        };
        let end = json::read_value(self.text, at, &limits, buffer)?;
        Some((Document::of_value(self.text, buffer), end))
    }

    fn skip_object(&mut self, at: usize, depth: usize) -> Option<usize> {
        if depth >= self.max_depth {
            return None;
        }
        let (mut at, mut byte) = self.space(at + 1);
        if byte == b'}' {
            return Some(at + 1);
        }
        let mut names = self.open();
        loop {
            if byte != b'"' {
                return None;
            }
            let (name, print) = self.printed(at)?;
            self.note(&mut names, print)?;
            let (value, first) = self.member_value(name.end)?;
            let end = self.skip(value, first, depth + 1)?;
            (at, byte) = self.space(end);
            match byte {
                b',' => (at, byte) = self.gap(at + 1),
                b'}' => {
                    self.close(names);
                    return Some(at + 1);
                }
                _ => return None,
            }
        }
    }

    fn skip_array(&mut self, at: usize, depth: usize) -> Option<usize> {
        if depth >= self.max_depth {
            return None;
        }
        let (mut at, mut byte) = self.space(at + 1);
        if byte == b']' {
            return Some(at + 1);
        }
        loop {
            let end = self.skip(at, byte, depth + 1)?;
            (at, byte) = self.space(end);
            match byte {
                b',' => (at, byte) = self.gap(at + 1),
                b']' => return Some(at + 1),
                _ => return None,
            }
        }
    }

    /// From the end of a member name over its colon to its value.
    #[inline(always)]
    #[must_use]
    pub fn member_value(&self, at: usize) -> Option<(usize, u8)> {
        let (at, byte) = self.space(at);
        (byte == b':').then(|| self.gap(at + 1))
    }

    /// From the end of a colon or a comma to what follows: its place and its first byte.
    #[inline(always)]
    #[must_use]
    pub fn gap(&self, at: usize) -> (usize, u8) {
        scan::gap(self.bytes, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    fn skips(text: &str) -> bool {
        let Some(mut cursor) = Cursor::new(text.as_bytes(), &Limits::default()) else {
            return false;
        };
        let (at, byte) = cursor.space(0);
        let end = cursor.skip(at, byte, 0);
        end.is_some_and(|end| cursor.space(end) == (text.len(), 0))
    }

    #[test]
    fn what_is_skipped_is_what_a_document_reads() {
        let texts = [
            "{}",
            "[]",
            " [ 1 , -2.5e+3 , \"a\\n\" , true,false,null ] ",
            r#"{"a":{"b":[{}]},"c":""}"#,
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[01]",
            "[-]",
            "[1.]",
            "[1e]",
            "[tru]",
            "[\"a]",
            "[\"\\x\"]",
            "[1 2]",
            "{\"a\":1 \"b\":2}",
            "1 2",
            "",
            "[",
            "{",
            "[\"\u{1}\"]",
            "nul",
            "-0",
            "0.0",
            "123456789012345678901234567890",
            "[123456789012345678]",
            "{1:2}",
            "[}",
            "{]",
        ];
        for text in texts {
            let read = Document::from_slice(text.as_bytes()).is_ok();
            assert_eq!(skips(text), read, "{text}");
        }
        assert!(!skips(r#"{"a":1,"b":2,"\u0061":3}"#));
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(skips(&deep(Limits::DEPTH)) && !skips(&deep(Limits::DEPTH + 1)));
    }

    #[test]
    fn numbers_have_their_value_when_they_are_short_integers() {
        let long = "9".repeat(18);
        let cases = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-12", Some(-12)),
            (long.as_str(), Some(999_999_999_999_999_999)),
            ("1000000000000000000", None),
            ("1.0", None),
            ("1e2", None),
        ];
        for (text, whole) in cases {
            let cursor = Cursor::new(text.as_bytes(), &Limits::default()).expect("it is UTF-8");
            let found = cursor.number(0).map(|digits| (digits.end, digits.whole));
            assert_eq!(found, Some((text.len(), whole)), "{text}");
        }
    }
}
