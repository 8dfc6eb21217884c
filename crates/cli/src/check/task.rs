//! From an input to what is to be done with it: its schema, its syntax, or why there is nothing to do.

use std::io;
use std::path::Path;

use super::Check;
use super::plan::{NAMELESS_STDIN, NO_SCHEMA, Plan, path_of};
use crate::args::InputSyntax;
use crate::inputs::{self, Input};
use crate::payload::{self, Payload};
use crate::schema_ref::SchemaRef;
use crate::source::Source;
use crate::{Trouble, declared, sniff};

/// What is known of an input before it is read.
pub(super) enum Task {
    /// A file that is read whole.
    Whole(Payload, InputSyntax),
    /// A file of JSON Lines.
    Lines(Payload),
    /// No `[[check]]` table includes it.
    Skipped,
    /// It is no payload but `trueup.toml` itself, or a schema, whose payloads are checked.
    Own,
    /// Its schema is broken, as has been said before.
    BrokenSchema,
    Trouble(Trouble),
}

impl Check<'_> {
    /// Finds the schema of an input, and how it is written.
    pub(super) fn task(
        &mut self,
        plan: &Plan,
        input: &Result<Input, Trouble>,
    ) -> Result<Task, Trouble> {
        let input = input.as_ref().map_err(Clone::clone)?;
        let rule = plan.rule_of(input, self.args);
        let path = path_of(input, self.args);
        let name = path.map_or_else(|| "<stdin>".to_owned(), inputs::name);
        let source = Source::new(input.clone());
        let by_name = || path.and_then(inputs::syntax_of);
        let given = self
            .args
            .input
            .or(rule.as_ref().and_then(|rule| rule.syntax));
        let syntax = match given.or_else(by_name) {
            Some(syntax) => syntax,
            None if *input == Input::Stdin => sniffed(&source, &name)?,
            None => InputSyntax::Json,
        };
        let declared;
        let at = rule.as_ref().and_then(|rule| rule.at.as_ref());
        let schema = match &rule {
            Some(rule) => rule.schema,
            None => match self.declared(plan, &source, syntax, path, &name)? {
                Some(schema) => {
                    declared = schema;
                    &declared
                }
                None if plan.is_own(input) => return Ok(Task::Own),
                None => return Ok(Task::Skipped),
            },
        };
        let Some(validator) = self.judges.get(schema, at)? else {
            return Ok(Task::BrokenSchema);
        };
        let payload = Payload {
            name,
            source,
            validator,
            max_bytes: self.args.max_bytes,
            redact: self.args.redact,
            repair: self.args.repair.clone(),
            mended: None,
        };
        Ok(match syntax {
            InputSyntax::Ndjson => Task::Lines(payload),
            _ => Task::Whole(payload, syntax),
        })
    }

    /// The schema that a payload names which nothing else gives one; `None` if it is to be skipped
    /// since `trueup.toml` does not know it either.
    fn declared(
        &self,
        plan: &Plan,
        source: &Source,
        syntax: InputSyntax,
        path: Option<&Path>,
        name: &str,
    ) -> Result<Option<SchemaRef>, Trouble> {
        let mapped = plan.config.is_some();
        let none = match (mapped, path) {
            (true, Some(_)) => Ok(None),
            (true, None) => Err(Trouble::new(NAMELESS_STDIN)),
            (false, _) => Err(Trouble::new(format!("{name}: {NO_SCHEMA}"))),
        };
        let limits = &self.judges.options.limits;
        let unreadable = |error: io::Error| payload::unreadable(name, &error);
        let head = match source.head(declared::HEAD) {
            Ok(head) => head,
            // What is not to be checked need not be readable.
            Err(_) if mapped && path.is_some() => return Ok(None),
            Err(error) => return Err(unreadable(error)),
        };
        if !declared::is_likely(&head) {
            return none;
        }
        let bytes = source.peek(limits.max_bytes).map_err(unreadable)?;
        let Some(declared) = declared::find(&bytes, syntax, limits) else {
            return none;
        };
        let folder = path.and_then(Path::parent).unwrap_or(Path::new(""));
        match declared.resolve(folder, plan.config.as_ref()) {
            Ok(None) if mapped => Ok(None),
            Ok(None) => Err(declared.unmapped(name)),
            Ok(found) => Ok(found),
            Err(trouble) => Err(declared.trouble(name, &trouble.to_string())),
        }
    }
}

/// How an input is written that no name tells.
fn sniffed(source: &Source, name: &str) -> Result<InputSyntax, Trouble> {
    let head = source.head(sniff::HEAD);
    let head = head.map_err(|error| payload::unreadable(name, &error))?;
    Ok(sniff::syntax(&head, head.len() < sniff::HEAD))
}
