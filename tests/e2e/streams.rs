//! Streams that end early or cannot be written to.

#![cfg(unix)]

use std::fs::File;
use std::io::Read as _;
use std::process::Stdio;

use super::{BAD, Place, Ran, SCHEMA};

/// More violations than any pipe holds.
fn long_report() -> (Place, Vec<String>) {
    let place = Place::new().file("lamp.schema.json", SCHEMA);
    let mut args: Vec<String> = ["check", "--schema", "lamp.schema.json"]
        .map(Into::into)
        .to_vec();
    for number in 0..600 {
        let name = format!("{number}.json");
        place.write(&name, BAD);
        args.push(name);
    }
    (place, args)
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let (place, args) = long_report();
    let mut child = place
        .command()
        .args(&args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 10]).unwrap();
    drop(stdout);
    let ran = Ran::new(child.wait_with_output().unwrap()).exits(1);
    assert!(!ran.err.contains("error"), "{ran:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn findings_that_cannot_be_written_are_trouble() {
    let place = Place::with_lamp();
    for args in [
        "check --schema lamp.schema.json bad.json",
        "check --schema lamp.schema.json --format json good.json",
        "--help",
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let child = place
            .command()
            .args(args.split(' '))
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Ran::new(child.wait_with_output().unwrap())
            .exits(2)
            .says(&["standard output cannot be written to"]);
    }
    // Nothing is found, so nothing needs to be written.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let good = place
        .command()
        .args(["check", "-q", "--schema", "lamp.schema.json", "good.json"])
        .stdout(full)
        .status();
    assert_eq!(good.unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_listening_to_trouble_is_no_panic() {
    let place = Place::with_lamp();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let status = place
        .command()
        .args(["check", "--schema", "lamp.schema.json", "missing.json"])
        .stdout(Stdio::null())
        .stderr(full)
        .status();
    assert_eq!(status.unwrap().code(), Some(2));
}

#[test]
fn a_folder_as_standard_input_is_trouble() {
    let place = Place::with_lamp();
    let folder = File::open(place.folder.path()).unwrap();
    let output = place
        .command()
        .args(["check", "--schema", "lamp.schema.json", "-"])
        .stdin(folder)
        .output();
    Ran::new(output.unwrap())
        .exits(2)
        .says(&["<stdin>: cannot be read: "]);
}
