//! Several files, one format: what the command writes to its standard output.

use std::io::{self, Write};

use crate::{Colour, FileReport, concise, full, github, gitlab, json, jsonl, junit, output, sarif};

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
    /// One JSON object per violation, each on a line of its own.
    JsonLines,
    /// Workflow commands of GitHub Actions.
    GitHub,
    /// A SARIF 2.1.0 log.
    Sarif,
    /// A Code Quality report of GitLab.
    GitLab,
    /// JUnit's XML, one test case a file.
    JUnit,
    /// JSON Schema's output format `flag`, one output unit a file and line.
    OutputFlag,
    /// JSON Schema's output format `basic`.
    OutputBasic,
    /// JSON Schema's output format `detailed`.
    OutputDetailed,
    /// JSON Schema's output format `hierarchical`, which is newer than 2020-12.
    OutputHierarchical,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 12] = [
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::JsonLines,
        Self::GitHub,
        Self::Sarif,
        Self::GitLab,
        Self::JUnit,
        Self::OutputFlag,
        Self::OutputBasic,
        Self::OutputDetailed,
        Self::OutputHierarchical,
    ];
}

/// Writes files' findings one after the other as they come, and holds none of them, but for
/// the names of the keywords that a SARIF log lists at its end.
///
/// Each method takes the output anew, so that between two files the caller can use it otherwise.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    colour: Colour,
    /// How wide the terminal is, if the output is one.
    columns: Option<usize>,
    files: usize,
    /// For formats in which commas stand between violations of all files.
    violations: usize,
    log: sarif::Log,
    /// Why some files could not be judged.
    troubles: Vec<String>,
}

impl Writer {
    /// Begins a report.
    ///
    /// # Errors
    /// What `out` gives when it cannot be written to; so do the other methods.
    pub fn begin(format: Format, colour: Colour, out: &mut dyn Write) -> io::Result<Self> {
        match format {
            Format::Json => json::begin(out)?,
            Format::Sarif => sarif::begin(out)?,
            Format::GitLab => gitlab::begin(out)?,
            Format::JUnit => junit::begin(out)?,
            _ => {}
        }
        Ok(Self {
            format,
            colour,
            columns: None,
            files: 0,
            violations: 0,
            log: sarif::Log::default(),
            troubles: Vec::new(),
        })
    }

    /// Keeps excerpts to a terminal of so many columns.
    #[must_use]
    pub fn within(mut self, columns: Option<usize>) -> Self {
        self.columns = columns;
        self
    }

    /// Writes one file's findings.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> io::Result<()> {
        let first = self.files == 0;
        self.files += 1;
        match self.format {
            Format::Full => full::write_within(out, file, self.colour, self.columns),
            Format::Concise => concise::write(out, file, self.colour),
            Format::Json => json::write(out, file, first),
            Format::JsonLines => jsonl::write(out, file),
            Format::GitHub => github::write(out, file),
            Format::Sarif => sarif::write(out, file, &mut self.log),
            Format::GitLab => gitlab::write(out, file, &mut self.violations),
            Format::JUnit => junit::write(out, file),
            Format::OutputFlag => output::flag(out, file),
            Format::OutputBasic => output::basic(out, file),
            Format::OutputDetailed => output::detailed(out, file),
            Format::OutputHierarchical => output::hierarchical(out, file),
        }
    }

    /// Notes why a file, or a schema, could not be judged. Formats for other programs say so at their
    /// end; people are told otherwise.
    pub fn trouble(&mut self, message: &str) {
        self.troubles.push(message.to_owned());
    }

    /// Ends the report and flushes it.
    ///
    /// # Errors
    /// As [`begin`](Self::begin).
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Json => json::end(out, &self.troubles)?,
            Format::Sarif => sarif::end(out, &self.log, &self.troubles)?,
            Format::GitLab => gitlab::end(out)?,
            Format::JUnit => junit::end(out, &self.troubles)?,
            Format::GitHub => github::end(out, &self.troubles)?,
            _ => {}
        }
        out.flush()
    }
}
