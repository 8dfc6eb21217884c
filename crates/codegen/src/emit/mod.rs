//! Shapes to items of Rust: one file for each form, and nothing decided here about JSON Schema.

mod common;
mod constants;
mod newtype;
mod root;
mod string_enum;
mod structure;
mod union;
mod usage;

use crate::format::Item;
use crate::shape::{Form, Module};

/// The items of a module: each type with what belongs to it, then the schema.
pub(crate) fn items(module: &Module) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, of) in module.types.iter().enumerate() {
        let is_root = index == 0;
        items.extend(match &of.form {
            Form::Struct(structure) => structure::items(module, of, structure),
            Form::StringEnum(strings) => string_enum::items(of, strings, is_root),
            Form::Constants(constants) => constants::items(of, constants),
            Form::Union(branches) => union::items(module, of, branches),
            Form::Newtype(newtype) => newtype::items(module, of, newtype, is_root),
        });
        if is_root {
            items.push(root::entrance(of));
        }
        items.push(common::model(of));
    }
    items.extend(root::schema(module));
    items
}
