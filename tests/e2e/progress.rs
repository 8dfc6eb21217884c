//! What is different at a terminal: the progress bar, which is never in the findings, and the width
//! of the lines that are shown.

#![cfg(target_os = "linux")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::Place;

/// Runs a command at a terminal of its own, which `script` makes; `None` where there is none.
fn run_at_a_terminal(place: &Place, command: &str) -> Option<String> {
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", command, "/dev/null"]);
    script
        .current_dir(place.path(""))
        .env("TERM", "xterm")
        .stdin(Stdio::null());
    match script.output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => {
            let note = format!("skipped: what a terminal shows was not tested: script: {error}\n");
            std::io::stderr().write_all(note.as_bytes()).unwrap();
            None
        }
    }
}

#[test]
fn long_work_shows_a_bar_at_a_terminal_and_nowhere_else() {
    let place = Place::new().file("s.json", r#"{"items": {"type": "integer"}}"#);
    let names: Vec<String> = (0..120).map(|number| format!("{number}.json")).collect();
    for name in &names {
        place.write(name, r#"[1, "x"]"#);
    }
    // However quick the machine, it waits for the first of the files: it is a pipe.
    let command = |flags: &str| {
        format!(
            "rm -f slow.json; mkfifo slow.json; (sleep 1; echo '[\"x\"]' > slow.json) & \
             {} check --jobs 1 --format concise --schema s.json {flags} slow.json {} > out.txt",
            env!("CARGO_BIN_EXE_trueup"),
            names.join(" ")
        )
    };
    let Some(shown) = run_at_a_terminal(&place, &command("")) else {
        return;
    };
    assert!(shown.contains("of 121 files"), "{shown:?}");
    let found = place.read("out.txt");
    assert_eq!(found.lines().count(), 121);
    assert!(!found.contains("of 121 files") && !found.contains('\u{1b}'));
    // Without a terminal, or when only findings are wanted, there is none.
    let unseen = Command::new("sh")
        .args(["-c", &command("")])
        .current_dir(place.path(""))
        .output()
        .unwrap();
    let notes = String::from_utf8_lossy(&unseen.stderr);
    assert_eq!(unseen.status.code(), Some(1), "{notes}");
    assert!(!notes.contains("of 121 files"), "{notes}");
    let quiet = run_at_a_terminal(&place, &command("--quiet")).unwrap();
    assert!(!quiet.contains("of 121 files"), "{quiet:?}");
    assert_eq!(place.read("out.txt").lines().count(), 121);
}

#[test]
fn lines_are_as_wide_as_the_terminal() {
    let payload = format!(
        "{{\"x\": \"{0}\", \"n\": \"7\", \"y\": \"{0}\"}}",
        "東京".repeat(40)
    );
    let schema = r#"{"properties": {"n": {"type": "integer"}}}"#;
    let place = Place::new().file("s.json", schema).file("p.json", &payload);
    let command = |columns: usize| {
        format!(
            "stty cols {columns}; {} check --color never --schema s.json p.json",
            env!("CARGO_BIN_EXE_trueup")
        )
    };
    // The widths are those of a terminal: two columns for each of these letters.
    let columns = |line: &str| -> usize {
        line.chars()
            .map(|c| if c.is_ascii() || c == '…' { 1 } else { 2 })
            .sum()
    };
    let shown = |width: usize| {
        let text = run_at_a_terminal(&place, &command(width))?;
        let line = text.lines().find(|line| line.starts_with("1 | "));
        Some((columns(line.expect(&text).trim_end()), text))
    };
    let (Some((narrow, text)), Some((wide, _))) = (shown(60), shown(100)) else {
        return;
    };
    assert!((50..=60).contains(&narrow), "{text}");
    assert!((90..=100).contains(&wide), "{wide}");
    assert!(
        text.contains("\"7\"") && text.contains("remove the quotes: 7"),
        "{text}"
    );
    // What goes elsewhere does not depend on the terminal.
    let out = place.run("check --schema s.json p.json").exits(1).out;
    let line = out.lines().find(|line| line.starts_with("1 | ")).unwrap();
    assert!((110..=126).contains(&columns(line)), "{out}");
}
