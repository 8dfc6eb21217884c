//! `trueup check`: payloads against their schemas.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use trueup_report::{FileReport, Format, Writer};
use trueup_validator::{Options, Validator};

use crate::args::CheckArgs;
use crate::config::Config;
use crate::console::Console;
use crate::inputs::{self, Input, Search};
use crate::mapping::Mapping;
use crate::schema_ref::SchemaRef;
use crate::{Outcome, Trouble};

/// Checks what the arguments name and reports it.
pub fn run(args: &CheckArgs, console: &mut Console) -> Outcome {
    let plan = match Plan::new(args) {
        Ok(plan) => plan,
        Err(trouble) => {
            console.trouble(&trouble);
            return Outcome::NoVerdict;
        }
    };
    let mut tally = Tally::default();
    let mut judges = Judges::new(&plan, args);
    // Nothing written to the console's output fails here; see `Console::out`.
    let _ = report(args, &plan, &mut judges, &mut tally, console);
    tally.tell(args, console);
    tally.outcome
}

/// What is checked, and how the schema of each file is found.
struct Plan {
    config: Option<Config>,
    schemas: Schemas,
    inputs: Vec<Result<Input, Trouble>>,
}

/// Where schemas come from.
enum Schemas {
    /// One for all, from the command line.
    One(SchemaRef),
    /// One for each `[[check]]` table.
    Mapped(Mapping, Vec<SchemaRef>),
}

impl Plan {
    fn new(args: &CheckArgs) -> Result<Self, Trouble> {
        let config = Config::find(&args.config)?;
        let schemas = match (&args.schema, &config) {
            (Some(text), _) => Schemas::One(SchemaRef::parse(text, Path::new(""))?),
            (None, Some(config)) => mapped(config)?,
            (None, None) => return Err(Trouble::new(NO_SCHEMA)),
        };
        let search = Search {
            all: args.no_ignore,
        };
        let inputs = match (&config, args.inputs.is_empty()) {
            (_, false) => search.expand(&args.inputs),
            (Some(config), true) if args.schema.is_none() => search.folder(&config.folder),
            _ => return Err(Trouble::new(NO_INPUTS)),
        };
        Ok(Self {
            config,
            schemas,
            inputs,
        })
    }

    /// The schema for an input; `None` if no `[[check]]` table includes it.
    fn schema_of(&self, input: &Input, args: &CheckArgs) -> Result<Option<&SchemaRef>, Trouble> {
        let (mapping, refs) = match &self.schemas {
            Schemas::One(schema) => return Ok(Some(schema)),
            Schemas::Mapped(mapping, refs) => (mapping, refs),
        };
        let path = match (input, &args.stdin_filename) {
            (Input::File(path), _) | (Input::Stdin, Some(path)) => path,
            (Input::Stdin, None) => return Err(Trouble::new(NAMELESS_STDIN)),
        };
        Ok(mapping.rule_of(path).and_then(|rule| refs.get(rule)))
    }
}

const NO_SCHEMA: &str = "no schema: name one with --schema, or map files to schemas in a \
    trueup.toml (there is none in this folder or above it)";
const NO_INPUTS: &str = "nothing to check: name files, folders, globs, or - for standard input";
const NAMELESS_STDIN: &str = "standard input has no name that trueup.toml could map to a schema: \
    give one with --stdin-filename, or a schema with --schema";

fn mapped(config: &Config) -> Result<Schemas, Trouble> {
    let mapping = Mapping::new(config)?;
    let mut refs = Vec::new();
    for rule in &config.file.check {
        let schema = rule.schema.get_ref();
        let parsed = SchemaRef::parse(schema.as_ref(), &config.folder)
            .map_err(|trouble| config.trouble(&rule.schema.span(), &trouble.to_string()))?;
        refs.push(parsed);
    }
    Ok(Schemas::Mapped(mapping, refs))
}

/// Validators, each made when the first file needs it.
struct Judges<'p> {
    config: Option<&'p Config>,
    options: Options,
    /// `None` for a schema that is broken, which has been said.
    made: HashMap<SchemaRef, Option<Validator>>,
}

impl<'p> Judges<'p> {
    fn new(plan: &'p Plan, args: &CheckArgs) -> Self {
        let mut options = Options::default();
        options.limits.max_depth = args.max_depth;
        options.limits.max_bytes = args.max_bytes.min(options.limits.max_bytes);
        options.max_violations = args.max_violations;
        Self {
            config: plan.config.as_ref(),
            options,
            made: HashMap::new(),
        }
    }

    /// The validator for a schema; trouble only the first time that a broken schema is needed.
    fn get(&mut self, schema: &SchemaRef) -> Result<Option<Validator>, Trouble> {
        if let Some(made) = self.made.get(schema) {
            return Ok(made.clone());
        }
        let made = schema.validator(self.config, &self.options);
        let kept = made.as_ref().ok().cloned();
        self.made.insert(schema.clone(), kept);
        made.map(Some)
    }
}

/// What has been met so far.
#[derive(Default)]
struct Tally {
    outcome: Outcome,
    checked: usize,
    invalid: usize,
    skipped: usize,
    errors: usize,
    truncated: bool,
    /// How many violations each keyword has.
    keywords: BTreeMap<String, usize>,
}

impl Tally {
    fn worsen(&mut self, outcome: Outcome) {
        self.outcome = self.outcome.max(outcome);
    }

    fn add(&mut self, report: &trueup_validator::Report) {
        self.checked += 1;
        self.errors += report.errors();
        self.truncated |= report.truncated();
        for violation in report.violations() {
            *self.keywords.entry(violation.keyword.clone()).or_default() += 1;
        }
        if !report.is_valid() {
            self.invalid += 1;
            self.worsen(Outcome::Findings);
        }
    }

    /// How often each keyword was broken, the most often first.
    fn statistics(&self, console: &mut Console) {
        let mut counts: Vec<_> = self.keywords.iter().collect();
        // The sort keeps the order of the names among equals.
        counts.sort_by_key(|&(_, &count)| std::cmp::Reverse(count));
        for (keyword, count) in counts {
            console.note(&format!("{count:>6}  {keyword}"));
        }
    }

    /// Sums up on standard error, so that findings alone stand on standard output.
    fn tell(&self, args: &CheckArgs, console: &mut Console) {
        if self.skipped > 0 {
            let files = files(self.skipped);
            console.note(&format!(
                "note: {files} skipped: no [[check]] table of trueup.toml includes {}",
                if self.skipped == 1 { "it" } else { "them" }
            ));
        }
        if args.statistics {
            self.statistics(console);
        }
        if Format::from(args.format) != Format::Full {
            if self.truncated {
                console.note("note: there may be more violations than are listed");
            }
            return;
        }
        let checked = files(self.checked);
        console.note(&match (self.checked, self.invalid) {
            (0, _) => "no file was checked".to_owned(),
            (_, 0) => format!("{checked} checked, all valid"),
            (_, invalid) => {
                let violations = match self.errors {
                    1 => "1 violation".to_owned(),
                    errors => format!("{errors} violations"),
                };
                let more = if self.truncated { " and more" } else { "" };
                format!("{checked} checked, {invalid} invalid: {violations}{more}")
            }
        });
    }
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}

fn report(
    args: &CheckArgs,
    plan: &Plan,
    judges: &mut Judges<'_>,
    tally: &mut Tally,
    console: &mut Console,
) -> std::io::Result<()> {
    let (format, colour) = (args.format.into(), console.colour());
    let mut writer = Writer::begin(format, colour, console.out())?;
    for input in &plan.inputs {
        match judge(args, plan, judges, input) {
            Ok(Verdict::Judged(file)) => {
                tally.add(&file.report);
                writer.file(console.out(), &file.borrow())?;
            }
            Ok(Verdict::Skipped) => tally.skipped += 1,
            Ok(Verdict::BrokenSchema) => tally.worsen(Outcome::NoVerdict),
            Err(trouble) => {
                tally.worsen(Outcome::NoVerdict);
                console.trouble(&trouble);
            }
        }
    }
    writer.finish(console.out())
}

/// What became of one input.
enum Verdict {
    Judged(Judged),
    Skipped,
    /// Its schema is broken, as has been said before.
    BrokenSchema,
}

struct Judged {
    name: String,
    source: Vec<u8>,
    report: trueup_validator::Report,
}

impl Judged {
    fn borrow(&self) -> FileReport<'_> {
        FileReport {
            path: &self.name,
            source: &self.source,
            report: &self.report,
        }
    }
}

fn judge(
    args: &CheckArgs,
    plan: &Plan,
    judges: &mut Judges<'_>,
    input: &Result<Input, Trouble>,
) -> Result<Verdict, Trouble> {
    let input = input.as_ref().map_err(Clone::clone)?;
    let name = match (input, &args.stdin_filename) {
        (Input::File(path), _) | (Input::Stdin, Some(path)) => inputs::name(path),
        (Input::Stdin, None) => "<stdin>".to_owned(),
    };
    let Some(schema) = plan.schema_of(input, args)? else {
        return Ok(Verdict::Skipped);
    };
    let Some(validator) = judges.get(schema)? else {
        return Ok(Verdict::BrokenSchema);
    };
    let mut source = input
        .read(args.max_bytes)
        .map_err(|error| Trouble::new(format!("{name}: cannot be read: {error}")))?;
    let mut report = validator.check(&source);
    if args.redact {
        report = report.redacted();
        source.clear();
    }
    Ok(Verdict::Judged(Judged {
        name,
        source,
        report,
    }))
}
