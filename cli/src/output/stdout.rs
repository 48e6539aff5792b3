//! Standard output.

use std::io::{self, BufWriter, StdoutLock};

/// Standard output with a large buffer: line buffering is slow for whole archives.
pub(crate) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}
