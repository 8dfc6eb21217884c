//! Words from a payload or a schema, made fit to be shown: escaped and short.
//!
//! Whatever comes from outside passes through here before it enters a message, so that neither a
//! terminal nor a reader is led astray by control characters, reordered text or sheer length.

use std::borrow::Cow;

use trueup_document::Json;

/// How many characters of a value a message shows unless told otherwise.
pub(crate) const SHOWN: usize = 60;

/// How many it shows at most: a violation keeps no more of a value.
pub(crate) const MOST_SHOWN: usize = 200;

/// Whether a character must not reach a terminal as it is: controls (C0, DEL, C1), marks that turn
/// the direction of text, line and paragraph separators, the byte order mark, and what shows
/// nothing at all, so that two names that look alike are told apart. The joiners (U+200C, U+200D)
/// belong to ordinary words and pictures; they stay.
#[must_use]
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// The text with every [unsafe](is_unsafe) character written as `\u{…}`.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push(character, &mut out);
    }
    Cow::Owned(out)
}

fn push(character: char, out: &mut String) {
    match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        _ if is_unsafe(character) => out.extend(character.escape_unicode()),
        _ => out.push(character),
    }
}

/// How much of a value a message shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown {
    /// Invariant: at most [`MOST_SHOWN`].
    most: usize,
}

impl Shown {
    /// At most so many characters, and no more than violations keep.
    pub(crate) fn new(most: usize) -> Self {
        let most = most.min(MOST_SHOWN);
        Self { most }
    }

    /// The text cut to what a message shows, and escaped.
    pub(crate) fn shown(self, text: &str) -> String {
        cut(text, self.most)
    }

    /// What a schema says to people, which may be a sentence: cut and escaped.
    pub(crate) fn explained(self, text: &str) -> String {
        cut(text, 2 * self.most)
    }

    /// The text as a JSON string, cut and escaped: `"Tokio"`.
    pub(crate) fn quoted(self, text: &str) -> String {
        let mut out = String::from("\"");
        let mut characters = text.chars();
        for character in characters.by_ref().take(self.most) {
            if matches!(character, '"' | '\\') {
                out.push('\\');
            }
            push(character, &mut out);
        }
        out.push_str(if characters.next().is_some() {
            "…\""
        } else {
            "\""
        });
        out
    }

    /// The value as compact JSON text, cut and escaped.
    pub(crate) fn value(self, json: &Json) -> String {
        match json {
            Json::String(text) => self.quoted(text),
            other => self.shown(&other.to_string()),
        }
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    for character in characters.by_ref().take(most) {
        push(character, &mut out);
    }
    if characters.next().is_some() {
        out.push('…');
    }
    out
}

/// Some values in a row: `"a", "b" and 3 more`.
#[must_use]
pub fn list<T>(items: &[T], shown: usize, show: impl Fn(&T) -> String) -> String {
    let rest = items.len().saturating_sub(shown);
    if rest == 0 {
        return listed_with("or", items, show);
    }
    let head: Vec<String> = items.iter().take(shown).map(show).collect();
    format!("{} and {rest} more", head.join(", "))
}

/// All values in a row, with a word before the last: `"a", "b" and "c"`.
pub(crate) fn listed_with<T>(word: &str, items: &[T], show: impl Fn(&T) -> String) -> String {
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => show(last),
        Some((last, before)) => {
            let before: Vec<String> = before.iter().map(&show).collect();
            format!("{} {word} {}", before.join(", "), show(last))
        }
    }
}

/// `1 item`, `2 items`; `1 property`, `2 properties`.
#[must_use]
pub fn count(number: u64, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}

/// The text cut to a size that a violation may keep.
pub(crate) fn kept(text: &str) -> String {
    match text.char_indices().nth(MOST_SHOWN) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsafe_characters_are_escaped_and_others_kept() {
        let cases = [
            ("plain, Ünïcode, 日本 🦀", "plain, Ünïcode, 日本 🦀"),
            ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("\u{7f}\u{9b}", "\\u{7f}\\u{9b}"),
            ("\u{202e}x\u{2066}", "\\u{202e}x\\u{2066}"),
            (
                "\u{61c}\u{200e}\u{200f}\u{feff}",
                "\\u{61c}\\u{200e}\\u{200f}\\u{feff}",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn long_values_are_cut_on_characters() {
        for most in [0, 1, SHOWN, MOST_SHOWN] {
            let by = Shown::new(most);
            let (fits, more) = ("é".repeat(most), "é".repeat(most + 1));
            assert_eq!(by.quoted(&fits), format!("\"{fits}\""));
            assert_eq!(by.quoted(&more), format!("\"{fits}…\""));
            assert_eq!(by.shown(&fits), fits);
            assert_eq!(by.shown(&more), format!("{fits}…"));
        }
        assert_eq!(Shown::new(SHOWN).quoted("a\"b\\"), "\"a\\\"b\\\\\"");
    }

    #[test]
    fn no_more_is_shown_than_is_kept() {
        let kept = kept(&"x".repeat(300));
        let all = "x".repeat(MOST_SHOWN);
        assert_eq!(Shown::new(usize::MAX).shown(&kept), format!("{all}…"));
    }

    #[test]
    fn lists_and_counts_read_as_english() {
        let list = |items: &[&str]| super::list(items, 3, |item| (*item).to_owned());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b or c");
        assert_eq!(list(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
        assert_eq!(
            (count(1, "item"), count(2, "item")),
            ("1 item".into(), "2 items".into())
        );
        assert_eq!(count(0, "property"), "0 properties");
    }
}
