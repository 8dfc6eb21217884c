//! `cargo xtask bench`: everything measured side by side, written down as `BENCHMARKS.md`.
//!
//! The bench package is a workspace of its own, so its peers are built only here. Where `taskset`
//! is at hand, it runs on one core, so that the contestants are not moved about while they race.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

/// Measures, prints the tables, and writes them down unless only some sections were asked for.
pub(crate) fn run(root: &Path, arguments: &[String]) -> ExitCode {
    match measure(root, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody to tell if this fails.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(root: &Path, arguments: &[String]) -> io::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let bench = root.join("bench");
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(&cargo);
        command.args(arguments).current_dir(&bench);
        command
    };
    succeed(
        cargo(&["build", "--release"]).status()?.success(),
        "building",
    )?;
    let mut run = if has_taskset() {
        let mut pinned = Command::new("taskset");
        pinned.args(["-c", "0"]).arg(cargo(&[]).get_program());
        pinned
            .args(["run", "--release", "--quiet", "--"])
            .current_dir(&bench);
        pinned
    } else {
        cargo(&["run", "--release", "--quiet", "--"])
    };
    let output = run
        .args(arguments)
        .stderr(std::process::Stdio::inherit())
        .output()?;
    io::stdout().write_all(&output.stdout)?;
    succeed(output.status.success(), "measuring")?;
    if arguments.is_empty() {
        std::fs::write(root.join("BENCHMARKS.md"), &output.stdout)?;
    }
    Ok(())
}

fn has_taskset() -> bool {
    let version = Command::new("taskset").arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

fn succeed(done: bool, what: &str) -> io::Result<()> {
    if done {
        Ok(())
    } else {
        Err(io::Error::other(format!("{what} failed")))
    }
}
