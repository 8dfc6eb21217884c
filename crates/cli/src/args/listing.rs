//! Arguments that say where findings go, and which of them.

use std::path::PathBuf;

use clap::Args;

/// Where the findings go, and which.
#[derive(Args, Clone, Debug)]
pub struct Listing {
    /// Write the findings into this file instead of standard output, once all is checked
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Leave out the findings that this file lists, and report only what is new
    ///
    /// A finding is known by its file, its place in the payload and the schema, and its message, not
    /// by its line.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings of this run into the baseline instead of reporting them
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,
    /// Check again whenever a file that takes part has changed, until interrupted
    #[arg(long, conflicts_with_all = ["write_baseline", "fix"])]
    pub watch: bool,
}
