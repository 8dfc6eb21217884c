//! Bad input, faults of the system and hostile schemas: nothing crashes, hangs, grows without
//! bound or leaves half a file.
//!
//! `cargo xtask trust` runs these by part, with those of the crates. Most run the built command
//! under limits that a shell sets, or under `strace`, which makes system calls fail or kills the
//! process at them; a test whose tool is not installed says so. What takes long is ignored unless
//! asked for: `cargo xtask trust --long`.

#![cfg(target_os = "linux")]

mod bombs;
mod concurrent;
mod depth;
mod faults;
mod generated;
mod isolation;
mod kill;
mod limits;
mod paths;
mod rights;
mod same_output;
mod size;
mod streams;
mod syntaxes;
mod terminal;

use std::process::Command;

use crate::e2e::{Place, Ran};

/// Far above what any run takes in an unoptimized build on a busy machine.
const SECONDS: u32 = 60;

/// What `timeout` exits with when it had to end the command.
const TIMED_OUT: i32 = 124;

/// Every format that findings can be printed in.
const FORMATS: [&str; 12] = [
    "full",
    "concise",
    "json",
    "jsonl",
    "github",
    "sarif",
    "gitlab",
    "junit",
    "output-flag",
    "output-basic",
    "output-detailed",
    "output-hierarchical",
];

#[test]
fn no_format_is_left_out() {
    let ran = Place::new().run("check --format nonsense").exits(2);
    let all = format!("[possible values: {}]", FORMATS.join(", "));
    ran.says(&[&all]);
}

impl Place {
    /// Runs the command in a shell that has set limits first, such as `ulimit -s 512`.
    fn run_under(&self, limits: &str, args: &str) -> Ran {
        let script = format!("{limits}\nexec timeout {SECONDS} \"$0\" {args}");
        self.shell(&script)
    }

    /// Runs a script in which `$0` is the command.
    fn shell(&self, script: &str) -> Ran {
        let output = self
            .program("sh")
            .args(["-c", script])
            .arg(env!("CARGO_BIN_EXE_trueup"))
            .output();
        let ran = Ran::new(output.expect("the shell starts"));
        assert_ne!(ran.code, Some(TIMED_OUT), "{script}: still running");
        ran
    }

    /// Runs the command under `strace`, which writes what it sees to the file `trace`.
    fn traced(&self, options: &[&str], args: &str) -> Ran {
        let output = self
            .program("strace")
            .args(["-f", "-qq", "-o", "trace"])
            .args(options)
            .arg(env!("CARGO_BIN_EXE_trueup"))
            .args(args.split_whitespace())
            .output();
        Ran::new(output.expect("strace starts"))
    }

    /// A program with the surroundings of the command.
    fn program(&self, name: &str) -> Command {
        let mut program = Command::new(name);
        let command = self.command();
        program.current_dir(command.get_current_dir().expect("a folder of its own"));
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => program.env(name, value),
                None => program.env_remove(name),
            };
        }
        program
    }
}

impl Ran {
    /// The command ended by itself, with a code that it may have.
    #[track_caller]
    fn ends(self) -> Self {
        assert!(matches!(self.code, Some(0..=2)), "{self:#?}");
        self
    }
}
