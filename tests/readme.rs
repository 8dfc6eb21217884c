//! What the README shows is what happens: its commands print what it says they print, and the rest
//! of the repository agrees with it.
//!
//! Its Rust example is a documentation test of the crate `process-with-rooms`; its hook
//! configuration is the one that the test of the hooks uses.

mod limits;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::e2e::Place;

const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// How the README runs the command from a clone.
const RUN: &str = "cargo run --release -- ";

/// A command line of the README and the output under it.
struct Session {
    arguments: Vec<String>,
    shown: String,
}

#[test]
fn the_commands_print_what_the_readme_shows() {
    let sessions = sessions(&read("README.md"));
    assert!(!sessions.is_empty(), "the README shows no command");
    for session in sessions {
        let output = Command::new(env!("CARGO_BIN_EXE_trueup"))
            .args(&session.arguments)
            .current_dir(REPOSITORY)
            .output()
            .unwrap();
        let mut printed = String::from_utf8(output.stdout).unwrap();
        printed.push_str(&String::from_utf8(output.stderr).unwrap());
        let arguments = session.arguments.join(" ");
        assert_eq!(
            without_trailing_space(&printed),
            session.shown,
            "{arguments}"
        );
        assert_eq!(output.status.code(), Some(1), "{arguments}");
    }
}

#[test]
fn continuous_integration_runs_the_test_command_of_the_readme() {
    let command = block("sh", "cargo test");
    let script = read(".ci/run");
    let wanted = format!("step {}", command.trim());
    assert!(
        script.lines().any(|line| line == wanted),
        "{wanted:?} is no line of .ci/run"
    );
}

#[test]
fn cargo_xtask_ci_runs_what_continuous_integration_runs() {
    let script = read(".ci/run");
    let steps = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("step "));
    let commands = steps.filter_map(|step| step.split_once("cargo "));
    let wanted: Vec<String> = commands
        .map(|(_, arguments)| arguments.replace("xtask ", "run --package xtask -- "))
        .collect();
    // A string may go on in the next line.
    let source = read("xtask/src/ci.rs").replace("\\\n    ", "");
    for arguments in &wanted {
        assert!(source.contains(&format!("\"{arguments}\"")), "{arguments}");
    }
    let count = format!("[Step; {}]", wanted.len());
    assert!(source.contains(&count), "{count} is not in xtask/src/ci.rs");
}

#[test]
fn the_configuration_of_the_readme_checks_and_generates() {
    let place = Place::new()
        .file("trueup.toml", &block("toml", "[[check]]"))
        .file("schemas/catalog.schema.json", r#"{"type": "boolean"}"#)
        .file("payloads/of/today.json", "true");
    place.run("check").exits(0);
    place
        .run("generate --check")
        .exits(1)
        .finds(&["src/catalog.rs"]);
    place.run("generate").exits(0);
    place.run("generate --check").exits(0);
    place.file("payloads/bad.json", "1").run("check").exits(1);
}

#[test]
fn the_settings_of_the_readme_generate_and_their_fault_is_told_as_shown() {
    let settings = block("toml", "[[generate]]\n");
    let place = || {
        Place::new()
            .file("order.schema.json", &read("tests/macros/order.schema.json"))
            .file(
                "parts/id.schema.json",
                &read("tests/macros/parts/id.schema.json"),
            )
    };
    let good = place().file("trueup.toml", &settings);
    let code = || good.read("src/order.rs");
    good.run("generate").exits(0);
    for part in [
        "pub type Money = crate::Price;",
        "pub struct Line {",
        "pub article: String,",
        "pub mod line {",
    ] {
        assert!(code().contains(part), "{part}");
    }
    let told = block("text", "trueup.toml:");
    place()
        .file(
            "trueup.toml",
            &settings.replace("types.Money", "types.Mony"),
        )
        .run("generate")
        .exits(2)
        .says(&[told.trim_end()]);
}

#[test]
fn the_build_script_of_the_readme_is_the_one_that_is_tested() {
    let script = read("tests/build-script/build.rs");
    assert!(script.ends_with(&block("rust,ignore", "fn main()")));
    let library = read("tests/build-script/src/lib.rs");
    let include = "include!(concat!(env!(\"OUT_DIR\"), \"/catalog.rs\"));";
    assert!(library.contains(include) && read("README.md").contains(include));
}

#[test]
fn every_file_that_the_documents_link_to_is_there() {
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        for target in links(&read(document)) {
            let path = target.split('#').next().unwrap_or_default();
            let there = path.is_empty() || Path::new(REPOSITORY).join(path).exists();
            assert!(there, "{document} links to {target}, which is not there");
        }
    }
}

/// The first fenced block of the README in this language whose text begins so.
pub(crate) fn block(language: &str, beginning: &str) -> String {
    let readme = read("README.md");
    blocks(&readme, language)
        .find(|block| block.starts_with(beginning))
        .unwrap_or_else(|| panic!("the README has no {language} block with {beginning:?}"))
        .to_owned()
}

fn sessions(readme: &str) -> Vec<Session> {
    blocks(readme, "console").map(session).collect()
}

fn session(block: &str) -> Session {
    let (line, shown) = block.split_once('\n').unwrap();
    let command = line.strip_prefix("$ ").unwrap();
    let arguments = command.strip_prefix(RUN).unwrap();
    Session {
        arguments: arguments.split(' ').map(str::to_owned).collect(),
        shown: shown.to_owned(),
    }
}

fn blocks<'t>(text: &'t str, language: &str) -> impl Iterator<Item = &'t str> {
    let fence = format!("\n```{language}\n");
    let starts: Vec<usize> = text
        .match_indices(&fence)
        .map(|(at, _)| at + fence.len())
        .collect();
    starts.into_iter().map(|start| {
        let rest = &text[start..];
        let end = rest.find("\n```").map_or(rest.len(), |end| end + 1);
        &rest[..end]
    })
}

/// Targets of Markdown links that are no addresses.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1);
    let targets = targets.filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains("://"))
}

/// Editors and git remove trailing space from documents, so the README cannot show it.
fn without_trailing_space(text: &str) -> String {
    let lines = text.lines().map(str::trim_end);
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(REPOSITORY).join(path))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}
