//! What can be said on the command line.

mod judgement;
mod listing;
mod repair;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use schemars::JsonSchema;
use serde::Deserialize;
use trueup_report::Format;
use trueup_validator::Options;

pub use judgement::{DeprecatedName, DirectionName, Judgement};
pub use listing::Listing;
pub use repair::Repair;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "trueup", version, disable_help_subcommand = true)]
#[command(about = "Keeps payloads and code true to a JSON Schema")]
#[command(
    after_help = "Exit codes: 0 all is well; 1 violations, or stale files; 2 no verdict \
    (usage, configuration, a broken schema, a file that cannot be read or written). A payload \
    that cannot be parsed, or goes over a limit, has a violation."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Whether findings are coloured
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Print findings and errors, but no notes
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check files against their schema: JSON, JSON Lines, YAML and TOML
    Check(Box<CheckArgs>),
    /// Write the generated files that trueup.toml lists
    Generate(GenerateArgs),
    /// Explain a keyword of JSON Schema or a code of a report, with examples
    Explain(ExplainArgs),
    /// Write a first trueup.toml and a hook entry, after a look at the files in this folder
    Init(InitArgs),
    /// Print a script that completes the arguments of trueup in a shell
    Completions(CompletionsArgs),
    /// Print the manual page of trueup, or of one of its commands
    Man(ManArgs),
}

/// `trueup check`
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Files, folders, globs, or - for standard input; with none, every file that trueup.toml maps
    ///
    /// In a folder, files that end in .json, .jsonc, .ndjson, .jsonl, .yaml, .yml or .toml are
    /// checked, with .gz or .zst after that as well; what Git ignores and what is hidden is left out. In a glob, ** stands for any number of folders.
    #[arg(value_name = "FILE")]
    pub inputs: Vec<OsString>,
    /// Also check the files that this file lists, or standard input with -: one name in each line
    ///
    /// If there is a NUL anywhere, names end with that instead, as `git ls-files -z` writes them.
    /// Names are taken as they are, not as globs.
    #[arg(long, value_name = "LIST")]
    pub file_list: Option<PathBuf>,
    /// The schema: a file, FILE#/json/pointer for a part of it, or builtin:process-with-rooms
    ///
    /// A schema may be written in JSON, YAML or TOML, and so may an OpenAPI document that holds it.
    /// Without it, the `[[check]]` tables of trueup.toml say which schema a file is checked against.
    /// A file that none of them names is checked against the schema that it names itself, with
    /// `$schema` or in a comment as editors read it (`# yaml-language-server: $schema=…` in YAML,
    /// `#:schema …` in TOML): a path from its own folder, or a URI that is built in or mapped under
    /// `[references]`. Nothing is fetched.
    #[arg(long, value_name = "SCHEMA")]
    pub schema: Option<OsString>,
    /// How the payloads are written, instead of what trueup.toml or the end of a name says
    ///
    /// Names that end in .jsonc hold JSON with comments, those that end in .ndjson or .jsonl JSON
    /// Lines, those in .yaml or .yml YAML, those in .toml TOML; every other file holds JSON. Standard
    /// input without such a name is known by how it begins. What is compressed with gzip or Zstandard
    /// is uncompressed first; one more ending, .gz or .zst, changes nothing else.
    #[arg(long, value_enum, value_name = "SYNTAX")]
    pub input: Option<InputSyntax>,
    /// How findings are laid out
    #[arg(long, value_enum, default_value_t = FormatName::Full, value_name = "FORMAT")]
    pub format: FormatName,
    /// The name that standard input is reported under, and that trueup.toml maps to a schema
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// List at most this many violations per file
    #[arg(long, alias = "max-violations", value_name = "N", default_value_t = max_errors())]
    pub max_errors: NonZeroUsize,
    /// Show at most this many characters of a value in a message; what is longer ends with an ellipsis
    ///
    /// The same goes for names, patterns and what else comes from a payload or a schema. Paths are
    /// never cut.
    #[arg(long, value_name = "N", default_value_t = Options::MAX_SHOWN, value_parser = characters)]
    pub max_shown: usize,
    /// Hide the values of payloads: in messages, hints and excerpts, whatever the format
    ///
    /// Names of properties, places, lengths and what the schema allows are still printed.
    #[arg(long)]
    pub redact: bool,
    /// At the end, say how often each keyword was broken, on standard error
    #[arg(long)]
    pub statistics: bool,
    /// Refuse payloads with arrays and objects nested deeper than this
    #[arg(long, value_name = "N", default_value_t = defaults().0, value_parser = depth)]
    pub max_depth: usize,
    /// Refuse payloads longer than this, in bytes; of JSON Lines, lines longer than this
    #[arg(long, value_name = "N", default_value_t = defaults().1)]
    pub max_bytes: usize,
    /// Give up on a payload whose verdict takes more steps than this, which is a finding
    ///
    /// A step is a rule asked of a value, or work that takes about as long. Without it, ten million
    /// and 32 for each byte of the payload.
    #[arg(long, value_name = "N")]
    pub max_steps: Option<u64>,
    /// Give up on a pattern with look-around or back-references after so many tries, which is a finding
    ///
    /// This is for strings of up to some 500 bytes; on a longer one, fewer tries are allowed.
    #[arg(long, value_name = "N", default_value_t = Options::default().max_pattern_steps)]
    pub max_pattern_steps: usize,
    /// Stop at the first file, or line of JSON Lines, that is not valid
    #[arg(long)]
    pub fail_fast: bool,
    /// Check this many files, or parts of one, at once; the output is always the same
    ///
    /// Without it, as many as the machine has processors.
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Also look into hidden files and what Git ignores
    #[arg(long)]
    pub no_ignore: bool,
    /// What else the schema is asked.
    #[command(flatten)]
    pub judgement: Judgement,
    /// Where the findings go, and which.
    #[command(flatten)]
    pub listing: Listing,
    /// What is mended.
    #[command(flatten)]
    pub repair: Repair,
    /// Configuration for --schema-less checks
    #[command(flatten)]
    pub config: ConfigArg,
}

/// `trueup generate`
#[derive(Args, Debug)]
pub struct GenerateArgs {
    /// Write nothing; print what is stale, and exit with 1 if anything is
    #[arg(long)]
    pub check: bool,
    /// Where the list of generated files stands.
    #[command(flatten)]
    pub config: ConfigArg,
}

/// `trueup explain`
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The keyword or the code, as a report has it in brackets; with none, all are listed
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// `trueup init`
#[derive(Args, Debug)]
pub struct InitArgs {
    /// Write nothing; print what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// `trueup completions`
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `trueup man`
#[derive(Args, Debug)]
pub struct ManArgs {
    /// The command, such as check; without it, the page is of trueup itself
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// Where the configuration stands.
#[derive(Args, Clone, Debug)]
pub struct ConfigArg {
    /// The configuration, instead of the nearest trueup.toml in this folder or one above it
    #[arg(long = "config", value_name = "FILE")]
    pub path: Option<PathBuf>,
}

/// Whether findings are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, or with FORCE_COLOR set; never with NO_COLOR set
    Auto,
    /// Also into a file or a pipe
    Always,
    /// Plain text
    Never,
}

/// How payloads are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum InputSyntax {
    /// JSON
    Json,
    /// JSON with comments and trailing commas
    Jsonc,
    /// JSON Lines: one JSON value in each line
    Ndjson,
    /// YAML 1.2, one document or several
    Yaml,
    /// TOML 1.0
    Toml,
}

/// How findings are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// Each violation with the line it stands on
    Full,
    /// One line per violation: `path:line:column: error[keyword]: message; hint`
    Concise,
    /// One JSON value; its schema is schemas/report.schema.json
    Json,
    /// One JSON object per violation, each on a line of its own
    Jsonl,
    /// Workflow commands, which GitHub Actions shows as annotations
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML, one test case per file
    Junit,
    /// JSON Schema's output format flag: the verdict, one JSON object per file
    OutputFlag,
    /// JSON Schema's output format basic: a list of errors, one JSON object per file
    OutputBasic,
    /// JSON Schema's output format detailed: a tree of errors, one JSON object per file
    OutputDetailed,
    /// JSON Schema's newer output format: errors by subschema, one JSON object per file
    OutputHierarchical,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Full => Self::Full,
            FormatName::Concise => Self::Concise,
            FormatName::Json => Self::Json,
            FormatName::Jsonl => Self::JsonLines,
            FormatName::Github => Self::GitHub,
            FormatName::Sarif => Self::Sarif,
            FormatName::Gitlab => Self::GitLab,
            FormatName::Junit => Self::JUnit,
            FormatName::OutputFlag => Self::OutputFlag,
            FormatName::OutputBasic => Self::OutputBasic,
            FormatName::OutputDetailed => Self::OutputDetailed,
            FormatName::OutputHierarchical => Self::OutputHierarchical,
        }
    }
}

/// The violations that are listed of one file unless told otherwise.
fn max_errors() -> NonZeroUsize {
    NonZeroUsize::new(Options::MAX_VIOLATIONS).unwrap_or(NonZeroUsize::MIN)
}

/// The depth and the length that the library allows unless told otherwise.
fn defaults() -> (usize, usize) {
    let limits = Options::default().limits;
    (limits.max_depth, limits.max_bytes)
}

/// The deepest nesting that may be allowed. The judgement recurses, and each level takes stack.
const DEEPEST: usize = 512;

fn depth(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(depth) if depth <= DEEPEST => Ok(depth),
        Ok(_) => Err(format!("at most {DEEPEST} levels can be checked")),
        Err(_) => Err("not a whole number".to_owned()),
    }
}

fn characters(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(most) if most <= Options::MOST_SHOWN => Ok(most),
        Ok(_) => Err(format!(
            "at most {} characters can be shown",
            Options::MOST_SHOWN
        )),
        Err(_) => Err("not a whole number".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        super::Cli::command().debug_assert();
    }
}
