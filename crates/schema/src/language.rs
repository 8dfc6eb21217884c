//! The language of a schema: its draft, and which of the draft's keywords mean something.
//!
//! In: the URI of `$schema`. Out: a [`Language`]. Beside the five drafts there are metaschemas that
//! people write: `$vocabulary` in them lists the vocabularies whose keywords have a meaning, and
//! those that must be understood (2020-12 Core, section 8.1.2). A metaschema is found where every
//! file is found: it is given, or lies in a mapped folder.

use std::collections::HashMap;

use trueup_document::Node;

use crate::dialect::Dialect;
use crate::file_text::FileText;
use crate::keyword::Keyword;
use crate::loader::Sources;
use crate::open_file;
use crate::uri;

/// What the keywords of a schema mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Language {
    pub(crate) dialect: Dialect,
    vocabularies: Vocabularies,
    /// The metaschema, where it is not the draft's own.
    pub(crate) metaschema: Option<MetaschemaId>,
}

/// A metaschema that somebody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct MetaschemaId(usize);

/// A group of keywords that a metaschema turns on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vocabulary {
    Core,
    Applicator,
    Unevaluated,
    Validation,
    MetaData,
    Format,
    Content,
}

/// Which vocabularies are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Vocabularies {
    /// A bit for each of [`Vocabulary`].
    on: u8,
    /// Whether a vocabulary asks for formats to be asserted.
    asserts_formats: bool,
}

impl From<Dialect> for Language {
    /// All that a draft has.
    fn from(dialect: Dialect) -> Self {
        Self {
            dialect,
            vocabularies: Vocabularies {
                on: u8::MAX,
                asserts_formats: false,
            },
            metaschema: None,
        }
    }
}

impl Language {
    /// Whether a keyword means something.
    pub(crate) fn has(self, keyword: &Keyword) -> bool {
        let (first, last) = keyword.drafts;
        let on = self.vocabularies.on;
        let all = on == u8::MAX;
        let on = all || on & bit(vocabulary_of(keyword.name, self.dialect)) != 0;
        on && first <= self.dialect && self.dialect <= last
    }

    /// Whether formats are to be asserted whatever whoever loads the schema says.
    pub(crate) fn asserts_formats(self) -> bool {
        self.vocabularies.asserts_formats
    }
}

fn bit(vocabulary: Vocabulary) -> u8 {
    1 << vocabulary as u8
}

/// The vocabulary that defines a keyword. Names that a draft takes over from older ones stand with
/// those that came after them.
fn vocabulary_of(keyword: &str, dialect: Dialect) -> Vocabulary {
    match keyword {
        "$schema" | "$id" | "id" | "$anchor" | "$dynamicAnchor" | "$recursiveAnchor"
        | "$vocabulary" | "$comment" | "$ref" | "$dynamicRef" | "$recursiveRef" | "$defs"
        | "definitions" => Vocabulary::Core,
        "prefixItems"
        | "items"
        | "additionalItems"
        | "contains"
        | "properties"
        | "patternProperties"
        | "additionalProperties"
        | "propertyNames"
        | "dependentSchemas"
        | "dependencies"
        | "if"
        | "then"
        | "else"
        | "allOf"
        | "anyOf"
        | "oneOf"
        | "not" => Vocabulary::Applicator,
        // One vocabulary with the other applicators until 2019-09.
        "unevaluatedItems" | "unevaluatedProperties" if dialect < Dialect::Draft202012 => {
            Vocabulary::Applicator
        }
        "unevaluatedItems" | "unevaluatedProperties" => Vocabulary::Unevaluated,
        "title" | "description" | "default" | "deprecated" | "readOnly" | "writeOnly"
        | "examples" | "example" => Vocabulary::MetaData,
        "format" => Vocabulary::Format,
        "contentEncoding" | "contentMediaType" | "contentSchema" => Vocabulary::Content,
        _ => Vocabulary::Validation,
    }
}

/// Why a `$schema` gives no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LanguageFault {
    /// It names no draft, and no file that is given.
    Unknown,
    /// Its metaschema requires a vocabulary that is not known.
    Vocabulary(String),
}

/// The languages that a loader has met.
#[derive(Debug)]
pub(crate) struct Languages<'d> {
    sources: &'d Sources,
    found: HashMap<String, Result<Language, LanguageFault>>,
    metaschemas: Vec<String>,
}

/// How many metaschemas may stand above each other.
const MOST_LEVELS: usize = 8;

impl<'d> Languages<'d> {
    pub(crate) fn new(sources: &'d Sources) -> Self {
        Self {
            sources,
            found: HashMap::new(),
            metaschemas: Vec::new(),
        }
    }

    /// The URIs of the metaschemas that are not a draft's own.
    pub(crate) fn metaschemas(&self) -> &[String] {
        &self.metaschemas
    }

    /// The URI of a metaschema.
    pub(crate) fn uri(&self, id: MetaschemaId) -> &str {
        // Ids are given by `read` only.
        &self.metaschemas[id.0]
    }

    /// The language that a `$schema` names.
    ///
    /// # Errors
    /// It is not known, or asks for what is not known.
    pub(crate) fn of(&mut self, uri: &str) -> Result<Language, LanguageFault> {
        self.at_level(uri, 0)
    }

    fn at_level(&mut self, uri: &str, level: usize) -> Result<Language, LanguageFault> {
        if let Some(dialect) = Dialect::from_uri(uri) {
            return Ok(dialect.into());
        }
        let absolute = uri::absolute(uri::split(uri).0).ok_or(LanguageFault::Unknown)?;
        if let Some(found) = self.found.get(&absolute) {
            return found.clone();
        }
        let found = self.read(&absolute, level);
        self.found.insert(absolute, found.clone());
        found
    }

    fn read(&mut self, uri: &str, level: usize) -> Result<Language, LanguageFault> {
        // What cannot be read is not known; the reference to it is the fault that is told.
        let fetched = self.sources.fetch(uri).ok().flatten();
        let text = fetched
            .map(|file| file.text)
            .or_else(|| self.by_own_id(uri));
        let text = text.ok_or(LanguageFault::Unknown)?;
        let document = text
            .document(&open_file::limits())
            .map_err(|_| LanguageFault::Unknown)?;
        let root = document.root();
        let above = root.get("$schema").and_then(Node::as_str);
        let above = match above {
            Some(_) if level == MOST_LEVELS => return Err(LanguageFault::Unknown),
            Some(above) => self.at_level(&above, level + 1)?.dialect,
            None => self.sources.dialect,
        };
        let vocabularies = match root.get("$vocabulary") {
            Some(listed) if above >= Dialect::Draft201909 => listed_in(listed)?,
            // Without a list the metaschema has what its draft has.
            _ => Language::from(above).vocabularies,
        };
        let id = MetaschemaId(self.metaschemas.len());
        self.metaschemas.push(uri.to_owned());
        Ok(Language {
            dialect: above,
            vocabularies,
            metaschema: Some(id),
        })
    }

    /// The text, among those that were given, that goes by a URI through its `$id`.
    fn by_own_id(&self, uri: &str) -> Option<FileText> {
        self.sources.given().find_map(|given| {
            let text = self.sources.fetch(given).ok()??.text;
            let document = text.document(&open_file::limits()).ok()?;
            let ids = ["$id", "id"].map(|name| document.root().get(name).and_then(Node::as_str));
            let mut ids = ids.into_iter().flatten();
            let named = ids.any(|id| uri::absolute(uri::split(&id).0).as_deref() == Some(uri));
            drop(ids);
            named.then_some(text)
        })
    }
}

/// What `$vocabulary` turns on. Core always is.
fn listed_in(listed: Node<'_>) -> Result<Vocabularies, LanguageFault> {
    let mut on = bit(Vocabulary::Core);
    let mut asserts_formats = false;
    for member in listed.members() {
        let name = member.name();
        let required = member.value().as_bool() == Some(true);
        match known(&name) {
            Some((vocabulary, asserts)) => {
                on |= bit(vocabulary);
                // 2019-09 asks for it by the value; in 2020-12 it is a vocabulary of its own,
                // and the value speaks to those who do not know it.
                asserts_formats |= match asserts {
                    Asserts::Never => false,
                    Asserts::WhereRequired => required,
                    Asserts::Always => true,
                };
            }
            None if required => return Err(LanguageFault::Vocabulary(name.into_owned())),
            None => {}
        }
    }
    Ok(Vocabularies {
        on,
        asserts_formats,
    })
}

/// When a vocabulary asks for formats to be asserted.
enum Asserts {
    Never,
    WhereRequired,
    Always,
}

fn known(uri: &str) -> Option<(Vocabulary, Asserts)> {
    let rest = uri.strip_prefix("https://json-schema.org/draft/")?;
    let (draft, name) = rest.split_once("/vocab/")?;
    let newest = match draft {
        "2019-09" => false,
        "2020-12" => true,
        _ => return None,
    };
    Some(match name {
        "core" => (Vocabulary::Core, Asserts::Never),
        "applicator" => (Vocabulary::Applicator, Asserts::Never),
        "validation" => (Vocabulary::Validation, Asserts::Never),
        "meta-data" => (Vocabulary::MetaData, Asserts::Never),
        "content" => (Vocabulary::Content, Asserts::Never),
        "unevaluated" if newest => (Vocabulary::Unevaluated, Asserts::Never),
        "format-annotation" if newest => (Vocabulary::Format, Asserts::Never),
        "format-assertion" if newest => (Vocabulary::Format, Asserts::Always),
        "format" if !newest => (Vocabulary::Format, Asserts::WhereRequired),
        _ => return None,
    })
}
