//! A copy of the repository, in which code may be changed.
//!
//! A file is written only where its bytes differ, so that a second run builds only what has changed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy of the files that git knows, and of new ones that it does not ignore.
pub(super) struct Copy {
    pub(super) folder: PathBuf,
    /// What is built from it. Cargo tells the packages of two workspaces in one target folder apart
    /// by their names only, so it has one of its own.
    pub(super) target: PathBuf,
}

impl Copy {
    /// Copies the repository to this folder, but for some files, which the caller writes.
    ///
    /// # Errors
    /// What the system says of a file.
    pub(super) fn new(root: &Path, folder: PathBuf, but: &BTreeSet<&str>) -> io::Result<Self> {
        let listed = Command::new("git")
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .current_dir(root)
            .output()?;
        let target = folder.with_extension("target");
        let copy = Self { folder, target };
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let files: BTreeSet<&str> = listed.split('\0').filter(|name| !name.is_empty()).collect();
        for file in &files {
            let path = root.join(file);
            if !but.contains(file) && path.is_file() {
                copy.write(file, &fs::read(path)?)?;
            }
        }
        copy.prune(&copy.folder, &files)?;
        Ok(copy)
    }

    /// Writes a file of the copy, if it has not these bytes already.
    ///
    /// # Errors
    /// What the system says of the file.
    pub(super) fn write(&self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.folder.join(file);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    }

    /// Cargo finds tests by their files, so one that is gone must not stay.
    fn prune(&self, folder: &Path, files: &BTreeSet<&str>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.strip_prefix(&self.folder).ok().and_then(Path::to_str);
            if path.is_dir() {
                self.prune(&path, files)?;
            } else if !name.is_some_and(|name| files.contains(name)) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}
