//! The bytes of one input: opened, uncompressed, and looked at without being lost.

use std::fmt;
use std::io::{self, BufReader, Cursor, Read as _};
use std::sync::{Mutex, PoisonError};

use trueup_document::Limits;
use trueup_formats::compressed::{self, BUFFER, Stream};

use crate::inputs::Input;

/// Where the bytes of an input come from.
pub(crate) struct Source {
    input: Input,
    /// What can be read only once and has been begun: standard input.
    begun: Mutex<Option<Stream>>,
}

/// Room for what most files hold: memory that grows from nothing is copied many times.
const SMALL: usize = 8 * 1024;

impl Source {
    pub(crate) fn new(input: Input) -> Self {
        Self {
            input,
            begun: Mutex::new(None),
        }
    }

    /// What it comes from.
    pub(crate) fn input(&self) -> &Input {
        &self.input
    }

    /// Opens it, with its compression undone. What has been looked at is still there.
    ///
    /// # Errors
    /// What the operating system says; bytes that are not compressed as they should be.
    pub(crate) fn open(&self) -> io::Result<Stream> {
        let begun = self
            .begun
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        match (begun, &self.input) {
            (Some(stream), _) => Ok(stream),
            (None, Input::Stdin) => compressed::open(BufReader::with_capacity(BUFFER, io::stdin())),
            (None, Input::File(path)) => {
                let file = std::fs::File::open(path)?;
                compressed::open(BufReader::with_capacity(BUFFER, file))
            }
        }
    }

    /// Reads it, but no more than one byte over the limit: what is longer is refused anyway.
    ///
    /// # Errors
    /// As for [`Source::open`].
    pub(crate) fn read(&self, max_bytes: usize) -> io::Result<Vec<u8>> {
        let limit = (max_bytes.min(Limits::LARGEST) as u64).saturating_add(1);
        let mut bytes = Vec::with_capacity(SMALL);
        self.open()?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Looks at up to so many bytes of the beginning. Fewer come only if there are no more.
    ///
    /// # Errors
    /// As for [`Source::open`].
    pub(crate) fn head(&self, most: usize) -> io::Result<Vec<u8>> {
        let mut stream = self.open()?;
        let mut head = Vec::new();
        stream.by_ref().take(most as u64).read_to_end(&mut head)?;
        if self.input == Input::Stdin {
            self.begin(Box::new(Cursor::new(head.clone()).chain(stream)));
        }
        Ok(head)
    }

    /// Reads it as [`Source::read`] does, for a look: the bytes can be read again.
    ///
    /// # Errors
    /// As for [`Source::open`].
    pub(crate) fn peek(&self, max_bytes: usize) -> io::Result<Vec<u8>> {
        self.head(max_bytes.min(Limits::LARGEST).saturating_add(1))
    }

    fn begin(&self, stream: Stream) {
        *self.begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(stream);
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.input).finish()
    }
}
