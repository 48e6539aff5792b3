//! What copies may cost.

use std::cell::Cell;

use crate::tree::LinkTarget;

/// Bytes that may be spent on repeating what an input says once: a mark or link around a thousand paragraphs, or the base that
/// ten thousand relative URLs are resolved against.
///
/// Copies are the one way in which a tree can be larger than its input. What the budget refuses is left out and counted.
#[derive(Debug)]
pub(crate) struct Budget {
    // Cells, because the reader and the builder it feeds both hold the budget.
    left: Cell<usize>,
    refused_links: Cell<usize>,
    refused_marks: Cell<usize>,
    refused_bases: Cell<usize>,
    refused_levels: Cell<usize>,
}

/// What a copy takes besides its URL and title: JSON has `{"type":"strong","content":[]}`, and two lines more for it if it is
/// indented.
const COPY: usize = 64;

impl Budget {
    /// The longest base that resolves anything. Sitemaps and old browsers allow 2,048 bytes.
    pub(crate) const MAX_BASE: usize = 8 << 10;

    /// For a tree of which the texts and URLs have so many bytes.
    pub(crate) fn for_tree(bytes: usize) -> Self {
        // 64 KiB to spare, so that a short tree with a long URL loses nothing.
        Self::of(4 * bytes + (64 << 10))
    }

    /// So many bytes.
    pub(crate) fn of(bytes: usize) -> Self {
        Self {
            left: Cell::new(bytes),
            refused_links: Cell::new(0),
            refused_marks: Cell::new(0),
            refused_bases: Cell::new(0),
            refused_levels: Cell::new(0),
        }
    }

    /// How many copies of links were refused.
    pub(crate) fn refused_links(&self) -> usize {
        self.refused_links.get()
    }

    /// How many copies of marks were refused.
    pub(crate) fn refused_marks(&self) -> usize {
        self.refused_marks.get()
    }

    /// How many relative URLs were refused.
    pub(crate) fn refused_bases(&self) -> usize {
        self.refused_bases.get()
    }

    /// How many containers and marks were refused, because they would be nested deeper than `MAX_DEPTH`.
    pub(crate) fn refused_levels(&self) -> usize {
        self.refused_levels.get()
    }

    /// Counts a container or mark that would be nested too deeply.
    pub(super) fn refuse_level(&self) {
        self.refused_levels.set(self.refused_levels.get() + 1);
    }

    /// Whether the target of a link may be repeated once more.
    pub(super) fn admits_link(&self, target: &LinkTarget) -> bool {
        let bytes = COPY + written_len(&target.url) + target.title.as_deref().map_or(0, written_len);
        self.take(bytes, &self.refused_links)
    }

    /// Whether a mark may be repeated once more.
    pub(super) fn admits_mark(&self) -> bool {
        self.take(COPY, &self.refused_marks)
    }

    /// Whether a URL may be longer than it was written, because of its base.
    pub(crate) fn admits_resolved(&self, written: &str, resolved: &str) -> bool {
        // Only growth is a copy of the base: resolving `./a` can shorten a URL.
        if resolved.len() <= written.len() {
            return true;
        }
        self.take(written_len(resolved).saturating_sub(written.len()), &self.refused_bases)
    }

    /// Allows more, for a writer that learns the size of its input as it goes.
    pub(crate) fn earn(&self, bytes: usize) {
        self.left.set(self.left.get() + 4 * bytes);
    }

    fn take(&self, bytes: usize, refused: &Cell<usize>) -> bool {
        // A copy that does not fit leaves the rest for shorter ones.
        let Some(left) = self.left.get().checked_sub(bytes) else {
            refused.set(refused.get() + 1);
            return false;
        };
        self.left.set(left);
        true
    }
}

/// The bytes that a text takes in an output at most: feeds write an ampersand of HTML as `&amp;amp;`.
fn written_len(text: &str) -> usize {
    text.len() + 8 * memchr::memchr3_iter(b'&', b'"', b'<', text.as_bytes()).count()
}
