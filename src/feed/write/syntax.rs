//! The trait that RSS, Atom and JSON Feed implement.

use super::entry::Entry;
use super::head::Head;

/// The syntax of a format. The methods cannot fail, because they write to a string.
pub(super) trait Syntax {
    /// Writes everything before the entries.
    fn open(&self, head: &Head<'_>, out: &mut String);

    /// Writes an entry; `index` counts from 0.
    fn entry(&self, entry: &Entry<'_>, index: usize, out: &mut String);

    /// Writes everything after the entries.
    fn close(&self, out: &mut String);
}
