//! The one role that RSS, Atom and JSON Feed have.

use super::entry::Entry;
use super::head::Head;

/// What a format has to say. Writing to a string does not fail.
pub(super) trait Syntax {
    /// Writes everything before the entries.
    fn open(&self, head: &Head<'_>, out: &mut String);

    /// Writes an entry; `index` counts from 0.
    fn entry(&self, head: &Head<'_>, entry: &Entry<'_>, index: usize, out: &mut String);

    /// Writes everything after the entries.
    fn close(&self, out: &mut String);
}
