//! Development commands: `cargo xtask regenerate [--check]`, `cargo xtask ci`,
//! `cargo xtask conformance MEASURE`, `cargo xtask bench`, `cargo xtask trust` and
//! `cargo xtask mutants`.
//!
//! This package never uses a crate whose code is generated, so it still builds when generated code
//! does not.

#![forbid(unsafe_code)]

mod bench;
mod ci;
mod conformance;
mod mutants;
mod regenerate;
mod trust;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Development commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write every generated file of the repository
    Regenerate {
        /// Write nothing; print what is stale, and exit with 1 if anything is
        #[arg(long)]
        check: bool,
        /// Work on this copy of the repository instead of the one this was built from
        #[arg(long, value_name = "FOLDER")]
        root: Option<PathBuf>,
    },
    /// Run everything that CI runs, and stop at the first failure
    Ci,
    /// Show that bad input, faults of the system and hostile schemas break nothing
    Trust(trust::Trust),
    /// Show which changes of the code no test sees
    Mutants(mutants::Mutants),
    /// Measure trueup beside its peers, and write BENCHMARKS.md
    Bench(bench::Bench),
    /// Measure generator and validator on other people's schemas, and print the figures
    Conformance {
        #[command(subcommand)]
        measure: conformance::Measure,
    },
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Regenerate { check, root } => {
            regenerate::run(&root.unwrap_or_else(repository), check).into()
        }
        Command::Bench(arguments) => bench::run(&repository(), &arguments),
        Command::Trust(arguments) => trust::run(&arguments, &repository()),
        Command::Mutants(arguments) => mutants::run(&arguments, &repository()),
        Command::Ci => ci::run(&repository()),
        Command::Conformance { measure } => conformance::run(&measure, &repository()),
    }
}

/// The repository that this was built from.
fn repository() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}
