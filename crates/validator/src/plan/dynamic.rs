//! Resources and their dynamic anchors, for `$dynamicRef` and `$recursiveRef`.
//!
//! A resource is a file, or a schema in it with an `$id` of its own; all that lies in it up to the
//! next such schema belongs to it. A dynamic reference whose target is a dynamic anchor means, at
//! run time, the anchor of the same name in the outermost resource that the walk has come through.

use std::collections::{BTreeMap, HashMap};

use trueup_document::{Document, Node, Pointer};
use trueup_schema::{Body, FileId, SchemaId, SchemaSet};

use super::{Dynamic, ResourceId, RuleId};

/// What dynamic references of a set can mean.
pub(super) struct Dynamics {
    resources: HashMap<SchemaId, ResourceId>,
    /// `$dynamicAnchor`s by name, and `$recursiveAnchor`s under the name `None`.
    anchors: BTreeMap<Option<String>, Vec<(ResourceId, RuleId)>>,
    /// Which of them each schema bears.
    names: HashMap<SchemaId, Vec<Option<String>>>,
}

impl Dynamics {
    pub(super) fn new(set: &SchemaSet) -> Self {
        let refers = |id: SchemaId| match &set.get(id).body {
            Body::Keywords(keywords) => keywords.dynamic_reference.is_some(),
            Body::Boolean(_) => false,
        };
        let mut dynamics = Self {
            resources: HashMap::new(),
            anchors: BTreeMap::new(),
            names: HashMap::new(),
        };
        if set.ids().any(refers) {
            dynamics.read(set);
        }
        dynamics
    }

    fn read(&mut self, set: &SchemaSet) {
        let roots = resource_roots(set);
        for id in set.ids() {
            let place = &set.get(id).place;
            let resource = resource_of(&roots, place.file, &place.pointer);
            self.resources.insert(id, resource);
            let named = keyword_text(set, id, "$dynamicAnchor").map(Some);
            let recursive = keyword_is_true(set, id, "$recursiveAnchor").then_some(None);
            for name in named.into_iter().chain(recursive) {
                let anchors = self.anchors.entry(name.clone()).or_default();
                anchors.push((resource, RuleId::of(id)));
                self.names.entry(id).or_default().push(name);
            }
        }
    }

    /// The resource of a schema; all are one where nothing is dynamic.
    pub(super) fn resource(&self, id: SchemaId) -> ResourceId {
        self.resources.get(&id).copied().unwrap_or(ResourceId(0))
    }

    /// What the dynamic reference in schema `id`, whose static target is given, can mean.
    pub(super) fn reference(
        &self,
        set: &SchemaSet,
        id: SchemaId,
        target: SchemaId,
        rule: RuleId,
    ) -> Dynamic {
        let name = keyword_text(set, id, "$dynamicRef")
            .map(|reference| reference.rsplit('#').next().unwrap_or_default().to_owned());
        // A target that does not bear the anchor itself is an ordinary one (2020-12 Core, section
        // 8.2.3.2; 2019-09 Core, section 8.2.4.2.1).
        let bears = self
            .names
            .get(&target)
            .is_some_and(|names| names.contains(&name));
        let anchors = self.anchors.get(&name).filter(|_| bears);
        let recursive = set.place_of_keyword(id, "$recursiveRef").is_some();
        Dynamic {
            keyword: if recursive {
                "$recursiveRef"
            } else {
                "$dynamicRef"
            },
            target: rule,
            by_resource: anchors.cloned().unwrap_or_default(),
        }
    }
}

/// The pointers of the schemas that begin a resource, by file.
fn resource_roots(set: &SchemaSet) -> HashMap<(FileId, Pointer), ResourceId> {
    let mut roots = HashMap::new();
    for id in set.ids() {
        let place = &set.get(id).place;
        let own_id = keyword_text(set, id, "$id").is_some_and(|uri| !uri.starts_with('#'));
        let at_root = place.pointer.as_str().is_empty();
        if at_root || own_id {
            // There are no more resources than schemas, which 32 bits count.
            let next = ResourceId(u32::try_from(roots.len()).unwrap_or(u32::MAX));
            roots
                .entry((place.file, place.pointer.clone()))
                .or_insert(next);
        }
    }
    roots
}

fn resource_of(
    roots: &HashMap<(FileId, Pointer), ResourceId>,
    file: FileId,
    pointer: &Pointer,
) -> ResourceId {
    let mut at = Some(pointer.clone());
    while let Some(pointer) = at {
        at = pointer.parent();
        if let Some(&resource) = roots.get(&(file, pointer)) {
            return resource;
        }
    }
    ResourceId(0)
}

fn keyword_text(set: &SchemaSet, id: SchemaId, keyword: &str) -> Option<String> {
    with_keyword(set, id, keyword, |value| {
        value.as_str().map(std::borrow::Cow::into_owned)
    })?
}

fn keyword_is_true(set: &SchemaSet, id: SchemaId, keyword: &str) -> bool {
    let read = |value: Node<'_>| value.as_bool() == Some(true);
    with_keyword(set, id, keyword, read).unwrap_or(false)
}

/// Reads the value of a keyword that the graph does not hold, from its place in the file.
fn with_keyword<T>(
    set: &SchemaSet,
    id: SchemaId,
    keyword: &str,
    read: impl FnOnce(Node<'_>) -> T,
) -> Option<T> {
    let document = Document::from_slice(set.schema_json(id).as_bytes()).ok()?;
    document.root().get(keyword).map(read)
}
