//! For tests only: where the shared corpora are, and what to say when they are not.
//!
//! The corpora are other people's work and no part of this repository. A test that reads one asks
//! [`corpus`] for it and says that it skips when there is none.

use std::path::PathBuf;

/// The folder of a corpus by name, or `None` with a line on standard error that says what is
/// skipped. `TRUEUP_CORPUS` names the folder that holds the corpora; without it, `shared/corpus`
/// beside the repository is tried.
#[must_use]
#[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
pub fn corpus(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TRUEUP_CORPUS").map_or_else(beside_the_repository, PathBuf::from);
    let folder = root.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "skipped: the corpus `{name}` is not at {}",
        folder.display()
    );
    None
}

fn beside_the_repository() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/corpus"
    ))
}
