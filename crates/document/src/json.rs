//! The reader for JSON ([RFC 8259]).
//!
//! In: bytes. Out: the tape, or the first fault with its place. One pass without recursion: open
//! containers stand on a stack that the depth limit bounds. UTF-8 is checked over the whole text
//! before anything else, so every slice taken later is whole text.
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

use crate::document::{DuplicateKey, Entry, Kind, Span};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::line_index::position_of;
use crate::string::{hex4, unescape};

/// What a reading gives: the tape and the names that stand twice in one object.
pub(crate) struct Reading<'s> {
    pub(crate) text: &'s str,
    pub(crate) entries: Vec<Entry>,
    pub(crate) duplicates: Vec<DuplicateKey>,
}

/// A fault before it is placed in lines: what, and from which byte to which.
pub(crate) type Fault = (ReadErrorKind, usize, usize);

/// Reads one JSON text, whole.
pub(crate) fn read<'s>(bytes: &'s [u8], limits: &Limits) -> Result<Reading<'s>, ReadError> {
    text_of(bytes, limits)
        .and_then(|text| Reader::new(text, limits.max_depth).read())
        .map_err(|(kind, start, end)| ReadError {
            kind,
            span: Span { start, end },
            position: position_of(bytes, start),
        })
}

fn text_of<'s>(bytes: &'s [u8], limits: &Limits) -> Result<&'s str, Fault> {
    let longest = limits.max_bytes.min(Limits::LARGEST);
    if bytes.len() > longest {
        return Err((ReadErrorKind::TooLarge, longest, longest));
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Err((ReadErrorKind::ByteOrderMark, 0, 3));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let start = error.valid_up_to();
        let length = error.error_len().unwrap_or(bytes.len() - start);
        (ReadErrorKind::InvalidUtf8, start, start + length)
    })
}

struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    max_depth: usize,
    entries: Vec<Entry>,
    /// The open containers, as places on the tape, with how many values each holds so far.
    open: Vec<(usize, usize)>,
    duplicates: Vec<DuplicateKey>,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str, max_depth: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            max_depth,
            // A guess that is right for most payloads; growing costs little.
            entries: Vec::with_capacity(text.len() / 12 + 4),
            open: Vec::new(),
            duplicates: Vec::new(),
        }
    }

    fn read(mut self) -> Result<Reading<'s>, Fault> {
        self.skip_whitespace();
        loop {
            // A value begins here; what follows it closes containers until one wants another.
            let opened = self.value()?;
            if !opened && !self.after_value()? {
                break;
            }
        }
        if self.at < self.bytes.len() {
            return Err((ReadErrorKind::TrailingText, self.at, self.bytes.len()));
        }
        Ok(Reading {
            text: self.text,
            entries: self.entries,
            duplicates: self.duplicates,
        })
    }

    /// Reads a scalar or an empty container whole, or opens a container up to its first value.
    /// True when a container was opened and its first value is next.
    fn value(&mut self) -> Result<bool, Fault> {
        let Some(&byte) = self.bytes.get(self.at) else {
            return Err(self.unexpected_end());
        };
        match byte {
            b'"' => self.string().map(|()| false),
            b'-' | b'0'..=b'9' => self.number().map(|()| false),
            b'{' => self.open(Kind::Object),
            b'[' => self.open(Kind::Array),
            b't' => self.literal("true", Kind::Boolean).map(|()| false),
            b'f' => self.literal("false", Kind::Boolean).map(|()| false),
            b'n' => self.literal("null", Kind::Null).map(|()| false),
            _ => Err(self.unexpected(ReadErrorKind::ExpectedValue)),
        }
    }

    /// After a value: takes the comma and what leads to the next value, or closes containers.
    /// False when the root value is complete.
    fn after_value(&mut self) -> Result<bool, Fault> {
        loop {
            self.skip_whitespace();
            let Some(&mut (container, ref mut count)) = self.open.last_mut() else {
                return Ok(false);
            };
            *count += 1;
            let kind = self.entries[container].kind();
            match (self.bytes.get(self.at), kind) {
                (Some(b','), _) => {
                    self.next_value(kind)?;
                    return Ok(true);
                }
                (Some(b']'), Kind::Array) | (Some(b'}'), Kind::Object) => self.close(),
                (Some(_), _) => return Err(self.unexpected(ReadErrorKind::ExpectedCommaOrEnd)),
                (None, _) => return Err(self.unexpected_end()),
            }
        }
    }

    /// Takes the comma, and in an object the next name.
    fn next_value(&mut self, kind: Kind) -> Result<(), Fault> {
        let comma = self.at;
        self.at += 1;
        self.skip_whitespace();
        match (self.bytes.get(self.at), kind) {
            (Some(b']'), Kind::Array) | (Some(b'}'), Kind::Object) => {
                Err((ReadErrorKind::TrailingComma, comma, comma + 1))
            }
            (_, Kind::Object) => self.key(),
            _ => Ok(()),
        }
    }

    fn open(&mut self, kind: Kind) -> Result<bool, Fault> {
        if self.open.len() >= self.max_depth {
            return Err((ReadErrorKind::TooDeep, self.at, self.at + 1));
        }
        self.open.push((self.entries.len(), 0));
        self.entries.push(Entry::new(kind, self.at, self.at + 1));
        self.at += 1;
        self.skip_whitespace();
        match (self.bytes.get(self.at), kind) {
            (Some(b']'), Kind::Array) | (Some(b'}'), Kind::Object) => {
                self.close();
                Ok(false)
            }
            (_, Kind::Object) => self.key().map(|()| true),
            _ => Ok(true),
        }
    }

    /// Closes the innermost container at its closing bracket.
    fn close(&mut self) {
        self.at += 1;
        let Some((container, count)) = self.open.pop() else {
            return;
        };
        let next = self.entries.len();
        self.entries[container].close(self.at, next, count);
        if count > 1 && self.entries[container].kind() == Kind::Object {
            self.find_duplicates(container);
        }
    }

    /// Reads a member name and its colon.
    fn key(&mut self) -> Result<(), Fault> {
        match self.bytes.get(self.at) {
            Some(b'"') => self.string()?,
            Some(_) => return Err(self.unexpected(ReadErrorKind::ExpectedKey)),
            None => return Err(self.unexpected_end()),
        }
        self.skip_whitespace();
        match self.bytes.get(self.at) {
            Some(b':') => self.at += 1,
            Some(_) => return Err(self.unexpected(ReadErrorKind::ExpectedColon)),
            None => return Err(self.unexpected_end()),
        }
        self.skip_whitespace();
        Ok(())
    }

    fn string(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut at = start + 1;
        let mut escaped = false;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at += escape_length(self.bytes, at)?;
                }
                Some(0..=0x1F) => return Err((ReadErrorKind::ControlCharacter, at, at + 1)),
                Some(_) => at += 1,
                None => return Err((ReadErrorKind::UnclosedString, start, self.bytes.len())),
            }
        }
        self.at = at + 1;
        self.push(Entry::new(Kind::String, start, self.at).with_escapes(escaped));
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.at = number_end(self.bytes, start)?;
        self.push(Entry::new(Kind::Number, start, self.at));
        Ok(())
    }

    fn literal(&mut self, word: &str, kind: Kind) -> Result<(), Fault> {
        let start = self.at;
        if !self.bytes[start..].starts_with(word.as_bytes()) {
            return Err(self.unexpected(ReadErrorKind::ExpectedValue));
        }
        self.at += word.len();
        self.push(Entry::new(kind, start, self.at));
        Ok(())
    }

    /// Puts a scalar on the tape.
    fn push(&mut self, entry: Entry) {
        let next = self.entries.len() + 1;
        self.entries.push(entry.with_next(next));
    }

    fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// A fault at the character, or the word, that stands here.
    fn unexpected(&self, kind: ReadErrorKind) -> Fault {
        let rest = &self.text[self.at..];
        let word = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        (kind, self.at, self.at + word.max(first))
    }

    fn unexpected_end(&self) -> Fault {
        (
            ReadErrorKind::UnexpectedEnd,
            self.bytes.len(),
            self.bytes.len(),
        )
    }

    /// Notes each name of a closed object that stands there a second time.
    fn find_duplicates(&mut self, object: usize) {
        let keys = keys_of(&self.entries, object);
        let found = duplicate_keys(self.text, &self.entries, keys);
        self.duplicates.extend(found);
    }
}

/// The places of an object's names on the tape.
fn keys_of(entries: &[Entry], object: usize) -> impl Iterator<Item = usize> + Clone + '_ {
    let end = entries[object].next();
    let first = object + 1;
    std::iter::successors((first < end).then_some(first), move |&key| {
        let after = entries[key + 1].next();
        (after < end).then_some(after)
    })
}

/// The names that repeat an earlier one. A cheap fingerprint settles nearly every object: only
/// names with a fingerprint that was seen before are compared, and large objects use a set.
fn duplicate_keys(
    text: &str,
    entries: &[Entry],
    keys: impl Iterator<Item = usize> + Clone,
) -> Vec<DuplicateKey> {
    const SMALL: usize = 64;
    let name = |key: usize| {
        let span = entries[key].span();
        unescape(&text[span.start + 1..span.end - 1])
    };
    let duplicate = |first: usize, key: usize| DuplicateKey {
        first: entries[first].span(),
        second: entries[key].span(),
        second_entry: key,
    };
    let mut found = Vec::new();
    if keys.clone().nth(SMALL).is_some() {
        let mut seen = std::collections::HashMap::new();
        for key in keys {
            if let Some(&first) = seen.get(&name(key)) {
                found.push(duplicate(first, key));
            } else {
                seen.insert(name(key), key);
            }
        }
        return found;
    }
    let mut prints = 0_u128;
    for (index, key) in keys.clone().enumerate() {
        let print = 1_u128 << fingerprint(name(key).as_bytes());
        if prints & print != 0 {
            let earlier = keys
                .clone()
                .take(index)
                .find(|&earlier| name(earlier) == name(key));
            found.extend(earlier.map(|first| duplicate(first, key)));
        }
        prints |= print;
    }
    found
}

/// A number below 128 from a name's length and three of its bytes.
fn fingerprint(name: &[u8]) -> u8 {
    let at = |index: usize| name.get(index).copied().unwrap_or(0);
    let mixed = at(0)
        .wrapping_mul(31)
        .wrapping_add(at(name.len() / 2).wrapping_mul(17))
        .wrapping_add(at(name.len().wrapping_sub(1)).wrapping_mul(7))
        .wrapping_add(name.len().to_le_bytes()[0]);
    mixed & 127
}

/// The length of the escape at `at`, a surrogate pair counting as one.
fn escape_length(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match hex4(bytes, at + 2) {
            None => Err((ReadErrorKind::InvalidEscape, at, at + 2)),
            Some(0xD800..=0xDBFF) => {
                let low = (bytes.get(at + 6..at + 8) == Some(b"\\u")).then(|| hex4(bytes, at + 8));
                match low {
                    Some(Some(0xDC00..=0xDFFF)) => Ok(12),
                    _ => Err((ReadErrorKind::LoneSurrogate, at, at + 6)),
                }
            }
            Some(0xDC00..=0xDFFF) => Err((ReadErrorKind::LoneSurrogate, at, at + 6)),
            Some(_) => Ok(6),
        },
        // The end of a multibyte character is found by its continuation bytes.
        Some(_) => {
            let more = bytes[at + 2..]
                .iter()
                .take_while(|&&byte| byte & 0xC0 == 0x80)
                .count();
            Err((ReadErrorKind::InvalidEscape, at, at + 2 + more))
        }
        None => Err((ReadErrorKind::UnexpectedEnd, bytes.len(), bytes.len())),
    }
}

/// Where the number that begins at `start` ends (RFC 8259, section 6).
pub(crate) fn number_end(bytes: &[u8], start: usize) -> Result<usize, Fault> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or(&[]);
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let fault = |at: usize| {
        let end = (at + 1).min(bytes.len());
        (ReadErrorKind::InvalidNumber, start, end.max(start))
    };
    let integer = start + usize::from(bytes.get(start) == Some(&b'-'));
    let mut at = digits(integer);
    let leading_zero = bytes.get(integer) == Some(&b'0') && at > integer + 1;
    if at == integer || leading_zero {
        return Err(fault(
            at.min(bytes.len())
                .saturating_sub(usize::from(leading_zero)),
        ));
    }
    if bytes.get(at) == Some(&b'.') {
        let fraction = at + 1;
        at = digits(fraction);
        if at == fraction {
            return Err(fault(at));
        }
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = at + 1 + sign;
        at = digits(exponent);
        if at == exponent {
            return Err(fault(at));
        }
    }
    Ok(at)
}
