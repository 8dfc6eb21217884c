//! A loaded schema: the graph and the files that it came from.

use std::collections::HashMap;

use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;
use trueup_document::{Document, Limits, Pointer};

use crate::build::Parts;
use crate::dialect::Dialect;
use crate::error::{ErrorPlace, SchemaError, SchemaErrorKind};
use crate::file_text::FileText;
use crate::graph::{FileId, Schema, SchemaId};
use crate::loader::Loader;
use crate::open_file::{OpenFile, Origin};
use crate::openapi::OpenApi;
use crate::uri;
use crate::value;

/// A schema with everything that it refers to, resolved.
///
/// Owns the texts of its files. Nothing in it changes once it is made.
#[derive(Clone, Debug)]
pub struct SchemaSet {
    /// Invariant: ids index into it; the first is the root of the root file.
    schemas: Vec<Schema>,
    /// Invariant: as many as texts, at least one; the first is the root file.
    files: Vec<File>,
    texts: Vec<FileText>,
    /// The schema that stands at a pointer of a file. Made when it is first asked for.
    by_pointer: OnceLock<HashMap<(FileId, Pointer), SchemaId>>,
    /// The place that each URI names.
    resources: HashMap<String, (FileId, Pointer)>,
    /// The other way round: the URI that a resource gives itself, or that its file has.
    uris: HashMap<(FileId, Pointer), String>,
    base_uri: String,
    formats_annotate: bool,
}

/// A file of a set.
#[derive(Clone, Debug)]
pub(crate) struct File {
    name: String,
    uri: String,
    built_in: bool,
}

/// A file of a set, as it was loaded.
#[derive(Clone, Copy, Debug)]
pub struct SchemaFile<'s> {
    /// Its id.
    pub id: FileId,
    /// The absolute URI that it was found by.
    pub uri: &'s str,
    /// What errors and reports call it.
    pub name: &'s str,
    /// What it says.
    pub text: &'s str,
    /// The same as JSON: the text itself, unless it is written in another syntax.
    pub json: &'s str,
    /// Whether it is a metaschema that every loader has.
    pub built_in: bool,
}

impl From<OpenFile<'_>> for File {
    fn from(file: OpenFile<'_>) -> Self {
        Self {
            name: file.name,
            uri: file.uri,
            built_in: file.origin == Origin::BuiltIn,
        }
    }
}

impl SchemaSet {
    /// Loads a schema from its text. `name` is what errors and reports call it.
    ///
    /// # Errors
    /// The first fault of the schema, with its place.
    pub fn from_text(name: &str, text: &str) -> Result<Self, SchemaError> {
        Loader::new().load_text(name, text)
    }

    /// Loads a schema from a file. Its relative references reach the files of its own folder and
    /// of the folders in it.
    ///
    /// # Errors
    /// The first fault of the schema, with its place; a file that cannot be read.
    pub fn from_path(path: &Path) -> Result<Self, SchemaError> {
        Loader::new().load_path(path)
    }

    /// A loader, for a schema whose references reach further files.
    #[must_use]
    pub fn loader() -> Loader {
        Loader::new()
    }

    pub(crate) fn new(parts: Parts, texts: Vec<FileText>, base: &str) -> Self {
        let mut set = Self {
            by_pointer: OnceLock::new(),
            uris: uris(&parts),
            schemas: parts.schemas,
            files: parts.files,
            texts,
            resources: parts.resources,
            base_uri: base.to_owned(),
            formats_annotate: parts.formats_annotate,
        };
        if let Some(id) = set.own_id() {
            set.base_uri = id;
        }
        set
    }

    /// The absolute `$id` of the root file.
    fn own_id(&self) -> Option<String> {
        let root = self.get(self.root());
        let document = self.document(root.place.file)?;
        if root.dialect.ref_hides_siblings() && document.root().get("$ref").is_some() {
            return None;
        }
        let id = document.root().get(root.dialect.id_keyword())?;
        let id = id.as_str()?.into_owned();
        uri::absolute(&id)
    }

    /// The root of the root file.
    #[must_use]
    pub fn root(&self) -> SchemaId {
        SchemaId(0)
    }

    /// A schema of this set.
    ///
    /// # Panics
    /// If the id comes from a larger set.
    #[must_use]
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    /// All schemas, in the order in which they were reached.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        let count = u32::try_from(self.schemas.len()).unwrap_or(u32::MAX);
        (0..count).map(SchemaId)
    }

    /// The schema of the root file at a JSON Pointer, such as `/$defs/Region`.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<SchemaId> {
        self.at_in(self.get(self.root()).place.file, pointer)
    }

    /// The schema at a JSON Pointer of any file of the set.
    #[must_use]
    pub fn at_in(&self, file: FileId, pointer: &str) -> Option<SchemaId> {
        self.schema_at(file, &Pointer::parse(pointer)?)
    }

    /// Every file that was reached, the root file first.
    pub fn files(&self) -> impl Iterator<Item = SchemaFile<'_>> {
        let files = self.files.iter().zip(&self.texts).zip(0..);
        files.map(|((file, text), at)| SchemaFile {
            id: FileId(at),
            uri: &file.uri,
            name: &file.name,
            text: text.source(),
            json: text.json(),
            built_in: file.built_in,
        })
    }

    /// The draft of the root file.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.get(self.root()).dialect
    }

    /// Whether the set was loaded with
    /// [formats as annotations](Loader::with_formats_as_annotations).
    #[must_use]
    pub fn formats_annotate(&self) -> bool {
        self.formats_annotate
    }

    /// What a file is called. A built-in metaschema is called by its URI.
    #[must_use]
    pub fn file_name(&self, file: FileId) -> &str {
        &self.files[file.index()].name
    }

    /// The text of a file.
    #[must_use]
    pub fn file_text(&self, file: FileId) -> &str {
        self.texts[file.index()].source()
    }

    /// The names of the schemas that the root file defines as an OpenAPI document; `None` if it is
    /// none. Such a document accepts everything itself.
    #[must_use]
    pub fn openapi_schemas(&self) -> Option<Vec<String>> {
        let document = self.document(self.get(self.root()).place.file)?;
        let root = document.root();
        OpenApi::of(root)?;
        Some(OpenApi::schemas(root).map(|(name, _)| name).collect())
    }

    /// The text of a file as JSON: the text itself, unless it is written in another syntax.
    #[must_use]
    pub fn file_json(&self, file: FileId) -> &str {
        self.texts[file.index()].json()
    }

    /// The JSON of a schema.
    #[must_use]
    pub fn schema_json(&self, id: SchemaId) -> &str {
        let schema = self.get(id);
        self.texts[schema.place.file.index()].json_of(schema.lie)
    }

    pub(crate) fn file(&self, file: FileId) -> &FileText {
        &self.texts[file.index()]
    }

    /// The URI that the root file goes by: its absolute `$id`, or one made from its name.
    #[must_use]
    pub fn base_uri(&self) -> &str {
        &self.base_uri
    }

    /// The root file as a value, for the reference implementation.
    #[must_use]
    pub fn to_value(&self) -> Value {
        self.value(self.get(self.root()).place.file)
    }

    /// Every other file that was reached, by its URI, for the reference implementation. Built-in
    /// metaschemas are among them: it brings those of one draft only.
    pub fn resources(&self) -> impl Iterator<Item = (String, Value)> {
        let files = self.files.iter().enumerate().skip(1);
        files.map(|(at, file)| {
            // There are never more files than ids.
            let id = FileId(u32::try_from(at).unwrap_or(u32::MAX));
            (file.uri.clone(), self.value(id))
        })
    }

    /// An error at a keyword of a schema, for a fault that only the next step finds.
    #[must_use]
    pub fn error_at(&self, id: SchemaId, keyword: &str, kind: SchemaErrorKind) -> SchemaError {
        let place = self.place_of_keyword(id, keyword);
        let place = place.unwrap_or_else(|| self.get(id).place.clone());
        SchemaError::new(self.file_name(place.file), kind).at(ErrorPlace {
            position: place.position,
            span: place.span,
            pointer: Some(place.pointer),
        })
    }

    /// A file that has been read before. It is read anew rather than kept: only reports and the
    /// building of validators ask for it.
    fn document(&self, file: FileId) -> Option<Document<'_>> {
        let limits = Limits::default();
        self.texts[file.index()].document(&limits).ok()
    }

    fn value(&self, file: FileId) -> Value {
        let document = self.document(file);
        let value = document.map(|document| {
            let none = std::collections::HashSet::new();
            value::of(document.root(), &none).unwrap_or_default()
        });
        // A file that was loaded can be read, and its numbers are in range.
        value.unwrap_or_default()
    }

    /// What a URI without fragment names.
    pub(crate) fn resource(&self, uri: &str) -> Option<&(FileId, Pointer)> {
        self.resources.get(uri)
    }

    /// The URI of the resource that begins at a pointer of a file.
    pub(crate) fn uri_at(&self, file: FileId, pointer: &Pointer) -> Option<&str> {
        self.uris.get(&(file, pointer.clone())).map(String::as_str)
    }

    /// The schema that stands at a pointer of a file.
    pub(crate) fn schema_at(&self, file: FileId, pointer: &Pointer) -> Option<SchemaId> {
        let by_pointer = self.by_pointer.get_or_init(|| {
            let place = |id: SchemaId| &self.get(id).place;
            let pairs = self.ids().map(|id| (place(id), id));
            pairs
                .map(|(place, id)| ((place.file, place.pointer.clone()), id))
                .collect()
        });
        by_pointer.get(&(file, pointer.clone())).copied()
    }
}

/// The URI of each resource. Where a file has one and the schema in it gives itself another, that
/// one counts.
fn uris(parts: &Parts) -> HashMap<(FileId, Pointer), String> {
    let mut uris: HashMap<(FileId, Pointer), String> = HashMap::new();
    for (uri, place) in &parts.resources {
        let of_file = |uri: &str| parts.files[place.0.index()].uri == uri;
        let better = |known: &String| (of_file(uri), uri) < (of_file(known), known);
        if uris.get(place).is_none_or(better) {
            uris.insert(place.clone(), uri.clone());
        }
    }
    uris
}
