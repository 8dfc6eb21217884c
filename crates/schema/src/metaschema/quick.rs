//! What the metaschema of a draft surely accepts.
//!
//! A short way that only ever says "accepted" or "look closer". The metaschemas of all drafts judge
//! each keyword by itself, so this walks from schema to schema, by what
//! [the table of keywords](crate::keyword) says of each value ([`Holds`], [`Takes`]). About a value
//! that the table cannot tell of, the metaschema is asked as if nothing stood beside it; what it
//! refuses then, it is asked about as a whole, to say what is wrong.

use std::collections::HashSet;

use serde_json::{Map, Value};
use trueup_document::{Kind, Member, Node};

use crate::dialect::Dialect;
use crate::graph::TypeSet;
use crate::keyword::{self, Holds, Keyword, Takes};
use crate::value;

/// Whether a schema is surely accepted. What stands at the places in `left_out` counts as `{}`.
/// `asked` is the metaschema of the draft.
pub(super) fn accepts<'d>(
    root: Node<'d>,
    dialect: Dialect,
    left_out: &HashSet<usize>,
    asked: &jsonschema::Validator,
) -> bool {
    // Wherever they stand, numbers must be such that the metaschema could be asked about them.
    if !root.numbers().all(|number| is_short(number.text())) {
        return false;
    }
    let mut walk = Walk {
        dialect,
        left_out,
        // A schema may be among the places that are left out of others.
        inner: left_out.len() > usize::from(left_out.contains(&root.index())),
        asked,
        schemas: Vec::new(),
    };
    let mut accepted = root.kind() == Kind::Object && walk.members(root);
    while let Some(node) = walk.schemas.pop().filter(|_| accepted) {
        accepted = walk.members(node);
    }
    accepted
}

/// Whether a double surely holds a number of this text.
fn is_short(text: &str) -> bool {
    text.len() < 300 && !text.contains(['e', 'E'])
}

struct Walk<'w, 'd> {
    dialect: Dialect,
    left_out: &'w HashSet<usize>,
    /// Whether anything in the schema is left out.
    inner: bool,
    asked: &'w jsonschema::Validator,
    /// The schemas that are still to be looked at. They are objects.
    schemas: Vec<Node<'d>>,
}

impl<'d> Walk<'_, 'd> {
    fn members(&mut self, schema: Node<'d>) -> bool {
        schema.members().all(|member| {
            let name = member.name();
            match keyword::named(&name) {
                None => true,
                // No metaschema speaks of what came later. Of what came before, some do.
                Some(keyword) if self.dialect < keyword.drafts.0 => true,
                Some(keyword) if self.dialect > keyword.drafts.1 => self.asks(member),
                Some(keyword) => self.value(keyword, member.value()) || self.asks(member),
            }
        })
    }

    /// Whether a keyword surely takes a value, as far as no schemas are in it; those are noted.
    fn value(&mut self, keyword: &Keyword, value: Node<'d>) -> bool {
        let kind = value.kind();
        match keyword.holds {
            Holds::Nothing => takes(keyword.takes, value),
            Holds::SchemaOrList if kind == Kind::Array && self.dialect < Dialect::Draft202012 => {
                self.list(value)
            }
            Holds::Schema | Holds::SchemaOrList => self.schema(value),
            Holds::List => kind == Kind::Array && self.list(value),
            Holds::Map => {
                let patterns = keyword.takes == Takes::Pattern;
                kind == Kind::Object
                    && value.members().all(|member| {
                        (!patterns || self.pattern(member.key())) && self.schema(member.value())
                    })
            }
            Holds::MapOfSchemaOrNames => {
                kind == Kind::Object
                    && value.members().all(|member| {
                        takes(Takes::Names, member.value()) || self.schema(member.value())
                    })
            }
        }
    }

    fn list(&mut self, list: Node<'d>) -> bool {
        !list.is_empty() && list.elements().all(|element| self.schema(element))
    }

    /// Notes a schema.
    fn schema(&mut self, node: Node<'d>) -> bool {
        match node.kind() {
            Kind::Object => {
                if !(self.inner && self.left_out.contains(&node.index())) {
                    self.schemas.push(node);
                }
                true
            }
            // In draft 4 some keywords take it and others don't.
            Kind::Boolean => self.dialect > Dialect::Draft4,
            _ => false,
        }
    }

    /// Whether a name is a regular expression.
    fn pattern(&self, name: Node<'d>) -> bool {
        let asked = |name| self.accepts_alone("pattern".to_owned(), Value::String(name));
        is_plain_pattern(name) || name.as_str().is_some_and(|name| asked(name.into_owned()))
    }

    /// Whether the metaschema accepts a member that stands alone.
    fn asks(&self, member: Member<'d>) -> bool {
        let value = value::of(member.value(), self.left_out);
        value.is_ok_and(|value| self.accepts_alone(member.name().into_owned(), value))
    }

    fn accepts_alone(&self, name: String, value: Value) -> bool {
        let alone = Map::from_iter([(name, value)]);
        self.asked.is_valid(&Value::Object(alone))
    }
}

/// Whether a value is surely what a keyword takes in every draft that has it.
fn takes(takes: Takes, value: Node<'_>) -> bool {
    let kind = value.kind();
    match takes {
        Takes::Asked => false,
        Takes::Anything => true,
        Takes::Text => kind == Kind::String,
        Takes::Flag => kind == Kind::Boolean,
        Takes::List => kind == Kind::Array,
        Takes::Number => kind == Kind::Number,
        Takes::Count => kind == Kind::Number && value.raw().bytes().all(|b| b.is_ascii_digit()),
        Takes::Types if kind == Kind::String => is_type(value),
        Takes::Types => takes_names(value) && value.elements().all(is_type),
        Takes::Names => takes_names(value),
        Takes::Pattern => kind == Kind::String && is_plain_pattern(value),
        Takes::Reference => kind == Kind::String && is_plain_reference(value),
    }
}

fn is_type(value: Node<'_>) -> bool {
    let name = value.as_plain_str();
    name.is_some_and(|name| TypeSet::default().add(name))
}

/// The most names that are compared each with each.
const FEW: usize = 32;

/// Whether a value is a list of strings that are unlike each other, at least one.
fn takes_names(value: Node<'_>) -> bool {
    if value.kind() != Kind::Array || value.is_empty() || value.len() > FEW {
        return false;
    }
    let names = || value.elements().map(Node::as_plain_str);
    names()
        .enumerate()
        .all(|(at, name)| name.is_some() && !names().take(at).any(|n| n == name))
}

/// Whether a string is a regular expression without any special character but anchors, or with those
/// that cannot be wrong where they stand.
fn is_plain_pattern(string: Node<'_>) -> bool {
    string.as_plain_str().is_some_and(|pattern| {
        let inner = pattern.strip_prefix('^').unwrap_or(pattern);
        let inner = inner.strip_suffix('$').unwrap_or(inner);
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_/ .:@".contains(&b);
        inner.bytes().all(plain)
    })
}

/// Whether a string is surely a URI reference (RFC 3986, section 4.1): one of a path and a fragment
/// without a colon and without anything that must be encoded.
fn is_plain_reference(string: Node<'_>) -> bool {
    string.as_plain_str().is_some_and(|reference| {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/$".contains(&b);
        path.bytes().chain(fragment.bytes()).all(plain)
    })
}

#[cfg(test)]
mod tests;
