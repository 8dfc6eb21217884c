//! Files of the command's own, read only up to a length: none of them may take all memory, be it a
//! device that never ends.
//!
//! Payloads are bounded by `--max-bytes`, schemas by their loader.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The longest `trueup.toml`, in bytes.
pub(crate) const CONFIGURATION: usize = 16 << 20;

/// The longest list of files, in bytes.
pub(crate) const FILE_LIST: usize = 256 << 20;

/// The longest baseline, in bytes.
pub(crate) const BASELINE: usize = 256 << 20;

/// The most violations of one file that are looked for where a baseline is kept to, however many
/// are listed. Each takes about a kilobyte.
pub(crate) const KNOWN: usize = 200_000;

/// The longest generated file that is compared with what should be there, in bytes.
pub(crate) const OUTPUT: usize = 1 << 30;

/// The longest file of JSON Lines that is mended, in bytes; it is held in memory for that.
pub(crate) const MENDED: usize = 1 << 30;

/// Reads to the end, which must come within `most` bytes.
///
/// # Errors
/// What the operating system says; more bytes than that.
pub(crate) fn read(stream: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        let message = format!("it is longer than {most} bytes");
        return Err(io::Error::other(message));
    }
    Ok(bytes)
}

/// Reads a file of text, of at most `most` bytes.
///
/// # Errors
/// What the operating system says; more bytes than that; bytes that are not UTF-8.
pub(crate) fn read_text(path: &Path, most: usize) -> io::Result<String> {
    let bytes = read(File::open(path)?, most)?;
    String::from_utf8(bytes).map_err(|_| {
        let message = "stream did not contain valid UTF-8";
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn as_many_bytes_as_allowed_are_read_and_not_one_more() {
        assert_eq!(read(&b"abc"[..], 3).unwrap(), b"abc");
        let error = read(&b"abcd"[..], 3).unwrap_err();
        assert_eq!(error.to_string(), "it is longer than 3 bytes");
        assert!(read(std::io::repeat(0), 1000).is_err());
    }
}
