//! Measures of the generator and the validator on other people's schemas.
//!
//! Each command prints figures, keeps them in `CONFORMANCE.md` on demand, and ends with 1 when
//! something is not as it should be and is no listed exception.
//!
//! Reading order: `workshop` (compiling and running generated code), `compiler`, `judge`, then the
//! measures: `suite`, `schemastore`; `table` prints.

mod compiler;
mod judge;
mod reference;
mod schemastore;
mod share;
mod suite;
mod table;
mod workshop;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;

use table::Table;

/// What is measured.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Measure {
    /// The official test suite, through verdict, report and compiled types
    Suite {
        /// Only every so-many-th schema
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        every: u16,
        /// Write the figures into CONFORMANCE.md
        #[arg(long)]
        keep: bool,
    },
    /// The part of SchemaStore that is at hand, with its payloads
    Schemastore {
        /// Only every so-many-th schema
        #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        every: u16,
        /// Write the figures into CONFORMANCE.md
        #[arg(long)]
        keep: bool,
    },
}

/// What came of a measure.
struct Findings {
    /// The figures.
    table: Table,
    /// What a reader of the figures must know.
    notes: Vec<String>,
    /// What is not as it should be and no exception.
    complaints: Vec<String>,
}

/// The name of every root type, whatever its schema is called.
const ROOT: &str = "Root";

/// Takes the measure, if its corpus is there.
pub(crate) fn run(measure: &Measure, repository: &Path) -> ExitCode {
    match measure {
        Measure::Suite { every, keep } => {
            let Some(corpus) = trueup_testkit::corpus("json-schema-test-suite") else {
                return ExitCode::SUCCESS;
            };
            let findings = suite::run(repository, &corpus, usize::from(*every));
            finish(findings, *keep, repository)
        }
        Measure::Schemastore { every, keep } => {
            let Some(corpus) = trueup_testkit::corpus("schemastore") else {
                return ExitCode::SUCCESS;
            };
            let findings = schemastore::run(repository, &corpus, usize::from(*every));
            finish(findings, *keep, repository)
        }
    }
}

fn finish(found: io::Result<Findings>, keep: bool, repository: &Path) -> ExitCode {
    let mut out = io::stdout().lock();
    let done = found.and_then(|found| {
        write!(out, "{}", found.table)?;
        for line in found.notes.iter().chain(&found.complaints) {
            writeln!(out, "{line}")?;
        }
        if keep {
            found.table.keep(&found.notes, repository)?;
        }
        Ok(found.complaints.is_empty())
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // There is nobody to tell if this fails.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}
