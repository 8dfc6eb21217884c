//! Other people's schemas: whatever the reference implementation can build loads here, and every
//! place that the set gives is right.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jsonschema::{Draft, Registry, Retrieve, Uri};
use serde_json::Value;
use trueup_document::{Document, Kind, Member, Node, Pointer};
use trueup_schema::{Dialect, Loader, Place, SchemaSet};
use trueup_testkit::{Exceptions, Outcome, corpus, files_under};

/// URIs mapped to folders, for the reference.
#[derive(Clone)]
struct Folders(Vec<(&'static str, PathBuf)>);

impl Folders {
    fn loader(&self) -> Loader {
        let loader = SchemaSet::loader();
        let add =
            |loader: Loader, (prefix, folder): &(&str, PathBuf)| loader.with_folder(prefix, folder);
        self.0.iter().fold(loader, add)
    }
}

impl Retrieve for Folders {
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let found = self.0.iter().find_map(|(prefix, folder)| {
            let rest = uri.as_str().strip_prefix(prefix)?;
            Some(folder.join(rest))
        });
        let path = found.ok_or("not in a folder that was given")?;
        Ok(serde_json::from_slice(&std::fs::read(path)?)?)
    }
}

fn draft(dialect: Dialect) -> Draft {
    match dialect {
        Dialect::Draft4 => Draft::Draft4,
        Dialect::Draft6 => Draft::Draft6,
        Dialect::Draft7 => Draft::Draft7,
        Dialect::Draft201909 => Draft::Draft201909,
        Dialect::Draft202012 => Draft::Draft202012,
    }
}

fn reference_builds(schema: &Value, folders: &Folders, dialect: Option<Dialect>) -> bool {
    let mut options = jsonschema::options().with_retriever(folders.clone());
    if let Some(dialect) = dialect {
        options = options.with_draft(draft(dialect));
    }
    options.build(schema).is_ok()
}

/// Checks the places of everything in a set against an independent reading of its files.
fn check_places(set: &SchemaSet) -> Result<(), String> {
    let mut line_starts = HashMap::new();
    for id in set.ids() {
        let place = &set.get(id).place;
        let text = set.file_text(place.file);
        if set.place_of_keyword(id, "no such keyword").is_some() {
            return Err(format!("a keyword that is not there has a place: {id:?}"));
        }
        let starts = line_starts.entry(place.file).or_insert_with(|| {
            let ends = text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect::<Vec<usize>>()
        });
        let own = &text[place.span.start..place.span.end];
        let document = Document::from_slice(own.as_bytes()).map_err(|e| e.to_string())?;
        for member in document.root().members() {
            let place = set.place_of_keyword(id, &member.name());
            let place = place.ok_or_else(|| format!("{} has no place", member.name()))?;
            if !is_right(&place, text, starts, member) {
                return Err(format!("{} of {id:?} is not at {place:?}", member.name()));
            }
        }
    }
    check_locate(set)
}

/// Whether a keyword's place is right behind its name, holds its value, and counts lines and
/// columns as an editor does.
fn is_right(place: &Place, text: &str, line_starts: &[usize], member: Member<'_>) -> bool {
    let start = place.span.start;
    let before = text[..start].trim_end();
    let before = before.strip_suffix(':').unwrap_or("").trim_end();
    let line = line_starts.partition_point(|&at| at <= start);
    let column = text[line_starts[line - 1]..start].chars().count() + 1;
    before.ends_with(member.key().raw())
        && &text[start..place.span.end] == member.value().raw()
        && (place.position.line, place.position.column) == (line, column)
}

/// Every schema of the root file is found by its URI, and so is every keyword of the root.
fn check_locate(set: &SchemaSet) -> Result<(), String> {
    let root = set.get(set.root()).place.clone();
    for id in set.ids() {
        let place = &set.get(id).place;
        if place.file != root.file {
            continue;
        }
        let uri = format!("{}#{}", set.base_uri(), encode(&place.pointer));
        if set.locate(&uri).as_ref() != Some(place) {
            return Err(format!("{uri} is not located at {place:?}"));
        }
        if set.at(place.pointer.as_str()) != Some(id) {
            return Err(format!("{} is not {id:?}", place.pointer));
        }
    }
    Ok(())
}

fn encode(pointer: &Pointer) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/$".contains(&byte);
    let bytes = pointer.as_str().bytes();
    bytes
        .map(|byte| {
            if keep(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn outcome(
    case: String,
    text: &str,
    folders: &Folders,
    dialect: Option<Dialect>,
) -> Option<Outcome> {
    let schema: Value = serde_json::from_str(text).ok()?;
    let builds = reference_builds(&schema, folders, dialect);
    let loader = folders.loader();
    let loader = match dialect {
        Some(dialect) => loader.with_default_dialect(dialect),
        None => loader,
    };
    let result = match loader.load_text("case.schema.json", text) {
        Ok(set) => check_places(&set),
        Err(error) if builds => Err(error.to_string()),
        Err(_) => Ok(()),
    };
    Some((case, result))
}

/// Builds the reference from the set's own parts, with nothing to fetch, and checks that every
/// place which its errors name is found.
fn check_error_places(set: &SchemaSet, draft: Draft, data: &[Value]) -> Result<(), String> {
    let (resources, root) = (set.resources(), set.to_value());
    let builder = Registry::new().draft(draft).extend(resources);
    let registry = builder.and_then(jsonschema::RegistryBuilder::prepare);
    let registry = registry.map_err(|error| error.to_string())?;
    let validator = jsonschema::options()
        .with_draft(draft)
        .with_base_uri(set.base_uri())
        .with_registry(&registry)
        .offline()
        .build(&root)
        .map_err(|error| error.to_string())?;
    for value in data {
        for error in validator.iter_errors(value).take(100) {
            let uri = error.absolute_keyword_location().ok_or("no location")?;
            let place = set.locate(uri.as_str());
            let place = place.ok_or_else(|| format!("{uri} is not located"))?;
            let text = set.file_text(place.file)[..place.span.start].trim_end();
            let key = text.strip_suffix(':').unwrap_or("").trim_end();
            let wanted = place.pointer.tokens().last().unwrap_or_default();
            let is_element = text.ends_with(['[', ',']) && wanted.parse::<usize>().is_ok();
            if !is_element && !wanted.is_empty() && !key.ends_with(&format!("{wanted:?}")) {
                return Err(format!("{uri} is located at {}", place.position));
            }
        }
    }
    Ok(())
}

#[test]
fn places_that_the_reference_names_are_found() {
    let Some(suite) = corpus("json-schema-test-suite") else {
        return;
    };
    let folders = Folders(vec![("http://localhost:1234/", suite.join("remotes"))]);
    let mut outcomes = Vec::new();
    for (name, dialect) in DRAFTS {
        let folder = suite.join("tests").join(name);
        for path in files_under(&folder) {
            let file = path.strip_prefix(&folder).unwrap_or(&path).display();
            for group in groups_of(&path) {
                let loader = folders.loader().with_default_dialect(dialect);
                let Ok(set) = loader.load_text("case.schema.json", &group.schema) else {
                    continue;
                };
                let schema: Value = serde_json::from_str(&group.schema).expect("it is JSON");
                if !reference_builds(&schema, &folders, Some(dialect)) {
                    continue;
                }
                let result = check_error_places(&set, draft(dialect), &group.data);
                outcomes.push((format!("{name}/{file}: {}", group.description), result));
            }
        }
    }
    assert!(outcomes.len() > 1500, "{} schemas only", outcomes.len());
    exceptions("places.txt").judge(outcomes);
}

/// A group of the suite: a schema and what it judges.
struct Group {
    description: String,
    schema: String,
    data: Vec<Value>,
}

/// The groups of one file of the suite.
fn groups_of(path: &Path) -> Vec<Group> {
    let bytes = std::fs::read(path).expect("the file can be read");
    let document = Document::from_slice(&bytes).expect("the file is JSON");
    let groups = document.root().elements();
    groups
        .filter_map(|group| {
            let tests = group.get("tests")?.elements();
            let data = tests.filter_map(|test| test.get("data"));
            Some(Group {
                description: group.get("description")?.as_str()?.into_owned(),
                schema: group.get("schema")?.raw().to_owned(),
                data: data
                    .filter_map(|data| serde_json::from_str(data.raw()).ok())
                    .collect(),
            })
        })
        .collect()
}

const DRAFTS: [(&str, Dialect); 5] = [
    ("draft4", Dialect::Draft4),
    ("draft6", Dialect::Draft6),
    ("draft7", Dialect::Draft7),
    ("draft2019-09", Dialect::Draft201909),
    ("draft2020-12", Dialect::Draft202012),
];

#[test]
fn schemas_of_the_official_suite_load() {
    let Some(suite) = corpus("json-schema-test-suite") else {
        return;
    };
    let folders = Folders(vec![("http://localhost:1234/", suite.join("remotes"))]);
    let mut outcomes = Vec::new();
    for (name, dialect) in DRAFTS {
        let folder = suite.join("tests").join(name);
        for path in files_under(&folder) {
            let file = path.strip_prefix(&folder).unwrap_or(&path).display();
            for group in groups_of(&path) {
                let case = format!("{name}/{file}: {}", group.description);
                outcomes.extend(outcome(case, &group.schema, &folders, Some(dialect)));
            }
        }
    }
    assert!(outcomes.len() > 1500, "{} schemas only", outcomes.len());
    exceptions("suite.txt").judge(outcomes);
}

#[test]
fn schemas_in_the_wild_load() {
    let (Some(store), Some(benchmark)) = (corpus("schemastore"), corpus("benchmark")) else {
        return;
    };
    let schemas = store.join("schemas");
    let prefixes = trueup_testkit::SCHEMASTORE.into_iter();
    let folders = Folders(prefixes.map(|prefix| (prefix, schemas.clone())).collect());
    let files = files_under(&schemas).into_iter();
    let schema = |path: &PathBuf| path.file_name().is_some_and(|name| name == "schema.json");
    let files = files.chain(files_under(&benchmark).into_iter().filter(schema));
    let outcomes: Vec<Outcome> = files
        .filter_map(|path| {
            let text = std::fs::read_to_string(&path).ok()?;
            let case = path.strip_prefix(store.parent()?).ok()?;
            outcome(case.display().to_string(), &text, &folders, None)
        })
        .collect();
    assert!(outcomes.len() > 450, "{} schemas only", outcomes.len());
    exceptions("wild.txt").judge(outcomes);
}

/// Values that are no schemas, or broken ones, must not make anything panic.
#[test]
fn whatever_is_json_gives_a_set_or_an_error() {
    let Some(suite) = corpus("json-schema-test-suite") else {
        return;
    };
    let mut seen = 0;
    for path in files_under(&suite.join("tests/draft2020-12")) {
        let bytes = std::fs::read(&path).expect("the file can be read");
        let document = Document::from_slice(&bytes).expect("the file is JSON");
        for group in document.root().elements() {
            let tests = group.get("tests").into_iter().flat_map(Node::elements);
            for data in tests.filter_map(|test| test.get("data")) {
                seen += 1;
                if let Err(error) = SchemaSet::from_text("data.json", data.raw()) {
                    assert!(error.to_string().starts_with("data.json:"), "{error}");
                } else {
                    assert!(matches!(data.kind(), Kind::Object | Kind::Boolean));
                }
            }
        }
    }
    assert!(seen > 1000, "{seen} values only");
}

fn exceptions(name: &str) -> Exceptions {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exceptions");
    Exceptions::read(folder.join(name))
}
