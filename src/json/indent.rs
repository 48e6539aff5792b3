//! Indentation that cannot outgrow what it indents.

use super::output::Output;

/// Spaces for each level.
const WIDTH: usize = 2;

/// Spaces for more levels than normal form has.
const SPACES: usize = 256;

/// A line feed and the spaces of the deepest line, so that every line begins with one copy.
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

/// Bytes of indentation beyond as many as everything else takes: no article has so many.
const SPARE: usize = 64 << 10;

/// Indents by two spaces. A tree of thousands of short texts, each 120 levels deep, would be mostly indentation, so lines
/// have none where it would take more bytes than everything else.
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
        // The writer opens and closes in pairs, so the level never falls below zero.
        self.level -= 1;
    }

    /// Allows as many bytes of indentation as were written besides: indented JSON is at most twice as long and 64 KiB.
    pub(super) fn earn(&mut self, bytes: usize) {
        self.spare += bytes;
    }

    /// Begins a line.
    pub(super) fn line(&mut self, out: &mut Output) {
        let width = (WIDTH * self.level).min(SPACES);
        // The line end stays: the text is the same JSON with or without its indentation (RFC 8259 §2).
        let width = if width <= self.spare { width } else { 0 };
        self.spare -= width;
        out.push(&LINE[..=width]);
    }
}
