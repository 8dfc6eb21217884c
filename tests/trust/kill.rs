//! `generate` killed at any system call: the file has its old bytes or its new ones, and the next
//! run leaves nothing but the file.

use std::path::Path;

use super::Place;
use crate::e2e::SCHEMA;

/// The calls by which the world outside can be changed, and what comes between them.
const CALLS: [&str; 8] = [
    "openat",
    "write",
    "fsync",
    "rename,renameat,renameat2",
    "fchmod",
    "close",
    "flock",
    "mkdir",
];

/// More calls of one name than a run makes; beyond it nothing is killed any more.
const MOST: usize = 200;

pub(super) const CONFIG: &str =
    "[[generate]]\nschema = \"lamp.schema.json\"\noutput = \"src/lamp.rs\"\n";

/// A place in which one file is generated, where there is a tool to meddle with system calls.
pub(super) fn traceable() -> Option<Place> {
    trueup_testkit::tool("strace").then(|| {
        Place::new()
            .file("lamp.schema.json", SCHEMA)
            .file("trueup.toml", CONFIG)
    })
}

#[test]
fn a_killed_run_leaves_the_old_file_or_the_new_one() {
    let Some(place) = traceable() else {
        return;
    };
    place.run("generate").exits(0);
    let old = place.read("src/lamp.rs");
    place.write("lamp.schema.json", SCHEMA.replace("lit", "bright"));
    place.run("generate").exits(0);
    let new = place.read("src/lamp.rs");
    let mut killed = 0;
    for calls in CALLS {
        for number in 1..MOST {
            place.write("src/lamp.rs", &old);
            let inject = format!("inject={calls}:signal=KILL:when={number}");
            let ran = place.traced(&["-e", &inject], "generate");
            if ran.code == Some(0) {
                break;
            }
            killed += 1;
            let left = place.read("src/lamp.rs");
            assert!(left == old || left == new, "{calls} {number}: {left:?}");
            place.run("generate").exits(0);
            assert_eq!(place.read("src/lamp.rs"), new, "{calls} {number}");
            assert_eq!(names(&place.path("src")), ["lamp.rs"], "{calls} {number}");
        }
    }
    assert!(killed > 20, "only {killed} runs were killed");
}

/// Also where there was no file before.
#[test]
fn a_killed_first_run_leaves_no_file_or_the_whole_one() {
    let Some(place) = traceable() else {
        return;
    };
    place.run("generate").exits(0);
    let new = place.read("src/lamp.rs");
    for calls in ["write", "fsync", "rename,renameat,renameat2"] {
        for number in 1..MOST {
            std::fs::remove_dir_all(place.path("src")).unwrap();
            let inject = format!("inject={calls}:signal=KILL:when={number}");
            let ran = place.traced(&["-e", &inject], "generate");
            let path = place.path("src/lamp.rs");
            assert!(
                !path.exists() || place.read("src/lamp.rs") == new,
                "{calls} {number}"
            );
            place.run("generate").exits(0);
            assert_eq!(names(&place.path("src")), ["lamp.rs"], "{calls} {number}");
            if ran.code == Some(0) {
                break;
            }
        }
    }
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
