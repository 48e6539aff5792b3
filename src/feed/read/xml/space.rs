//! The vocabularies of feeds, and the namespaces and prefixes that name them.

use std::sync::Arc;

/// A vocabulary, independent of its prefix and version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// All versions of RSS, Atom and CDF, and elements without a namespace. Equal names have the same meaning in all of
    /// them.
    Core,
    Content,
    /// `dc` and `dcterms`: Dublin Core, elements and terms.
    Dublin,
    /// `media`: Media RSS.
    Media,
    Itunes,
    /// `podcast`: Podcasting 2.0.
    Podcast,
    /// `slash`: the number of comments.
    Slash,
    /// `thr`: Atom threading (RFC 4685).
    Thread,
    /// `wfw`: the address of the feed of comments.
    Wfw,
    /// `sy`: the update interval of a feed.
    Syndication,
    /// `webfeeds`: Feedly's vocabulary.
    Webfeeds,
    /// `feedburner`, `pheedo`: the addresses that a service replaced by its own.
    Feedburner,
    /// `yandex`, `turbo`: full texts for Yandex.
    Yandex,
    /// `fh`: feed paging and archiving (RFC 5005).
    History,
    Rdf,
    Xhtml,
    Other,
}

impl Space {
    /// The vocabulary with this namespace.
    pub(super) fn of_uri(uri: &str) -> Self {
        let uri = uri.trim();
        // Namespaces in XML §6.2: an empty name removes the default namespace. RSS 2.0 has no namespace.
        if uri.is_empty() {
            return Self::Core;
        }
        // The longest namespace below has 78 bytes with its scheme.
        if uri.len() > 100 {
            return Self::Other;
        }
        let lower = uri.to_ascii_lowercase();
        // Feeds write these names with and without a final slash, and with `https` instead of `http`.
        let lower = lower.trim_end_matches(['/', '#']);
        Self::of_bare_uri(
            lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(lower),
        )
    }

    /// The vocabulary with this namespace, in lower case and without the scheme and the final slash.
    fn of_bare_uri(uri: &str) -> Self {
        match uri {
            uri if is_feed_namespace(uri) => Self::Core,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Self::Dublin,
            "search.yahoo.com/mrss"
            | "tools.search.yahoo.com/mrss"
            | "video.search.yahoo.com/mrss"
            | "www.rssboard.org/media-rss" => Self::Media,
            // Google's vocabulary for podcasts has the same names as Apple's.
            "www.itunes.com/dtds/podcast-1.0.dtd"
            | "example.com/dtds/podcast-1.0.dtd"
            | "www.google.com/schemas/play-podcasts/1.0" => Self::Itunes,
            "podcastindex.org/namespace/1.0"
            | "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md" => Self::Podcast,
            "purl.org/rss/1.0/modules/slash" => Self::Slash,
            "purl.org/syndication/thread/1.0" => Self::Thread,
            "wellformedweb.org/commentapi" => Self::Wfw,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "webfeeds.org/rss/1.0" => Self::Webfeeds,
            "rssnamespace.org/feedburner/ext/1.0" | "www.pheedo.com/namespace/pheedo" => Self::Feedburner,
            "news.yandex.ru" | "turbo.yandex.ru" => Self::Yandex,
            "purl.org/syndication/history/1.0" => Self::History,
            "www.w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "www.w3.org/1999/xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }

    /// The usual vocabulary of a prefix, for feeds that do not declare it, or with an unknown namespace.
    fn of_prefix(prefix: &str) -> Self {
        match prefix.to_ascii_lowercase().as_str() {
            // Without a known namespace, a common prefix can have only one meaning.
            "" | "atom" | "rss" => Self::Core,
            "content" => Self::Content,
            "dc" | "dcterms" => Self::Dublin,
            "media" => Self::Media,
            "itunes" | "googleplay" => Self::Itunes,
            "podcast" => Self::Podcast,
            "slash" => Self::Slash,
            "thr" => Self::Thread,
            "wfw" => Self::Wfw,
            "sy" => Self::Syndication,
            "webfeeds" => Self::Webfeeds,
            "feedburner" | "pheedo" => Self::Feedburner,
            "yandex" | "turbo" => Self::Yandex,
            "rdf" => Self::Rdf,
            "xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }
}

/// Whether this is a namespace of RSS or Atom, in any version. All versions share the names of their elements, so one reader
/// serves them all.
fn is_feed_namespace(uri: &str) -> bool {
    matches!(
        uri,
        "www.w3.org/2005/atom"
            | "purl.org/atom/ns"
            | "example.com/newformat"
            | "example.com/necho"
            | "purl.org/echo"
            | "purl.org/pie"
            | "uri/of/echo/namespace"
            | "purl.org/rss/1.0"
            | "purl.org/rss/1.0/modules/rss091"
            | "purl.org/net/rss1.1"
            | "my.netscape.com/rdf/simple/0.9"
            | "channel.netscape.com/rdf/simple/0.9"
            | "my.netscape.com/publish/formats/rss-0.91.dtd"
            | "backend.userland.com/rss"
            | "backend.userland.com/rss2"
            | "backend.userland.com/rss191"
            | "blogs.law.harvard.edu/tech/rss"
            | "www.rssboard.org/rss-specification"
    )
}

/// The maximum number of declarations in scope. Further ones are ignored, so that a lookup takes bounded time. Real feeds
/// have up to 30.
const MAX_DECLARED: usize = 100;

/// The namespaces in scope.
#[derive(Clone, Debug, Default)]
pub(super) struct Namespaces {
    /// Prefixes and their vocabularies, the innermost last. Shared, because the state is cloned to find the end of each item, and
    /// a copy of a hundred prefixes for each of many tiny items took three seconds for 4 MiB.
    declared: Arc<Vec<(Arc<str>, Space)>>,
}

impl Namespaces {
    pub(super) fn len(&self) -> usize {
        self.declared.len()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        if len < self.declared.len() {
            Arc::make_mut(&mut self.declared).truncate(len);
        }
    }

    /// Declares a prefix. Returns false if there are too many declarations, or if the prefix is too long.
    pub(super) fn declare(&mut self, prefix: &str, uri: &str) -> bool {
        // Each name is searched for in all declarations, which would take quadratic time without a limit.
        if self.declared.len() < MAX_DECLARED && prefix.len() < 40 {
            let space = match Space::of_uri(uri) {
                // Misspelled namespaces and other versions of them are common, but the prefixes are always the same.
                // But an unknown default namespace stays unknown, because an `item` in it is not an item of a feed.
                Space::Other if !matches!(Space::of_prefix(prefix), Space::Core) => Space::of_prefix(prefix),
                space => space,
            };
            Arc::make_mut(&mut self.declared).push((prefix.into(), space));
            return true;
        }
        false
    }

    /// Takes the unknown namespace of the root element, whose name is that of a feed, as the core vocabulary.
    pub(super) fn trust_root(&mut self, prefix: &str) {
        let declared = Arc::make_mut(&mut self.declared);
        if let Some((_, space)) = declared.iter_mut().rfind(|(declared, _)| &**declared == prefix) {
            *space = Space::Core;
        }
    }

    pub(super) fn resolve(&self, prefix: &str) -> Space {
        // Namespaces in XML §6.1: the innermost declaration applies.
        let declared = self.declared.iter().rev().find(|(declared, _)| &**declared == prefix);
        declared.map_or_else(|| Space::of_prefix(prefix), |&(_, space)| space)
    }
}
