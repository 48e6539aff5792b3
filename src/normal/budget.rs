//! A budget for copies.

use std::cell::Cell;

use crate::tree::LinkTarget;

/// The bytes that may be spent on copies of text that the input has once: a mark or link around a thousand paragraphs, or
/// the base of ten thousand relative URLs.
///
/// Only copies can make a tree larger than its input. Refused copies are left out and counted.
#[derive(Debug)]
pub(crate) struct Budget {
    // Cells, because the reader and the builder it feeds both hold the budget.
    left: Cell<usize>,
    refused_links: Cell<usize>,
    refused_marks: Cell<usize>,
    refused_bases: Cell<usize>,
    refused_levels: Cell<usize>,
}

/// The bytes of copies that each byte of the tree pays for.
const PER_BYTE: usize = 4;

/// The bytes of copies that any tree may hold, so that a small tree with a long URL loses nothing.
const SPARE: usize = 64 << 10;

/// The cost in bytes of a copy, without its URL and title: in JSON, `{"type":"strong","content":[]}`, and two more lines if
/// it is indented.
const COPY: usize = 64;

impl Budget {
    /// The maximum length of a base in bytes. Longer ones are ignored. For comparison, sitemaps and old browsers allow
    /// 2,048 bytes.
    pub(crate) const MAX_BASE: usize = 8 << 10;

    /// Creates a budget for a tree whose texts and URLs have this number of bytes.
    pub(crate) fn for_tree(bytes: usize) -> Self {
        Self::of(PER_BYTE * bytes + SPARE)
    }

    /// Creates a budget of this number of bytes.
    pub(crate) fn of(bytes: usize) -> Self {
        Self {
            left: Cell::new(bytes),
            refused_links: Cell::new(0),
            refused_marks: Cell::new(0),
            refused_bases: Cell::new(0),
            refused_levels: Cell::new(0),
        }
    }

    /// The number of bytes that may still be spent.
    #[cfg(feature = "feed")]
    pub(crate) fn left(&self) -> usize {
        self.left.get()
    }

    /// The number of copies of links that were refused.
    pub(crate) fn refused_links(&self) -> usize {
        self.refused_links.get()
    }

    /// The number of copies of marks that were refused.
    pub(crate) fn refused_marks(&self) -> usize {
        self.refused_marks.get()
    }

    /// The number of relative URLs that were refused.
    pub(crate) fn refused_bases(&self) -> usize {
        self.refused_bases.get()
    }

    /// The number of containers and marks that were refused, because they would be nested deeper than `MAX_DEPTH`.
    pub(crate) fn refused_levels(&self) -> usize {
        self.refused_levels.get()
    }

    /// Counts a container or mark that would be nested too deeply.
    pub(super) fn refuse_level(&self) {
        self.refused_levels.set(self.refused_levels.get() + 1);
    }

    /// The cost of a copy of the target of a link. Computing it reads the whole URL, so callers compute it once for several
    /// copies.
    pub(super) fn cost_of_link(target: &LinkTarget) -> usize {
        COPY + written_len(&target.url) + target.title.as_deref().map_or(0, written_len)
    }

    /// Pays for a copy of the target of a link. Returns false if it is refused, like the methods below.
    pub(super) fn pay_for_link(&self, cost: usize) -> bool {
        self.take(cost, &self.refused_links)
    }

    /// Pays for a copy of a mark.
    pub(super) fn pay_for_mark(&self) -> bool {
        self.take(COPY, &self.refused_marks)
    }

    /// Pays for the growth of a URL that is resolved against a base.
    pub(crate) fn pay_for_base(&self, written: &str, resolved: &str) -> bool {
        // Only growth costs: resolving `./a` can shorten a URL.
        if resolved.len() <= written.len() {
            return true;
        }
        self.take(written_len(resolved).saturating_sub(written.len()), &self.refused_bases)
    }

    /// Adds to the budget for more input, for callers that see their input in pieces.
    pub(crate) fn earn(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_add(PER_BYTE * bytes));
    }

    fn take(&self, bytes: usize, refused: &Cell<usize>) -> bool {
        // A refused copy costs nothing, so that shorter ones may still fit.
        let Some(left) = self.left.get().checked_sub(bytes) else {
            refused.set(refused.get() + 1);
            return false;
        };
        self.left.set(left);
        true
    }
}

/// The maximum length of a text in any output: feeds write an ampersand of HTML as `&amp;amp;`.
pub(crate) fn written_len(text: &str) -> usize {
    text.len() + 8 * memchr::memchr3_iter(b'&', b'"', b'<', text.as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_of_a_tree_pays_for_four_bytes_of_copies() {
        for (bytes, marks) in [(0, 1024), (16, 1025), (1600, 1124)] {
            let budget = Budget::for_tree(bytes);
            assert_eq!((0..2000).filter(|_| budget.pay_for_mark()).count(), marks);
            assert_eq!(budget.refused_marks(), 2000 - marks);
        }
    }
}
