//! Files that take the place of others, whole.
//!
//! A write goes to a new file in the same folder, is flushed to the disk, and takes the old file's
//! place by a rename. So a crash leaves the old bytes or the new ones, never a mixture, and whoever
//! reads the file meanwhile sees one of the two.
//!
//! Permissions stay as they were, and so do owner and group where the system lets us. A file that is
//! not to be written to is refused, although its folder would let it be replaced. A symbolic link
//! stays a link: the file that it points to is replaced. A file with several hard links is parted
//! from the others, which keep the old bytes: to write through it would give up that a crash leaves
//! a whole file.
//!
//! What a killed run leaves behind, a temporary file, the next run in that folder removes
//! (`leftovers`).

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::leftovers;

/// A file that will take another's place. If it is dropped before it is finished, it is removed and
/// the old one stays.
#[derive(Debug)]
pub(crate) struct Replacement {
    pub(crate) file: tempfile::NamedTempFile,
    target: PathBuf,
}

impl Replacement {
    /// Begins a file that will stand at the path, with the folders above it.
    pub(crate) fn new(path: &Path) -> io::Result<Self> {
        let target = behind_links(path)?;
        writable(&target)?;
        let folder = folder_of(&target);
        fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(leftovers::PREFIX).suffix(leftovers::SUFFIX);
        let permissions = new_file_permissions();
        if let Some(permissions) = &permissions {
            builder.permissions(permissions.clone());
        }
        let file = leftovers::make(|| builder.tempfile_in(folder))?;
        Ok(Self { file, target })
    }

    /// Puts it in place.
    pub(crate) fn finish(self) -> io::Result<()> {
        if let Ok(old) = fs::metadata(&self.target) {
            let permissions = keep_owner(self.file.as_file(), &old)?;
            self.file.as_file().set_permissions(permissions)?;
        }
        self.file.as_file().sync_all()?;
        let target = self.target;
        self.file.persist(&target).map_err(|error| error.error)?;
        sync_folder(folder_of(&target))
    }
}

/// Puts new bytes in the place of a file, or makes it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = Replacement::new(path)?;
    new.file.write_all(bytes)?;
    new.finish()
}

/// Removes what killed runs have left in the folder of a file.
pub(crate) fn tidy(path: &Path) -> io::Result<()> {
    leftovers::remove(folder_of(&behind_links(path)?));
    Ok(())
}

/// Refuses what is no file: opening a pipe would wait for whoever writes into it. A folder is refused
/// by the system.
pub(crate) fn regular(path: &Path) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    if metadata.is_file() || metadata.is_dir() {
        Ok(())
    } else {
        Err(io::Error::other("it is no regular file"))
    }
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file that a path stands for. A link that points to nothing is no place to write to.
fn behind_links(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path),
        _ => Ok(path.to_owned()),
    }
}

/// Refuses a file that is there and is not to be written to, by us or by anybody.
fn writable(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.permissions().readonly() => Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it is read-only",
        )),
        Ok(_) => accessible(path),
        // Whatever keeps it from being made is told when that is tried.
        Err(_) => Ok(()),
    }
}

/// Whether this process may write to a file. One that belongs to somebody else may be protected from
/// us though it is not read-only.
#[cfg(unix)]
fn accessible(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(path, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(unix))]
fn accessible(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Gives the new file to the owner and the group of the old one, and says what it may be used for:
/// the same, unless the system does not let us. Then what was meant for the group is only left to
/// ours if others had it too, and nobody gets the rights of an owner who is another one now.
#[cfg(unix)]
fn keep_owner(new: &File, old: &fs::Metadata) -> io::Result<fs::Permissions> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let made = new.metadata()?;
    let changed = |now: u32, then: u32| (now != then).then_some(then);
    let (owner, group) = (
        changed(made.uid(), old.uid()),
        changed(made.gid(), old.gid()),
    );
    let mut mode = old.mode() & 0o7777;
    if group.is_some() && fchown(new, None, group).is_err() {
        mode = (mode & 0o707) | (mode & 0o007) << 3;
    }
    if owner.is_some() && fchown(new, owner, None).is_err() {
        mode &= 0o777;
    }
    Ok(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, old: &fs::Metadata) -> io::Result<fs::Permissions> {
    Ok(old.permissions())
}

/// What a new file may be used for, before the process's mask takes its part away. Temporary files
/// are made for their owner alone unless told otherwise.
#[cfg(unix)]
fn new_file_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_file_permissions() -> Option<fs::Permissions> {
    None
}

/// Makes the rename itself last. Only Unix lets a folder be opened for that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn permissions_stay_and_links_are_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file.rs"), folder.path().join("link.rs"));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file.rs", &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn what_is_read_only_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file.rs");
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        let error = replace(&file, b"new").unwrap_err();
        assert_eq!(error.to_string(), "it is read-only");
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        replace(&file, b"new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[test]
    fn other_hard_links_keep_the_old_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("file.rs"), folder.path().join("other"));
        fs::write(&file, "old").unwrap();
        fs::hard_link(&file, &other).unwrap();
        replace(&file, b"new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_to_string(&other).unwrap(), "old");
    }

    /// Whether the system lets us give a file away; only root may, as a rule.
    #[test]
    fn owner_and_group_stay_where_they_may() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file.rs");
        fs::write(&file, "old").unwrap();
        let wanted = match std::os::unix::fs::chown(&file, Some(12345), Some(54321)) {
            Ok(()) => (12345, 54321),
            Err(_) => {
                let metadata = fs::metadata(&file).unwrap();
                (metadata.uid(), metadata.gid())
            }
        };
        fs::set_permissions(&file, fs::Permissions::from_mode(0o2660)).unwrap();
        replace(&file, b"new").unwrap();
        let metadata = fs::metadata(&file).unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), wanted);
        assert_eq!(metadata.mode() & 0o7777, 0o2660);
    }
}
