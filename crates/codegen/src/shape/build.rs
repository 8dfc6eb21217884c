//! From the graph to shapes.
//!
//! Named types wait in a list until they are looked at, so a chain of references costs no stack;
//! only inline schemas recurse, as deep as their file nests.

use std::collections::{BTreeMap, BTreeSet};

use trueup_schema::{Body, Dialect, Keywords, SchemaId, SchemaSet};

use super::assertions::{Assertions, Judges};
use super::class::{self, Class};
use super::defaults::Defaults;
use super::files::Files;
use super::graph::Graph;
use super::unsettled;
use super::view::{One, Only, View};
use super::wish::Wish;
use super::{
    Form, Module, Newtype, Type, TypeId, Usage, adjust, boxes, labels, naming, scalar, sizes,
};
use crate::docs;
use crate::settings::Plan;

/// Shapes for the root schema, its definitions, and all that they refer to.
pub(crate) fn build(set: &SchemaSet, plan: &Plan) -> Module {
    let graph = Graph::of(set);
    let mut builder = Builder {
        graph: &graph,
        plan,
        found: Vec::new(),
        by_view: BTreeMap::new(),
        unsettled: unsettled::of(set),
        files: Files::of(set),
        defaults: Defaults::default(),
        forms: Vec::new(),
    };
    let root_name = plan.settings.root_name.as_deref();
    builder.named(set.root().into(), Wish::root(set, root_name));
    if let Body::Keywords(keywords) = &set.get(set.root()).body {
        let defs = keywords.defs.iter();
        for (name, id) in defs.filter(|(_, id)| !is_shelf(set, *id)) {
            if builder.plain(*id).is_none() {
                builder.named((*id).into(), Wish::definition(name));
            }
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
    boxes::box_cycles(&mut module.types);
    adjust::types(&mut module.types, plan);
    sizes::mark_uneven(&mut module.types);
    module
}

/// Types as they are found.
pub(super) struct Builder<'g> {
    pub(super) graph: &'g Graph<'g>,
    pub(super) plan: &'g Plan,
    pub(super) found: Vec<Found>,
    pub(super) by_view: BTreeMap<View, TypeId>,
    pub(super) unsettled: BTreeSet<SchemaId>,
    pub(super) files: Files,
    pub(super) defaults: Defaults,
    /// Runs along with `found`, as far as the types have been looked at.
    forms: Vec<(Form, bool)>,
}

/// A type that will have a name.
pub(super) struct Found {
    pub(super) view: View,
    pub(super) wish: Wish,
    /// Where its schema stands.
    pub(super) place: String,
}

impl<'g> Builder<'g> {
    /// The type of a schema, found now or before.
    pub(super) fn named(&mut self, view: View, wish: Wish) -> TypeId {
        if let Some(&id) = self.by_view.get(&view) {
            return id;
        }
        let id = TypeId(self.found.len());
        let place = self.files.place(self.graph.set, view.id);
        self.found.push(Found { view, wish, place });
        self.by_view.insert(view, id);
        id
    }

    /// The type of a schema where it is used: inline where it is plain, a name where it is not.
    pub(super) fn usage(&mut self, view: View, owner: TypeId, part: &str) -> Usage {
        let class = class::of(self.graph, view);
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
            Class::Listed(_) | Class::Union(..) | Class::Constrained(_) | Class::Checked => {
                let owner = self.owner(owner, view.id);
                Usage::Named(self.named(view, Wish::inside(owner, own_part(part))))
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
        let owner = self.owner(owner, view.id);
        let named = Usage::Named(self.named(view, Wish::inside(owner, own_part(part))));
        if nullable {
            return Usage::Nullable(Box::new(named));
        }
        named
    }

    pub(super) fn array(&mut self, element: Option<SchemaId>, owner: TypeId, part: &str) -> Usage {
        let element = match element {
            Some(element) => self.usage(element.into(), owner, &of_part(part, "item")),
            None => Usage::Json,
        };
        Usage::Array(Box::new(element))
    }

    fn map(&mut self, value: Option<SchemaId>, owner: TypeId, part: &str) -> Usage {
        let value = match value {
            Some(value) => self.usage(value.into(), owner, &of_part(part, "value")),
            None => Usage::Json,
        };
        Usage::Map(Box::new(value))
    }

    /// The form of a named type, and whether the validator must be asked as well.
    fn form(&mut self, id: TypeId, view: View) -> (Form, bool) {
        if let Some((path, _)) = self.plan.replacement(view).filter(|_| id != TypeId(0)) {
            return (Form::Replaced(path.clone()), false);
        }
        let graph = self.graph;
        let class = class::of(graph, view);
        // Of what is not settled, only a struct holds more than the whole value.
        let fields = matches!(class, Class::Constrained(One::Object));
        if self.unsettled.contains(&view.id) && !fields {
            return (plain_newtype(Usage::Json), true);
        }
        let Some(keywords) = graph.keywords(view.id) else {
            return (plain_newtype(self.usage(view, id, WHOLE)), false);
        };
        match class {
            Class::Listed(listed) => {
                let checked = listed.checked;
                (scalar::listed(listed), checked)
            }
            Class::Constrained(One::Object) if !self.is_open_map(keywords) => {
                self.structure(id, keywords, view)
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
            | Class::Map(_) => (plain_newtype(self.usage(view, id, WHOLE)), false),
        }
    }

    fn newtype(&mut self, id: TypeId, keywords: &Keywords, one: One, view: View) -> (Form, bool) {
        let mut left = self.graph.assertions(view.id);
        // Draft 4 tells `1.0` from `1`, which no native type does: there `type` stays checked.
        let exact = one == One::Integer && self.graph.dialect(view.id) == Dialect::Draft4;
        if !exact {
            left.take("type");
        }
        let (inner, checks) = match one {
            One::Boolean => (Usage::Boolean, Vec::new()),
            One::Number => {
                left.keep_only_for(Judges::Number);
                (Usage::Number, Vec::new())
            }
            One::Integer => scalar::bounded_integer(keywords, &mut left),
            One::String => scalar::string(keywords, &mut left),
            One::Array => self.bounded_array(id, keywords, &mut left),
            One::Object => (self.bounded_map(id, keywords, &mut left), Vec::new()),
        };
        let newtype = Newtype { inner, checks };
        (Form::Newtype(newtype), !left.is_empty())
    }

    fn finish(self) -> Module {
        let set = self.graph.set;
        let root = set.get(set.root()).place.file;
        let names = naming::of(&self.found, self.plan);
        let targets = self.graph.targets();
        let order = naming::order(&self.found);
        let parts = self.found.into_iter().zip(self.forms).zip(names);
        let types = parts.map(|((found, (form, checked)), named)| {
            let (derives, attributes) = self.plan.extras(found.view);
            let pointer = set.get(found.view.id).place.pointer.as_str();
            let docs = match found.view.only {
                Some(only @ Only::Branches) => vec![only.docs()],
                _ => docs::of_type(self.graph.keywords(found.view.id), pointer),
            };
            let default = self.defaults.initial(self.graph, found.view, &form);
            Type {
                name: named.name,
                modules: named.modules,
                own_module: named.own_module,
                view: found.view,
                pointer: found.place,
                referenced: targets.contains(&found.view.id),
                docs,
                form,
                checked,
                default,
                part: false,
                uneven: false,
                derives,
                attributes,
            }
        });
        Module {
            types: types.collect(),
            order,
            source_name: self.files.root.clone(),
            source_text: set.file_json(root).to_owned(),
            dialect: set.dialect(),
            asserts_formats: !set.formats_annotate(),
            resources: self.files.into_resources(),
            settings: self.plan.settings.clone(),
            at: Vec::new(),
        }
    }
}

/// The part of a newtype that is all of it. The elements of its array are then called `item`, and not
/// `item item`.
pub(super) const WHOLE: &str = "";

/// What the inner part of a part is called.
fn of_part(part: &str, inner: &str) -> String {
    // That a branch is an array is no news to its elements.
    if part == WHOLE || part == labels::ARRAY {
        inner.to_owned()
    } else {
        format!("{part} {inner}")
    }
}

/// What a part with a type of its own is called.
fn own_part(part: &str) -> &str {
    if part == WHOLE { "item" } else { part }
}

/// Whether a definition says nothing itself and has members that no keyword explains: it only keeps
/// further schemas, and has a type if a reference leads to it.
fn is_shelf(set: &SchemaSet, id: SchemaId) -> bool {
    let Body::Keywords(keywords) = &set.get(id).body else {
        return false;
    };
    let said = keywords.title.is_some() || keywords.description.is_some();
    !said && !keywords.unknown.is_empty() && Assertions::of(keywords).is_empty()
}

fn plain_newtype(inner: Usage) -> Form {
    Form::Newtype(Newtype {
        inner,
        checks: Vec::new(),
    })
}
