//! From files to the graph: load, check against the metaschema, then read schema by schema.
//!
//! In: the root file and the [`Sources`] that its references may reach. Out: a [`SchemaSet`] in
//! which every reference is an id. The walk has no recursion: a schema that is reached gets its id
//! at once and is read when its turn comes.
//!
//! Texts and their documents lie in slots that never move, so that all nodes live as long as the
//! work does; at the end only the texts are kept.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use trueup_document::{Document, Kind, Node, Pointer};
use trueup_rules::pattern::Pattern;

use crate::cycle;
use crate::dialect::Dialect;
use crate::error::{ErrorPlace, SchemaError, SchemaErrorKind};
use crate::file_text::{FileText, Lie};
use crate::graph::{Body, FileId, Place, Schema, SchemaId};
use crate::index::{Index, IndexFault, Location};
use crate::language::{Language, MetaschemaId};
use crate::limits::MAX_SCHEMAS;
use crate::loader::{Fetched, Sources};
use crate::metaschema;
use crate::open_file::{OpenFile, Origin};
use crate::openapi::OpenApi;
use crate::positions;
use crate::read;
use crate::set::{File, SchemaSet};
use crate::slots::Slots;

/// Builds the graph of a root file.
///
/// # Errors
/// The first fault that the work meets.
pub(crate) fn build(
    root: Fetched,
    base: &str,
    sources: &Sources,
) -> Result<SchemaSet, SchemaError> {
    let texts = Slots::new();
    let parts = parts(root, base, sources, &texts)?;
    Ok(SchemaSet::new(parts, texts.into_values().collect(), base))
}

/// Does the work; the documents live in here, and end with it.
fn parts(
    root: Fetched,
    base: &str,
    sources: &Sources,
    texts: &Slots<FileText>,
) -> Result<Parts, SchemaError> {
    let documents = Slots::new();
    let mut builder = Builder::new(sources, texts, &documents);
    let root = builder.load(base, root, Origin::Given)?;
    builder.load_parts(&root)?;
    builder.read_all()?;
    builder.ask_metaschemas()?;
    cycle::refuse(&builder)?;
    Ok(builder.finish())
}

/// From how many values on a container gets a table of its own.
const LARGE: usize = 32;

/// The work in progress.
pub(crate) struct Builder<'d> {
    pub(crate) sources: &'d Sources,
    pub(crate) texts: &'d Slots<FileText>,
    pub(crate) documents: &'d Slots<Document<'d>>,
    pub(crate) files: Vec<OpenFile<'d>>,
    pub(crate) index: Index<'d>,
    root_language: Option<Language>,
    /// Schemas that a metaschema that is no draft's own must still be asked about.
    unchecked: Vec<(MetaschemaId, Location<'d>, HashSet<usize>)>,
    pub(crate) schemas: Vec<Schema>,
    /// The `$ref` of each schema that has one, for errors found late.
    pub(crate) references: HashMap<SchemaId, Node<'d>>,
    /// Whether `nullable` counts beside `type`, as in OpenAPI 3.0.
    pub(crate) nullable: bool,
    /// The patterns that have been compiled, by their source.
    pub(crate) patterns: HashMap<String, Pattern>,
    ids: HashMap<(FileId, usize), SchemaId>,
    queue: VecDeque<(SchemaId, Location<'d>)>,
    /// The members of large objects that references have stepped through, by name.
    members: HashMap<(FileId, usize), HashMap<Cow<'d, str>, Node<'d>>>,
    /// The elements of long arrays, likewise.
    elements: HashMap<(FileId, usize), Vec<Node<'d>>>,
}

/// What is left of the work, but for the texts.
pub(crate) struct Parts {
    pub(crate) formats_annotate: bool,
    pub(crate) files: Vec<File>,
    pub(crate) schemas: Vec<Schema>,
    pub(crate) resources: HashMap<String, (FileId, Pointer)>,
}

impl<'d> Builder<'d> {
    fn new(
        sources: &'d Sources,
        texts: &'d Slots<FileText>,
        documents: &'d Slots<Document<'d>>,
    ) -> Self {
        Self {
            sources,
            texts,
            documents,
            files: Vec::new(),
            index: Index::new(sources),
            root_language: None,
            unchecked: Vec::new(),
            schemas: Vec::new(),
            references: HashMap::new(),
            nullable: false,
            patterns: HashMap::new(),
            ids: HashMap::new(),
            queue: VecDeque::new(),
            members: HashMap::new(),
            elements: HashMap::new(),
        }
    }

    /// Takes in what no keyword of the root file leads to: the schemas of an OpenAPI document, and
    /// the part that is asked for.
    fn load_parts(&mut self, root: &Location<'d>) -> Result<(), SchemaError> {
        let mut parts = Vec::new();
        if OpenApi::of(root.node).is_some() {
            let schemas = Pointer::root().child("components").child("schemas");
            let named = OpenApi::schemas(root.node);
            parts.extend(named.map(|(name, node)| (schemas.child(&name), node)));
        }
        let part = self.sources.part.as_ref();
        let target = part.and_then(|part| part.resolve(root.node.document()));
        if let (Some(part), Some(target)) = (part, target)
            && matches!(target.node.kind(), Kind::Object | Kind::Boolean)
        {
            parts.push((part.clone(), target.node));
        }
        for (pointer, node) in parts {
            let location = Location {
                node,
                pointer,
                ..root.clone()
            };
            // What the walk knows has its place in a resource already.
            let location = match self.index.known(location.file, node) {
                Some((resource, language)) => Location {
                    resource,
                    language,
                    ..location
                },
                None => self.enter(location)?,
            };
            self.id_of(location)?;
        }
        Ok(())
    }

    /// The draft of a root file that names none, if it is an OpenAPI document.
    fn openapi_dialect(
        &mut self,
        id: FileId,
        root: Node<'d>,
    ) -> Result<Option<Dialect>, SchemaError> {
        let Some(openapi) = OpenApi::of(root) else {
            return Ok(None);
        };
        self.nullable = openapi.nullable;
        openapi.dialect.map(Some).map_err(|node| {
            let uri = node.as_str().unwrap_or_default().into_owned();
            let hint = metaschema::hint(&uri);
            let pointer = Pointer::root().child(OpenApi::DIALECT);
            let keyword = OpenApi::DIALECT;
            let kind = SchemaErrorKind::UnknownDialect { keyword, uri };
            let error = self.error(id, node, &pointer, kind);
            hint.into_iter().fold(error, SchemaError::with_hint)
        })
    }

    /// Takes a file in: reads it, walks it, asks the metaschema, and queues its root.
    pub(crate) fn load(
        &mut self,
        uri: &str,
        file: Fetched,
        origin: Origin,
    ) -> Result<Location<'d>, SchemaError> {
        let id = self.open(uri, file, origin)?;
        let root = self.file(id).root;
        // A file that names no draft is read by that of the root file, as the reference does it.
        let language = match self.root_language {
            Some(language) => language,
            None => {
                let openapi = self.openapi_dialect(id, root)?;
                Language::from(openapi.unwrap_or(self.sources.dialect))
            }
        };
        let found = self.index.add_file(id, root, uri, language);
        let location = found.map_err(|fault| self.index_error(&fault))?;
        self.root_language.get_or_insert(location.language);
        self.check(origin)?;
        if !matches!(root.kind(), Kind::Object | Kind::Boolean) {
            // Every metaschema says the same; a set must not depend on that.
            let kind = SchemaErrorKind::InvalidSchema {
                rule: "type".to_owned(),
                reason: "a schema is an object or a boolean".to_owned(),
            };
            return Err(self.error(id, root, &location.pointer, kind));
        }
        self.id_of(location.clone())?;
        Ok(location)
    }

    /// Asks the metaschemas about what the index found last.
    fn check(&mut self, origin: Origin) -> Result<(), SchemaError> {
        let (unchecked, places) = self.index.take_unchecked();
        if origin == Origin::BuiltIn || self.sources.unasked {
            return Ok(());
        }
        for location in unchecked {
            match location.language.metaschema {
                // Its files may not be open yet.
                Some(id) => self.unchecked.push((id, location, places.clone())),
                None => metaschema::check(self, &location, &places)?,
            }
        }
        Ok(())
    }

    /// Walks a place that no keyword leads to, and asks the metaschema about it.
    pub(crate) fn enter(&mut self, location: Location<'d>) -> Result<Location<'d>, SchemaError> {
        let origin = self.file(location.file).origin;
        let found = self.index.walk(location);
        let location = found.map_err(|fault| self.index_error(&fault))?;
        self.check(origin)?;
        Ok(location)
    }

    /// The id of the schema at a place; a new one is queued for reading.
    pub(crate) fn id_of(&mut self, location: Location<'d>) -> Result<SchemaId, SchemaError> {
        if let Some(&id) = self.ids.get(&location.key()) {
            return Ok(id);
        }
        if self.schemas.len() >= MAX_SCHEMAS {
            let kind = SchemaErrorKind::LimitExceeded {
                what: "schemas",
                limit: MAX_SCHEMAS,
            };
            return Err(self.error(location.file, location.node, &location.pointer, kind));
        }
        // Fewer than `MAX_SCHEMAS`.
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        self.ids.insert(location.key(), id);
        self.schemas.push(Schema {
            place: Place {
                file: location.file,
                pointer: location.pointer.clone(),
                span: location.node.span(),
                // Set for all schemas at once, at the end.
                position: positions::START,
            },
            dialect: location.language.dialect,
            lie: Lie::of(location.node),
            // Stands in until the queue comes to it.
            body: Body::Boolean(true),
        });
        self.queue.push_back((id, location));
        Ok(id)
    }

    /// The value of an object's member. Definitions may be many and references to them more, so
    /// a large object is searched through once only.
    pub(crate) fn member(&mut self, file: FileId, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        if node.len() < LARGE {
            return node.get(name);
        }
        let members = self.members.entry((file, node.index())).or_insert_with(|| {
            let pairs = node.members().map(|member| (member.name(), member.value()));
            pairs.collect()
        });
        members.get(name).copied()
    }

    /// An array's element.
    pub(crate) fn element(&mut self, file: FileId, node: Node<'d>, at: usize) -> Option<Node<'d>> {
        if node.len() < LARGE {
            return node.elements().nth(at);
        }
        let elements = self.elements.entry((file, node.index()));
        let elements = elements.or_insert_with(|| node.elements().collect());
        elements.get(at).copied()
    }

    fn read_all(&mut self) -> Result<(), SchemaError> {
        while let Some((id, location)) = self.queue.pop_front() {
            let body = read::body(self, id, location)?;
            self.schemas[id.index()].body = body;
        }
        Ok(())
    }

    /// Opens the metaschemas that are no draft's own, so that the set has them, and asks them.
    fn ask_metaschemas(&mut self) -> Result<(), SchemaError> {
        let mut opened = 0;
        while let Some(uri) = self.index.languages.metaschemas().get(opened).cloned() {
            opened += 1;
            if self.index.resource(&uri).is_none() {
                match self.sources.fetch(&uri)? {
                    Some(file) => drop(self.load(&uri, file, Origin::Given)?),
                    None => self.open_given()?,
                }
            }
            // What it refers to may name further ones.
            self.read_all()?;
        }
        let mut asked = 0;
        while let Some((id, location, places)) = self.unchecked.get(asked).cloned() {
            asked += 1;
            metaschema::check_by(self, id, &location, &places)?;
        }
        Ok(())
    }

    /// A file of this work.
    pub(crate) fn file(&self, id: FileId) -> &OpenFile<'d> {
        // Ids are given by `open` only.
        &self.files[id.index()]
    }

    /// An error at a node.
    pub(crate) fn error(
        &self,
        file: FileId,
        node: Node<'d>,
        pointer: &Pointer,
        kind: SchemaErrorKind,
    ) -> SchemaError {
        let (file, span) = (self.file(file), node.span());
        SchemaError::new(&file.name, kind).at(ErrorPlace {
            position: file.lines.position(span.start),
            span,
            pointer: Some(pointer.clone()),
        })
    }

    fn index_error(&self, fault: &IndexFault<'d>) -> SchemaError {
        let location = &fault.location;
        let pointer = location.pointer.child(fault.keyword);
        let uri = fault.text.clone();
        let (kind, hint) = if let Some(vocabulary) = &fault.vocabulary {
            let vocabulary = vocabulary.clone();
            (SchemaErrorKind::UnknownVocabulary { uri, vocabulary }, None)
        } else if fault.keyword == "$schema" {
            (
                SchemaErrorKind::UnknownDialect {
                    keyword: "$schema",
                    uri,
                },
                metaschema::hint(&fault.text),
            )
        } else {
            let keyword = fault.keyword.to_owned();
            (SchemaErrorKind::InvalidUri { keyword, uri }, None)
        };
        let error = self.error(location.file, fault.node, &pointer, kind);
        match hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    }

    fn finish(mut self) -> Parts {
        let text = |file: FileId| self.files[file.index()].root.document().text();
        positions::sweep(&mut self.schemas, text);
        let resources = self.index.uris().map(|(uri, root)| {
            let place = (root.file, root.pointer.clone());
            (uri.to_owned(), place)
        });
        Parts {
            formats_annotate: self.sources.formats_annotate,
            resources: resources.collect(),
            files: self.files.into_iter().map(File::from).collect(),
            schemas: self.schemas,
        }
    }
}
