//! `--watch`

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

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

/// Starts a watch whose findings and notes are read line by line.
fn watch(place: &Place, script: &str) -> (Child, impl FnMut(&str)) {
    let script = format!("exec 2>&1; {script}");
    let mut child = Command::new("sh")
        .current_dir(place.path(""))
        .args(["-c", &script, env!("CARGO_BIN_EXE_trueup")])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let wait_for = move |wanted: &str| {
        let mut told = lines.by_ref().map(Result::unwrap).take(30);
        assert!(told.any(|line| line.contains(wanted)), "{wanted}");
    };
    (child, wait_for)
}

/// Whatever becomes of the files, each look ends in findings or an error, and the next one follows.
#[test]
fn files_that_vanish_or_turn_into_something_else_are_told_and_waited_for() {
    let place = Place::with_lamp().file("watched.json", BAD);
    let (mut child, mut wait_for) = watch(
        &place,
        "exec timeout 120 \"$0\" check --schema lamp.schema.json --format concise --watch watched.json",
    );
    let path = place.path("watched.json");
    let waits = "waiting for changes";
    let found = "watched.json:1:9: error[type]";
    wait_for(found);
    wait_for(waits);
    std::fs::remove_file(&path).unwrap();
    wait_for("watched.json: cannot be read");
    wait_for(waits);
    // A folder is searched, and is empty.
    std::fs::create_dir(&path).unwrap();
    wait_for(waits);
    std::fs::remove_dir(&path).unwrap();
    let made = Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    wait_for("watched.json: it is no regular file, so it cannot be watched");
    wait_for(waits);
    std::fs::remove_file(&path).unwrap();
    place.write("watched.json", BAD);
    wait_for(found);
    wait_for(waits);
    for broken in ["{\"type\":", "[]"] {
        place.write("lamp.schema.json", broken);
        wait_for("error: lamp.schema.json");
        wait_for(waits);
    }
    place.write("lamp.schema.json", "{\"type\": \"null\"}");
    wait_for("watched.json:1:1: error[type]");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn it_ends_when_nobody_reads_the_findings() {
    let place = Place::with_lamp().file("watched.json", BAD);
    let (mut child, mut wait_for) = watch(
        &place,
        "{ timeout 120 \"$0\" check --schema lamp.schema.json --format concise --watch watched.json; \
         echo \"ended with $?\" >&2; } | head -n 1",
    );
    wait_for("watched.json:1:9: error[type]");
    place.write("watched.json", "{\"lot\": true}");
    wait_for("ended with 1");
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
