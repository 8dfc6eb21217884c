//! What is wrong with a pattern that does not compile, and where.
//!
//! The translation gives no reason and the engines give theirs for another text than the one that
//! was written. So once a pattern has been refused, this module walks over its source, in the terms
//! of ECMA-262 (section 22.2.1), and names the first thing that no regular expression has. Where
//! it finds none, the engine's own words have to do.

use super::PatternError;

/// The error for a pattern that has been refused.
pub(super) fn explain(source: &str) -> PatternError {
    match Walk::new(source).run() {
        Err((offset, message)) => PatternError::new(message, Some(offset)),
        Ok(()) => engine_words(source),
    }
}

/// What the engine says of the source as it stands.
fn engine_words(source: &str) -> PatternError {
    use fancy_regex::{CompileError, Error};
    match fancy_regex::Regex::new(source) {
        Err(Error::ParseError(at, reason)) => {
            let offset = source.is_char_boundary(at).then_some(at);
            PatternError::new(one_line(&reason.to_string()), offset)
        }
        Err(Error::CompileError(reason)) => {
            let message = match &*reason {
                CompileError::InnerError(reason) => inner_words(reason.size_limit(), || {
                    reason.syntax_error().map(ToString::to_string)
                }),
                reason => one_line(&reason.to_string()),
            };
            PatternError::new(message, None)
        }
        Err(error) => PatternError::new(one_line(&error.to_string()), None),
        Ok(_) => PatternError::new(inner_words(None, || None), None),
    }
}

/// The words for what the linear engine refuses: too large, or a syntax error of its own.
fn inner_words(size_limit: Option<usize>, syntax: impl FnOnce() -> Option<String>) -> String {
    if let Some(limit) = size_limit {
        return format!("the pattern would compile to more than {limit} bytes");
    }
    syntax().map_or_else(
        || "the pattern has a part that cannot be translated from ECMA-262".to_owned(),
        |words| one_line(&words),
    )
}

/// The last line of the engine's words says what is wrong; those before it show the pattern.
fn one_line(words: &str) -> String {
    let line = words.lines().rev().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or("the pattern does not compile").trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

type Fault = (usize, String);

struct Walk<'p> {
    source: &'p str,
    at: usize,
    /// Where the open groups begin.
    groups: Vec<usize>,
    /// Whether a quantifier may stand here.
    repeatable: bool,
}

impl<'p> Walk<'p> {
    fn new(source: &'p str) -> Self {
        Self {
            source,
            at: 0,
            groups: Vec::new(),
            repeatable: false,
        }
    }

    fn run(mut self) -> Result<(), Fault> {
        while let Some(character) = self.peek() {
            self.step(character)?;
        }
        match self.groups.last() {
            Some(&at) => Err((at, "this group is never closed".to_owned())),
            None => Ok(()),
        }
    }

    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    /// Passes over a character, if it is the next one.
    fn take(&mut self, character: char) -> bool {
        let next = self.peek() == Some(character);
        if next {
            self.at += character.len_utf8();
        }
        next
    }

    fn step(&mut self, character: char) -> Result<(), Fault> {
        let start = self.at;
        match character {
            '\\' => {
                self.escape()?;
                self.repeatable = true;
            }
            '[' => {
                self.class()?;
                self.repeatable = true;
            }
            '(' => {
                self.groups.push(start);
                self.at += group_opening(&self.source[start..]);
                self.repeatable = false;
            }
            ')' => {
                if self.groups.pop().is_none() {
                    return Err((start, "there is no group to close".to_owned()));
                }
                self.at += 1;
                self.repeatable = true;
            }
            '|' => {
                self.at += 1;
                self.repeatable = false;
            }
            '*' | '+' | '?' => self.quantifier(1)?,
            '{' => match counted(&self.source[start..]) {
                Some((length, false)) => self.quantifier(length)?,
                Some((_, true)) => {
                    return Err((start, "the counts are in the wrong order".to_owned()));
                }
                None => {
                    self.at += 1;
                    self.repeatable = true;
                }
            },
            _ => {
                self.at += character.len_utf8();
                self.repeatable = true;
            }
        }
        Ok(())
    }

    fn quantifier(&mut self, length: usize) -> Result<(), Fault> {
        if !self.repeatable {
            return Err((self.at, "there is nothing to repeat".to_owned()));
        }
        self.at += length;
        // Lazy, or with an engine that knows it, possessive.
        let _ = self.take('?') || self.take('+');
        self.repeatable = false;
        Ok(())
    }

    /// An escape; gives its character where it stands for one that is plain to see.
    fn escape(&mut self) -> Result<Option<char>, Fault> {
        let start = self.at;
        self.at += 1;
        let Some(character) = self.peek() else {
            let message = "the pattern ends with a backslash that escapes nothing".to_owned();
            return Err((start, message));
        };
        self.at += character.len_utf8();
        match character {
            'c' if !self
                .peek()
                .is_some_and(|letter| letter.is_ascii_alphabetic()) =>
            {
                Err((start, "`\\c` wants a letter after it".to_owned()))
            }
            _ if "dDwWsSbBtnrfv0123456789cxukpP".contains(character) => Ok(None),
            _ if character.is_ascii_alphanumeric() => {
                Err((start, format!("`\\{character}` is no escape of ECMA-262")))
            }
            _ => Ok(Some(character)),
        }
    }

    fn class(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let _ = self.take('[') && self.take('^');
        let unclosed = || (start, "this character class is never closed".to_owned());
        loop {
            let item = self.at;
            if self.take(']') {
                return Ok(());
            }
            self.peek().ok_or_else(unclosed)?;
            let low = self.class_item()?;
            let rest = &self.source[self.at..];
            if !rest.starts_with('-') || rest.starts_with("-]") {
                continue;
            }
            self.at += 1;
            self.peek().ok_or_else(unclosed)?;
            let high = self.class_item()?;
            if let (Some(low), Some(high)) = (low, high)
                && low > high
            {
                let message = format!("the range `{low}-{high}` is in the wrong order");
                return Err((item, message));
            }
        }
    }

    fn class_item(&mut self) -> Result<Option<char>, Fault> {
        let Some(character) = self.peek() else {
            return Ok(None);
        };
        if character == '\\' {
            return self.escape();
        }
        self.at += character.len_utf8();
        Ok(Some(character))
    }
}

/// The length of what opens a group: `(`, `(?:`, `(?=`, `(?<name>` …
fn group_opening(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("(?") else {
        return 1;
    };
    for mark in ["<=", "<!", ":", "=", "!"] {
        if rest.starts_with(mark) {
            return 2 + mark.len();
        }
    }
    // A name, or flags: up to what ends them, if that comes.
    let end = rest.find(['>', ':', ')']);
    match end {
        Some(end) if rest.as_bytes()[end] == b')' => 2 + end,
        Some(end) => 2 + end + 1,
        None => 2,
    }
}

/// A counted quantifier at the start of the text: its length, and whether its counts are in the
/// wrong order. `None` if it is a plain brace.
fn counted(text: &str) -> Option<(usize, bool)> {
    let end = text.find('}')?;
    let inner = &text[1..end];
    let (low, high) = inner.split_once(',').unwrap_or((inner, inner));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if low.is_empty() || !digits(low) || !digits(high) {
        return None;
    }
    let (low, high) = (low.trim_start_matches('0'), high.trim_start_matches('0'));
    let reversed = !inner.ends_with(',') && (low.len(), low) > (high.len(), high);
    Some((end + 1, reversed))
}
