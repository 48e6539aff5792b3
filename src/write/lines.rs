//! Lines with a prefix that grows and shrinks: what quotes and list items put before each line.

use std::fmt::{self, Write};

/// A writer that knows which prefixes stand before each line.
pub(super) struct Lines<'a, W> {
    out: &'a mut W,
    prefixes: Vec<Prefix>,
    at_line_start: bool,
    /// Whether anything has been written.
    pub(super) is_begun: bool,
}

struct Prefix {
    /// What stands before the first line, until it has been written.
    first: Option<String>,
    rest: String,
}

impl<'a, W: Write> Lines<'a, W> {
    pub(super) fn new(out: &'a mut W) -> Self {
        Self { out, prefixes: Vec::new(), at_line_start: true, is_begun: false }
    }

    /// From here on, `first` stands before the next line and `rest` before those after it.
    pub(super) fn push(&mut self, first: &str, rest: &str) {
        self.prefixes.push(Prefix { first: Some(first.to_string()), rest: rest.to_string() });
    }

    pub(super) fn pop(&mut self) {
        self.prefixes.pop();
    }

    /// Display columns that the prefix takes; all prefixes are ASCII.
    pub(super) fn indent(&self) -> usize {
        self.prefixes.iter().map(|prefix| prefix.rest.len()).sum()
    }

    /// Writes text; each line in it gets the prefix.
    pub(super) fn write(&mut self, text: &str) -> fmt::Result {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            self.write_part(&text[start..end])?;
            self.end_line()?;
            start = end + 1;
        }
        self.write_part(&text[start..])
    }

    fn write_part(&mut self, line: &str) -> fmt::Result {
        if line.is_empty() {
            return Ok(());
        }
        self.begin_line()?;
        self.out.write_str(line)
    }

    /// Writes the prefix, if the line has nothing yet.
    pub(super) fn begin_line(&mut self) -> fmt::Result {
        self.is_begun = true;
        if !std::mem::take(&mut self.at_line_start) {
            return Ok(());
        }
        for prefix in &mut self.prefixes {
            let first = prefix.first.take();
            self.out.write_str(first.as_deref().unwrap_or(&prefix.rest))?;
        }
        Ok(())
    }

    /// Ends the line; one with nothing in it has its prefix, but no spaces at its end.
    pub(super) fn end_line(&mut self) -> fmt::Result {
        if self.at_line_start {
            let prefix: String = self
                .prefixes
                .iter_mut()
                .map(|prefix| prefix.first.take().unwrap_or_else(|| prefix.rest.clone()))
                .collect();
            self.out.write_str(prefix.trim_end())?;
        }
        self.at_line_start = true;
        self.is_begun = true;
        self.out.write_char('\n')
    }
}
