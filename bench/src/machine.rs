//! What the figures were taken on.

use std::process::Command;
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::peers::Peers;
use crate::table::Page;

/// The head of the page: how to read it, the machine, and the versions.
pub fn describe(peers: &Peers, page: &mut Page) {
    page.text("# Benchmarks\n");
    page.text(
        "Written by `cargo xtask bench`; `cargo xtask bench --only SECTION` writes one section anew. \
         In a table all contestants take turns in one run, in-process work on one core: first the \
         ratio of the fastest rounds, then in brackets the median of the ratios within a round. Less \
         is faster. Anything else that the machine did at the same time hits all of them alike, but \
         a repetition still differs by some percent.\n\n\
         What is measured in one process is built as Cargo builds a release where nothing is set, \
         and once more, under \u{201c}Built for speed\u{201d}, as tightly as it can. The peers are \
         in a library of their own, so that they are compiled the same whatever is changed \
         elsewhere.\n",
    );
    page.text("| | |\n|---|---|");
    page.row(&[
        "processor".into(),
        format!("{}, {} cores", processor(), cores()),
    ]);
    page.row(&["system".into(), std::env::consts::OS.into()]);
    page.row(&["compiler".into(), output("rustc", &["--version"])]);
    let lock = include_str!("../Cargo.lock");
    for name in [
        "serde_json",
        "sonic-rs",
        "simd-json",
        "jsonschema",
        "boon",
        "chrono",
    ] {
        page.row(&[name.into(), version(lock, name)]);
    }
    for (name, version) in peers.describe() {
        page.row(&[name.into(), version]);
    }
}

/// The foot of a section, since each can be measured by itself: when, on what, and what.
pub fn sign(page: &mut Page) {
    let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seconds = seconds.map_or(0, |time| time.as_secs());
    let now: DateTime<Utc> = DateTime::from_timestamp(seconds.cast_signed(), 0).unwrap_or_default();
    let commit = output("git", &["rev-parse", "--short", "HEAD"]);
    page.text(&format!(
        "\n*{}, {}, {} cores, commit {commit}.*",
        now.format("%Y-%m-%d %H:%M UTC"),
        processor(),
        cores(),
    ));
}

fn processor() -> String {
    let processor = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        });
    processor.unwrap_or_else(|| std::env::consts::ARCH.into())
}

/// How many processors the machine has, however few of them this process may run on.
fn cores() -> usize {
    let listed = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let listed = listed.lines().filter(|line| line.starts_with("processor"));
    match listed.count() {
        0 => std::thread::available_parallelism().map_or(1, Into::into),
        count => count,
    }
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// The version of a package in the lock file.
fn version(lock: &str, name: &str) -> String {
    let package = format!("name = \"{name}\"\nversion = \"");
    let found = lock
        .split_once(&package)
        .and_then(|(_, rest)| rest.split_once('"'));
    found.map_or_else(|| "unknown".to_owned(), |(version, _)| version.to_owned())
}
