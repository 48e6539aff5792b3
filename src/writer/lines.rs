//! Writes lines with prefixes, such as the markers and indentation of quotes and list items.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// Bytes of prefixes that may be written before any text.
const SPARE: usize = 64 << 10;

/// Bytes of prefixes that each byte of text allows. Articles need a tenth of a byte.
const PREFIX_BYTES: usize = 4;

/// Writes lines, each after the current prefixes.
///
/// If all lines are short and deeply nested, the prefixes could take a hundred times as many bytes as the text. They have a
/// budget, which the writers check before they write a block.
pub(crate) struct Lines<'a, W> {
    out: &'a mut W,
    prefixes: Vec<Prefix>,
    at_line_start: bool,
    /// The number of prefixes of the empty line that was requested before the next line.
    separator: Option<usize>,
    /// The number of lines written or begun.
    begun: usize,
    /// The remaining budget for prefixes, in bytes.
    spare: usize,
    /// Whether lines lose their prefix when the budget is spent.
    may_drop: bool,
}

#[derive(Debug)]
pub(crate) struct Prefix {
    /// The prefix of the first line, until it has been written.
    first: Option<Cow<'static, str>>,
    rest: &'static str,
}

/// Spaces as wide as a marker: nine digits and a check box are the longest.
pub(crate) fn spaces(count: usize) -> &'static str {
    const SPACES: &str = "                                ";
    &SPACES[..count.min(SPACES.len())]
}

impl<'a, W: Write> Lines<'a, W> {
    pub(crate) fn new(out: &'a mut W) -> Self {
        Self {
            out,
            prefixes: Vec::new(),
            at_line_start: true,
            separator: None,
            begun: 0,
            spare: SPARE,
            may_drop: false,
        }
    }

    /// Like `new`, but lines lose their prefix when the budget is spent: for formats in which prefixes have no meaning.
    pub(crate) fn with_optional_prefixes(out: &'a mut W) -> Self {
        Self { may_drop: true, ..Self::new(out) }
    }

    /// The number of lines written or begun.
    pub(crate) fn begun(&self) -> usize {
        self.begun
    }

    /// Adds a prefix: `first` for the next line, `rest` for the lines after it.
    pub(crate) fn push(&mut self, first: impl Into<Cow<'static, str>>, rest: &'static str) {
        self.prefixes.push(Prefix { first: Some(first.into()), rest });
    }

    /// Removes the last prefix. Returns `first` if no line was written with it.
    pub(crate) fn pop(&mut self) -> Option<Cow<'static, str>> {
        self.prefixes.pop().and_then(|prefix| prefix.first)
    }

    /// The width of the prefixes in columns; all of them are ASCII.
    pub(crate) fn indent(&self) -> usize {
        self.prefixes.iter().map(|prefix| prefix.rest.len()).sum()
    }

    /// Whether the budget allows this many more lines with the current prefixes. `lines` gets the width of the prefixes;
    /// `bytes` is the length of the text in the lines.
    pub(crate) fn affords(&self, lines: impl FnOnce(usize) -> usize, bytes: impl FnOnce() -> usize) -> bool {
        // Counting lines and bytes reads the text, so it is done only if needed.
        self.prefixes.is_empty() || {
            let indent = self.indent();
            let cost = indent.saturating_mul(lines(indent));
            cost <= self.spare || cost <= self.spare + PREFIX_BYTES * bytes()
        }
    }

    /// Removes and returns all prefixes, and writes an empty line without them. With `with_item`, the last prefix stays: that of
    /// the item that begins here.
    pub(crate) fn leave(&mut self, with_item: bool) -> Result<Vec<Prefix>, fmt::Error> {
        let mut prefixes = std::mem::take(&mut self.prefixes);
        self.end_line()?;
        if let Some(item) = prefixes.last_mut().filter(|_| with_item) {
            self.prefixes.push(Prefix { first: item.first.take(), rest: item.rest });
        }
        Ok(prefixes)
    }

    /// Writes an empty line without prefixes, and restores those that `leave` returned. Items that have begun are over, so their
    /// indentation is dropped: it would turn text into code.
    pub(crate) fn resume(&mut self, prefixes: Vec<Prefix>) -> fmt::Result {
        self.prefixes.clear();
        self.end_line()?;
        self.prefixes = prefixes;
        for prefix in &mut self.prefixes {
            if prefix.first.is_none() && prefix.rest.trim().is_empty() {
                prefix.rest = "";
            }
        }
        Ok(())
    }

    /// Requests an empty line before the next line, if there is one.
    pub(crate) fn separate(&mut self) {
        self.separator = Some(self.prefixes.len());
    }

    /// Cancels `separate`.
    pub(crate) fn cancel_separator(&mut self) {
        self.separator = None;
    }

    /// Writes text; each line in it gets the prefix.
    pub(crate) fn write(&mut self, text: &str) -> fmt::Result {
        let mut start = 0;
        // A text may contain line ends (code, HTML), and each of its lines needs the prefix.
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            self.write_in_line(&text[start..end])?;
            self.end_line()?;
            start = end + 1;
        }
        self.write_in_line(&text[start..])
    }

    /// Writes a byte order mark at the start of a text as a reference, because parsers drop a literal one; returns the rest.
    pub(crate) fn write_byte_order_mark<'t>(&mut self, text: &'t str) -> Result<&'t str, fmt::Error> {
        match text.strip_prefix('\u{feff}') {
            Some(rest) => {
                self.write_in_line("&#xFEFF;")?;
                Ok(rest)
            }
            None => Ok(text),
        }
    }

    /// Writes text without line ends. Skipping the search for them makes writing Markdown 3 % faster.
    pub(crate) fn write_in_line(&mut self, line: &str) -> fmt::Result {
        if line.is_empty() {
            return Ok(());
        }
        self.begin_line()?;
        // Each byte of text adds to the budget of prefixes, which keeps the output linear in the input.
        self.spare += PREFIX_BYTES * line.len();
        self.out.write_str(line)
    }

    /// Writes the prefix, unless the line has begun.
    fn begin_line(&mut self) -> fmt::Result {
        if !std::mem::take(&mut self.at_line_start) {
            return Ok(());
        }
        self.write_separator()?;
        self.begun += 1;
        // In plain text, indentation is optional; in Markdown, a missing prefix would end the quote or item.
        let are_dropped = self.may_drop && self.indent() > self.spare;
        for prefix in &mut self.prefixes {
            let first = prefix.first.take();
            // Markers are content and always kept; there is one for each item.
            let text = first.as_deref().unwrap_or(if are_dropped { "" } else { prefix.rest });
            self.spare = self.spare.saturating_sub(text.len());
            self.out.write_str(text)?;
        }
        Ok(())
    }

    /// Ends the line. An empty line has its prefix, but no trailing spaces.
    pub(crate) fn end_line(&mut self) -> fmt::Result {
        // Nothing was written in this line, so it still lacks its separator and prefixes.
        if self.at_line_start {
            self.write_separator()?;
            self.begun += 1;
            self.write_empty(self.prefixes.len())?;
        }
        self.at_line_start = true;
        self.out.write_char('\n')
    }

    fn write_separator(&mut self) -> fmt::Result {
        let Some(prefixes) = self.separator.take() else { return Ok(()) };
        self.write_empty(prefixes)?;
        self.out.write_char('\n')
    }

    /// Writes the outermost prefixes, without trailing spaces.
    fn write_empty(&mut self, prefixes: usize) -> fmt::Result {
        // Most blocks are in the body, without prefixes.
        if prefixes == 0 {
            return Ok(());
        }
        // CommonMark §5.1: `>` alone continues a quote, so white space at the end of an empty line can go.
        let prefixes = self.prefixes[..prefixes].iter_mut();
        let prefix: String =
            prefixes.map(|prefix| prefix.first.take().unwrap_or(Cow::Borrowed(prefix.rest))).collect();
        self.spare = self.spare.saturating_sub(prefix.trim_end().len());
        self.out.write_str(prefix.trim_end())
    }
}
