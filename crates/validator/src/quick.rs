//! The quick verdict: one pass over the bytes, without a document.
//!
//! In: a [`Program`] made from a plan, a rule, bytes. Out: "valid", or "look closer". Whatever is
//! unusual in a payload, and every fault, is left to the [`Judge`](crate::judge::Judge) on a
//! document, so this walk has one duty only: never to call valid what is not.
//!
//! Inside, a walk over a value also tells whether the value is surely refused, since the branches
//! of a combination need to know. A value that would have to be walked more than twice, and what
//! the program has no code for, is read into a document by itself and judged there.
//!
//! What a newcomer would miss: work is bounded by `fuel`, since a branch reads its value again. It is
//! spent on combinations, and at the end of arrays and objects by their size, so that what is read
//! once costs no more than a subtraction for each of those.

use std::cell::Cell;

use trueup_document::cursor::{Cursor, Names, Text};
use trueup_document::{Buffer, Kind};
use trueup_rules::date_time;

use crate::judge::{Fuel, Judge};
use crate::options::Options;
use crate::plan::{Plan, RuleId, kinds};

mod array;
mod build;
mod careful;
mod choice;
mod entry;
mod followers;
mod leaf;
mod link;
mod object;
mod plain;
mod program;
pub(crate) mod tape;

pub(crate) use program::Program;
use program::{Act, Check, Code, Step};

/// What a walk over a value says: where the value ends, if it is accepted.
type Walk = Result<usize, Stop>;

/// Why a walk stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// The value is surely refused.
    Refused,
    /// Only a document can tell.
    Closer,
}

/// The deepest stack of containers and combinations; what lies deeper is for the judge. One level
/// takes some KB of stack in a debug build.
const MAX_DEPTH: usize = 400;

/// Whether the bytes are surely a JSON text that the rule accepts.
pub(crate) fn is_valid(
    plan: &Plan,
    program: &Program,
    rule: RuleId,
    bytes: &[u8],
    options: &Options,
    memory: &mut Memory,
) -> bool {
    let rule = program.entry(rule);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if program.needs_document(rule, first.copied().unwrap_or(0)) {
        return false;
    }
    let Some(cursor) = Cursor::with_memory(bytes, &options.limits, &mut memory.prints) else {
        return false;
    };
    let (at, byte) = cursor.space(0);
    let mut quick = Quick {
        plan,
        program,
        cursor,
        nested: 0,
        fuel: Fuel::new(bytes.len(), options.max_steps),
        buffer: &mut memory.buffer,
    };
    let end = quick.value(rule, at, byte, 0);
    let valid = end.is_ok_and(|end| quick.cursor.space(end).0 == bytes.len());
    quick.cursor.release(&mut memory.prints);
    valid
}

/// Memory that one verdict after another uses.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) buffer: Buffer,
    prints: Vec<u32>,
}

impl Memory {
    /// How many bytes of text the memory is kept for.
    const KEPT: usize = 1_048_576;

    /// Works with the memory of this thread.
    pub(crate) fn with<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        thread_local! {
            // Boxed, so that taking it and putting it back is no more than a pointer.
            static MEMORY: Cell<Option<Box<Memory>>> = const { Cell::new(None) };
        }
        // While it is taken, and after a panic, there is another, which is empty.
        let mut memory = MEMORY.take().unwrap_or_default();
        let result = work(&mut memory);
        memory.buffer.shrink_to(Self::KEPT);
        memory.prints.shrink_to(Self::KEPT / 16);
        MEMORY.set(Some(memory));
        result
    }
}

struct Quick<'p, 's> {
    plan: &'p Plan,
    program: &'p Program,
    cursor: Cursor<'s>,
    /// How many combinations the walk is inside of.
    nested: usize,
    /// What is left of the work that it may do.
    fuel: Fuel,
    buffer: &'p mut Buffer,
}

impl<'p, 's> Quick<'p, 's> {
    /// Walks the value that begins with `byte` at `at` and lies in `depth` arrays and objects.
    #[inline(always)]
    fn value(&mut self, rule: RuleId, at: usize, byte: u8, depth: usize) -> Walk {
        match self.program.code(rule) {
            Code::Check(check) => self.check(rule, check, at, byte, depth),
            Code::Any => self.skip(at, byte, depth),
            Code::Kinds(kinds) => {
                let kind = kinds::of(byte).ok_or(Stop::Closer)?;
                if kinds.has(kind) {
                    self.skip(at, byte, depth)
                } else {
                    Err(Stop::Refused)
                }
            }
            Code::Never => Err(Stop::Refused),
            Code::Closer => Err(Stop::Closer),
        }
    }

    /// The same with a short way in place for what most members are. Whatever it does not see is
    /// seen the long way.
    #[inline(always)]
    fn value_of_member(&mut self, rule: RuleId, at: usize, byte: u8, depth: usize) -> Walk {
        if let Code::Check(check) = self.program.code(rule) {
            let end = match check.in_text[kinds::place(byte)] {
                Act::Accept if byte == b'"' => return Ok(self.text(at)?.end),
                Act::Accept => self.cursor.literal(at, byte),
                Act::Length => return self.length(check, at),
                Act::DateTime => date_time::common_in_quotes(self.cursor.bytes(), at),
                Act::Bounds => self.short_integer(check, at),
                _ => None,
            };
            return match end {
                Some(end) => Ok(end),
                None => self.check(rule, check, at, byte, depth),
            };
        }
        self.value(rule, at, byte, depth)
    }

    fn skip(&mut self, at: usize, byte: u8, depth: usize) -> Walk {
        let end = self.cursor.skip(at, byte, depth).ok_or(Stop::Closer)?;
        self.burn(end - at)?;
        Ok(end)
    }

    #[inline(always)]
    fn burn(&mut self, work: usize) -> Result<(), Stop> {
        if self.fuel.burn(work) {
            Ok(())
        } else {
            Err(Stop::Closer)
        }
    }

    fn check(&mut self, rule: RuleId, check: &'p Check, at: usize, byte: u8, depth: usize) -> Walk {
        // There is one for each place of a kind and one for what is none.
        let end = match check.in_text[kinds::place(byte)] {
            Act::Accept => return self.skip(at, byte, depth),
            Act::Refuse => return Err(Stop::Refused),
            Act::None => return Err(Stop::Closer),
            Act::Document => return self.document(rule, at, depth),
            Act::Steps => at,
            Act::Length => return self.length(check, at),
            Act::DateTime | Act::String => self.string(rule, check, at)?,
            Act::Bounds | Act::Number => self.number(rule, check, at)?,
            Act::Object => match &check.object {
                Some(object) => self.object(rule, object, at, depth)?,
                None => self.skip(at, byte, depth)?,
            },
            Act::Array => match &check.array {
                Some(array) => self.array(array, at, depth)?,
                None => self.skip(at, byte, depth)?,
            },
            Act::Literal => self.literal(check, at, byte)?,
        };
        if check.steps.is_empty() {
            return Ok(end);
        }
        let kind = kinds::of(byte).ok_or(Stop::Closer)?;
        self.steps(check, kind, at, byte, depth, end)
    }

    /// Goes into an array or an object, or into a combination, if that is not too deep.
    #[inline(always)]
    fn enter(&self, depth: usize) -> Result<(), Stop> {
        if depth >= self.cursor.max_depth() || self.nested + depth >= MAX_DEPTH {
            Err(Stop::Closer)
        } else {
            Ok(())
        }
    }

    /// Walks the value once more for each combination.
    fn steps(
        &mut self,
        check: &'p Check,
        kind: Kind,
        at: usize,
        byte: u8,
        depth: usize,
        mut end: usize,
    ) -> Walk {
        self.enter(depth)?;
        self.burn(check.steps.len())?;
        self.nested += 1;
        let mut outcome = Ok(());
        for step in &check.steps {
            outcome = self.step(step, kind, at, byte, depth, &mut end);
            if outcome.is_err() {
                break;
            }
        }
        self.nested -= 1;
        outcome.map(|()| end)
    }

    fn step(
        &mut self,
        step: &'p Step,
        kind: Kind,
        at: usize,
        byte: u8,
        depth: usize,
        end: &mut usize,
    ) -> Result<(), Stop> {
        match step {
            Step::All(rule) => *end = self.value(*rule, at, byte, depth)?,
            Step::Any(branches) => *end = self.any(branches.of(kind), at, byte, depth)?,
            Step::One(branches) => *end = self.one(branches.of(kind), at, byte, depth)?,
            Step::Not(rule) => {
                if self.tries(*rule, at, byte, depth)? {
                    return Err(Stop::Refused);
                }
            }
            Step::If(condition) => {
                let outcome = if self.tries(condition.test, at, byte, depth)? {
                    condition.then
                } else {
                    condition.otherwise
                };
                if let Some(rule) = outcome {
                    self.value(rule, at, byte, depth)?;
                }
            }
        }
        Ok(())
    }

    fn any(&mut self, branches: &[RuleId], at: usize, byte: u8, depth: usize) -> Walk {
        if let [only] = branches {
            return self.value(*only, at, byte, depth);
        }
        self.burn(branches.len())?;
        let names = self.cursor.open();
        let mut stop = Stop::Refused;
        for &rule in branches {
            match self.value(rule, at, byte, depth) {
                Ok(end) => return Ok(end),
                Err(why) => stop = self.stopped(stop, why, names),
            }
        }
        Err(stop)
    }

    fn one(&mut self, branches: &[RuleId], at: usize, byte: u8, depth: usize) -> Walk {
        if let [only] = branches {
            return self.value(*only, at, byte, depth);
        }
        self.burn(branches.len())?;
        let names = self.cursor.open();
        let mut found = Err(Stop::Refused);
        for &rule in branches {
            match (self.value(rule, at, byte, depth), found) {
                (Ok(_), Ok(_)) => return Err(Stop::Refused),
                (Ok(end), _) => found = Ok(end),
                (Err(Stop::Closer), _) => return Err(Stop::Closer),
                (Err(Stop::Refused), _) => self.cursor.close(names),
            }
        }
        found
    }

    /// After a branch that stopped: forgets its names, and says why all of them stop.
    fn stopped(&mut self, before: Stop, now: Stop, names: Names) -> Stop {
        self.cursor.close(names);
        if now == Stop::Closer { now } else { before }
    }

    /// Whether a rule accepts a value; either answer lets the walk go on.
    fn tries(&mut self, rule: RuleId, at: usize, byte: u8, depth: usize) -> Result<bool, Stop> {
        let names = self.cursor.open();
        let answer = match self.value(rule, at, byte, depth) {
            Ok(_) => Ok(true),
            Err(Stop::Refused) => Ok(false),
            Err(Stop::Closer) => Err(Stop::Closer),
        };
        self.cursor.close(names);
        answer
    }

    /// Reads one value into a document and judges it there.
    fn document(&mut self, rule: RuleId, at: usize, depth: usize) -> Walk {
        let read = self.cursor.document(at, depth, self.buffer);
        let (document, end) = read.ok_or(Stop::Closer)?;
        let fuel = &mut self.fuel;
        let quick = tape::verdict(self.plan, self.program, rule, document.root(), fuel);
        let verdict = quick.map_or_else(
            || Judge::verdict_within(self.plan, &mut fuel.judge, rule, document.root()),
            Ok,
        );
        let distinct = document.duplicate_keys().is_empty();
        document.release(self.buffer);
        self.burn(end - at)?;
        match verdict {
            Ok(true) if distinct => Ok(end),
            // Whoever accepts it in another way walks over all of it, and sees names that stand twice.
            Ok(false) => Err(Stop::Refused),
            _ => Err(Stop::Closer),
        }
    }

    /// A string's end; the fault of a text is for the reader to find.
    #[inline(always)]
    fn text(&mut self, at: usize) -> Result<Text, Stop> {
        self.cursor.string(at).ok_or(Stop::Closer)
    }
}
