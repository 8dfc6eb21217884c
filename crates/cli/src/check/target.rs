//! What a file of findings or a baseline may not replace: a file that the run reads.

use std::path::{Path, PathBuf};

use trueup_report::escape;

use crate::Trouble;
use crate::args::CheckArgs;

/// Refuses a file to be written that the arguments name as something to be read.
pub(super) fn allowed(args: &CheckArgs, target: &Path, also: Option<&Path>) -> Result<(), Trouble> {
    let mut read = named(args).chain(also);
    let Some(place) = real(target) else {
        return Ok(());
    };
    if read.any(|path| real(path).as_ref() == Some(&place)) {
        return Err(Trouble::new(format!(
            "{}: this run reads it, so nothing is written to it; name another file",
            escape::path(target)
        )));
    }
    Ok(())
}

/// What the arguments name as something to be read, apart from a baseline.
pub(crate) fn named(args: &CheckArgs) -> impl Iterator<Item = &Path> {
    let schema = args.schema.as_ref().and_then(|text| text.to_str());
    let schema = schema.map(|text| Path::new(text.split('#').next().unwrap_or(text)));
    let inputs = args.inputs.iter().map(Path::new);
    let paths = [&args.config.path, &args.file_list];
    inputs
        .chain(schema)
        .chain(paths.into_iter().filter_map(Option::as_deref))
}

/// A file by its real name; what is there and no file, such as a terminal, may be both.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::fs::canonicalize(path).ok()?;
    path.is_file().then_some(path)
}
