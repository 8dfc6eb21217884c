//! How far a long check has come, for who waits in front of a terminal.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::console::Console;

/// A check that is done sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar on standard error, or nothing.
pub(crate) struct Progress {
    bar: ProgressBar,
    start: std::time::Instant,
    wanted: bool,
}

impl Progress {
    /// A bar for so many files. There is none unless standard error is a terminal and notes are
    /// wanted.
    pub(crate) fn new(files: usize, console: &Console) -> Self {
        let wanted = !console.is_quiet() && std::io::stderr().is_terminal();
        let length = u64::try_from(files).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} files, {elapsed}")
        {
            bar.set_style(style);
        }
        Self {
            bar,
            start: std::time::Instant::now(),
            wanted,
        }
    }

    /// So many more files are judged.
    pub(crate) fn advance(&mut self, files: usize) {
        if self.wanted && self.start.elapsed() >= PATIENCE {
            self.wanted = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(u64::try_from(files).unwrap_or(0));
    }

    /// Whether the bar may be on the screen.
    pub(crate) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Takes the bar away while something is printed that may end in the same terminal.
    pub(crate) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
