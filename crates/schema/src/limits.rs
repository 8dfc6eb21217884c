//! What one schema may use at most. Schemas are files that people write, so these bounds are wide;
//! they are there so that none can take all memory or all of the stack.

use trueup_document::Limits;

/// The deepest nesting of a file. The reference implementation recurses on it.
pub(crate) const MAX_DEPTH: usize = Limits::DEPTH;

/// The longest file, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;

/// The most files, built-in metaschemas included.
pub(crate) const MAX_FILES: usize = 1024;

/// The most schemas of a set, counted over all files. One takes about a kilobyte.
pub(crate) const MAX_SCHEMAS: usize = 1 << 18;
