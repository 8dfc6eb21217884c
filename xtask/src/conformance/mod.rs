//! Measures of the generator and the validator on other people's schemas.
//!
//! Each command prints figures, keeps them in `CONFORMANCE.md` on demand, and ends with 1 when
//! something is not as it should be and is no listed exception.
//!
//! Reading order: `workshop` (compiling and running generated code), `compiler`, `judge`, then the
//! measures: `suite`, `schemastore`, `random`, `typify`, `mutation`; `table` prints.

mod compiler;
mod judge;
mod mutation;
mod random;
mod reference;
mod schemastore;
mod share;
mod suite;
mod table;
mod typify;
mod variants;
mod workshop;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use table::Table;

/// What is measured.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Measure {
    /// The official test suite, through verdict, report and compiled types
    Suite(Part),
    /// Whether the first violation stands where a valid payload of SchemaStore was broken
    Mutation(Part),
    /// Random schemas and values: verdict, report, compiled types and `jsonschema` must agree
    Random {
        /// How many schemas are drawn
        #[arg(long, default_value_t = 300, value_name = "N")]
        schemas: u16,
        /// What they are drawn from
        #[arg(long, default_value_t = 0, value_name = "S")]
        seed: u64,
        #[command(flatten)]
        kept: Kept,
    },
    /// The typed fields of generated code, beside those of typify's
    Typify(Kept),
    /// The size and the compile time of the code of the largest schemas, beside those of typify's
    Size(Kept),
    /// The part of SchemaStore that is at hand, with its payloads
    Schemastore(Part),
}

/// How much of a corpus is taken.
#[derive(Clone, Debug, Args)]
pub(crate) struct Part {
    /// Only every so-many-th schema
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    #[command(flatten)]
    kept: Kept,
}

/// What becomes of the figures.
#[derive(Clone, Debug, Args)]
pub(crate) struct Kept {
    /// Write the figures into CONFORMANCE.md
    #[arg(long)]
    keep: bool,
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
    match take(measure, repository) {
        Some(found) => finish(found, measure.keeps(), repository),
        None => ExitCode::SUCCESS,
    }
}

fn take(measure: &Measure, repository: &Path) -> Option<io::Result<Findings>> {
    let corpus = trueup_testkit::corpus;
    let found = match measure {
        Measure::Suite(part) => {
            let suite = corpus("json-schema-test-suite")?;
            suite::run(repository, &suite, usize::from(part.every))
        }
        Measure::Schemastore(part) => {
            let schemas = corpus("schemastore")?;
            schemastore::run(repository, &schemas, usize::from(part.every))
        }
        Measure::Mutation(part) => mutation::run(&corpus("schemastore")?, usize::from(part.every)),
        Measure::Random { schemas, seed, .. } => {
            random::run(repository, usize::from(*schemas), *seed)
        }
        Measure::Typify(_) => typify::fields(repository, &corpus("schemastore")?),
        Measure::Size(_) => typify::sizes(repository, &corpus("schemastore")?),
    };
    Some(found)
}

impl Measure {
    fn keeps(&self) -> bool {
        match self {
            Self::Suite(part) | Self::Mutation(part) | Self::Schemastore(part) => part.kept.keep,
            Self::Random { kept, .. } | Self::Typify(kept) | Self::Size(kept) => kept.keep,
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
