//! One payload that is read whole: from the input to its report.

use std::io::{self, BufRead};

use trueup_document::{Buffer, Document, ReadError, ReadErrorKind, Syntax, Transcript};
use trueup_formats::{toml, yaml};
use trueup_report::{FileReport, escape};
use trueup_validator::{Report, Validator};

use crate::args::{InputSyntax, Repair};
use crate::fix::{self, Mended};
use crate::inputs::Input;
use crate::source::Source;
use crate::{Trouble, artifacts, bounded, replacement};

/// An input, with all that it takes to judge it.
#[derive(Debug)]
pub(crate) struct Payload {
    /// The name that it is reported under.
    pub(crate) name: String,
    pub(crate) source: Source,
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
    pub(crate) fn judge(&self, syntax: InputSyntax) -> Result<Judged, Trouble> {
        let read = self.source.read(self.max_bytes);
        let mut source = read.map_err(|error| self.unreadable(&error))?;
        let (mut mended, mut diff) = (0, None);
        let found = self.judge_bytes(syntax, &source, &mut Buffer::default());
        let report = match self.mend(syntax, &source, found) {
            Ok(new) => {
                diff = self.put(&source, &new.bytes)?;
                mended = new.count;
                source = new.bytes;
                new.report
            }
            Err(found) => found,
        };
        let report = self.shown(report);
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

    /// The bytes without the faults that are safe to mend, if that is asked and there are any; else
    /// what was found, given back.
    fn mend(&self, syntax: InputSyntax, bytes: &[u8], found: Report) -> Result<Mended, Report> {
        if !self.repair.fix || found.violations().is_empty() {
            return Err(found);
        }
        let judge = |text: &[u8]| self.judge_bytes(syntax, text, &mut Buffer::default());
        let json = match syntax {
            InputSyntax::Json => Some(Syntax::Json),
            InputSyntax::Jsonc => Some(Syntax::Jsonc),
            _ => None,
        };
        let limits = &self.validator.options().limits;
        fix::mend(&judge, json, limits, bytes, found)
    }

    /// Mends JSON Lines before they are judged. The whole file is held for that; it is read line by
    /// line only where nothing is mended.
    pub(crate) fn mend_lines(&mut self) -> Result<(usize, Option<String>), Trouble> {
        if !self.repair.fix {
            return Ok((0, None));
        }
        let stream = self.source.open();
        let read = stream.and_then(|stream| bounded::read(stream, bounded::MENDED));
        let source = read.map_err(|error| self.unreadable(&error))?;
        let mend = |line: &[u8]| {
            let found = self.judge_bytes(InputSyntax::Json, line, &mut Buffer::default());
            self.mend(InputSyntax::Json, line, found).ok()
        };
        let Some((text, count)) = fix::mend_lines(&mend, &source) else {
            self.mended = Some(source);
            return Ok((0, None));
        };
        let diff = self.put(&source, &text)?;
        self.mended = Some(text);
        Ok((count, diff))
    }

    /// Writes mended bytes in the place of the old ones, or gives the difference if that is asked.
    fn put(&self, old: &[u8], new: &[u8]) -> Result<Option<String>, Trouble> {
        if self.repair.diff {
            let (name, text) = (escape::text(&self.name), String::from_utf8_lossy(new));
            let after = format!("{name} (mended)");
            return Ok(Some(artifacts::diff(&name, Some(old), &text, &after)));
        }
        let Input::File(path) = self.source.input() else {
            return Err(Trouble::new(STDIN));
        };
        let written = replacement::regular(path).and_then(|()| {
            // Whoever wrote to it meanwhile keeps what was written, and what is compressed stays so.
            match bounded::read(std::fs::File::open(path)?, old.len()) {
                Ok(now) if now == old => replacement::replace(path, new),
                _ => Err(io::Error::other(
                    "it is compressed, or has changed since it was read",
                )),
            }
        });
        let trouble = |error| Trouble::new(format!("{}: cannot be mended: {error}", self.name));
        written.map(|()| None).map_err(trouble)
    }

    /// The bytes to read line by line.
    pub(crate) fn open(&self) -> io::Result<Box<dyn BufRead + Send + '_>> {
        match &self.mended {
            Some(bytes) => Ok(Box::new(bytes.as_slice())),
            None => Ok(self.source.open()?),
        }
    }

    /// The report on some bytes of it, without values where they are to be hidden.
    pub(crate) fn check(&self, bytes: &[u8], syntax: Syntax, buffer: &mut Buffer) -> Report {
        self.shown(self.validator.check_as(bytes, syntax, buffer))
    }

    /// The report on all of the bytes, with values.
    fn judge_bytes(&self, syntax: InputSyntax, bytes: &[u8], buffer: &mut Buffer) -> Report {
        match syntax {
            InputSyntax::Yaml => self.check_yaml(bytes, buffer),
            InputSyntax::Toml => self.check_toml(bytes, buffer),
            InputSyntax::Jsonc => self.validator.check_as(bytes, Syntax::Jsonc, buffer),
            InputSyntax::Json | InputSyntax::Ndjson => {
                self.validator.check_as(bytes, Syntax::Json, buffer)
            }
        }
    }

    /// The report on a stream of YAML documents: that of each, one after the other.
    fn check_yaml(&self, bytes: &[u8], buffer: &mut Buffer) -> Report {
        let options = self.validator.options();
        let text = match Transcript::source_text(bytes, &options.limits) {
            Ok(text) => text,
            Err(error) => return self.validator.unreadable(&error),
        };
        let mut whole = Report::empty();
        for read in yaml::documents(text, &options.limits) {
            whole.append(self.check_transcript(read, buffer));
            if whole.violations().len() > options.max_violations {
                break;
            }
        }
        whole.cut(options.max_violations)
    }

    fn check_toml(&self, bytes: &[u8], buffer: &mut Buffer) -> Report {
        let limits = &self.validator.options().limits;
        let text = match Transcript::source_text(bytes, limits) {
            Ok(text) => text,
            Err(error) => return self.validator.unreadable(&error),
        };
        match toml::read(text, limits) {
            Err(first) if first.kind == ReadErrorKind::InvalidToml => self.every_toml_fault(text),
            read => self.check_transcript(read, buffer),
        }
    }

    /// The parser finds its way after a fault, so all of them are told.
    fn every_toml_fault(&self, text: &str) -> Report {
        let mut whole = Report::empty();
        for fault in toml::faults(text) {
            whole.append(self.validator.unreadable(&fault));
        }
        whole.cut(self.validator.options().max_violations)
    }

    fn check_transcript(
        &self,
        read: Result<Transcript<'_>, ReadError>,
        buffer: &mut Buffer,
    ) -> Report {
        let transcript = match read {
            Ok(transcript) => transcript,
            Err(error) => return self.validator.unreadable(&error),
        };
        let limits = &self.validator.options().limits;
        match Document::of_transcript(&transcript, limits, buffer) {
            Ok(document) => {
                let report = self.validator.check_document(&document);
                document.release(buffer);
                report
            }
            Err(error) => self.validator.unreadable(&error),
        }
    }

    /// A report as it is shown: without values where they are to be hidden.
    fn shown(&self, report: Report) -> Report {
        if self.redact {
            report.redacted()
        } else {
            report
        }
    }

    pub(crate) fn unreadable(&self, error: &std::io::Error) -> Trouble {
        unreadable(&self.name, error)
    }
}

/// The trouble with an input whose bytes cannot be had.
pub(crate) fn unreadable(name: &str, error: &std::io::Error) -> Trouble {
    Trouble::new(format!("{name}: cannot be read: {error}"))
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
