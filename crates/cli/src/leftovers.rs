//! Temporary files that a killed run leaves behind, and how they are told from those in use.
//!
//! Whoever writes a temporary file holds a lock on it, which the system takes away with the
//! process. So a file that can be locked belongs to nobody any more. Between making the file and
//! locking it another run may take it for a leftover: then it is gone after the lock, and is made
//! again.
//!
//! Only Unix has such locks here; elsewhere nothing is removed.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// How the name of a temporary file begins.
pub(crate) const PREFIX: &str = ".trueup-";

/// How the name of a temporary file ends.
pub(crate) const SUFFIX: &str = ".tmp";

/// How often a file is made again; runs that remove it each time would have to be very many.
const TRIES: usize = 100;

/// Makes a temporary file that no other run takes for a leftover.
///
/// # Errors
/// What making it gives.
pub(crate) fn make(file: impl Fn() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    for _ in 1..TRIES {
        let file = file()?;
        hold(file.as_file());
        if file.path().exists() {
            return Ok(file);
        }
    }
    file()
}

/// Removes the temporary files of a folder that no process works on. What cannot be removed stays:
/// it harms nobody.
pub(crate) fn remove(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.as_encoded_bytes();
        let ours = name.starts_with(PREFIX.as_bytes()) && name.ends_with(SUFFIX.as_bytes());
        // Opening anything but a file might wait for ever.
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            remove_if_free(&entry.path());
        }
    }
}

fn remove_if_free(path: &Path) {
    let Ok(file) = std::fs::File::open(path) else {
        return;
    };
    if is_free(&file) {
        // See `remove`: it may stay.
        let _ = std::fs::remove_file(path);
    }
    // Only now may a run that has just made it lock it, and see that it is gone.
    drop(file);
}

/// Locks the file for as long as it is open, once nobody else does. Where the file system knows no
/// locks, no other run can lock it either.
#[cfg(unix)]
fn hold(file: &std::fs::File) {
    use rustix::fs::{FlockOperation, flock};
    let _ = flock(file, FlockOperation::LockExclusive);
}

/// Whether nobody locks the file; from now on we do.
#[cfg(unix)]
fn is_free(file: &std::fs::File) -> bool {
    use rustix::fs::{FlockOperation, flock};
    flock(file, FlockOperation::NonBlockingLockExclusive).is_ok()
}

#[cfg(not(unix))]
fn hold(_: &std::fs::File) {}

#[cfg(not(unix))]
fn is_free(_: &std::fs::File) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_works_on_stays_and_the_rest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [".trueup-old.tmp", ".trueup-x", "trueup-x.tmp", "a.tmp"] {
            std::fs::write(path(name), "").unwrap();
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        let used = make(|| builder.tempfile_in(folder.path())).unwrap();
        remove(folder.path());
        assert!(used.path().exists());
        assert!(!path(".trueup-old.tmp").exists());
        for name in [".trueup-x", "trueup-x.tmp", "a.tmp"] {
            assert!(path(name).exists(), "{name}");
        }
        assert!(used.persist(path("done")).is_ok());
    }
}
