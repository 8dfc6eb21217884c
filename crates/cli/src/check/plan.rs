//! What is checked, and by which schema: all that is known before a payload is read.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use trueup_validator::{Options, Validator};

use crate::args::{CheckArgs, InputSyntax};
use crate::changed::{self, Changed};
use crate::config::Config;
use crate::inputs::{Input, Search};
use crate::mapping::{Mapping, absolute};
use crate::schema_ref::SchemaRef;
use crate::{Trouble, bounded, file_list};

/// What is checked, and how the schema of each file is found.
pub(crate) struct Plan {
    pub(crate) config: Option<Config>,
    schemas: Schemas,
    pub(crate) inputs: Vec<Result<Input, Trouble>>,
    /// What schemas among the inputs mean.
    changed: Changed,
    /// The tables that no input belongs to, where all files that there are were looked at.
    pub(super) idle: Vec<usize>,
}

/// Where schemas come from.
enum Schemas {
    /// One for all, from the command line.
    One(SchemaRef),
    /// One for each `[[check]]` table.
    Mapped(Mapping, Vec<SchemaRef>),
    /// Whatever each payload names.
    Declared,
}

impl Plan {
    pub(crate) fn new(args: &CheckArgs) -> Result<Self, Trouble> {
        let config = Config::find(&args.config)?;
        let schemas = match (&args.schema, &config) {
            (Some(text), _) => Schemas::One(SchemaRef::parse(text, Path::new(""))?),
            (None, Some(config)) => mapped(config)?,
            (None, None) => Schemas::Declared,
        };
        let inputs = inputs(args, config.as_ref())?;
        let named = !args.inputs.is_empty() || args.file_list.is_some();
        let mut plan = Self {
            config,
            schemas,
            inputs,
            changed: Changed::default(),
            idle: Vec::new(),
        };
        if named {
            plan.add_what_schemas_touch(search(args));
        } else {
            plan.idle = plan.tables_without_files();
        }
        Ok(plan)
    }

    /// If schemas are among the inputs, adds the payloads that are mapped to them.
    fn add_what_schemas_touch(&mut self, search: Search) {
        let (Some(config), Schemas::Mapped(mapping, refs)) = (&self.config, &self.schemas) else {
            return;
        };
        let inputs = self.inputs.iter().filter_map(|input| input.as_ref().ok());
        self.changed = changed::find(config, mapping, refs, search, inputs);
        let named = |input: &Input| input.path().and_then(absolute);
        let known = self.inputs.iter().flatten().filter_map(named);
        let known: std::collections::HashSet<PathBuf> = known.collect();
        let payloads = self.changed.payloads.iter();
        let new = payloads.filter(|&input| named(input).is_some_and(|path| !known.contains(&path)));
        let new: Vec<_> = new.cloned().map(Ok).collect();
        self.inputs.extend(new);
    }

    fn tables_without_files(&self) -> Vec<usize> {
        let Schemas::Mapped(mapping, refs) = &self.schemas else {
            return Vec::new();
        };
        let files = self.inputs.iter().flatten().filter_map(Input::path);
        let used: std::collections::HashSet<usize> =
            files.filter_map(|path| mapping.rule_of(path)).collect();
        (0..refs.len())
            .filter(|table| !used.contains(table))
            .collect()
    }

    /// Whether an input that no table includes is `trueup.toml` itself, or a schema that it names or
    /// that was looked at as such.
    pub(super) fn is_own(&self, input: &Input) -> bool {
        let Some(path) = input.path().and_then(absolute) else {
            return false;
        };
        let is = |own: &Path| absolute(own).is_some_and(|own| own == path);
        self.changed.schemas.contains(&path)
            || self.config.iter().any(|config| is(&config.path))
            || self.refs().iter().filter_map(SchemaRef::file).any(is)
    }

    /// The rules whose schema is among the inputs.
    pub(super) fn changed_rules(&self) -> Vec<Rule<'_>> {
        let tables = self.changed.tables.iter();
        tables.filter_map(|&table| self.rule(table)).collect()
    }

    fn refs(&self) -> &[SchemaRef] {
        match &self.schemas {
            Schemas::One(schema) => std::slice::from_ref(schema),
            Schemas::Mapped(_, refs) => refs,
            Schemas::Declared => &[],
        }
    }

    /// The files that the check stands on, apart from the inputs. All schemas are read for that.
    pub(crate) fn foundations(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = Vec::new();
        for schema in self.refs() {
            files.extend(schema.file().map(Path::to_owned));
            if let Ok(set) = schema.load(self.config.as_ref()) {
                files.extend(set.files().map(|file| PathBuf::from(file.name)));
            }
        }
        files.extend(self.config.as_ref().map(|config| config.path.clone()));
        files
    }

    fn rule(&self, number: usize) -> Option<Rule<'_>> {
        let Schemas::Mapped(_, refs) = &self.schemas else {
            return None;
        };
        let table = self.config.as_ref()?.file.check.get(number)?;
        Some(Rule {
            schema: refs.get(number)?,
            syntax: table.input,
            at: Some(table.schema.span()),
        })
    }

    /// The schema for an input, and how its `[[check]]` table says that it is written; `None` if no
    /// table includes it.
    pub(super) fn rule_of(&self, input: &Input, args: &CheckArgs) -> Option<Rule<'_>> {
        match &self.schemas {
            Schemas::One(schema) => {
                let (syntax, at) = (None, None);
                Some(Rule { schema, syntax, at })
            }
            Schemas::Mapped(mapping, _) => self.rule(mapping.rule_of(path_of(input, args)?)?),
            Schemas::Declared => None,
        }
    }
}

/// How files are searched.
fn search(args: &CheckArgs) -> Search {
    Search {
        all: args.no_ignore,
    }
}

/// What the arguments name; without any, every file below `trueup.toml`.
///
/// # Errors
/// Arguments that do not go together, or name nothing.
pub(crate) fn inputs(
    args: &CheckArgs,
    config: Option<&Config>,
) -> Result<Vec<Result<Input, Trouble>>, Trouble> {
    let list = args.file_list.as_deref();
    if list.is_some_and(|list| list.as_os_str() == "-")
        && args.inputs.iter().any(|input| input == "-")
    {
        return Err(Trouble::new(STDIN_TWICE));
    }
    let listed = list.map(file_list::read).transpose()?;
    let search = search(args);
    match (config, args.inputs.is_empty() && listed.is_none()) {
        (_, false) => Ok(search.expand(&args.inputs, &listed.unwrap_or_default())),
        (Some(config), true) if args.schema.is_none() => Ok(search.folder(&config.folder)),
        _ => Err(Trouble::new(NO_INPUTS)),
    }
}

/// How one input is checked.
pub(super) struct Rule<'p> {
    pub(super) schema: &'p SchemaRef,
    pub(super) syntax: Option<InputSyntax>,
    /// Where trueup.toml names the schema.
    pub(super) at: Option<Range<usize>>,
}

/// The path of a file, or the one that standard input is to be taken for.
pub(super) fn path_of<'a>(input: &'a Input, args: &'a CheckArgs) -> Option<&'a Path> {
    match input {
        Input::File(path) => Some(path),
        Input::Stdin => args.stdin_filename.as_deref(),
    }
}

pub(super) const NO_SCHEMA: &str = "no schema: the payload names none with `$schema`; name one with --schema, or \
    map files to schemas in a trueup.toml (there is none in this folder or above it)";
const NO_INPUTS: &str = "nothing to check: name files, folders, globs, or - for standard \
    input; `trueup init` writes a trueup.toml that maps files to schemas";
const STDIN_TWICE: &str = "standard input cannot be both a payload and the list of files";
pub(super) const NAMELESS_STDIN: &str = "standard input has no name that trueup.toml could map to a schema: \
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
pub(super) struct Judges<'p> {
    config: Option<&'p Config>,
    pub(super) options: Options,
    /// `None` for a schema that is broken, which has been said.
    made: HashMap<SchemaRef, Option<Validator>>,
}

impl<'p> Judges<'p> {
    /// With `all`, violations are looked for beyond those that are listed.
    pub(super) fn new(plan: &'p Plan, args: &CheckArgs, all: bool) -> Self {
        let mut options = Options::default();
        options.limits.max_depth = args.max_depth;
        options.limits.max_bytes = args.max_bytes;
        options.max_steps = args.max_steps;
        options.max_pattern_steps = args.max_pattern_steps;
        options.max_shown = args.max_shown;
        options.max_violations = args.max_errors.get();
        if all {
            options.max_violations = options.max_violations.max(bounded::KNOWN);
        }
        args.judgement.apply(&mut options);
        Self {
            config: plan.config.as_ref(),
            options,
            made: HashMap::new(),
        }
    }

    /// The validator for a schema; trouble only the first time that a broken schema is needed.
    ///
    /// `at` is where trueup.toml names it.
    pub(super) fn get(
        &mut self,
        schema: &SchemaRef,
        at: Option<&Range<usize>>,
    ) -> Result<Option<Validator>, Trouble> {
        if let Some(made) = self.made.get(schema) {
            return Ok(made.clone());
        }
        let made = schema.validator(self.config, &self.options);
        let kept = made.as_ref().ok().cloned();
        self.made.insert(schema.clone(), kept);
        // A schema that is not there has no place of its own, so it is told where it is named.
        let missing = schema.file().is_some_and(|file| !file.exists());
        let at_table = |trouble: Trouble| match (self.config, at) {
            (Some(config), Some(at)) if missing => config.trouble(at, &trouble.to_string()),
            _ => trouble,
        };
        made.map(Some).map_err(at_table)
    }
}
