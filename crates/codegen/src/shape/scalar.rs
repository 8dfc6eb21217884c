//! Numbers and strings with constraints, and lists of values.

use std::collections::BTreeSet;

use trueup_document::Json;
use trueup_schema::Keywords;

use super::assertions::{Assertions, Judges};
use super::class::INTEGER_BOUNDS;
use super::listed::Listed;
use super::{Check, Constant, Form, Format, IntegerType, StringEnum, Usage, Variant, integer};
use crate::name::{self, Case};

/// What every other string is called.
const OTHER: &str = "Other";

pub(super) fn bounded_integer(keywords: &Keywords, left: &mut Assertions) -> (Usage, Vec<Check>) {
    left.keep_only_for(Judges::Number);
    let Some((integer, checks)) = integer::of(keywords) else {
        return (Usage::Integer(IntegerType::Unbounded), Vec::new());
    };
    for keyword in INTEGER_BOUNDS {
        left.take(keyword);
    }
    (Usage::Integer(integer), checks)
}

pub(super) fn string(keywords: &Keywords, left: &mut Assertions) -> (Usage, Vec<Check>) {
    left.keep_only_for(Judges::String);
    let formatted = keywords.format.as_deref().and_then(formatted);
    if let Some(usage) = formatted.filter(|_| left.take("format")) {
        return (usage, Vec::new());
    }
    let checks = [
        keywords
            .min_length
            .filter(|_| left.take("minLength"))
            .map(Check::MinLength),
        keywords
            .max_length
            .filter(|_| left.take("maxLength"))
            .map(Check::MaxLength),
        keywords
            .pattern
            .as_ref()
            .filter(|_| left.take("pattern"))
            .map(|pattern| Check::Pattern(pattern.source().to_owned())),
    ];
    (Usage::String, checks.into_iter().flatten().collect())
}

/// Whether a format has a type.
pub(crate) fn is_typed(format: &str) -> bool {
    formatted(format).is_some()
}

/// The type of a format, where it has one. The other formats stay strings.
pub(super) fn formatted(name: &str) -> Option<Usage> {
    Some(Usage::Formatted(match name {
        "date-time" => return Some(Usage::DateTime),
        "date" => Format::Date,
        "duration" => Format::Duration,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "time" => Format::Time,
        "uri" => Format::Uri,
        "uuid" => Format::Uuid,
        _ => return None,
    }))
}

/// An enum of the listed values; a simpler one where all are strings.
pub(super) fn listed(listed: Listed) -> Form {
    let mut constants = listed.constants;
    tell_kinds_apart(&mut constants);
    let mut texts: Vec<(String, u8)> = constants.iter().map(|c| (c.name.clone(), 0)).collect();
    if listed.open {
        texts.push((OTHER.to_owned(), 1));
    }
    let mut names = name::distinct(&texts, Case::Variant);
    let other = if listed.open { names.pop() } else { None };
    if constants.iter().any(|c| c.value.as_str().is_none()) {
        for (constant, name) in constants.iter_mut().zip(names) {
            constant.name = name;
        }
        return Form::Constants(constants);
    }
    let variants = constants
        .into_iter()
        .zip(names)
        .map(|(constant, name)| Variant {
            name,
            docs: constant.docs,
            value: constant.value.as_str().unwrap_or_default().to_owned(),
        });
    Form::StringEnum(StringEnum {
        variants: variants.collect(),
        other,
    })
}

/// Says of a value that is no string which kind it is, where a string would be called the same:
/// `True` is the string, and `BooleanTrue` is not.
fn tell_kinds_apart(constants: &mut [Constant]) {
    let strings = constants.iter().filter(|c| c.value.as_str().is_some());
    let strings: BTreeSet<String> = strings
        .map(|constant| name::identifier(&constant.name, Case::Variant))
        .collect();
    for constant in constants.iter_mut() {
        let kind = match constant.value {
            Json::String(_) => continue,
            Json::Null => "value",
            Json::Boolean(_) => "boolean",
            Json::Number(_) => "number",
            Json::Array(_) => "array",
            Json::Object(_) => "object",
        };
        if strings.contains(&name::identifier(&constant.name, Case::Variant)) {
            constant.name = format!("{kind} {}", constant.name);
        }
    }
}
