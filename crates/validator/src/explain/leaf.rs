//! What is wrong with a value that holds no others.

use trueup_document::{Kind, Node, Number};
use trueup_rules::{equality, length, multiple_of};

use super::{Explainer, difference, keep};
use crate::plan::{Bound, NumberRules, Rule, StringRules, Types, Value, Values};
use crate::text::kept;
use crate::violation::Fault;

/// `type`
pub(super) fn wrong_type(types: Types, node: Node<'_>) -> Fault {
    Fault::Type {
        found: type_name(node, |number| types.is_integer(number)),
        expected: types.names(),
        value: keep::value(node),
    }
}

/// The type of a value, as JSON Schema names it.
pub(super) fn type_name<'n>(
    node: Node<'n>,
    is_integer: impl Fn(Number<'n>) -> bool,
) -> &'static str {
    match node.kind() {
        Kind::Null => "null",
        Kind::Boolean => "boolean",
        Kind::Number if node.as_number().is_some_and(is_integer) => "integer",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    }
}

impl<'d> Explainer<'_, 'd> {
    pub(super) fn values(&mut self, rule: &Rule, values: &Values, node: Node<'d>) {
        if let Some(allowed) = &values.enumeration
            && !allowed.has(node)
        {
            self.refuse("enum", rule, node, || {
                let value = keep::value(node);
                Fault::Enum {
                    allowed: keep::allowed(&value, allowed),
                    value,
                }
            });
        }
        if let Some(expected) = &values.constant
            && !equality::equals_json(node, expected)
        {
            let difference = difference::first(node, expected);
            let span = difference.found.span();
            self.refuse_span("const", rule, span, || Fault::Const {
                value: keep::value(difference.found),
                expected: difference.expected.clone(),
                inside: difference.inside,
            });
        }
    }

    pub(super) fn number(
        &mut self,
        rule: &Rule,
        rules: &NumberRules,
        value: Value<'_>,
        node: Node<'d>,
    ) {
        type Allows = fn(std::cmp::Ordering) -> bool;
        let bounds: [(&'static str, &Option<Bound>, Allows); 4] = [
            ("minimum", &rules.minimum, |order| order.is_ge()),
            ("maximum", &rules.maximum, |order| order.is_le()),
            ("exclusiveMinimum", &rules.exclusive_minimum, |order| {
                order.is_gt()
            }),
            ("exclusiveMaximum", &rules.exclusive_maximum, |order| {
                order.is_lt()
            }),
        ];
        for (keyword, bound, allows) in bounds {
            let bound = bound.as_ref().filter(|bound| !allows(bound.compare(value)));
            if let Some(bound) = bound {
                self.refuse(keyword, rule, node, || Fault::Bound {
                    value: kept(value.exact.text()),
                    limit: kept(bound.exact.text()),
                });
            }
        }
        if let Some(of) = &rules.multiple_of
            && !multiple_of::is_multiple_of(value.exact, of.get())
        {
            self.refuse("multipleOf", rule, node, || Fault::MultipleOf {
                value: kept(value.exact.text()),
                of: kept(of.text()),
            });
        }
    }

    pub(super) fn string(&mut self, rule: &Rule, rules: &StringRules, text: &str, node: Node<'d>) {
        if let Some(limit) = rules
            .min_length
            .filter(|&limit| !length::at_least(text, limit))
        {
            let found = length::scalars(text);
            self.refuse("minLength", rule, node, || Fault::Count { found, limit });
        }
        if let Some(limit) = rules
            .max_length
            .filter(|&limit| !length::at_most(text, limit))
        {
            let found = length::scalars(text);
            self.refuse("maxLength", rule, node, || Fault::Count { found, limit });
        }
        self.pattern(rule, rules, text, node);
        if let Some(format) = &rules.format
            && let Some(fault) = format.fault(text)
        {
            self.refuse("format", rule, node, || Fault::Format {
                value: kept(text),
                format: format.name.clone(),
                date_time: fault.date_time,
            });
        }
        let content = rules
            .content
            .as_ref()
            .and_then(|content| content.fault(text));
        if let Some((keyword, wanted)) = content {
            self.refuse(keyword, rule, node, || Fault::Format {
                value: kept(text),
                format: wanted.to_owned(),
                date_time: None,
            });
        }
    }

    fn pattern(&mut self, rule: &Rule, rules: &StringRules, text: &str, node: Node<'d>) {
        let Some(pattern) = &rules.pattern else {
            return;
        };
        let (found, steps) = pattern.search(text);
        if !self.judge.spend_steps(steps) {
            return;
        }
        match found {
            Ok(true) => {}
            Ok(false) => self.refuse("pattern", rule, node, || Fault::Pattern {
                value: kept(text),
                pattern: kept(pattern.source()),
                about: rules.about.clone(),
                example: rules.example.clone(),
            }),
            Err(_) => self.refuse("pattern-steps", rule, node, || Fault::Other {
                message: "matching this string with the pattern takes too many steps".to_owned(),
            }),
        }
    }
}
