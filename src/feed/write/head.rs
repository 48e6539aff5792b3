//! Everything that stands before the documents.

use url::Url;

use crate::feed::Feed;
use crate::time::Timestamp;
use crate::url::is_web;

/// The namespace of feed history (RFC 5005).
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The head of a feed, or of a page of it.
#[derive(Clone, Debug)]
pub(in crate::feed) struct Head<'a> {
    pub(in crate::feed) feed: &'a Feed,
    pub(super) updated: Option<Timestamp>,
    /// The address of this page.
    pub(super) self_url: Option<Url>,
    /// The page that readers subscribe to, if it is another one.
    pub(super) current: Option<Url>,
    /// The archive page with older documents.
    pub(super) previous: Option<Url>,
    /// Whether this page never changes again.
    pub(super) is_archive: bool,
}

impl<'a> Head<'a> {
    pub(in crate::feed) fn of(feed: &'a Feed) -> Self {
        let newest = feed.documents.iter().filter_map(|document| document.published).max();
        Self {
            feed,
            updated: feed.updated.or(newest),
            self_url: feed.feed_url.clone(),
            current: None,
            previous: None,
            is_archive: false,
        }
    }

    /// Links to this and other pages, by their relations (RFC 5005 §2, RFC 4287 §4.2.7.2).
    pub(super) fn links(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        let links = [("self", &self.self_url), ("current", &self.current), ("prev-archive", &self.previous)];
        links.into_iter().filter_map(|(relation, url)| Some((relation, web(url.as_ref())?)))
    }

    /// The title, which every format requires: the site's host stands in for a blank one.
    pub(super) fn title(&self) -> &str {
        let host = || self.site().or(web(self.self_url.as_ref())).and_then(Url::host_str);
        if self.feed.title.trim().is_empty() { host().unwrap_or("Untitled") } else { &self.feed.title }
    }

    /// The site's address, if it is one of the web.
    pub(super) fn site(&self) -> Option<&Url> {
        web(self.feed.url.as_ref())
    }

    pub(super) fn icon(&self) -> Option<&Url> {
        web(self.feed.icon.as_ref())
    }

    pub(super) fn hub(&self) -> Option<&Url> {
        web(self.feed.hub.as_ref())
    }

    /// The feed's authors without blank and repeated ones.
    pub(super) fn authors(&self) -> Vec<&str> {
        super::entry::distinct(&self.feed.authors)
    }
}

/// A URL that outputs may contain: the policy for addresses that a caller has set.
pub(super) fn web(url: Option<&Url>) -> Option<&Url> {
    url.filter(|url| is_web(url))
}
