//! How long the compiler takes for the generated types, beside the same types with serde's derive.
//!
//! Both are compiled as a library of one file, by the compiler alone, with the libraries that Cargo
//! has built for this package: what a user waits for when nothing but the schema has changed.
//!
//! What serde derives is generic, and compiled only where it is used; so both are also compiled with
//! a function that reads a value and one that writes it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::Setting;
use crate::process::{Racer, Rounds, race, racer};
use crate::table::Page;

const LIBRARIES: [&str; 5] = ["trueup", "chrono", "serde", "schemars", "serde_json"];

/// Reads and writes a value by serde.
const PLAIN_USE: &str = "
pub fn read(bytes: &[u8]) -> Result<ProcessWithRooms, serde_json::Error> {
    serde_json::from_slice(bytes)
}
pub fn write(value: &ProcessWithRooms) -> Result<String, serde_json::Error> {
    serde_json::to_string(value)
}
";

/// Reads and writes a value of the generated types.
const GENERATED_USE: &str = "
pub fn read(bytes: &[u8]) -> Result<ProcessWithRooms, ::trueup::Report> {
    ProcessWithRooms::from_slice(bytes)
}
pub fn write(value: &ProcessWithRooms) -> String {
    ::trueup::Model::to_json_string(value)
}
";

pub fn measure(setting: &Setting, page: &mut Page) {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(built) = libraries(bench) else {
        page.text("Not measured: Cargo does not say where it has built the libraries.");
        return;
    };
    let generated = bench.join("../crates/process-with-rooms/generated/process_with_rooms.rs");
    let plain = bench.join("peers/src/plain.rs");
    let out = setting.scratch("rustc");
    let used = |source: &Path, name: &str, functions: &str| {
        let file = out.join(name);
        let text = std::fs::read_to_string(source)?;
        std::fs::write(&file, text + functions).map(|()| file)
    };
    let (Ok(plain_used), Ok(generated_used)) = (
        used(&plain, "plain_used.rs", PLAIN_USE),
        used(&generated, "generated_used.rs", GENERATED_USE),
    ) else {
        page.text("Not measured: the sources cannot be read or written.");
        return;
    };
    let compile = |name, source: &Path, optimized| compile(name, source, optimized, &built, &out);
    let racers = vec![
        compile("serde derive, used once", &plain_used, true),
        compile("**generated types**, used once", &generated_used, true),
        compile("serde derive, not used", &plain, true),
        compile("**generated types**, not used", &generated, true),
        compile("serde derive, only checked", &plain, false),
        compile("**generated types**, only checked", &generated, false),
    ];
    let rounds = Rounds {
        most: setting.rounds(9),
        least: 3,
        budget: Duration::from_secs(15),
    };
    page.text(
        "`rustc` alone, on one core, optimized as in a release build. The types with serde's derive \
         read and write JSON; the generated ones also judge every value by the schema, explain what \
         is wrong with it, keep unknown members, and have constructors and schemars' descriptions. \
         serde's code is generic: where nobody uses it, nothing of it is compiled.\n",
    );
    race(rounds, racers).table(page, "rustc");
}

/// A name and a file for each library, and the folders in which what they need stands.
struct Libraries {
    files: Vec<(&'static str, PathBuf)>,
    folders: Vec<PathBuf>,
}

/// Where Cargo has built the libraries of this package. All of them are fresh, so it only tells.
fn libraries(bench: &Path) -> Option<Libraries> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--message-format=json"])
        .current_dir(bench)
        .output()
        .ok()?;
    let mut files = Vec::new();
    for line in output.stdout.split(|&byte| byte == b'\n') {
        let Ok(message) = serde_json::from_slice::<Value>(line) else {
            continue;
        };
        // What build scripts and macros use is built for them alone, and not optimized.
        let is_ours = message["profile"]["opt_level"] == "3";
        let name = message["target"]["name"].as_str().unwrap_or_default();
        let library = LIBRARIES.into_iter().find(|&library| library == name);
        let (Some(library), true) = (library, is_ours) else {
            continue;
        };
        let all = message["filenames"].as_array().into_iter().flatten();
        let rlib = all
            .filter_map(Value::as_str)
            .find(|file| file.ends_with(".rlib"));
        files.extend(rlib.map(|file| (library, PathBuf::from(file))));
    }
    let mut folders: Vec<PathBuf> = Vec::new();
    for (_, file) in &files {
        let folder = file.parent()?;
        folders.push(folder.to_owned());
        folders.push(folder.join("deps"));
    }
    folders.sort();
    folders.dedup();
    (files.len() == LIBRARIES.len()).then_some(Libraries { files, folders })
}

fn compile(
    name: &'static str,
    source: &Path,
    optimized: bool,
    built: &Libraries,
    out: &Path,
) -> Racer {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut arguments: Vec<String> = Vec::new();
    let mut say = |words: &[&str]| arguments.extend(words.iter().map(|&word| word.to_owned()));
    say(&[
        "--edition=2024",
        "--crate-type=lib",
        "--crate-name=timed",
        "-Cdebuginfo=0",
    ]);
    // The types of this package are its own business, and so are warnings.
    say(&["--cap-lints=allow", "-Copt-level=3", "-Ccodegen-units=4"]);
    say(&[if optimized {
        "--emit=metadata,link"
    } else {
        "--emit=metadata"
    }]);
    for folder in &built.folders {
        say(&["-L", &format!("dependency={}", folder.display())]);
    }
    for (library, file) in &built.files {
        say(&["--extern", &format!("{library}={}", file.display())]);
    }
    let (source, out) = (source.to_owned(), out.to_owned());
    racer(name, move || {
        let mut command = Command::new(&rustc);
        command
            .args(&arguments)
            .arg("--out-dir")
            .arg(&out)
            .arg(&source);
        command
    })
}
