//! One payload that is read whole: from the input to its report.

use trueup_document::{Buffer, Document, ReadError, Syntax, Transcript};
use trueup_formats::{toml, yaml};
use trueup_report::FileReport;
use trueup_validator::{Report, Validator};

use crate::Trouble;
use crate::args::InputSyntax;
use crate::source::Source;

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
}

impl Payload {
    /// Reads and judges it. The source is kept only if there is something to show in it.
    pub(crate) fn judge(&self, syntax: InputSyntax) -> Result<Judged, Trouble> {
        let read = self.source.read(self.max_bytes);
        let mut source = read.map_err(|error| self.unreadable(&error))?;
        let mut buffer = Buffer::default();
        let report = match syntax {
            InputSyntax::Yaml => self.check_yaml(&source, &mut buffer),
            InputSyntax::Toml => self.check_toml(&source, &mut buffer),
            InputSyntax::Jsonc => self.check(&source, Syntax::Jsonc, &mut buffer),
            InputSyntax::Json | InputSyntax::Ndjson => {
                self.check(&source, Syntax::Json, &mut buffer)
            }
        };
        if report.violations().is_empty() || self.redact {
            source = Vec::new();
        }
        Ok(Judged {
            name: self.name.clone(),
            source,
            report,
        })
    }

    /// The report on some bytes of it, without values where they are to be hidden.
    pub(crate) fn check(&self, bytes: &[u8], syntax: Syntax, buffer: &mut Buffer) -> Report {
        self.shown(self.validator.check_as(bytes, syntax, buffer))
    }

    /// The report on a stream of YAML documents: that of each, one after the other.
    fn check_yaml(&self, bytes: &[u8], buffer: &mut Buffer) -> Report {
        let options = self.validator.options();
        let text = match Transcript::source_text(bytes, &options.limits) {
            Ok(text) => text,
            Err(error) => return self.shown(self.validator.unreadable(&error)),
        };
        let mut whole = Report::empty();
        for read in yaml::documents(text, &options.limits) {
            whole.append(self.check_transcript(read, buffer));
            if whole.violations().len() > options.max_violations {
                break;
            }
        }
        self.shown(whole.cut(options.max_violations))
    }

    fn check_toml(&self, bytes: &[u8], buffer: &mut Buffer) -> Report {
        let limits = &self.validator.options().limits;
        let text = Transcript::source_text(bytes, limits);
        let read = text.and_then(|text| toml::read(text, limits));
        self.shown(self.check_transcript(read, buffer))
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
    name: String,
    source: Vec<u8>,
    pub(crate) report: Report,
}

impl Judged {
    pub(crate) fn borrow(&self) -> FileReport<'_> {
        FileReport {
            path: &self.name,
            source: &self.source,
            report: &self.report,
        }
    }
}
