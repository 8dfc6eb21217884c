//! The mutants that cargo-mutants names, as it names them.
//!
//! In: what `cargo mutants --list --json` prints. Nothing of what a mutant is gets decided here, so
//! that a figure means the same as one that cargo-mutants itself came to.

use std::ops::Range;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Where something begins: its line from 1 and its column from 0, both in characters.
pub(super) type Place = (usize, usize);

/// A change of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mutant {
    /// What the switch is set to for it; from 1, in the order of the list.
    pub(super) number: usize,
    /// cargo-mutants' own name.
    pub(super) name: String,
    pub(super) package: String,
    /// From the workspace's folder.
    pub(super) file: String,
    pub(super) genre: String,
    /// What is replaced.
    pub(super) span: Range<Place>,
    pub(super) replacement: String,
}

impl Mutant {
    /// Its name without its place, which stays the same while code above it changes.
    pub(super) fn lasting_name(&self) -> String {
        let place = self.name.find(": ").map_or(0, |colon| colon + 2);
        format!("{}: {}", self.file, &self.name[place..])
    }
}

/// The mutants of the workspace in this folder.
///
/// # Errors
/// What kept cargo-mutants from listing them, in words.
pub(super) fn mutants(root: &Path) -> Result<Vec<Mutant>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let listed = Command::new(cargo)
        .args(["mutants", "--workspace", "--list", "--json", "--config"])
        .arg(root.join(".cargo/mutants.toml"))
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo mutants cannot be run: {error}"))?;
    if !listed.status.success() {
        let words = String::from_utf8_lossy(&listed.stderr);
        return Err(format!("cargo mutants does not list: {words}"));
    }
    read(&listed.stdout)
}

fn read(json: &[u8]) -> Result<Vec<Mutant>, String> {
    let list: Vec<Value> =
        serde_json::from_slice(json).map_err(|error| format!("the list of mutants: {error}"))?;
    let read = |(index, value)| {
        mutant(index + 1, value).ok_or_else(|| format!("the list of mutants: {value}"))
    };
    list.iter().enumerate().map(read).collect()
}

fn mutant(number: usize, value: &Value) -> Option<Mutant> {
    let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
    let place = |end: &str| {
        let place = value.get("span")?.get(end)?;
        let member = |name: &str| usize::try_from(place.get(name)?.as_u64()?).ok();
        Some((member("line")?, member("column")?.checked_sub(1)?))
    };
    Some(Mutant {
        number,
        name: text("name")?,
        package: text("package")?,
        file: text("file")?,
        genre: text("genre")?,
        span: place("start")?..place("end")?,
        replacement: text("replacement")?,
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_mutant_is_read_with_its_place() {
        let json = br#"[{"name": "src/a.rs:3:9: replace == with != in f", "package": "p",
            "file": "src/a.rs", "genre": "BinaryOperator", "replacement": "!=", "function": null,
            "span": {"start": {"line": 3, "column": 9}, "end": {"line": 3, "column": 11}}}]"#;
        let mutants = read(json).expect("a list");
        let [mutant] = mutants.as_slice() else {
            panic!("{mutants:?}");
        };
        assert_eq!((mutant.number, mutant.span.clone()), (1, (3, 8)..(3, 10)));
        assert_eq!(mutant.lasting_name(), "src/a.rs: replace == with != in f");
    }

    #[test]
    fn what_is_no_list_of_mutants_is_said() {
        assert!(read(b"[{}]").is_err());
        assert!(read(b"error").is_err());
    }
}
