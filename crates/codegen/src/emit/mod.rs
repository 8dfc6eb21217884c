//! Shapes to items of Rust: one file for each form, and nothing decided here about JSON Schema.

mod common;
mod constants;
mod newtype;
mod read;
mod replaced;
mod root;
mod skim;
mod string_enum;
mod structure;
mod union;
mod usage;

use crate::format::{Item, Part};
use crate::shape::{Form, Module, Type, TypeId};

/// The parts of a file: each type with what belongs to it, then the schema.
pub(crate) fn items(mut module: Module) -> Vec<Part> {
    let mut parts = Vec::new();
    for TypeId(index) in module.order.clone() {
        let of = &module.types[index];
        let home = of.modules.clone();
        let inner = of.own_module.as_ref().map(|name| Part::Module {
            name: name.clone(),
            docs: format!("What stands inside [`{}`].", of.name),
            parts: root::entry(
                &module,
                &[home.as_slice(), std::slice::from_ref(name)].concat(),
            ),
        });
        module.at.clone_from(&home);
        let items = of_type(&module, &module.types[index], index == 0);
        let parts = inside(&mut parts, &home);
        parts.extend(items.into_iter().map(Part::Item));
        parts.extend(inner);
    }
    let schema = root::schema(&module);
    parts.extend(schema.into_iter().map(Part::Item));
    parts
}

fn of_type(module: &Module, of: &Type, is_root: bool) -> Vec<Item> {
    let mut items = match &of.form {
        Form::Struct(structure) => structure::items(module, of, structure),
        Form::StringEnum(listed) => string_enum::items(of, listed, is_root),
        Form::Constants(constants) => constants::items(of, constants),
        Form::Union(branches) => union::items(module, of, branches),
        Form::Newtype(newtype) => newtype::items(module, of, newtype, is_root),
        Form::Replaced(path) => return vec![replaced::alias(of, path)],
    };
    if is_root {
        items.push(root::entrance(module, of));
    }
    items.extend(common::default(of));
    if of.is_whole() {
        items.push(common::model(module, of));
    }
    items
}

/// The parts of a module. An outer type is printed before what stands inside it, and its module
/// with it.
fn inside<'p>(parts: &'p mut Vec<Part>, modules: &[String]) -> &'p mut Vec<Part> {
    let Some((first, rest)) = modules.split_first() else {
        return parts;
    };
    let found = parts
        .iter()
        .position(|part| matches!(part, Part::Module { name, .. } if name == first));
    let at = found.unwrap_or_else(|| {
        parts.push(Part::Module {
            name: first.clone(),
            docs: String::new(),
            parts: Vec::new(),
        });
        parts.len() - 1
    });
    match &mut parts[at] {
        Part::Module { parts, .. } => inside(parts, rest),
        Part::Item(_) => unreachable!("the position is that of a module"),
    }
}
