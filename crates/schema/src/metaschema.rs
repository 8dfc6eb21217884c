//! The metaschemas: which text each has, and what they say about a schema.
//!
//! Both come from the reference implementation, which ships the metaschemas of all five drafts;
//! other metaschemas are files like any other, and the reference implementation is asked by them.

use std::collections::HashSet;
use std::sync::LazyLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::meta::MetaValidator;
use jsonschema::{Draft, Registry, ValidationError, uri as reference_uri};
use serde_json::{Value, json};
use trueup_document::{Node, Pointer};

use crate::build::Builder;
use crate::dialect::Dialect;
use crate::error::{SchemaError, SchemaErrorKind};
use crate::file_text::FileText;
use crate::index::Location;
use crate::language::MetaschemaId;
use crate::loader::Fetched;
use crate::value;

mod quick;

/// How many complaints of a metaschema are weighed against each other.
const COMPLAINTS: usize = 64;

/// The text of a built-in metaschema, or of a vocabulary of one; `None` for any other URI.
pub(crate) fn fetch(uri: &str) -> Option<Fetched> {
    static REGISTRIES: LazyLock<[Option<Registry<'static>>; 5]> = LazyLock::new(|| {
        let drafts = [
            Draft::Draft4,
            Draft::Draft6,
            Draft::Draft7,
            Draft::Draft201909,
            Draft::Draft202012,
        ];
        drafts.map(registry)
    });
    let target = reference_uri::from_str(uri).ok()?;
    let contents = REGISTRIES.iter().flatten().find_map(|registry| {
        let resolver = registry.resolver(target.clone());
        resolver.lookup("").ok().map(|found| found.contents())
    });
    Some(Fetched {
        name: uri.to_owned(),
        text: FileText::Json(serde_json::to_string_pretty(contents?).ok()?),
    })
}

/// The reference's own documents of one draft. It takes them in when something refers to one.
fn registry(draft: Draft) -> Option<Registry<'static>> {
    let metaschema = match draft {
        Draft::Draft4 => Dialect::Draft4,
        Draft::Draft6 => Dialect::Draft6,
        Draft::Draft7 => Dialect::Draft7,
        Draft::Draft201909 => Dialect::Draft201909,
        _ => Dialect::Draft202012,
    };
    let referring = json!({ "$ref": metaschema.uri() });
    let builder = Registry::new().draft(draft);
    let builder = builder.add("trueup-metaschemas:///", referring);
    builder.ok()?.prepare().ok()
}

/// Asks the metaschema of its draft about a schema. What stands at the places in `left_out` is
/// asked about on its own (2020-12 Core, section 9.3.3).
///
/// # Errors
/// The complaint that says most, at the place that it is about.
pub(crate) fn check<'d>(
    builder: &Builder<'d>,
    location: &Location<'d>,
    left_out: &HashSet<usize>,
) -> Result<(), SchemaError> {
    let validator = of_draft(location.language.dialect);
    if quick::accepts(
        location.node,
        location.language.dialect,
        left_out,
        &validator,
    ) {
        return Ok(());
    }
    ask(builder, location, left_out, &validator)
}

/// The metaschema of a draft.
fn of_draft(dialect: Dialect) -> MetaValidator<'static> {
    match dialect {
        Dialect::Draft4 => jsonschema::draft4::meta::validator(),
        Dialect::Draft6 => jsonschema::draft6::meta::validator(),
        Dialect::Draft7 => jsonschema::draft7::meta::validator(),
        Dialect::Draft201909 => jsonschema::draft201909::meta::validator(),
        Dialect::Draft202012 => jsonschema::draft202012::meta::validator(),
    }
}

/// Asks a metaschema that is no draft's own. All files that it refers to are open by now.
///
/// # Errors
/// Like [`check`]; and the metaschema itself may be one that the reference cannot take.
pub(crate) fn check_by<'d>(
    builder: &Builder<'d>,
    metaschema: MetaschemaId,
    location: &Location<'d>,
    left_out: &HashSet<usize>,
) -> Result<(), SchemaError> {
    let uri = builder.index.languages.uri(metaschema);
    let Some(resource) = builder.index.resource(uri) else {
        // Not reached: its language was read from the file.
        return Ok(());
    };
    let root = builder.index.root(resource);
    let validator = validator_of(builder, uri, root).map_err(|reason| {
        let rule = "$schema".to_owned();
        let kind = SchemaErrorKind::InvalidSchema { rule, reason };
        builder.error(root.file, root.node, &root.pointer, kind)
    })?;
    ask(builder, location, left_out, &validator)
}

/// A validator for a schema among the open files.
fn validator_of<'d>(
    builder: &Builder<'d>,
    uri: &str,
    root: &Location<'d>,
) -> Result<jsonschema::Validator, String> {
    let none = HashSet::new();
    let value = |node| value::of(node, &none).map_err(|number| number.raw().to_owned());
    let draft = match root.language.dialect {
        Dialect::Draft4 => Draft::Draft4,
        Dialect::Draft6 => Draft::Draft6,
        Dialect::Draft7 => Draft::Draft7,
        Dialect::Draft201909 => Draft::Draft201909,
        Dialect::Draft202012 => Draft::Draft202012,
    };
    let files = builder.files.iter();
    let files = files.map(|file| Ok((file.uri.as_str(), value(file.root)?)));
    let files: Vec<(&str, Value)> = files.collect::<Result<_, String>>()?;
    let mut registry = Registry::new();
    for (uri, file) in &files {
        let resource = draft.detect(file).create_resource_ref(file);
        let added = registry.add(uri, resource);
        registry = added.map_err(|error| error.to_string())?;
    }
    let registry = registry.prepare().map_err(|error| error.to_string())?;
    jsonschema::options()
        .offline()
        .with_draft(draft)
        .with_base_uri(uri)
        .with_registry(&registry)
        .build(&value(root.node)?)
        .map_err(|error| error.to_string())
}

fn ask<'d>(
    builder: &Builder<'d>,
    location: &Location<'d>,
    left_out: &HashSet<usize>,
    validator: &jsonschema::Validator,
) -> Result<(), SchemaError> {
    let schema = value::of_schema(location.node, left_out)
        .map_err(|number| out_of_range(builder, location, number))?;
    // A boolean is a schema wherever one may stand; what draft 4 says of it at the root is said
    // by the reference too: nothing.
    if schema.is_boolean() || validator.is_valid(&schema) {
        return Ok(());
    }
    let complaints = validator.iter_errors(&schema).take(COMPLAINTS);
    let worst = complaints
        .map(|error| Complaint::of(&error))
        .min_by_key(|complaint| {
            let target = target(builder, location, &complaint.pointer);
            target.map_or(usize::MAX, |(node, _)| node.span().start)
        });
    match worst {
        Some(complaint) => Err(refused(builder, location, complaint)),
        // Not reached: what is not valid has at least one error.
        None => Ok(()),
    }
}

/// What to do about a `$schema` that names no known draft.
pub(crate) fn hint(uri: &str) -> Option<String> {
    let known = Dialect::ALL.map(Dialect::uri);
    let near = |known: &&str| strsim::normalized_damerau_levenshtein(known, uri) > 0.85;
    let near = known.iter().rev().find(|known| near(known));
    Some(match near {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!(
            "known are drafts 4, 6, 7, 2019-09 and 2020-12, the last as {:?}; give the text of a \
             metaschema of your own, or map a folder that holds it",
            Dialect::default().uri()
        ),
    })
}

/// A complaint of a metaschema, at the narrowest place that explains it.
struct Complaint {
    pointer: String,
    rule: String,
    reason: String,
}

impl Complaint {
    /// `anyOf` and `oneOf` say only that nothing fits. What is wrong is said in the branch that was
    /// meant: the one that got deepest into the value, and among equals one that at least found
    /// the type that it wanted.
    fn of(error: &ValidationError<'_>) -> Self {
        let (ValidationErrorKind::AnyOf { context }
        | ValidationErrorKind::OneOfNotValid { context }) = error.kind()
        else {
            return Self::plain(error);
        };
        let depth = |error: &ValidationError<'_>| error.instance_path().as_str().len();
        let fits = |error: &ValidationError<'_>| error.kind().keyword() != "type";
        let inner = context.iter().flatten();
        let best = inner.max_by_key(|inner| (depth(inner), fits(inner)));
        match best {
            Some(best) if fits(best) || depth(best) > depth(error) => Self::plain(best),
            _ => Self::plain(error),
        }
    }

    fn plain(error: &ValidationError<'_>) -> Self {
        Self {
            pointer: error.instance_path().as_str().to_owned(),
            rule: error.kind().keyword().to_owned(),
            reason: error.to_string(),
        }
    }
}

fn refused<'d>(
    builder: &Builder<'d>,
    location: &Location<'d>,
    complaint: Complaint,
) -> SchemaError {
    let (node, pointer) = target(builder, location, &complaint.pointer)
        .unwrap_or_else(|| (location.node, location.pointer.clone()));
    let kind = SchemaErrorKind::InvalidSchema {
        rule: complaint.rule,
        reason: complaint.reason,
    };
    let language = location.language;
    let hint = match language.metaschema {
        Some(id) => format!("see the metaschema {}", builder.index.languages.uri(id)),
        None => format!(
            "see the metaschema of {}: {}",
            language.dialect,
            language.dialect.uri()
        ),
    };
    builder
        .error(location.file, node, &pointer, kind)
        .with_hint(hint)
}

/// What a pointer inside a schema leads to, and the pointer from the root of the file.
fn target<'d>(
    builder: &Builder<'d>,
    location: &Location<'d>,
    pointer: &str,
) -> Option<(Node<'d>, Pointer)> {
    let pointer = Pointer::parse(&format!("{}{pointer}", location.pointer.as_str()))?;
    let root = builder.file(location.file).root;
    let target = pointer.resolve(root.document())?;
    Some((target.node, pointer))
}

fn out_of_range<'d>(builder: &Builder<'d>, location: &Location<'d>, node: Node<'d>) -> SchemaError {
    let kind = SchemaErrorKind::NumberOutOfRange {
        number: node.raw().to_owned(),
    };
    let root = builder.file(location.file).root;
    let pointer = crate::positions::pointer_to(root, node.span().start);
    builder
        .error(location.file, node, &pointer, kind)
        .with_hint("numbers of a schema must fit into a double")
}
