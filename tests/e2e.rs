//! The built command, run as a person or a script runs it.

mod check;
mod config;
mod explain;
mod flags;
mod formats;
mod generate;
mod init;
mod inputs;
mod judgement;
mod listing;
mod odd_paths;
mod openapi;
mod progress;
mod published;
mod repair;
mod schemas;
mod seven;
mod streams;
mod watch;

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A payload of this repository.
fn payload(name: &str) -> String {
    format!("{}/tests/payloads/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A schema that most tests can use.
pub(crate) const SCHEMA: &str = r#"{
  "title": "Lamp",
  "type": "object",
  "properties": {"lit": {"type": "boolean"}},
  "required": ["lit"],
  "$defs": {"Colour": {"enum": ["red", "green"]}}
}
"#;
pub(crate) const GOOD: &str = "{\"lit\": true}\n";
pub(crate) const BAD: &str = "{\"lit\": 1}\n";

/// A folder of its own in which the command runs.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// A folder with a schema, a good payload and a bad one.
    pub(crate) fn with_lamp() -> Self {
        Self::new()
            .file("lamp.schema.json", SCHEMA)
            .file("good.json", GOOD)
            .file("bad.json", BAD)
    }

    pub(crate) fn file(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trueup"));
        command.current_dir(self.folder.path());
        for variable in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the command with arguments between spaces.
    pub(crate) fn run(&self, args: &str) -> Ran {
        self.run_args(args.split_whitespace())
    }

    pub(crate) fn run_args<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        let output = self.command().args(args).stdin(Stdio::null()).output();
        Ran::new(output.expect("the command starts"))
    }

    /// Runs the command with something on standard input.
    pub(crate) fn run_with_input(&self, args: &str, input: &[u8]) -> Ran {
        let mut child = self
            .command()
            .args(args.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        // A command that refuses its arguments reads nothing.
        let _ = stdin.write_all(input);
        drop(stdin);
        Ran::new(child.wait_with_output().expect("the command ends"))
    }
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
        let ran = Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!ran.err.contains("panicked"), "{ran:?}");
        ran
    }

    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Each text stands on standard output.
    #[track_caller]
    pub(crate) fn finds(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.out.contains(text), "no {text:?} in {self:#?}");
        }
        self
    }

    /// Nothing stands on standard output.
    #[track_caller]
    pub(crate) fn finds_nothing(self) -> Self {
        assert_eq!(self.out, "", "{self:#?}");
        self
    }

    /// Each text stands on standard error.
    #[track_caller]
    pub(crate) fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.err.contains(text), "no {text:?} in {self:#?}");
        }
        self
    }

    /// This does not stand on standard error.
    #[track_caller]
    pub(crate) fn says_not(self, part: &str) -> Self {
        assert!(!self.err.contains(part), "{part:?} is in {self:#?}");
        self
    }

    /// Nothing stands on standard error.
    #[track_caller]
    pub(crate) fn says_nothing(self) -> Self {
        assert_eq!(self.err, "", "{self:#?}");
        self
    }
}
