//! What CI runs, under the same names as on any machine.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::trust::installed;

/// One step: cargo's arguments and what cargo should find in its environment.
struct Step {
    arguments: &'static str,
    variables: &'static [(&'static str, &'static str)],
    /// A cargo command that must be installed, or the step is passed over.
    needs: Option<&'static str>,
}

const fn step(arguments: &'static str) -> Step {
    Step {
        arguments,
        variables: &[],
        needs: None,
    }
}

/// In the order from quick to slow, so that what fails fails soon.
const STEPS: [Step; 7] = [
    step("fmt --all --check"),
    step("clippy --workspace --all-targets -- -D warnings"),
    step(PEDANTIC),
    Step {
        arguments: "doc --workspace --no-deps",
        variables: &[("RUSTDOCFLAGS", "-D warnings")],
        needs: None,
    },
    step("run --package xtask -- regenerate --check"),
    step("test --workspace"),
    Step {
        arguments: "deny --offline check licenses bans sources",
        variables: &[],
        needs: Some("cargo-deny"),
    },
];

/// Generated code under clippy's strictest lints, but for those that `ARCHITECTURE.md` names.
const PEDANTIC: &str = "clippy --package golden-code --lib --no-deps -- -D clippy::pedantic \
    -A clippy::doc-markdown -A clippy::option-option -A clippy::semicolon-if-nothing-returned \
    -A clippy::similar-names -A clippy::struct-excessive-bools -A clippy::struct-field-names -A clippy::too-many-lines";

/// Runs the steps in the repository; stops at the first that fails.
pub(crate) fn run(root: &Path) -> ExitCode {
    // The cargo that runs this, so that all steps use one toolchain.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for step in &STEPS {
        if let Some(tool) = step.needs.filter(|tool| !installed(tool)) {
            say(&format!("> {}: SKIPPED, needs {tool}", step.command()));
            continue;
        }
        say(&format!("> {}", step.command()));
        let status = Command::new(&cargo)
            .args(step.arguments.split_ascii_whitespace())
            .envs(step.variables.iter().copied())
            .current_dir(root)
            .status();
        match status {
            Ok(status) if status.success() => {}
            Ok(status) => return fail(&format!("`{}` failed: {status}", step.command())),
            Err(error) => return fail(&format!("cargo cannot be run: {error}")),
        }
    }
    say("all that CI runs has passed");
    ExitCode::SUCCESS
}

impl Step {
    fn command(&self) -> String {
        let mut command = String::new();
        for (name, value) in self.variables {
            command.push_str(&format!("{name}={value:?} "));
        }
        command + "cargo " + self.arguments
    }
}

fn fail(text: &str) -> ExitCode {
    say(text);
    ExitCode::FAILURE
}

/// To standard error, in line with what cargo prints there.
fn say(text: &str) {
    // There is nobody to tell if this fails.
    let _ = writeln!(io::stderr(), "{text}");
}
