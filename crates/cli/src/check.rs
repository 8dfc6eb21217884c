//! `trueup check`: payloads against their schemas.
//!
//! Files are judged some at a time, on several threads, and reported in order. JSON Lines are
//! judged one file at a time, on several threads as well, since one may be longer than all others.

use std::collections::HashMap;
use std::io;
use std::path::Path;

use trueup_document::Syntax;
use trueup_report::Writer;
use trueup_validator::{Options, Validator};

use crate::args::{CheckArgs, InputSyntax};
use crate::config::Config;
use crate::console::Console;
use crate::inputs::{self, Input, Search};
use crate::lines::Lines;
use crate::mapping::Mapping;
use crate::payload::{Judged, Payload};
use crate::schema_ref::SchemaRef;
use crate::tally::Tally;
use crate::{Outcome, Trouble, file_list, parallel};

/// Checks what the arguments name and reports it.
pub fn run(args: &CheckArgs, console: &mut Console) -> Outcome {
    let plan = match Plan::new(args) {
        Ok(plan) => plan,
        Err(trouble) => {
            console.trouble(&trouble);
            return Outcome::NoVerdict;
        }
    };
    let mut check = Check {
        args,
        jobs: args.jobs.map_or_else(parallel::available, Into::into),
        judges: Judges::new(&plan, args),
        tally: Tally::default(),
        console,
    };
    // Nothing written to the console's output fails here; see `Console::out`.
    let _ = check.report(&plan);
    check.tally.tell(args, check.console);
    check.tally.outcome
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
        let list = args.file_list.as_deref();
        if list.is_some_and(|list| list.as_os_str() == "-")
            && args.inputs.iter().any(|input| input == "-")
        {
            return Err(Trouble::new(STDIN_TWICE));
        }
        let listed = list.map(file_list::read).transpose()?;
        let inputs = match (&config, args.inputs.is_empty() && listed.is_none()) {
            (_, false) => search.expand(&args.inputs, &listed.unwrap_or_default()),
            (Some(config), true) if args.schema.is_none() => search.folder(&config.folder),
            _ => return Err(Trouble::new(NO_INPUTS)),
        };
        Ok(Self {
            config,
            schemas,
            inputs,
        })
    }

    /// The schema for an input, and how its `[[check]]` table says that it is written; `None` if no
    /// table includes it.
    fn rule_of(&self, input: &Input, args: &CheckArgs) -> Result<Option<Rule<'_>>, Trouble> {
        let (mapping, refs) = match &self.schemas {
            Schemas::One(schema) => {
                let syntax = None;
                return Ok(Some(Rule { schema, syntax }));
            }
            Schemas::Mapped(mapping, refs) => (mapping, refs),
        };
        let Some(path) = path_of(input, args) else {
            return Err(Trouble::new(NAMELESS_STDIN));
        };
        let Some(number) = mapping.rule_of(path) else {
            return Ok(None);
        };
        let table = self.config.as_ref();
        let table = table.and_then(|config| config.file.check.get(number));
        let syntax = table.and_then(|table| table.input);
        let rule = |schema| Rule { schema, syntax };
        Ok(refs.get(number).map(rule))
    }
}

/// How one input is checked.
struct Rule<'p> {
    schema: &'p SchemaRef,
    syntax: Option<InputSyntax>,
}

/// The path of a file, or the one that standard input is to be taken for.
fn path_of<'a>(input: &'a Input, args: &'a CheckArgs) -> Option<&'a Path> {
    match input {
        Input::File(path) => Some(path),
        Input::Stdin => args.stdin_filename.as_deref(),
    }
}

const NO_SCHEMA: &str = "no schema: name one with --schema, or map files to schemas in a \
    trueup.toml (there is none in this folder or above it)";
const NO_INPUTS: &str = "nothing to check: name files, folders, globs, or - for standard input";
const STDIN_TWICE: &str = "standard input cannot be both a payload and the list of files";
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
        options.limits.max_bytes = args.max_bytes;
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

/// A run of the command.
struct Check<'a> {
    args: &'a CheckArgs,
    jobs: usize,
    judges: Judges<'a>,
    tally: Tally,
    console: &'a mut Console,
}

/// How many files are judged before their findings are written, for each thread. Files that are
/// not valid stay in memory until then.
const FILES_PER_JOB: usize = 16;

/// What is known of an input before it is read.
enum Task {
    /// A file that is read whole.
    Whole(Payload, Syntax),
    /// A file of JSON Lines.
    Lines(Payload),
    /// No `[[check]]` table includes it.
    Skipped,
    /// Its schema is broken, as has been said before.
    BrokenSchema,
    Trouble(Trouble),
}

/// Whether to go on, or to stop because something is not valid and the arguments say so.
type Flow = std::ops::ControlFlow<()>;

impl Check<'_> {
    fn report(&mut self, plan: &Plan) -> io::Result<()> {
        let (format, colour) = (self.args.format.into(), self.console.colour());
        let mut writer = Writer::begin(format, colour, self.console.out())?;
        let mut tasks = Vec::new();
        let mut flow = Flow::Continue(());
        let most = FILES_PER_JOB.saturating_mul(self.jobs);
        for input in &plan.inputs {
            let task = self.task(plan, input).unwrap_or_else(Task::Trouble);
            let lines = matches!(task, Task::Lines(_));
            tasks.push(task);
            if lines || tasks.len() >= most {
                flow = self.work(std::mem::take(&mut tasks), &mut writer)?;
            }
            if flow.is_break() {
                break;
            }
        }
        if flow.is_continue() {
            // Nothing comes after these, whether it goes on or not.
            let _ = self.work(tasks, &mut writer)?;
        }
        writer.finish(self.console.out())
    }

    fn task(&mut self, plan: &Plan, input: &Result<Input, Trouble>) -> Result<Task, Trouble> {
        let input = input.as_ref().map_err(Clone::clone)?;
        let Some(rule) = plan.rule_of(input, self.args)? else {
            return Ok(Task::Skipped);
        };
        let Some(validator) = self.judges.get(rule.schema)? else {
            return Ok(Task::BrokenSchema);
        };
        let path = path_of(input, self.args);
        let by_name = || path.and_then(inputs::syntax_of);
        let syntax = self.args.input.or(rule.syntax).or_else(by_name);
        let payload = Payload {
            name: path.map_or_else(|| "<stdin>".to_owned(), inputs::name),
            input: input.clone(),
            validator,
            max_bytes: self.args.max_bytes,
            redact: self.args.redact,
        };
        Ok(match syntax.unwrap_or(InputSyntax::Json) {
            InputSyntax::Json => Task::Whole(payload, Syntax::Json),
            InputSyntax::Jsonc => Task::Whole(payload, Syntax::Jsonc),
            InputSyntax::Ndjson => Task::Lines(payload),
        })
    }

    /// Judges some inputs at once and reports them in their order.
    fn work(&mut self, tasks: Vec<Task>, writer: &mut Writer) -> io::Result<Flow> {
        let judged = parallel::map(self.jobs, &tasks, |task| match task {
            Task::Whole(payload, syntax) => Some(payload.judge(*syntax)),
            _ => None,
        });
        for (task, judged) in tasks.into_iter().zip(judged) {
            let before = self.tally.invalid();
            match (task, judged) {
                (_, Some(judged)) => self.whole(judged, writer)?,
                (Task::Lines(payload), _) => self.lines(&payload, writer)?,
                (Task::Trouble(trouble), _) => self.trouble(&trouble),
                (Task::BrokenSchema, _) => self.tally.worsen(Outcome::NoVerdict),
                (Task::Skipped | Task::Whole(..), None) => self.tally.skipped += 1,
            }
            if self.args.fail_fast && self.tally.invalid() > before {
                return Ok(Flow::Break(()));
            }
        }
        Ok(Flow::Continue(()))
    }

    fn whole(&mut self, judged: Result<Judged, Trouble>, writer: &mut Writer) -> io::Result<()> {
        match judged {
            Ok(file) => {
                self.tally.add((&file.report).into());
                writer.file(self.console.out(), &file.borrow())
            }
            Err(trouble) => {
                self.trouble(&trouble);
                Ok(())
            }
        }
    }

    fn lines(&mut self, payload: &Payload, writer: &mut Writer) -> io::Result<()> {
        let mut lines = Lines::new(payload, self.args);
        let read = lines.judge(self.jobs, writer, self.console.out())?;
        if read.is_ok() || !lines.summary.valid {
            self.tally.add(lines.summary.clone());
            lines.finish(writer, self.console.out())?;
        }
        if let Err(trouble) = read {
            self.trouble(&trouble);
        }
        Ok(())
    }

    fn trouble(&mut self, trouble: &Trouble) {
        self.tally.worsen(Outcome::NoVerdict);
        self.console.trouble(trouble);
    }
}
