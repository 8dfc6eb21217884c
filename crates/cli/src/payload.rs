//! One payload that is read whole: from the input to its report.

use std::io::{self, BufRead};

use trueup_document::{Buffer, Syntax};
use trueup_report::{FileReport, escape};
use trueup_validator::{Report, Validator};

use crate::args::Repair;
use crate::inputs::Input;
use crate::{Trouble, artifacts, fix};

/// An input, with all that it takes to judge it.
#[derive(Debug)]
pub(crate) struct Payload {
    /// The name that it is reported under.
    pub(crate) name: String,
    pub(crate) input: Input,
    pub(crate) validator: Validator,
    /// The most bytes that are read of it, or of a line.
    pub(crate) max_bytes: usize,
    /// Whether values are hidden in what is reported.
    pub(crate) redact: bool,
    /// Whether faults are mended, and how.
    pub(crate) repair: Repair,
    /// What stands in the place of the input's own bytes: what they would be once mended.
    pub(crate) mended: Option<Vec<u8>>,
}

impl Payload {
    /// Reads and judges it. The source is kept only if there is something to show in it.
    pub(crate) fn judge(&self, syntax: Syntax) -> Result<Judged, Trouble> {
        let read = self.input.read(self.max_bytes);
        let mut source = read.map_err(|error| self.unreadable(&error))?;
        let (mut mended, mut diff) = (0, None);
        if self.repair.fix
            && let Some(new) = fix::mend(&self.validator, syntax, &source)
        {
            diff = self.put(&source, &new.bytes)?;
            mended = new.count;
            source = new.bytes;
        }
        let mut buffer = Buffer::default();
        let report = self.check(&source, syntax, &mut buffer);
        if report.violations().is_empty() || self.redact {
            source = Vec::new();
        }
        Ok(Judged {
            name: self.name.clone(),
            source,
            report,
            mended,
            diff,
        })
    }

    /// Mends JSON Lines before they are judged. The whole file is held for that; it is read line by
    /// line only where nothing is mended.
    pub(crate) fn mend_lines(&mut self) -> Result<(usize, Option<String>), Trouble> {
        if !self.repair.fix {
            return Ok((0, None));
        }
        let read = self.input.read(usize::MAX);
        let source = read.map_err(|error| self.unreadable(&error))?;
        let Some(new) = fix::mend_lines(&self.validator, &source) else {
            self.mended = Some(source);
            return Ok((0, None));
        };
        let diff = self.put(&source, &new.bytes)?;
        self.mended = Some(new.bytes);
        Ok((new.count, diff))
    }

    /// Writes mended bytes in the place of the old ones, or gives the difference if that is asked.
    fn put(&self, old: &[u8], new: &[u8]) -> Result<Option<String>, Trouble> {
        if self.repair.diff {
            let (name, text) = (escape::text(&self.name), String::from_utf8_lossy(new));
            let after = format!("{name} (mended)");
            return Ok(Some(artifacts::diff(&name, Some(old), &text, &after)));
        }
        let Input::File(path) = &self.input else {
            return Err(Trouble::new(STDIN));
        };
        let written = std::fs::read(path).and_then(|now| {
            // Whoever wrote to it meanwhile keeps what was written.
            if now == old {
                artifacts::replace(path, new)
            } else {
                Err(io::Error::other("it has changed since it was read"))
            }
        });
        let trouble = |error| Trouble::new(format!("{}: cannot be mended: {error}", self.name));
        written.map(|()| None).map_err(trouble)
    }

    /// The bytes to read line by line.
    pub(crate) fn open(&self) -> io::Result<Box<dyn BufRead + '_>> {
        match &self.mended {
            Some(bytes) => Ok(Box::new(bytes.as_slice())),
            None => self.input.open(),
        }
    }

    /// The report on some bytes of it, without values where they are to be hidden.
    pub(crate) fn check(&self, bytes: &[u8], syntax: Syntax, buffer: &mut Buffer) -> Report {
        let report = self.validator.check_as(bytes, syntax, buffer);
        if self.redact {
            report.redacted()
        } else {
            report
        }
    }

    pub(crate) fn unreadable(&self, error: &std::io::Error) -> Trouble {
        Trouble::new(format!("{}: cannot be read: {error}", self.name))
    }
}

/// What was found in one payload.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) name: String,
    source: Vec<u8>,
    pub(crate) report: Report,
    /// How many faults were mended, or would be.
    pub(crate) mended: usize,
    pub(crate) diff: Option<String>,
}

const STDIN: &str = "standard input cannot be mended in its place: use --fix with --diff";

impl Judged {
    pub(crate) fn borrow(&self) -> FileReport<'_> {
        FileReport {
            path: &self.name,
            source: &self.source,
            report: &self.report,
        }
    }
}
