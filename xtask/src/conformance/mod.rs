//! Measures of the generator and the validator on other people's schemas.
//!
//! Each command prints figures, keeps them in `CONFORMANCE.md` on demand, and ends with 1 when
//! something is not as it should be and is no listed exception.
//!
//! Reading order: `workshop` (compiling and running generated code), `compiler`, `judge`, then the
//! measures: `suite`, `schemastore`; `table` prints.

mod compiler;
mod judge;
mod schemastore;
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
    /// The part of SchemaStore that is at hand
    Schemastore,
}

/// Takes the measure, if its corpus is there.
pub(crate) fn run(measure: &Measure, repository: &Path) -> ExitCode {
    match measure {
        Measure::Suite { every, keep } => {
            let Some(corpus) = trueup_testkit::corpus("json-schema-test-suite") else {
                return ExitCode::SUCCESS;
            };
            let findings = suite::run(repository, &corpus, usize::from(*every));
            finish(
                findings.map(|found| (found.table, found.complaints)),
                *keep,
                repository,
            )
        }
        Measure::Schemastore => schemastore::schemastore(),
    }
}

fn finish(found: io::Result<(Table, Vec<String>)>, keep: bool, repository: &Path) -> ExitCode {
    let mut out = io::stdout().lock();
    let done = found.and_then(|(table, complaints)| {
        write!(out, "{table}")?;
        for complaint in &complaints {
            writeln!(out, "{complaint}")?;
        }
        if keep {
            table.keep(repository)?;
        }
        Ok(complaints.is_empty())
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
