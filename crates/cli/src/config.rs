//! `trueup.toml`: which schema which file is checked against, and what is generated from it.
//!
//! The types here are the format: the file is read into them, and [`schema`] derives the schema
//! that stands in `schemas/trueup.schema.json`. Whatever is wrong in a file is told with its line
//! and column.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use trueup_report::escape;

use crate::args::{ConfigArg, InputSyntax};
pub use crate::generate_rule::GenerateRule;
use crate::{Trouble, bounded, generate_rule};

/// The name of the file.
pub const FILE_NAME: &str = "trueup.toml";

/// The configuration of the `trueup` command.
///
/// Paths are taken from the folder of this file, with `/` between names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "trueup.toml")]
pub struct ConfigFile {
    /// Which files are checked against which schema. For a file that several tables include, the
    /// first one counts.
    #[serde(default)]
    pub check: Vec<CheckRule>,
    /// The files that are generated.
    #[serde(default)]
    pub generate: Vec<GenerateRule>,
    /// Folders in which schemas stand that others refer to by URI: the beginning of the URI, and
    /// the folder that stands for it. Nothing is ever fetched.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub references: BTreeMap<String, Spanned<String>>,
}

/// Files that are checked against one schema.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRule {
    /// The schema: a file, `FILE#/json/pointer` for a part of it, or `builtin:process-with-rooms`.
    #[schemars(with = "String")]
    pub schema: Spanned<String>,
    /// Globs for the files that are checked: `*` stands for anything but `/`, `**` for any number
    /// of folders.
    #[serde(deserialize_with = "at_least_one")]
    #[schemars(with = "Vec<String>", length(min = 1))]
    pub include: Vec<Spanned<String>>,
    /// Globs for files that are left out all the same.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// How the files are written, whatever their names end in: `json`, `jsonc` (with comments and
    /// trailing commas), `ndjson` (one value in each line), `yaml` or `toml`.
    #[serde(default)]
    pub input: Option<InputSyntax>,
}

fn at_least_one<'de, D>(deserializer: D) -> Result<Vec<Spanned<String>>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() {
        return Err(serde::de::Error::invalid_length(0, &"at least one glob"));
    }
    Ok(list)
}

impl ConfigFile {
    /// Reads a configuration.
    ///
    /// # Errors
    /// The first fault, after `name:line:column`.
    pub fn parse(name: &str, text: &str) -> Result<Self, Trouble> {
        toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            located(name, text, &span, error.message())
        })
    }
}

fn located(name: &str, text: &str, span: &Range<usize>, message: &str) -> Trouble {
    let before = text.get(..span.start).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    Trouble::new(format!("{name}:{line}:{column}: {message}"))
}

/// A configuration with the place it was read from.
#[derive(Clone, Debug)]
pub struct Config {
    /// What it says.
    pub file: ConfigFile,
    /// Its folder, relative to the working directory where it can be; empty for that itself.
    pub folder: PathBuf,
    /// Where it was read from.
    pub path: PathBuf,
    name: String,
    text: String,
}

impl Config {
    /// Reads the configuration that the arguments name, or the nearest one in the working
    /// directory or above it; `None` if they name none and there is none.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn find(arg: &ConfigArg) -> Result<Option<Self>, Trouble> {
        place(arg).map(|path| Self::read(&path)).transpose()
    }

    /// Reads a configuration.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub fn read(path: &Path) -> Result<Self, Trouble> {
        let name = escape::path(path);
        let text = bounded::read_text(path, bounded::CONFIGURATION)
            .map_err(|error| Trouble::new(format!("{name}: cannot be read: {error}")))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let config = Self {
            file: ConfigFile::parse(&name, &text)?,
            folder,
            path: path.to_owned(),
            name,
            text,
        };
        config.check_references()?;
        Ok(config)
    }

    fn check_references(&self) -> Result<(), Trouble> {
        for folder in self.file.references.values() {
            if !self.folder.join(folder.get_ref()).is_dir() {
                let message = format!("there is no folder {:?}", folder.get_ref());
                return Err(self.trouble(&folder.span(), &message));
            }
        }
        Ok(())
    }

    /// The folders of `[references]`, each after the beginning of the URIs it stands for.
    pub fn references(&self) -> impl Iterator<Item = (&str, PathBuf)> {
        let entries = self.file.references.iter();
        entries.map(|(prefix, folder)| (prefix.as_str(), self.folder.join(folder.get_ref())))
    }

    /// Where a setting of a `[[generate]]` table stands; without one, where its schema is named.
    pub(crate) fn place_of_setting(&self, rule: &GenerateRule, path: &[String]) -> Range<usize> {
        let mut rules = self.file.generate.iter();
        let index = rules.position(|known| std::ptr::eq(known, rule));
        let setting = index.filter(|_| !path.is_empty());
        let place = setting.and_then(|index| generate_rule::place(&self.text, index, path));
        place.unwrap_or_else(|| rule.schema.span())
    }

    /// Trouble with what stands at a span of the file.
    #[must_use]
    pub fn trouble(&self, span: &Range<usize>, message: &str) -> Trouble {
        located(&self.name, &self.text, span, message)
    }
}

/// Where the configuration stands that the arguments name, or that is nearest; `None` if there is
/// none.
pub(crate) fn place(arg: &ConfigArg) -> Option<PathBuf> {
    arg.path.clone().or_else(nearest)
}

/// The nearest configuration, by a path relative to the working directory.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut folder = PathBuf::new();
    for _ in here.ancestors() {
        let candidate = folder.join(FILE_NAME);
        if candidate.is_file() {
            return Some(candidate);
        }
        folder.push("..");
    }
    None
}

/// The schema of `trueup.toml`, as the text of `schemas/trueup.schema.json`.
#[must_use]
pub fn schema() -> String {
    trueup_report::json::published(schemars::schema_for!(ConfigFile))
}
