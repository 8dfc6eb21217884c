//! A list of files to check, for those who have more of them than a command line can hold.

use std::path::{Path, PathBuf};

use trueup_report::escape;

use crate::inputs::Input;
use crate::{Trouble, bounded};

/// Reads the list in a file, or the one on standard input for `-`.
///
/// # Errors
/// What keeps it from being read; a name that this system cannot have.
pub(crate) fn read(list: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let stdin = list.as_os_str() == "-";
    let (name, input) = if stdin {
        ("<stdin>".to_owned(), Input::Stdin)
    } else {
        (escape::path(list), Input::File(list.to_owned()))
    };
    let trouble = |error: &dyn std::fmt::Display| {
        Trouble::new(format!("{name}: the list of files cannot be read: {error}"))
    };
    let read = input
        .open()
        .and_then(|stream| bounded::read(stream, bounded::FILE_LIST));
    let bytes = read.map_err(|error| trouble(&error))?;
    let path = |name| path(name).ok_or_else(|| trouble(&"a name in it is not UTF-8"));
    names(&bytes).map(path).collect()
}

/// The names between line ends, or between NULs if there are any. Empty ones are none.
fn names(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let nul = list.contains(&0);
    let parts = list.split(move |&byte| byte == if nul { 0 } else { b'\n' });
    let names = parts.map(move |part| {
        let line = part.strip_suffix(b"\r").filter(|_| !nul);
        line.unwrap_or(part)
    });
    names.filter(|name| !name.is_empty())
}

#[cfg(unix)]
fn path(name: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(name)))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(name).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_end_with_lines_or_with_nul() {
        let cases: [(&str, &[&str]); 8] = [
            ("", &[]),
            ("\n\r\n", &[]),
            ("a", &["a"]),
            ("a\nb c\n", &["a", "b c"]),
            ("a\r\n b\r\n", &["a", " b"]),
            ("a\0", &["a"]),
            ("a\nb\r\0c\0", &["a\nb\r", "c"]),
            ("\0\0", &[]),
        ];
        for (list, expected) in cases {
            let found: Vec<&[u8]> = names(list.as_bytes()).collect();
            let expected: Vec<&[u8]> = expected.iter().map(|name| name.as_bytes()).collect();
            assert_eq!(found, expected, "{list:?}");
        }
    }
}
