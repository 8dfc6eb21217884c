//! Names for the types: from what each would like to be called, to what it is called.
//!
//! In one flat file a type inside another carries the outer one's name ([`texts`]); with modules it
//! stands in the outer one's module under its own. What stands in the root needs neither: the file
//! itself is the root's module.

mod texts;

use std::collections::{BTreeMap, BTreeSet};

use super::TypeId;
use super::build::Found;
use super::wish::stem;
use crate::name::{self, Case};
use crate::settings::{Layout, Plan};

/// What a type is called and where it stands.
#[derive(Clone, Default)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) modules: Vec<String>,
    pub(super) own_module: Option<String>,
}

/// The names of all types. A parent is found before what stands in it.
pub(super) fn of(found: &[Found], plan: &Plan) -> Vec<Named> {
    match plan.settings.layout {
        Layout::Flat => flat(found, plan),
        Layout::Modules => modules(found, plan),
    }
}

fn flat(found: &[Found], plan: &Plan) -> Vec<Named> {
    let texts = texts::of(found, |index| given(found, plan, index));
    let mut named = vec![Named::default(); found.len()];
    let all: Vec<usize> = (0..found.len()).collect();
    name_group(found, plan, &all, |index| texts[index].clone(), &mut named);
    named
}

/// Level by level: the types of a level are named within their module, then the modules of those
/// that others stand in.
fn modules(found: &[Found], plan: &Plan) -> Vec<Named> {
    let mut levels: Vec<BTreeMap<Option<usize>, Vec<usize>>> = Vec::new();
    let mut depths: Vec<usize> = Vec::with_capacity(found.len());
    let mut has_inner = vec![false; found.len()];
    for index in 0..found.len() {
        let parent = parent(found, index);
        let depth = parent.map_or(0, |parent| depths[parent] + 1);
        if let Some(parent) = parent {
            has_inner[parent] = true;
        }
        depths.push(depth);
        if levels.len() == depth {
            levels.push(BTreeMap::new());
        }
        levels[depth].entry(parent).or_default().push(index);
    }
    let mut named = vec![Named::default(); found.len()];
    let tops = texts::of_modules(found, |index| given(found, plan, index));
    for (parent, group) in levels.into_iter().flatten() {
        let home = parent.map_or_else(Vec::new, |parent| inside(&named[parent]));
        for &index in &group {
            named[index].modules.clone_from(&home);
        }
        let text = |index: usize| match given(found, plan, index) {
            Some(name) => name.to_owned(),
            None if parent.is_none() => tops[index].clone(),
            None => found[index].wish.text.clone(),
        };
        name_group(found, plan, &group, text, &mut named);
        name_modules(&group, &has_inner, &mut named);
    }
    named
}

/// All types, each before those inside it, and those before the next that stands beside it.
pub(super) fn order(found: &[Found]) -> Vec<TypeId> {
    let mut inside: Vec<Vec<TypeId>> = vec![Vec::new(); found.len()];
    let mut waiting = Vec::new();
    for index in (0..found.len()).rev() {
        match found[index].wish.parent {
            Some(TypeId(parent)) => inside[parent].push(TypeId(index)),
            None => waiting.push(TypeId(index)),
        }
    }
    let mut order = Vec::with_capacity(found.len());
    while let Some(id) = waiting.pop() {
        order.push(id);
        waiting.append(&mut inside[id.0]);
    }
    order
}

/// The modules that the types inside a type stand in.
fn inside(outer: &Named) -> Vec<String> {
    let own = outer.own_module.iter();
    outer.modules.iter().chain(own).cloned().collect()
}

/// The type that another stands in, unless that is the root.
fn parent(found: &[Found], index: usize) -> Option<usize> {
    let TypeId(parent) = found[index].wish.parent?;
    (parent > 0).then_some(parent)
}

/// The name that the settings give a type.
fn given<'p>(found: &[Found], plan: &'p Plan, index: usize) -> Option<&'p str> {
    plan.adjustment(found[index].view)?.name.as_deref()
}

/// Of definitions with one name in several files, the first by its place keeps the name alone, and
/// each other one begins with the name of its file.
fn tell_files_apart(wishes: &mut [(String, u8)], places: &[&str]) {
    let mut groups: BTreeMap<(String, u8), Vec<usize>> = BTreeMap::new();
    for (at, wish) in wishes.iter().enumerate() {
        groups.entry(wish.clone()).or_default().push(at);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|&at| places[at]);
        for &at in &group[1..] {
            // What stands in the root file has a pointer and nothing before it.
            let file = places[at].split_once('#').map(|(file, _)| stem(file));
            if let Some(file) = file.filter(|file| !file.is_empty()) {
                wishes[at].0 = format!("{file} {}", wishes[at].0);
            }
        }
    }
}

/// Names types that stand beside each other.
fn name_group(
    found: &[Found],
    plan: &Plan,
    group: &[usize],
    text: impl Fn(usize) -> String,
    named: &mut [Named],
) {
    let mut taken = BTreeSet::new();
    let mut others = Vec::new();
    for &index in group {
        match given(found, plan, index) {
            Some(name) => {
                name.clone_into(&mut named[index].name);
                taken.insert(name.to_owned());
            }
            None => others.push(index),
        }
    }
    let wishes = others
        .iter()
        .map(|&index| (text(index), found[index].wish.priority));
    let mut wishes: Vec<(String, u8)> = wishes.collect();
    let places: Vec<&str> = others
        .iter()
        .map(|&index| found[index].place.as_str())
        .collect();
    tell_files_apart(&mut wishes, &places);
    let names = name::distinct_beside(&taken, &wishes, Case::Type);
    for (index, name) in others.into_iter().zip(names) {
        named[index].name = name;
    }
}

fn name_modules(group: &[usize], has_inner: &[bool], named: &mut [Named]) {
    let outer: Vec<usize> = group
        .iter()
        .copied()
        .filter(|&index| has_inner[index])
        .collect();
    let texts: Vec<_> = outer
        .iter()
        .map(|&index| (named[index].name.clone(), 0))
        .collect();
    let names = name::distinct(&texts, Case::Field);
    for (index, name) in outer.into_iter().zip(names) {
        named[index].own_module = Some(name);
    }
}
