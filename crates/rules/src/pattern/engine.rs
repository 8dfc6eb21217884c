//! The engine behind all patterns that no shortcut judges, and what a search with it may take.
//!
//! What the linear engine knows is searched in one pass over the text, and what looks ahead from the
//! beginning only in a few. Other look-around and back-references need an engine that goes back and
//! tries again, and each new try may read the whole rest of the text: `(?=[^b]*c)a` reads a text of
//! a hundred thousand `a` a hundred thousand times. So the number of tries is bounded, and so is that
//! number times the length of the text.
//!
//! Most searches need few tries. They are searched with a small bound first, and what they are
//! counted as follows the bound that was enough, so that a caller can bound many searches together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use fancy_regex::{Regex, RegexBuilder};
use regex_syntax::ast::{self, Ast};

use super::conjunction::Conjunction;
use super::{Pattern, StepLimit};

/// The bounds on tries that come before the last one.
const FIRST: [usize; 2] = [256, 16_384];

/// Bytes of text that are read in about the time of a step, by the linear engine.
const BYTES: usize = 4;

/// The same for one try of the other, most of which read far less than the whole text.
const BYTES_OF_A_TRY: usize = 64;

/// The steps of a search are at most so many for each try that is allowed.
const STEPS: usize = 8;

/// A pattern in the terms of the engine.
#[derive(Clone, Debug)]
pub(super) enum Engine {
    Linear(Regex),
    Conjunction(Conjunction),
    Backtracking(Box<Backtracking>),
}

/// A pattern with look-around or back-references.
#[derive(Clone, Debug)]
pub(super) struct Backtracking {
    translated: String,
    /// The most tries.
    most: usize,
    /// The pattern compiled with each bound on tries.
    rounds: [OnceLock<Option<Regex>>; 3],
}

impl Engine {
    /// Compiles what has been translated; `None` if the engine refuses it.
    pub(super) fn new(translated: String) -> Option<Self> {
        let regex = build(&translated, FIRST[0])?;
        if is_linear(&translated) {
            return Some(Self::Linear(regex));
        }
        if let Some(conjunction) = Conjunction::of(&translated) {
            return Some(Self::Conjunction(conjunction));
        }
        let rounds = [Some(regex).into(), OnceLock::new(), OnceLock::new()];
        Some(Self::Backtracking(Box::new(Backtracking {
            translated,
            most: Pattern::MAX_STEPS,
            rounds,
        })))
    }

    /// The same with another bound on tries; `None` where tries do not count, or it is the same.
    pub(super) fn with_max_steps(&self, most: usize) -> Option<Self> {
        let Self::Backtracking(pattern) = self else {
            return None;
        };
        let bounded = || Backtracking {
            translated: pattern.translated.clone(),
            most,
            rounds: Default::default(),
        };
        (most != pattern.most).then(|| Self::Backtracking(Box::new(bounded())))
    }

    /// Whether the pattern matches somewhere in the text, and the steps that it took to find out.
    pub(super) fn search(&self, text: &str) -> (Result<bool, StepLimit>, u64) {
        match self {
            Self::Linear(regex) => {
                let found = search(regex, text).unwrap_or(Err(StepLimit));
                (found, one_pass(text))
            }
            Self::Conjunction(conjunction) => {
                let found = conjunction.is_match(text).unwrap_or(Err(StepLimit));
                (found, one_pass(text) * conjunction.parts() as u64)
            }
            Self::Backtracking(pattern) => pattern.search(text),
        }
    }
}

impl Backtracking {
    fn search(&self, text: &str) -> (Result<bool, StepLimit>, u64) {
        let most = steps(self.most, "").saturating_mul(STEPS as u64);
        let mut taken = 0;
        let bounds = [FIRST[0], FIRST[1], self.most];
        for (bound, round) in bounds.into_iter().zip(&self.rounds) {
            let bound = bound.min(self.most);
            if steps(bound, text) > most {
                break;
            }
            taken += steps(bound, text);
            let regex = round.get_or_init(|| build(&self.translated, bound));
            match regex.as_ref().and_then(|regex| search(regex, text)) {
                Some(Err(StepLimit)) => {}
                Some(found) => return (found, taken),
                None => break,
            }
        }
        (Err(StepLimit), taken)
    }
}

/// The steps of reading a text once.
pub(super) fn one_pass(text: &str) -> u64 {
    (1 + text.len() / BYTES) as u64
}

/// Tries, each of which may read the whole text, as steps.
fn steps(tries: usize, text: &str) -> u64 {
    let each = 1 + text.len() / BYTES_OF_A_TRY;
    (tries as u64).saturating_mul(each as u64)
}

/// Whether the linear engine knows all that a translated pattern asks for. What repeats without
/// giving back, such as `a++`, only reads as if it did.
fn is_linear(translated: &str) -> bool {
    let suspect = |sign: &str| translated.contains(sign);
    // In a class the signs are characters.
    let keeps = ["++", "*+", "?+", "}+"].into_iter().any(suspect) && keeps(translated);
    !keeps && regex_syntax::parse(translated).is_ok()
}

/// Whether something is repeated that is a repetition itself, as the linear engine would read it.
fn keeps(translated: &str) -> bool {
    struct Repetitions;

    impl ast::Visitor for Repetitions {
        type Output = ();
        type Err = ();

        fn finish(self) -> Result<(), ()> {
            Ok(())
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
            match ast {
                Ast::Repetition(outer) if matches!(*outer.ast, Ast::Repetition(_)) => Err(()),
                _ => Ok(()),
            }
        }
    }

    parse(translated).is_some_and(|ast| ast::visit(&ast, Repetitions).is_err())
}

/// A pattern as the linear engine reads it; `None` if it does not know all that stands in it.
pub(super) fn parse(translated: &str) -> Option<Ast> {
    ast::parse::Parser::new().parse(translated).ok()
}

fn build(translated: &str, tries: usize) -> Option<Regex> {
    RegexBuilder::new(translated)
        .backtrack_limit(tries)
        .build()
        .ok()
}

/// `regex-automata` is known to panic on a few huge counted repetitions; the reference catches that
/// too, and calls it unfinished. Then there is no answer, whatever the bound.
pub(super) fn search(regex: &Regex, text: &str) -> Option<Result<bool, StepLimit>> {
    catch_unwind(AssertUnwindSafe(|| regex.is_match(text)))
        .ok()
        .map(|found| found.map_err(|_| StepLimit))
}
