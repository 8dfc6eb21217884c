//! Streams that may be compressed: what a stream begins with says whether, not its name.
//!
//! gzip and Zstandard are undone as the stream is read, in memory that does not grow with it. Both
//! may consist of several parts, one after the other. No text that can be checked begins like
//! either of them. What comes out is bounded by what goes in, or four bytes of Zstandard could keep
//! a reader busy with a hundred thousand.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// A stream of bytes that can be handed to another thread.
pub type Stream = Box<dyn BufRead + Send>;

const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// How much is read at once.
pub const BUFFER: usize = 64 * 1024;

/// How many bytes may come out of a stream whatever goes in.
const FREE: u64 = 1 << 30;

/// How many more may come out for each byte that goes in: as many as gzip can hold in one.
const EXPANSION: u64 = 1032;

/// The endings of names that say that a file is compressed.
pub const EXTENSIONS: [&str; 3] = ["gz", "zst", "zstd"];

/// The stream with its compression undone, if it has any.
///
/// # Errors
/// What the operating system says, and what is wrong with the first bytes. Reading on gives an
/// error where the stream is not what it should be, or holds too much for its length.
pub fn open(raw: impl BufRead + Send + 'static) -> io::Result<Stream> {
    open_within(FREE, raw)
}

fn open_within(free: u64, mut raw: impl BufRead + Send + 'static) -> io::Result<Stream> {
    let mut head = Vec::new();
    raw.by_ref().take(4).read_to_end(&mut head)?;
    let gzip = head.starts_with(&GZIP);
    let zstandard = head.starts_with(&ZSTANDARD);
    let whole = Cursor::new(head).chain(raw);
    let (source, taken) = Counted::new(whole);
    Ok(if gzip {
        bounded(free, taken, MultiGzDecoder::new(source))
    } else if zstandard {
        bounded(free, taken, Frames::new(source))
    } else {
        Box::new(source.inner)
    })
}

fn bounded(free: u64, taken: Arc<AtomicU64>, inner: impl Read + Send + 'static) -> Stream {
    let bounded = Bounded {
        inner,
        free,
        taken,
        given: 0,
    };
    Box::new(BufReader::with_capacity(BUFFER, bounded))
}

/// A source that knows how much was taken from it.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    fn new(inner: R) -> (Self, Arc<AtomicU64>) {
        let taken = Arc::new(AtomicU64::new(0));
        let counts = Arc::clone(&taken);
        (Self { inner, taken }, counts)
    }

    fn add(&self, count: usize) {
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.add(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.add(count);
        self.inner.consume(count);
    }
}

/// What comes out of a decoder, no more than may come of what it has taken.
struct Bounded<D> {
    inner: D,
    free: u64,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl<D: Read> Read for Bounded<D> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.given += count as u64;
        let taken = self.taken.load(Ordering::Relaxed);
        if self.given > taken.saturating_mul(EXPANSION).saturating_add(self.free) {
            return Err(io::Error::other(
                "it holds far more than its length lets expect; uncompress it first if it is meant",
            ));
        }
        Ok(count)
    }
}

/// The frames of a Zstandard stream, undone one after the other.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
    /// Whether a frame has begun whose end is still to be looked at.
    inside: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(source: R) -> Self {
        Self {
            source,
            decoder: FrameDecoder::new(),
            inside: false,
        }
    }

    /// Begins the next frame that holds something; false at the end of the stream.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            if self.source.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.init(&mut self.source) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.source.by_ref().take(length.into());
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error.to_string())),
            }
        }
    }

    /// Compares what a frame says of its content with what came out.
    fn end(&mut self) -> io::Result<()> {
        self.inside = false;
        let (said, found) = (
            self.decoder.get_checksum_from_data(),
            self.decoder.get_calculated_checksum(),
        );
        if said.is_some() && said != found {
            return Err(io::Error::other(
                "the checksum of a Zstandard frame is wrong",
            ));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.inside && self.decoder.can_collect() > 0 {
                return self.decoder.read(out);
            }
            if self.inside && !self.decoder.is_finished() {
                let some = BlockDecodingStrategy::UptoBlocks(1);
                let decoded = self.decoder.decode_blocks(&mut self.source, some);
                decoded.map_err(|error| io::Error::other(error.to_string()))?;
                continue;
            }
            if self.inside {
                self.end()?;
            }
            if out.is_empty() || !self.begin()? {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).expect("memory takes everything");
        encoder.finish().expect("memory takes everything")
    }

    fn zstandard(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    fn read(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        open(Cursor::new(bytes))?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn a_stream_is_what_was_compressed() {
        let long = b"{\"a\": [1, 2, 3]}\n".repeat(40_000);
        for text in [&b""[..], b"a", b"abc", b"{\"a\": 1}\n", &long] {
            for bytes in [text.to_vec(), gzip(text), zstandard(text)] {
                assert_eq!(read(bytes).expect("it is whole"), text);
            }
            let twice = [text, text].concat();
            let skippable = [
                b"\x50\x2A\x4D\x18\x03\x00\x00\x00abc".to_vec(),
                zstandard(text),
            ];
            for bytes in [
                [gzip(text), gzip(text)].concat(),
                [zstandard(text), zstandard(text)].concat(),
                [zstandard(text), skippable.concat()].concat(),
            ] {
                assert_eq!(read(bytes).expect("it is whole"), twice);
            }
        }
    }

    /// A frame of blocks that each say 128 KiB in four bytes.
    fn bomb(blocks: usize) -> Vec<u8> {
        let block = |last: u32| (last | 1 << 1 | (128 * 1024) << 3).to_le_bytes();
        let mut bytes = [&ZSTANDARD[..], &[0, 0x38]].concat();
        for number in 1..=blocks {
            let header = block(u32::from(number == blocks));
            bytes.extend_from_slice(&header[..3]);
            bytes.push(b' ');
        }
        bytes
    }

    #[test]
    fn what_holds_far_too_much_for_its_length_is_an_error() {
        let read = |free, bytes: &[u8]| {
            let mut stream =
                open_within(free, Cursor::new(bytes.to_vec())).expect("it begins well");
            io::copy(&mut stream, &mut io::sink())
        };
        let bytes = bomb(32);
        let whole = 32 * 128 * 1024;
        let allowed = EXPANSION * bytes.len() as u64;
        assert_eq!(
            read(whole - allowed, &bytes).expect("it is just allowed"),
            whole
        );
        assert!(read(whole - allowed - 1, &bytes).is_err());
        // gzip can never hold so much, whatever is free.
        let zeros = gzip(&vec![0; 3_000_000]);
        assert_eq!(read(0, &zeros).expect("gzip is bounded"), 3_000_000);
    }

    #[test]
    fn a_window_that_would_take_much_memory_is_an_error() {
        let mut bytes = bomb(1);
        assert!(read(bytes.clone()).is_ok());
        // 128 MiB is the largest; a step more is 144 MiB.
        bytes[5] = 0x88;
        assert!(read(bytes.clone()).is_ok());
        bytes[5] = 0x89;
        assert!(read(bytes).is_err());
    }

    #[test]
    fn a_stream_that_is_cut_or_changed_is_an_error() {
        let text = b"{\"a\": [1, 2, 3]}\n".repeat(1000);
        for bytes in [gzip(&text), zstandard(&text)] {
            assert!(read(bytes[..bytes.len() - 1].to_vec()).is_err());
            assert!(read(bytes[..bytes.len() / 2].to_vec()).is_err());
            assert!(read([bytes.clone(), b"x".to_vec()].concat()).is_err());
            let mut changed = bytes.clone();
            let last = changed.len() - 6;
            changed[last] ^= 0x55;
            assert!(read(changed).is_err());
        }
    }
}
