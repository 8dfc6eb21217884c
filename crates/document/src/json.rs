//! The reader for JSON ([RFC 8259]), and for JSON with comments.
//!
//! In: bytes. Out: the tape, or the first fault with its place. One pass without recursion: open
//! containers stand on a stack that the depth limit bounds. UTF-8 is checked over the whole text
//! before anything else, so every slice taken later is whole text.
//!
//! The two syntaxes are one reader, compiled twice: what only one of them has is decided by a
//! constant, so JSON pays nothing for comments.
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

use crate::buffer::Buffer;
use crate::document::{Kind, Span};
use crate::duplicates::{self, Print, Seen};
use crate::entry::Entry;
use crate::error::{ReadError, ReadErrorKind};
use crate::fault::{self, Fault};
use crate::limits::Limits;
use crate::line_index::boundary;
use crate::scan::{self, Comment};
use crate::string::unescape;
use crate::syntax::Syntax;

/// Reads one text, whole. What it is made of is in the buffer afterwards.
pub(crate) fn read<'s>(
    bytes: &'s [u8],
    syntax: Syntax,
    limits: &Limits,
    buffer: &mut Buffer,
) -> Result<&'s str, ReadError> {
    let read = match syntax {
        Syntax::Json => read_bytes::<JSON>(bytes, limits, buffer),
        Syntax::Jsonc => read_bytes::<JSONC>(bytes, limits, buffer),
    };
    read.map_err(|fault| {
        let (start, end) = (fault.bytes.start, fault.bytes.end);
        ReadError::new(fault.kind, bytes, Span { start, end })
    })
}

/// Reads one value of a text from its beginning; what follows it is not looked at. Gives its end,
/// or `None` if it is faulty.
pub(crate) fn read_value(
    text: &str,
    at: usize,
    limits: &Limits,
    buffer: &mut Buffer,
) -> Option<usize> {
    let mut reader = Reader::<JSON>::new(text, 1024, limits, buffer);
    reader.prefix = true;
    reader.read(at).ok()
}

/// Values for the constant `COMMENTS`.
const JSON: bool = false;
const JSONC: bool = true;

fn read_bytes<'s, const COMMENTS: bool>(
    bytes: &'s [u8],
    limits: &Limits,
    buffer: &mut Buffer,
) -> Result<&'s str, Fault> {
    let longest = limits.max_bytes.min(Limits::LARGEST);
    if bytes.len() > longest {
        let first_too_much = boundary(bytes, longest);
        return Err(Fault::new(
            ReadErrorKind::TooLarge,
            first_too_much..bytes.len(),
        ));
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Err(Fault::new(ReadErrorKind::ByteOrderMark, 0..3));
    }
    // The quick check does not say where it fails.
    match simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes)) {
        Ok(text) => Reader::<COMMENTS>::new(text, text.len(), limits, buffer)
            .read(0)
            .map(|_| text),
        Err(error) => {
            let start = error.valid_up_to();
            let length = error.error_len().unwrap_or(bytes.len() - start);
            let text = std::str::from_utf8(&bytes[..start]).unwrap_or_default();
            Err(earlier_fault::<COMMENTS>(text, bytes.len(), limits, buffer)
                .unwrap_or_else(|| Fault::new(ReadErrorKind::InvalidUtf8, start..start + length)))
        }
    }
}

/// The fault before the place where the text stops being UTF-8. One that reaches right up to that
/// place may only be there because the text was cut, so it is none.
#[cold]
fn earlier_fault<const COMMENTS: bool>(
    text: &str,
    whole: usize,
    limits: &Limits,
    buffer: &mut Buffer,
) -> Option<Fault> {
    let fault = Reader::<COMMENTS>::new(text, text.len(), limits, buffer)
        .read(0)
        .err()?;
    if fault.kind == ReadErrorKind::TrailingText {
        return Some(Fault::new(fault.kind, fault.bytes.start..whole));
    }
    (fault.bytes.end < text.len()).then_some(fault)
}

/// What the reader is inside of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Nothing,
    Array,
    Object,
}

/// An open container, or the outermost level, which holds one value and closes never.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    inside: Inside,
    /// The container's place on the tape.
    container: usize,
    /// How many values have begun in it.
    count: usize,
    /// Where the fingerprints of its names begin.
    prints: usize,
    seen: Seen,
}

struct Reader<'s, 'b, const COMMENTS: bool> {
    text: &'s str,
    bytes: &'s [u8],
    max_depth: usize,
    /// Whether text may follow the value.
    prefix: bool,
    /// The innermost open container; those around it are in the buffer.
    frame: Frame,
    buffer: &'b mut Buffer,
}

impl<'s, 'b, const COMMENTS: bool> Reader<'s, 'b, COMMENTS> {
    /// A reader of a text from which about so many bytes are read.
    fn new(text: &'s str, expected: usize, limits: &Limits, buffer: &'b mut Buffer) -> Self {
        buffer.clear();
        // Guesses that are right for most payloads; growing costs little.
        let expected = text.len().min(expected);
        buffer.entries.reserve(expected / 12 + 4);
        buffer
            .open
            .reserve(limits.max_depth.min(text.len() / 2 + 1).min(8));
        buffer.prints.reserve((text.len() / 16 + 1).min(64));
        Self {
            text,
            bytes: text.as_bytes(),
            max_depth: limits.max_depth.min(Limits::DEEPEST),
            prefix: false,
            frame: Frame {
                inside: Inside::Nothing,
                container: 0,
                count: 0,
                prints: 0,
                seen: Seen::default(),
            },
            buffer,
        }
    }

    /// Goes over whitespace, and comments where there may be any, to what stands after it.
    #[inline(always)]
    fn space(&self, at: usize) -> Result<(usize, u8), Fault> {
        self.after_space(scan::space(self.bytes, at))
    }

    /// The same after a colon or a comma.
    #[inline(always)]
    fn gap(&self, at: usize) -> Result<(usize, u8), Fault> {
        self.after_space(scan::gap(self.bytes, at))
    }

    /// From the end of whitespace over comments, where there may be any.
    #[inline(always)]
    fn after_space(&self, next: (usize, u8)) -> Result<(usize, u8), Fault> {
        if COMMENTS && next.1 == b'/' {
            self.comments(next.0)
        } else {
            Ok(next)
        }
    }

    /// The same where a comment may begin. A slash that begins none is what is found.
    #[inline(never)]
    fn comments(&self, mut at: usize) -> Result<(usize, u8), Fault> {
        loop {
            let next = scan::space(self.bytes, at);
            if next.1 != b'/' {
                return Ok(next);
            }
            at = match scan::comment(self.bytes, next.0) {
                Comment::None => return Ok(next),
                Comment::Unclosed => return Err(fault::comment(self.text, next.0)),
                Comment::Closed(end) => end,
            };
        }
    }

    /// Reads the value from a place on; gives its end.
    fn read(mut self, start: usize) -> Result<usize, Fault> {
        let mut next = self.space(start)?;
        loop {
            // A value begins here.
            let (mut at, byte) = next;
            match byte {
                b'"' => at = self.string(at)?,
                b'-' | b'0'..=b'9' => at = self.number(at)?,
                b'{' => {
                    next = self.open(at, Kind::Object, Inside::Object)?;
                    if next.1 != b'}' {
                        next = self.key(next)?;
                        continue;
                    }
                    at = next.0;
                }
                b'[' => {
                    next = self.open(at, Kind::Array, Inside::Array)?;
                    if next.1 != b']' {
                        self.frame.count = 1;
                        continue;
                    }
                    at = next.0;
                }
                b't' => at = self.literal(at, b"true", Kind::Boolean)?,
                b'f' => at = self.literal(at, b"false", Kind::Boolean)?,
                b'n' => at = self.literal(at, b"null", Kind::Null)?,
                _ => return Err(self.no_value(at)),
            }
            match self.after_value(at)? {
                Some(more) => next = more,
                None => return Ok(self.buffer.entries.first().map_or(0, Entry::end)),
            }
        }
    }

    /// After a value, or at the end of an empty container: closes containers until one goes on,
    /// and takes what leads to its next value. `None` at the end of the text.
    #[inline(always)]
    fn after_value(&mut self, mut at: usize) -> Result<Option<(usize, u8)>, Fault> {
        loop {
            let (place, byte) = self.space(at)?;
            match (self.frame.inside, byte) {
                (Inside::Object, b',') => {
                    let name = self.gap(place + 1)?;
                    if COMMENTS && name.1 == b'}' {
                        at = self.close(name.0);
                        continue;
                    }
                    return self.key(name).map(Some);
                }
                (Inside::Array, b',') => {
                    let value = self.gap(place + 1)?;
                    if COMMENTS && value.1 == b']' {
                        at = self.close(value.0);
                        continue;
                    }
                    self.frame.count += 1;
                    return Ok(Some(value));
                }
                (Inside::Object, b'}') | (Inside::Array, b']') => at = self.close(place),
                (Inside::Nothing, _) if self.prefix || place == self.bytes.len() => {
                    return Ok(None);
                }
                _ => return Err(self.no_end(place)),
            }
        }
    }

    /// Opens a container and goes to what stands first in it.
    #[inline(always)]
    fn open(&mut self, at: usize, kind: Kind, inside: Inside) -> Result<(usize, u8), Fault> {
        if self.buffer.open.len() >= self.max_depth {
            return Err(Fault::new(ReadErrorKind::TooDeep, at..at + 1));
        }
        let container = self.buffer.entries.len();
        self.buffer.entries.push(Entry::open(kind, at, container));
        self.buffer.open.push(self.frame);
        self.frame = Frame {
            inside,
            container,
            count: 0,
            prints: self.buffer.prints.len(),
            seen: Seen::default(),
        };
        self.space(at + 1)
    }

    /// Closes the innermost container at its closing bracket.
    #[inline(always)]
    fn close(&mut self, at: usize) -> usize {
        let frame = self.frame;
        let end = at + 1;
        let next = self.buffer.entries.len();
        self.buffer.entries[frame.container].close(end, next, frame.count);
        if frame.inside == Inside::Object {
            if frame.seen.suspect {
                self.find_duplicates();
            }
            self.buffer.prints.truncate(frame.prints);
        }
        // A frame was put there for each container that was opened.
        if let Some(outer) = self.buffer.open.pop() {
            self.frame = outer;
        }
        end
    }

    #[cold]
    fn find_duplicates(&mut self) {
        let buffer = &mut *self.buffer;
        duplicates::find(
            self.text,
            &buffer.entries,
            self.frame.container,
            &buffer.prints[self.frame.prints..],
            &mut buffer.duplicates,
        );
    }

    /// Reads a member name and its colon, and goes to its value.
    #[inline(always)]
    fn key(&mut self, (start, byte): (usize, u8)) -> Result<(usize, u8), Fault> {
        if byte != b'"' {
            let kind = ReadErrorKind::ExpectedKey;
            return Err(fault::after_comma(self.text, start, b'}', kind));
        }
        let mut print = Print::default();
        let Some(found) = scan::string(self.bytes, start, |block| print.add(block)) else {
            return Err(fault::string(self.text, start));
        };
        let print = if found.escaped {
            Print::of(&unescape(&self.text[start + 1..found.end - 1]))
        } else {
            print.finish()
        };
        self.frame
            .seen
            .note(print, &self.buffer.prints, self.frame.prints);
        self.buffer.prints.push(print);
        self.frame.count += 1;
        let end = found.end;
        let entry = Entry::name(Span { start, end }, found.escaped, print);
        self.buffer.entries.push(entry);
        let (at, byte) = self.space(found.end)?;
        if byte != b':' {
            let kind = ReadErrorKind::ExpectedColon;
            return Err(fault::unexpected(self.text, at, kind));
        }
        self.gap(at + 1)
    }

    #[inline(always)]
    fn string(&mut self, start: usize) -> Result<usize, Fault> {
        let Some(found) = scan::string(self.bytes, start, |_| {}) else {
            return Err(fault::string(self.text, start));
        };
        let end = found.end;
        let index = self.buffer.entries.len();
        let entry = Entry::string(Span { start, end }, found.escaped, index);
        self.buffer.entries.push(entry);
        Ok(end)
    }

    #[inline(always)]
    fn number(&mut self, start: usize) -> Result<usize, Fault> {
        let Some(end) = scan::number(self.bytes, start) else {
            return Err(fault::number(self.text, start));
        };
        self.push(Kind::Number, start, end);
        Ok(end)
    }

    #[inline(always)]
    fn literal(&mut self, start: usize, word: &[u8], kind: Kind) -> Result<usize, Fault> {
        let end = start + word.len();
        if self.bytes.get(start..end) != Some(word) {
            return Err(self.no_value(start));
        }
        self.push(kind, start, end);
        Ok(end)
    }

    #[inline(always)]
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let index = self.buffer.entries.len();
        let entry = Entry::scalar(kind, Span { start, end }, index);
        self.buffer.entries.push(entry);
    }

    /// The fault of a place where a value should begin.
    #[cold]
    fn no_value(&self, at: usize) -> Fault {
        let kind = ReadErrorKind::ExpectedValue;
        if self.frame.inside == Inside::Array {
            fault::after_comma(self.text, at, b']', kind)
        } else {
            fault::unexpected(self.text, at, kind)
        }
    }

    /// The fault of a place where a container should go on or end, or the text end.
    #[cold]
    fn no_end(&self, at: usize) -> Fault {
        if self.frame.inside == Inside::Nothing {
            Fault::new(ReadErrorKind::TrailingText, at..self.bytes.len())
        } else {
            fault::unexpected(self.text, at, ReadErrorKind::ExpectedCommaOrEnd)
        }
    }
}
