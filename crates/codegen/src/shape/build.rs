//! From the graph to shapes.
//!
//! Named types wait in a list until they are looked at, so a chain of references costs no stack;
//! only inline schemas recurse, as deep as their file nests.

use std::collections::{BTreeMap, BTreeSet};

use trueup_schema::{Body, Dialect, Keywords, SchemaId, SchemaSet};

use super::assertions::{Assertions, Judges};
use super::class::{self, Class, INTEGER_BOUNDS, One, Part, View};
use super::files::Files;
use super::kinds::Kinds;
use super::union;
use super::unsettled;
use super::{
    Additional, Branch, Check, Form, IntegerType, Module, Newtype, Presence, Property, StringEnum,
    Struct, Type, TypeId, Usage, Variant, adjust, integer, naming,
};
use crate::docs;
use crate::name::{self, Case};
use crate::settings::Plan;

/// Shapes for the root schema, its definitions, and all that they refer to.
pub(crate) fn build(set: &SchemaSet, plan: &Plan) -> Module {
    let mut builder = Builder {
        set,
        plan,
        found: Vec::new(),
        by_view: BTreeMap::new(),
        unsettled: unsettled::of(set),
        files: Files::of(set),
        forms: Vec::new(),
    };
    let root_name = plan.settings.root_name.as_deref();
    builder.named(set.root().into(), Wish::root(set, root_name));
    if let Body::Keywords(keywords) = &set.get(set.root()).body {
        for (name, id) in &keywords.defs {
            builder.named((*id).into(), Wish::definition(name));
        }
    }
    let mut next = 0;
    while next < builder.found.len() {
        let view = builder.found[next].view;
        let (form, checked) = builder.form(TypeId(next), view);
        let checked = checked || builder.unsettled.contains(&view.id);
        builder.forms.push((form, checked));
        next += 1;
    }
    let mut module = builder.finish();
    box_cycles(&mut module.types);
    adjust::types(&mut module.types, plan);
    module
}

struct Builder<'s> {
    set: &'s SchemaSet,
    plan: &'s Plan,
    found: Vec<Found>,
    by_view: BTreeMap<View, TypeId>,
    unsettled: BTreeSet<SchemaId>,
    files: Files,
    /// Runs along with `found`, as far as the types have been looked at.
    forms: Vec<(Form, bool)>,
}

/// A type that will have a name.
pub(super) struct Found {
    pub(super) view: View,
    pub(super) wish: Wish,
}

/// The name that a type would like, and how strong the wish is.
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) priority: u8,
    /// The type that this one stands in, if its own name does not say enough.
    pub(super) parent: Option<TypeId>,
}

impl Wish {
    fn root(set: &SchemaSet, name: Option<&str>) -> Self {
        let schema = set.get(set.root());
        let title = match &schema.body {
            Body::Keywords(keywords) => keywords.title.as_deref(),
            Body::Boolean(_) => None,
        };
        let file = set.file_name(schema.place.file);
        let text = name.or(title).unwrap_or(stem(file)).to_owned();
        Self {
            text,
            priority: 0,
            parent: None,
        }
    }

    fn definition(name: &str) -> Self {
        Self {
            text: name.to_owned(),
            priority: 1,
            parent: None,
        }
    }

    /// A type inside another. What stands in the root needs no more than its own name.
    fn inside(parent: TypeId, part: &str) -> Self {
        Self {
            text: part.to_owned(),
            priority: 2,
            parent: Some(parent),
        }
    }
}

/// A file's name without its folders and what follows its first dot.
fn stem(file: &str) -> &str {
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    file.split('.').next().unwrap_or(file)
}

impl Builder<'_> {
    /// The type of a schema, found now or before.
    fn named(&mut self, view: View, wish: Wish) -> TypeId {
        if let Some(&id) = self.by_view.get(&view) {
            return id;
        }
        let id = TypeId(self.found.len());
        self.found.push(Found { view, wish });
        self.by_view.insert(view, id);
        id
    }

    /// The type of a schema where it is used: inline where it is plain, a name where it is not.
    fn usage(&mut self, view: View, owner: TypeId, part: &str) -> Usage {
        let class = class::of(self.set, view);
        if self.plan.replacement(view).is_some() {
            return self.replaced(view, &class, owner, part);
        }
        if self.unsettled.contains(&view.id) {
            return Usage::Json;
        }
        match class {
            Class::Anything => Usage::Json,
            Class::Reference(target) => self.reference(target),
            Class::NullableOther(other) => {
                Usage::Nullable(Box::new(self.usage(other.into(), owner, part)))
            }
            Class::NullableSelf => {
                let rest = View {
                    without_null: true,
                    ..view
                };
                Usage::Nullable(Box::new(self.usage(rest, owner, part)))
            }
            Class::Plain(usage) => usage,
            Class::Array(element) => self.array(element, owner, part),
            Class::Map(value) => self.map(value, owner, part),
            Class::StringEnum(_) | Class::Union(..) | Class::Constrained(_) | Class::Checked => {
                Usage::Named(self.named(view, Wish::inside(owner, part)))
            }
        }
    }

    /// The type that stands for a schema; null stays outside of it where it can.
    fn replaced(&mut self, view: View, class: &Class, owner: TypeId, part: &str) -> Usage {
        let nullable = matches!(class, Class::NullableSelf | Class::NullableOther(_));
        let without_null = nullable || view.without_null;
        let view = View {
            without_null,
            ..view
        };
        let named = Usage::Named(self.named(view, Wish::inside(owner, part)));
        if nullable {
            return Usage::Nullable(Box::new(named));
        }
        named
    }

    /// A `$ref` outside the definitions names its type after the last token of its pointer, and
    /// after the file where it means a whole one.
    fn reference(&mut self, target: SchemaId) -> Usage {
        let place = &self.set.get(target).place;
        let last = place.pointer.tokens().last().map(Into::into);
        let text: String = last.unwrap_or_else(|| stem(self.set.file_name(place.file)).to_owned());
        Usage::Named(self.named(target.into(), Wish::definition(&text)))
    }

    fn array(&mut self, element: Option<SchemaId>, owner: TypeId, part: &str) -> Usage {
        let element = match element {
            Some(element) => self.usage(element.into(), owner, &format!("{part} item")),
            None => Usage::Json,
        };
        Usage::Array(Box::new(element))
    }

    fn map(&mut self, value: Option<SchemaId>, owner: TypeId, part: &str) -> Usage {
        let value = match value {
            Some(value) => self.usage(value.into(), owner, &format!("{part} value")),
            None => Usage::Json,
        };
        Usage::Map(Box::new(value))
    }

    /// The form of a named type, and whether the validator must be asked as well.
    fn form(&mut self, id: TypeId, view: View) -> (Form, bool) {
        if let Some((path, _)) = self.plan.replacement(view).filter(|_| id != TypeId(0)) {
            return (Form::Replaced(path.clone()), false);
        }
        let class = class::of(self.set, view);
        // Of what is not settled, only a struct holds more than the whole value.
        let fields = matches!(class, Class::Constrained(One::Object));
        if self.unsettled.contains(&view.id) && !fields {
            return (plain_newtype(Usage::Json), true);
        }
        let Body::Keywords(keywords) = &self.set.get(view.id).body else {
            let checked = matches!(class, Class::Checked);
            return (plain_newtype(Usage::Json), checked);
        };
        match class {
            Class::StringEnum(values) => (string_enum(values), false),
            Class::Constrained(One::Object) if !self.is_open_map(keywords) => {
                self.structure(id, keywords)
            }
            Class::Union(branches, checked) => (self.union(id, &branches), checked),
            Class::Constrained(one) => self.newtype(id, keywords, one, view),
            Class::Checked => (plain_newtype(Usage::Json), true),
            Class::Anything
            | Class::Reference(_)
            | Class::NullableOther(_)
            | Class::NullableSelf
            | Class::Plain(_)
            | Class::Array(_)
            | Class::Map(_) => (plain_newtype(self.usage(view, id, "item")), false),
        }
    }

    fn newtype(&mut self, id: TypeId, keywords: &Keywords, one: One, view: View) -> (Form, bool) {
        let mut left = Assertions::of(keywords);
        // Draft 4 tells `1.0` from `1`, which no native type does: there `type` stays checked.
        let exact = one == One::Integer && self.set.get(view.id).dialect == Dialect::Draft4;
        if !exact {
            left.take("type");
        }
        let (inner, checks) = match one {
            One::Boolean => (Usage::Boolean, Vec::new()),
            One::Number => {
                left.keep_only_for(Judges::Number);
                (Usage::Number, Vec::new())
            }
            One::Integer => bounded_integer(keywords, &mut left),
            One::String => string(keywords, &mut left),
            One::Array => self.bounded_array(id, keywords, &mut left),
            One::Object => (self.bounded_map(id, keywords, &mut left), Vec::new()),
        };
        (Form::Newtype(Newtype { inner, checks }), !left.is_empty())
    }

    fn bounded_array(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        left: &mut Assertions,
    ) -> (Usage, Vec<Check>) {
        left.keep_only_for(Judges::Array);
        if !keywords.prefix_items.is_empty() {
            return (Usage::Json, Vec::new());
        }
        left.take("items");
        let inner = self.array(keywords.items, id, "item");
        let minimum = keywords
            .min_items
            .filter(|_| left.take("minItems"))
            .map(Check::MinItems);
        let maximum = keywords
            .max_items
            .filter(|_| left.take("maxItems"))
            .map(Check::MaxItems);
        (inner, minimum.into_iter().chain(maximum).collect())
    }

    /// Whether an object has no named property and may have others.
    fn is_open_map(&self, keywords: &Keywords) -> bool {
        let closed = keywords.pattern_properties.is_empty()
            && keywords
                .additional_properties
                .is_some_and(|id| self.is_never(id));
        class::is_map(keywords) && !closed
    }

    fn is_never(&self, id: SchemaId) -> bool {
        matches!(self.set.get(id).body, Body::Boolean(false))
    }

    /// A map with constraints. Under one pattern and nothing else, every value is of its schema.
    fn bounded_map(&mut self, id: TypeId, keywords: &Keywords, left: &mut Assertions) -> Usage {
        left.keep_only_for(Judges::Object);
        let additional = keywords.additional_properties;
        let value = match keywords.pattern_properties.as_slice() {
            [] => {
                left.take("additionalProperties");
                additional
            }
            [(_, only)] if additional.is_some_and(|id| self.is_never(id)) => Some(*only),
            _ => None,
        };
        let value = value.map_or(Usage::Json, |value| self.usage(value.into(), id, "value"));
        Usage::Map(Box::new(value))
    }

    /// An enum of types, each branch named by what it is called or is.
    fn union(&mut self, id: TypeId, branches: &[Part]) -> Form {
        let labels = branches.iter().map(|part| self.label(part.view));
        let mut labels: Vec<String> = labels.collect();
        for index in 1..labels.len() {
            let same = labels[..index].iter().filter(|l| **l == labels[index]);
            let before = same.count();
            if before > 0 {
                labels[index] = format!("{} {}", labels[index], before + 1);
            }
        }
        let texts: Vec<(String, u8)> = labels.iter().map(|label| (label.clone(), 0)).collect();
        let names = name::distinct(&texts, Case::Variant);
        let parts = branches.iter().zip(labels).zip(names);
        let branches = parts.map(|((part, label), name)| {
            let schema = self.set.get(part.view.id);
            let docs = docs::of_type(schema).into_iter().take(1);
            let guard = part
                .guarded
                .then(|| self.files.place(self.set, part.view.id));
            Branch {
                name,
                docs: docs.collect(),
                guard,
                usage: self.usage(part.view, id, &label),
            }
        });
        Form::Union(branches.collect())
    }

    fn label(&self, branch: View) -> String {
        let kind = match branch.only {
            Some(one) => one.name(),
            None => Kinds::of(self.set, branch.id).name().unwrap_or("value"),
        };
        let Body::Keywords(keywords) = &self.set.get(branch.id).body else {
            return kind.to_owned();
        };
        if branch.only.is_some() {
            return kind.to_owned();
        }
        if let Some(title) = &keywords.title {
            return title.clone();
        }
        if let Some(target) = keywords.reference {
            let pointer = &self.set.get(target).place.pointer;
            let last: Option<String> = pointer.tokens().last().map(Into::into);
            return last.unwrap_or_else(|| kind.to_owned());
        }
        union::tag(self.set, branch.id).unwrap_or(kind).to_owned()
    }

    fn structure(&mut self, id: TypeId, keywords: &Keywords) -> (Form, bool) {
        let mut left = Assertions::of(keywords);
        left.keep_only_for(Judges::Object);
        for keyword in ["type", "properties", "required"] {
            left.take(keyword);
        }
        let names = property_names(keywords);
        let fields = field_names(&names);
        let mut properties = Vec::with_capacity(names.len());
        for ((name, schema), field) in names.into_iter().zip(&fields) {
            properties.push(self.property(id, keywords, name, schema, field));
        }
        let additional = self.additional(id, keywords, &fields, &mut left);
        (
            Form::Struct(Struct {
                properties,
                additional,
                builder: None,
            }),
            !left.is_empty(),
        )
    }

    fn property(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        name: &str,
        schema: Option<SchemaId>,
        field: &str,
    ) -> Property {
        let usage = schema.map_or(Usage::Json, |schema| self.usage(schema.into(), id, name));
        let required = keywords.required.iter().any(|required| required == name);
        let presence = match (&usage, required) {
            (_, true) => Presence::Required,
            (Usage::Nullable(_), false) => Presence::Maybe,
            (_, false) => Presence::Optional,
        };
        let schema = schema.map(|schema| self.set.get(schema));
        Property {
            name: name.to_owned(),
            field: field.to_owned(),
            docs: schema.map(docs::of).unwrap_or_default(),
            deprecated: schema.is_some_and(is_deprecated),
            usage,
            presence,
        }
    }

    /// What may stand beside the named properties. With `patternProperties` the validator decides.
    fn additional(
        &mut self,
        id: TypeId,
        keywords: &Keywords,
        fields: &[String],
        left: &mut Assertions,
    ) -> Option<Additional> {
        let field = free_field(fields);
        let by_pattern = !keywords.pattern_properties.is_empty();
        let Some(schema) = keywords.additional_properties.filter(|_| !by_pattern) else {
            return Some(Additional {
                field,
                value: Usage::Json,
            });
        };
        left.take("additionalProperties");
        if let Body::Boolean(false) = self.set.get(schema).body {
            return None;
        }
        let value = self.usage(schema.into(), id, "value");
        Some(Additional { field, value })
    }

    fn finish(self) -> Module {
        let root = self.set.get(self.set.root()).place.file;
        let names = naming::of(&self.found, self.plan);
        let parts = self.found.iter().zip(self.forms).zip(names);
        let types = parts.map(|((found, (form, checked)), named)| {
            let (derives, attributes) = self.plan.extras(found.view);
            Type {
                name: named.name,
                modules: named.modules,
                own_module: named.own_module,
                view: found.view,
                pointer: self.files.place(self.set, found.view.id),
                docs: docs::of_type(self.set.get(found.view.id)),
                form,
                checked,
                derives,
                attributes,
            }
        });
        Module {
            types: types.collect(),
            source_name: self.files.root.clone(),
            source_text: self.set.file_json(root).to_owned(),
            dialect: self.set.dialect(),
            asserts_formats: !self.set.formats_annotate(),
            resources: self.files.into_resources(),
            settings: self.plan.settings.clone(),
            at: Vec::new(),
        }
    }
}

fn is_deprecated(schema: &trueup_schema::Schema) -> bool {
    matches!(&schema.body, Body::Keywords(keywords) if keywords.deprecated)
}

fn plain_newtype(inner: Usage) -> Form {
    Form::Newtype(Newtype {
        inner,
        checks: Vec::new(),
    })
}

fn bounded_integer(keywords: &Keywords, left: &mut Assertions) -> (Usage, Vec<Check>) {
    left.keep_only_for(Judges::Number);
    let Some((integer, checks)) = integer::of(keywords) else {
        return (Usage::Integer(IntegerType::Unbounded), Vec::new());
    };
    for keyword in INTEGER_BOUNDS {
        left.take(keyword);
    }
    (Usage::Integer(integer), checks)
}

fn string(keywords: &Keywords, left: &mut Assertions) -> (Usage, Vec<Check>) {
    left.keep_only_for(Judges::String);
    let date_time = keywords.format.as_deref() == Some("date-time");
    if date_time {
        left.take("format");
        return (Usage::DateTime, Vec::new());
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
            .clone()
            .filter(|_| left.take("pattern"))
            .map(Check::Pattern),
    ];
    (Usage::String, checks.into_iter().flatten().collect())
}

fn string_enum(mut values: Vec<String>) -> Form {
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    let texts: Vec<(String, u8)> = values.iter().map(|value| (value.clone(), 0)).collect();
    let names = name::distinct(&texts, Case::Variant);
    let variants = values
        .into_iter()
        .zip(names)
        .map(|(value, name)| Variant { name, value });
    Form::StringEnum(StringEnum {
        variants: variants.collect(),
        other: None,
    })
}

/// The declared properties in order, then what is required without being declared: that is judged
/// by `additionalProperties`, unless a pattern takes it, where the validator decides anyway.
fn property_names(keywords: &Keywords) -> Vec<(&str, Option<SchemaId>)> {
    let declared = keywords.properties.iter();
    let mut names: Vec<_> = declared
        .map(|(name, id)| (name.as_str(), Some(*id)))
        .collect();
    let by_pattern = !keywords.pattern_properties.is_empty();
    let other = keywords.additional_properties.filter(|_| !by_pattern);
    for name in &keywords.required {
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name, other));
        }
    }
    names
}

fn field_names(names: &[(&str, Option<SchemaId>)]) -> Vec<String> {
    let texts: Vec<(String, u8)> = names
        .iter()
        .map(|(name, _)| ((*name).to_owned(), 0))
        .collect();
    name::distinct(&texts, Case::Field)
}

fn free_field(fields: &[String]) -> String {
    let mut field = "additional_properties".to_owned();
    while fields.contains(&field) {
        field.push('_');
    }
    field
}

/// Boxes what would make a type contain itself without end: an edge from a struct, or a newtype,
/// to a type from which it can be reached again without passing through an array or a map.
fn box_cycles(types: &mut [Type]) {
    let edges: Vec<Vec<TypeId>> = types.iter().map(direct).collect();
    for (index, of) in types.iter_mut().enumerate() {
        let closes = |target: TypeId| reaches(&edges, target, TypeId(index));
        match &mut of.form {
            Form::Struct(structure) => {
                for property in &mut structure.properties {
                    boxed(&mut property.usage, &closes);
                }
            }
            Form::Newtype(newtype) => boxed(&mut newtype.inner, &closes),
            Form::Union(branches) => {
                for branch in branches {
                    boxed(&mut branch.usage, &closes);
                }
            }
            Form::StringEnum(_) | Form::Replaced(_) => {}
        }
    }
}

fn boxed(usage: &mut Usage, closes: &impl Fn(TypeId) -> bool) {
    match usage {
        Usage::Named(target) if closes(*target) => *usage = Usage::Boxed(*target),
        Usage::Nullable(inner) => boxed(inner, closes),
        _ => {}
    }
}

/// The types that a type holds in itself, not behind an allocation.
fn direct(of: &Type) -> Vec<TypeId> {
    let held = |usage: &Usage| match usage {
        Usage::Named(id) => Some(*id),
        Usage::Nullable(inner) => match **inner {
            Usage::Named(id) => Some(id),
            _ => None,
        },
        _ => None,
    };
    match &of.form {
        Form::Struct(structure) => structure
            .properties
            .iter()
            .filter_map(|property| held(&property.usage))
            .collect(),
        Form::Newtype(newtype) => held(&newtype.inner).into_iter().collect(),
        Form::Union(branches) => branches
            .iter()
            .filter_map(|branch| held(&branch.usage))
            .collect(),
        Form::StringEnum(_) | Form::Replaced(_) => Vec::new(),
    }
}

fn reaches(edges: &[Vec<TypeId>], from: TypeId, to: TypeId) -> bool {
    let mut seen = vec![false; edges.len()];
    let mut waiting = vec![from];
    while let Some(TypeId(at)) = waiting.pop() {
        if TypeId(at) == to {
            return true;
        }
        if !std::mem::replace(&mut seen[at], true) {
            waiting.extend(&edges[at]);
        }
    }
    false
}
