//! Link reference definitions (CommonMark §4.7).

use std::collections::HashMap;
use std::fmt::Write;

use super::escape::{push_destination, push_title};
use super::notes::Notes;
use crate::tree::LinkTarget;

/// The bytes of URLs and titles that the references of a document may expand to, for cmark to read them all.
const MAX_EXPANDED: usize = 100_000;

/// Link reference definitions, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct References {
    targets: Vec<LinkTarget>,
    numbers: HashMap<LinkTarget, usize>,
    /// The bytes of the URLs and titles of all links that refer to a definition.
    expanded: usize,
    /// A lower bound of the document's length: comrak lets references expand to no more.
    length: usize,
    /// The notes that links may lead to.
    pub(super) notes: Notes,
}

impl References {
    /// The number of a link's definition; `None` if readers would not follow another reference. `line` is the length of the
    /// line so far.
    pub(super) fn number(&mut self, url: &str, title: Option<&str>, line: usize) -> Option<usize> {
        let target = LinkTarget { url: url.to_string(), title: title.map(str::to_string) };
        // comrak and cmark bound what references expand to, against documents that expand without end.
        let size = url.len() + title.map_or(0, str::len);
        let known = self.numbers.get(&target).copied();
        // A definition is written once, so a known one does not lengthen the document.
        let definition = if known.is_some() { 0 } else { size };
        // The writer falls back to an inline link, which every reader follows.
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

    /// Adds to the document's length.
    pub(super) fn add_text(&mut self, bytes: usize) {
        self.length += bytes;
    }

    /// The definitions, a line each (§4.7).
    pub(super) fn to_lines(&self) -> String {
        let mut lines = String::new();
        for (index, target) in self.targets.iter().enumerate() {
            // Numbers are labels that need no escaping and no normalization (§6.3, matching of labels).
            let _ = write!(lines, "[{}]: ", index + 1);
            push_destination(&mut lines, &target.url);
            push_title(&mut lines, target.title.as_deref());
            lines.push('\n');
        }
        lines
    }
}
