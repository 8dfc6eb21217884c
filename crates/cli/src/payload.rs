//! One payload that is read whole: from the input to its report.

use trueup_document::{Buffer, Syntax};
use trueup_report::FileReport;
use trueup_validator::{Report, Validator};

use crate::Trouble;
use crate::inputs::Input;

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
}

impl Payload {
    /// Reads and judges it. The source is kept only if there is something to show in it.
    pub(crate) fn judge(&self, syntax: Syntax) -> Result<Judged, Trouble> {
        let read = self.input.read(self.max_bytes);
        let mut source = read.map_err(|error| self.unreadable(&error))?;
        let mut buffer = Buffer::default();
        let report = self.check(&source, syntax, &mut buffer);
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
