//! How a schema is named: a file, a part of a file, or a built-in one.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use trueup_document::{Document, Pointer};
use trueup_schema::{Loader, SchemaError, SchemaErrorKind, SchemaSet};
use trueup_validator::{Options, Validator};

use crate::Trouble;
use crate::config::Config;

/// What comes before the name of a built-in schema.
const BUILTIN: &str = "builtin:";

/// A schema that is part of the command.
///
/// Invariant: no two have one name, so that alone tells them apart.
#[derive(Debug)]
struct Builtin {
    name: &'static str,
    file: &'static str,
    text: &'static str,
}

impl PartialEq for Builtin {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Builtin {}

impl Hash for Builtin {
    /// Once for every file that is checked, so not of the text.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Builtin {
    /// The URI that the schema gives itself.
    fn id(&self) -> Option<String> {
        let document = Document::from_slice(self.text.as_bytes()).ok()?;
        let id = document.root().get("$id")?;
        id.as_str().map(Cow::into_owned)
    }
}

static BUILTINS: [Builtin; 1] = [Builtin {
    name: "process-with-rooms",
    file: "process_with_rooms.schema.json",
    text: include_str!("../../../schemas/process_with_rooms.schema.json"),
}];

/// The name of a schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SchemaRef {
    source: Source,
    /// JSON Pointer to the part that judges.
    pointer: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Source {
    Builtin(&'static Builtin),
    File(PathBuf),
    /// A URI that the loader reaches.
    Uri(String),
}

impl SchemaRef {
    /// Reads the name of a schema; a file's path is taken from `folder`.
    ///
    /// # Errors
    /// A built-in schema that there is not.
    pub fn parse(text: &OsStr, folder: &Path) -> Result<Self, Trouble> {
        let whole = folder.join(text);
        let (before, pointer) = match text.to_str() {
            // A file may have a `#` in its name.
            Some(text) if !whole.exists() => split(text),
            _ => {
                let source = Source::File(whole);
                let pointer = None;
                return Ok(Self { source, pointer });
            }
        };
        let source = match before.strip_prefix(BUILTIN) {
            Some(name) => Source::Builtin(builtin(name)?),
            None => Source::File(folder.join(before)),
        };
        let pointer = pointer.map(str::to_owned);
        Ok(Self { source, pointer })
    }

    /// The schema that a URI names: a built-in one by its `$id`, a file by `file://`, a metaschema,
    /// or a file of a folder that `[references]` maps; `None` if it names none of these.
    #[must_use]
    pub fn of_uri(uri: &str, config: Option<&Config>) -> Option<Self> {
        let (before, pointer) = split(uri);
        let own_id = |builtin: &&Builtin| builtin.id().as_deref() == Some(before);
        let source = if let Some(builtin) = BUILTINS.iter().find(own_id) {
            Source::Builtin(builtin)
        } else if let Some(path) = before.strip_prefix("file://") {
            Source::File(PathBuf::from(path))
        } else if loader(config).reaches(before) {
            Source::Uri(before.to_owned())
        } else {
            return None;
        };
        let pointer = pointer.map(str::to_owned);
        Some(Self { source, pointer })
    }

    /// Loads the schema and what it refers to.
    ///
    /// # Errors
    /// What is wrong with the schema, and where.
    pub fn load(&self, config: Option<&Config>) -> Result<SchemaSet, Trouble> {
        let mut loader = loader(config);
        if let Some(part) = self.pointer.as_deref().and_then(Pointer::parse) {
            loader = loader.with_part(&part);
        }
        let set = match &self.source {
            // A test asks about it.
            Source::Builtin(builtin) => loader
                .without_metaschemas()
                .load_text(builtin.file, builtin.text),
            Source::File(path) => loader.load_path(path),
            Source::Uri(uri) => loader.load_uri(uri),
        };
        set.map_err(|error| trouble(&error))
    }

    /// Loads the schema and makes it judge.
    ///
    /// # Errors
    /// What is wrong with the schema, and where; a part that is not there.
    pub fn validator(
        &self,
        config: Option<&Config>,
        options: &Options,
    ) -> Result<Validator, Trouble> {
        let set = self.load(config)?;
        let file = set.file_name(set.get(set.root()).place.file).to_owned();
        let openapi = set.openapi_schemas();
        if let (None, Some(names)) = (&self.pointer, &openapi) {
            let names = listed(names);
            return Err(Trouble::new(format!(
                "{file}: an OpenAPI document is no schema itself: name one in it, as in \
                 {file}#/components/schemas/NAME; {names}"
            )));
        }
        let validator =
            Validator::with_options(set, options.clone()).map_err(|error| trouble(&error))?;
        let Some(pointer) = &self.pointer else {
            return Ok(validator);
        };
        validator.at(pointer).ok_or_else(|| {
            let names = openapi.map_or(String::new(), |names| format!("; {}", listed(&names)));
            Trouble::new(format!("{file}: there is no schema at {pointer:?}{names}"))
        })
    }

    /// The file that it stands in, if it is not built in.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            Source::Builtin(_) | Source::Uri(_) => None,
        }
    }

    /// Whether only a part of the schema is named.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.pointer.is_some()
    }
}

/// A schema that cannot be used. Where a folder would have to be mapped, it is said how.
fn trouble(error: &SchemaError) -> Trouble {
    let message = error.to_string();
    let (SchemaErrorKind::NotGiven { uri, .. } | SchemaErrorKind::UnknownDialect { uri, .. }) =
        error.kind()
    else {
        return Trouble::new(message);
    };
    let folder = uri.split('#').next().and_then(|uri| uri.rsplit_once('/'));
    match folder {
        Some((folder, _)) if folder.contains("://") => Trouble::new(format!(
            "{message}: in trueup.toml, [references] \"{folder}/\" = \"FOLDER\""
        )),
        _ => Trouble::new(message),
    }
}

/// The names of the schemas that there are, the first few of them.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("{name:?}"))
        .collect();
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if shown.is_empty() {
        return "it defines none".to_owned();
    }
    format!("it defines {}{more}", shown.join(", "))
}

/// A loader that reaches what the configuration maps, in every syntax that schemas are written in.
fn loader(config: Option<&Config>) -> Loader {
    let mut loader = SchemaSet::loader()
        .with_format(&["yaml", "yml"], trueup_formats::yaml::read)
        .with_format(&["toml"], trueup_formats::toml::read);
    for (prefix, folder) in config.into_iter().flat_map(Config::references) {
        loader = loader.with_folder(prefix, &folder);
    }
    loader
}

/// Parts `FILE#/pointer` in two. The pointer begins with `/`, or is empty for the whole file.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once("#/") {
        Some((before, _)) => (before, Some(&text[before.len() + 1..])),
        None => (text.strip_suffix('#').unwrap_or(text), None),
    }
}

fn builtin(name: &str) -> Result<&'static Builtin, Trouble> {
    BUILTINS
        .iter()
        .find(|builtin| builtin.name == name)
        .ok_or_else(|| {
            let names: Vec<_> = BUILTINS.iter().map(|builtin| builtin.name).collect();
            let names = names.join(", ");
            Trouble::new(format!(
                "there is no built-in schema {name:?}; there is: {names}"
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_after_the_last_hash_that_a_slash_follows() {
        let cases = [
            ("s.json", ("s.json", None)),
            ("s.json#", ("s.json", None)),
            ("s.json#/$defs/A", ("s.json", Some("/$defs/A"))),
            ("a#b/s.json#/", ("a#b/s.json", Some("/"))),
            ("builtin:x#/$defs/A", ("builtin:x", Some("/$defs/A"))),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn built_in_schemas_are_schemas() {
        for builtin in &BUILTINS {
            let asked = SchemaSet::from_text(builtin.file, builtin.text);
            let asked = asked.map(|set| set.ids().count());
            let reference = SchemaRef {
                source: Source::Builtin(builtin),
                pointer: None,
            };
            let unasked = reference.load(None).map(|set| set.ids().count());
            assert_eq!(unasked.ok(), asked.ok(), "{}", builtin.name);
        }
    }

    #[test]
    fn only_built_in_schemas_are_built_in() {
        let parse = |text: &str| SchemaRef::parse(OsStr::new(text), Path::new(""));
        assert!(parse("builtin:process-with-rooms").is_ok());
        let trouble = parse("builtin:process-with-room").unwrap_err().to_string();
        assert!(trouble.contains("process-with-rooms"), "{trouble}");
    }
}
