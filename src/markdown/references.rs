//! Link reference definitions (CommonMark §4.7).

use std::collections::HashMap;
use std::fmt::Write;

use super::footnotes::FootnoteLists;
use super::syntax::{push_destination, push_title};
use crate::tree::LinkTarget;
use crate::writer::TO_STRING;

/// The maximum total length in bytes of the URLs and titles that references insert. It is the limit of cmark.
const MAX_EXPANDED: usize = 100_000;

/// Link reference definitions, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    targets: Vec<LinkTarget>,
    numbers: HashMap<LinkTarget, usize>,
    /// The total length of the URLs and titles of all links that refer to a definition.
    expanded: usize,
    /// A lower bound of the length of the document, which is the limit of comrak.
    length: usize,
    /// The notes that links may lead to.
    pub(super) footnotes: FootnoteLists,
}

impl References {
    /// The number of the definition for a link; `None` if readers would not resolve another reference. `line` is the length
    /// of the line so far.
    pub(super) fn number(&mut self, url: &str, title: Option<&str>, line: usize) -> Option<usize> {
        let target = LinkTarget { url: url.to_string(), title: title.map(str::to_string) };
        // comrak and cmark limit the total length, against hostile documents that refer to a long URL many times.
        let size = url.len() + title.map_or(0, str::len);
        let known = self.numbers.get(&target).copied();
        // A definition is written once, so a known one does not lengthen the document.
        let definition = if known.is_some() { 0 } else { size };
        // The writer falls back to an inline link, which works in all readers.
        if self.expanded + size > (self.length + line + definition).min(MAX_EXPANDED) {
            return None;
        }
        self.expanded += size;
        self.length += definition;
        Some(known.unwrap_or_else(|| {
            self.targets.push(target.clone());
            self.numbers.insert(target, self.targets.len());
            self.targets.len()
        }))
    }

    /// Adds to the length of the document.
    pub(super) fn add_text(&mut self, bytes: usize) {
        self.length += bytes;
    }

    /// The definitions, one on each line (§4.7).
    pub(super) fn to_lines(&self) -> String {
        let mut lines = String::new();
        for (index, target) in self.targets.iter().enumerate() {
            // §6.3, matching of labels: a number needs no escaping and no normalization.
            write!(lines, "[{}]: ", index + 1).expect(TO_STRING);
            push_destination(&mut lines, &target.url);
            push_title(&mut lines, target.title.as_deref());
            lines.push('\n');
        }
        lines
    }
}
