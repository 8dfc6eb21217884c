//! What a validator may use and what it asserts beyond the letter of the specification.

use trueup_document::Limits;

/// Settings of a [`Validator`](crate::Validator).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Bounds on the reading of a payload.
    pub limits: Limits,
    /// The most violations in one report. Beyond it a report is
    /// [truncated](crate::Report::truncated), and the payload is still invalid.
    pub max_violations: usize,
    /// Whether a report warns of deprecated properties that a payload uses.
    pub warn_deprecated: bool,
}

impl Options {
    /// The violations that one report holds unless told otherwise.
    pub const MAX_VIOLATIONS: usize = 1000;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            max_violations: Self::MAX_VIOLATIONS,
            warn_deprecated: false,
        }
    }
}
