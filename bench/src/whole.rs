//! The command as a whole process: a cold start, and many small files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Setting;
use crate::payload;
use crate::peers::Peer;
use crate::process::{Racer, Rounds, race, racer};
use crate::table::{Page, duration};

const EMPTY: &str = "an empty Rust process";
const BUILTIN: &str = "**trueup check**, built-in schema";
const OWN: &str = "**trueup check**, schema from a file";
const FOLDER: &str = "**trueup check**, the folder";
const ONE_THREAD: &str = "**trueup check**, the folder, `--jobs 1`";
const NAMES: &str = "**trueup check**, each file named";

/// How many small files there are.
const FILES: u64 = 2_000;

/// One small payload, each process new.
pub fn cold(setting: &Setting, page: &mut Page) {
    let Some(trueup) = setting.command(page) else {
        return;
    };
    let folder = setting.scratch("cold");
    let file = folder.join("payload.json");
    write(&file, &small(7));
    let empty = sibling("empty");
    let mut racers = vec![
        racer(EMPTY, move || Command::new(&empty)),
        check(
            BUILTIN,
            &trueup,
            BUILTIN_SCHEMA,
            &[],
            std::slice::from_ref(&file),
        ),
        check(
            OWN,
            &trueup,
            &setting.schema(),
            &[],
            std::slice::from_ref(&file),
        ),
    ];
    racers.extend(peers(setting, std::slice::from_ref(&file)));
    let rounds = Rounds {
        most: setting.rounds(60),
        least: 5,
        budget: Duration::from_secs(4),
    };
    page.text("From start to end of the process, on one core, a payload of one room.\n");
    let race = race(rounds, racers);
    race.table(page, "one small payload");
    if let (Some(ours), Some(empty)) = (race.of(BUILTIN), race.of(EMPTY)) {
        page.text(&format!(
            "\n`trueup check` with a built-in schema takes {} more than an empty process (medians: \
             {}).",
            duration(ours.min - empty.min),
            duration(ours.median - empty.median)
        ));
    }
}

/// Two thousand small files in twenty folders.
pub fn files(setting: &Setting, page: &mut Page) {
    let Some(trueup) = setting.command(page) else {
        return;
    };
    let folder = setting.scratch("files");
    let mut names = Vec::new();
    for seed in 0..FILES {
        let inner = folder.join(format!("{:02}", seed % 20));
        let _ = fs::create_dir_all(&inner);
        let name = inner.join(format!("payload-{seed:04}.json"));
        write(&name, &small(seed));
        names.push(name);
    }
    let all = std::slice::from_ref(&folder);
    let mut racers = vec![
        check(FOLDER, &trueup, BUILTIN_SCHEMA, &[], all),
        check(ONE_THREAD, &trueup, BUILTIN_SCHEMA, &["--jobs", "1"], all),
        check(NAMES, &trueup, &setting.schema(), &[], &names),
    ];
    racers.extend(peers(setting, &names));
    let rounds = Rounds {
        most: setting.rounds(40),
        least: 3,
        budget: Duration::from_secs(6),
    };
    page.text(&format!(
        "{FILES} files of one room each, on two cores. The peers are given each file by name, or as \
         many options as there are files.\n"
    ));
    race(rounds, racers).table(page, "2,000 small files");
}

pub const BUILTIN_SCHEMA: &str = "builtin:process-with-rooms";

/// `trueup check` on some files.
pub fn check(
    name: &'static str,
    trueup: &Path,
    schema: impl AsRef<std::ffi::OsStr>,
    options: &[&str],
    files: &[PathBuf],
) -> Racer {
    let (trueup, files) = (trueup.to_owned(), files.to_owned());
    let schema = schema.as_ref().to_owned();
    let options: Vec<String> = options.iter().map(|&option| option.to_owned()).collect();
    racer(name, move || {
        let mut command = Command::new(&trueup);
        command.args(["check", "--schema"]).arg(&schema);
        command.args(&options).args(&files);
        command
    })
}

fn peers(setting: &Setting, files: &[PathBuf]) -> Vec<Racer> {
    let found = Peer::ALL.into_iter().filter_map(|peer| {
        let program = setting.peers.find(peer)?;
        let (schema, files) = (setting.schema(), files.to_owned());
        Some(racer(peer.name(), move || {
            peer.check(&program, &schema, &files)
        }))
    });
    found.collect()
}

/// A payload of one room.
pub fn small(seed: u64) -> Vec<u8> {
    serde_json::to_vec(&payload::process(seed, 1)).expect("it serializes")
}

/// Another program of this package.
fn sibling(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("the program has a path");
    own.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

pub fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
