//! What settings change about shapes once they stand: nothing about which values are accepted.

use std::collections::BTreeSet;

use super::defaults;
use super::view::Only;
use super::{Form, Presence, Struct, Tuple, Type, TypeId, Usage};
use crate::settings::{Builders, Plan};

/// Follows the settings, type by type.
pub(super) fn types(types: &mut [Type], plan: &Plan) {
    for of in types.iter_mut() {
        let Some(adjustment) = plan.adjustment(of.view) else {
            continue;
        };
        if let Form::Struct(structure) = &mut of.form {
            for property in &mut structure.properties {
                if let Some(field) = adjustment.fields.get(&property.name) {
                    property.field.clone_from(field);
                }
            }
        }
    }
    mark_parts(types);
    mark_only_values(types);
    check_around_replaced(types, plan);
    name_builders(types, plan.settings.builders);
    defaults::settle(types, &plan.settings);
}

/// Marks the branches beside named properties, and the types that they are of.
fn mark_parts(types: &mut [Type]) {
    let named = |usage: &Usage| match usage {
        Usage::Named(id) | Usage::Boxed(id) => Some(*id),
        _ => None,
    };
    let enums = types.iter().filter_map(|of| match &of.form {
        Form::Struct(structure) => named(&structure.part()?.usage),
        _ => None,
    });
    let enums: Vec<TypeId> = enums.collect();
    for TypeId(index) in enums {
        let branches: Vec<TypeId> = types[index]
            .form
            .usages()
            .into_iter()
            .filter_map(named)
            .collect();
        for id in branches.into_iter().chain([TypeId(index)]) {
            types[id.0].part = true;
        }
    }
}

/// Notes the properties that can only have one value.
fn mark_only_values(types: &mut [Type]) {
    let only = |form: &Form| match form {
        Form::StringEnum(listed) if listed.other.is_none() => match listed.variants.as_slice() {
            [variant] => Some(variant.name.clone()),
            _ => None,
        },
        Form::Constants(constants) => match constants.as_slice() {
            [constant] => Some(constant.name.clone()),
            _ => None,
        },
        _ => None,
    };
    let only: Vec<Option<String>> = types.iter().map(|of| only(&of.form)).collect();
    for of in types {
        let Form::Struct(structure) = &mut of.form else {
            continue;
        };
        for property in &mut structure.properties {
            if let (Usage::Named(TypeId(index)), Presence::Required) =
                (&property.usage, property.presence)
            {
                property.only.clone_from(&only[*index]);
            }
        }
    }
}

/// A type that exists already may take what the schema refuses. Unless it is trusted not to,
/// whatever holds it asks the validator.
fn check_around_replaced(types: &mut [Type], plan: &Plan) {
    let doubtful = |of: &Type| {
        let trusted = plan.replacement(of.view).is_none_or(|(_, trusted)| trusted);
        matches!(of.form, Form::Replaced(_)) && !trusted
    };
    let doubtful: BTreeSet<TypeId> = (0..types.len())
        .filter(|&index| doubtful(&types[index]))
        .map(TypeId)
        .collect();
    if doubtful.is_empty() {
        return;
    }
    for of in types {
        let used = of.form.usages();
        if used.into_iter().any(|usage| uses(usage, &doubtful)) {
            of.checked = true;
        }
    }
}

fn uses(usage: &Usage, types: &BTreeSet<TypeId>) -> bool {
    match usage {
        Usage::Named(id) | Usage::Boxed(id) => types.contains(id),
        Usage::Array(inner) | Usage::Map(inner) | Usage::Nullable(inner) => uses(inner, types),
        Usage::Tuple(tuple) => tuple.usages().any(|usage| uses(usage, types)),
        _ => false,
    }
}

impl Tuple {
    /// The types of all places.
    pub(super) fn usages(&self) -> impl Iterator<Item = &Usage> {
        let places = self.first.iter().chain(&self.more);
        places.chain(self.rest.as_deref())
    }
}

impl Usage {
    /// Whether it is a type that says itself what it is.
    pub(super) fn is_named(&self) -> bool {
        match self {
            Self::Named(_) | Self::Boxed(_) => true,
            Self::Nullable(inner) => inner.is_named(),
            _ => false,
        }
    }
}

impl Form {
    /// The types of its parts.
    pub(super) fn usages(&self) -> Vec<&Usage> {
        match self {
            Self::Struct(structure) => {
                let named = structure.properties.iter().map(|property| &property.usage);
                let additional = structure.additional.iter().map(|rest| &rest.value);
                named.chain(additional).collect()
            }
            Self::Newtype(newtype) => vec![&newtype.inner],
            Self::Union(branches) => branches.iter().map(|branch| &branch.usage).collect(),
            Self::StringEnum(_) | Self::Constants(_) | Self::Replaced(_) => Vec::new(),
        }
    }
}

impl Type {
    /// Whether its values are those of the schema at its pointer, and not a part of them or more.
    pub(crate) fn is_whole(&self) -> bool {
        !matches!(self.view.only, Some(Only::Branches | Only::OrOther))
    }

    /// Whether the validator has a part in the decode.
    pub(crate) fn needs_validator(&self) -> bool {
        let guarded = match &self.form {
            Form::Union(branches) => branches.iter().any(|branch| branch.guard.is_some()),
            _ => false,
        };
        self.checked || guarded
    }
}

/// The most arguments that a constructor takes unless the settings say otherwise.
pub(crate) const MOST_ARGUMENTS: usize = 7;

/// Names the builders after the types have their names, so that no builder takes one.
fn name_builders(types: &mut [Type], which: Builders) {
    let place = |of: &Type, name: &str| (of.modules.clone(), name.to_owned());
    let mut used: BTreeSet<_> = types.iter().map(|of| place(of, &of.name)).collect();
    for of in types {
        let mut name = format!("{}Builder", of.name);
        let Form::Struct(structure) = &of.form else {
            continue;
        };
        if !has_builder(structure, which) {
            continue;
        }
        while !used.insert(place(of, &name)) {
            name.push('_');
        }
        if let Form::Struct(structure) = &mut of.form {
            structure.builder = Some(name);
        }
    }
}

fn has_builder(structure: &Struct, which: Builders) -> bool {
    match which {
        Builders::Auto => structure.arguments().count() > MOST_ARGUMENTS,
        Builders::Always => true,
        Builders::Never => false,
    }
}

impl Struct {
    /// The properties that have a field of their own.
    pub(crate) fn named(&self) -> impl Iterator<Item = &super::Property> {
        let properties = self.properties.iter();
        properties.filter(|property| property.presence != Presence::Part)
    }

    /// The field for the branch that the object is of.
    pub(crate) fn part(&self) -> Option<&super::Property> {
        let mut properties = self.properties.iter();
        properties.find(|property| property.presence == Presence::Part)
    }

    /// What is always there.
    pub(crate) fn required(&self) -> impl Iterator<Item = &super::Property> {
        let properties = self.properties.iter();
        properties
            .filter(|property| matches!(property.presence, Presence::Required | Presence::Part))
    }

    /// What must be there and be said: it can be of more than one value.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &super::Property> {
        self.required().filter(|property| property.only.is_none())
    }
}
