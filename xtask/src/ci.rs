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
    /// Another toolchain than the one that runs this, likewise.
    toolchain: Option<&'static str>,
}

const fn step(arguments: &'static str) -> Step {
    Step {
        arguments,
        variables: &[],
        needs: None,
        toolchain: None,
    }
}

/// In the order from quick to slow, so that what fails fails soon.
const STEPS: [Step; 8] = [
    step("fmt --all --check"),
    step("clippy --workspace --all-targets -- -D warnings"),
    step(PEDANTIC),
    Step {
        variables: &[("RUSTDOCFLAGS", "-D warnings")],
        ..step("doc --workspace --no-deps")
    },
    step("run --package xtask -- regenerate --check"),
    Step {
        toolchain: Some("1.88.0"),
        ..step("check --workspace --locked --target-dir target/oldest")
    },
    step("test --workspace"),
    Step {
        needs: Some("cargo-deny"),
        ..step("deny check licenses bans sources")
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
        if let Some(missing) = step.toolchain.filter(|toolchain| !can_run(toolchain)) {
            say(&format!(
                "> {}: SKIPPED, needs Rust {missing}",
                step.command()
            ));
            continue;
        }
        say(&format!("> {}", step.command()));
        let mut command = match step.toolchain {
            Some(toolchain) => cargo_of(toolchain),
            None => Command::new(&cargo),
        };
        let status = command
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
        if let Some(toolchain) = self.toolchain {
            command.push_str(&format!("rustup run {toolchain} "));
        }
        command + "cargo " + self.arguments
    }
}

/// The cargo of another toolchain.
fn cargo_of(toolchain: &str) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "--install", toolchain, "cargo"]);
    // They name the toolchain that runs this.
    command.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    command
}

/// Whether a toolchain is there, or can be fetched.
fn can_run(toolchain: &str) -> bool {
    let version = cargo_of(toolchain).arg("--version").output();
    version.is_ok_and(|output| output.status.success())
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
