//! Mutants one by one, as cargo-mutants does it: for those that no switch can be written for.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::build;
use super::copy::Copy;
use super::list::{Mutant, Place};
use super::run::{self, Ended};
use super::verdict::Verdict;

/// Many times what all tests of a program take.
const PATIENCE: Duration = Duration::from_secs(90);

/// A copy of the repository in which one mutant at a time is put in the place of the code.
pub(super) struct Singly<'a> {
    root: PathBuf,
    copy: Copy,
    packages: &'a [&'a str],
}

impl<'a> Singly<'a> {
    /// Copies the repository into this folder.
    ///
    /// # Errors
    /// What the system says of a file.
    pub(super) fn new(root: &Path, folder: &Path, packages: &'a [&'a str]) -> Result<Self, String> {
        let copy = Copy::new(root, folder.join("single"), &BTreeSet::new());
        Ok(Self {
            root: root.to_owned(),
            copy: copy.map_err(|error| error.to_string())?,
            packages,
        })
    }

    /// Builds with a mutant and runs the tests, those of its own package first.
    ///
    /// # Errors
    /// What the system says of its file.
    pub(super) fn judge(&self, mutant: &Mutant) -> Result<Verdict, String> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", mutant.file);
        let text = fs::read_to_string(self.root.join(&mutant.file));
        let text = text.map_err(|error| named(&error))?;
        let changed = replaced(&text, &mutant.span, &mutant.replacement);
        let changed = changed.ok_or_else(|| named(&"it has changed meanwhile"))?;
        let write = |text: &str| {
            let written = self.copy.write(&mutant.file, text.as_bytes());
            written.map_err(|error| named(&error))
        };
        write(&changed)?;
        let verdict = self.tested(mutant);
        write(&text)?;
        Ok(verdict)
    }

    fn tested(&self, mutant: &Mutant) -> Verdict {
        let own = mutant.package.as_str();
        let others = self.packages.iter().copied().filter(|other| *other != own);
        for package in std::iter::once(own).chain(others) {
            // Only its own package can find it to be no Rust.
            let Ok(programs) = build::tests(&self.copy, &[package]) else {
                return Verdict::Unviable;
            };
            let results = run::side_by_side(&programs, |_, program| {
                run::run(program, &[], ("TRUEUP_MUTANT", OsStr::new("0")), PATIENCE)
            });
            if results.contains(&Ended::Failed) {
                return Verdict::Caught;
            }
            if results.contains(&Ended::TimedOut) {
                return Verdict::TimedOut;
            }
        }
        Verdict::Missed
    }
}

/// A text with something else in place of a span.
fn replaced(text: &str, span: &Range<Place>, replacement: &str) -> Option<String> {
    let (start, end) = (byte(text, span.start)?, byte(text, span.end)?);
    Some(format!(
        "{}{replacement}{}",
        text.get(..start)?,
        text.get(end..)?
    ))
}

/// The byte at a place.
fn byte(text: &str, (line, column): Place) -> Option<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let rest = text.get(start..)?;
    let mut columns = rest.char_indices().map(|(at, _)| at);
    Some(start + columns.nth(column).unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn what_stands_at_a_place_is_replaced() {
        let text = "fn ä() {\n    ü == 1\n}\n";
        let new = replaced(text, &((2, 6)..(2, 8)), "!=");
        assert_eq!(new.as_deref(), Some("fn ä() {\n    ü != 1\n}\n"));
        let new = replaced(text, &((1, 8)..(3, 1)), "");
        assert_eq!(new.as_deref(), Some("fn ä() {\n"));
    }
}
