//! `trueup generate`: the files that `trueup.toml` lists.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use toml::Spanned;
use trueup_codegen::Generator;
use trueup_report::escape;

use crate::args::{ConfigArg, GenerateArgs};
use crate::artifacts::{Artifact, Written};
use crate::config::{Config, GenerateRule};
use crate::console::Console;
use crate::schema_ref::SchemaRef;
use crate::{Outcome, Trouble};

/// The command that makes stale files fresh.
const COMMAND: &str = "trueup generate";

/// Writes the files, or says which are stale.
pub fn run(args: &GenerateArgs, console: &mut Console) -> Outcome {
    let artifacts = match load(&args.config).and_then(|config| artifacts(&config)) {
        Ok(artifacts) => artifacts,
        Err(trouble) => {
            console.trouble(&trouble);
            return Outcome::NoVerdict;
        }
    };
    if args.check {
        let command = match &args.config.path {
            Some(path) => format!("{COMMAND} --config {}", escape::path(path)),
            None => COMMAND.to_owned(),
        };
        compare_all(&artifacts, &command, console)
    } else {
        write_all(&artifacts, console)
    }
}

fn load(arg: &ConfigArg) -> Result<Config, Trouble> {
    Config::find(arg)?.ok_or_else(|| {
        Trouble::new("no trueup.toml in this folder or above it: name one with --config")
    })
}

/// Writes every file that is not as it should be. One that cannot be written does not stop the
/// others.
pub fn write_all(artifacts: &[Artifact], console: &mut Console) -> Outcome {
    let mut outcome = Outcome::Clean;
    for artifact in artifacts {
        match artifact.write() {
            Ok(Written::Changed) => {
                console.note(&format!("wrote {}", escape::path(&artifact.path)));
            }
            Ok(Written::Unchanged) => {
                console.note(&format!("{} is fresh", escape::path(&artifact.path)));
            }
            Err(trouble) => {
                console.trouble(&trouble);
                outcome = Outcome::NoVerdict;
            }
        }
    }
    outcome
}

/// Prints a diff of every file that is not as it should be, and the command that mends them.
pub fn compare_all(artifacts: &[Artifact], command: &str, console: &mut Console) -> Outcome {
    let mut outcome = Outcome::Clean;
    let mut stale = 0;
    for artifact in artifacts {
        match artifact.stale() {
            Ok(None) => {}
            Ok(Some(diff)) => {
                stale += 1;
                console.print(&diff);
            }
            Err(trouble) => {
                console.trouble(&trouble);
                outcome = Outcome::NoVerdict;
            }
        }
    }
    if stale == 0 {
        return outcome;
    }
    let files = match stale {
        1 => "1 generated file is stale".to_owned(),
        count => format!("{count} generated files are stale"),
    };
    console.print(&format!("{files}: run `{command}`\n"));
    outcome.max(Outcome::Findings)
}

/// What the `[[generate]]` tables of a configuration ask for. Nothing is written yet, so that a
/// broken schema leaves every file as it is.
///
/// # Errors
/// The first table that asks for what cannot be done, or whose schema is broken.
pub fn artifacts(config: &Config) -> Result<Vec<Artifact>, Trouble> {
    let mut outputs = HashSet::new();
    let mut artifacts = Vec::new();
    for rule in &config.file.generate {
        let output = rule.output.get_ref();
        check_output(config, &rule.output)?;
        // `check_output` has left nothing but names and `.`, so this tells files apart.
        let names = Path::new(output)
            .components()
            .filter(|part| *part != Component::CurDir);
        if !outputs.insert(names.collect::<Vec<_>>()) {
            let message = format!("{output:?} is already the output of another table");
            return Err(config.trouble(&rule.output.span(), &message));
        }
        artifacts.push(Artifact {
            path: config.folder.join(output),
            text: generate(config, rule)?,
        });
    }
    Ok(artifacts)
}

/// Configuration may come with a repository that is only being looked at: it does not get to
/// write elsewhere, not through links either, nor over a file that somebody wrote.
fn check_output(config: &Config, output: &Spanned<String>) -> Result<(), Trouble> {
    let refuse = |message: &str| Err(config.trouble(&output.span(), message));
    let path = Path::new(output.get_ref());
    let inside = |component| matches!(component, Component::Normal(_) | Component::CurDir);
    if path.file_name().is_none() || !path.components().all(inside) {
        return refuse("the output must be a file in the folder of this configuration or below it");
    }
    let of_git = |name: Component<'_>| name.as_os_str().eq_ignore_ascii_case(".git");
    if path.components().any(of_git) {
        return refuse("nothing is written into the folder of Git itself");
    }
    let folder = if config.folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &config.folder
    };
    let path = folder.join(path);
    let (Ok(real), Ok(folder)) = (real_place(&path), fs::canonicalize(folder)) else {
        return refuse("the output cannot be reached; is there a link that leads nowhere?");
    };
    if !real.starts_with(folder) {
        return refuse("a link leads this output out of the folder of this configuration");
    }
    if real.is_file() && !is_generated(&real) {
        return refuse(
            "this file was not generated by trueup; name another output, or move it away first",
        );
    }
    Ok(())
}

/// Where a path leads when every link on it is followed; the file and its folders need not exist.
fn real_place(path: &Path) -> io::Result<PathBuf> {
    let mut missing = Vec::new();
    let mut known = path;
    loop {
        match fs::canonicalize(known) {
            Ok(real) => {
                return Ok(missing
                    .iter()
                    .rev()
                    .fold(real, |real, name| real.join(name)));
            }
            // What cannot be resolved though it is there is a link that leads nowhere.
            Err(error) if fs::symlink_metadata(known).is_ok() => return Err(error),
            Err(error) => {
                let (Some(name), Some(parent)) = (known.file_name(), known.parent()) else {
                    return Err(error);
                };
                missing.push(name.to_owned());
                known = parent;
            }
        }
    }
}

/// Whether a file begins as generated ones do, or is empty. What cannot be read is left to the
/// writing, which says why.
fn is_generated(path: &Path) -> bool {
    let mut start = Vec::new();
    let limit = trueup_codegen::MARK.len() as u64;
    let read = fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut start));
    read.is_err() || start.is_empty() || start == trueup_codegen::MARK.as_bytes()
}

fn generate(config: &Config, rule: &GenerateRule) -> Result<String, Trouble> {
    let at_schema = |message: &str| config.trouble(&rule.schema.span(), message);
    let schema = SchemaRef::parse(rule.schema.get_ref().as_ref(), &config.folder)
        .map_err(|trouble| at_schema(&trouble.to_string()))?;
    if schema.is_part() {
        return Err(at_schema("code is generated from a whole schema"));
    }
    let set = schema.load(Some(config))?;
    let generator = Generator::new()
        .command(COMMAND)
        .settings(rule.settings.clone());
    generator.generate(&set).map_err(|error| {
        let at = config.place_of_setting(rule, error.at_setting());
        config.trouble(&at, &error.to_string())
    })
}
