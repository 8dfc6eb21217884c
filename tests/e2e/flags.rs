//! Every flag that `--help` names is documented, and used by a test of the command.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Place;

/// The commands that a help text lists.
fn commands(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    lines
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// The long flags that stand in a text.
fn flags(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_ascii_lowercase() && c != '-');
    let flags = words.filter(|word| word.len() > 3 && word.starts_with("--"));
    flags
        .map(|flag| flag.trim_end_matches('-').to_owned())
        .collect()
}

/// What a help text declares: a flag at the beginning of a line.
fn declared(help: &str) -> BTreeSet<String> {
    let lines = help.lines().map(str::trim_start);
    let lines = lines.filter(|line| line.starts_with('-'));
    lines
        .flat_map(|line| flags(line.split("  ").next().unwrap_or(line)))
        .collect()
}

#[test]
fn every_flag_is_documented_and_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documented = flags(&fs::read_to_string(root.join("docs/command.md")).unwrap());
    let mut tests = String::new();
    for file in fs::read_dir(root.join("tests/e2e")).unwrap() {
        let path = file.unwrap().path();
        // This file names none of them.
        if !path.ends_with("flags.rs") {
            tests.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let tested = flags(&tests);
    let place = Place::new();
    let mut all = BTreeSet::new();
    let mut commands = commands(&place.run("--help").exits(0).out);
    assert!(commands.len() >= 6, "{commands:?}");
    let manual = fs::read_to_string(root.join("docs/command.md")).unwrap();
    for command in &commands {
        let told = format!("trueup {command}");
        assert!(manual.contains(&told), "{told} is not in docs/command.md");
    }
    // What stands for all of them.
    commands.push(String::new());
    for command in commands {
        let help = place.run(&format!("{command} --help")).exits(0).out;
        all.extend(declared(&help));
    }
    assert!(all.len() > 25, "{all:?}");
    let missing: Vec<_> = all.difference(&documented).collect();
    assert!(missing.is_empty(), "not in docs/command.md: {missing:?}");
    let missing: Vec<_> = all.difference(&tested).collect();
    assert!(missing.is_empty(), "in no test of tests/e2e: {missing:?}");
    // And nothing is documented that there is not.
    let invented: Vec<_> = documented.difference(&all).collect();
    assert!(invented.is_empty(), "only in docs/command.md: {invented:?}");
}

#[test]
fn pages_and_completions_are_made_from_the_declarations() {
    let place = Place::new();
    place.run("man").exits(0).finds(&[".TH trueup 1", "check"]);
    let page = place.run("man check").exits(0);
    page.finds(&[".TH trueup-check 1", "\\-\\-schema"]);
    place
        .run("man chekc")
        .exits(2)
        .says(&["there is no command"]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        place
            .run(&format!("completions {shell}"))
            .exits(0)
            .finds(&["baseline"]);
    }
    place.run("completions csh").exits(2);
}
