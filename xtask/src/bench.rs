//! `cargo xtask bench`: everything measured side by side, written down as `BENCHMARKS.md`.
//!
//! The bench package is a workspace of its own, so its peers are built only here. Each section is
//! measured by a process of its own, on as many cores as it asks for where `taskset` is at hand, so
//! that the contestants are not moved about while they race. The page is written after each of
//! them; a section that was not measured stays as it is, as does what was written by hand.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

/// What `cargo xtask bench` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Bench {
    /// Measure only these sections, and leave the others on the page as they are
    #[arg(long, value_name = "SECTION", num_args = 1.., value_parser = names())]
    only: Vec<String>,
    /// Measure briefly, print the tables and write nothing
    #[arg(long)]
    quick: bool,
    /// The folder in which the other commands are installed, besides the search path
    #[arg(long, value_name = "DIR")]
    peers: Option<PathBuf>,
    /// First install the other commands into that folder, from crates.io, npm and PyPI
    #[arg(long, requires = "peers")]
    install_peers: bool,
    /// Build all that is needed, and measure nothing
    #[arg(long)]
    build_only: bool,
}

/// The sections in the order of the page, and on how many cores each is measured; 0 for all.
/// What stands last is written by hand.
const SECTIONS: [(&str, usize); 12] = [
    ("head", 0),
    ("model", 1),
    ("schemas", 1),
    (TUNED, 1),
    ("construct", 1),
    ("growth", 1),
    ("cold", 1),
    ("files", 2),
    ("lines", 2),
    ("stream", 0),
    ("rustc", 1),
    (BY_HAND, 0),
];

/// The section that is measured by a build of its own, and the profile of that.
const TUNED: &str = "tuned";

const BY_HAND: &str = "limits";

fn names() -> clap::builder::PossibleValuesParser {
    let names = SECTIONS.iter().map(|(name, _)| *name);
    names
        .filter(|name| *name != BY_HAND)
        .collect::<Vec<_>>()
        .into()
}

/// Measures, prints the tables, and writes them down.
pub(crate) fn run(root: &Path, arguments: &Bench) -> ExitCode {
    match measure(root, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is nobody to tell if this fails.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(root: &Path, arguments: &Bench) -> io::Result<()> {
    if let (Some(folder), true) = (&arguments.peers, arguments.install_peers) {
        install(folder)?;
    }
    let bench = root.join("bench");
    let wanted = |name| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    build(root, &["--release", "--bin", "trueup"])?;
    build(&bench, &["--release"])?;
    if wanted(TUNED) {
        build(&bench, &["--profile", TUNED])?;
    }
    if arguments.build_only {
        return Ok(());
    }
    let trueup = target(root)?.join("release/trueup");
    let target = target(&bench)?;
    let path = root.join("BENCHMARKS.md");
    let mut page = Sections::read(&path)?;
    let mut failed = Vec::new();
    for (name, cores) in SECTIONS {
        if !wanted(name) || name == BY_HAND {
            continue;
        }
        let profile = if name == TUNED { TUNED } else { "release" };
        let program = target.join(profile).join("trueup-bench");
        let mut section = pinned(cores, &program);
        section.arg("--trueup").arg(&trueup).arg(name);
        if let Some(folder) = &arguments.peers {
            section.arg("--peers").arg(folder);
        }
        if arguments.quick {
            section.arg("--quick");
        }
        let output = section.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            // The others can be measured all the same.
            failed.push(name);
            continue;
        }
        io::stdout().write_all(&output.stdout)?;
        page.put(name, String::from_utf8_lossy(&output.stdout).into_owned());
        if !arguments.quick {
            std::fs::write(&path, page.text())?;
        }
    }
    let what = format!("measuring {}", failed.join(", "));
    succeed(failed.is_empty(), &what)
}

fn build(folder: &Path, what: &[&str]) -> io::Result<()> {
    let mut build = cargo();
    build.arg("build").args(what);
    let status = build.current_dir(folder).status()?;
    succeed(status.success(), "building")
}

/// Where Cargo puts what it builds for a package.
fn target(folder: &Path) -> io::Result<PathBuf> {
    let arguments = ["metadata", "--no-deps", "--format-version", "1"];
    let output = cargo().args(arguments).current_dir(folder).output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let target = metadata["target_directory"].as_str();
    let target = target.ok_or_else(|| io::Error::other("Cargo names no target folder"))?;
    Ok(PathBuf::from(target))
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that may run on the first so many cores only.
fn pinned(cores: usize, program: &Path) -> Command {
    let version = Command::new("taskset").arg("--version").output();
    let has_taskset = version.is_ok_and(|output| output.status.success());
    if cores == 0 || !has_taskset {
        return Command::new(program);
    }
    let mut pinned = Command::new("taskset");
    pinned
        .args(["-c", &format!("0-{}", cores - 1)])
        .arg(program);
    pinned
}

/// Installs the other commands. One that cannot be had is skipped loudly, here and on the page.
fn install(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let folder = folder.canonicalize()?;
    let python = folder.join("py");
    let pip = python.join("bin/pip");
    let commands: [(&str, Command, &[&str]); 4] = [
        (
            "npm",
            Command::new("npm"),
            &[
                "install",
                "--prefix",
                ".",
                "@sourcemeta/jsonschema",
                "ajv-cli",
                "ajv-formats",
            ],
        ),
        ("venv", Command::new("python3"), &["-m", "venv", "py"]),
        ("pip", Command::new(pip), &["install", "check-jsonschema"]),
        (
            "cargo",
            cargo(),
            &["install", "jsonschema-cli", "--locked", "--root", "."],
        ),
    ];
    for (name, mut command, arguments) in commands {
        let status = command.args(arguments).current_dir(&folder).status();
        if !status.is_ok_and(|status| status.success()) {
            writeln!(io::stderr(), "{name} could not install its commands")?;
        }
    }
    Ok(())
}

/// The page, section by section. Each begins with a comment that names it.
struct Sections(Vec<(String, String)>);

impl Sections {
    fn read(path: &Path) -> io::Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read?,
        };
        let sections = text.split("<!-- section: ").skip(1);
        let sections = sections.filter_map(|section| section.split_once(" -->\n"));
        let sections = sections.map(|(name, text)| (name.to_owned(), text.to_owned()));
        Ok(Self(sections.collect()))
    }

    fn put(&mut self, name: &str, text: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = text,
            None => self.0.push((name.to_owned(), text)),
        }
    }

    /// The sections that are known, in their order.
    fn text(&self) -> String {
        let mut page = String::new();
        for (name, _) in SECTIONS {
            if let Some((_, text)) = self.0.iter().find(|(known, _)| known == name) {
                // Writing to a string cannot fail.
                let _ = writeln!(page, "<!-- section: {name} -->\n{}\n", text.trim());
            }
        }
        page.truncate(page.trim_end().len());
        page + "\n"
    }
}

fn succeed(done: bool, what: &str) -> io::Result<()> {
    if done {
        Ok(())
    } else {
        Err(io::Error::other(format!("{what} failed")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_section_is_written_anew_and_the_others_stay() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("BENCHMARKS.md");
        let mut page = Sections::read(&path).expect("there is none yet");
        page.put("files", "\n## Files\n\n1\n".to_owned());
        page.put("head", "# Benchmarks\n".to_owned());
        page.put("limits", "## Limits\n".to_owned());
        std::fs::write(&path, page.text()).expect("it can be written");
        let mut page = Sections::read(&path).expect("it can be read");
        page.put("files", "## Files\n\n2\n".to_owned());
        let expected = "<!-- section: head -->\n# Benchmarks\n\n<!-- section: files -->\n## Files\n\n\
                        2\n\n<!-- section: limits -->\n## Limits\n";
        assert_eq!(page.text(), expected);
    }
}
