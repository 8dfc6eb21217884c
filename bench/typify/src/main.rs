//! What typify makes of a folder of schemas: `trueup-typify SCHEMAS OUT`.
//!
//! For each schema a line is printed: its name, a tab, and `generated`, `error`, `panic` or
//! `unending`. What is generated is put into OUT, a file a schema. Each schema has a process of its
//! own, since a stack that overflows ends one, and since some schemas never come to an end.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use schemars::schema::RootSchema;
use typify::{TypeSpace, TypeSpaceSettings};

/// How long one schema may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The exit code of a schema that typify refuses with an error.
const ERROR: u8 = 3;

/// The word that begins the arguments of a process for one schema.
const ONE: &str = "--one";

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match &*arguments {
        [word, schema, out] if word.as_os_str() == ONE => match one(schema, out) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(ERROR),
        },
        [schemas, out] => match all(schemas, out) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{error}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("usage: trueup-typify SCHEMAS OUT");
            ExitCode::FAILURE
        }
    }
}

/// Generates one schema's code the way that typify's own command does, but without a builder.
fn one(schema: &Path, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(schema)?;
    let schema: RootSchema = serde_json::from_str(&text)?;
    let mut types = TypeSpace::new(&TypeSpaceSettings::default());
    types.add_root_schema(schema)?;
    let file: syn::File = syn::parse2(types.to_stream())?;
    std::fs::write(out, prettyplease::unparse(&file))?;
    Ok(())
}

fn all(schemas: &Path, out: &Path) -> io::Result<()> {
    std::fs::create_dir_all(out)?;
    let mut paths: Vec<PathBuf> = std::fs::read_dir(schemas)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    paths.sort();
    for path in paths {
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else {
            continue;
        };
        let code = out.join(format!("{name}.rs"));
        println!("{name}\t{}", outcome(&path, &code)?);
    }
    Ok(())
}

fn outcome(schema: &Path, code: &Path) -> io::Result<&'static str> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg(ONE)
        .args([schema, code])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(match status.code() {
                Some(0) => "generated",
                Some(code) if code == i32::from(ERROR) => "error",
                _ => "panic",
            });
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok("unending");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
