//! The outcome of a file.

use crate::input::File;
use crate::report::{Counts, Diagnostic};

/// The outcome of a file.
pub(crate) struct Done<R> {
    pub(crate) value: Option<R>,
    pub(crate) counts: Counts,
    pub(crate) wrong: Vec<Diagnostic>,
    pub(crate) notes: Vec<Diagnostic>,
}

impl<R> Default for Done<R> {
    fn default() -> Self {
        Self { value: None, counts: Counts::default(), wrong: Vec::new(), notes: Vec::new() }
    }
}

impl<R> Done<R> {
    /// A file that is no article.
    pub(crate) fn other(file: &File) -> Self {
        let note = Diagnostic::new(&file.path, "skipped: not a clip, page or feed");
        Self { counts: Counts { other: 1, ..Counts::default() }, notes: vec![note], ..Self::default() }
    }

    /// An error that concerns the whole file.
    pub(crate) fn wrong(diagnostic: Diagnostic) -> Self {
        Self { wrong: vec![diagnostic], ..Self::default() }
    }
}
