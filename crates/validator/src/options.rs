//! What a validator may use and what it asserts beyond the letter of the specification.

use trueup_document::Limits;
use trueup_rules::pattern::Pattern;
use trueup_schema::Keywords;

use crate::text::{MOST_SHOWN, SHOWN};

/// Settings of a [`Validator`](crate::Validator).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on the reading of a payload.
    pub limits: Limits,
    /// The most violations in one report. Beyond it a report is
    /// [truncated](crate::Report::truncated), and the payload is still invalid.
    pub max_violations: usize,
    /// The most steps of one walk over a payload; `None` for ten million and 32 for each byte. A step
    /// is a rule asked of a value, or work that takes about as long. Where it is met, the verdict is
    /// a violation of its own, `steps`.
    pub max_steps: Option<u64>,
    /// The most tries of one search with a pattern that has look-around or back-references, on a
    /// text of up to some 500 bytes, and fewer on a longer one. Where it is met, the verdict is a
    /// violation of its own, `pattern-steps`. It counts where the validator is made.
    pub max_pattern_steps: usize,
    /// The most characters of each value, name or pattern that messages and hints show, at most
    /// [`Options::MOST_SHOWN`]. Where one is longer, an ellipsis stands at its end; paths and places
    /// are never cut.
    pub max_shown: usize,
    /// What is said of deprecated properties that a payload uses.
    pub deprecated: Deprecated,
    /// Which way the payloads go, if that is known: then `readOnly` or `writeOnly` is asserted.
    pub direction: Option<Direction>,
}

/// What is said of what a payload uses although its schema calls it deprecated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Deprecated {
    /// Nothing.
    #[default]
    Allow,
    /// A report warns of it; the payload is valid all the same.
    Warn,
    /// It makes the payload invalid.
    Deny,
}

/// Which way a payload goes between a client and the owner of the data.
///
/// JSON Schema leaves to the application what `readOnly` and `writeOnly` entail (2020-12 Validation,
/// section 9.4). Here it is what `OpenAPI` says: what is read-only has no place in a request, what is
/// write-only none in a response, and `required` does not ask for it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the owner of the data: nothing that is `readOnly` may be in it.
    Request,
    /// From the owner of the data: nothing that is `writeOnly` may be in it.
    Response,
}

impl Direction {
    /// The keyword that forbids values in this direction, if the schema has it.
    pub(crate) fn hidden_by(self, keywords: &Keywords) -> Option<&'static str> {
        match self {
            Self::Request => keywords.read_only.then_some("readOnly"),
            Self::Response => keywords.write_only.then_some("writeOnly"),
        }
    }
}

impl Options {
    /// The violations that one report holds unless told otherwise.
    pub const MAX_VIOLATIONS: usize = 1000;

    /// The characters of a value that a message shows unless told otherwise.
    pub const MAX_SHOWN: usize = SHOWN;

    /// The characters of a value that a message shows at most: a violation keeps no more of it.
    pub const MOST_SHOWN: usize = MOST_SHOWN;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            max_violations: Self::MAX_VIOLATIONS,
            max_steps: None,
            max_pattern_steps: Pattern::MAX_STEPS,
            max_shown: Self::MAX_SHOWN,
            deprecated: Deprecated::Allow,
            direction: None,
        }
    }
}
