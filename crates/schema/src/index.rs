//! Where the schemas of a file stand, what URIs they go by and what anchors they set.
//!
//! In: the root of a file. Out: entries in an [`Index`], made in one walk through every place
//! where the draft of the place knows a schema. Keywords are not read here; [`mod@crate::read`]
//! does that for each schema that is reached.

use std::collections::{HashMap, HashSet};

use trueup_document::{Kind, Node, Pointer};

use crate::dialect::Dialect;
use crate::graph::FileId;
use crate::keyword::{self, Holds};
use crate::language::{Language, LanguageFault, Languages};
use crate::loader::Sources;
use crate::uri;

/// A resource: a schema that has a URI of its own, and what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct ResourceId(usize);

/// A place in a file with all that its reading depends on.
#[derive(Clone, Debug)]
pub(crate) struct Location<'d> {
    pub(crate) file: FileId,
    pub(crate) node: Node<'d>,
    pub(crate) pointer: Pointer,
    pub(crate) resource: ResourceId,
    pub(crate) language: Language,
}

impl Location<'_> {
    /// Unlike for every place of a set.
    pub(crate) fn key(&self) -> (FileId, usize) {
        (self.file, self.node.index())
    }
}

/// What the walk found.
#[derive(Debug)]
pub(crate) struct Index<'d> {
    pub(crate) languages: Languages<'d>,
    /// The URI and the root of each resource.
    resources: Vec<(String, Location<'d>)>,
    by_uri: HashMap<String, ResourceId>,
    anchors: HashMap<(ResourceId, String), Location<'d>>,
    known: HashMap<(FileId, usize), (ResourceId, Language)>,
    /// The schemas that a metaschema must be asked about: roots of files and of resources in
    /// another language than what holds them.
    unchecked: Vec<Location<'d>>,
}

/// A fault that the walk met: the place of `$schema`, `$id` or an anchor.
#[derive(Debug)]
pub(crate) struct IndexFault<'d> {
    pub(crate) location: Location<'d>,
    pub(crate) keyword: &'static str,
    pub(crate) node: Node<'d>,
    pub(crate) text: String,
    /// The vocabulary that the metaschema of `$schema` requires and that is not known.
    pub(crate) vocabulary: Option<String>,
}

/// A schema that is still to be walked.
struct Step<'d> {
    location: Location<'d>,
    /// The language whose metaschema judges this place.
    judge: Language,
}

impl<'d> Index<'d> {
    pub(crate) fn new(sources: &'d Sources) -> Self {
        Self {
            languages: Languages::new(sources),
            resources: Vec::new(),
            by_uri: HashMap::new(),
            anchors: HashMap::new(),
            known: HashMap::new(),
            unchecked: Vec::new(),
        }
    }

    /// Walks a file from its root.
    ///
    /// # Errors
    /// A `$schema` that names no known draft, an `$id` that is no URI reference.
    pub(crate) fn add_file(
        &mut self,
        file: FileId,
        root: Node<'d>,
        uri: &str,
        language: Language,
    ) -> Result<Location<'d>, Box<IndexFault<'d>>> {
        let resource = ResourceId(self.resources.len());
        let location = Location {
            file,
            node: root,
            pointer: Pointer::root(),
            resource,
            language,
        };
        self.resources.push((uri.to_owned(), location.clone()));
        self.by_uri.insert(uri.to_owned(), resource);
        self.walk(location)
    }

    /// Walks what stands at a place that no keyword leads to. Gives the place back with what its
    /// own `$schema` and `$id` say.
    pub(crate) fn walk(
        &mut self,
        start: Location<'d>,
    ) -> Result<Location<'d>, Box<IndexFault<'d>>> {
        let (file, index, judge) = (start.file, start.node.index(), start.language);
        let again = start.clone();
        let mut stack = vec![Step {
            location: start,
            judge,
        }];
        let mut first = true;
        while let Some(step) = stack.pop() {
            self.step(step, std::mem::take(&mut first), &mut stack)?;
        }
        let known = self.known.get(&(file, index));
        let (resource, language) = known.copied().unwrap_or((again.resource, again.language));
        Ok(Location {
            resource,
            language,
            ..again
        })
    }

    fn step(
        &mut self,
        mut step: Step<'d>,
        first: bool,
        stack: &mut Vec<Step<'d>>,
    ) -> Result<(), Box<IndexFault<'d>>> {
        let node = step.location.node;
        if self.known.contains_key(&step.location.key()) {
            return Ok(());
        }
        let outer = step.location.language.dialect;
        step.location.language = self.own_language(&step.location)?;
        let id = self.enter_resource(&mut step.location, outer)?;
        let location = &step.location;
        if first || (id && location.language != step.judge) {
            self.unchecked.push(location.clone());
            step.judge = location.language;
        }
        let facts = (location.resource, location.language);
        self.known.insert(location.key(), facts);
        self.set_anchors(location);
        let before = stack.len();
        children(node, location.language, |child, tokens| {
            let location = Location {
                node: child,
                pointer: location.pointer.descendant(tokens.iter().copied()),
                ..*location
            };
            let judge = step.judge;
            stack.push(Step { location, judge });
        });
        // Taken from the end, so this gives the order of the file.
        stack[before..].reverse();
        Ok(())
    }

    /// The language of a place: what its `$schema` names, or the one around it.
    fn own_language(&mut self, location: &Location<'d>) -> Result<Language, Box<IndexFault<'d>>> {
        let Some((node, text)) = string(location.node, "$schema") else {
            return Ok(location.language);
        };
        self.languages.of(&text).map_err(|fault| {
            Box::new(IndexFault {
                location: location.clone(),
                keyword: "$schema",
                node,
                text,
                vocabulary: match fault {
                    LanguageFault::Unknown => None,
                    LanguageFault::Vocabulary(name) => Some(name),
                },
            })
        })
    }

    /// Follows `$id` into a resource of its own. True when the schema names itself by one.
    ///
    /// A resource in another draft may name itself by the keyword of the draft around it too: the
    /// reference takes both.
    fn enter_resource(
        &mut self,
        location: &mut Location<'d>,
        outer: Dialect,
    ) -> Result<bool, Box<IndexFault<'d>>> {
        let own = location.language.dialect;
        let named = id_of(location.node, own).map(|id| (own, id));
        let named = named.or_else(|| id_of(location.node, outer).map(|id| (outer, id)));
        let Some((dialect, (id_node, id))) = named else {
            return Ok(false);
        };
        let before = uri::split(&id).0;
        let base = &self.resources[location.resource.0].0;
        let Some(uri) = uri::resolve(base, before) else {
            return Err(Box::new(IndexFault {
                location: location.clone(),
                keyword: dialect.id_keyword(),
                node: id_node,
                text: id,
                vocabulary: None,
            }));
        };
        let known = self.by_uri.get(&uri).copied();
        let same = known.filter(|&known| self.root(known).key() == location.key());
        location.resource = match same {
            Some(resource) => resource,
            None => self.new_resource(&uri, location),
        };
        Ok(true)
    }

    fn new_resource(&mut self, uri: &str, location: &Location<'d>) -> ResourceId {
        let outer = location.resource;
        // The root of a file goes by the URI that it was found at, and by its `$id`.
        if self.root(outer).key() == location.key() {
            self.resources[outer.0].0 = uri.to_owned();
            self.by_uri.entry(uri.to_owned()).or_insert(outer);
            return outer;
        }
        let resource = ResourceId(self.resources.len());
        let root = Location {
            resource,
            ..location.clone()
        };
        self.resources.push((uri.to_owned(), root));
        self.by_uri.entry(uri.to_owned()).or_insert(resource);
        resource
    }

    /// `$anchor` and `$dynamicAnchor`; before 2019-09, an `$id` that is only a fragment.
    fn set_anchors(&mut self, location: &Location<'d>) {
        let names: &[&str] = match location.language.dialect {
            Dialect::Draft202012 => &["$anchor", "$dynamicAnchor"],
            Dialect::Draft201909 => &["$anchor"],
            _ => &[],
        };
        let plain = names.iter().filter_map(|name| string(location.node, name));
        let mut found: Vec<String> = plain.map(|(_, name)| name).collect();
        if location.language.dialect <= Dialect::Draft7 {
            let id = string(location.node, location.language.dialect.id_keyword());
            let name = id.and_then(|(_, id)| id.strip_prefix('#').map(str::to_owned));
            found.extend(name.filter(|name| !name.is_empty()));
        }
        for name in found {
            self.anchors
                .entry((location.resource, name))
                .or_insert_with(|| location.clone());
        }
    }

    /// The root of a resource.
    pub(crate) fn root(&self, resource: ResourceId) -> &Location<'d> {
        // Ids are given by this index only.
        &self.resources[resource.0].1
    }

    /// The URI of a resource.
    pub(crate) fn uri(&self, resource: ResourceId) -> &str {
        &self.resources[resource.0].0
    }

    /// The resource that goes by a URI.
    pub(crate) fn resource(&self, uri: &str) -> Option<ResourceId> {
        self.by_uri.get(uri).copied()
    }

    /// All URIs, with the roots that they name.
    pub(crate) fn uris(&self) -> impl Iterator<Item = (&str, &Location<'d>)> {
        self.by_uri
            .iter()
            .map(|(uri, &resource)| (uri.as_str(), self.root(resource)))
    }

    /// The schema that an anchor of a resource names.
    pub(crate) fn anchor(&self, resource: ResourceId, name: &str) -> Option<&Location<'d>> {
        self.anchors.get(&(resource, name.to_owned()))
    }

    /// The anchors of a resource.
    pub(crate) fn anchors_of(&self, resource: ResourceId) -> impl Iterator<Item = &str> {
        let own = move |(key, _): &(&'_ (ResourceId, String), &Location<'d>)| key.0 == resource;
        self.anchors
            .iter()
            .filter(own)
            .map(|((_, name), _)| name.as_str())
    }

    /// What the reading of a place depends on, if the walk has been there.
    pub(crate) fn known(&self, file: FileId, node: Node<'_>) -> Option<(ResourceId, Language)> {
        self.known.get(&(file, node.index())).copied()
    }

    /// The schemas that a metaschema must still be asked about, each with the places in it that
    /// are asked about on their own.
    pub(crate) fn take_unchecked(&mut self) -> (Vec<Location<'d>>, HashSet<usize>) {
        let unchecked = std::mem::take(&mut self.unchecked);
        let places = unchecked.iter().map(|location| location.node.index());
        let places = places.collect();
        (unchecked, places)
    }
}

/// The `$id` by which a schema begins a resource: not beside `$ref` before 2019-09, where it means
/// nothing, and not one that only sets an anchor.
fn id_of(node: Node<'_>, dialect: Dialect) -> Option<(Node<'_>, String)> {
    if dialect.ref_hides_siblings() && node.get("$ref").is_some() {
        return None;
    }
    string(node, dialect.id_keyword()).filter(|(_, id)| !id.starts_with('#'))
}

fn string<'d>(node: Node<'d>, name: &str) -> Option<(Node<'d>, String)> {
    let value = node.get(name)?;
    Some((value, value.as_str()?.into_owned()))
}

/// Calls `found` with each schema right inside a schema object, and the tokens that lead there.
fn children<'d>(node: Node<'d>, language: Language, mut found: impl FnMut(Node<'d>, &[&str])) {
    for member in node.members() {
        let name = member.name();
        let Some(keyword) = keyword::find(&name, language) else {
            continue;
        };
        let value = member.value();
        match keyword.holds {
            Holds::Nothing => {}
            Holds::Schema if value.kind() != Kind::Array => found(value, &[&name]),
            Holds::Schema => {}
            Holds::SchemaOrList if value.kind() != Kind::Array => found(value, &[&name]),
            Holds::List | Holds::SchemaOrList => {
                for (at, element) in value.elements().enumerate() {
                    found(element, &[&name, &at.to_string()]);
                }
            }
            Holds::Map => {
                for inner in value.members() {
                    found(inner.value(), &[&name, &inner.name()]);
                }
            }
            Holds::MapOfSchemaOrNames => {
                let schemas = value.members();
                for inner in schemas.filter(|inner| inner.value().kind() != Kind::Array) {
                    found(inner.value(), &[&name, &inner.name()]);
                }
            }
        }
    }
}
