//! Each folder of `tests/cases` holds a broken schema, the message that it must give, and the
//! nearest schema that is right. The folder's name is the fault; its other files are reachable as
//! `https://example.com/…` and by relative references.
//!
//! With `TRUEUP_BLESS` set, messages are written instead of compared.

use std::fs;
use std::path::{Path, PathBuf};

use trueup_schema::SchemaSet;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the folder of cases is there");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    cases.sort();
    cases
}

/// Loads a schema of a case; the message of an error has the folder's path taken out.
fn load(case: &Path, name: &str) -> Result<SchemaSet, String> {
    let text = fs::read_to_string(case.join(name)).expect("the schema is there");
    let loader = SchemaSet::loader()
        .with_folder("https://example.com/", case)
        .with_folder("./", case);
    let folder = format!("{}/", case.display());
    loader
        .load_text(name, &text)
        .map_err(|error| error.to_string().replace(&folder, ""))
}

#[test]
fn broken_schemas_give_their_message() {
    let bless = std::env::var_os("TRUEUP_BLESS").is_some();
    let mut complaints = Vec::new();
    for case in cases() {
        let message = match load(&case, "broken.schema.json") {
            Ok(_) => "it loads".to_owned(),
            Err(message) => message,
        };
        let path = case.join("message.txt");
        if bless {
            fs::write(&path, format!("{message}\n")).expect("the message can be written");
        }
        let wanted = fs::read_to_string(&path).unwrap_or_default();
        if wanted.trim_end() != message {
            let name = case.file_name().unwrap_or_default().display();
            complaints.push(format!("{name}\n   found {message}\n  wanted {wanted}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn their_nearest_right_neighbours_load() {
    for case in cases() {
        if let Err(message) = load(&case, "mended.schema.json") {
            panic!("{}: {message}", case.display());
        }
    }
}
