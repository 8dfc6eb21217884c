//! The generator beside typify, on the schemas of SchemaStore.
//!
//! Which of them typify can generate, and what share of the fields is typed in its code and in ours
//! on exactly those; and for the ten largest schemas, and the ten largest that typify can generate,
//! how large the code is and what it costs to compile. typify is built in a package outside the
//! workspace, `bench/typify`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use trueup_codegen::Generator;

use super::share::Shares;
use super::table::Table;
use super::workshop::{self, Workshop};
use super::{Findings, ROOT, schemastore};

/// How many of the largest schemas are compiled.
const LARGEST: usize = 10;

/// How many fields of a thousand should be typed on the schemas that typify generates: as many as
/// its own.
const WANTED: usize = 992;

/// What typify's code stands on.
const PEER_DEPENDENCIES: &str = "\
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
regress = \"0.12\"
chrono = { version = \"0.4\", default-features = false, features = [\"std\", \"serde\"] }
uuid = { version = \"1\", features = [\"serde\"] }
";

/// The typed fields in both codes.
///
/// # Errors
/// What the system or cargo says.
pub(crate) fn fields(repository: &Path, corpus: &Path) -> io::Result<Findings> {
    let schemas = corpus.join("schemas");
    let peers = peers(&Workshop::new("typify", repository)?);
    let outcomes = outcomes(repository, &schemas, &peers)?;
    shares(&schemas, &peers, &outcomes)
}

/// The size and the compile time of both codes.
///
/// # Errors
/// What the system or cargo says, where it is not about the code of one schema.
pub(crate) fn sizes(repository: &Path, corpus: &Path) -> io::Result<Findings> {
    let schemas = corpus.join("schemas");
    let workshop = Workshop::new("typify", repository)?;
    let peers = peers(&workshop);
    let outcomes = outcomes(repository, &schemas, &peers)?;
    let mut names: Vec<(u64, &String)> = outcomes
        .keys()
        .map(|name| Ok((fs::metadata(schema(&schemas, name))?.len(), name)))
        .collect::<io::Result<_>>()?;
    names.sort_by(|a, b| b.cmp(a));
    let generated = |(_, name): &(u64, &String)| outcomes[*name] == "generated";
    let both: BTreeSet<(u64, &String)> = names
        .iter()
        .take(LARGEST)
        .chain(names.iter().filter(|one| generated(one)).take(LARGEST))
        .copied()
        .collect();
    compiled(&workshop, &schemas, &peers, both.into_iter().rev())
}

/// Where typify's code is put.
fn peers(workshop: &Workshop) -> PathBuf {
    workshop.folder().join("peers")
}

fn schema(schemas: &Path, name: &str) -> PathBuf {
    schemas.join(format!("{name}.json"))
}

/// What typify makes of each schema, by name: `generated`, `error`, `panic` or `unending`. It takes
/// minutes and always comes to the same, so it is kept beside the code for as long as no newer
/// typify is chosen.
fn outcomes(
    repository: &Path,
    schemas: &Path,
    peers: &Path,
) -> io::Result<BTreeMap<String, String>> {
    let package = repository.join("bench/typify");
    let kept = peers.join("outcomes.tsv");
    let changed = |path: &Path| fs::metadata(path).and_then(|about| about.modified());
    let fresh = changed(&kept)
        .is_ok_and(|kept| changed(&package.join("Cargo.lock")).is_ok_and(|chosen| chosen < kept));
    let text = if fresh {
        fs::read_to_string(&kept)?
    } else {
        let output = workshop::cargo()
            .args(["run", "--quiet", "--release", "--"])
            .args([schemas, peers])
            .current_dir(package)
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            return Err(io::Error::other("typify could not be run"));
        }
        fs::write(&kept, &output.stdout)?;
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    Ok(lines
        .map(|(name, outcome)| (name.to_owned(), outcome.to_owned()))
        .collect())
}

/// How much of the code is types, in both codes of the schemas that typify generates.
fn shares(
    schemas: &Path,
    peers: &Path,
    outcomes: &BTreeMap<String, String>,
) -> io::Result<Findings> {
    let (mut ours, mut theirs) = (Shares::default(), Shares::default());
    let (mut complaints, mut raw_fields, mut broken) = (Vec::new(), Vec::new(), Vec::new());
    let (mut compared, mut empty) = (0, 0);
    for (name, _) in outcomes.iter().filter(|(_, what)| *what == "generated") {
        let code = fs::read_to_string(peers.join(format!("{name}.rs")))?;
        // It was printed from what can be parsed, but cannot always be parsed again.
        let Ok(peer) = syn::parse_file(&code) else {
            broken.push(name.as_str());
            continue;
        };
        if !has_types(&peer) {
            empty += 1;
            continue;
        }
        match generate(schemas, name) {
            Ok(Some(code)) => {
                let raw = ours.raw.len();
                ours.add(&syn::parse_file(&code).map_err(io::Error::other)?);
                theirs.add(&peer);
                compared += 1;
                if ours.raw.len() > raw {
                    raw_fields.push(format!("raw in {name}: {}", ours.raw[raw..].join(", ")));
                }
            }
            Ok(None) => {}
            Err(error) => complaints.push(format!("{name} is not generated: {error}")),
        }
    }
    if !ours.fields.is_at_least(WANTED) {
        complaints.append(&mut raw_fields);
    }
    let mut table = Table::new("Beside typify");
    let count = |wanted: &str| outcomes.values().filter(|what| *what == wanted).count();
    table.count("schemas", outcomes.len());
    table.share("that typify generates", count("generated"), outcomes.len());
    table.share("that it refuses", count("error"), outcomes.len());
    table.share("that end it in a panic", count("panic"), outcomes.len());
    table.share(
        "that it does not come to an end with",
        count("unending"),
        outcomes.len(),
    );
    table.count("generated, and no type among it", empty);
    table.count("compared: both generate types", compared);
    table.row(&["typed fields of trueup", &ours.fields.to_string()]);
    table.row(&["typed fields of typify", &theirs.fields.to_string()]);
    let broken = (!broken.is_empty()).then(|| {
        let names = broken.join(", ");
        format!("What typify prints of these is no Rust, and they are not compared: {names}.")
    });
    Ok(Findings {
        table,
        notes: broken.into_iter().collect(),
        complaints,
    })
}

/// Whether typify's code holds more than its error type.
fn has_types(file: &syn::File) -> bool {
    let is_error =
        |item: &syn::Item| matches!(item, syn::Item::Mod(module) if module.ident == "error");
    !file.items.iter().all(is_error)
}

/// Our code; `None` where a file is missing that the schema refers to.
fn generate(schemas: &Path, name: &str) -> Result<Option<String>, String> {
    let set = match schemastore::loader(schemas).load_path(&schema(schemas, name)) {
        Ok(set) => set,
        Err(error) if error.kind().is_missing_file() => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let code = Generator::new().root_name(ROOT).generate(&set);
    code.map(Some).map_err(|error| error.to_string())
}

/// Size and compile time of both codes.
fn compiled<'n>(
    workshop: &Workshop,
    schemas: &Path,
    peers: &Path,
    names: impl Iterator<Item = (u64, &'n String)>,
) -> io::Result<Findings> {
    let mut table = Table::with_columns(
        "Size and compile time",
        &[
            "schema",
            "its bytes",
            "bytes of trueup's code",
            "seconds to compile it",
            "bytes of typify's code",
            "seconds to compile it",
        ],
    );
    let names: Vec<_> = names.collect();
    let mut crates = Crates::new(workshop, names.len())?;
    for (at, (bytes, name)) in names.iter().enumerate() {
        let ours = match generate(schemas, name) {
            Ok(Some(code)) => crates.measure(&format!("ours{at}"), &code)?,
            Ok(None) | Err(_) => absent(),
        };
        let theirs = match fs::read_to_string(peers.join(format!("{name}.rs"))) {
            Ok(code) => crates.measure(&format!("theirs{at}"), &code)?,
            Err(_) => absent(),
        };
        table.row(&[
            name,
            &bytes.to_string(),
            &ours.0,
            &ours.1,
            &theirs.0,
            &theirs.1,
        ]);
    }
    Ok(Findings {
        table,
        notes: Vec::new(),
        complaints: Vec::new(),
    })
}

/// The cells of code that there is not.
fn absent() -> (String, String) {
    ("–".to_owned(), "–".to_owned())
}

/// A scratch workspace of a crate a code.
struct Crates<'w> {
    workshop: &'w Workshop,
}

impl<'w> Crates<'w> {
    /// Writes empty crates, and compiles what the codes stand on.
    fn new(workshop: &'w Workshop, count: usize) -> io::Result<Self> {
        let crates = Self { workshop };
        let mut members = Vec::new();
        for (kind, dependencies) in [
            ("ours", workshop.trueup()),
            ("theirs", PEER_DEPENDENCIES.to_owned()),
        ] {
            for at in 0..count {
                let name = format!("{kind}{at}");
                crates.write(&name, "Cargo.toml", &manifest(&name, &dependencies))?;
                crates.write(&name, "src/lib.rs", "")?;
                members.push(format!("{name:?}"));
            }
        }
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n{}",
            members.join(", "),
            workshop::PROFILES
        );
        fs::write(workshop.folder().join("Cargo.toml"), manifest)?;
        let built = crates.cargo(&[]).stderr(Stdio::inherit()).status()?;
        if built.success() {
            Ok(crates)
        } else {
            Err(io::Error::other("what the codes stand on does not compile"))
        }
    }

    fn write(&self, name: &str, file: &str, text: &str) -> io::Result<()> {
        let path = self.workshop.folder().join(name).join(file);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, text)
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.workshop.build_command();
        command.args(arguments);
        command
    }

    /// The size of a code, and how many seconds of the processor it costs.
    fn measure(&mut self, name: &str, code: &str) -> io::Result<(String, String)> {
        self.write(name, "src/lib.rs", code)?;
        let before = Clock::now();
        let mut command = self.cargo(&["--package", name]);
        let output = command.stderr(Stdio::null()).output()?;
        let seconds = if output.status.success() {
            format!("{:.1}", before.elapsed())
        } else {
            "does not compile".to_owned()
        };
        Ok((code.len().to_string(), seconds))
    }
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependencies}\n[lib]\ndoctest = false\ntest = false\n"
    )
}

/// The time that ended child processes have used, or, where the system does not tell, plain time.
struct Clock {
    ticks: Option<u32>,
    started: Instant,
}

impl Clock {
    fn now() -> Self {
        Self {
            ticks: ticks_of_children(),
            started: Instant::now(),
        }
    }

    fn elapsed(&self) -> f64 {
        match (self.ticks, ticks_of_children()) {
            // Linux counts a hundred of them a second, whatever the machine.
            (Some(before), Some(after)) => f64::from(after.saturating_sub(before)) / 100.0,
            _ => self.started.elapsed().as_secs_f64(),
        }
    }
}

/// User and system time of the child processes that were waited for, from `/proc/self/stat`.
fn ticks_of_children() -> Option<u32> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and may hold anything.
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace().skip(13);
    let mut next = || fields.next()?.parse::<u32>().ok();
    Some(next()? + next()?)
}
