//! For tests only: where the corpora are, and lists of cases that are known to differ.
//!
//! The corpora are other people's work and no part of this repository. A test that reads one asks
//! [`corpus`] for it and says that it skips when there is none. [`Exceptions`] pins what comes out
//! differently from what such a corpus says; [`suite`] reads the official test suite,
//! and [`random`] makes schemas and values up.

#![forbid(unsafe_code)]

pub mod exceptions;
pub mod random;
mod split_mix;
pub mod suite;

use std::io::Write as _;
use std::path::{Path, PathBuf};

pub use exceptions::{Exceptions, Outcome};
pub use split_mix::SplitMix;

/// The folder of a corpus by name, or `None` with a line on standard error that says what is
/// skipped. `TRUEUP_CORPUS` names the folder that holds the corpora; without it, `shared/corpus`
/// beside the repository is tried.
#[must_use]
pub fn corpus(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TRUEUP_CORPUS").map_or_else(beside_the_repository, PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    // Not through `eprintln!`: the test runner keeps what that prints to itself while tests pass.
    let place = folder.display();
    let _ = writeln!(
        std::io::stderr(),
        "skipped: the corpus `{name}` is not at {place}"
    );
    None
}

/// The URIs below which the schemas of the corpus `schemastore` say that they are.
pub const SCHEMASTORE: [&str; 2] = [
    "https://json.schemastore.org/",
    "https://www.schemastore.org/",
];

/// Whether a program is on the search path; if not, a line on standard error says what is skipped.
#[must_use]
pub fn tool(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    if !found {
        let _ = writeln!(std::io::stderr(), "skipped: `{name}` is not installed");
    }
    found
}

/// Tells what a test has measured, which is seen while it passes.
pub fn shown(what: &str) {
    let _ = writeln!(std::io::stderr(), "shown: {what}");
}

/// The text of a file of a collection.
///
/// # Panics
/// When it cannot be read.
#[must_use]
pub fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files under a folder, at any depth, in the order of their paths.
///
/// # Panics
/// If a folder cannot be read.
#[must_use]
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry
                .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
                .path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The folders in a folder, in the order of their names.
///
/// # Panics
/// If the folder cannot be read.
#[must_use]
pub fn folders_in(parent: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
    let entries = entries.map(|entry| entry.expect("the folder can be read to its end").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn beside_the_repository() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/corpus"
    ))
}
