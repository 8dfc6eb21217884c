//! Cases that are known to come out differently, each with its reason, in one file.
//!
//! In: a file of exceptions and what a test found for each of its cases. Out: nothing, or one
//! panic that lists all that is wrong. The list can only be true: a case that fails and is not
//! listed fails the test, and so does a listed case that passes, or that no longer exists.
//!
//! A line of the file is `CASE | REASON`; the last ` | ` parts them, so a case may hold one. Empty
//! lines and lines that begin with `#` are for the reader.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The exceptions of one test.
#[derive(Clone, Debug)]
pub struct Exceptions {
    path: PathBuf,
    reasons: BTreeMap<String, String>,
}

/// What a test found for one case: its name, and what went wrong if something did.
pub type Outcome = (String, Result<(), String>);

impl Exceptions {
    /// Reads a file of exceptions.
    ///
    /// # Panics
    /// If the file cannot be read, or a line has no reason or names a case a second time.
    #[must_use]
    pub fn read(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        match Self::parse(path, &text) {
            Ok(exceptions) => exceptions,
            Err(fault) => panic!("{}:{fault}", path.display()),
        }
    }

    fn parse(path: &Path, text: &str) -> Result<Self, String> {
        let mut reasons = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let number = index + 1;
            let (case, reason) = line
                .rsplit_once(" | ")
                .map(|(case, reason)| (case.trim(), reason.trim()))
                .filter(|(case, reason)| !case.is_empty() && !reason.is_empty())
                .ok_or_else(|| format!("{number}: `CASE | REASON` is expected"))?;
            if reasons.insert(case.to_owned(), reason.to_owned()).is_some() {
                return Err(format!("{number}: `{case}` is listed twice"));
            }
        }
        Ok(Self {
            path: path.to_owned(),
            reasons,
        })
    }

    /// Whether the case is listed, for a test that must not even try it.
    #[must_use]
    pub fn lists(&self, case: &str) -> bool {
        self.reasons.contains_key(case)
    }

    /// Compares a test's outcomes with the list.
    ///
    /// # Panics
    /// If a case fails that is not listed, or one is listed that passes or that is not among the
    /// outcomes. The message names all of them.
    pub fn judge(&self, outcomes: impl IntoIterator<Item = Outcome>) {
        let complaints = self.complaints(outcomes);
        assert!(
            complaints.is_empty(),
            "{} complaint(s), exceptions in {}:\n{}",
            complaints.len(),
            self.path.display(),
            complaints.join("\n")
        );
    }

    /// What of the outcomes is not as the list says, in words.
    #[must_use]
    pub fn complaints(&self, outcomes: impl IntoIterator<Item = Outcome>) -> Vec<String> {
        let mut unseen = self.reasons.clone();
        let mut complaints = Vec::new();
        for (case, result) in outcomes {
            match (unseen.remove(&case), result) {
                (None, Err(fault)) if !self.lists(&case) => {
                    let mut line = format!("fails: {case}");
                    // Writing to a string cannot fail.
                    let _ = write!(line, "\n    {}", fault.replace('\n', "\n    "));
                    complaints.push(line);
                }
                (Some(reason), Ok(())) => {
                    complaints.push(format!(
                        "passes, but is listed: {case}\n    reason: {reason}"
                    ));
                }
                _ => {}
            }
        }
        let unknown = unseen.into_keys();
        complaints.extend(unknown.map(|case| format!("is listed, but is no case: {case}")));
        complaints
    }
}

impl Exceptions {
    /// Like [`complaints`](Self::complaints) for a part of the cases: what is listed and is not
    /// among them may be among the others.
    #[must_use]
    pub fn complaints_of_part(&self, outcomes: impl IntoIterator<Item = Outcome>) -> Vec<String> {
        let outcomes: Vec<Outcome> = outcomes.into_iter().collect();
        let listed = outcomes.iter().filter_map(|(case, _)| {
            let reason = self.reasons.get(case)?;
            Some((case.clone(), reason.clone()))
        });
        let part = Self {
            path: self.path.clone(),
            reasons: listed.collect(),
        };
        part.complaints(outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# why\n\na | a reason\nb | c | another\n";

    fn list() -> Exceptions {
        Exceptions::parse(Path::new("exceptions.txt"), LIST).expect("the list is well formed")
    }

    fn outcome(case: &str, fault: Option<&str>) -> Outcome {
        (
            case.to_owned(),
            fault.map_or(Ok(()), |fault| Err(fault.to_owned())),
        )
    }

    #[test]
    fn a_list_that_is_true_gives_no_complaint() {
        let outcomes = [
            outcome("a", Some("differs")),
            outcome("b | c", Some("differs")),
            outcome("d", None),
        ];
        assert_eq!(list().complaints(outcomes), Vec::<String>::new());
        assert!(list().lists("b | c") && !list().lists("b"));
    }

    #[test]
    fn each_untruth_of_a_list_is_named() {
        let outcomes = [outcome("a", None), outcome("d", Some("one\ntwo"))];
        assert_eq!(
            list().complaints(outcomes),
            [
                "passes, but is listed: a\n    reason: a reason",
                "fails: d\n    one\n    two",
                "is listed, but is no case: b | c",
            ]
        );
    }

    #[test]
    fn a_part_is_not_asked_for_cases_of_other_parts() {
        let part = [outcome("a", None), outcome("d", Some("one"))];
        assert_eq!(
            list().complaints_of_part(part),
            [
                "passes, but is listed: a\n    reason: a reason",
                "fails: d\n    one"
            ]
        );
    }

    #[test]
    #[should_panic(expected = "fails: d")]
    fn judging_panics_on_a_complaint() {
        list().judge([outcome("d", Some("differs"))]);
    }

    #[test]
    fn a_line_without_a_case_or_a_reason_is_refused() {
        let cases = [
            ("a", "1: `CASE | REASON` is expected"),
            ("# x\na | ", "2: `CASE | REASON` is expected"),
            (" | b", "1: `CASE | REASON` is expected"),
            ("a | b\na | c", "2: `a` is listed twice"),
        ];
        for (text, fault) in cases {
            let parsed = Exceptions::parse(Path::new("x"), text);
            assert_eq!(parsed.map(|_| ()), Err(fault.to_owned()), "{text:?}");
        }
    }
}
