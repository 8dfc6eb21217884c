//! The progress bar: at a terminal only, and never in the findings.

#![cfg(target_os = "linux")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::Place;

/// Runs the command at a terminal of its own, which `script` makes; `None` where there is none.
fn at_a_terminal(place: &Place, args: &str) -> Option<String> {
    let command = format!("{} {args} > out.txt", env!("CARGO_BIN_EXE_trueup"));
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &command, "/dev/null"]);
    script
        .current_dir(place.path(""))
        .env("TERM", "xterm")
        .stdin(Stdio::null());
    match script.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            let note = format!("skipped: the progress bar was not tested: script: {error}\n");
            std::io::stderr().write_all(note.as_bytes()).unwrap();
            None
        }
    }
}

#[test]
fn long_work_shows_a_bar_at_a_terminal_and_nowhere_else() {
    let place = Place::new().file("s.json", r#"{"items": {"type": "integer"}}"#);
    let text = format!("[{}1, \"x\"]", "12345, ".repeat(6_000));
    let names: Vec<String> = (0..120).map(|number| format!("{number}.json")).collect();
    for name in &names {
        place.write(name, &text);
    }
    let args = format!(
        "check --jobs 1 --format concise --schema s.json {}",
        names.join(" ")
    );
    let Some(shown) = at_a_terminal(&place, &args) else {
        return;
    };
    assert!(shown.contains("of 120 files"), "{shown:?}");
    let found = place.read("out.txt");
    assert_eq!(found.lines().count(), 120);
    assert!(!found.contains("of 120 files") && !found.contains('\u{1b}'));
    // Without a terminal, or when only findings are wanted, there is none.
    let ran = place.run(&args).exits(1);
    assert!(!ran.err.contains("of 120 files"), "{}", ran.err);
    let quiet = at_a_terminal(&place, &format!("{args} --quiet")).unwrap();
    assert!(!quiet.contains("of 120 files"), "{quiet:?}");
}
