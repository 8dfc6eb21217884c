//! `trueup init`: a first `trueup.toml`, and a hook entry, from what stands in the folder.
//!
//! It looks for schemas, and for the folders whose files they accept. What it finds is a proposal: the
//! file says so, and a person reads it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use trueup_report::escape;
use trueup_schema::SchemaSet;
use trueup_validator::Validator;

use crate::args::{InitArgs, InputSyntax, Repair};
use crate::artifacts::{self, Artifact};
use crate::config::{ConfigFile, FILE_NAME};
use crate::console::Console;
use crate::inputs::{self, Input, Search};
use crate::payload::Payload;
use crate::source::Source;
use crate::{Outcome, Trouble};

const HOOKS: &str = ".pre-commit-config.yaml";

/// How much of a file is looked at to see whether it is a schema.
const HEAD: usize = 4096;

/// Larger files are not looked at, nor are files beyond a number.
const LARGEST: usize = 1024 * 1024;
const FILES: usize = 5000;

/// Values that no schema with something to say accepts all of.
const PROBES: [&[u8]; 4] = [b"null", b"[0]", b"{}", b"\"\""];

/// Looks at the folder and writes, or prints, what it proposes.
pub fn run(args: &InitArgs, console: &mut Console) -> Outcome {
    match propose(args, console) {
        Ok(()) => Outcome::Clean,
        Err(trouble) => {
            console.trouble(&trouble);
            Outcome::NoVerdict
        }
    }
}

fn propose(args: &InitArgs, console: &mut Console) -> Result<(), Trouble> {
    if Path::new(FILE_NAME).exists() && !args.dry_run {
        let message = format!("there is a {FILE_NAME} already; --dry-run prints a new one");
        return Err(Trouble::new(message));
    }
    let config = configuration(&look());
    // What is proposed is read as it will be.
    ConfigFile::parse(FILE_NAME, &config)?;
    offer(Path::new(FILE_NAME), &config, args, console)?;
    if Path::new(HOOKS).exists() {
        console.note(&format!(
            "{HOOKS} is there already: add this to its `repos`"
        ));
        console.print(&HOOK_ENTRY.replacen("repos:\n", "", 1));
        Ok(())
    } else {
        offer(Path::new(HOOKS), HOOK_ENTRY, args, console)
    }
}

fn offer(path: &Path, text: &str, args: &InitArgs, console: &mut Console) -> Result<(), Trouble> {
    let name = path.display().to_string();
    if args.dry_run {
        console.print(&artifacts::diff(&name, None, text, &name));
        return Ok(());
    }
    let artifact = Artifact {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    artifact.write()?;
    console.note(&format!("wrote {name}"));
    Ok(())
}

/// A schema, and the globs of the files that it accepts.
#[derive(Debug)]
struct Found {
    schema: PathBuf,
    globs: Vec<String>,
}

/// A file that may be a payload.
struct Candidate {
    path: PathBuf,
    syntax: InputSyntax,
}

fn look() -> Vec<Found> {
    let (mut schemas, mut candidates) = (Vec::new(), Vec::new());
    let found = Search { all: false }.folder(Path::new(""));
    for input in found.into_iter().flatten().take(FILES) {
        let Input::File(path) = &input else { continue };
        let head = Source::new(input.clone()).head(HEAD);
        let (Ok(head), Some(syntax)) = (head, inputs::syntax_of(path)) else {
            continue;
        };
        if is_schema(path, &head) {
            schemas.push(path.clone());
        } else {
            let path = path.clone();
            candidates.push(Candidate { path, syntax });
        }
    }
    let found = schemas.into_iter().filter_map(|schema| {
        let set = SchemaSet::from_path(&schema).ok()?;
        let globs = accepted(&Validator::new(set).ok()?, &candidates);
        Some(Found { schema, globs })
    });
    found.collect()
}

/// Whether a file is a schema by its name, or by the metaschema that it names.
fn is_schema(path: &Path, head: &[u8]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let named = name.contains(".schema.");
    let metaschema = b"json-schema.org/";
    let tells = |key: &[u8]| head.windows(key.len()).any(|part| part == key);
    named || (tells(b"\"$schema\"") && tells(metaschema))
}

/// The globs of the folders of which a schema accepts at least half the files of one ending. A schema
/// that accepts anything tells nothing.
fn accepted(validator: &Validator, candidates: &[Candidate]) -> Vec<String> {
    if PROBES.iter().all(|probe| validator.is_valid(probe)) {
        return Vec::new();
    }
    let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for candidate in candidates {
        let Some(glob) = glob(&candidate.path) else {
            continue;
        };
        let (valid, all) = groups.entry(glob).or_default();
        *valid += usize::from(is_valid(validator, candidate));
        *all += 1;
    }
    let good = groups
        .into_iter()
        .filter(|(_, (valid, all))| *valid > 0 && valid * 2 >= *all);
    good.map(|(glob, _)| glob).collect()
}

/// Whether a schema accepts a file; of JSON Lines, the first line.
fn is_valid(validator: &Validator, candidate: &Candidate) -> bool {
    let input = Input::File(candidate.path.clone());
    if candidate.syntax == InputSyntax::Ndjson {
        let head = Source::new(input).head(LARGEST).unwrap_or_default();
        let line = head.split(|&byte| byte == b'\n').next();
        return line.is_some_and(|line| validator.is_valid(line));
    }
    let payload = Payload {
        name: inputs::name(&candidate.path),
        source: Source::new(input),
        validator: validator.clone(),
        max_bytes: LARGEST,
        redact: false,
        repair: Repair::NONE,
        mended: None,
    };
    let judged = payload.judge(candidate.syntax);
    judged.is_ok_and(|judged| judged.report.is_valid())
}

/// The files of a folder with the ending of this one; `None` if its name cannot stand in a glob.
fn glob(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?;
    let folder = slashed(path.parent()?)?;
    let separator = if folder.is_empty() { "" } else { "/" };
    let plain = !folder.contains(['*', '?', '[', ']', '{', '}', '!', '\\']);
    plain.then(|| format!("{folder}{separator}*.{extension}"))
}

fn slashed(path: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.iter().map(|name| name.to_str()).collect();
    Some(names?.join("/"))
}

fn configuration(found: &[Found]) -> String {
    let mut text = String::from(INTRODUCTION);
    for found in found {
        let Some(schema) = slashed(&found.schema) else {
            continue;
        };
        let tables = if found.globs.is_empty() {
            let name = escape::text(&schema).into_owned();
            format!(
                "\n# No file here is valid by {name} so far.\n# [[check]]\n# schema = {}\n# include = [\"…/*.json\"]\n",
                quoted(&schema)
            )
        } else {
            let globs: Vec<String> = found.globs.iter().map(|glob| quoted(glob)).collect();
            format!(
                "\n[[check]]\nschema = {}\ninclude = [{}]\n",
                quoted(&schema),
                globs.join(", ")
            )
        };
        text.push_str(&tables);
    }
    if found.is_empty() {
        text.push_str(NOTHING);
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

const INTRODUCTION: &str = "\
# Which files are checked against which schema; `trueup check` and its hook go by this.
# A proposal by `trueup init` from the files that are valid today: read it, and change it.
";

const NOTHING: &str = "
# There is no schema here yet. Once there is one:
# [[check]]
# schema = \"schemas/catalog.schema.json\"
# include = [\"payloads/**/*.json\"]
";

const HOOK_ENTRY: &str = r"repos:
  - repo: local
    hooks:
      - id: trueup-check
        name: trueup check
        entry: trueup check
        language: system
        files: '\.(json|jsonc|ndjson|jsonl|yaml|yml|toml)(\.(gz|zst))?$'
        require_serial: true
      - id: trueup-generated
        name: trueup generate --check
        entry: trueup generate --check
        language: system
        pass_filenames: false
        require_serial: true
        files: '(^|/)trueup\.toml$|\.(json|yaml|yml|rs)$'
";
