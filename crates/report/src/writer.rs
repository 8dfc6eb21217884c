//! Several files, one format: what the command writes to its standard output.

use std::io::{self, Write};

use crate::{Colour, FileReport, concise, full, json};

/// How findings are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Each violation with the line it stands on.
    #[default]
    Full,
    /// One line per violation.
    Concise,
    /// One JSON value, whose schema is published.
    Json,
}

/// Writes files' findings one after the other as they come, and holds none of them.
///
/// Each method takes the output anew, so that between two files the caller can use it otherwise.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    colour: Colour,
    files: usize,
}

impl Writer {
    /// Begins a report.
    ///
    /// # Errors
    /// What `out` gives when it cannot be written to; so do the other methods.
    pub fn begin(format: Format, colour: Colour, out: &mut dyn Write) -> io::Result<Self> {
        if format == Format::Json {
            json::begin(out)?;
        }
        Ok(Self {
            format,
            colour,
            files: 0,
        })
    }

    /// Writes one file's findings.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let first = self.files == 0;
        self.files += 1;
        match self.format {
            Format::Full => full::write(out, file, self.colour),
            Format::Concise => concise::write(out, file, self.colour),
            Format::Json => json::write(out, file, first),
        }
    }

    /// Ends the report and flushes it.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        if self.format == Format::Json {
            json::end(out)?;
        }
        out.flush()
    }
}
