//! The corpus of parser cases: read as `serde_json` reads it, but for what is listed.

use std::path::Path;

use serde_json::Value;
use trueup_document::{Document, Json};
use trueup_testkit::{Exceptions, Outcome, corpus, files_under};

use crate::oracle::same_value;

const EXCEPTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exceptions.txt");

#[test]
fn every_parser_case_comes_out_as_serde_json_says() {
    let Some(folder) = corpus("json-parsing") else {
        return;
    };
    let files = files_under(&folder.join("test_parsing"));
    assert_eq!(files.len(), 318);
    Exceptions::read(EXCEPTIONS).judge(files.iter().map(|file| outcome(file)));
}

#[test]
fn every_parser_case_comes_out_as_its_name_says() {
    let Some(folder) = corpus("json-parsing") else {
        return;
    };
    for file in files_under(&folder.join("test_parsing")) {
        let name = name_of(&file);
        let bytes = std::fs::read(&file).expect("the corpus can be read");
        let read = Document::from_slice(&bytes);
        match name.split('_').next() {
            Some("y") => assert!(read.is_ok(), "{name}: {read:?}"),
            Some("n") => assert!(read.is_err(), "{name} is read"),
            _ => {}
        }
    }
}

#[test]
fn every_transformation_case_comes_out_as_serde_json_says() {
    let Some(folder) = corpus("json-parsing") else {
        return;
    };
    for file in files_under(&folder.join("test_transform")) {
        let bytes = std::fs::read(&file).expect("the corpus can be read");
        let value = serde_json::from_slice::<Value>(&bytes);
        match (Document::from_slice(&bytes), value) {
            (Ok(document), Ok(value)) => {
                let json = Json::from(document.root());
                assert!(same_value(&json, &value), "{}: {json}", name_of(&file));
            }
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{}: {ours:?} and {theirs:?}", name_of(&file)),
        }
    }
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// One case. The way in which it differs is part of its name, so that an exception for one
/// difference never covers another.
fn outcome(file: &Path) -> Outcome {
    let name = name_of(file);
    let bytes = std::fs::read(file).expect("the corpus can be read");
    let value = serde_json::from_slice::<Value>(&bytes);
    let difference = match (Document::from_slice(&bytes), value) {
        (Ok(document), Ok(value)) => {
            let json = Json::from(document.root());
            if !same_value(&json, &value) {
                Some("another value".to_owned())
            } else if document.duplicate_keys().is_empty() {
                None
            } else {
                Some("a duplicate key is reported".to_owned())
            }
        }
        (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => {
            Some("a number beyond a double is kept".to_owned())
        }
        (Ok(_), Err(error)) => Some(format!("read, but refused by serde_json: {error}")),
        (Err(error), Ok(_)) => Some(format!("refused, but read by serde_json: {error}")),
        (Err(_), Err(_)) => None,
    };
    match difference {
        None => (name, Ok(())),
        Some(difference) => (format!("{name}: {difference}"), Err(difference)),
    }
}
