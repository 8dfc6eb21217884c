//! What one reading may use at most.

/// Bounds on one reading; what goes over a bound is a [`ReadError`](crate::ReadError), never a
/// truncated document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The deepest nesting of arrays and objects. A scalar at the root has depth 0.
    ///
    /// More than [`Limits::DEEPEST`] counts as that.
    pub max_depth: usize,
    /// The longest text, in bytes. Spans are 32-bit, so more than [`Limits::LARGEST`] counts as that.
    pub max_bytes: usize,
}

impl Limits {
    /// The depth that is accepted unless told otherwise.
    pub const DEPTH: usize = 128;
    /// The deepest nesting that any limit allows.
    ///
    /// The reader does not recurse, but nearly everyone who walks a document does, and so do
    /// comparing, writing and dropping a [`Json`](crate::Json). With this bound none of them can
    /// run out of the 2 MiB of stack that a thread usually has, as long as a level takes less than
    /// 2 KiB.
    pub const DEEPEST: usize = 1024;
    /// The length that is accepted unless told otherwise, in bytes: 256 MiB.
    ///
    /// A document takes up to eight times the memory of its text, so this is what keeps a stream
    /// that never ends from taking all there is.
    pub const BYTES: usize = 256 << 20;
    /// The longest text that a document can hold, in bytes.
    pub const LARGEST: usize = u32::MAX as usize;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_depth: Self::DEPTH,
            max_bytes: Self::BYTES,
        }
    }
}
