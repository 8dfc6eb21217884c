//! Generated files: written whole or not at all, or compared with what should be there.
//!
//! A file that already has the right bytes is not touched, so its date does not change and nothing is
//! built again because of it. How the others are written is in `replacement`.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use similar::TextDiff;
use trueup_report::escape;

use crate::replacement::{regular, replace, tidy};
use crate::{Trouble, bounded};

/// A file that is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Where it belongs.
    pub path: PathBuf,
    /// What should be in it.
    pub text: String,
}

/// Whether a write changed anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file has new bytes now.
    Changed,
    /// The file had the right bytes before.
    Unchanged,
}

impl Artifact {
    /// Puts the file in place, with the folders above it.
    ///
    /// # Errors
    /// What the operating system says, after the file's name. The file is as it was then.
    pub fn write(&self) -> Result<Written, Trouble> {
        let written = self.read().and_then(|old| {
            tidy(&self.path)?;
            if old.as_deref() == Some(self.text.as_bytes()) {
                return Ok(Written::Unchanged);
            }
            replace(&self.path, self.text.as_bytes())?;
            Ok(Written::Changed)
        });
        written.map_err(|error| self.trouble("written", &error))
    }

    /// What differs from the file that is there, as a unified diff; `None` if nothing does.
    ///
    /// # Errors
    /// What the operating system says, after the file's name.
    pub fn stale(&self) -> Result<Option<String>, Trouble> {
        let old = self.read().map_err(|error| self.trouble("read", &error))?;
        if old.as_deref() == Some(self.text.as_bytes()) {
            return Ok(None);
        }
        let name = escape::path(&self.path);
        let after = format!("{name} (as generated)");
        Ok(Some(diff(&name, old.as_deref(), &self.text, &after)))
    }

    /// The bytes that are there; `None` if there is no such file.
    fn read(&self) -> io::Result<Option<Vec<u8>>> {
        match regular(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other?,
        }
        bounded::read(File::open(&self.path)?, bounded::OUTPUT).map(Some)
    }

    fn trouble(&self, what: &str, error: &io::Error) -> Trouble {
        let name = escape::path(&self.path);
        Trouble::new(format!("{name}: cannot be {what}: {error}"))
    }
}

/// How long a diff may look for the smallest difference; after that it is merely a right one.
const DIFF_TIME: Duration = Duration::from_secs(2);

/// A unified diff, made harmless.
pub(crate) fn diff(name: &str, old: Option<&[u8]>, new: &str, after: &str) -> String {
    let before = match old {
        Some(_) => format!("{name} (as it is)"),
        None => "/dev/null".to_owned(),
    };
    let old = String::from_utf8_lossy(old.unwrap_or_default());
    let diff = TextDiff::configure()
        .timeout(DIFF_TIME)
        .diff_lines(old.as_ref(), new);
    let mut unified = diff.unified_diff();
    let text = unified.header(&before, after).to_string();
    harmless(&text)
}

/// The text with all but line breaks and tabs escaped. A diff shows what stood in a file, and that
/// may come from anywhere.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let parts: Vec<_> = line.split('\t').map(escape::text).collect();
        out.push_str(&parts.join("\t"));
        out.push_str(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    fn artifact(folder: &Path, text: &str) -> Artifact {
        Artifact {
            path: folder.join("deep/down/file.rs"),
            text: text.to_owned(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        entries
            .map(|entry| name(entry).into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_is_written_once_and_then_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let artifact = artifact(folder.path(), "new\n");
        assert_eq!(artifact.write(), Ok(Written::Changed));
        let before = fs::metadata(&artifact.path).unwrap().modified().unwrap();
        assert_eq!(artifact.write(), Ok(Written::Unchanged));
        let after = fs::metadata(&artifact.path).unwrap().modified().unwrap();
        assert_eq!(before, after);
        assert_eq!(fs::read_to_string(&artifact.path).unwrap(), "new\n");
        assert_eq!(names(artifact.path.parent().unwrap()), ["file.rs"]);
    }

    #[test]
    fn what_is_stale_is_shown_and_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let new = artifact(folder.path(), "one\ntwo\n");
        let missing = new.stale().unwrap().unwrap();
        assert!(missing.starts_with("--- /dev/null\n+++ "), "{missing}");
        assert!(!new.path.exists());

        artifact(folder.path(), "one\n2\u{1b}[31m\n")
            .write()
            .unwrap();
        let stale = new.stale().unwrap().unwrap();
        assert!(stale.ends_with(" one\n-2\\u{1b}[31m\n+two\n"), "{stale}");
        new.write().unwrap();
        assert_eq!(new.stale(), Ok(None));
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old_bytes_and_no_rest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.rs");
        fs::create_dir(&path).unwrap();
        let text = String::new();
        let trouble = Artifact { path, text }.write().unwrap_err().to_string();
        assert!(
            trouble.contains("file.rs: cannot be written: "),
            "{trouble}"
        );
        assert_eq!(names(folder.path()), ["file.rs"]);
    }
}
