//! Where the walk by a rule begins: `{"$ref": "#/$defs/name"}` asks nothing by itself, so whoever
//! asks it may as well ask its target.

use super::build::asks;
use crate::plan::kinds::EACH;
use crate::plan::{InPlace, Kinds, Plan, RuleId};

/// The longest chain of rules that is shortened.
const FARTHEST: usize = 32;

/// For each rule the one to begin at, which says the same of every value; `documents` are the kinds
/// of values that each rule would have read into a document.
pub(super) fn entries(plan: &Plan, documents: &[Kinds]) -> Vec<RuleId> {
    let mut entries: Vec<RuleId> = plan.ids().collect();
    // The scope of dynamic references is made of all the rules on the way.
    if !plan.dynamic {
        for entry in &mut entries {
            let targets = std::iter::successors(Some(*entry), |&rule| {
                let target = only_target(plan, rule)?;
                let alike = documents[rule.index()] == documents[target.index()];
                alike.then_some(target)
            });
            *entry = targets.take(FARTHEST).last().unwrap_or(*entry);
        }
    }
    entries
}

/// The rule that says the same of every value, if there is one that says all that this one does.
fn only_target(plan: &Plan, rule: RuleId) -> Option<RuleId> {
    let kinds = plan.rule(rule).kinds;
    let rules = plan.rule(rule).assertions()?;
    let target = only_always(rules.in_place.as_deref()?)?;
    let mut accepted = EACH.into_iter().filter(|&kind| kinds.has(kind));
    let asks_nothing = !accepted.any(|kind| asks(rules, kind));
    (asks_nothing && kinds == plan.rule(target).kinds).then_some(target)
}

/// The only rule that is asked about the value itself, if it is asked about every value.
fn only_always(in_place: &InPlace) -> Option<RuleId> {
    let mut targets = in_place.targets();
    let (target, None) = (targets.next()?, targets.next()) else {
        return None;
    };
    let mut always = in_place.reference.iter().chain(&in_place.all_of);
    always.any(|&rule| rule == target).then_some(target)
}
