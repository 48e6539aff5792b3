//! The head of a feed: everything before the entries.

use url::Url;

use super::entry::ToEntry;
use super::options::Format;
use super::views::{PersonView, TagView, allowed, people, tags, visible};
use crate::feed::model::Feed;
use crate::time::Timestamp;
use crate::url::{Purpose, is_web};

/// The namespace of feed history (RFC 5005).
pub(super) const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The head of a feed, or of a page of it.
#[derive(Clone, Debug)]
pub(super) struct Head<'a> {
    pub(super) feed: &'a Feed,
    pub(super) updated: Option<Timestamp>,
    pub(super) page: Place,
}

/// The place of a page in an archive.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The address of an archive page. Other pages have the address of the feed.
    pub(super) own: Option<Url>,
    /// The archive page with older entries.
    pub(super) previous: Option<Url>,
}

impl<'a> Head<'a> {
    pub(super) fn of(feed: &'a Feed) -> Self {
        // Not the current time, so that the same feed always gives the same bytes.
        Self { feed, updated: feed.updated.or_else(|| newest(&feed.items)), page: Place::default() }
    }

    /// Whether this is an archive page, which never changes again.
    pub(super) fn is_archive(&self) -> bool {
        self.page.own.is_some()
    }

    /// The address of this page in a format.
    pub(super) fn self_url(&self, format: Format) -> Option<&Url> {
        web(self.page.own.as_ref()).or_else(|| self.subscription(format))
    }

    /// The address that readers subscribe to.
    fn subscription(&self, format: Format) -> Option<&'a Url> {
        // `rel="self"` must be the address of this format. Otherwise, readers would subscribe to another one.
        let of_format = match format {
            Format::Rss => &self.feed.rss_url,
            Format::Atom => &self.feed.atom_url,
            Format::Json => &self.feed.json_url,
        };
        web(of_format.as_ref()).or_else(|| web(self.feed.feed_url.as_ref()))
    }

    /// Links to this and other pages, by their relations (RFC 5005 §4, RFC 4287 §4.2.7.2).
    pub(super) fn links(&self, format: Format) -> impl Iterator<Item = (&'static str, &Url)> {
        // RFC 5005 §4: an archive page links to the subscription document.
        let current = if self.is_archive() { self.subscription(format) } else { None };
        let links =
            [("self", self.self_url(format)), ("current", current), ("prev-archive", self.previous())];
        links.into_iter().filter_map(|(relation, url)| Some((relation, url?)))
    }

    pub(super) fn previous(&self) -> Option<&Url> {
        web(self.page.previous.as_ref())
    }

    /// The title, or the host name of the site if the title is blank.
    pub(super) fn title(&self, format: Format) -> &str {
        // All formats require a title, and a host name is more useful than "Untitled".
        let host = || self.site().or_else(|| self.self_url(format)).and_then(Url::host_str);
        visible(Some(&self.feed.title)).or_else(host).unwrap_or("Untitled")
    }

    /// The address of the site, if it is an `http` or `https` URL.
    pub(super) fn site(&self) -> Option<&'a Url> {
        web(self.feed.url.as_ref())
    }

    pub(super) fn description(&self) -> Option<&'a str> {
        visible(self.feed.description.as_deref())
    }

    pub(super) fn language(&self) -> Option<&'a str> {
        visible(self.feed.language.as_deref())
    }

    pub(super) fn rights(&self) -> Option<&'a str> {
        visible(self.feed.rights.as_deref())
    }

    pub(super) fn icon(&self) -> Option<&'a Url> {
        web(self.feed.icon.as_ref())
    }

    pub(super) fn logo(&self) -> Option<&'a Url> {
        web(self.feed.logo.as_ref())
    }

    pub(super) fn hubs(&self) -> impl Iterator<Item = &'a Url> {
        self.feed.hubs.iter().filter(|hub| web(Some(hub)).is_some())
    }

    pub(super) fn generator(&self) -> &'a str {
        visible(self.feed.generator.as_deref()).unwrap_or("newsclip")
    }

    pub(super) fn authors(&self) -> Vec<PersonView<'a>> {
        people(&self.feed.authors)
    }

    pub(super) fn contributors(&self) -> Vec<PersonView<'a>> {
        people(&self.feed.contributors)
    }

    pub(super) fn tags(&self) -> Vec<TagView<'a>> {
        tags(&self.feed.tags)
    }

    /// Style sheets with their media types. Only XSLT can run scripts, and only the caller can choose it.
    pub(super) fn stylesheets(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let is_allowed = |sheet: &&String| {
            let sheet = sheet.trim();
            // Relative addresses are usual, because XSLT must be on the same host as the feed.
            let is_relative = Url::parse(sheet) == Err(url::ParseError::RelativeUrlWithoutBase);
            let url = Url::parse(sheet).ok();
            !sheet.is_empty() && (is_relative || allowed(url.as_ref(), Purpose::Media).is_some())
        };
        self.feed.stylesheets.iter().filter(is_allowed).map(|sheet| {
            let path = sheet.split(['?', '#']).next().unwrap_or_default().trim().to_ascii_lowercase();
            // Browsers choose by `type`, and take `text/xsl`, which is not a registered type, for XSLT.
            let is_xslt = matches!(path.rsplit_once('.'), Some((_, "xsl" | "xslt")));
            (if is_xslt { "text/xsl" } else { "text/css" }, sheet.trim())
        })
    }
}

/// The address, if it is an `http` or `https` URL.
fn web(url: Option<&Url>) -> Option<&Url> {
    url.filter(|url| is_web(url))
}

/// The time of the newest entry.
pub(super) fn newest<'e, T: ToEntry + 'e>(entries: impl IntoIterator<Item = &'e T>) -> Option<Timestamp> {
    entries.into_iter().filter_map(T::time).max()
}
