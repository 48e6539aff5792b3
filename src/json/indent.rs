//! Indentation of a bounded size.

use super::output::Output;

/// The number of spaces for each level.
const WIDTH: usize = 2;

/// The maximum indentation of a line, enough for more levels than normal form has.
const SPACES: usize = 256;

/// A line feed and the maximum indentation, so that one copy starts each line.
const LINE: &str = {
    const BYTES: [u8; 1 + SPACES] = {
        let mut bytes = [b' '; 1 + SPACES];
        bytes[0] = b'\n';
        bytes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(line) => line,
        Err(_) => panic!("ASCII is UTF-8"),
    }
};

/// The bytes of indentation that are allowed in addition to the length of the other text. No article needs so many.
const SPARE: usize = 64 << 10;

/// Indents by two spaces. A tree of thousands of short texts, each 120 levels deep, would be mostly indentation. So lines
/// are not indented once the indentation would be longer than the other text.
#[derive(Debug)]
pub(super) struct Indent {
    level: usize,
    spare: usize,
}

impl Indent {
    pub(super) fn new() -> Self {
        Self { level: 0, spare: SPARE }
    }

    pub(super) fn begin(&mut self) {
        self.level += 1;
    }

    pub(super) fn end(&mut self) {
        // Cannot underflow, because the writer opens and closes in pairs.
        self.level -= 1;
    }

    /// Allows as many bytes of indentation as of other text. Indented JSON is at most twice as long as other JSON, plus 64
    /// KiB.
    pub(super) fn earn(&mut self, bytes: usize) {
        self.spare += bytes;
    }

    /// Begins a line.
    pub(super) fn line(&mut self, out: &mut Output) {
        let width = (WIDTH * self.level).min(SPACES);
        // The line end stays. Indentation has no meaning in JSON (RFC 8259 §2).
        let width = if width <= self.spare { width } else { 0 };
        self.spare -= width;
        out.push(&LINE[..=width]);
    }
}
