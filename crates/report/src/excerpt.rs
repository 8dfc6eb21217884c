//! The line that a report shows: cut to size around the span, and harmless.
//!
//! A payload may be one line of many megabytes, and may not be UTF-8. So no line is ever searched
//! for its ends further than the excerpt can show; the cost is the same for every payload.

use std::ops::Range;

use trueup_document::Span;
use unicode_width::UnicodeWidthStr;

use crate::escape;

/// The most columns that an excerpt takes where nobody says how wide the terminal is, marks of cutting
/// not counted.
pub(crate) const WIDTH: usize = 120;
/// The part of them that the text before the span gets at least.
const BEFORE: usize = 3;
/// The most bytes of source for each column: an escape of four bytes, or a letter with marks on it that
/// take no column of their own.
const REACH: usize = 8;
/// Stands where something was cut.
const CUT: char = '…';

/// One line to show, and the part of it to mark.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The text, escaped, without a line break.
    pub(crate) text: String,
    /// The bytes of `text` to mark; empty when there is nothing but a place between two characters.
    pub(crate) mark: Range<usize>,
}

impl Excerpt {
    /// The columns from the beginning of the line to the end of what is marked.
    pub(crate) fn marked_columns(&self) -> usize {
        self.text
            .get(..self.mark.end)
            .map_or(0, UnicodeWidthStr::width)
    }
}

/// The line where the span begins, in so many columns at most. A span that goes on in the next line
/// is marked to the end of its first.
pub(crate) fn excerpt(source: &[u8], span: Span, width: usize) -> Excerpt {
    let start = span.start.min(source.len());
    let end = span.end.clamp(start, source.len());
    let reach = width.saturating_mul(REACH);
    let (before, after) = (
        line_before(source, start, reach),
        line_after(source, start, reach),
    );
    let (mut head, mut tail) = (pieces(before.bytes), pieces(after.bytes));
    let kept = columns(&head).min(width / BEFORE);
    let tail_cut = cut_end(&mut tail, width.saturating_sub(kept)) || after.cut;
    let room = width.saturating_sub(columns(&tail));
    let head_cut = cut_start(&mut head, room) || before.cut;

    let mut text = String::new();
    text.extend(head_cut.then_some(CUT));
    text.extend(head.iter().map(|piece| piece.text.as_str()));
    let mark_start = text.len();
    let mut mark_end = mark_start;
    let mut offset = start;
    for piece in &tail {
        text.push_str(&piece.text);
        offset += piece.source_len;
        if offset <= end {
            mark_end = text.len();
        }
    }
    text.extend(tail_cut.then_some(CUT));
    Excerpt {
        text,
        mark: mark_start..mark_end,
    }
}

/// A part of a line, and whether more of the line is beyond it.
struct Part<'s> {
    bytes: &'s [u8],
    cut: bool,
}

/// What stands on the line from `start` on, without the line ending.
fn line_after(source: &[u8], start: usize, reach: usize) -> Part<'_> {
    let rest = &source[start..];
    let reach = &rest[..rest.len().min(reach)];
    if let Some(newline) = reach.iter().position(|&byte| byte == b'\n') {
        let line = &reach[..newline];
        return Part {
            bytes: line.strip_suffix(b"\r").unwrap_or(line),
            cut: false,
        };
    }
    let cut = reach.len() < rest.len();
    let whole = if cut { whole_end(reach) } else { reach };
    Part { bytes: whole, cut }
}

/// What stands on the line before `start`.
fn line_before(source: &[u8], start: usize, reach: usize) -> Part<'_> {
    let from = start.saturating_sub(reach);
    let reach = &source[from..start];
    if let Some(newline) = reach.iter().rposition(|&byte| byte == b'\n') {
        return Part {
            bytes: &reach[newline + 1..],
            cut: false,
        };
    }
    let cut = from > 0;
    let whole = if cut { whole_start(reach) } else { reach };
    Part { bytes: whole, cut }
}

/// The bytes without a character at the end that the cut went through.
fn whole_end(bytes: &[u8]) -> &[u8] {
    let tail = bytes.len().saturating_sub(3)..bytes.len();
    let lead = tail.rev().find(|&at| bytes[at] >= 0xC0);
    match lead {
        Some(at) if std::str::from_utf8(&bytes[at..]).is_err() => &bytes[..at],
        _ => bytes,
    }
}

/// The bytes without a character at the start that the cut went through.
fn whole_start(bytes: &[u8]) -> &[u8] {
    let continuation = |byte: &&u8| **byte & 0xC0 == 0x80;
    let skip = bytes.iter().take(3).take_while(continuation).count();
    &bytes[skip..]
}

/// One character, or one byte that is none, as it is shown.
struct Piece {
    text: String,
    /// The columns that it takes, which is two for most of Chinese, Japanese and Korean.
    columns: usize,
    source_len: usize,
}

fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let mut out = Vec::new();
    for chunk in bytes.utf8_chunks() {
        out.extend(chunk.valid().chars().map(character));
        out.extend(chunk.invalid().iter().map(|&byte| {
            let mut text = String::new();
            escape::push_byte(&mut text, byte);
            Piece::new(text, 1)
        }));
    }
    out
}

fn character(character: char) -> Piece {
    let mut text = String::new();
    match character {
        // Indentation should look like indentation.
        '\t' => text.push_str("    "),
        _ => escape::push(&mut text, character),
    }
    Piece::new(text, character.len_utf8())
}

impl Piece {
    fn new(text: String, source_len: usize) -> Self {
        Self {
            columns: text.width(),
            text,
            source_len,
        }
    }
}

fn columns(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.columns).sum()
}

/// Keeps the first pieces that fit; true if some went.
fn cut_end(pieces: &mut Vec<Piece>, room: usize) -> bool {
    let keep = fitting(pieces.iter(), room);
    let cut = keep < pieces.len();
    pieces.truncate(keep);
    cut
}

/// Keeps the last pieces that fit; true if some went.
fn cut_start(pieces: &mut Vec<Piece>, room: usize) -> bool {
    let keep = fitting(pieces.iter().rev(), room);
    let cut = keep < pieces.len();
    pieces.drain(..pieces.len() - keep);
    cut
}

fn fitting<'p>(pieces: impl Iterator<Item = &'p Piece>, room: usize) -> usize {
    let mut used = 0;
    pieces
        .take_while(|piece| {
            used += piece.columns;
            used <= room
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &[u8], start: usize, end: usize) -> (String, String) {
        let excerpt = excerpt(source, Span { start, end }, WIDTH);
        let marked = excerpt.text[excerpt.mark.clone()].to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn the_line_of_the_span_is_shown() {
        let cases: [(&[u8], usize, usize, &str, &str); 8] = [
            (b"one\ntwo\nthree", 4, 7, "two", "two"),
            (b"one\r\ntwo\r\n", 5, 8, "two", "two"),
            (b"{\n \"a\": [\n1]}", 8, 12, " \"a\": [", "["),
            (b"", 0, 0, "", ""),
            (b"{\"a\"", 4, 4, "{\"a\"", ""),
            (b"\t\"a\"", 1, 4, "    \"a\"", "\"a\""),
            (b"\"\x1b[31m\"", 0, 7, "\"\\u{1b}[31m\"", "\"\\u{1b}[31m\""),
            (b"\"\xff\xfe\" 1", 1, 3, "\"\\xff\\xfe\" 1", "\\xff\\xfe"),
        ];
        for (source, start, end, text, marked) in cases {
            assert_eq!(shown(source, start, end), (text.into(), marked.into()));
        }
    }

    #[test]
    fn a_span_beyond_the_text_is_its_end() {
        assert_eq!(shown(b"one", 7, 9), ("one".into(), String::new()));
    }

    #[test]
    fn long_lines_are_cut_around_the_span() {
        let mut source = "x".repeat(1_000_000);
        source.push_str("HERE");
        source.push_str(&"y".repeat(1_000_000));
        let (text, marked) = shown(source.as_bytes(), 1_000_000, 1_000_004);
        assert_eq!(marked, "HERE");
        assert!(text.starts_with("…x") && text.ends_with("y…"));
        assert_eq!(text.chars().count(), WIDTH + 2);
    }

    #[test]
    fn a_long_value_is_cut_at_its_end() {
        let source = format!("{{\"a\": \"{}\"}}", "z".repeat(500));
        let (text, marked) = shown(source.as_bytes(), 6, source.len() - 1);
        assert!(text.starts_with("{\"a\": \"zzz") && text.ends_with("z…"));
        assert!(marked.starts_with("\"zzz") && marked.ends_with('z'));
    }

    #[test]
    fn an_excerpt_is_no_wider_than_is_asked() {
        let source = "東 é\t\u{1b}".repeat(200);
        for width in [0, 1, 10, 40, 77] {
            for start in [0, 3, 700] {
                let span = Span {
                    start,
                    end: start + 100,
                };
                let Excerpt { text, mark } = excerpt(source.as_bytes(), span, width);
                assert!(text.width() <= width + 2, "{text}");
                assert!(text.is_char_boundary(mark.start) && text.is_char_boundary(mark.end));
                if width >= 40 {
                    assert!(text.width() > width - 8 && mark.end > mark.start, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_cut_never_goes_through_a_character() {
        for shift in 0..4 {
            let source = format!("{}{}", "x".repeat(shift), "東".repeat(1000));
            let middle = shift + 3 * 500;
            let (text, marked) = shown(source.as_bytes(), middle, middle + 3);
            assert_eq!(marked, "東");
            assert!(text.chars().all(|c| c == '東' || c == '…'), "{text}");
        }
    }
}
