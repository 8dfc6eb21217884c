//! Runs tests in processes of their own, with an end to their time and memory: a mutant may loop for
//! ever, or ask for all there is.

use std::ffi::OsStr;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::build::Program;

/// How much memory a process may ask for, in kilobytes.
const MEMORY: &str = "3000000";

/// How tests ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Passed,
    Failed,
    TimedOut,
}

/// Runs these tests of a program, or all if none is named, with a variable set.
pub(super) fn run(
    program: &Program,
    names: &[&str],
    (variable, value): (&str, &OsStr),
    patience: Duration,
) -> Ended {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v \"$1\"; shift; exec \"$@\"", "sh", MEMORY])
        .arg(&program.path)
        .args(["--quiet", "--test-threads", "1"])
        .env(variable, value)
        .env("CARGO_MANIFEST_DIR", &program.folder)
        .env("RUST_BACKTRACE", "0")
        // A failure is all that is asked for: neither its smallest form nor a note of it.
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
        .current_dir(&program.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if !names.is_empty() {
        command.arg("--exact").args(names);
    }
    match wait(command, patience) {
        Some(status) if status.success() => Ended::Passed,
        Some(_) => Ended::Failed,
        None => Ended::TimedOut,
    }
}

/// Waits for a process, and ends it after this time.
fn wait(mut command: Command, patience: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    let mut child = command.spawn().ok()?;
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        let waited = start.elapsed();
        if waited > patience {
            // It may have ended by itself in this moment.
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep((waited / 8).clamp(Duration::from_micros(500), Duration::from_millis(50)));
    }
}

/// Works on all items, on as many threads as there are processors, and gives the results in order.
/// The work is told which thread it is on.
pub(super) fn side_by_side<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(usize, &T) -> R + Sync,
) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (next, results, work) = (&next, &results, &work);
            scope.spawn(move || {
                while let Some((index, item)) = take(items, next) {
                    let result = work(worker, item);
                    // A poisoned lock means that another thread panicked, which ends all.
                    results.lock().expect("no panic").push((index, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no panic");
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

fn take<'a, T>(items: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    items.get(index).map(|item| (index, item))
}

#[cfg(test)]
mod tests {
    use super::{side_by_side, wait};
    use std::process::Command;
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).collect();
        let results = side_by_side(&items, |_, item| {
            std::thread::sleep(Duration::from_micros(50 - item));
            item * 2
        });
        assert!(results.iter().copied().eq((0..50).map(|item| item * 2)));
    }

    #[test]
    fn what_does_not_end_is_ended() {
        let mut long = Command::new("sleep");
        long.arg("60");
        assert!(wait(long, Duration::from_millis(20)).is_none());
        let short = wait(Command::new("true"), Duration::from_secs(60));
        assert!(short.is_some_and(|status| status.success()));
    }
}
