//! Other commands that check JSON against a schema, where they are installed.
//!
//! `cargo xtask bench --install-peers --peers DIR` installs them into a folder; without one they
//! are looked for on the search path. Whoever is not there is named on the page.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The commands that were found.
pub struct Peers {
    folder: Option<PathBuf>,
}

/// A command of somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// `jsonschema-cli` of crates.io.
    JsonschemaCli,
    /// `@sourcemeta/jsonschema` of npm, which is Blaze: its own program, without the script that
    /// npm starts it by.
    Sourcemeta,
    /// `ajv-cli` of npm.
    Ajv,
    /// `check-jsonschema` of PyPI.
    CheckJsonschema,
}

impl Peer {
    pub const ALL: [Self; 4] = [
        Self::JsonschemaCli,
        Self::Sourcemeta,
        Self::Ajv,
        Self::CheckJsonschema,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::JsonschemaCli => "jsonschema-cli",
            Self::Sourcemeta => "sourcemeta jsonschema",
            Self::Ajv => "ajv-cli",
            Self::CheckJsonschema => "check-jsonschema",
        }
    }

    /// The file of the command.
    fn file(self) -> &'static str {
        match self {
            Self::JsonschemaCli => "jsonschema-cli",
            Self::Sourcemeta => "jsonschema",
            Self::Ajv => "ajv",
            Self::CheckJsonschema => "check-jsonschema",
        }
    }

    /// The command line that checks files, with the formats that it can.
    pub fn check(self, program: &Path, schema: &Path, files: &[PathBuf]) -> Command {
        let mut command = Command::new(program);
        match self {
            Self::JsonschemaCli => {
                command.arg("validate").arg(schema);
                command.args(["--assert-format", "--instance"]).args(files);
            }
            Self::Sourcemeta => {
                command.args(["validate", "--fast", "--format-assertion"]);
                command.arg(schema).args(files);
            }
            Self::Ajv => {
                command.args(["validate", "--spec=draft2020", "-c", "ajv-formats"]);
                command.arg("-s").arg(schema);
                for file in files {
                    command.arg("-d").arg(file);
                }
            }
            Self::CheckJsonschema => {
                command.arg("--schemafile").arg(schema).args(files);
            }
        }
        command
    }
}

impl Peers {
    pub fn new(folder: Option<&str>) -> Self {
        let folder = folder.map(PathBuf::from);
        let folder = folder.map(|folder| folder.canonicalize().unwrap_or(folder));
        Self { folder }
    }

    /// Where the command of a peer is.
    pub fn find(&self, peer: Peer) -> Option<PathBuf> {
        let installed = self.folder.iter().flat_map(|folder| {
            let own = folder.join("node_modules/@sourcemeta/jsonschema/build/github-releases");
            let system = match std::env::consts::OS {
                "macos" => "darwin",
                other => other,
            };
            let native = own.join(format!("jsonschema-{system}-{}", std::env::consts::ARCH));
            let native = (peer == Peer::Sourcemeta).then_some(native);
            let folders = ["bin", "py/bin", "node_modules/.bin"];
            native
                .into_iter()
                .chain(folders.map(|inner| folder.join(inner).join(peer.file())))
        });
        let path = std::env::var_os("PATH").unwrap_or_default();
        let searched: Vec<PathBuf> = std::env::split_paths(&path)
            .map(|folder| folder.join(peer.file()))
            .collect();
        let mut all = installed.chain(searched);
        all.find(|path| path.is_file() && version(peer, path).is_some())
    }

    /// Which peers there are, with their versions, and which there are not.
    pub fn describe(&self) -> Vec<(&'static str, String)> {
        let describe = |peer: Peer| {
            let found = self.find(peer).and_then(|path| version(peer, &path));
            if found.is_none() {
                eprintln!("skipped: {} is not installed", peer.name());
            }
            (peer.name(), found.unwrap_or_else(|| "not installed".into()))
        };
        Peer::ALL.map(describe).into()
    }
}

/// What a command says of its version; `None` if it is another one of the same name.
fn version(peer: Peer, program: &Path) -> Option<String> {
    if peer == Peer::Ajv {
        // It does not tell, but its package stands beside it.
        let script = program.canonicalize().ok()?;
        let package = script.ancestors().nth(2)?.join("package.json");
        let package = std::fs::read(package).ok()?;
        let package: serde_json::Value = serde_json::from_slice(&package).ok()?;
        return Some(package.get("version")?.as_str()?.to_owned());
    }
    let argument = match peer {
        Peer::Sourcemeta => "version",
        _ => "--version",
    };
    let output = Command::new(program).arg(argument).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = text.split_whitespace().last()?;
    (output.status.success() && last.starts_with(|first: char| first.is_ascii_digit()))
        .then(|| last.to_owned())
}
