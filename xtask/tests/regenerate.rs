//! Every generated file of the repository is fresh, and what is not is found.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `regenerate` reads and writes.
const FILES: [&str; 5] = [
    "trueup.toml",
    "schemas/process_with_rooms.schema.json",
    "schemas/report.schema.json",
    "schemas/trueup.schema.json",
    "crates/process-with-rooms/generated/process_with_rooms.rs",
];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Runs the command; returns its exit code and its standard output.
fn regenerate(root: &Path, check: bool) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("regenerate")
        .args(check.then_some("--check"))
        .arg("--root")
        .arg(root)
        .output()
        .expect("the command starts");
    let text = String::from_utf8(output.stdout).expect("what is printed is UTF-8");
    (output.status.code(), text)
}

fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in FILES {
        let target = folder.path().join(name);
        fs::create_dir_all(target.parent().expect("a file has a folder")).unwrap();
        fs::copy(repository().join(name), target).unwrap();
    }
    folder
}

#[test]
fn every_generated_file_is_fresh() {
    let (code, text) = regenerate(&repository(), true);
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(text, "");
}

#[test]
fn an_edit_of_the_schema_is_noticed_and_mended() {
    let copy = copy();
    let schema = copy.path().join(FILES[1]);
    let generated = copy.path().join(FILES[4]);
    let before = fs::read_to_string(&schema).unwrap();
    let edited = before.replace("\"Tokyo\"", "\"Kyoto\"");
    assert_ne!(before, edited);
    fs::write(&schema, edited).unwrap();

    let old = fs::read(&generated).unwrap();
    let (code, text) = regenerate(copy.path(), true);
    assert_eq!(code, Some(1), "{text}");
    for expected in ["process_with_rooms.rs", "\n-", "Tokyo", "\n+", "Kyoto"] {
        assert!(text.contains(expected), "no {expected:?} in {text}");
    }
    assert!(
        text.ends_with("1 generated file is stale: run `cargo xtask regenerate`\n"),
        "{text}"
    );
    assert_eq!(fs::read(&generated).unwrap(), old, "a check writes nothing");

    assert_eq!(regenerate(copy.path(), false).0, Some(0));
    assert_eq!(regenerate(copy.path(), true), (Some(0), String::new()));
    assert!(fs::read_to_string(&generated).unwrap().contains("Kyoto"));
}

#[test]
fn every_stale_file_is_listed() {
    let copy = copy();
    for name in &FILES[2..] {
        fs::write(copy.path().join(name), "old\n").unwrap();
    }
    let (code, text) = regenerate(copy.path(), true);
    assert_eq!(code, Some(1), "{text}");
    for name in &FILES[2..] {
        assert!(text.contains(&format!("{name} (as generated)")), "{text}");
    }
    assert!(text.contains("3 generated files are stale"), "{text}");
    assert_eq!(regenerate(copy.path(), false).0, Some(0));
    for name in FILES {
        let (new, old) = (copy.path().join(name), repository().join(name));
        assert_eq!(fs::read(new).unwrap(), fs::read(old).unwrap(), "{name}");
    }
}
