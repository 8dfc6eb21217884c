//! `anyOf` and `oneOf` where no branch accepts: which one was meant?
//!
//! In this order: the only branch that takes values of this type (so that a nullable object is
//! explained as an object); the only branch whose tag (a property with `const` or `enum`) is that
//! of the value; the branch with the fewest faults, and of those the one that gets furthest in. If
//! branches differ by type or by value alone, they are told as one list of types or values. If
//! nothing is clear, the fault says just that no branch accepts.

use trueup_document::{Json, Kind, Member, Node};

use super::found::Sink;
use super::{Explainer, Step, keep, leaf, route};
use crate::judge::{is_of, remember};
use crate::plan::{Assertions, Body, Plan, Rule, RuleId, Value, Values};
use crate::text::kept;
use crate::violation::{Context, Fault};

/// How many faults of a branch are counted; one with more is not what was meant.
const COUNTED: usize = 16;

/// How many references a look at a branch follows.
const FOLLOWED: usize = 16;

/// The most choices that are remembered at a time.
const CHOICES: usize = 4096;

/// The most values of all branches together that are told, and that a hint may choose from.
const VALUES: usize = 1024;

/// What to say about branches of which none accepts.
#[derive(Clone)]
pub(super) enum Choice {
    /// Explain this branch; the only one that takes values of this type, or one of several.
    Branch { rule: RuleId, only: bool },
    /// All branches refuse the type; these are the types that they take.
    Types(Vec<String>),
    /// All branches want one of these values.
    Values(Vec<Json>),
    /// All branches want one of these values in the property of this name.
    Tag(String, Vec<Json>),
    /// Nothing is clear.
    Unclear,
}

impl<'p, 'd> Explainer<'p, 'd> {
    /// Reports that none of the branches accepts the value.
    pub(super) fn no_branch(
        &mut self,
        keyword: &'static str,
        rule: &Rule,
        branches: &'p [RuleId],
        node: Node<'d>,
    ) {
        let question = (rule.id, keyword, node.index(), self.judge.scope());
        let choice = self.choices.get(&question).cloned().unwrap_or_else(|| {
            let choice = self.choose(branches, node);
            remember(&mut self.choices, question, choice.clone(), CHOICES);
            choice
        });
        match choice {
            Choice::Branch { rule, only } => {
                self.branch(keyword, branches, rule, only, node);
            }
            Choice::Types(expected) => self.refuse(keyword, rule, node, || Fault::Type {
                found: leaf::type_name(node, trueup_document::Number::is_integer),
                expected,
                value: keep::value(node),
            }),
            Choice::Values(allowed) => self.refuse(keyword, rule, node, || {
                let value = keep::value(node);
                Fault::Enum {
                    allowed: keep::allowed(&value, &allowed),
                    value,
                }
            }),
            Choice::Tag(name, allowed) => self.wrong_tag(keyword, rule, &name, &allowed, node),
            Choice::Unclear => self.unclear(keyword, rule, branches, node),
        }
    }

    /// Explains the branch that was meant, and says that it is one of several.
    pub(super) fn branch(
        &mut self,
        keyword: &'static str,
        branches: &[RuleId],
        rule: RuleId,
        only: bool,
        node: Node<'d>,
    ) {
        let at = branches.iter().position(|&branch| branch == rule);
        let at = at.unwrap_or_default();
        if !only {
            self.contexts.push(Context::Alternative {
                number: at + 1,
                of: branches.len(),
                name: self.name_of(rule),
            });
        }
        self.explain_by(route::index(keyword, at), rule, node);
        if !only {
            self.contexts.pop();
        }
    }

    fn wrong_tag(
        &mut self,
        keyword: &'static str,
        rule: &Rule,
        name: &str,
        allowed: &[Json],
        node: Node<'d>,
    ) {
        if let Some(member) = member(node, name) {
            self.path.push(Step::Member(member));
            self.refuse(keyword, rule, member.value(), || {
                let value = keep::value(member.value());
                Fault::Enum {
                    allowed: keep::allowed(&value, allowed),
                    value,
                }
            });
            self.path.pop();
        }
    }

    fn choose(&mut self, branches: &'p [RuleId], node: Node<'d>) -> Choice {
        let plan = self.judge.plan();
        let fitting = branches.iter().copied();
        let fitting: Vec<RuleId> = fitting
            .filter(|&branch| takes(plan, branch, node))
            .collect();
        match fitting[..] {
            [rule] => return Choice::Branch { rule, only: true },
            [] => return of_other_types(plan, branches),
            _ => {}
        }
        if let Some(values) = only_values(plan, &fitting) {
            return Choice::Values(values);
        }
        let tagged = by_tag(plan, &fitting, node);
        match tagged {
            Tagged::Branches(tagged) if tagged.len() == 1 => Choice::Branch {
                rule: tagged[0],
                only: false,
            },
            Tagged::Branches(tagged) if tagged.is_empty() => self.by_faults(&fitting, node),
            Tagged::Branches(tagged) => self.by_faults(&tagged, node),
            Tagged::Wrong(name, allowed) => Choice::Tag(name, allowed),
        }
    }

    /// The branch with the fewest faults, if there is one; of several the one whose faults lie
    /// deepest.
    fn by_faults(&mut self, branches: &[RuleId], node: Node<'d>) -> Choice {
        let mut scores: Vec<_> = branches
            .iter()
            .map(|&branch| {
                let (count, deepest) = self.score(branch, node);
                ((count, std::cmp::Reverse(deepest)), branch)
            })
            .collect();
        scores.sort_by_key(|&(score, _)| score);
        match scores[..] {
            [(best, rule), (second, _), ..] if best < second => {
                let only = false;
                Choice::Branch { rule, only }
            }
            _ => Choice::Unclear,
        }
    }

    fn score(&mut self, branch: RuleId, node: Node<'d>) -> (usize, usize) {
        let outer = std::mem::replace(&mut self.sink, Sink::counting(COUNTED));
        self.explain(branch, node);
        std::mem::replace(&mut self.sink, outer).score()
    }
}

pub(super) fn member<'d>(node: Node<'d>, name: &str) -> Option<Member<'d>> {
    node.members().find(|member| member.is_named(name))
}

/// A rule and the rules that it always applies to the same value, as far as a look goes.
pub(super) fn layers(plan: &Plan, branch: RuleId) -> Vec<&Assertions> {
    let mut layers = Vec::new();
    let mut queue = vec![branch];
    while let Some(id) = queue.pop() {
        if layers.len() >= FOLLOWED {
            break;
        }
        if let Body::Keywords(rules) = &plan.rule(id).body {
            layers.push(&**rules);
            if let Some(in_place) = &rules.in_place {
                queue.extend(in_place.reference);
                queue.extend(&in_place.all_of);
            }
        }
    }
    layers
}

/// Whether a branch takes values of this type at all.
pub(super) fn takes(plan: &Plan, branch: RuleId, node: Node<'_>) -> bool {
    if let Body::Always(answer) = plan.rule(branch).body {
        return answer;
    }
    let kind = node.kind();
    let number = node.as_number().map(Value::new);
    layers(plan, branch).into_iter().all(|rules| {
        rules.types.is_none_or(|types| is_of(types, kind, number))
            && (rules.values.as_ref()).is_none_or(|values| {
                let listed = listed(values);
                listed.is_empty() || listed.iter().any(|json| json.kind() == kind)
            })
    })
}

/// The values of `enum` or `const`.
fn listed(values: &Values) -> &[Json] {
    match (&values.constant, &values.enumeration) {
        (Some(constant), _) => std::slice::from_ref(constant),
        (None, Some(allowed)) => allowed,
        (None, None) => &[],
    }
}

/// Where every branch refuses the type: the types that they take between them.
fn of_other_types(plan: &Plan, branches: &[RuleId]) -> Choice {
    let mut names: Vec<String> = Vec::new();
    for &branch in branches {
        let layers = layers(plan, branch);
        let Some(types) = layers.iter().find_map(|rules| rules.types) else {
            return only_values(plan, branches).map_or(Choice::Unclear, Choice::Values);
        };
        for name in types.names() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        Choice::Unclear
    } else {
        Choice::Types(names)
    }
}

/// The values of all branches, if each is nothing but a list of values.
fn only_values(plan: &Plan, branches: &[RuleId]) -> Option<Vec<Json>> {
    let mut all: Vec<Json> = Vec::new();
    for &branch in branches {
        let layers = layers(plan, branch);
        let values = layers.iter().find_map(|rules| rules.values.as_deref())?;
        all.extend(few(listed(values), all.len()));
    }
    (!all.is_empty()).then_some(all)
}

/// Of values that are told, as many as there is room for.
fn few(values: &[Json], told: usize) -> impl Iterator<Item = Json> {
    values.iter().take(VALUES.saturating_sub(told)).cloned()
}

/// The value of a rule that allows but one.
pub(super) fn only_value(plan: &Plan, rule: RuleId) -> Option<Json> {
    let layers = layers(plan, rule);
    let values = layers.iter().find_map(|rules| rules.values.as_deref())?;
    match listed(values) {
        [value] => Some(value.clone()),
        _ => None,
    }
}

/// The property that a condition asks about, with the value that it has, if it asks whether one
/// property has one of some values.
pub(super) fn because(plan: &Plan, test: RuleId, node: Node<'_>) -> Option<(String, Json)> {
    match tags(plan, test)[..] {
        [(name, _)] => Some((kept(name), keep::value(node.get(name)?))),
        _ => None,
    }
}

enum Tagged {
    /// The branches of which at least one tag is right and none wrong.
    Branches(Vec<RuleId>),
    /// Every branch has a tag of this name, and the value has none of theirs.
    Wrong(String, Vec<Json>),
}

fn by_tag(plan: &Plan, branches: &[RuleId], node: Node<'_>) -> Tagged {
    if node.kind() != Kind::Object {
        return Tagged::Branches(Vec::new());
    }
    let tags: Vec<_> = branches.iter().map(|&branch| tags(plan, branch)).collect();
    let fits = |tags: &[(&str, &[Json])]| {
        let mut right = 0;
        for (name, allowed) in tags {
            match node.get(name) {
                Some(value) if keep::is_one_of(value, allowed) => right += 1,
                Some(_) => return false,
                None => {}
            }
        }
        right > 0
    };
    let fitting = branches.iter().zip(&tags).filter(|(_, tags)| fits(tags));
    let fitting: Vec<RuleId> = fitting.map(|(&branch, _)| branch).collect();
    if !fitting.is_empty() {
        return Tagged::Branches(fitting);
    }
    let first = tags.first().map_or(&[][..], Vec::as_slice);
    let wrong = first
        .iter()
        .find_map(|(name, _)| wrong_everywhere(name, &tags, node));
    wrong.unwrap_or(Tagged::Branches(Vec::new()))
}

/// If each branch has a tag of this name and the value's is none of them: all that it may be.
fn wrong_everywhere(name: &str, tags: &[Vec<(&str, &[Json])>], node: Node<'_>) -> Option<Tagged> {
    let value = node.get(name)?;
    let mut all = Vec::new();
    for tags in tags {
        let (_, allowed) = tags.iter().find(|(tag, _)| *tag == name)?;
        if keep::is_one_of(value, allowed) {
            return None;
        }
        all.extend(few(allowed, all.len()));
    }
    Some(Tagged::Wrong(name.to_owned(), all))
}

/// The properties of a branch that list their values.
fn tags(plan: &Plan, branch: RuleId) -> Vec<(&str, &[Json])> {
    let mut tags = Vec::new();
    for rules in layers(plan, branch) {
        for name in rules
            .object
            .iter()
            .flat_map(|object| object.names.properties())
        {
            let property = name.rule.map(|rule| layers(plan, rule)).unwrap_or_default();
            if let Some(values) = property.iter().find_map(|rules| rules.values.as_deref()) {
                tags.push((&*name.name, listed(values)));
            }
        }
    }
    tags
}
