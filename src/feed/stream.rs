//! One loop for three formats: head, documents one by one within the limits, end.

use std::borrow::Borrow;
use std::fmt::{self, Write};

use url::Url;

use super::entry::{Entry, Ids};
use super::{Feed, FeedLimits, atom, json, rss};
use crate::{Document, Timestamp};

/// The namespace of feed history (RFC 5005).
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Rss,
    Atom,
    JsonFeed,
}

/// What stands before the documents.
#[derive(Clone, Debug)]
pub(super) struct Head<'a> {
    pub(super) feed: &'a Feed,
    pub(super) updated: Option<Timestamp>,
    /// Where this page of the feed is.
    pub(super) self_url: Option<Url>,
    /// The page that readers subscribe to, if this is another one.
    pub(super) current: Option<Url>,
    /// The archive page with older documents.
    pub(super) previous: Option<Url>,
    /// Whether this page never changes again.
    pub(super) is_archive: bool,
}

impl<'a> Head<'a> {
    pub(super) fn of(feed: &'a Feed) -> Self {
        Self {
            feed,
            updated: feed.last_change(),
            self_url: feed.feed_url.clone(),
            current: None,
            previous: None,
            is_archive: false,
        }
    }

    /// Links to this and other pages, by their relations (RFC 5005 §2, RFC 4287 §4.2.7.2).
    pub(super) fn links(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        let links = [("self", &self.self_url), ("current", &self.current), ("prev-archive", &self.previous)];
        links.into_iter().filter_map(|(relation, url)| Some((relation, url.as_ref()?)))
    }
}

/// Writes a feed; returns how many documents stayed within its limits.
pub(super) fn write(
    format: Format,
    head: &Head<'_>,
    documents: impl IntoIterator<Item = impl Borrow<Document>>,
    out: &mut impl Write,
) -> Result<usize, fmt::Error> {
    let mut ids = Ids::default();
    let documents = documents.into_iter().map(|document| {
        let id = ids.take(document.borrow());
        (document, id)
    });
    write_with_ids(format, head, head.feed.limits, documents, out)
}

/// The same, with ids that were found before.
pub(super) fn write_with_ids(
    format: Format,
    head: &Head<'_>,
    limits: FeedLimits,
    documents: impl IntoIterator<Item = (impl Borrow<Document>, String)>,
    out: &mut impl Write,
) -> Result<usize, fmt::Error> {
    let mut written = 0;
    let mut bytes = 0;
    match format {
        Format::Rss => rss::open(head, out)?,
        Format::Atom => atom::open(head, out)?,
        Format::JsonFeed => json::open(head, out)?,
    }
    // One document's text at a time: its size is known before it counts.
    let mut item = String::new();
    for (document, id) in documents.into_iter().take(limits.items.unwrap_or(usize::MAX)) {
        let entry = Entry::new(document.borrow(), id);
        item.clear();
        match format {
            Format::Rss => rss::item(head.feed, &entry, &mut item)?,
            Format::Atom => atom::entry(head, &entry, &mut item)?,
            Format::JsonFeed => json::item(&entry, written == 0, &mut item)?,
        }
        bytes += item.len();
        if written > 0 && limits.bytes.is_some_and(|limit| bytes > limit) {
            break;
        }
        out.write_str(&item)?;
        written += 1;
    }
    match format {
        Format::Rss => rss::close(out)?,
        Format::Atom => atom::close(out)?,
        Format::JsonFeed => json::close(out)?,
    }
    Ok(written)
}
