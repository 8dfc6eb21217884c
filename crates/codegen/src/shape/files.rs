//! The files that generated code carries, under names that do not depend on where it was made.

use trueup_schema::{FileId, SchemaId, SchemaSet};

use super::Resource;

/// The files of a set as generated code calls them.
pub(super) struct Files {
    /// What the root file is called: its name, after as many folders as a reference climbs.
    pub(super) root: String,
    others: Vec<(FileId, Resource)>,
}

impl Files {
    pub(super) fn of(set: &SchemaSet) -> Self {
        let mut files = set.files();
        let root = files.next().map_or("", |file| file.uri);
        let mut climbed = 0;
        // The metaschemas that every loader has need not be carried.
        let others = files.filter(|file| !file.built_in).map(|file| {
            let (climbs, uri) = relative(root, file.uri);
            climbed = climbed.max(climbs);
            let text = file.json.to_owned();
            (file.id, Resource { uri, text })
        });
        let others = others.collect();
        let name = set.file_name(set.get(set.root()).place.file);
        let parts: Vec<&str> = name.split(['/', '\\']).collect();
        let first = parts.len().saturating_sub(climbed + 1);
        Self {
            root: parts[first..].join("/"),
            others,
        }
    }

    /// A schema's pointer, after `URI#` where it stands in another file than the root.
    pub(super) fn place(&self, set: &SchemaSet, id: SchemaId) -> String {
        let place = &set.get(id).place;
        let pointer = place.pointer.as_str();
        if place.file == set.get(set.root()).place.file {
            return pointer.to_owned();
        }
        let known = self.others.iter().find(|(id, _)| *id == place.file);
        let uri = known.map_or_else(|| set.file_name(place.file), |(_, file)| &file.uri);
        format!("{uri}#{pointer}")
    }

    pub(super) fn into_resources(self) -> Vec<Resource> {
        self.others
            .into_iter()
            .map(|(_, resource)| resource)
            .collect()
    }
}

/// A URI as a file may write it, and how many folders it climbs. What has an authority of its own
/// stays absolute: it does not depend on where the root file lies.
fn relative(root: &str, uri: &str) -> (usize, String) {
    let local = root.split_once(":///").zip(uri.split_once(":///"));
    let Some(((scheme, from), (_, to))) = local.filter(|((from, _), (to, _))| from == to) else {
        return (0, uri.to_owned());
    };
    debug_assert!(uri.starts_with(scheme));
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = to.split('/').collect();
    let common = folders
        .iter()
        .zip(&parts[..parts.len() - 1])
        .take_while(|(left, right)| left == right)
        .count();
    let climbs = folders.len() - common;
    let text = format!("{}{}", "../".repeat(climbs), parts[common..].join("/"));
    (climbs, text)
}
