//! `--watch`: the same check again, whenever a file that takes part in it has changed.
//!
//! It looks at names, sizes and times twice a second. That needs nothing of the system, works on
//! shared folders and in containers, and costs little next to a check.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::args::CheckArgs;
use crate::console::Console;
use crate::{Outcome, check};

/// How often it looks.
const EVERY: Duration = Duration::from_millis(500);

/// What is remembered of a file, to tell a change.
type Stamp = Option<(SystemTime, u64)>;

/// Checks, waits for a change, and checks again, until the process is interrupted.
pub(crate) fn run(args: &CheckArgs, console: &mut Console) -> Outcome {
    loop {
        let before = stamps(check::files(args));
        let outcome = check::once(args, console);
        console.flush();
        if args.inputs.iter().any(|input| input == "-") {
            // Standard input can be read once.
            return outcome;
        }
        console.note("waiting for changes; interrupt to end");
        while stamps(check::files(args)) == before {
            thread::sleep(EVERY);
        }
    }
}

fn stamps(files: Vec<PathBuf>) -> BTreeMap<PathBuf, Stamp> {
    let stamp = |path: &Path| {
        let metadata = std::fs::metadata(path).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    let stamped = |path: PathBuf| {
        let stamp = stamp(&path);
        (path, stamp)
    };
    files.into_iter().map(stamped).collect()
}
