//! What is to be checked: files, folders, globs and standard input, in the order of the arguments.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use trueup_formats::compressed;
use trueup_report::escape;

use crate::args::InputSyntax;
use crate::{Trouble, mapping};

/// One thing to check.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The path of a file; standard input has none.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin => None,
        }
    }
}

/// What the end of a file's name says about how it is written; `None` if nothing.
#[must_use]
pub fn syntax_of(path: &Path) -> Option<InputSyntax> {
    let extension = |path: &Path| Some(path.extension()?.to_str()?.to_ascii_lowercase());
    let mut last = extension(path)?;
    if compressed::EXTENSIONS.contains(&last.as_str()) {
        last = extension(Path::new(path.file_stem()?))?;
    }
    match last.as_str() {
        "json" => Some(InputSyntax::Json),
        "jsonc" => Some(InputSyntax::Jsonc),
        "ndjson" | "jsonl" => Some(InputSyntax::Ndjson),
        "yaml" | "yml" => Some(InputSyntax::Yaml),
        "toml" => Some(InputSyntax::Toml),
        _ => None,
    }
}

const NAMELESS: &str =
    "one of the files has an empty name: is a variable in the command line empty?";

/// How folders and globs are searched.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Whether hidden files, and files that Git ignores, are found too.
    pub all: bool,
}

impl Search {
    /// What the arguments and then the list name, each file once, at its first place.
    #[must_use]
    pub fn expand(self, arguments: &[OsString], list: &[PathBuf]) -> Vec<Result<Input, Trouble>> {
        // One argument names no file twice.
        let several = arguments.len() + list.len() > 1;
        let arguments = arguments
            .iter()
            .flat_map(|argument| self.expand_one(argument));
        let listed = list.iter().flat_map(|path| self.file_or_folder(path));
        let mut found: Vec<_> = arguments.chain(listed).collect();
        if several {
            let mut seen = HashSet::new();
            found.retain(|found| {
                let input = found.as_ref().ok();
                input.is_none_or(|input| seen.insert(input.clone()))
            });
        }
        found
    }

    fn file_or_folder(self, path: &Path) -> Vec<Result<Input, Trouble>> {
        if path.is_dir() {
            self.folder(path)
        } else {
            vec![Ok(Input::File(path.to_owned()))]
        }
    }

    fn expand_one(self, argument: &OsStr) -> Vec<Result<Input, Trouble>> {
        let path = Path::new(argument);
        if argument == "-" {
            return vec![Ok(Input::Stdin)];
        }
        if argument.is_empty() {
            return vec![Err(Trouble::new(NAMELESS))];
        }
        match argument.to_str().filter(|text| is_glob(text)) {
            // A file may be named like a glob.
            Some(glob) if path.symlink_metadata().is_err() => self.glob(glob),
            _ => self.file_or_folder(path),
        }
    }

    /// The files below a folder whose names say that they hold payloads, in the order of their
    /// names.
    pub fn folder(self, folder: &Path) -> Vec<Result<Input, Trouble>> {
        self.walk(folder, |path| syntax_of(path).is_some())
    }

    fn glob(self, glob: &str) -> Vec<Result<Input, Trouble>> {
        let pattern = glob.strip_prefix("./").unwrap_or(glob);
        let matcher = match mapping::compile(pattern) {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                let message = format!("{glob}: not a glob: {}", error.kind());
                return vec![Err(Trouble::new(message))];
            }
        };
        let root = fixed_part(pattern);
        let found = if root.as_os_str().is_empty() || root.is_dir() {
            self.walk(&root, |path| matcher.is_match(path))
        } else {
            Vec::new()
        };
        if found.is_empty() {
            let message = format!("{glob}: no file has such a name");
            return vec![Err(Trouble::new(message))];
        }
        found
    }

    fn walk(self, root: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<Result<Input, Trouble>> {
        let here = root.as_os_str().is_empty();
        let mut walk = WalkBuilder::new(if here { Path::new(".") } else { root });
        walk.standard_filters(!self.all)
            .filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git");
        let shown = |path: &Path| match path.strip_prefix(".") {
            Ok(inner) if here => inner.to_owned(),
            _ => path.to_owned(),
        };
        let mut found = Vec::new();
        for entry in walk.build() {
            match entry {
                Ok(entry) => {
                    let path = shown(entry.path());
                    if is_payload(&entry) && wanted(&path) {
                        found.push((rank(&path), Ok(Input::File(path))));
                    }
                }
                Err(error) => {
                    let at = path_of(&error).map(|path| rank(&shown(path)));
                    found.push((at.unwrap_or_default(), Err(unsearched(&error))));
                }
            }
        }
        found.sort_by(|(left, _), (right, _)| left.cmp(right));
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// What paths are sorted by: folder by folder, in each by name. A separator counts for less than
/// anything that may be in a name.
fn rank(path: &Path) -> Vec<u8> {
    let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
    for byte in &mut bytes {
        if std::path::is_separator(char::from(*byte)) {
            *byte = 0;
        }
    }
    bytes
}

/// The path that an error of a search is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// True for files and for links to files. Pipes and devices are read only when they are named.
fn is_payload(entry: &ignore::DirEntry) -> bool {
    match entry.file_type() {
        Some(kind) if kind.is_symlink() => entry.path().is_file(),
        Some(kind) => kind.is_file(),
        None => false,
    }
}

/// A folder that cannot be searched. The system's own error names it already.
fn unsearched(error: &ignore::Error) -> Trouble {
    Trouble::new(match error.io_error() {
        Some(error) => error.to_string(),
        None => error.to_string(),
    })
}

fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// The folders before the first name that is a pattern.
fn fixed_part(glob: &str) -> PathBuf {
    let path = Path::new(glob);
    let fixed = path
        .iter()
        .take_while(|name| !is_glob(&name.to_string_lossy()));
    fixed.collect()
}

/// A path as reports name it: as it is, but for bytes that are not UTF-8.
#[must_use]
pub fn name(path: &Path) -> String {
    escape::file_name(path)
}
