//! The `trueup` command as a library: arguments, configuration, files and exit codes.
//!
//! What a schema means, what a violation says and what generated code looks like is decided in the
//! crates below. Here it is decided which files are meant, where output goes and what the process
//! returns: 0 when all is well, 1 when there are findings (violations, stale files), 2 when there
//! is no verdict (usage, configuration, a broken schema, a file that cannot be read or written).
//! 2 wins over 1. Findings go to standard output, trouble and notes to standard error. No network
//! is used, ever.
//!
//! Reading order: [`args`] (what can be said), [`check`], [`generate`], [`explain`], [`init`] and
//! [`pages`] (what is done), then what they stand on: [`config`] (`trueup.toml`; `generate_rule` is
//! one of its tables) and [`mapping`] (which schema for which
//! file),
//! [`schema_ref`] (how a schema is named), [`inputs`] (files, folders, globs, standard input),
//! `file_list` (a list of them in a file), `source` (their bytes), `sniff` (how they are written), `declared` (the schema that one names itself),
//! `payload` (one of them judged), `lines` and `chunks` (JSON Lines, piece by piece), `parallel`
//! (many at once), `tally` (the sum), `baseline` (what is known already), `fix` (safe repairs),
//! `changed` (a schema that was edited), `watch` and `progress` (for who sits in front of it),
//! `bounded` (the longest file of each kind that the command itself reads),
//! [`artifacts`] (generated files, written or compared), `replacement` (what is written, whole or
//! not at all), `leftovers` (of runs that were killed), [`console`] and [`outcome`].

#![forbid(unsafe_code)]

pub mod args;
pub mod artifacts;
mod baseline;
mod bounded;
mod changed;
pub mod check;
mod chunks;
pub mod config;
pub mod console;
mod declared;
pub mod explain;
mod file_list;
mod fix;
pub mod generate;
mod generate_rule;
pub mod init;
pub mod inputs;
mod leftovers;
mod lines;
pub mod mapping;
pub mod outcome;
pub mod pages;
mod parallel;
mod payload;
mod progress;
mod replacement;
pub mod schema_ref;
mod sniff;
mod source;
mod tally;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::console::Console;
pub use crate::outcome::{Outcome, Trouble};

/// Runs the command on a process's arguments, the first of which is its own name.
///
/// The work is done on a thread of our own: the judgement recurses, and how much stack the first
/// thread has is up to whoever starts the process (`ulimit -s`).
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    parallel::with_own_stack(|| run_here(args.clone())).into()
}

fn run_here(args: Vec<OsString>) -> Outcome {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let mut console = Console::new(cli.color, cli.quiet);
    let outcome = match &cli.command {
        Command::Check(args) => check::run(args, &mut console),
        Command::Generate(args) => generate::run(args, &mut console),
        Command::Explain(args) => explain::run(args, &mut console),
        Command::Init(args) => init::run(args, &mut console),
        Command::Completions(args) => pages::completions(args, &mut console),
        Command::Man(args) => pages::man(args, &mut console),
    };
    console.finish(outcome)
}

/// Says what is wrong with the arguments, or what `--help` and `--version` ask for.
fn refuse(error: &clap::Error) -> Outcome {
    let text = error.render().to_string();
    if error.use_stderr() {
        // Arguments are quoted in the text, so they are escaped like all that is foreign.
        console::to_stderr(text.trim_end());
        return Outcome::NoVerdict;
    }
    let mut console = Console::new(args::Color::Never, true);
    console.print(&text);
    console.finish(Outcome::Clean)
}
