//! The outcome of one check: whether the payload is valid, and every violation in order.

use std::fmt;
use std::sync::Arc;

use crate::violation::{Fault, Severity, Violation};

/// What a check found.
///
/// It is an error value as well, so that a decode can return it as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    valid: bool,
    /// Invariant: sorted by span, then keyword; no two tell the same fault of the same place.
    violations: Vec<Violation>,
    truncated: bool,
    /// The URI of the schema that judged; empty where none did.
    schema: Arc<str>,
}

impl Report {
    /// Sorts what was found. `valid` is the verdict, which no limit on violations touches.
    pub(crate) fn new(valid: bool, mut violations: Vec<Violation>, truncated: bool) -> Self {
        violations.sort_by(|a, b| {
            let key = |violation: &Violation| (violation.span.start, violation.span.end);
            (key(a).cmp(&key(b)))
                .then_with(|| a.keyword.cmp(&b.keyword))
                .then_with(|| a.instance_path.cmp(&b.instance_path))
        });
        Self {
            valid,
            violations,
            truncated,
            schema: Arc::default(),
        }
    }

    /// The report as one by a schema.
    pub(crate) fn by(mut self, schema: &Arc<str>) -> Self {
        self.schema = Arc::clone(schema);
        self
    }

    /// The absolute URI of the schema that judged; empty where none did.
    #[must_use]
    pub fn schema_uri(&self) -> &str {
        &self.schema
    }

    /// The report with those violations alone that are wanted. Without errors, and if there is no
    /// more than is listed, the payload counts as valid.
    #[must_use]
    pub fn filtered(mut self, mut wanted: impl FnMut(&Violation) -> bool) -> Self {
        self.violations.retain(&mut wanted);
        self.valid |= !self.truncated && self.errors() == 0;
        self
    }

    /// The report on a payload with nothing in it to refuse; parts are
    /// [appended](Self::append) to it.
    #[must_use]
    pub fn empty() -> Self {
        Self::new(true, Vec::new(), false)
    }

    /// The report on a part of a text as one on the whole: the part begins after so many lines and
    /// bytes, at the beginning of a line.
    #[must_use]
    pub fn moved(mut self, lines: usize, bytes: usize) -> Self {
        for violation in &mut self.violations {
            violation.span.start += bytes;
            violation.span.end += bytes;
            violation.position.line += lines;
            if let Fault::DuplicateKey { first, .. } = &mut violation.fault {
                first.line += lines;
            }
        }
        self
    }

    /// The report with at most so many violations.
    #[must_use]
    pub fn cut(mut self, most: usize) -> Self {
        self.truncated |= self.violations.len() > most;
        self.violations.truncate(most);
        self
    }

    /// Adds the report on a later part of the same payload, which has been
    /// [moved](Self::moved) to its place.
    pub fn append(&mut self, later: Self) {
        if self.schema.is_empty() {
            self.schema = later.schema;
        }
        self.valid &= later.valid;
        self.truncated |= later.truncated;
        self.violations.extend(later.violations);
    }

    /// Whether the payload is valid. Warnings do not make it invalid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.valid
    }

    /// Every violation once, in the order of the text.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// Whether there are more violations than the limit lets through, or looking for them took more
    /// steps than allowed. What is there is right, it is just not all.
    #[must_use]
    pub fn truncated(&self) -> bool {
        self.truncated
    }

    /// The same report without the payload's values: messages and hints then show none. Names of
    /// properties, places, lengths and numbers of elements stay.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        for violation in &mut self.violations {
            crate::redact::hide(violation);
        }
        self
    }

    /// The same report with another bound on the characters of each value that messages and hints
    /// show; see [`Options::max_shown`](crate::Options::max_shown).
    #[must_use]
    pub fn with_max_shown(mut self, most: usize) -> Self {
        for violation in &mut self.violations {
            violation.max_shown = most;
        }
        self
    }

    /// How many violations are errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        let errors = self.violations.iter();
        errors
            .filter(|violation| violation.severity == Severity::Error)
            .count()
    }
}

impl fmt::Display for Report {
    /// One line a violation: `line:column: error[keyword]: message (reason); hint`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.violations.is_empty() {
            return f.write_str(if self.valid { "valid" } else { "invalid" });
        }
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{violation}")?;
        }
        if self.truncated {
            f.write_str("\nthere is more; it is not shown")?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = self.severity.as_str();
        let keyword = crate::text::escaped(&self.keyword);
        write!(
            f,
            "{}: {severity}[{keyword}]: {}",
            self.position,
            self.message()
        )?;
        if let Some(reason) = self.reason() {
            write!(f, " ({reason})")?;
        }
        match self.hint() {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}
