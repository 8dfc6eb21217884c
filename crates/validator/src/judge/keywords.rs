//! What each family of keywords asks of a value.

use trueup_document::{Kind, Node};
use trueup_rules::pattern::Pattern;
use trueup_rules::{equality, length, multiple_of, unique};

use super::{Judge, Undecided};
use crate::plan::{
    ArrayRules, Assertions, InPlace, NumberRules, ObjectRules, RuleId, StringRules, Types, Value,
    Values,
};
use crate::present::Present;

impl Judge<'_> {
    /// Whether a value satisfies all that a rule says.
    pub(super) fn satisfies(&mut self, rules: &Assertions, node: Node<'_>) -> bool {
        let kind = node.kind();
        let number = node.as_number().map(Value::new);
        if rules.types.is_some_and(|types| !is_of(types, kind, number)) {
            return false;
        }
        if !self.spend(weight(rules, kind, node)) {
            return false;
        }
        let values = rules.values.as_ref();
        if values.is_some_and(|values| !is_among(values, node)) {
            return false;
        }
        let alone = match (kind, number) {
            (_, Some(value)) => (rules.number.as_ref()).is_none_or(|rules| is_within(rules, value)),
            (Kind::String, _) => {
                (rules.string.as_ref()).is_none_or(|rules| self.string(rules, node))
            }
            (Kind::Array, _) => (rules.array.as_ref()).is_none_or(|rules| self.array(rules, node)),
            (Kind::Object, _) => {
                (rules.object.as_ref()).is_none_or(|rules| self.object(rules, node))
            }
            _ => true,
        };
        alone
            && (rules.in_place.as_ref()).is_none_or(|in_place| self.in_place(in_place, node))
            && self.unevaluated(rules, kind, node)
    }

    fn string(&mut self, rules: &StringRules, node: Node<'_>) -> bool {
        let Some(text) = node.as_str() else {
            return true;
        };
        rules
            .max_length
            .is_none_or(|limit| length::at_most(&text, limit))
            && rules
                .min_length
                .is_none_or(|limit| length::at_least(&text, limit))
            && rules
                .pattern
                .as_ref()
                .is_none_or(|pattern| self.matches(pattern, &text))
            && rules
                .format
                .as_ref()
                .is_none_or(|format| format.accepts(&text))
            && rules
                .content
                .as_ref()
                .is_none_or(|content| content.accepts(&text))
    }

    /// Whether the pattern matches; `false`, and undecided, when that takes too many steps.
    pub(crate) fn matches(&mut self, pattern: &Pattern, text: &str) -> bool {
        let (found, steps) = pattern.search(text);
        if found.is_err() {
            self.undecided.get_or_insert(Undecided::Pattern);
        }
        self.spend_steps(steps) && found == Ok(true)
    }

    fn array(&mut self, rules: &ArrayRules, node: Node<'_>) -> bool {
        let len = node.len() as u64;
        if rules.min_items.is_some_and(|limit| len < limit)
            || rules.max_items.is_some_and(|limit| len > limit)
        {
            return false;
        }
        if !rules.prefix.is_empty() || rules.rest.is_some() {
            for (index, element) in node.elements().enumerate() {
                let Some(rule) = rules.prefix.get(index).copied().or(rules.rest) else {
                    break;
                };
                if !self.accepts(rule, element) {
                    return false;
                }
            }
        }
        (!rules.unique || self.is_distinct(node)) && self.contains(rules, node)
    }

    /// `uniqueItems`
    fn is_distinct(&mut self, node: Node<'_>) -> bool {
        self.spend(node.raw().len() / 4) && unique::first_repeat(node).is_none()
    }

    fn contains(&mut self, rules: &ArrayRules, node: Node<'_>) -> bool {
        let Some(contains) = &rules.contains else {
            return true;
        };
        let min = contains.min.unwrap_or(1);
        let mut found = 0;
        for element in node.elements() {
            if found >= min && contains.max.is_none() {
                return true;
            }
            found += u64::from(self.accepts(contains.rule, element));
        }
        found >= min && contains.max.is_none_or(|max| found <= max)
    }

    fn object(&mut self, rules: &ObjectRules, node: Node<'_>) -> bool {
        let len = node.len() as u64;
        if rules.min_properties.is_some_and(|limit| len < limit)
            || rules.max_properties.is_some_and(|limit| len > limit)
        {
            return false;
        }
        let mut required = 0;
        let mut next = 0;
        for member in node.members() {
            let mut known = false;
            if let Some(name) = rules.names.find(member, &mut next) {
                required += usize::from(name.required);
                if let Some(rule) = name.rule {
                    known = true;
                    if !self.accepts(rule, member.value()) {
                        return false;
                    }
                }
            }
            if !rules.patterns.is_empty() {
                let name = member.name();
                for (pattern, rule) in &rules.patterns {
                    if self.matches(pattern, &name) {
                        known = true;
                        if !self.accepts(*rule, member.value()) {
                            return false;
                        }
                    }
                }
            }
            let additional = rules.additional.filter(|_| !known);
            if additional.is_some_and(|rule| !self.accepts(rule, member.value())) {
                return false;
            }
            if rules
                .property_names
                .is_some_and(|rule| !self.accepts(rule, member.key()))
            {
                return false;
            }
        }
        // A name that stands twice counts twice, but then the document is refused for that.
        required >= rules.names.required()
            && (rules.dependent_required.is_empty() || {
                let asked = rules.names_asked();
                let present = Present::new(node, asked);
                let mut dependent = rules.dependent_required.iter();
                self.spend(asked)
                    && dependent.all(|(name, needed)| {
                        !present.has(name) || needed.iter().all(|name| present.has(name))
                    })
            })
    }

    fn in_place(&mut self, rules: &InPlace, node: Node<'_>) -> bool {
        rules.reference.is_none_or(|rule| self.accepts(rule, node))
            && (rules.dynamic.as_ref())
                .is_none_or(|dynamic| self.accepts(self.scopes.resolve(self.scope, dynamic), node))
            && rules.all_of.iter().all(|&rule| self.accepts(rule, node))
            && (rules.any_of.as_ref()).is_none_or(|branches| self.accepting(branches, node, 1) == 1)
            && (rules.one_of.as_ref()).is_none_or(|branches| self.accepting(branches, node, 2) == 1)
            && rules.not.is_none_or(|rule| !self.accepts(rule, node))
            && rules.condition.as_ref().is_none_or(|condition| {
                let outcome = if self.accepts(condition.test, node) {
                    condition.then
                } else {
                    condition.otherwise
                };
                outcome.is_none_or(|rule| self.accepts(rule, node))
            })
            && (rules.dependent_schemas.is_empty() || {
                let present = Present::new(node, rules.dependent_schemas.len());
                let mut dependent = rules.dependent_schemas.iter();
                self.spend(dependent.len())
                    && dependent.all(|(name, rule)| !present.has(name) || self.accepts(*rule, node))
            })
    }

    /// How many branches accept the value, counted up to `enough`.
    pub(crate) fn accepting(
        &mut self,
        branches: &[RuleId],
        node: Node<'_>,
        enough: usize,
    ) -> usize {
        let fitting = |rule: &&RuleId| self.plan.rule(**rule).kinds.has(node.kind());
        let object =
            node.kind() == Kind::Object && branches.iter().filter(fitting).nth(1).is_some();
        if object && !self.spend(branches.len()) {
            return 0;
        }
        let mut accepting = 0;
        for &rule in branches {
            let fits = !object || self.fits(rule, node);
            accepting += usize::from(fits && self.accepts(rule, node));
            if accepting == enough {
                break;
            }
        }
        accepting
    }

    /// Whether an object has what tells that the branch may accept it.
    fn fits(&self, rule: RuleId, object: Node<'_>) -> bool {
        let plan = self.plan;
        let tag = plan.rule(rule).tag.as_ref();
        tag.is_none_or(|tag| tag.fits(object, |rule| plan.rule(rule).assertions()))
    }
}

/// The steps that a value takes by itself, apart from the rules for what is in it.
pub(crate) fn weight(rules: &Assertions, kind: Kind, node: Node<'_>) -> usize {
    let text = || node.raw().len();
    match kind {
        Kind::Null | Kind::Boolean => 0,
        Kind::String => text() / 64,
        // Long numbers are divided as they are written.
        Kind::Number => 1 + text() / 16,
        // What is listed is compared as a whole.
        Kind::Array | Kind::Object if rules.values.is_some() => text() / 8,
        Kind::Array => rules.array.as_ref().map_or(0, |_| node.len()),
        Kind::Object => rules.object.as_ref().map_or(0, |_| node.len()),
    }
}

/// `type`
pub(crate) fn is_of(types: Types, kind: Kind, number: Option<Value<'_>>) -> bool {
    types.allows_kind(kind) && number.is_none_or(|value| types.allows_number(value))
}

/// `enum` and `const`
pub(crate) fn is_among(values: &Values, node: Node<'_>) -> bool {
    if let Some(text) = node.as_str() {
        return values.words.contains(&text);
    }
    let allowed = values
        .enumeration
        .as_ref()
        .is_none_or(|allowed| allowed.has(node));
    allowed && (values.constant.as_ref()).is_none_or(|json| equality::equals_json(node, json))
}

pub(crate) fn is_within(rules: &NumberRules, value: Value<'_>) -> bool {
    rules
        .minimum
        .as_ref()
        .is_none_or(|bound| bound.compare(value).is_ge())
        && rules
            .maximum
            .as_ref()
            .is_none_or(|bound| bound.compare(value).is_le())
        && rules
            .exclusive_minimum
            .as_ref()
            .is_none_or(|bound| bound.compare(value).is_gt())
        && rules
            .exclusive_maximum
            .as_ref()
            .is_none_or(|bound| bound.compare(value).is_lt())
        && (rules.multiple_of.as_ref())
            .is_none_or(|of| multiple_of::is_multiple_of(value.exact, of.get()))
}
