//! JSON Lines as they come from a file or a pipe: some whole lines at a time, never the whole.
//!
//! A line that is longer than the limit is kept only as far as the fault that it is needs to be
//! shown; the rest is read past. So memory is bounded by the size of a chunk and the longest line
//! that is allowed, however long the stream.

use std::io::{self, BufRead};

/// A chunk ends with the first line end beyond this many bytes.
const SIZE: usize = 256 * 1024;

/// Whole lines, and where they stand in the stream.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// How many lines stand before.
    pub(crate) lines_before: usize,
    /// How many bytes stand before.
    pub(crate) bytes_before: usize,
    /// The lines with their ends; the last of a stream may have none.
    pub(crate) bytes: Vec<u8>,
    /// A line after them that is too long: how many of the lines stand before it, and more bytes
    /// of its beginning than the limit allows.
    pub(crate) too_long: Option<(usize, Vec<u8>)>,
}

/// Reads chunks from a stream.
#[derive(Debug)]
pub(crate) struct Chunks<R> {
    stream: R,
    max_bytes: usize,
    lines: usize,
    bytes: usize,
}

impl<R: BufRead> Chunks<R> {
    /// Reads lines of up to `max_bytes` bytes, their ends not counted.
    pub(crate) fn new(stream: R, max_bytes: usize) -> Self {
        Self {
            stream,
            max_bytes,
            lines: 0,
            bytes: 0,
        }
    }

    /// The next chunk; `None` at the end of the stream.
    ///
    /// # Errors
    /// What the operating system says.
    pub(crate) fn next(&mut self) -> io::Result<Option<Chunk>> {
        let mut chunk = Chunk {
            lines_before: self.lines,
            bytes_before: self.bytes,
            ..Chunk::default()
        };
        // Where the line that is being read begins in the chunk.
        let mut line = 0;
        // One byte may be the CR of the line end; the other one shows that the line is too long.
        let most = self.max_bytes.saturating_add(2);
        loop {
            let buffer = match self.stream.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                return Ok((!chunk.bytes.is_empty()).then_some(chunk));
            }
            let newline = buffer.iter().position(|&byte| byte == b'\n');
            let part = newline.unwrap_or(buffer.len());
            let room = most - (chunk.bytes.len() - line);
            if part >= room {
                chunk.bytes.extend_from_slice(&buffer[..room]);
                self.consume(room);
                let too_long = chunk.bytes.split_off(line);
                chunk.too_long = Some((self.lines - chunk.lines_before, too_long));
                self.skip_line()?;
                return Ok(Some(chunk));
            }
            let end = part + usize::from(newline.is_some());
            chunk.bytes.extend_from_slice(&buffer[..end]);
            self.consume(end);
            if newline.is_some() {
                self.lines += 1;
                line = chunk.bytes.len();
                if line >= SIZE {
                    return Ok(Some(chunk));
                }
            }
        }
    }

    fn consume(&mut self, count: usize) {
        self.stream.consume(count);
        self.bytes += count;
    }

    /// Reads to the end of the line and keeps nothing.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = match self.stream.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let newline = buffer.iter().position(|&byte| byte == b'\n');
            let end = newline.map_or(buffer.len(), |newline| newline + 1);
            let done = newline.is_some() || buffer.is_empty();
            self.consume(end);
            if done {
                self.lines += 1;
                return Ok(());
            }
        }
    }
}

/// The next chunks, up to a number of them. An error ends them; what was read before it stays.
pub(crate) fn some<R: BufRead>(
    chunks: &mut Chunks<R>,
    most: usize,
) -> (Vec<Chunk>, io::Result<()>) {
    let mut read = Vec::new();
    while read.len() < most {
        match chunks.next() {
            Ok(Some(chunk)) => read.push(chunk),
            Ok(None) => break,
            Err(error) => return (read, Err(error)),
        }
    }
    (read, Ok(()))
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn all(stream: impl Read, buffer: usize, max_bytes: usize) -> Vec<Chunk> {
        let stream = BufReader::with_capacity(buffer, stream);
        let mut chunks = Chunks::new(stream, max_bytes);
        let (read, end) = some(&mut chunks, usize::MAX);
        end.expect("memory can be read");
        read
    }

    #[test]
    fn lines_are_cut_the_same_however_they_come() {
        let text = "{}\n\n12345\r\n123456\n1234567890\n\n[]";
        for buffer in [1, 2, 3, 7, 100] {
            let chunks = all(text.as_bytes(), buffer, 5);
            let [first, second] = chunks.as_slice() else {
                panic!("{buffer}: {chunks:?}");
            };
            // One byte too many is left to the reader, which knows whether it is a CR.
            assert_eq!(first.bytes, b"{}\n\n12345\r\n123456\n");
            assert_eq!(first.too_long, Some((4, b"1234567".to_vec())));
            assert_eq!((first.lines_before, first.bytes_before), (0, 0));
            assert_eq!((second.lines_before, second.bytes_before), (5, 29));
            assert_eq!(second.bytes, b"\n[]");
        }
    }

    #[test]
    fn a_chunk_ends_with_a_line() {
        let line = "1".repeat(999) + "\n";
        let text = line.repeat(1000);
        let chunks = all(text.as_bytes(), 4096, usize::MAX);
        assert!(chunks.len() > 2);
        let mut bytes = 0;
        for chunk in &chunks {
            assert_eq!(
                (chunk.lines_before, chunk.bytes_before),
                (bytes / 1000, bytes)
            );
            assert!(chunk.bytes.ends_with(b"\n") && chunk.bytes.len() < SIZE + 1000);
            bytes += chunk.bytes.len();
        }
        assert_eq!(bytes, text.len());
    }

    #[test]
    fn the_rest_of_a_line_that_is_too_long_is_not_held() {
        let stream = io::repeat(b'1').take(50_000_000);
        let chunks = all(stream.chain(&b"\n2"[..]), 8192, 100);
        assert_eq!(
            chunks[0].too_long.as_ref().map(|long| long.1.len()),
            Some(102)
        );
        assert_eq!(
            (chunks[1].lines_before, chunks[1].bytes_before),
            (1, 50_000_001)
        );
        assert_eq!(chunks[1].bytes, b"2");
    }
}
