//! What the tests make of a mutant, and the record of it from run to run.
//!
//! The record is a text file with a line for each mutant. It is what `--missed` begins with, by the
//! names of mutants without their places.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::list::Mutant;

/// What the tests make of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A test fails, or the process ends.
    Caught,
    /// The tests do not come to an end, which is as good.
    TimedOut,
    /// Every test passes.
    Missed,
    /// No test comes by it.
    Unreached,
    /// It is no Rust.
    Unviable,
    /// No switch can be written for it, and it was not built by itself.
    LeftOver,
}

impl Verdict {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Caught, "caught"),
        (Self::TimedOut, "timed out"),
        (Self::Missed, "missed"),
        (Self::Unreached, "unreached"),
        (Self::Unviable, "unviable"),
        (Self::LeftOver, "left over"),
    ];

    pub(super) fn word(&self) -> &'static str {
        let found = Self::ALL.iter().find(|(verdict, _)| verdict == self);
        found.map_or("", |(_, word)| word)
    }

    fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, other)| *other == word);
        found.map(|(verdict, _)| verdict.clone())
    }

    /// Whether the tests let it pass.
    pub(super) fn survives(&self) -> bool {
        matches!(self, Self::Missed | Self::Unreached)
    }
}

/// A mutant and its verdict.
pub(super) type Judged = (Mutant, Verdict);

/// The lasting names of the mutants that the last run let pass, or left over.
pub(super) fn open(record: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(record).unwrap_or_default();
    let open = text.lines().filter_map(|line| {
        let (word, name) = line.split_once('\t')?;
        let verdict = Verdict::from_word(word)?;
        (verdict.survives() || verdict == Verdict::LeftOver).then(|| name.to_owned())
    });
    open.collect()
}

/// Writes verdicts into the record, in place of earlier ones of the same mutants.
///
/// # Errors
/// What the system says of the file.
pub(super) fn save(record: &Path, judged: &[Judged]) -> io::Result<()> {
    let names: BTreeSet<String> = judged
        .iter()
        .map(|(mutant, _)| mutant.lasting_name())
        .collect();
    let earlier = fs::read_to_string(record).unwrap_or_default();
    let kept = earlier.lines().filter(|line| {
        let name = line.split_once('\t').map_or("", |(_, name)| name);
        !names.contains(name)
    });
    let mut lines: Vec<String> = kept.map(str::to_owned).collect();
    let line =
        |(mutant, verdict): &Judged| format!("{}\t{}", verdict.word(), mutant.lasting_name());
    lines.extend(judged.iter().map(line));
    fs::write(record, lines.join("\n") + "\n")
}

/// How many there are of each verdict, by package and file.
pub(super) fn table(judged: &[Judged]) -> String {
    let mut out = String::from("\ncaught  timed out  missed  unviable  left over  where\n");
    let mut groups: Vec<(&str, Vec<&Verdict>)> = Vec::new();
    for (mutant, verdict) in judged {
        for group in [mutant.package.as_str(), mutant.file.as_str()] {
            match groups.iter_mut().find(|(name, _)| *name == group) {
                Some((_, verdicts)) => verdicts.push(verdict),
                None => groups.push((group, vec![verdict])),
            }
        }
    }
    groups.push(("all", judged.iter().map(|(_, verdict)| verdict).collect()));
    for (name, verdicts) in groups {
        let count = |wanted: &[Verdict]| {
            let found = verdicts.iter().filter(|verdict| wanted.contains(verdict));
            found.count()
        };
        out.push_str(&format!(
            "{:>6}  {:>9}  {:>6}  {:>8}  {:>9}  {name}\n",
            count(&[Verdict::Caught]),
            count(&[Verdict::TimedOut]),
            count(&[Verdict::Missed, Verdict::Unreached]),
            count(&[Verdict::Unviable]),
            count(&[Verdict::LeftOver]),
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Verdict, open, save, table};
    use crate::mutants::list::Mutant;

    fn mutant(name: &str) -> Mutant {
        Mutant {
            number: 1,
            name: format!("src/a.rs:3:9: {name}"),
            package: "p".to_owned(),
            file: "src/a.rs".to_owned(),
            genre: String::new(),
            span: (1, 0)..(1, 0),
            replacement: String::new(),
        }
    }

    #[test]
    fn the_record_keeps_the_newest_verdict_of_each() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("record");
        assert!(open(&record).is_empty());
        let first = [
            (mutant("one"), Verdict::Missed),
            (mutant("two"), Verdict::Caught),
            (mutant("three"), Verdict::LeftOver),
        ];
        save(&record, &first).expect("a record");
        assert!(
            open(&record)
                .into_iter()
                .eq(["src/a.rs: one", "src/a.rs: three"])
        );
        save(&record, &[(mutant("one"), Verdict::Caught)]).expect("a record");
        assert!(open(&record).into_iter().eq(["src/a.rs: three"]));
    }

    #[test]
    fn the_table_counts_by_package_and_file() {
        let judged = [
            (mutant("one"), Verdict::Unreached),
            (mutant("two"), Verdict::Caught),
        ];
        let counts = "     1          0       1         0          0  ";
        let lines = ["p", "src/a.rs", "all"].map(|name| format!("{counts}{name}\n"));
        assert!(table(&judged).ends_with(&lines.concat()));
    }
}
