//! `--watch`: the same check again, whenever a file that takes part in it has changed.
//!
//! It looks at names, sizes and times twice a second, and reads no payload and no schema for that. It
//! needs nothing of the system, works on shared folders and in containers, and costs little next to
//! a check. It ends by itself only when nobody reads the findings any more.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use trueup_report::escape;

use crate::args::CheckArgs;
use crate::check::{self, Plan};
use crate::config::{self, Config};
use crate::console::Console;
use crate::inputs::Input;
use crate::{Outcome, Trouble};

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
    let stdin = |name: &std::ffi::OsStr| name == "-";
    let list = args.file_list.as_deref().map(Path::as_os_str);
    if args.inputs.iter().any(|input| stdin(input)) || list.is_some_and(stdin) {
        // It can be read once.
        return check::once(args, console);
    }
    loop {
        wait_for_files(args, console);
        let watched = Watched::new(args);
        let before = watched.look();
        let outcome = check::once(args, console);
        console.flush();
        if console.is_closed() {
            return outcome;
        }
        console.note(WAITING);
        let mut now = watched.look();
        while now == before {
            thread::sleep(EVERY);
            now = watched.look();
        }
        settled(now, || watched.look());
    }
}

const WAITING: &str = "waiting for changes; interrupt to end";

/// Waits while one of the named files is a pipe or a device, which can be read only once, and would
/// be waited for until somebody writes to it.
fn wait_for_files(args: &CheckArgs, console: &mut Console) {
    let odd = || named(args).find(|path| is_irregular(path));
    while let Some(path) = odd() {
        let name = escape::path(path);
        console.trouble(&Trouble::new(format!(
            "{name}: it is no regular file, so it cannot be watched"
        )));
        console.note(WAITING);
        while odd() == Some(path) {
            thread::sleep(EVERY);
        }
    }
}

/// What the arguments name.
fn named(args: &CheckArgs) -> impl Iterator<Item = &Path> {
    check::named(args).chain(args.listing.baseline.as_deref())
}

fn is_irregular(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|known| !known.is_file() && !known.is_dir())
}

/// What is watched. Schemas and configuration are read once for each check, to learn which files
/// they are; a look only asks the file system, where there may be new files by now.
struct Watched<'a> {
    args: &'a CheckArgs,
    config: Option<Config>,
    known: Vec<PathBuf>,
}

impl<'a> Watched<'a> {
    fn new(args: &'a CheckArgs) -> Self {
        let (config, mut known) = match Plan::new(args) {
            Ok(plan) => {
                let mut known = plan.foundations();
                known.extend(paths(&plan.inputs));
                (plan.config, known)
            }
            // The configuration may be what is at fault, and what is mended next.
            Err(_) => (None, config::place(&args.config).into_iter().collect()),
        };
        known.extend(args.listing.baseline.clone());
        Self {
            args,
            config,
            known,
        }
    }

    fn look(&self) -> BTreeMap<PathBuf, Stamp> {
        let found = check::inputs(self.args, self.config.as_ref()).unwrap_or_default();
        stamps(self.known.iter().cloned().chain(paths(&found)))
    }
}

fn paths(inputs: &[Result<Input, Trouble>]) -> impl Iterator<Item = PathBuf> {
    let files = inputs.iter().flatten().filter_map(Input::path);
    files.map(Path::to_owned)
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

fn stamps(files: impl Iterator<Item = PathBuf>) -> BTreeMap<PathBuf, Stamp> {
    let stamp = |path: &Path| {
        let metadata = std::fs::metadata(path).ok()?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    let stamped = |path: PathBuf| {
        let stamp = stamp(&path);
        (path, stamp)
    };
    files.map(stamped).collect()
}
