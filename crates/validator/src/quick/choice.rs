//! Branches of `anyOf` and `oneOf`, and how the one that may accept a value is found.
//!
//! Branches are sorted by the kinds of values that they may accept. Those for objects mostly differ
//! in a property that lists its values (`"type": {"const": "circle"}`): then one look at that
//! property leaves the few that may accept the object, in their order. What remains is tried.

use std::collections::HashMap;

use trueup_document::Kind;
use trueup_document::cursor::fingerprint;

use crate::plan::table::Table;
use crate::plan::{Kinds, Plan, RuleId, kinds};

/// How many references and `allOf`s are followed to see what a branch asks of a property.
const FOLLOWED: usize = 4;

/// Branches by the kind of value that they may accept.
pub(super) struct Branches {
    by_kind: [Vec<RuleId>; 6],
    /// How to choose among those for objects.
    pub(super) choice: Option<Choice>,
}

/// Branches by the value of one property.
pub(super) struct Choice {
    pub(super) name: Box<str>,
    pub(super) print: u32,
    words: Vec<(Box<str>, Vec<RuleId>)>,
    table: Table,
    /// For a value that is listed by none.
    other: Vec<RuleId>,
    /// For an object without the property.
    absent: Vec<RuleId>,
}

impl Branches {
    pub(super) fn new(plan: &Plan, branches: &[RuleId]) -> Self {
        let by_kind = kinds::EACH.map(|kind| {
            let fitting = branches.iter().copied();
            fitting
                .filter(|&rule| plan.rule(rule).kinds.has(kind))
                .collect()
        });
        let objects: &Vec<RuleId> = &by_kind[Kind::Object as usize];
        Self {
            choice: Choice::new(plan, objects),
            by_kind,
        }
    }

    /// Every branch that may accept anything, by kinds.
    pub(super) fn all(&self) -> impl Iterator<Item = RuleId> {
        self.by_kind.iter().flatten().copied()
    }

    #[inline(always)]
    pub(super) fn of(&self, kind: Kind) -> &[RuleId] {
        // There are as many as kinds.
        &self.by_kind[kind as usize]
    }
}

/// What a branch asks of a property of objects.
#[derive(Clone, Default)]
struct Asked<'p> {
    required: bool,
    /// The strings that it may be; `None` if it may be anything.
    words: Option<Vec<&'p str>>,
}

type AskedOf<'p> = HashMap<&'p str, Asked<'p>>;

impl Choice {
    fn new(plan: &Plan, branches: &[RuleId]) -> Option<Self> {
        let asked: Vec<(RuleId, AskedOf<'_>)> = branches
            .iter()
            .map(|&rule| {
                let mut asked = AskedOf::new();
                gather(plan, rule, &mut asked, FOLLOWED);
                (rule, asked)
            })
            .collect();
        let name = telling_name(&asked)?;
        let none = Asked::default();
        let asked: Vec<(RuleId, &Asked<'_>)> = (asked.iter())
            .map(|(rule, asked)| (*rule, asked.get(name).unwrap_or(&none)))
            .collect();
        let of = |fits: &dyn Fn(&Asked<'_>) -> bool| -> Vec<RuleId> {
            let fitting = asked.iter().filter(|(_, asked)| fits(asked));
            fitting.map(|&(rule, _)| rule).collect()
        };
        let mut words: Vec<&str> = (asked.iter())
            .flat_map(|(_, asked)| asked.words.iter().flatten().copied())
            .collect();
        words.sort_unstable();
        words.dedup();
        let has = |asked: &Asked<'_>, word| {
            let words = asked.words.as_ref();
            words.is_none_or(|words| words.contains(&word))
        };
        Some(Self {
            name: name.into(),
            print: fingerprint(name),
            table: Table::new(words.iter().copied()),
            words: (words.into_iter())
                .map(|word| (word.into(), of(&|asked| has(asked, word))))
                .collect(),
            other: of(&|asked| asked.words.is_none()),
            absent: of(&|asked| !asked.required),
        })
    }

    /// The branches that may accept an object whose property has this value.
    pub(super) fn with(&self, value: &str) -> &[RuleId] {
        let is = |place: usize| {
            self.words
                .get(place)
                .is_some_and(|(word, _)| **word == *value)
        };
        let place = self.table.find(fingerprint(value), is);
        let found = place.and_then(|place| self.words.get(place));
        found.map_or(&self.other, |(_, branches)| branches)
    }

    /// Those that may accept one whose property is no string.
    pub(super) fn with_another(&self) -> &[RuleId] {
        &self.other
    }

    /// Those that may accept one without the property.
    pub(super) fn without(&self) -> &[RuleId] {
        &self.absent
    }
}

/// The property whose values are listed by the most branches, at least by two; of those with as
/// many, the first by name.
fn telling_name<'p>(asked: &[(RuleId, AskedOf<'p>)]) -> Option<&'p str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, asked) in asked.iter().flat_map(|(_, asked)| asked) {
        if asked.words.is_some() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let telling = counts.into_iter().filter(|&(_, count)| count > 1);
    let best = telling.max_by(|left, right| left.1.cmp(&right.1).then(right.0.cmp(left.0)));
    best.map(|(name, _)| name)
}

/// Gathers what a rule asks of the properties of objects, as far as it always applies.
fn gather<'p>(plan: &'p Plan, rule: RuleId, asked: &mut AskedOf<'p>, followed: usize) {
    let Some(rules) = plan.rule(rule).assertions() else {
        return;
    };
    for name in rules.object.iter().flat_map(|object| object.names.iter()) {
        let words = name.rule.and_then(|rule| words(plan, rule));
        if name.required || words.is_some() {
            let asked = asked.entry(&name.name).or_default();
            asked.required |= name.required;
            asked.words = asked.words.take().or(words);
        }
    }
    if let Some(in_place) = rules.in_place.as_deref().filter(|_| followed > 0) {
        for &rule in in_place.reference.iter().chain(&in_place.all_of) {
            gather(plan, rule, asked, followed - 1);
        }
    }
}

/// The strings that a rule lists, if it accepts nothing else.
fn words(plan: &Plan, rule: RuleId) -> Option<Vec<&str>> {
    let rule = plan.rule(rule);
    let values = rule.assertions()?.values.as_deref()?;
    (rule.kinds == Kinds::only(Kind::String)).then(|| values.words.iter().collect())
}
