//! Which kinds of values a rule accepts whatever they are: `{"oneOf": [{"type": "string"}, {"type":
//! "boolean"}]}` accepts every string and every boolean. No walk looks at such a value.

use trueup_document::Kind;

use super::program::{Check, Code, Step};
use crate::plan::kinds::EACH;
use crate::plan::{Kinds, RuleId};

/// The longest chain of combinations that is followed.
const FARTHEST: usize = 32;

/// Finds those kinds for each code. A rule that is not settled yet counts as one that looks at
/// every value, so cycles and chains that are too long end there.
pub(super) fn mark(codes: &mut [Code]) {
    let mut settled = vec![false; codes.len()];
    for at in 0..codes.len() {
        settle(codes, at, &mut settled, 0);
    }
    for code in codes {
        if let Code::Check(check) = code
            && check.plain == check.kinds
        {
            *code = Code::Kinds(check.kinds);
        }
    }
}

fn settle(codes: &mut [Code], at: usize, settled: &mut [bool], depth: usize) {
    if settled[at] || depth > FARTHEST {
        return;
    }
    settled[at] = true;
    let Code::Check(check) = &codes[at] else {
        return;
    };
    let targets: Vec<RuleId> = check.steps.iter().flat_map(Step::parts).collect();
    for target in targets {
        settle(codes, target.index(), settled, depth + 1);
    }
    let Code::Check(check) = &codes[at] else {
        return;
    };
    let plain = plain(codes, check);
    if let Code::Check(check) = &mut codes[at] {
        check.plain = plain;
    }
}

fn plain(codes: &[Code], check: &Check) -> Kinds {
    let looked_at = check.asks.or(check.exact);
    let is_plain = |kind: Kind| check.steps.iter().all(|step| takes(codes, step, kind));
    let kinds = EACH.into_iter().filter(|&kind| is_plain(kind));
    let kinds = kinds.fold(Kinds::NONE, |set, kind| set.or(Kinds::only(kind)));
    kinds.and(check.kinds).without(looked_at)
}

/// Whether a combination accepts every value of a kind.
fn takes(codes: &[Code], step: &Step, kind: Kind) -> bool {
    // There are codes for kinds alone only when all are settled.
    let accepts_all = |rule: &RuleId| match &codes[rule.index()] {
        Code::Any => true,
        Code::Never | Code::Closer | Code::Kinds(_) => false,
        Code::Check(check) => check.plain.has(kind),
    };
    match step {
        Step::All(rule) => accepts_all(rule),
        Step::Any(branches) => branches.of(kind).iter().any(accepts_all),
        Step::One(branches) => match branches.of(kind) {
            [only] => accepts_all(only),
            _ => false,
        },
        Step::Not(rule) => match &codes[rule.index()] {
            Code::Any | Code::Closer | Code::Kinds(_) => false,
            Code::Never => true,
            Code::Check(check) => !check.kinds.has(kind),
        },
        Step::If(_) => false,
    }
}
