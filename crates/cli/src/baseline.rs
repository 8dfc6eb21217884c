//! The findings that are known already, in a file that is kept with the payloads.
//!
//! A team that adopts a schema has faults it will not mend today. The baseline lists them by
//! fingerprints, which no line number enters, so that a check tells what is new alone.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use trueup_report::{Fingerprints, escape};
use trueup_validator::{Report, Violation};

use crate::{Trouble, bounded, replacement};

/// The format's own version, for a later one to tell.
const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    trueup_baseline: u32,
    findings: Vec<Entry>,
}

/// One known finding. What is beside the fingerprint is for people.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Entry {
    path: String,
    keyword: String,
    instance_path: String,
    fingerprint: String,
}

/// What to do with findings.
#[derive(Debug)]
pub(crate) enum Baseline {
    /// There is none.
    Off,
    /// Those that are known are left out.
    Known(Known),
    /// All are written down.
    Writing(Vec<Entry>),
}

/// The findings that a file lists.
#[derive(Debug, Default)]
pub(crate) struct Known {
    fingerprints: HashMap<String, String>,
    /// Those that were met.
    met: HashSet<String>,
    /// The files that were checked to their end.
    checked: HashSet<String>,
}

impl Baseline {
    /// Reads the file; to be written, it need not be there.
    pub(crate) fn new(path: Option<&Path>, writing: bool) -> Result<Self, Trouble> {
        let Some(path) = path else {
            return Ok(Self::Off);
        };
        if writing {
            return Ok(Self::Writing(Vec::new()));
        }
        let name = escape::path(path);
        let text = bounded::read_text(path, bounded::BASELINE).map_err(|error| {
            let hint = "write it with --write-baseline";
            Trouble::new(format!(
                "{name}: the baseline cannot be read: {error}; {hint}"
            ))
        })?;
        let file: File = serde_json::from_str(&text)
            .map_err(|error| Trouble::new(format!("{name}: not a baseline: {error}")))?;
        if file.trueup_baseline != VERSION {
            let version = file.trueup_baseline;
            let message = format!("{name}: a baseline of version {version}, which is not known");
            return Err(Trouble::new(message));
        }
        let entries = file.findings.into_iter();
        Ok(Self::Known(Known {
            fingerprints: entries
                .map(|entry| (entry.fingerprint, entry.path))
                .collect(),
            ..Known::default()
        }))
    }

    /// Whether every finding must be looked for, however many are listed.
    pub(crate) fn needs_all(&self) -> bool {
        !matches!(self, Self::Off)
    }

    /// The findings of a file, or of its next part, that are to be reported.
    pub(crate) fn filter(
        &mut self,
        path: &str,
        fingerprints: &mut Fingerprints,
        report: Report,
    ) -> Report {
        match self {
            Self::Off => report,
            Self::Known(known) => {
                known.checked.insert(path.to_owned());
                report.filtered(|violation| {
                    let fingerprint = fingerprints.next(path, violation);
                    let is_known = known.fingerprints.contains_key(&fingerprint);
                    if is_known && !violation.leaves_unjudged() {
                        known.met.insert(fingerprint);
                    }
                    !is_known || violation.leaves_unjudged()
                })
            }
            Self::Writing(entries) => report.filtered(|violation| {
                let entry = entry(path, fingerprints, violation);
                // What was not judged may have any fault, so it cannot be known.
                if !violation.leaves_unjudged() {
                    entries.push(entry);
                }
                violation.leaves_unjudged()
            }),
        }
    }

    /// Writes the file, if that is what it is for, and says what there is to say.
    pub(crate) fn finish(&self, path: Option<&Path>) -> Result<Vec<String>, Trouble> {
        let name = path.map(escape::path).unwrap_or_default();
        match (self, path) {
            (Self::Writing(entries), Some(path)) => {
                let file = File {
                    trueup_baseline: VERSION,
                    findings: entries.clone(),
                };
                let trouble = |error: &dyn std::fmt::Display| -> Trouble {
                    Trouble::new(format!("{name}: cannot be written: {error}"))
                };
                let text = serde_json::to_string_pretty(&file).map_err(|error| trouble(&error))?;
                replacement::replace(path, format!("{text}\n").as_bytes())
                    .map_err(|error| trouble(&error))?;
                Ok(vec![format!("wrote {} to {name}", findings(entries.len()))])
            }
            (Self::Known(known), _) => Ok(known.notes(&name)),
            _ => Ok(Vec::new()),
        }
    }
}

impl Known {
    fn notes(&self, name: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.met.is_empty() {
            notes.push(format!(
                "note: {} left out: known from {name}",
                findings(self.met.len())
            ));
        }
        let gone = self.fingerprints.iter().filter(|(fingerprint, path)| {
            self.checked.contains(*path) && !self.met.contains(*fingerprint)
        });
        let gone = gone.count();
        if gone > 0 {
            notes.push(format!(
                "note: {} of {name} not there any more: write it anew with --write-baseline",
                findings(gone)
            ));
        }
        notes
    }
}

fn entry(path: &str, fingerprints: &mut Fingerprints, violation: &Violation) -> Entry {
    Entry {
        path: path.to_owned(),
        keyword: violation.keyword.clone(),
        instance_path: violation.instance_path.to_string(),
        fingerprint: fingerprints.next(path, violation),
    }
}

fn findings(count: usize) -> String {
    match count {
        1 => "1 finding".to_owned(),
        count => format!("{count} findings"),
    }
}
