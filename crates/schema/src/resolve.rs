//! From a reference to the schema that it means: `$ref`, `$dynamicRef`, `$recursiveRef`.
//!
//! In: the text of a reference and the place where it stands. Out: the place that it leads to, or
//! an error that names the nearest target that does exist. 2020-12 Core, section 8.2; the fragment
//! is a JSON Pointer (it begins with `/`), an anchor, or nothing.

use std::borrow::Cow;

use trueup_document::pointer::escape;
use trueup_document::{Kind, Member, Node, Pointer};

use crate::build::Builder;
use crate::error::{SchemaError, SchemaErrorKind, quoted};
use crate::index::{Location, ResourceId};
use crate::metaschema;
use crate::open_file::Origin;
use crate::uri;

/// A reference in a schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference<'r, 'd> {
    /// The schema that it stands in.
    pub(crate) from: &'r Location<'d>,
    /// The keyword that holds it.
    pub(crate) keyword: &'r str,
    /// Its own place.
    pub(crate) node: Node<'d>,
    /// What it says.
    pub(crate) text: &'r str,
}

impl<'d> Builder<'d> {
    /// The schema that a reference leads to.
    ///
    /// # Errors
    /// It is no URI reference, its file was not given, or nothing stands where it points.
    pub(crate) fn resolve(&mut self, at: Reference<'_, 'd>) -> Result<Location<'d>, SchemaError> {
        let (before, fragment) = uri::split(at.text);
        let resource = self.resource_of(before, at)?;
        let target = match uri::decode(fragment) {
            name if name.is_empty() => Some(self.index.root(resource).clone()),
            pointer if pointer.starts_with('/') => self.step_to(resource, &pointer),
            name => self.index.anchor(resource, &name).cloned(),
        };
        let Some(target) = target else {
            return Err(self.dangling(resource, &uri::decode(fragment), at));
        };
        if !matches!(target.node.kind(), Kind::Object | Kind::Boolean) {
            let kind = SchemaErrorKind::NotASchema {
                keyword: at.keyword.to_owned(),
                reference: at.text.to_owned(),
            };
            return Err(self.reference_error(at, kind));
        }
        match self.index.known(target.file, target.node) {
            Some(_) => Ok(target),
            None => self.enter(target),
        }
    }

    /// The resource that the part before the `#` names. A file that is not open yet is opened.
    fn resource_of(
        &mut self,
        before: &str,
        at: Reference<'_, 'd>,
    ) -> Result<ResourceId, SchemaError> {
        if before.is_empty() {
            return Ok(at.from.resource);
        }
        let base = self.index.uri(at.from.resource);
        let Some(target) = uri::resolve(base, before) else {
            let kind = SchemaErrorKind::InvalidUri {
                keyword: at.keyword.to_owned(),
                uri: at.text.to_owned(),
            };
            return Err(self.reference_error(at, kind));
        };
        if let Some(resource) = self.index.resource(&target) {
            return Ok(resource);
        }
        if self.open_uri(&target, at)?
            && let Some(resource) = self.index.resource(&target)
        {
            return Ok(resource);
        }
        let kind = SchemaErrorKind::NotGiven {
            keyword: at.keyword.to_owned(),
            reference: at.text.to_owned(),
            uri: target,
        };
        let hint = "nothing is fetched from a network: give the text of the file, or map a folder \
                    that holds it to the beginning of the URI";
        Err(self.reference_error(at, kind).with_hint(hint))
    }

    /// Opens the file of a URI. Last of all, every text that was given is opened: one of them may
    /// go by that URI through its `$id`.
    fn open_uri(&mut self, target: &str, at: Reference<'_, 'd>) -> Result<bool, SchemaError> {
        let fetched = self.sources.fetch(target);
        let fetched = fetched.map_err(|error| self.missing_file(error, at))?;
        if let Some(file) = fetched {
            self.load(target, file, Origin::Given)?;
            return Ok(true);
        }
        if let Some(file) = metaschema::fetch(target) {
            self.load(target, file, Origin::BuiltIn)?;
            return Ok(true);
        }
        self.open_given()?;
        Ok(self.index.resource(target).is_some())
    }

    /// Opens every text that was given.
    pub(crate) fn open_given(&mut self) -> Result<(), SchemaError> {
        let sources = self.sources;
        let unopened: Vec<&str> = sources
            .given()
            .filter(|uri| !self.files.iter().any(|file| file.uri == *uri))
            .collect();
        for uri in unopened {
            if let Some(file) = sources.fetch(uri)? {
                self.load(uri, file, Origin::Given)?;
            }
        }
        Ok(())
    }

    /// A mapped file that cannot be read is the fault of the reference: the error stands there,
    /// and says which file it is.
    fn missing_file(&self, error: SchemaError, at: Reference<'_, 'd>) -> SchemaError {
        let SchemaErrorKind::Unreadable { reason } = error.kind() else {
            return error;
        };
        let reason = format!("{}: {reason}", error.file());
        self.reference_error(at, SchemaErrorKind::Unreadable { reason })
            .with_hint("put the file there, or correct the reference")
    }

    /// What a JSON Pointer from the root of a resource leads to, with the resource and the draft
    /// of the innermost schema on the way.
    fn step_to(&mut self, resource: ResourceId, pointer: &str) -> Option<Location<'d>> {
        let mut at = self.index.root(resource).clone();
        for token in Pointer::parse(pointer)?.tokens() {
            at.node = match at.node.kind() {
                Kind::Object => self.member(at.file, at.node, &token)?,
                _ => self.element(at.file, at.node, array_index(&token)?)?,
            };
            at.pointer = at.pointer.child(&token);
            if let Some((resource, language)) = self.index.known(at.file, at.node) {
                at.resource = resource;
                at.language = language;
            }
        }
        Some(at)
    }

    fn reference_error(&self, at: Reference<'_, 'd>, kind: SchemaErrorKind) -> SchemaError {
        let pointer = at.from.pointer.child(at.keyword);
        self.error(at.from.file, at.node, &pointer, kind)
    }

    fn dangling(
        &mut self,
        resource: ResourceId,
        fragment: &str,
        at: Reference<'_, 'd>,
    ) -> SchemaError {
        let kind = SchemaErrorKind::DanglingReference {
            keyword: at.keyword.to_owned(),
            reference: at.text.to_owned(),
        };
        let error = self.reference_error(at, kind);
        let before = uri::split(at.text).0;
        let (near, there) = if fragment.starts_with('/') {
            let near = self.near_pointer(resource, fragment);
            (near, self.names_at(resource, fragment))
        } else {
            let names: Vec<_> = self.index.anchors_of(resource).collect();
            let near = nearest(fragment, names.iter().map(|&name| name.to_owned()));
            (near, listed("the anchors there are", names.into_iter()))
        };
        match (near, there) {
            (Some(near), _) => {
                error.with_hint(format!("did you mean {:?}?", format!("{before}#{near}")))
            }
            (None, Some(there)) => error.with_hint(there),
            (None, None) => error,
        }
    }

    /// What stands where the way of a pointer ends.
    fn names_at(&self, resource: ResourceId, pointer: &str) -> Option<String> {
        let root = self.index.root(resource).node;
        let pointer = Pointer::parse(pointer)?;
        let tokens: Vec<String> = pointer.tokens().map(Cow::into_owned).collect();
        let (known, _) = longest_way(root, &tokens);
        let node = known.last().map_or(root, |(node, _)| *node);
        if node.kind() == Kind::Array {
            return Some(format!(
                "the list there has {} elements, counted from 0",
                node.len()
            ));
        }
        let names: Vec<_> = node.members().map(Member::name).collect();
        listed("the names there are", names.iter().map(|name| &**name))
    }

    /// The nearest pointer that does lead somewhere: one name spelt otherwise, or the definitions
    /// under their other name.
    fn near_pointer(&mut self, resource: ResourceId, pointer: &str) -> Option<String> {
        let root = self.index.root(resource).node;
        let pointer = Pointer::parse(pointer)?;
        let tokens: Vec<String> = pointer.tokens().map(Cow::into_owned).collect();
        let (known, rest) = longest_way(root, &tokens);
        let (missing, after) = rest.split_first()?;
        let node = known.last().map_or(root, |(node, _)| *node);
        let names = node.members().map(|member| member.name().into_owned());
        let twin = match missing.as_str() {
            "definitions" => Some("$defs"),
            "$defs" => Some("definitions"),
            _ => None,
        };
        let twin = twin
            .filter(|twin| node.get(twin).is_some())
            .map(str::to_owned);
        let name = twin.or_else(|| nearest(missing, names))?;
        let mut way: Vec<&str> = known.iter().map(|(_, token)| token.as_str()).collect();
        way.push(&name);
        way.extend(after.iter().map(String::as_str));
        let near: String = way
            .iter()
            .map(|token| format!("/{}", escape(token)))
            .collect();
        // The rest of the way may be misspelt too; a target that is not there helps nobody.
        self.step_to(resource, &near).map(|_| near)
    }
}

/// One step of a JSON Pointer.
fn step<'d>(node: Node<'d>, token: &str) -> Option<Node<'d>> {
    match node.kind() {
        Kind::Object => node.get(token),
        _ => node.elements().nth(array_index(token)?),
    }
}

/// An index into an array has no leading zero and no sign (RFC 6901, section 4).
fn array_index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    canonical.then(|| token.parse().ok())?
}

/// The steps that can be taken, each with where it leads, and the tokens that are left.
fn longest_way<'d, 't>(
    root: Node<'d>,
    tokens: &'t [String],
) -> (Vec<(Node<'d>, &'t String)>, &'t [String]) {
    let mut way = Vec::new();
    let mut node = root;
    for token in tokens {
        let Some(next) = step(node, token) else {
            break;
        };
        node = next;
        way.push((node, token));
    }
    let rest = &tokens[way.len()..];
    (way, rest)
}

/// The nearest of some names, if one is near enough to be what was meant: at most a third of the
/// letters differ, capital letters aside.
pub fn nearest(wanted: &str, names: impl Iterator<Item = String>) -> Option<String> {
    const LONGEST: usize = 100;
    if wanted.len() > LONGEST {
        return None;
    }
    let lower = wanted.to_lowercase();
    let limit = wanted.chars().count().div_ceil(3);
    names
        .filter(|name| name.len() <= LONGEST)
        .map(|name| {
            let distance = strsim::damerau_levenshtein(&lower, &name.to_lowercase());
            (distance, name)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Names in a sentence, the first few of them; `None` when there is none.
fn listed<'n>(intro: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    const SHOWN: usize = 5;
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| quoted(name)).collect();
    let more = names.len().saturating_sub(SHOWN);
    match (shown.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(format!("{intro} {}", shown.join(", "))),
        (false, more) => Some(format!("{intro} {} and {more} more", shown.join(", "))),
    }
}
