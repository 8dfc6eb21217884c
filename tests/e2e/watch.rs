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
    // A check that begins between two steps of a write comes twice, so wait for the line itself.
    let mut wait_for = |start: &str| {
        let told = lines.by_ref().map(Result::unwrap);
        assert!(told.take(20).any(|line| line.starts_with(start)), "{start}");
    };
    wait_for("watched.json:1:9: error[type]");
    place.write("watched.json", "{\"lot\": true}");
    wait_for("watched.json:1:1: error[required]");
    place.write("watched.json", GOOD);
    // The schema takes part as well.
    place.write("lamp.schema.json", "{\"type\": \"null\"}");
    wait_for("watched.json:1:1: error[type]");
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
