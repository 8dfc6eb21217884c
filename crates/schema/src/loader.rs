//! Where the files of a schema come from: texts that were given, folders that were mapped.
//!
//! In: a root file and what its references may reach. Out: a [`SchemaSet`]. This is the one module
//! of the crate that touches the file system, and nothing touches the network: a URI that leads to
//! no given text and into no mapped folder is an error.

use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::build;
use crate::dialect::Dialect;
use crate::error::{SchemaError, SchemaErrorKind};
use crate::limits::MAX_BYTES;
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
    dialect: Dialect,
    formats_annotate: bool,
}

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
    pub(crate) text: String,
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

    /// Loads a schema from its text. `name` is what errors and reports call it, and relative
    /// references count from it.
    ///
    /// # Errors
    /// The first fault of the schema or of a file that it reaches.
    pub fn load_text(&self, name: &str, text: &str) -> Result<SchemaSet, SchemaError> {
        let root = Fetched {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let base = uri::of_name(name);
        build::build(&root, &base, &Sources::new(self, &base))
    }

    /// Loads a schema from a file. Its relative references reach the files of its own folder and
    /// of the folders in it; what lies elsewhere must be given.
    ///
    /// # Errors
    /// The first fault of the schema or of a file that it reaches; a file that cannot be read.
    pub fn load_path(&self, path: &Path) -> Result<SchemaSet, SchemaError> {
        let root = read(path)?;
        let base = uri::of_name(&with_slashes(path));
        let mut sources = Sources::new(self, &base);
        if let Some(prefix) = uri::resolve(&base, ".") {
            sources.folders.push(Folder {
                prefix,
                path: path.parent().map_or_else(PathBuf::new, Path::to_owned),
            });
        }
        build::build(&root, &base, &sources)
    }
}

/// A loader's files with absolute URIs.
#[derive(Debug)]
pub(crate) struct Sources {
    resources: Vec<Resource>,
    folders: Vec<Folder>,
    /// The draft of a root file that names none.
    pub(crate) dialect: Dialect,
    /// Whether formats only annotate.
    pub(crate) formats_annotate: bool,
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
            dialect: loader.dialect,
            formats_annotate: loader.formats_annotate,
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
            return Ok(Some(Fetched {
                name: resource.name.clone(),
                text: resource.text.clone(),
            }));
        }
        self.path_of(uri).map(|path| read(&path)).transpose()
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
fn read(path: &Path) -> Result<Fetched, SchemaError> {
    let name = with_slashes(path);
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    std::fs::File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&name, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Fetched { name, text }),
        Err(error) => Err(build::not_utf8(&name, error.as_bytes())),
    }
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
