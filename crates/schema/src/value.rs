//! A node of a schema file as a `serde_json::Value`, the form that the reference takes schemas in.

use std::collections::HashSet;

use serde_json::{Map, Number, Value};
use trueup_document::{Kind, Member, Node};

/// The value of a schema, which may itself be among the places that are left out of others.
///
/// # Errors
/// As for [`of`].
pub(crate) fn of_schema<'d>(node: Node<'d>, left_out: &HashSet<usize>) -> Result<Value, Node<'d>> {
    if node.kind() != Kind::Object {
        return of(node, left_out);
    }
    members(node, left_out)
}

/// The value of a node; each node whose place on the tape is in `left_out` becomes `{}`, which
/// every draft accepts. Recursion is bounded by the depth that the reader allows.
///
/// # Errors
/// A number that a double cannot hold: the reference would take it for something else.
pub(crate) fn of<'d>(node: Node<'d>, left_out: &HashSet<usize>) -> Result<Value, Node<'d>> {
    if node.kind() == Kind::Object && left_out.contains(&node.index()) {
        return Ok(Value::Object(Map::new()));
    }
    Ok(match node.kind() {
        Kind::Null => Value::Null,
        Kind::Boolean => Value::Bool(node.as_bool() == Some(true)),
        Kind::Number => Value::Number(number(node).ok_or(node)?),
        Kind::String => Value::String(node.as_str().unwrap_or_default().into_owned()),
        Kind::Array => {
            let elements = node.elements().map(|element| of(element, left_out));
            Value::Array(elements.collect::<Result<_, _>>()?)
        }
        Kind::Object => members(node, left_out)?,
    })
}

fn members<'d>(node: Node<'d>, left_out: &HashSet<usize>) -> Result<Value, Node<'d>> {
    let member = |member: Member<'d>| {
        let value = of(member.value(), left_out)?;
        Ok((member.name().into_owned(), value))
    };
    let members = node.members().map(member);
    Ok(Value::Object(members.collect::<Result<_, _>>()?))
}

/// As `serde_json` reads it: an integer where it is written as one and fits, a double otherwise.
fn number(node: Node<'_>) -> Option<Number> {
    let number = node.as_number()?;
    if number.is_written_as_integer() && number.text() != "-0" {
        if let Some(value) = number.to_i64() {
            return Some(value.into());
        }
        if let Some(value) = number.to_u64() {
            return Some(value.into());
        }
    }
    Number::from_f64(number.to_f64())
}
