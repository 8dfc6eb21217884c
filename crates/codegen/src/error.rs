//! Why the generator gives no code.

use std::fmt;

/// Why there is no code for a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    message: String,
    setting: Vec<String>,
}

impl Error {
    pub(crate) fn new(message: String) -> Self {
        Self {
            message,
            setting: Vec::new(),
        }
    }

    /// A setting that is wrong: the way to it in [`Settings`](crate::Settings), and what to do.
    pub(crate) fn setting(path: &[String], problem: &str) -> Self {
        Self {
            message: problem.to_owned(),
            setting: path.to_vec(),
        }
    }

    /// The way to the setting that is at fault: the names of fields as `trueup.toml` writes them,
    /// keys of tables and indices of lists. Empty when no setting is.
    #[must_use]
    pub fn at_setting(&self) -> &[String] {
        &self.setting
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((first, rest)) = self.setting.split_first() {
            write!(f, "setting `{first}")?;
            for part in rest {
                write!(f, ".{}", part.escape_debug())?;
            }
            f.write_str("`: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
