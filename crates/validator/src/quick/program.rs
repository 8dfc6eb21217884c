//! What the quick walk runs on: one code for each rule of a plan.

use trueup_document::Kind;
use trueup_document::cursor::Expected;

use crate::plan::table::Table;
use crate::plan::{Condition, Kinds, RuleId, kinds};

/// The codes of all rules.
pub(crate) struct Program {
    /// Invariant: one for each rule of the plan, at the place of its id; behind them stands the one
    /// for the ways that a careful program closes.
    pub(super) codes: Vec<Code>,
    /// In a careful program, which rules may make the value deprecated that they are asked about.
    pub(super) deprecated: Vec<bool>,
}

pub(super) enum Code {
    /// Everything is accepted.
    Any,
    /// Nothing is.
    Never,
    /// Only a document can tell.
    Closer,
    Check(Box<Check>),
}

impl Program {
    #[inline(always)]
    pub(super) fn code(&self, rule: RuleId) -> &Code {
        // By the invariant of `codes`.
        &self.codes[rule.index()]
    }

    /// Whether a value that begins with the byte is read into a document anyway.
    pub(super) fn needs_document(&self, rule: RuleId, byte: u8) -> bool {
        if self.deprecated.get(rule.index()) == Some(&true) {
            return true;
        }
        match (self.code(rule), kinds::of(byte)) {
            (Code::Check(check), Some(kind)) => check.document.has(kind),
            (_, kind) => kind.is_none(),
        }
    }

    /// How many rules there are, and how many of them have values that only a document can judge.
    pub(crate) fn coverage(&self) -> (usize, usize) {
        let left = |code: &&Code| match code {
            Code::Check(check) => check.document != Kinds::NONE,
            Code::Closer => true,
            Code::Any | Code::Never => false,
        };
        (self.codes.len(), self.codes.iter().filter(left).count())
    }
}

/// What one rule asks of a value.
pub(super) struct Check {
    /// The kinds that it may accept.
    pub(super) kinds: Kinds,
    /// The kinds whose values are read into a document.
    pub(super) document: Kinds,
    /// The kinds whose values must be walked for the rule itself.
    pub(super) own: Kinds,
    pub(super) number: NumberCheck,
    pub(super) string: StringCheck,
    pub(super) null: bool,
    pub(super) yes: bool,
    pub(super) no: bool,
    pub(super) array: Option<Box<ArrayCheck>>,
    pub(super) object: Option<Box<ObjectCheck>>,
    pub(super) steps: Vec<Step>,
}

/// What is asked of numbers.
pub(super) struct NumberCheck {
    /// The least and the greatest of those written as short integers.
    pub(super) least: i64,
    pub(super) greatest: i64,
    /// Whether there is more to ask of them.
    pub(super) more: bool,
    /// Whether there is anything to ask of others.
    pub(super) others: bool,
}

/// What is asked of strings.
pub(super) struct StringCheck {
    pub(super) min_length: u64,
    pub(super) max_length: u64,
    /// Whether only listed strings are allowed.
    pub(super) words: bool,
    pub(super) date_time: bool,
    /// Whether a pattern, another format or an encoding is asked for.
    pub(super) more: bool,
}

pub(super) struct ArrayCheck {
    pub(super) prefix: Vec<RuleId>,
    pub(super) rest: Option<RuleId>,
    pub(super) min_items: u64,
    pub(super) max_items: u64,
    pub(super) unique: bool,
    pub(super) contains: Option<ContainsCheck>,
}

pub(super) struct ContainsCheck {
    pub(super) rule: RuleId,
    pub(super) min: u64,
    pub(super) max: u64,
}

pub(super) struct ObjectCheck {
    pub(super) names: Vec<Name>,
    pub(super) table: Table,
    /// The bits of the names that are required.
    pub(super) required: u64,
    pub(super) patterns: bool,
    pub(super) additional: Option<RuleId>,
    pub(super) property_names: Option<RuleId>,
    pub(super) min_properties: u64,
    pub(super) max_properties: u64,
    /// `dependentRequired`: where the first bit is there, all of the others are needed.
    pub(super) dependent_required: Vec<(u64, u64)>,
    /// `dependentSchemas`: where the bit is there, the object is walked once more.
    pub(super) dependent_schemas: Vec<(u64, RuleId)>,
}

/// A name that an object schema lists.
pub(super) struct Name {
    pub(super) name: Box<str>,
    pub(super) print: u32,
    /// As it stands in a text, if it needs no escapes.
    pub(super) expected: Option<Expected>,
    pub(super) rule: Option<RuleId>,
    /// A bit of its own, or 0 when they have run out.
    pub(super) bit: u64,
}

/// A combination: the value is walked once more.
pub(super) enum Step {
    All(RuleId),
    Any(Branches),
    One(Branches),
    Not(RuleId),
    If(Condition),
}

/// Branches by the kind of value that they may accept.
pub(super) struct Branches([Vec<RuleId>; 6]);

impl Branches {
    pub(super) fn new(branches: &[RuleId], kinds: impl Fn(RuleId) -> Kinds) -> Self {
        Self(kinds::EACH.map(|kind| {
            let fitting = branches.iter().copied();
            fitting.filter(|&rule| kinds(rule).has(kind)).collect()
        }))
    }

    #[inline(always)]
    pub(super) fn of(&self, kind: Kind) -> &[RuleId] {
        // There are as many as kinds.
        &self.0[kind as usize]
    }
}
