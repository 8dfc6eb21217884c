//! Patterns that look ahead from the beginning of the text only: `^(?=.*\d)(?!admin$)\w+$`.
//!
//! Schemas write nearly all of their look-ahead that way. Each part asks something of the whole
//! text by itself, so it is a pattern of its own, anchored, which the linear engine searches for
//! once: the parts ahead must be found, or not be found for `(?!`, and so must be the rest.
//!
//! What a part means must not depend on the others, so a pattern that refers back to a group is
//! left to the other engine, as is one that sets flags or names groups, and one whose rest has
//! alternatives: `^(?=a)b|c` looks ahead in the first of two only.

use fancy_regex::Regex;
use regex_syntax::ast::Ast;

use super::StepLimit;
use super::engine::{Engine, parse, search};

/// What is asked of a text from its beginning.
#[derive(Clone, Debug)]
pub(super) struct Conjunction(Vec<Part>);

/// One pattern of several.
#[derive(Clone, Debug)]
struct Part {
    regex: Regex,
    /// Whether it is to be found.
    wanted: bool,
}

impl Conjunction {
    /// Takes a translated pattern apart; `None` if it is of another kind.
    pub(super) fn of(translated: &str) -> Option<Self> {
        let mut groups = translated.split("(?").skip(1);
        if translated.len() > LONGEST || !groups.all(|group| group.starts_with([':', '=', '!'])) {
            return None;
        }
        let mut rest = translated.strip_prefix('^')?;
        let mut parts = Vec::new();
        while let Some((ahead, wanted)) = ahead(rest) {
            let inner = inner(ahead)?;
            if parts.len() == MOST_PARTS {
                return None;
            }
            parts.push(Part::new(inner, wanted)?);
            rest = ahead.get(inner.len() + 1..)?;
        }
        let alone = !matches!(parse(rest)?, Ast::Alternation(_));
        if parts.is_empty() || !alone {
            return None;
        }
        parts.push(Part::new(rest, true)?);
        Some(Self(parts))
    }

    pub(super) fn parts(&self) -> usize {
        self.0.len()
    }

    /// Whether each part is found or not, as is wanted; `None` where the engine has no answer.
    pub(super) fn is_match(&self, text: &str) -> Option<Result<bool, StepLimit>> {
        for part in &self.0 {
            match search(&part.regex, text)? {
                Ok(found) if found == part.wanted => {}
                Ok(_) => return Some(Ok(false)),
                Err(limit) => return Some(Err(limit)),
            }
        }
        Some(Ok(true))
    }
}

impl Part {
    fn new(pattern: &str, wanted: bool) -> Option<Self> {
        match Engine::new(format!("^(?:{pattern})"))? {
            Engine::Linear(regex) => Some(Self { regex, wanted }),
            Engine::Conjunction(_) | Engine::Backtracking(_) => None,
        }
    }
}

/// Longer patterns are left to the other engine, since finding the ends of groups reads them again.
const LONGEST: usize = 4096;

/// The most that a pattern looks ahead at: each takes memory for an engine of its own.
const MOST_PARTS: usize = 8;

/// What follows the opening of a look-ahead, and whether that is to be found.
fn ahead(text: &str) -> Option<(&str, bool)> {
    let found = text.strip_prefix("(?=").map(|rest| (rest, true));
    found.or_else(|| text.strip_prefix("(?!").map(|rest| (rest, false)))
}

/// What stands before the parenthesis that closes the group: the first one before which there is a
/// pattern, since one inside of a class or of a group leaves that open.
fn inner(text: &str) -> Option<&str> {
    let closings = text.match_indices(')').map(|(at, _)| at);
    let mut inner = closings.filter_map(|at| text.get(..at)).take(MOST);
    inner.find(|inner| parse(inner).is_some())
}

/// So many closing parentheses are tried, as each try reads what stands before.
const MOST: usize = 64;
