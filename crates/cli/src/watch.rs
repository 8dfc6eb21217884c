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

/// How long nothing may change before it checks again.
const SETTLE: Duration = Duration::from_millis(50);

/// How many looks it waits for that.
const PATIENCE: usize = 20;

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
        let mut now = stamps(check::files(args));
        while now == before {
            thread::sleep(EVERY);
            now = stamps(check::files(args));
        }
        settled(now, || stamps(check::files(args)));
    }
}

/// Waits until two looks in a row see the same: a file that is just being written is empty at first,
/// and nobody wants to read about that. What never rests is looked at all the same.
fn settled<T: PartialEq>(mut seen: T, look: impl Fn() -> T) {
    for _ in 0..PATIENCE {
        thread::sleep(SETTLE);
        let now = look();
        if now == seen {
            return;
        }
        seen = now;
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
