//! What a check has met, and the sum of it in words.

use std::collections::BTreeMap;

use trueup_report::Format;
use trueup_validator::Report;

use crate::Outcome;
use crate::args::CheckArgs;
use crate::console::Console;

/// What counts of the findings in one file.
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    pub(crate) valid: bool,
    pub(crate) errors: usize,
    pub(crate) truncated: bool,
    /// How many violations each keyword has.
    keywords: BTreeMap<String, usize>,
}

impl Summary {
    /// Of a file in which nothing was found yet.
    pub(crate) const CLEAN: Self = Self {
        valid: true,
        errors: 0,
        truncated: false,
        keywords: BTreeMap::new(),
    };

    /// Adds what was found in the next part of the file.
    pub(crate) fn add(&mut self, report: &Report) {
        self.valid &= report.is_valid();
        self.errors += report.errors();
        self.truncated |= report.truncated();
        for violation in report.violations() {
            *self.keywords.entry(violation.keyword.clone()).or_default() += 1;
        }
    }
}

impl From<&Report> for Summary {
    fn from(report: &Report) -> Self {
        let mut summary = Self::CLEAN;
        summary.add(report);
        summary
    }
}

/// What has been met so far.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) outcome: Outcome,
    checked: usize,
    invalid: usize,
    pub(crate) skipped: usize,
    errors: usize,
    truncated: bool,
    keywords: BTreeMap<String, usize>,
}

impl Tally {
    /// How many files are not valid.
    pub(crate) fn invalid(&self) -> usize {
        self.invalid
    }

    pub(crate) fn worsen(&mut self, outcome: Outcome) {
        self.outcome = self.outcome.max(outcome);
    }

    /// Counts one file.
    pub(crate) fn add(&mut self, summary: Summary) {
        self.checked += 1;
        self.errors += summary.errors;
        self.truncated |= summary.truncated;
        for (keyword, count) in summary.keywords {
            *self.keywords.entry(keyword).or_default() += count;
        }
        if !summary.valid {
            self.invalid += 1;
            self.worsen(Outcome::Findings);
        }
    }

    /// How often each keyword was broken, the most often first.
    fn statistics(&self, console: &mut Console) {
        let mut counts: Vec<_> = self.keywords.iter().collect();
        // The sort keeps the order of the names among equals.
        counts.sort_by_key(|&(_, &count)| std::cmp::Reverse(count));
        for (keyword, count) in counts {
            console.note(&format!("{count:>6}  {keyword}"));
        }
    }

    /// Sums up on standard error, so that findings alone stand on standard output.
    pub(crate) fn tell(&self, args: &CheckArgs, console: &mut Console) {
        if self.skipped > 0 {
            let files = files(self.skipped);
            console.note(&format!(
                "note: {files} skipped: no [[check]] table of trueup.toml includes {}",
                if self.skipped == 1 { "it" } else { "them" }
            ));
        }
        if args.statistics {
            self.statistics(console);
        }
        if Format::from(args.format) != Format::Full {
            if self.truncated {
                console.note("note: there may be more violations than are listed");
            }
            return;
        }
        let checked = files(self.checked);
        console.note(&match (self.checked, self.invalid) {
            (0, _) => "no file was checked".to_owned(),
            (_, 0) => format!("{checked} checked, all valid"),
            (_, invalid) => {
                let violations = match self.errors {
                    1 => "1 violation".to_owned(),
                    errors => format!("{errors} violations"),
                };
                let more = if self.truncated { " and more" } else { "" };
                format!("{checked} checked, {invalid} invalid: {violations}{more}")
            }
        });
    }
}

fn files(count: usize) -> String {
    match count {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    }
}
