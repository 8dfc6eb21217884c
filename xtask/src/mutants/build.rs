//! Builds the tests of a copy, and reads what cargo says of them.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::copy::Copy;

/// A program of tests.
#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) package: String,
    pub(super) path: PathBuf,
    /// The package's folder, where cargo would run it.
    pub(super) folder: PathBuf,
}

/// An error of the compiler.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) message: String,
    /// The file in the copy and the byte in it, if it is about one.
    pub(super) place: Option<(String, usize)>,
}

/// Builds the tests of these packages.
///
/// # Errors
/// The compiler's complaints, or the one that cargo cannot be run.
pub(super) fn tests(copy: &Copy, packages: &[&str]) -> Result<Vec<Program>, Vec<Complaint>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args(["test", "--no-run", "--quiet", "--profile", "mutants"])
        .args(["--message-format", "json", "--lib", "--tests"])
        // The same code must run hundreds of times, so that a little optimizing pays.
        .env("CARGO_PROFILE_MUTANTS_OPT_LEVEL", "1")
        .env("CARGO_TARGET_DIR", &copy.target)
        .current_dir(&copy.folder)
        .stderr(Stdio::null());
    for package in packages {
        command.args(["--package", package]);
    }
    let output = command.output().map_err(|error| {
        let message = format!("cargo cannot be run: {error}");
        vec![Complaint {
            message,
            place: None,
        }]
    })?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let messages: Vec<Value> = messages.collect();
    if output.status.success() {
        Ok(messages.iter().filter_map(program).collect())
    } else {
        Err(messages.iter().filter_map(complaint).collect())
    }
}

fn program(message: &Value) -> Option<Program> {
    let path = PathBuf::from(message.get("executable")?.as_str()?);
    let manifest = PathBuf::from(message.get("manifest_path")?.as_str()?);
    // `path+file:///folder/of/it#name@1.2.3`, or without the name where the folder has it.
    let id = message.get("package_id")?.as_str()?;
    let name = id.rsplit_once('#').map_or(id, |(_, name)| name);
    let name = name.split('@').next().unwrap_or(name);
    Some(Program {
        package: name.to_owned(),
        path,
        folder: manifest.parent()?.to_owned(),
    })
}

fn complaint(message: &Value) -> Option<Complaint> {
    let message = message.get("message")?;
    if message.get("level")?.as_str()? != "error" {
        return None;
    }
    let spans = message.get("spans")?.as_array()?;
    let primary = |span: &&Value| span.get("is_primary") == Some(&Value::Bool(true));
    Some(Complaint {
        message: message.get("message")?.as_str()?.to_owned(),
        place: spans.iter().find(primary).and_then(place),
    })
}

/// Where a span is; where a macro of another crate made it, the macro's use.
fn place(span: &Value) -> Option<(String, usize)> {
    let file = span.get("file_name")?.as_str()?;
    if !file.starts_with('/') {
        let at = usize::try_from(span.get("byte_start")?.as_u64()?).ok()?;
        return Some((file.to_owned(), at));
    }
    place(span.get("expansion")?.get("span")?)
}

#[cfg(test)]
mod tests {
    use super::{Complaint, complaint, program};
    use serde_json::json;

    #[test]
    fn errors_are_read_with_their_place_and_warnings_are_not() {
        let span = json!({"is_primary": true, "file_name": "a.rs", "byte_start": 7});
        let inside = json!({"is_primary": true, "file_name": "/core.rs", "byte_start": 9,
            "expansion": {"span": span}});
        let error = |span: &serde_json::Value| json!({"message": {"level": "error", "message": "no", "spans": [span]}});
        let wanted = Some(Complaint {
            message: "no".to_owned(),
            place: Some(("a.rs".to_owned(), 7)),
        });
        assert_eq!(complaint(&error(&span)), wanted);
        assert_eq!(complaint(&error(&inside)), wanted);
        let warning = json!({"message": {"level": "warning", "message": "no", "spans": [span]}});
        assert_eq!(complaint(&warning), None);
    }

    #[test]
    fn a_program_knows_its_package_and_folder() {
        let message = json!({"executable": "/t/a-1", "manifest_path": "/w/a/Cargo.toml",
            "package_id": "path+file:///w/a#trueup-a@0.1.0"});
        let read = program(&message).expect("a program");
        assert_eq!(
            (read.package.as_str(), read.folder.to_str()),
            ("trueup-a", Some("/w/a"))
        );
        assert!(program(&json!({"executable": null})).is_none());
    }
}
