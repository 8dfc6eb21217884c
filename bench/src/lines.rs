//! JSON Lines through the command: 200 MB on one and on two threads, and 10 GB through a pipe.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Setting;
use crate::peers::Peer;
use crate::process::{self, Racer, Rounds, ending_with, race, racer};
use crate::table::{Page, duration};
use crate::whole::{BUILTIN_SCHEMA, check, small, write};

const ONE: &str = "**trueup check** `--jobs 1`";
const TWO: &str = "**trueup check** `--jobs 2`";
const INVALID: &str = "**trueup check** `--jobs 2`, one line in a hundred invalid";
const COPIED: &str = "`cat` to nowhere";

/// How much there is in the file, and how many different lines.
const BYTES: usize = 200_000_000;
const DIFFERENT: u64 = 2_000;

/// Lines of one room each, the same few thousand again and again. Of every hundred lines one may be
/// broken.
fn text(bytes: usize, broken: bool) -> Vec<u8> {
    let lines: Vec<Vec<u8>> = (0..DIFFERENT)
        .map(|seed| {
            let mut line = small(seed);
            line.push(b'\n');
            if broken && seed % 100 == 99 {
                let text = String::from_utf8(line).expect("JSON is UTF-8");
                line = text.replace("\"draining\":", "\"drained\":").into_bytes();
            }
            line
        })
        .collect();
    let mut text = Vec::with_capacity(bytes + 4096);
    for line in lines.iter().cycle() {
        if text.len() >= bytes {
            return text;
        }
        text.extend_from_slice(line);
    }
    text
}

/// One file of 200 MB.
pub fn file(setting: &Setting, page: &mut Page) {
    let Some(trueup) = setting.command(page) else {
        return;
    };
    let folder = setting.scratch("lines");
    let (valid, broken) = (folder.join("valid.ndjson"), folder.join("broken.ndjson"));
    write(&valid, &text(BYTES, false));
    write(&broken, &text(BYTES, true));
    let one = std::slice::from_ref(&valid);
    let (cat, program, path) = (valid.clone(), trueup.clone(), broken.clone());
    let mut racers = vec![
        check(ONE, &trueup, BUILTIN_SCHEMA, &["--jobs", "1"], one),
        check(TWO, &trueup, BUILTIN_SCHEMA, &["--jobs", "2"], one),
        ending_with(1, INVALID, move || listing(&program, &path, 2)),
        racer(COPIED, move || {
            let mut command = Command::new("cat");
            command.arg(&cat);
            command
        }),
    ];
    racers.extend(peers(setting, one));
    let rounds = Rounds {
        most: setting.rounds(12),
        least: 2,
        budget: Duration::from_secs(20),
    };
    page.text(
        "200 MB of ProcessWithRooms payloads of one room, one in each line, on two cores, from a \
         file that the system has in memory. Peers that do not read JSON Lines take no part.\n",
    );
    let race = race(rounds, racers);
    race.table(page, "200 MB of JSON Lines");
    if let (Some(one), Some(two)) = (race.of(ONE), race.of(TWO)) {
        page.text(&format!(
            "\nFrom one thread to two: {:.2} × as fast (medians: {:.2} ×).",
            one.min / two.min,
            one.median / two.median
        ));
    }
    page.text(&order(&trueup, &broken));
    let _ = fs::remove_dir_all(&folder);
}

fn peers(setting: &Setting, files: &[PathBuf]) -> Option<Racer> {
    // The only one of them that reads JSON Lines.
    let peer = Peer::Sourcemeta;
    let program = setting.peers.find(peer)?;
    let (schema, files) = (setting.schema(), files.to_owned());
    Some(racer(peer.name(), move || {
        peer.check(&program, &schema, &files)
    }))
}

/// A check that lists every finding in one line.
fn listing(trueup: &Path, file: &Path, jobs: usize) -> Command {
    let mut command = Command::new(trueup);
    command.args(["check", "--schema", BUILTIN_SCHEMA, "--format", "concise"]);
    command.args(["--max-errors", "1000000", "--jobs", &jobs.to_string()]);
    command.arg(file);
    command
}

/// Whether the findings stand in the order of the lines, whatever the number of threads.
fn order(trueup: &Path, broken: &Path) -> String {
    let found = |jobs| {
        let output = listing(trueup, broken, jobs).output();
        output.map_or_else(|_| Vec::new(), |output| output.stdout)
    };
    let (one, many) = (found(1), found(4));
    let places: Vec<u64> = String::from_utf8_lossy(&one)
        .lines()
        .filter_map(|line| {
            let rest = line.split_once(".ndjson:")?.1;
            rest.split_once(':')?.0.parse().ok()
        })
        .collect();
    let kept = !places.is_empty() && one == many && places.is_sorted();
    format!(
        "The {} findings of the invalid file stand in the order of its lines, and are the same with \
         one thread and with four: {}.",
        places.len(),
        if kept { "yes" } else { "NO" }
    )
}

/// A stream that is never held whole.
pub fn stream(setting: &Setting, page: &mut Page) {
    let Some(trueup) = setting.command(page) else {
        return;
    };
    let block = text(20_000_000, false);
    let gigabytes = if setting.quick { 1 } else { 10 };
    page.text(&format!(
        "Up to {gigabytes} GB of the same lines through standard input, on all cores; the bench \
         writes them into the pipe meanwhile. Memory is the most that the process has had \
         resident.\n"
    ));
    page.head(&[
        "through standard input",
        "time",
        "for each GB",
        "most memory",
    ]);
    for share in [10, 3, 1] {
        let blocks = gigabytes * 50 / share;
        match pipe(&trueup, &block, blocks) {
            Ok((time, memory)) => {
                let bytes = (block.len() * blocks) as f64;
                let nanoseconds = time.as_nanos() as f64;
                let memory = memory.map_or("unknown".to_owned(), |bytes| {
                    format!("{:.1} MB", bytes as f64 / 1e6)
                });
                page.row(&[
                    format!("{:.1} GB", bytes / 1e9),
                    duration(nanoseconds),
                    duration(nanoseconds * 1e9 / bytes),
                    memory,
                ]);
            }
            Err(why) => page.row(&[format!("not measured: {why}")]),
        }
    }
}

fn pipe(trueup: &Path, block: &[u8], blocks: usize) -> Result<(Duration, Option<u64>), String> {
    let start = Instant::now();
    let mut child = Command::new(trueup)
        .args([
            "check",
            "--schema",
            BUILTIN_SCHEMA,
            "--input",
            "ndjson",
            "-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut pipe = child.stdin.take().ok_or("there is no pipe")?;
    let mut memory = None;
    for _ in 0..blocks {
        pipe.write_all(block).map_err(|error| error.to_string())?;
        memory = memory.max(process::peak_memory(child.id()));
    }
    drop(pipe);
    let status = child.wait().map_err(|error| error.to_string())?;
    process::check(status, 0)?;
    Ok((start.elapsed(), memory))
}
