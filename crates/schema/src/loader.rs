//! Where the files of a schema come from: texts that were given, folders that were mapped.
//!
//! In: a root file and what its references may reach. Out: a [`SchemaSet`]. This is the one module
//! of the crate that touches the file system, and nothing touches the network: a URI that leads to
//! no given text and into no mapped folder is an error.

use std::io::Read;
use std::path::{Component, Path, PathBuf};

use trueup_document::{Limits, Pointer, ReadError, Transcript};

use crate::build;
use crate::dialect::Dialect;
use crate::error::{SchemaError, SchemaErrorKind};
use crate::file_text::FileText;
use crate::limits::MAX_BYTES;
use crate::metaschema;
use crate::open_file;
use crate::set::SchemaSet;
use crate::uri;

/// What the references of a schema may reach, besides the built-in metaschemas.
///
/// ```
/// use trueup_schema::Loader;
///
/// let set = Loader::new()
///     .with_resource("https://example.com/port", "port.json", r#"{"type": "integer"}"#)
///     .load_text("server.json", r#"{"$ref": "https://example.com/port"}"#)?;
/// assert_eq!(set.ids().count(), 2);
/// # Ok::<(), trueup_schema::SchemaError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Loader {
    resources: Vec<Resource>,
    folders: Vec<Folder>,
    formats: Vec<Format>,
    part: Option<Pointer>,
    dialect: Dialect,
    formats_annotate: bool,
    unasked: bool,
}

/// Writes a text in another syntax out as JSON.
pub type Transcribe = for<'t> fn(&'t str, &Limits) -> Result<Transcript<'t>, ReadError>;

/// The ending of a name, and how such files are read.
type Format = (&'static str, Transcribe);

/// A text that was given for a URI.
#[derive(Clone, Debug)]
struct Resource {
    uri: String,
    name: String,
    text: String,
}

/// A folder whose files stand under a URI.
#[derive(Clone, Debug)]
struct Folder {
    prefix: String,
    path: PathBuf,
}

/// A file that was fetched.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    /// What errors and reports call it.
    pub(crate) name: String,
    /// What it says.
    pub(crate) text: FileText,
}

impl Loader {
    /// A loader that reaches nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the text of one URI. A relative URI counts from the root file. References also find
    /// the text by the `$id` in it. `name` is what errors and reports call it.
    #[must_use]
    pub fn with_resource(mut self, uri: &str, name: &str, text: &str) -> Self {
        self.resources.push(Resource {
            uri: uri.to_owned(),
            name: name.to_owned(),
            text: text.to_owned(),
        });
        self
    }

    /// Maps a folder to a URI prefix: with `https://example.com/schemas/` and `schemas`, a
    /// reference to `https://example.com/schemas/a/b.json` reads `schemas/a/b.json`. A relative
    /// prefix counts from the root file. The longest prefix that fits wins.
    #[must_use]
    pub fn with_folder(mut self, prefix: &str, path: &Path) -> Self {
        self.folders.push(Folder {
            prefix: prefix.to_owned(),
            path: path.to_owned(),
        });
        self
    }

    /// The draft of a root file that has no `$schema`. Draft 2020-12 unless told otherwise. A file
    /// without `$schema` that a reference reaches is read by the draft of the root file.
    #[must_use]
    pub fn with_default_dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// Takes every `format` for an annotation, which judges nothing, as the specification has it by
    /// default since 2019-09 (2020-12 Validation, section 7.2.1). Unless told so, formats are
    /// asserted in every draft.
    #[must_use]
    pub fn with_formats_as_annotations(mut self) -> Self {
        self.formats_annotate = true;
        self
    }

    /// Leaves out what takes longest: asking the metaschemas. For a schema that they have been asked
    /// about before, such as one that is built into a program.
    ///
    /// What they would refuse is then refused only where it cannot be read.
    ///
    /// ```
    /// use trueup_schema::Loader;
    ///
    /// let wrong = r#"{"required": ["a", "a"]}"#;
    /// assert!(Loader::new().load_text("s.json", wrong).is_err());
    /// assert!(Loader::new().without_metaschemas().load_text("s.json", wrong).is_ok());
    /// ```
    #[must_use]
    pub fn without_metaschemas(mut self) -> Self {
        self.unasked = true;
        self
    }

    /// Reads files whose names have one of these endings, without a dot, in another syntax than
    /// JSON.
    #[must_use]
    pub fn with_format(mut self, extensions: &[&'static str], transcribe: Transcribe) -> Self {
        let formats = extensions.iter().map(|&extension| (extension, transcribe));
        self.formats.extend(formats);
        self
    }

    /// Takes what stands at a pointer of the root file for a schema, even if no keyword leads there:
    /// the schema of a response in an OpenAPI document, say. A pointer that leads nowhere, or to what
    /// can be no schema, changes nothing.
    ///
    /// ```
    /// use trueup_document::Pointer;
    /// use trueup_schema::Loader;
    ///
    /// let part = Pointer::parse("/x-parts/port").expect("it is a pointer");
    /// let set = Loader::new()
    ///     .with_part(&part)
    ///     .load_text("parts.json", r#"{"x-parts": {"port": {"type": "integer"}}}"#)?;
    /// assert!(set.at("/x-parts/port").is_some());
    /// # Ok::<(), trueup_schema::SchemaError>(())
    /// ```
    #[must_use]
    pub fn with_part(mut self, pointer: &Pointer) -> Self {
        self.part = Some(pointer.clone());
        self
    }

    /// Whether something given, a mapped folder or a built-in metaschema stands for a URI.
    #[must_use]
    pub fn reaches(&self, uri: &str) -> bool {
        let Some(uri) = target(uri) else {
            return false;
        };
        let sources = Sources::new(self, &uri);
        let given = sources.resources.iter().any(|given| given.uri == uri);
        given || sources.path_of(&uri).is_some() || metaschema::fetch(&uri).is_some()
    }

    /// Loads the schema that stands for a URI: a text that was given for it, a file of a mapped
    /// folder, a built-in metaschema.
    ///
    /// # Errors
    /// The first fault of the schema or of a file that it reaches; a URI that nothing stands for.
    pub fn load_uri(&self, uri: &str) -> Result<SchemaSet, SchemaError> {
        let base = target(uri).unwrap_or_else(|| uri.to_owned());
        let sources = Sources::new(self, &base);
        let found = sources.fetch(&base)?.or_else(|| metaschema::fetch(&base));
        let Some(root) = found else {
            let kind = SchemaErrorKind::NotGiven {
                keyword: "$schema".to_owned(),
                reference: uri.to_owned(),
                uri: base,
            };
            return Err(SchemaError::new(uri, kind));
        };
        build::build(root, &base, &sources)
    }

    /// Loads a schema from its text. `name` is what errors and reports call it, and relative
    /// references count from it.
    ///
    /// # Errors
    /// The first fault of the schema or of a file that it reaches.
    pub fn load_text(&self, name: &str, text: &str) -> Result<SchemaSet, SchemaError> {
        let base = uri::of_name(name);
        let sources = Sources::new(self, &base);
        let root = fetched(&sources.formats, name.to_owned(), text.to_owned())?;
        build::build(root, &base, &sources)
    }

    /// Loads a schema from a file. Its relative references reach the files of its own folder and
    /// of the folders in it; what lies elsewhere must be given.
    ///
    /// # Errors
    /// The first fault of the schema or of a file that it reaches; a file that cannot be read.
    pub fn load_path(&self, path: &Path) -> Result<SchemaSet, SchemaError> {
        let base = uri::of_name(&with_slashes(path));
        let mut sources = Sources::new(self, &base);
        let root = read(&sources.formats, path)?;
        if let Some(prefix) = uri::resolve(&base, ".") {
            sources.folders.push(Folder {
                prefix,
                path: path.parent().map_or_else(PathBuf::new, Path::to_owned),
            });
        }
        build::build(root, &base, &sources)
    }
}

/// A loader's files with absolute URIs.
#[derive(Debug)]
pub(crate) struct Sources {
    resources: Vec<Resource>,
    folders: Vec<Folder>,
    formats: Vec<Format>,
    /// A place of the root file that is a schema, whether a keyword leads there or not.
    pub(crate) part: Option<Pointer>,
    /// The draft of a root file that names none.
    pub(crate) dialect: Dialect,
    /// Whether formats only annotate.
    pub(crate) formats_annotate: bool,
    /// Whether no metaschema is asked.
    pub(crate) unasked: bool,
}

impl Sources {
    /// What is given by a URI that is none can never be reached.
    fn new(loader: &Loader, base: &str) -> Self {
        let resources = loader.resources.iter().filter_map(|resource| {
            let uri = uri::resolve(base, uri::split(&resource.uri).0)?;
            Some(Resource {
                uri,
                ..resource.clone()
            })
        });
        let folders = loader.folders.iter().filter_map(|folder| {
            let mut prefix = uri::resolve(base, &folder.prefix)?;
            if !prefix.ends_with('/') {
                prefix.push('/');
            }
            let path = folder.path.clone();
            Some(Folder { prefix, path })
        });
        Self {
            resources: resources.collect(),
            folders: folders.collect(),
            formats: loader.formats.clone(),
            part: loader.part.clone(),
            dialect: loader.dialect,
            formats_annotate: loader.formats_annotate,
            unasked: loader.unasked,
        }
    }

    /// The URIs of all texts that were given, whether a reference names them or not.
    pub(crate) fn given(&self) -> impl Iterator<Item = &str> {
        self.resources.iter().map(|resource| resource.uri.as_str())
    }

    /// The file of a URI; `None` when nothing given holds it.
    ///
    /// # Errors
    /// A mapped file that is not there or cannot be read.
    pub(crate) fn fetch(&self, uri: &str) -> Result<Option<Fetched>, SchemaError> {
        if let Some(resource) = self.resources.iter().find(|given| given.uri == uri) {
            let (name, text) = (resource.name.clone(), resource.text.clone());
            return fetched(&self.formats, name, text).map(Some);
        }
        let path = self.path_of(uri);
        path.map(|path| read(&self.formats, &path)).transpose()
    }

    fn path_of(&self, uri: &str) -> Option<PathBuf> {
        let fits = |folder: &&Folder| uri.starts_with(&folder.prefix);
        let folder = self
            .folders
            .iter()
            .filter(fits)
            .max_by_key(|folder| folder.prefix.len())?;
        let rest = uri::decode(&uri[folder.prefix.len()..]);
        let rest = Path::new(&*rest);
        // An encoded `..` or a second root would lead out of the folder.
        let inside = rest
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        (inside && rest.file_name().is_some()).then(|| folder.path.join(rest))
    }
}

/// Reads a file of at most [`MAX_BYTES`].
fn read(formats: &[Format], path: &Path) -> Result<Fetched, SchemaError> {
    let name = with_slashes(path);
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    std::fs::File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&name, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => fetched(formats, name, text),
        Err(error) => Err(open_file::not_utf8(&name, error.as_bytes())),
    }
}

/// A text, read in the syntax that the ending of its name says.
fn fetched(formats: &[Format], name: String, text: String) -> Result<Fetched, SchemaError> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let format = formats
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(extension));
    let text = match format {
        None => FileText::Json(text),
        Some((_, transcribe)) => {
            let read = transcribe(&text, &open_file::limits());
            let transcript = read.map_err(|error| open_file::syntax(&name, &error))?;
            FileText::Transcript(Box::new(transcript.into_owned()))
        }
    };
    Ok(Fetched { name, text })
}

/// The URI that a name of a schema means, without its fragment. Whatever way a draft is named, its
/// metaschema has one URI.
fn target(uri: &str) -> Option<String> {
    let before = uri::split(uri).0;
    let draft = Dialect::from_uri(before).map(Dialect::uri);
    uri::absolute(draft.unwrap_or(before))
}

fn unreadable(name: &str, error: &std::io::Error) -> SchemaError {
    let kind = SchemaErrorKind::Unreadable {
        reason: error.to_string(),
    };
    SchemaError::new(name, kind)
}

/// The path as errors show it and URIs need it, the same on every system.
fn with_slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}
