//! `default`: the value that stands for a property that is absent. It is an annotation, so nothing
//! is written because of it, and one that the schema itself refuses is only told of.

use std::cell::OnceCell;

use trueup_document::Json;
use trueup_schema::SchemaId;
use trueup_validator::Validator;

use super::graph::Graph;
use super::view::View;
use super::{Fallback, Form, IntegerType, Presence, Property, Type, TypeId, Usage};
use crate::settings::{DateTimes, Numbers, Settings};

/// How many references are followed to a `default`.
const MOST_STEPS: usize = 16;

/// Says whether schemas accept their defaults.
#[derive(Default)]
pub(super) struct Defaults {
    /// Made when it is first asked for. `None` inside where it cannot be made: then no default is
    /// known to be accepted.
    validator: OnceCell<Option<Validator>>,
}

/// The default of a schema.
pub(super) struct Stated {
    pub(super) value: Json,
    /// Whether the schema accepts it.
    pub(super) accepted: bool,
}

impl Defaults {
    /// The default of a schema, or of what its references lead to.
    pub(super) fn of(&self, graph: &Graph<'_>, id: SchemaId) -> Option<Stated> {
        let value = stated(graph, id)?.clone();
        let accepted = self.accepts(graph, id, &value.to_string());
        Some(Stated { value, accepted })
    }

    /// The JSON text of the value that a type has by default: what its schema states, else an object
    /// of all that is required, if that has defaults and the schema accepts them together.
    pub(super) fn initial(&self, graph: &Graph<'_>, view: View, form: &Form) -> Option<String> {
        if matches!(form, Form::Replaced(_)) || view.only.is_some() {
            return None;
        }
        let own = self.of(graph, view.id).filter(|stated| stated.accepted);
        if let Some(own) = own.filter(|own| !(view.without_null && own.value.is_null())) {
            let text = own.value.to_string();
            let derived = matches!(form, Form::Struct(s) if s.may_be_empty) && text == "{}";
            return (!derived).then_some(text);
        }
        let Form::Struct(structure) = form else {
            return None;
        };
        let member = |property: &Property| {
            let value = &property.fallback.as_ref()?.value;
            let name = Json::String(property.name.clone());
            Some(format!("{name}:{value}"))
        };
        let members: Option<Vec<String>> = structure.required().map(member).collect();
        let text = format!("{{{}}}", members?.join(","));
        (!structure.may_be_empty && self.accepts(graph, view.id, &text)).then_some(text)
    }

    /// Whether a schema accepts a JSON text.
    pub(super) fn accepts(&self, graph: &Graph<'_>, id: SchemaId, text: &str) -> bool {
        let build = || Validator::new(graph.set.clone()).ok();
        let whole = self.validator.get_or_init(build).as_ref();
        let part = whole.and_then(|validator| validator.at_schema(id));
        part.is_some_and(|validator| validator.is_valid(text.as_bytes()))
    }
}

fn stated<'g>(graph: &'g Graph<'_>, mut id: SchemaId) -> Option<&'g Json> {
    for _ in 0..MOST_STEPS {
        let keywords = graph.keywords(id)?;
        if let Some(value) = &keywords.default {
            return Some(value);
        }
        id = graph.reference(id)?;
    }
    None
}

/// Names the functions that give the defaults, and leaves out those of which it is not sure that
/// the chosen Rust types hold them.
pub(super) fn settle(types: &mut [Type], settings: &Settings) {
    let narrow = narrow_types(types, settings);
    for (index, of) in types.iter_mut().enumerate() {
        if narrow[index] {
            of.default = None;
        }
        let Form::Struct(structure) = &mut of.form else {
            continue;
        };
        let mut used: Vec<String> = structure
            .properties
            .iter()
            .map(|p| p.field.clone())
            .collect();
        for property in &mut structure.properties {
            let holds = |fallback: &Fallback| {
                let value = &fallback.value;
                holds(&property.usage, value, settings)
                    .unwrap_or_else(|| !is_narrow(&property.usage, settings, &narrow))
            };
            property.fallback = property.fallback.take().filter(holds);
            let may_be_absent = property.presence != Presence::Required;
            if let Some(fallback) = property.fallback.as_mut().filter(|_| may_be_absent) {
                fallback.function = free(&property.field, &used);
                used.push(fallback.function.clone());
            }
        }
    }
}

/// What the function for a field is called. No field ends with an underscore but for a keyword's
/// sake.
fn free(field: &str, used: &[String]) -> String {
    let mut name = format!("{}_or_default", field.trim_end_matches('_'));
    while used.contains(&name) {
        name.push('_');
    }
    name
}

/// Whether a native number holds a value; `None` for everything else.
fn holds(usage: &Usage, value: &Json, settings: &Settings) -> Option<bool> {
    let Json::Number(number) = value else {
        return None;
    };
    let number = number.get();
    match usage {
        Usage::Nullable(inner) => holds(inner, value, settings),
        Usage::Integer(IntegerType::Unbounded) if settings.integers == Numbers::Native => {
            Some(number.to_i64().is_some())
        }
        Usage::Number if settings.numbers == Numbers::Native => {
            let double = number.to_f64();
            let written = trueup_document::JsonNumber::from_f64(double);
            Some(written.is_some_and(|written| written.get() == number))
        }
        _ => None,
    }
}

/// The types that may refuse what their schema accepts: by the settings, or since they exist
/// already.
fn narrow_types(types: &[Type], settings: &Settings) -> Vec<bool> {
    let mut narrow: Vec<bool> = types
        .iter()
        .map(|of| matches!(of.form, Form::Replaced(_)))
        .collect();
    loop {
        let more = (0..types.len()).filter(|&index| {
            let usages = types[index].form.usages();
            let mut usages = usages.into_iter();
            !narrow[index] && usages.any(|usage| is_narrow(usage, settings, &narrow))
        });
        let more: Vec<usize> = more.collect();
        if more.is_empty() {
            return narrow;
        }
        for index in more {
            narrow[index] = true;
        }
    }
}

fn is_narrow(usage: &Usage, settings: &Settings, types: &[bool]) -> bool {
    let inside = |usage: &Usage| is_narrow(usage, settings, types);
    match usage {
        Usage::Number => settings.numbers == Numbers::Native,
        Usage::Integer(IntegerType::Unbounded) => settings.integers == Numbers::Native,
        Usage::DateTime => settings.date_time != DateTimes::Exact,
        Usage::Named(TypeId(id)) | Usage::Boxed(TypeId(id)) => types[*id],
        Usage::Array(inner) | Usage::Map(inner) | Usage::Nullable(inner) => inside(inner),
        Usage::Tuple(tuple) => tuple.usages().any(inside),
        _ => false,
    }
}
