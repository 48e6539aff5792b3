//! Writing: one loop for three formats, head, documents one by one within the limits, end.

mod archive;
mod atom;
mod entry;
mod head;
mod json;
mod rss;
mod xml;

use std::borrow::Borrow;
use std::fmt;

pub use self::archive::{Archive, Page};
pub(super) use self::atom::Atom;
pub(super) use self::entry::summary;
use self::entry::{Entry, Ids};
pub(super) use self::head::Head;
pub(super) use self::json::JsonFeed;
pub(super) use self::rss::Rss;
use super::Limits;
use crate::document::Document;

/// A feed format.
pub(super) trait Format {
    /// Writes everything before the documents.
    fn open(&self, head: &Head<'_>, out: &mut String) -> fmt::Result;

    /// Writes a document; `index` counts from 0.
    fn entry(&self, head: &Head<'_>, entry: &Entry<'_>, index: usize, out: &mut String) -> fmt::Result;

    /// Writes everything after the documents.
    fn close(&self, out: &mut String) -> fmt::Result;
}

/// Writes a feed; returns how many documents stayed within its limits.
pub(super) fn write(
    format: &impl Format,
    head: &Head<'_>,
    documents: impl IntoIterator<Item = impl Borrow<Document>>,
    out: &mut impl fmt::Write,
) -> Result<usize, fmt::Error> {
    let mut ids = Ids::default();
    let documents = documents.into_iter().map(|document| {
        let id = ids.take(document.borrow());
        (document, id)
    });
    write_with_ids(format, head, head.feed.limits, documents, out)
}

/// Writes a feed whose documents' ids are given.
fn write_with_ids(
    format: &impl Format,
    head: &Head<'_>,
    limits: Limits,
    documents: impl IntoIterator<Item = (impl Borrow<Document>, String)>,
    out: &mut impl fmt::Write,
) -> Result<usize, fmt::Error> {
    // Written to a string first, because an entry counts only if it stays within the limits.
    let mut piece = String::new();
    format.open(head, &mut piece)?;
    out.write_str(&piece)?;
    let (mut written, mut bytes) = (0, 0);
    for (document, id) in documents.into_iter().take(limits.items.unwrap_or(usize::MAX)) {
        piece.clear();
        format.entry(head, &Entry::new(document.borrow(), id), written, &mut piece)?;
        bytes += piece.len();
        if written > 0 && limits.bytes.is_some_and(|limit| bytes > limit) {
            break;
        }
        out.write_str(&piece)?;
        written += 1;
    }
    piece.clear();
    format.close(&mut piece)?;
    out.write_str(&piece)?;
    Ok(written)
}
