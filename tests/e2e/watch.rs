//! `--watch`

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::{BAD, GOOD, Place};

#[test]
fn a_change_is_checked_again() {
    let place = Place::with_lamp();
    place.write("watched.json", BAD);
    let args = "check --schema lamp.schema.json --format concise --watch watched.json";
    let mut child = place
        .command()
        .args(args.split(' '))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = || lines.next().unwrap().unwrap();
    assert!(next().starts_with("watched.json:1:9: error[type]"));
    place.write("watched.json", "{\"lot\": true}");
    assert!(next().starts_with("watched.json:1:1: error[required]"));
    place.write("watched.json", GOOD);
    std::thread::sleep(std::time::Duration::from_secs(1));
    // The schema takes part as well.
    place.write("lamp.schema.json", "{\"type\": \"null\"}");
    assert!(next().starts_with("watched.json:1:1: error[type]"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_makes_no_sense_together_is_refused() {
    let place = Place::with_lamp();
    for args in [
        "--fix",
        "--output-file out.txt",
        "--baseline b --write-baseline",
    ] {
        place
            .run(&format!(
                "check --schema lamp.schema.json --watch {args} good.json"
            ))
            .exits(2);
    }
}
