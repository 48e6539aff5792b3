//! What copies may cost.

use std::cell::Cell;

use crate::tree::LinkTarget;

/// Bytes that may be spent on repeating what an input says once, such as the URL of a link around a thousand paragraphs.
///
/// Copies are the one way in which a tree can be larger than its input. What the budget refuses is left out and counted.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<usize>,
    refused: Cell<usize>,
}

impl Budget {
    /// Enough for any real article: `docs/security.md` has the figures.
    pub(crate) fn for_input(bytes: usize) -> Self {
        Self { left: Cell::new(4 * bytes + (64 << 10)), refused: Cell::new(0) }
    }

    /// How many copies were refused.
    pub(crate) fn refused(&self) -> usize {
        self.refused.get()
    }

    /// Whether the target of a link may be repeated once more.
    pub(super) fn admits(&self, target: &LinkTarget) -> bool {
        let bytes = target.url.len() + target.title.as_ref().map_or(0, String::len);
        let left = self.left.get().checked_sub(bytes);
        match left {
            Some(left) => self.left.set(left),
            None => self.refused.set(self.refused.get() + 1),
        }
        left.is_some()
    }
}
