//! `cargo xtask mutants`: which changes of the code no test sees.
//!
//! The changes are those of cargo-mutants, by its own names and with its own settings
//! (`.cargo/mutants.toml`). It builds each of them by itself, which for the thousands here takes
//! most of a day. Here nearly all are in one build, each behind a switch ([`rewrite`]), and each is
//! run against those tests only that come by it ([`switched`]), which takes minutes. What no switch
//! can be written for (constants, patterns, what changes a type) is built one by one ([`singly`]).
//!
//! A mutant that makes the tests run for ever counts as caught. Ignored tests and examples in docs
//! are not run.

mod build;
mod copy;
mod cover;
mod list;
mod rewrite;
mod run;
mod singly;
mod sites;
mod switched;
mod verdict;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use list::Mutant;
use singly::Singly;
use switched::Switched;
use verdict::{Judged, Verdict};

/// What `cargo xtask mutants` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Mutants {
    /// Only mutants with this text in their names, which begin with their files
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Only mutants that the last run missed or left over, by names without lines
    #[arg(long)]
    missed: bool,
    /// Leave those over that must be built one by one
    #[arg(long, conflicts_with = "singly")]
    no_singly: bool,
    /// Leave out tests that take longer than this alone; a mutant that only they catch is missed
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    longest: Option<Duration>,
    /// Build all of them one by one, as cargo-mutants does
    #[arg(long)]
    singly: bool,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().map_err(|_| "it is no number".to_owned());
    Duration::try_from_secs_f64(seconds?).map_err(|error| error.to_string())
}

/// Runs the mutants of the repository, and fails if any is missed.
pub(crate) fn run(arguments: &Mutants, root: &Path) -> ExitCode {
    match judged(arguments, root) {
        Ok(judged) => {
            say(&verdict::table(&judged));
            if judged.iter().any(|(_, verdict)| verdict.survives()) {
                ExitCode::FAILURE
            } else {
                ExitCode::SUCCESS
            }
        }
        Err(message) => {
            say(&message);
            ExitCode::from(2)
        }
    }
}

fn judged(arguments: &Mutants, root: &Path) -> Result<Vec<Judged>, String> {
    let folder = folder(root)?;
    let record = folder.join("record.txt");
    let mutants = list::mutants(root)?;
    let packages: BTreeSet<&str> = mutants
        .iter()
        .map(|mutant| mutant.package.as_str())
        .collect();
    let packages: Vec<&str> = packages.into_iter().collect();
    let chosen = chosen(arguments, &mutants, &verdict::open(&record));
    say(&format!(
        "{} mutants, {} of them chosen",
        mutants.len(),
        chosen.len()
    ));
    let mut judged: Vec<Judged> = Vec::new();
    let mut rest = chosen;
    if !arguments.singly {
        let mut switched = Switched::new(root, &folder, &packages, &mutants)?;
        if let Some(longest) = arguments.longest {
            switched.leave_out(longest);
        }
        let (inside, outside): (Vec<&Mutant>, Vec<&Mutant>) =
            rest.into_iter().partition(|mutant| switched.knows(mutant));
        judged = run::side_by_side(&inside, |_, mutant| told(mutant, switched.judge(mutant)));
        save(&record, &judged)?;
        rest = outside;
    }
    let singly = Singly::new(root, &folder, &packages)?;
    for mutant in rest {
        let verdict = if arguments.no_singly {
            Verdict::LeftOver
        } else {
            singly.judge(mutant)?
        };
        judged.push(told(mutant, verdict));
        save(&record, &judged)?;
    }
    Ok(judged)
}

/// A folder for copies and the record, in the folder that everything is built in.
fn folder(root: &Path) -> Result<PathBuf, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    let folder = root.join(target).join("mutants-of-all");
    let made = std::fs::create_dir_all(&folder);
    made.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn chosen<'a>(
    arguments: &Mutants,
    mutants: &'a [Mutant],
    open: &BTreeSet<String>,
) -> Vec<&'a Mutant> {
    let fits = |mutant: &&Mutant| {
        let named = |text: &String| mutant.name.contains(text.as_str());
        (arguments.only.is_empty() || arguments.only.iter().any(named))
            && (!arguments.missed || open.contains(&mutant.lasting_name()))
    };
    mutants.iter().filter(fits).collect()
}

fn save(record: &Path, judged: &[Judged]) -> Result<(), String> {
    verdict::save(record, judged).map_err(|error| format!("{}: {error}", record.display()))
}

/// Prints a verdict that somebody has to look at.
fn told(mutant: &Mutant, verdict: Verdict) -> Judged {
    if verdict.survives() || verdict == Verdict::LeftOver {
        say(&format!("{:<9}  {}", verdict.word(), mutant.name));
    }
    (mutant.clone(), verdict)
}

/// To standard error, in line with what cargo prints there.
fn say(text: &str) {
    // There is nobody to tell if this fails.
    let _ = writeln!(io::stderr(), "{text}");
}
