//! JSON Lines as they come from a file or a pipe: some whole lines at a time, never the whole.
//!
//! A line that is longer than the limit is kept only as far as the fault that it is needs to be
//! shown; the rest is read past. So memory is bounded by the size of a chunk and the longest line
//! that is allowed, however long the stream.
//!
//! What a newcomer would miss: only the last line end of a chunk is looked for here, so that the
//! threads wait for each other no longer than the reading takes. Whoever judges a chunk meets its
//! lines, and counts them.

use std::io::{self, BufRead, Read};

/// How many bytes a chunk has, unless a line goes on for longer.
const SIZE: usize = 256 * 1024;

/// Whole lines, and where they stand in the stream.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// How many bytes stand before.
    pub(crate) bytes_before: usize,
    /// The lines with their ends; the last of a stream may have none. Of a last one that is too
    /// long only the beginning is here, without an end: more bytes than the limit allows.
    pub(crate) bytes: Vec<u8>,
}

impl Chunk {
    /// How many lines there are.
    pub(crate) fn lines(&self) -> usize {
        let rest = usize::from(self.bytes.last().is_some_and(|&last| last != b'\n'));
        memchr::memchr_iter(b'\n', &self.bytes).count() + rest
    }
}

/// Reads chunks from a stream.
#[derive(Debug)]
pub(crate) struct Chunks<R> {
    stream: R,
    max_bytes: usize,
    /// How many bytes have been handed out or read past.
    bytes: usize,
    /// The beginning of a line whose end is still to be read.
    rest: Vec<u8>,
    /// What ended the stream too early, to be told once the lines before it have been given.
    fault: Option<io::Error>,
}

impl<R: BufRead> Chunks<R> {
    /// Reads lines of up to `max_bytes` bytes, their ends not counted.
    pub(crate) fn new(stream: R, max_bytes: usize) -> Self {
        Self {
            stream,
            max_bytes,
            bytes: 0,
            rest: Vec::new(),
            fault: None,
        }
    }

    /// The next chunk, in the memory of one that is done with; `None` at the end of the stream.
    ///
    /// # Errors
    /// What the operating system says. The whole lines that were read before it have been given.
    pub(crate) fn next(&mut self, memory: Vec<u8>) -> io::Result<Option<Chunk>> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        // One byte may be the CR of the line end; the other one shows that the line is too long.
        let most = self.max_bytes.saturating_add(2);
        let mut bytes = memory;
        bytes.clear();
        bytes.append(&mut self.rest);
        let mut wanted = SIZE;
        loop {
            let before = bytes.len();
            let room = wanted.saturating_sub(before).max(1);
            let ended = match (&mut self.stream).take(room as u64).read_to_end(&mut bytes) {
                Ok(read) => read < room,
                Err(error) => {
                    self.fault = Some(error);
                    true
                }
            };
            if let Some(last) = memchr::memrchr(b'\n', &bytes[before..]) {
                self.rest.extend_from_slice(&bytes[before + last + 1..]);
                bytes.truncate(before + last + 1);
                return Ok(Some(self.chunk(bytes)));
            }
            if bytes.len() >= most {
                return self.cut(bytes, most).map(Some);
            }
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            if ended {
                return Ok((!bytes.is_empty()).then(|| self.chunk(bytes)));
            }
            // A line that is long gets room for twice as much, as far as it may go on.
            wanted = bytes.len().saturating_mul(2).min(most);
        }
    }

    fn chunk(&mut self, bytes: Vec<u8>) -> Chunk {
        let bytes_before = self.bytes;
        self.bytes += bytes.len();
        Chunk {
            bytes_before,
            bytes,
        }
    }

    /// The beginning of a line that is too long; the rest is read past.
    fn cut(&mut self, mut bytes: Vec<u8>, most: usize) -> io::Result<Chunk> {
        let past = bytes.len() - most;
        bytes.truncate(most);
        let chunk = self.chunk(bytes);
        self.bytes += past;
        self.skip_line()?;
        Ok(chunk)
    }

    /// Reads to the end of the line and keeps nothing.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let buffer = match self.stream.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let newline = memchr::memchr(b'\n', buffer);
            let end = newline.map_or(buffer.len(), |newline| newline + 1);
            let done = newline.is_some() || buffer.is_empty();
            self.stream.consume(end);
            self.bytes += end;
            if done {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn all(stream: impl Read, buffer: usize, max_bytes: usize) -> Vec<Chunk> {
        let stream = BufReader::with_capacity(buffer, stream);
        let mut chunks = Chunks::new(stream, max_bytes);
        let next = || chunks.next(Vec::new()).expect("memory can be read");
        std::iter::from_fn(next).collect()
    }

    /// Gives one byte at a time, whatever is asked for.
    struct Slowly<'b>(&'b [u8]);

    impl Read for Slowly<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let one = out.len().min(1);
            self.0.read(&mut out[..one])
        }
    }

    #[test]
    fn lines_stay_whole_however_they_come() {
        let text = b"{}\n\n12345\r\n[]";
        for chunks in [
            all(&text[..], 100, 5),
            all(&text[..], 1, 5),
            all(Slowly(text), 3, 5),
        ] {
            let [first, second] = chunks.as_slice() else {
                panic!("{chunks:?}");
            };
            assert_eq!(first.bytes, b"{}\n\n12345\r\n");
            assert_eq!((first.bytes_before, first.lines()), (0, 3));
            assert_eq!(second.bytes, b"[]");
            assert_eq!((second.bytes_before, second.lines()), (11, 1));
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
            assert_eq!(chunk.bytes_before, bytes);
            assert_eq!(chunk.lines() * 1000, chunk.bytes.len());
            assert!(chunk.bytes.ends_with(b"\n") && chunk.bytes.len() <= SIZE);
            bytes += chunk.bytes.len();
        }
        assert_eq!(bytes, text.len());
    }

    #[test]
    fn the_rest_of_a_line_that_is_too_long_is_not_held() {
        let stream = io::repeat(b'1').take(50_000_000);
        for max_bytes in [100, 3 * SIZE] {
            let stream = io::repeat(b'1').take(stream.limit());
            let chunks = all(stream.chain(&b"\n2"[..]), 8192, max_bytes);
            let [long, last] = chunks.as_slice() else {
                panic!("{} chunks", chunks.len());
            };
            assert!(long.bytes.len() == max_bytes + 2 && long.lines() == 1);
            assert_eq!(last.bytes_before, 50_000_001);
            assert_eq!(last.bytes, b"2");
        }
    }

    #[test]
    fn what_was_read_before_a_fault_is_given() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("on purpose"))
            }
        }
        let stream = BufReader::new(b"1\n2".chain(Broken));
        let mut chunks = Chunks::new(stream, 10);
        let first = chunks.next(Vec::new()).expect("a line was read");
        assert_eq!(first.map(|chunk| chunk.bytes), Some(b"1\n".to_vec()));
        assert!(chunks.next(Vec::new()).is_err());
    }

    #[test]
    fn a_long_line_that_is_allowed_is_whole() {
        let text = [vec![b'1'; 5 * SIZE], b"\n2\n".to_vec()].concat();
        let chunks = all(text.as_slice(), 8192, 5 * SIZE);
        let whole: Vec<u8> = chunks
            .iter()
            .flat_map(|chunk| chunk.bytes.clone())
            .collect();
        assert!(whole == text);
    }
}
