//! The two streams of the process, and how they may fail.
//!
//! A reader that has seen enough (`| head -1`) closes the pipe: that is no trouble, the rest of the
//! output is dropped and the verdict stays what it is. A stream that cannot be written to for
//! another reason (a full disk) is trouble: the findings are lost, and exit code 2 says so.

use std::io::{self, BufWriter, StdoutLock, Write};

use trueup_report::{Colour, escape};

use crate::args::Color;
use crate::{Outcome, Trouble};

/// Standard output and standard error of a run.
pub struct Console {
    out: Output,
    colour: Colour,
    quiet: bool,
}

impl Console {
    /// Takes standard output. With `quiet`, notes are not printed.
    #[must_use]
    pub fn new(color: Color, quiet: bool) -> Self {
        Self {
            out: Output::new(),
            colour: colour(color),
            quiet,
        }
    }

    /// Whether findings are printed in colour.
    #[must_use]
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// Where findings are written to. Nothing written here fails: the first failure is kept, and
    /// [`Self::finish`] tells of it.
    pub fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Prints text of our own as a finding.
    pub fn print(&mut self, text: &str) {
        // See `out`: the failure is kept.
        let _ = self.out.write_all(text.as_bytes());
    }

    /// Says on standard error why something could not be judged.
    pub fn trouble(&mut self, trouble: &Trouble) {
        self.flush();
        let line = format!("trueup: error: {trouble}");
        to_stderr(&escape::text(&line));
    }

    /// Says something by the way on standard error.
    pub fn note(&mut self, text: &str) {
        if !self.quiet {
            self.flush();
            to_stderr(&escape::text(&format!("trueup: {text}")));
        }
    }

    /// Both streams often end in the same terminal: what was written first stands there first.
    fn flush(&mut self) {
        let _ = self.out.flush();
    }

    /// Flushes, and makes the outcome worse if findings could not be written.
    #[must_use]
    pub fn finish(mut self, outcome: Outcome) -> Outcome {
        self.flush();
        let Some(error) = self.out.failure.take() else {
            return outcome;
        };
        to_stderr(&format!(
            "trueup: error: standard output cannot be written to: {error}"
        ));
        Outcome::NoVerdict
    }
}

/// Writes lines to standard error, each escaped. There is nobody to tell if that fails.
pub(crate) fn to_stderr(text: &str) {
    let mut err = io::stderr().lock();
    for line in text.split('\n') {
        let _ = writeln!(err, "{}", escape::text(line));
    }
}

fn colour(color: Color) -> Colour {
    let on = match color {
        Color::Always => true,
        Color::Never => false,
        // Asks the terminal, NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM.
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    if on { Colour::On } else { Colour::Off }
}

/// Standard output that stops writing after the first failure.
struct Output {
    inner: BufWriter<StdoutLock<'static>>,
    /// Whether a write has failed, for whatever reason.
    closed: bool,
    /// Why, unless the reader just went away.
    failure: Option<io::Error>,
}

impl Output {
    fn new() -> Self {
        Self {
            inner: BufWriter::with_capacity(64 * 1024, io::stdout().lock()),
            closed: false,
            failure: None,
        }
    }

    fn settle(&mut self, result: io::Result<()>) {
        if let Err(error) = result {
            self.closed = true;
            if error.kind() != io::ErrorKind::BrokenPipe {
                self.failure = Some(error);
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.closed {
            let result = self.inner.write_all(bytes);
            self.settle(result);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.closed {
            let result = self.inner.flush();
            self.settle(result);
        }
        Ok(())
    }
}
