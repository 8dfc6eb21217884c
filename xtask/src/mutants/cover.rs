//! The tests of the programs: their names, how long each takes, and which mutants it reaches.
//!
//! Each runs once by itself in a process that writes down every mutant it comes by.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::build::Program;
use super::run::{self, Ended};

/// Longer than any test takes by itself.
const PATIENCE: Duration = Duration::from_secs(300);

/// A test that passes when no mutant is on.
#[derive(Debug)]
pub(super) struct Test {
    /// Its program's place in the list.
    pub(super) program: usize,
    pub(super) name: String,
    pub(super) took: Duration,
    pub(super) reaches: BTreeSet<usize>,
}

/// The tests of all programs, with what each of them reaches.
///
/// # Errors
/// Which test fails although nothing is changed, or what the system says.
pub(super) fn tests(programs: &[Program], work: &Path) -> Result<Vec<Test>, String> {
    let mut names = Vec::new();
    for (index, program) in programs.iter().enumerate() {
        let ignored = listed(program, &["--ignored"])?;
        let all = listed(program, &[])?;
        let kept = all.into_iter().filter(|name| !ignored.contains(name));
        names.extend(kept.map(|name| (index, name)));
    }
    run::side_by_side(&names, |worker, (program, name)| {
        let reached = work.join(format!("reached-{worker}"));
        test(programs, *program, name, &reached)
    })
    .into_iter()
    .collect()
}

fn listed(program: &Program, more: &[&str]) -> Result<Vec<String>, String> {
    let output = Command::new(&program.path)
        .args(["--list", "--format", "terse"])
        .args(more)
        .current_dir(&program.folder)
        .output()
        .map_err(|error| format!("{}: {error}", program.path.display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = text.lines().filter_map(|line| line.strip_suffix(": test"));
    Ok(names.map(str::to_owned).collect())
}

fn test(programs: &[Program], program: usize, name: &str, reached: &Path) -> Result<Test, String> {
    // There may be none yet.
    let _ = fs::remove_file(reached);
    let start = Instant::now();
    let variable = ("TRUEUP_MUTANTS_REACHED", reached.as_os_str());
    let ended = run::run(&programs[program], &[name], variable, PATIENCE);
    if ended != Ended::Passed {
        return Err(format!("the test {name} fails with nothing changed"));
    }
    let took = start.elapsed();
    let numbers = fs::read_to_string(reached).unwrap_or_default();
    Ok(Test {
        program,
        name: name.to_owned(),
        took,
        reaches: numbers
            .lines()
            .filter_map(|line| line.parse().ok())
            .collect(),
    })
}
