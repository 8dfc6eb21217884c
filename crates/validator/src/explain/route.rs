//! The way through the schema, from the root to the keyword that refuses, through every reference.
//!
//! What the specification calls the keyword location (2020-12 Core, section 12.3.1). It is kept while
//! the walk goes on and becomes a pointer only for what is found.

use trueup_document::{Node, Pointer, pointer};

use super::{Explainer, Step};
use crate::plan::{InPlace, RuleId};

/// One keyword on the way, with what it leads through to a subschema.
#[derive(Clone, Copy)]
pub(super) struct Turn<'p> {
    keyword: &'static str,
    to: To<'p>,
}

#[derive(Clone, Copy)]
enum To<'p> {
    Schema,
    Name(&'p str),
    Index(usize),
}

impl Turn<'_> {
    pub(super) fn keyword(self) -> &'static str {
        self.keyword
    }
}

/// A keyword whose value is a schema, or a reference to one.
pub(super) fn by<'p>(keyword: &'static str) -> Turn<'p> {
    let to = To::Schema;
    Turn { keyword, to }
}

/// A keyword whose value has schemas by name.
pub(super) fn name<'p>(keyword: &'static str, name: &'p str) -> Turn<'p> {
    let to = To::Name(name);
    Turn { keyword, to }
}

/// A keyword whose value is a list of schemas.
pub(super) fn index<'p>(keyword: &'static str, index: usize) -> Turn<'p> {
    let to = To::Index(index);
    Turn { keyword, to }
}

/// The pointer of a way; with a keyword to the keyword, without to the schema.
pub(super) fn pointer(route: &[Turn<'_>], keyword: Option<&str>) -> Pointer {
    let mut text = String::new();
    for turn in route {
        text.push('/');
        text.push_str(turn.keyword);
        match turn.to {
            To::Schema => {}
            To::Name(name) => {
                text.push('/');
                text.push_str(&pointer::escape(name));
            }
            To::Index(index) => {
                text.push('/');
                text.push_str(&index.to_string());
            }
        }
    }
    if let Some(keyword) = keyword {
        text.push('/');
        text.push_str(keyword);
    }
    // The text is empty or begins with a slash.
    Pointer::parse(&text).unwrap_or_default()
}

/// By what keyword the rules come that [`Judge::needed`](crate::judge::Judge::needed) lists, in its
/// order.
pub(super) fn needed(rules: &InPlace) -> impl Iterator<Item = Turn<'static>> {
    let reference = rules.reference.map(|_| by("$ref"));
    let dynamic = rules.dynamic.as_ref().map(|dynamic| by(dynamic.keyword));
    let all_of = (0..rules.all_of.len()).map(|at| index("allOf", at));
    reference.into_iter().chain(dynamic).chain(all_of)
}

impl<'p, 'd> Explainer<'p, 'd> {
    /// Explains the same value by a rule that a keyword leads to.
    pub(super) fn explain_by(&mut self, turn: Turn<'p>, rule: RuleId, node: Node<'d>) {
        self.route.push(turn);
        self.explain(rule, node);
        self.route.pop();
    }

    /// Explains a value one step further in by a rule that a keyword leads to.
    pub(super) fn explain_at(
        &mut self,
        step: Step<'d>,
        turn: Turn<'p>,
        rule: RuleId,
        node: Node<'d>,
    ) {
        self.path.push(step);
        self.explain_by(turn, rule, node);
        self.path.pop();
    }
}
