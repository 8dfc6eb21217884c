//! Compiles generated code by the hundred, and runs payloads through it.
//!
//! In: the generated text of many schemas. Out, for each of them: whether it compiles, and what its
//! root type makes of payloads. The code is put into a few crates of a scratch workspace in the
//! target folder, one module a schema, with one program that has them all. Code that does not
//! compile is found by the file that the compiler complains of and left out, and the rest is built
//! again.
//!
//! Everything outside the scratch crates is built as the repository itself builds it, in the same
//! target folder, so it is not built twice.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::compiler::{self, Complaints};

/// How much code goes into one crate, in bytes: enough that the cost of a crate does not count,
/// little enough that two of them are built side by side.
const CRATE_BYTES: usize = 1 << 20;

/// How often code that does not compile is taken out before the work is given up.
const ROUNDS: usize = 12;

/// A scratch workspace.
pub(crate) struct Workshop {
    /// Cargo tells the packages of two workspaces in one target folder apart by their names only.
    name: String,
    folder: PathBuf,
    target: PathBuf,
    repository: PathBuf,
}

/// What a root type made of a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decoded {
    /// It refuses it.
    Refused,
    /// It takes it, and writes this.
    Wrote(String),
    /// It takes it, but what it writes it does not read back as the same value.
    Unequal(String),
    /// Its verdict, which makes no value, is another one than that of its decode.
    Contradicts,
    /// The program ended in the middle of it.
    Crashed,
}

/// Generated code that was built.
pub(crate) struct Built {
    program: PathBuf,
    folder: PathBuf,
    /// What the compiler said of code that it does not take, by its place in the list.
    pub(crate) broken: BTreeMap<usize, String>,
    /// How many warnings it gave on the rest.
    pub(crate) warnings: BTreeMap<usize, String>,
}

impl Workshop {
    /// A workspace by a name of its own, in the target folder that this program came from.
    ///
    /// # Errors
    /// What the system says of the folder.
    pub(crate) fn new(name: &str, repository: &Path) -> io::Result<Self> {
        let program = std::env::current_exe()?;
        // A program lies in a profile's folder, which lies in the target folder; a test's program
        // lies one deeper.
        let up = program.ancestors().skip(1);
        let target = up
            .into_iter()
            .find(|folder| folder.join("CACHEDIR.TAG").is_file());
        let target = target.map_or_else(|| repository.join("target"), Path::to_owned);
        Ok(Self {
            name: name.to_owned(),
            folder: target.join("conformance").join(name),
            target,
            repository: repository.to_owned(),
        })
    }

    /// Builds the code of many schemas. Each text has a root type of the given name.
    ///
    /// # Errors
    /// What the system or cargo says, where it is not about one of the texts.
    pub(crate) fn build(&self, units: &[Unit]) -> io::Result<Built> {
        let mut broken = BTreeMap::new();
        for _ in 0..ROUNDS {
            self.write(units, &broken)?;
            let complaints = self.compile()?;
            if complaints.built {
                return Ok(Built {
                    program: self.target.join(format!("debug/{}-runner", self.name)),
                    folder: self.folder.clone(),
                    broken,
                    warnings: complaints.warnings,
                });
            }
            if complaints.errors.is_empty() {
                return Err(io::Error::other(complaints.rest));
            }
            broken.extend(complaints.errors);
        }
        Err(io::Error::other(format!(
            "the compiler still finds faults after {ROUNDS} rounds"
        )))
    }

    fn write(&self, units: &[Unit], broken: &BTreeMap<usize, String>) -> io::Result<()> {
        let mut crates: Vec<Vec<usize>> = Vec::new();
        let mut bytes = CRATE_BYTES;
        // A crate keeps its members whatever is broken, so that a second build finds it done.
        for (at, unit) in units.iter().enumerate() {
            if bytes + unit.code.len() > CRATE_BYTES {
                crates.push(Vec::new());
                bytes = 0;
            }
            bytes += unit.code.len();
            if let Some(last) = crates.last_mut() {
                last.push(at);
            }
        }
        for (number, members) in crates.iter().enumerate() {
            self.write_crate(number, members, units, broken)?;
        }
        self.write_runner(crates.len())?;
        let members: Vec<String> = (0..crates.len())
            .map(|number| format!("{:?}", format!("crates/part{number}")))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\"runner\", {}]\n{PROFILES}",
            members.join(", ")
        );
        put(&self.folder.join("Cargo.toml"), &manifest)?;
        fs::copy(
            self.repository.join("Cargo.lock"),
            self.folder.join("Cargo.lock"),
        )?;
        Ok(())
    }

    fn write_crate(
        &self,
        number: usize,
        members: &[usize],
        units: &[Unit],
        broken: &BTreeMap<usize, String>,
    ) -> io::Result<()> {
        let folder = self.folder.join(format!("crates/part{number}"));
        let manifest = format!(
            "[package]\nname = \"{}-{number}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{}\n[lib]\ndoctest = false\ntest = false\n",
            self.name,
            self.trueup()
        );
        put(&folder.join("Cargo.toml"), &manifest)?;
        let mut library = String::new();
        let mut types = String::new();
        for &at in members.iter().filter(|at| !broken.contains_key(at)) {
            let (file, unit) = (compiler::file_of(at), &units[at]);
            put(&folder.join("src").join(&file), &unit.code)?;
            // Writing to a string cannot fail.
            let _ = writeln!(library, "#[path = {file:?}]\npub mod s{at};");
            let _ = writeln!(types, "        ({at}, try_it::<s{at}::{}>),", unit.root);
        }
        library.push_str(LIBRARY);
        let _ = write!(
            library,
            "\npub fn types() -> Vec<(usize, Try)> {{\n    vec![\n{types}    ]\n}}\n"
        );
        put(&folder.join("src/lib.rs"), &library)
    }

    fn write_runner(&self, crates: usize) -> io::Result<()> {
        let folder = self.folder.join("runner");
        let mut manifest = format!(
            "[package]\nname = \"{}-runner\"\nversion = \"0.0.0\"\n\
             edition = \"2024\"\n\n[dependencies]\n",
            self.name
        );
        let mut types = String::new();
        for number in 0..crates {
            let _ = writeln!(
                manifest,
                "part{number} = {{ package = \"{}-{number}\", path = \"../crates/part{number}\" }}",
                self.name
            );
            let _ = writeln!(types, "    types.extend(part{number}::types());");
        }
        put(&folder.join("Cargo.toml"), &manifest)?;
        put(
            &folder.join("src/main.rs"),
            &RUNNER.replace("    // TYPES\n", &types),
        )
    }

    /// Where the scratch crates are.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The line of a manifest that leads to the library.
    pub(crate) fn trueup(&self) -> String {
        format!(
            "trueup = {{ path = {:?} }}\n",
            self.repository.join("crates/trueup")
        )
    }

    /// The command that builds the workspace.
    pub(crate) fn build_command(&self) -> Command {
        let mut command = cargo();
        command
            .args(["build", "--quiet", "--manifest-path"])
            .arg(self.folder.join("Cargo.toml"))
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0");
        command
    }

    fn compile(&self) -> io::Result<Complaints> {
        let mut child = self
            .build_command()
            .args(["--offline", "--keep-going", "--message-format", "json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut said = String::new();
        let (mut out, mut errors) = (child.stdout.take(), child.stderr.take());
        let reader = std::thread::spawn(move || {
            let mut text = String::new();
            if let Some(errors) = &mut errors {
                let _ = errors.read_to_string(&mut text);
            }
            text
        });
        if let Some(out) = &mut out {
            out.read_to_string(&mut said)?;
        }
        let built = child.wait()?.success();
        let rest = reader.join().unwrap_or_default();
        Ok(Complaints::read(built, &said, rest))
    }
}

/// The generated code of one schema.
pub(crate) struct Unit {
    /// The text of the module.
    pub(crate) code: String,
    /// The name of its root type.
    pub(crate) root: String,
}

impl Built {
    /// What the root types make of payloads. Each case is the place of a text in the list that was
    /// built, and a payload; the text must not be a broken one.
    ///
    /// # Errors
    /// The program cannot be started, or says what cannot be understood.
    pub(crate) fn run(&self, cases: &[(usize, &str)]) -> io::Result<Vec<Decoded>> {
        let path = self.folder.join("cases");
        let mut file = io::BufWriter::new(fs::File::create(&path)?);
        for (at, payload) in cases {
            writeln!(file, "{at} {}", payload.len())?;
            file.write_all(payload.as_bytes())?;
            file.write_all(b"\n")?;
        }
        file.flush()?;
        let mut decoded = Vec::with_capacity(cases.len());
        while decoded.len() < cases.len() {
            let output = Command::new(&self.program)
                .arg(&path)
                .arg(decoded.len().to_string())
                .output()?;
            let text = String::from_utf8_lossy(&output.stdout);
            // A line that was cut off is one that the program ended in.
            let lines = text.split_inclusive('\n');
            let whole = lines.filter_map(|line| line.strip_suffix('\n'));
            for line in whole {
                decoded.push(Decoded::parse(line)?);
            }
            if !output.status.success() && decoded.len() < cases.len() {
                decoded.push(Decoded::Crashed);
            } else if decoded.len() < cases.len() {
                return Err(io::Error::other("the runner left cases out"));
            }
        }
        Ok(decoded)
    }
}

impl Decoded {
    fn parse(line: &str) -> io::Result<Self> {
        match line.split_at_checked(1) {
            Some(("-", _)) => Ok(Self::Refused),
            Some(("!", _)) => Ok(Self::Contradicts),
            Some(("=", text)) => Ok(Self::Wrote(text.to_owned())),
            Some(("~", text)) => Ok(Self::Unequal(text.to_owned())),
            _ => Err(io::Error::other(format!("the runner says {line:?}"))),
        }
    }
}

/// The cargo that this program was run by.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Writes a file, unless it is as it should be: cargo goes by the times of files.
fn put(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// The profile of the repository for what it shares, and the quickest for what is thrown away.
pub(crate) const PROFILES: &str = "
[profile.dev]
debug = false
incremental = false

[profile.dev.package.\"*\"]
debug = \"line-tables-only\"
";

/// What every scratch crate has besides its modules.
const LIBRARY: &str = r#"
/// What a type makes of a payload: `-`, or `=` or `~` and what it writes; `!` where its verdict, on
/// the bytes or on a document, is another one.
pub type Try = fn(&[u8]) -> String;

fn try_it<T: trueup::Model + PartialEq>(payload: &[u8]) -> String {
    let decoded = T::from_json_slice(payload);
    let document = trueup::Document::from_slice(payload).ok();
    let on_document = document.is_some_and(|document| T::is_valid_node(document.root()));
    if T::is_valid(payload) != decoded.is_ok() || on_document != decoded.is_ok() {
        return "!".to_owned();
    }
    let Ok(value) = decoded else {
        return "-".to_owned();
    };
    let written = value.to_json_string();
    let same = T::from_json_slice(written.as_bytes()).is_ok_and(|again| again == value);
    format!("{}{written}", if same { '=' } else { '~' })
}
"#;

/// The program: reads cases from a file, beginning with the one that is asked for, and answers
/// each with a line.
const RUNNER: &str = r#"use std::collections::HashMap;
use std::io::Write;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let cases = std::fs::read(arguments.next().expect("a file")).expect("a readable file");
    let first: usize = arguments.next().expect("a number").parse().expect("a number");
    let mut types = Vec::new();
    // TYPES
    let types: HashMap<usize, fn(&[u8]) -> String> = types.into_iter().collect();
    let mut out = std::io::stdout().lock();
    let mut rest = cases.as_slice();
    let mut number = 0;
    while !rest.is_empty() {
        let end = rest.iter().position(|&byte| byte == b'\n').expect("a line");
        let line = std::str::from_utf8(&rest[..end]).expect("a line of text");
        let (at, length) = line.split_once(' ').expect("two numbers");
        let length: usize = length.parse().expect("a length");
        let payload = &rest[end + 1..][..length];
        rest = &rest[end + 1 + length + 1..];
        if number >= first {
            let at: usize = at.parse().expect("a place");
            writeln!(out, "{}", types[&at](payload)).expect("a reader");
        }
        number += 1;
    }
}
"#;
