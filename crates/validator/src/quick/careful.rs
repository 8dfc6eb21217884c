//! The program that also looks closer at whatever may use what is deprecated.
//!
//! In: a plan. Out: the plain program with some ways closed. A report warns of deprecated values
//! in a payload that is valid too, so only a payload that surely uses none is settled by the quick
//! walk. As the warnings have it, a property that is required where it is listed is never warned
//! of: nobody could leave it out.
//!
//! What a newcomer would miss: it may look closer in vain, but must never miss a warning. So a
//! combination that stops at the first branch that fits, or that a document decides, is left to the
//! exact path as a whole if anything deprecated stands below it.

use super::program::{Check, Code, ObjectCheck, Program, Step};
use crate::plan::{Assertions, Body, Kinds, Plan, RuleId};

impl Program {
    /// Makes the program of a plan that knows of deprecated schemas.
    pub(crate) fn careful(plan: &Plan) -> Self {
        let mut program = Self::unlinked(plan, |plan, _| plan.ids().collect());
        let closer = RuleId::new(program.codes.len());
        let here = leading_to_deprecated(plan, in_place);
        let ways = Ways {
            below: leading_to_deprecated(plan, |rules| {
                let mut all = in_place(rules);
                all.extend(inside(rules));
                all
            }),
            here,
            closer,
        };
        for (id, code) in plan.ids().zip(&mut program.codes) {
            let Some(rules) = plan.rule(id).assertions() else {
                continue;
            };
            let below = ways.below[id.index()];
            match &mut *code {
                // A combination that accepts whatever it is has been folded away.
                Code::Kinds(_) if below && rules.in_place.is_some() => *code = Code::Closer,
                Code::Check(check) if ways.is_unsettled(id, check, rules) => *code = Code::Closer,
                Code::Check(check) => {
                    if below {
                        check.plain = Kinds::NONE;
                    }
                    ways.close(check);
                }
                _ => {}
            }
        }
        program.codes.push(Code::Closer);
        program.deprecated = ways.here;
        program.link();
        program
    }
}

/// Which ways through the rules lead to what is deprecated.
struct Ways {
    /// Whether a value that the rule is asked about may thereby be deprecated itself.
    here: Vec<bool>,
    /// Whether it may, or a value in it.
    below: Vec<bool>,
    /// Stands for each way that is closed.
    closer: RuleId,
}

impl Ways {
    /// Whether the walk by a rule could end well without having seen all that may be warned of.
    fn is_unsettled(&self, id: RuleId, check: &Check, rules: &Assertions) -> bool {
        let stops_early = |step: &Step| matches!(step, Step::Any(_));
        let patterns = rules.object.iter().flat_map(|object| &object.patterns);
        let mut patterned = patterns.map(|(_, rule)| *rule);
        (self.below[id.index()]
            && (check.document != Kinds::NONE || check.steps.iter().any(stops_early)))
            || patterned.any(|rule| self.here[rule.index()])
    }

    /// Closes the ways from a value to the values in it that may be deprecated.
    fn close(&self, check: &mut Check) {
        if let Some(array) = &mut check.array {
            for rule in array.prefix.iter_mut().chain(&mut array.rest) {
                self.close_one(rule);
            }
        }
        if let Some(object) = &mut check.object {
            self.close_members(object);
        }
    }

    fn close_members(&self, object: &mut ObjectCheck) {
        object
            .additional
            .iter_mut()
            .for_each(|rule| self.close_one(rule));
        for name in &mut object.names {
            let required = name.bit & object.required != 0;
            if let Some(rule) = name.rule.as_mut().filter(|_| !required) {
                self.close_one(rule);
            }
        }
    }

    fn close_one(&self, rule: &mut RuleId) {
        if self.here[rule.index()] {
            *rule = self.closer;
        }
    }
}

/// For each rule, whether some of the edges lead from it to one that is deprecated.
fn leading_to_deprecated(plan: &Plan, edges: impl Fn(&Assertions) -> Vec<RuleId>) -> Vec<bool> {
    let mut from: Vec<Vec<RuleId>> = plan.ids().map(|_| Vec::new()).collect();
    let mut leads: Vec<bool> = plan.ids().map(|_| false).collect();
    let mut queue = Vec::new();
    for id in plan.ids() {
        let Body::Keywords(rules) = &plan.rule(id).body else {
            continue;
        };
        if rules.deprecated {
            leads[id.index()] = true;
            queue.push(id);
        }
        for target in edges(rules) {
            from[target.index()].push(id);
        }
    }
    while let Some(id) = queue.pop() {
        for &source in &from[id.index()] {
            if !leads[source.index()] {
                leads[source.index()] = true;
                queue.push(source);
            }
        }
    }
    leads
}

/// The rules that a rule asks about the same value.
fn in_place(rules: &Assertions) -> Vec<RuleId> {
    let in_place = rules.in_place.iter();
    in_place.flat_map(|in_place| in_place.targets()).collect()
}

/// The rules that it asks about the values in it.
fn inside(rules: &Assertions) -> Vec<RuleId> {
    let mut all = Vec::new();
    if let Some(object) = &rules.object {
        all.extend(object.names.iter().filter_map(|name| name.rule));
        all.extend(object.patterns.iter().map(|(_, rule)| *rule));
        all.extend(object.additional);
        all.extend(object.unevaluated);
    }
    if let Some(array) = &rules.array {
        all.extend(&array.prefix);
        all.extend(array.rest);
        all.extend(array.contains.as_ref().map(|contains| contains.rule));
        all.extend(array.unevaluated);
    }
    all
}
