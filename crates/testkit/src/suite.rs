//! The official JSON Schema test suite, read as it stands in its files.
//!
//! In: the folder of the suite. Out: every schema with its tests, in the order of the files, with
//! schemas and data as they are written, so that no digit of a number is lost.

use std::path::Path;

use trueup_document::{Document, Node};

use crate::files_under;

/// The folders of the drafts, oldest first.
pub const DRAFTS: [&str; 5] = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"];

/// Where the schemas of the suite say that its folder `remotes` stands.
pub const REMOTES: &str = "http://localhost:1234/";

/// A schema of the suite with its tests.
#[derive(Clone, Debug)]
pub struct Group {
    /// One of [`DRAFTS`].
    pub draft: &'static str,
    /// The file and what the suite says of the schema: `draft7/not.json: forbidden property`.
    pub name: String,
    /// Whether formats are asserted: the suite asserts them only in the files about them.
    pub formats: bool,
    /// The text of the schema.
    pub schema: String,
    /// The tests.
    pub tests: Vec<Test>,
}

/// One payload and what the suite says of it.
#[derive(Clone, Debug)]
pub struct Test {
    /// The name of the group, and what the suite says of the payload. No two tests share one.
    pub name: String,
    /// The text of the payload.
    pub data: String,
    /// Whether the schema accepts it.
    pub valid: bool,
}

/// All schemas of the suite.
///
/// # Panics
/// If a file of the suite cannot be read or is not built as the suite's files are.
#[must_use]
pub fn groups(suite: &Path) -> Vec<Group> {
    let tests = suite.join("tests");
    let mut groups = Vec::new();
    for draft in DRAFTS {
        for path in files_under(&tests.join(draft)) {
            let bytes = std::fs::read(&path).expect("a file of the suite can be read");
            let document = Document::from_slice(&bytes).expect("a file of the suite is JSON");
            let file = path.strip_prefix(&tests).unwrap_or(&path);
            let file = file.to_string_lossy().replace('\\', "/");
            let elements = document.root().elements();
            groups.extend(elements.map(|node| group(draft, &file, node)));
        }
    }
    groups
}

fn group(draft: &'static str, file: &str, node: Node<'_>) -> Group {
    let name = format!("{file}: {}", description(node));
    let tests = member(node, "tests").elements();
    let tests = tests.map(|test| Test {
        name: format!("{name}: {}", description(test)),
        data: member(test, "data").raw().to_owned(),
        valid: member(test, "valid").as_bool() == Some(true),
    });
    Group {
        draft,
        formats: file.contains("/optional/format/"),
        schema: member(node, "schema").raw().to_owned(),
        tests: tests.collect(),
        name,
    }
}

fn member<'d>(node: Node<'d>, name: &str) -> Node<'d> {
    node.get(name).expect("every group and test has its parts")
}

fn description(node: Node<'_>) -> String {
    let text = member(node, "description").as_str();
    text.expect("a description is a string").into_owned()
}
