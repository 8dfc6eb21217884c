//! What the figures were taken on.

use std::process::Command;

use crate::table::Page;

/// The head of the page: how to read it, the machine, and the versions.
pub fn describe(page: &mut Page) {
    page.text("# Benchmarks\n");
    page.text(
        "Written by `cargo xtask bench`. All figures are ratios of one run on one core, in which \
         all contestants take turns: first the ratio of the fastest rounds, then in brackets that \
         of the medians. Less is faster. Anything else that the machine did at the same time hits \
         all of them alike, but a repetition still differs by some percent.\n",
    );
    page.text("| | |\n|---|---|");
    let processor = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        });
    page.row(&[
        "processor".into(),
        processor.unwrap_or_else(|| std::env::consts::ARCH.into()),
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
