//! `x-rust-type`: a schema that names the Rust type that stands for it.

use proc_macro2::TokenStream;
use trueup_document::{Document, LineIndex};
use trueup_schema::{SchemaId, SchemaSet};

use super::rust;
use crate::Error;

/// The keyword.
const KEYWORD: &str = "x-rust-type";

/// Each schema that has the keyword, with the type that it names.
pub(super) fn replacements(set: &SchemaSet) -> Result<Vec<(SchemaId, TokenStream)>, Error> {
    let mut found = Vec::new();
    let files: Vec<bool> = set
        .files()
        .map(|file| !file.built_in && file.text.contains(KEYWORD))
        .collect();
    for id in set.ids() {
        let place = &set.get(id).place;
        if !files.get(place.file.index()).is_some_and(|&has| has) {
            continue;
        }
        if let Some(path) = replacement(set, id)? {
            found.push((id, path));
        }
    }
    Ok(found)
}

fn replacement(set: &SchemaSet, id: SchemaId) -> Result<Option<TokenStream>, Error> {
    let place = &set.get(id).place;
    let file = set.file_text(place.file);
    let Some(text) = file.get(place.span.start..place.span.end) else {
        return Ok(None);
    };
    // What encloses the keyword only further in is read in vain, once for each level above it.
    if !text.contains(KEYWORD) {
        return Ok(None);
    }
    let Ok(document) = Document::from_slice(text.as_bytes()) else {
        return Ok(None);
    };
    let Some(node) = document.root().get(KEYWORD) else {
        return Ok(None);
    };
    let located = |problem: &str| {
        let at = place.span.start + node.span().start;
        let position = LineIndex::new(file.as_bytes()).position(at);
        let name = set.file_name(place.file);
        Error::new(format!("{name}:{position}: {KEYWORD}: {problem}"))
    };
    match node.as_str() {
        Some(text) => rust::path(&text).map(Some).map_err(|e| located(&e)),
        None => Err(located(
            "this is no string; write the path to a Rust type, like \"crate::Money\"",
        )),
    }
}
