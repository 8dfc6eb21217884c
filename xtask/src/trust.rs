//! `cargo xtask trust [PART…] [--long]`: what shows that bad input, faults of the system and
//! hostile schemas break nothing, by part, with a table at the end.
//!
//! Every part is a command that also works by itself; the table of them is in [`parts`]. The quick
//! commands are part of the normal test run. `--long` runs what takes minutes to hours instead.

mod parts;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use parts::{PARTS, Part};

/// What `cargo xtask trust` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Trust {
    /// The parts to run; with none, all of them
    #[arg(value_name = "PART")]
    names: Vec<String>,
    /// Run what takes minutes to hours, in optimized builds
    #[arg(long)]
    long: bool,
    /// Run nothing: list the parts, what they show and what they need
    #[arg(long)]
    list: bool,
}

/// How a part ended.
enum Ended {
    Passed,
    Failed,
    /// Nothing was run, and why.
    Skipped(String),
}

struct Row {
    part: &'static Part,
    ended: Ended,
    took: Duration,
}

/// Runs the parts in the repository; all of them, even if one fails.
pub(crate) fn run(arguments: &Trust, root: &Path) -> ExitCode {
    let parts = match chosen(&arguments.names) {
        Ok(parts) => parts,
        Err(unknown) => {
            say(&format!(
                "there is no part {unknown:?}; `--list` lists them"
            ));
            return ExitCode::from(2);
        }
    };
    if arguments.list {
        say(&list(&parts));
        return ExitCode::SUCCESS;
    }
    let mut rows = Vec::new();
    for part in parts {
        let start = Instant::now();
        let ended = part_run(part, arguments.long, root);
        let took = start.elapsed();
        rows.push(Row { part, ended, took });
    }
    say(&table(&rows));
    if rows.iter().any(|row| matches!(row.ended, Ended::Failed)) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn chosen(names: &[String]) -> Result<Vec<&'static Part>, String> {
    if names.is_empty() {
        return Ok(PARTS.iter().collect());
    }
    let find = |name: &String| {
        let part = PARTS.iter().find(|part| part.name == name);
        part.ok_or_else(|| name.clone())
    };
    names.iter().map(find).collect()
}

fn part_run(part: &Part, long: bool, root: &Path) -> Ended {
    let commands = if long { part.long } else { part.quick };
    if commands.is_empty() {
        let length = if long { "long" } else { "quick" };
        return Ended::Skipped(format!("nothing {length}"));
    }
    if let Some(tool) = part.needs.iter().find(|tool| !installed(tool)) {
        return Ended::Skipped(format!("needs {tool}"));
    }
    for command in commands {
        say(&format!("> {}: {command}", part.name));
        if !succeeds(command, root) {
            return Ended::Failed;
        }
    }
    Ended::Passed
}

/// Whether a program is on the search path.
pub(crate) fn installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

/// Runs a command line: variables, a program and arguments, with spaces between.
fn succeeds(line: &str, root: &Path) -> bool {
    let mut words = line.split(' ').peekable();
    let mut variables = Vec::new();
    while let Some((name, value)) = words.peek().and_then(|word| word.split_once('=')) {
        variables.push((name, value));
        words.next();
    }
    let Some(program) = words.next() else {
        return false;
    };
    // The cargo that runs this, so that all use one toolchain; the fuzzer wants another.
    let program = match program {
        "cargo" => std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        other => OsString::from(other),
    };
    let status = Command::new(&program)
        .args(words)
        .envs(variables)
        .current_dir(root)
        .status();
    match status {
        Ok(status) => status.success(),
        Err(error) => {
            say(&format!("{} cannot be run: {error}", program.display()));
            false
        }
    }
}

fn list(parts: &[&Part]) -> String {
    let mut out = String::new();
    for part in parts {
        let needs = if part.needs.is_empty() {
            String::new()
        } else {
            format!(" (needs {})", part.needs.join(", "))
        };
        out.push_str(&format!("{:<13} {}{needs}\n", part.name, part.shows));
        for command in part.quick {
            out.push_str(&format!("{:15}{command}\n", ""));
        }
        for command in part.long {
            out.push_str(&format!("{:15}--long: {command}\n", ""));
        }
    }
    out
}

fn table(rows: &[Row]) -> String {
    let mut out = String::from("\npart          result    seconds  what\n");
    for row in rows {
        let (result, note) = match &row.ended {
            Ended::Passed => ("passed", ""),
            Ended::Failed => ("FAILED", ""),
            Ended::Skipped(why) => ("skipped", why.as_str()),
        };
        let what = if note.is_empty() {
            row.part.shows.to_owned()
        } else {
            format!("{note}: {}", row.part.shows)
        };
        out.push_str(&format!(
            "{:<13} {result:<9} {:>7.1}  {what}\n",
            row.part.name,
            row.took.as_secs_f32(),
        ));
    }
    out
}

/// To standard error, in line with what cargo prints there.
fn say(text: &str) {
    // There is nobody to tell if this fails.
    let _ = writeln!(io::stderr(), "{text}");
}
