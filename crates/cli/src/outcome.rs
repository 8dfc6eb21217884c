//! How a run ends.

use std::fmt;
use std::process::ExitCode;

/// How a run ends, from best to worst: of two, the greater counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything is valid, or fresh. Exit code 0.
    #[default]
    Clean,
    /// There are violations, or stale files. Exit code 1.
    Findings,
    /// There is something that could not be judged at all. Exit code 2.
    NoVerdict,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::NoVerdict => 2,
        })
    }
}

/// Why something could not be judged, in words on one line. Foreign text in it is escaped where it
/// is printed, line breaks too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    /// Takes the words: what is wrong, and what to do if that is known.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}
