//! Standard output.

use std::io::{self, BufWriter, StdoutLock, Write};

/// Standard output with a large buffer: line buffering is slow for whole archives. Its errors name it.
pub(crate) fn stdout() -> impl Write {
    Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
}

struct Stdout(BufWriter<StdoutLock<'static>>);

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|error| named(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(|error| named(&error))
    }
}

/// The same kind of error, because a closed pipe is not one.
fn named(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: {error}"))
}
