//! What the quick walk runs on: one code for each rule of a plan.

use std::sync::Arc;

use trueup_document::cursor::Expected;

use super::choice::Branches;
use super::followers::Followers;
use crate::plan::kinds::EACH;
use crate::plan::table::Table;
use crate::plan::{Condition, Kinds, RuleId, Words, kinds};

/// The codes of all rules.
pub(crate) struct Program {
    /// Invariant: one for each rule of the plan, at the place of its id; behind them stands the one
    /// for the ways that a careful program closes.
    pub(super) codes: Vec<Code>,
    /// In a careful program, which rules may make the value deprecated that they are asked about.
    pub(super) deprecated: Vec<bool>,
    /// Where a walk by a rule begins: at the rule, or where it only leads to.
    /// Invariant: one for each rule of the plan, at the place of its id, and each has a code.
    pub(super) entries: Vec<RuleId>,
}

pub(super) enum Code {
    /// Everything is accepted.
    Any,
    /// Nothing is.
    Never,
    /// Values of these kinds are, whatever they are.
    Kinds(Kinds),
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

    /// The rule at which a walk by a rule begins.
    #[inline(always)]
    pub(super) fn entry(&self, rule: RuleId) -> RuleId {
        // By the invariant of `entries`.
        self.entries[rule.index()]
    }

    /// Whether a value that begins with the byte is read into a document anyway.
    pub(super) fn needs_document(&self, rule: RuleId, byte: u8) -> bool {
        if self.deprecated.get(rule.index()) == Some(&true) {
            return true;
        }
        match (self.code(rule), kinds::of(byte)) {
            (Code::Check(check), Some(kind)) => check.document.has(kind),
            (Code::Any | Code::Never | Code::Kinds(_), Some(_)) => false,
            (Code::Closer, _) | (_, None) => true,
        }
    }

    /// How many rules there are, and how many of them have values that only a document can judge.
    pub(crate) fn coverage(&self) -> (usize, usize) {
        let left = |code: &&Code| match code {
            Code::Check(check) => check.document != Kinds::NONE,
            Code::Closer => true,
            Code::Any | Code::Never | Code::Kinds(_) => false,
        };
        (self.codes.len(), self.codes.iter().filter(left).count())
    }
}

impl Program {
    /// Whether the walk over the bytes is likely to be quicker than a document and a walk over its
    /// tape: where nothing needs a document anyway, and most of the names that objects list are
    /// required. Such payloads are written by programs in the order of the schema, for which that
    /// walk is made; what people write has other names in any order.
    pub(crate) fn suits_bytes(&self, root: RuleId) -> bool {
        let mut met = vec![false; self.codes.len()];
        let mut waiting = vec![root];
        let (mut names, mut required) = (0, 0);
        while let Some(rule) = waiting.pop() {
            if std::mem::replace(&mut met[rule.index()], true) {
                continue;
            }
            let Code::Check(check) = self.code(rule) else {
                continue;
            };
            let patterns = check.object.as_ref().is_some_and(|object| object.patterns);
            if patterns || check.document != Kinds::NONE || check.exact != Kinds::NONE {
                return false;
            }
            if let Some(object) = &check.object {
                names += object.names.len();
                required += object.required.count_ones() as usize;
            }
            waiting.extend(check.parts());
        }
        required * 2 >= names
    }
}

impl Check {
    /// The rules that it leads to.
    fn parts(&self) -> Vec<RuleId> {
        let mut parts: Vec<RuleId> = self.steps.iter().flat_map(Step::parts).collect();
        if let Some(array) = &self.array {
            parts.extend(array.prefix.iter().chain(&array.rest));
            parts.extend(array.contains.iter().map(|contains| contains.rule));
        }
        if let Some(object) = &self.object {
            parts.extend(object.names.iter().filter_map(|name| name.rule));
            parts.extend(object.additional.iter().chain(&object.property_names));
            parts.extend(object.dependent_schemas.iter().map(|&(_, rule)| rule));
        }
        parts
    }
}

impl Step {
    /// The rules that it leads to.
    pub(super) fn parts(&self) -> Vec<RuleId> {
        match self {
            Self::All(rule) | Self::Not(rule) => vec![*rule],
            Self::Any(branches) | Self::One(branches) => branches.all().collect(),
            Self::If(condition) => (std::iter::once(condition.test))
                .chain(condition.then)
                .chain(condition.otherwise)
                .collect(),
        }
    }
}

/// What one rule asks of a value.
pub(super) struct Check {
    /// The kinds that it may accept.
    pub(super) kinds: Kinds,
    /// The kinds whose values are read into a document.
    pub(super) document: Kinds,
    /// The kinds whose values only the judge can judge.
    pub(super) exact: Kinds,
    /// The kinds whose values must be walked for the rule itself.
    pub(super) own: Kinds,
    /// The kinds of which the rule itself asks more than to be of them.
    pub(super) asks: Kinds,
    /// The kinds whose values are accepted, whatever they are.
    pub(super) plain: Kinds,
    /// What a walk over the tape does with a value of each kind.
    pub(super) on_tape: [Act; EACH.len()],
    /// What a walk over the bytes does with one, and then with what is no value.
    pub(super) in_text: [Act; EACH.len() + 1],
    /// The strings of a list, if only listed values are allowed.
    pub(super) words: Option<Arc<Words>>,
    pub(super) number: NumberCheck,
    pub(super) string: StringCheck,
    pub(super) null: bool,
    pub(super) yes: bool,
    pub(super) no: bool,
    pub(super) array: Option<Box<ArrayCheck>>,
    pub(super) object: Option<Box<ObjectCheck>>,
    pub(super) steps: Vec<Step>,
}

/// What a walk does with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Passes over it, whatever it is.
    Accept,
    Refuse,
    /// Leaves it to the judge; in a text it is first read into a document.
    Document,
    /// Takes the steps only.
    Steps,
    /// Looks at what is asked of a string, which is its length only; there are no steps.
    Length,
    /// Looks whether a string is a `date-time`, which is all; there are no steps.
    DateTime,
    /// Looks at the bounds of a number, which is all for a short integer; there are no steps.
    Bounds,
    /// Sees to what the rule itself asks of such a value, and then takes the steps.
    String,
    Number,
    Object,
    Array,
    Literal,
    /// There is no value.
    None,
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
    pub(super) date_time: bool,
    /// Whether a pattern, another format or an encoding is asked for.
    pub(super) more: bool,
}

pub(super) struct ArrayCheck {
    pub(super) form: ArrayForm,
    pub(super) prefix: Vec<RuleId>,
    pub(super) rest: Option<RuleId>,
    /// The kinds of elements that `rest` accepts, whatever they are.
    pub(super) rest_plain: Kinds,
    pub(super) min_items: u64,
    pub(super) max_items: u64,
    pub(super) unique: bool,
    pub(super) contains: Option<ContainsCheck>,
}

/// How the elements of an array are best gone through where they lie on a tape.
pub(super) enum ArrayForm {
    /// All that is asked is asked of each element by itself, and the same of each.
    Same,
    /// There is more to ask.
    Many,
}

pub(super) struct ContainsCheck {
    pub(super) rule: RuleId,
    pub(super) min: u64,
    pub(super) max: u64,
}

pub(super) struct ObjectCheck {
    pub(super) names: Vec<Name>,
    pub(super) table: Table,
    pub(super) followers: Followers,
    /// The bits of the names that are required.
    pub(super) required: u64,
    pub(super) form: Form,
    /// Whether members must be compared with patterns.
    pub(super) patterns: bool,
    /// Whether all that a pattern says of a member is that it is no additional one.
    pub(super) patterns_only_name: bool,
    pub(super) additional: Option<RuleId>,
    /// The kinds of values that `additional` accepts, whatever they are.
    pub(super) additional_plain: Kinds,
    pub(super) property_names: Option<RuleId>,
    pub(super) min_properties: u64,
    pub(super) max_properties: u64,
    /// Whether there is anything to ask about dependent members.
    pub(super) dependents: bool,
    /// `dependentRequired`: where the first bit is there, all of the others are needed.
    pub(super) dependent_required: Vec<(u64, u64)>,
    /// `dependentSchemas`: where the bit is there, the object is walked once more.
    pub(super) dependent_schemas: Vec<(u64, RuleId)>,
}

/// How the members of an object are best gone through where they lie on a tape.
pub(super) enum Form {
    /// All that is asked is asked of members of few names, with which each member is compared.
    Few,
    /// One thing is asked of all values, and nothing of names.
    Map,
    /// Each member's name is looked up, and nothing is asked of the members that have others.
    Named,
    /// Each member's name is looked up, and there is more to ask.
    Many,
}

/// A name that an object schema lists.
pub(super) struct Name {
    pub(super) name: Box<str>,
    pub(super) print: u32,
    /// As it stands in a text with its colon.
    pub(super) expected: Expected,
    pub(super) rule: Option<RuleId>,
    /// The kinds of values that the rule accepts, whatever they are; all of them without a rule.
    pub(super) plain: Kinds,
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
