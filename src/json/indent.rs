//! Indentation that cannot outgrow what it indents.

use std::io::{self, Write};

use serde_json::ser::Formatter;

/// Spaces for each level.
const WIDTH: usize = 2;

/// Spaces for more levels than normal form has; `write!` with a width would take most of the time.
const SPACES: &[u8] = &[b' '; 256];

/// Bytes of indentation beyond as many as everything else takes: no article has so many.
const SPARE: usize = 64 << 10;

/// Indents by two spaces. A tree of thousands of short texts, each 120 levels deep, would be mostly indentation, so lines
/// have none where it would take more bytes than everything else.
pub(super) struct Indented {
    level: usize,
    has_value: bool,
    spare: usize,
}

impl Indented {
    pub(super) fn new() -> Self {
        Self { level: 0, has_value: false, spare: SPARE }
    }

    fn begin<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        // The serializer calls `begin_*` and `end_*` in pairs, so the level never falls below zero.
        self.level += 1;
        self.has_value = false;
        out.write_all(bracket)
    }

    fn end<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level -= 1;
        // `[]` and `{}` stay on their line, as serde_json's own formatter has them.
        if self.has_value {
            self.line(out, b"\n")?;
        }
        // Closing brackets are written in the same number as opening ones, so one of them is counted for both.
        self.spare += bracket.len();
        out.write_all(bracket)
    }

    fn next<W: Write + ?Sized>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.line(out, if is_first { b"\n" } else { b",\n" })
    }

    fn line<W: Write + ?Sized>(&mut self, out: &mut W, end: &[u8]) -> io::Result<()> {
        out.write_all(end)?;
        let width = WIDTH * self.level;
        // The line end stays: the text is the same JSON with or without its indentation (RFC 8259 §2).
        if let Some(spare) = self.spare.checked_sub(width) {
            self.spare = spare;
            out.write_all(&SPACES[..width.min(SPACES.len())])?;
        }
        Ok(())
    }
}

impl Formatter for Indented {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.next(out, is_first)
    }

    fn end_array_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        self.next(out, is_first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        // The two bytes of `": "`.
        self.spare += 2;
        out.write_all(b": ")
    }

    fn end_object_value<W: Write + ?Sized>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_value = true;
        Ok(())
    }

    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Text earns the indentation around it, so indented JSON is at most twice as long and 64 KiB.
        self.spare += fragment.len();
        out.write_all(fragment.as_bytes())
    }
}
