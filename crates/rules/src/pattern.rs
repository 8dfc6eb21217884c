//! `pattern` and `patternProperties`: regular expressions of ECMA-262 over Rust's engines.
//!
//! JSON Schema Core 2020-12, section 6.4: a pattern is an ECMA-262 regular expression, and it is
//! searched for anywhere in the string unless it is anchored. What a pattern means here is what the
//! reference implementation makes of it, the `jsonschema` crate: `jsonschema-regex` translates it
//! (`\d`, `\w`, `\s`, `\cA`, set syntax inside classes), `fancy-regex` runs it, and that gives all
//! that needs no backtracking to the linear engine behind the `regex` crate. What looks
//! ahead from the beginning only is taken apart into patterns that need none (`conjunction`).
//!
//! Anchors: `^` and `$` mean the beginning and the end of the text, as in ECMA-262 without the
//! flag `m`. `$` does not match before a line feed at the end, unlike in Perl and Python:
//! `^[a-z]*$` refuses `"abc\n"`.
//!
//! Known differences from ECMA-262, all shared with the reference: `.` matches all but a line feed
//! (ECMA-262 leaves out `\r`, U+2028 and U+2029 as well); `\b` knows all of Unicode's letters; in a
//! pattern with look-around or back-references, which is not translated, `\d`, `\w` and `\s` do
//! too; and a character outside the basic plane is one character, as with the flag `u`.
//!
//! Patterns that are a plain word or one anchored character class, such as `^[a-zA-Z0-9_-]*$`, are
//! matched without any engine; so are those that any text matches, or any that is not empty.
//!
//! A search that would take too many steps gives [`StepLimit`], never a guess; `engine` says what
//! is too many.

mod any;
mod class;
mod conjunction;
mod engine;
mod locate;

use std::fmt;
use std::panic::catch_unwind;
use std::sync::Arc;

use jsonschema_regex::PatternAnalysis;

use any::Any;
use class::ClassRun;
use engine::Engine;

/// A compiled pattern. A clone shares what was compiled. Equal are patterns of the same source.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: Arc<str>,
    matcher: Matcher,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

#[derive(Clone, Debug)]
enum Matcher {
    /// `^word`
    Prefix(Arc<str>),
    /// `^word$`
    Exact(Arc<str>),
    /// `^(one|other)$`
    OneOf(Arc<[String]>),
    /// `^\S*$`
    NoWhitespace,
    /// `^[class]*$`
    Class(Arc<ClassRun>),
    /// `.*`, `^.+$`
    Any(Any),
    /// Everything else.
    Engine(Arc<Engine>),
}

impl Pattern {
    /// The tries that one search may take unless told otherwise.
    pub const MAX_STEPS: usize = 1_000_000;

    /// Compiles a pattern.
    ///
    /// ```
    /// use trueup_rules::pattern::Pattern;
    ///
    /// let pattern = Pattern::new("^[a-z]+$")?;
    /// assert_eq!(pattern.is_match("abc"), Ok(true));
    /// assert_eq!(pattern.is_match("abc\n"), Ok(false));
    /// assert_eq!(Pattern::new("a(b").unwrap_err().offset(), Some(1));
    /// # Ok::<(), trueup_rules::pattern::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong with the pattern, and where, as far as that can be told: it is no regular
    /// expression, it uses what the engine does not know, or it would compile to too much memory.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        Ok(Self {
            source: source.into(),
            matcher: Matcher::new(source)?,
        })
    }

    /// The same pattern with another bound on the tries of a search; see [`StepLimit`].
    ///
    /// ```
    /// use trueup_rules::pattern::{Pattern, StepLimit};
    ///
    /// let pattern = Pattern::new("(?=a)b")?;
    /// let text = "b".repeat(512);
    /// assert_eq!(pattern.is_match(&text), Ok(false));
    /// assert_eq!(pattern.with_max_steps(100).is_match(&text), Err(StepLimit));
    /// # Ok::<(), trueup_rules::pattern::PatternError>(())
    /// ```
    #[must_use]
    pub fn with_max_steps(mut self, most: usize) -> Self {
        if let Matcher::Engine(engine) = &self.matcher
            && let Some(bounded) = engine.with_max_steps(most)
        {
            self.matcher = Matcher::Engine(Arc::new(bounded));
        }
        self
    }

    /// The pattern as it was given.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the pattern matches somewhere in the text.
    ///
    /// # Errors
    /// [`StepLimit`] when the engine gives up. Only patterns with look-around or back-references
    /// take more than linear time, so only they should meet it.
    pub fn is_match(&self, text: &str) -> Result<bool, StepLimit> {
        self.search(text).0
    }

    /// The same, and how many steps it took at most: a step reads some four bytes.
    pub fn search(&self, text: &str) -> (Result<bool, StepLimit>, u64) {
        let found = match &self.matcher {
            Matcher::Prefix(prefix) => text.starts_with(&**prefix),
            Matcher::Exact(word) => text == &**word,
            Matcher::OneOf(words) => words.iter().any(|word| word == text),
            Matcher::NoWhitespace => !jsonschema_regex::contains_ecma_whitespace(text),
            Matcher::Class(run) => run.is_match(text),
            Matcher::Any(any) => any.is_match(text),
            Matcher::Engine(engine) => return engine.search(text),
        };
        (Ok(found), engine::one_pass(text))
    }
}

impl Matcher {
    fn new(source: &str) -> Result<Self, PatternError> {
        // The reference judges these without its engine, so it takes some that the engine would
        // refuse, `^a\_b` for one.
        Ok(match jsonschema_regex::analyze_pattern(source) {
            Some(PatternAnalysis::Prefix(prefix)) => Self::Prefix(prefix.into()),
            Some(PatternAnalysis::Exact(word)) => Self::Exact(word.into()),
            Some(PatternAnalysis::Alternation(words)) => Self::OneOf(words.into()),
            Some(PatternAnalysis::NoWhitespace) => Self::NoWhitespace,
            None => match (ClassRun::of(source), Any::of(source)) {
                (Some(run), _) => Self::Class(Arc::new(run)),
                (None, Some(any)) => Self::Any(any),
                (None, None) => Self::Engine(Arc::new(compile(source)?)),
            },
        })
    }
}

/// Translates and compiles, without any shortcut.
fn compile(source: &str) -> Result<Engine, PatternError> {
    if translation_cost(source) > LARGEST_COST {
        return Err(PatternError::new(
            "the pattern has too many escapes such as `\\d` for its length".to_owned(),
            None,
        ));
    }
    let compiled = catch_unwind(|| {
        let translated = jsonschema_regex::to_rust_regex(source).ok()?;
        Engine::new(translated.into_owned())
    });
    match compiled {
        Ok(Some(engine)) => Ok(engine),
        Ok(None) => Err(locate::explain(source)),
        Err(_) => Err(PatternError::new(
            "the pattern is too much for the engine of regular expressions".to_owned(),
            None,
        )),
    }
}

/// The translation reads the whole pattern anew for each `\d`, `\w`, `\s` and `\cA`, so its time
/// grows with the square of a pattern that is made of them: two minutes for 20 000 of `\d`. About
/// 1000 of those, or 350 of `\s`, which grows most, still pass and take a second.
const LARGEST_COST: usize = 20_000_000;

/// The number of such escapes times the length that the pattern comes to.
fn translation_cost(source: &str) -> usize {
    let pairs = source.as_bytes().windows(2);
    let (mut count, mut length) = (0_usize, source.len());
    for pair in pairs.filter(|pair| pair[0] == b'\\') {
        let growth = match pair[1] {
            b's' | b'S' => 150,
            b'd' | b'D' | b'w' | b'W' | b'c' => 14,
            _ => continue,
        };
        count += 1;
        length = length.saturating_add(growth);
    }
    count.saturating_mul(length)
}

/// Why a pattern does not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    message: String,
    offset: Option<usize>,
}

impl PatternError {
    fn new(message: String, offset: Option<usize>) -> Self {
        Self { message, offset }
    }

    /// What is wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The byte of the pattern where it goes wrong, from 0, when that is known. It lies on a
    /// character boundary; it may be the end.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset {
            Some(offset) => write!(f, "{} (at byte {offset} of the pattern)", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for PatternError {}

/// The engine gave up: whether the pattern matches is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StepLimit;

impl fmt::Display for StepLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pattern takes too many steps on this text")
    }
}

impl std::error::Error for StepLimit {}
