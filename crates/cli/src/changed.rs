//! Schemas among the files that are to be checked: then every payload that is mapped to one is.
//!
//! A hook is given the files of a commit. If one of them is a schema, or is reached by a schema's
//! references, payloads elsewhere may have become invalid, though nobody touched them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::inputs::{Input, Search};
use crate::mapping::{Mapping, absolute};
use crate::schema_ref::SchemaRef;

/// What schemas among the inputs mean for a check.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    /// The payloads that are mapped to them.
    pub(crate) payloads: Vec<Input>,
    /// The inputs that are schemas, and no payloads of any table.
    pub(crate) schemas: HashSet<PathBuf>,
    /// The tables whose schema is among the inputs.
    pub(crate) tables: Vec<usize>,
}

/// Looks for schemas among the inputs.
pub(crate) fn find<'i>(
    config: &Config,
    mapping: &Mapping,
    refs: &[SchemaRef],
    search: Search,
    inputs: impl Iterator<Item = &'i Input>,
) -> Changed {
    let files = inputs.filter_map(Input::path);
    let unmapped = files.filter(|path| mapping.rule_of(path).is_none());
    let wanted: HashSet<PathBuf> = unmapped.filter_map(absolute).collect();
    let mut changed = Changed::default();
    if wanted.is_empty() {
        return changed;
    }
    for (number, schema) in refs.iter().enumerate() {
        let mut met = false;
        for file in reached(schema, config) {
            if wanted.contains(&file) {
                met = true;
                changed.schemas.insert(file);
            }
        }
        if met {
            changed.tables.push(number);
        }
    }
    if !changed.tables.is_empty() {
        let found = search.folder(&config.folder).into_iter().flatten();
        changed.payloads = found
            .filter(|input| {
                let table = input.path().and_then(|path| mapping.rule_of(path));
                table.is_some_and(|table| changed.tables.contains(&table))
            })
            .collect();
    }
    changed
}

/// The files of a schema. If it is broken, its own file alone is known.
fn reached(schema: &SchemaRef, config: &Config) -> Vec<PathBuf> {
    let own = schema.file().and_then(absolute);
    let set = schema.load(Some(config)).ok();
    let files = set.iter().flat_map(trueup_schema::SchemaSet::files);
    let files = files.filter(|file| !file.built_in);
    let files = files.filter_map(|file| absolute(Path::new(file.name)));
    own.into_iter().chain(files).collect()
}
