//! The two streams of the process, and how they may fail.
//!
//! A reader that has seen enough (`| head -1`) closes the pipe: that is no trouble, the rest of the
//! output is dropped and the verdict stays what it is. A stream that cannot be written to for
//! another reason (a full disk) is trouble: the findings are lost, and exit code 2 says so.

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use trueup_report::{Colour, escape};

use crate::args::Color;
use crate::replacement::Replacement;
use crate::{Outcome, Trouble};

/// Standard output and standard error of a run.
pub struct Console {
    out: Output,
    color: Color,
    colour: Colour,
    quiet: bool,
}

impl Console {
    /// Takes standard output. With `quiet`, notes are not printed.
    #[must_use]
    pub fn new(color: Color, quiet: bool) -> Self {
        Self {
            out: Output::new(),
            color,
            colour: colour(color),
            quiet,
        }
    }

    /// Sends findings into a file, which takes the place of an older one when all is done. There is
    /// no colour in it but where it is asked for.
    ///
    /// # Errors
    /// What keeps the file from being written.
    pub fn redirect(&mut self, path: &Path) -> Result<(), Trouble> {
        let trouble = |error: io::Error| {
            let name = escape::path(path);
            Trouble::new(format!("{name}: cannot be written: {error}"))
        };
        self.out = Output::to_file(path).map_err(trouble)?;
        if self.color != Color::Always {
            self.colour = Colour::Off;
        }
        Ok(())
    }

    /// Whether notes are printed.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether findings are printed in colour.
    #[must_use]
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// How wide the terminal is that findings are printed on; `None` if they go elsewhere.
    #[must_use]
    pub fn columns(&self) -> Option<usize> {
        match self.out.inner.get_ref() {
            Target::Stdout(out) => columns(out),
            _ => None,
        }
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

    /// Whether nobody reads the findings any more, or they cannot be written.
    pub(crate) fn is_closed(&self) -> bool {
        self.out.closed
    }

    /// Both streams often end in the same terminal: what was written first stands there first.
    pub(crate) fn flush(&mut self) {
        let _ = self.out.flush();
    }

    /// Flushes, and makes the outcome worse if findings could not be written.
    #[must_use]
    pub fn finish(mut self, outcome: Outcome) -> Outcome {
        self.flush();
        let name = self.out.name.clone();
        let Err(error) = self.out.finish() else {
            return outcome;
        };
        let line = format!("trueup: error: {name} cannot be written to: {error}");
        to_stderr(&line);
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
        Color::Auto if is_set("NO_COLOR", &[]) => false,
        // Many programs write 0 for no.
        Color::Auto if is_set("FORCE_COLOR", &["0"]) => true,
        // Asks the terminal, CLICOLOR, CLICOLOR_FORCE and TERM.
        Color::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    if on { Colour::On } else { Colour::Off }
}

/// Whether a variable says yes; one that is empty does not (no-color.org, force-color.org).
fn is_set(variable: &str, no: &[&str]) -> bool {
    let says_no = |value: &OsString| value.is_empty() || no.iter().any(|no| value == no);
    std::env::var_os(variable).is_some_and(|value| !says_no(&value))
}

/// How wide a terminal is.
#[cfg(unix)]
fn columns(out: &io::Stdout) -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(out).ok()?;
    // Some terminals do not know it.
    Some(usize::from(size.ws_col)).filter(|&columns| columns > 0)
}

#[cfg(not(unix))]
fn columns(_: &io::Stdout) -> Option<usize> {
    None
}

/// Where findings go; it stops writing after the first failure.
struct Output {
    /// What it is called, fit to be shown.
    name: String,
    inner: BufWriter<Target>,
    /// Whether a write has failed, for whatever reason.
    closed: bool,
    /// Why, unless the reader just went away.
    failure: Option<io::Error>,
}

impl Output {
    fn new() -> Self {
        Self::to("standard output".to_owned(), Target::Stdout(io::stdout()))
    }

    fn to_file(path: &Path) -> io::Result<Self> {
        // A pipe or a device is written to as it is.
        let special = std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file());
        let target = if special {
            Target::Special(std::fs::OpenOptions::new().write(true).open(path)?)
        } else {
            Target::File(Replacement::new(path)?)
        };
        Ok(Self::to(escape::path(path), target))
    }

    fn to(name: String, target: Target) -> Self {
        Self {
            name,
            inner: BufWriter::with_capacity(64 * 1024, target),
            closed: false,
            failure: None,
        }
    }

    /// Puts a file in place, and tells of the first failure.
    fn finish(self) -> io::Result<()> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        match self.inner.into_inner() {
            Ok(Target::File(file)) => file.finish(),
            Ok(_) => Ok(()),
            // What is left was refused before, when it was flushed.
            Err(_) => Ok(()),
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

/// What findings are written to in the end.
enum Target {
    Stdout(io::Stdout),
    Special(std::fs::File),
    File(Replacement),
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Special(file) => file.write(bytes),
            Self::File(file) => file.file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Special(file) => file.flush(),
            Self::File(file) => file.file.flush(),
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
