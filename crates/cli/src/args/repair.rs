//! Arguments that say what is mended.

use clap::Args;

/// What is mended.
#[derive(Args, Clone, Debug)]
pub struct Repair {
    /// Mend what is safe to mend, then check again: the case of an enum value, a misspelt key with
    /// one near name, a number in quotes, a trailing comma; every other byte stays
    #[arg(long)]
    pub fix: bool,
    /// With --fix: write nothing, and print what would change
    #[arg(long, requires = "fix")]
    pub diff: bool,
}

impl Repair {
    /// Nothing is mended.
    pub(crate) const NONE: Self = Self {
        fix: false,
        diff: false,
    };
}
