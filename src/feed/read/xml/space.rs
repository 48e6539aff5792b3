//! The vocabularies that feeds use, and which one a prefix stands for.

/// A vocabulary, whatever prefix or version it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS of all versions, Atom, CDF, and elements without a namespace: their names mean the same where they agree.
    Core,
    Content,
    /// Dublin Core, elements and terms.
    Dublin,
    /// Media RSS.
    Media,
    Itunes,
    /// `slash`: how many comments there are.
    Slash,
    /// `thr`: Atom threading (RFC 4685).
    Thread,
    /// `wfw`: where the comments' feed is.
    Wfw,
    /// `sy`: how often a feed changes.
    Syndication,
    /// What Feedly reads.
    Webfeeds,
    /// `fh`: feed paging and archiving (RFC 5005).
    History,
    Rdf,
    Xhtml,
    Other,
}

impl Space {
    /// The vocabulary that a namespace names.
    pub(super) fn of_uri(uri: &str) -> Self {
        let uri = uri.trim();
        // Namespaces in XML §6.2: an empty name takes the default namespace away, as in RSS 2.0.
        if uri.is_empty() {
            return Self::Core;
        }
        // The longest of those below has 46 bytes.
        if uri.len() > 80 {
            return Self::Other;
        }
        let lower = uri.to_ascii_lowercase();
        // Feeds write these with and without a final slash, and with `https`, which the names do not have.
        let lower = lower.trim_end_matches(['/', '#']);
        Self::of_bare_uri(
            lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(lower),
        )
    }

    /// The same, in lower case, without a scheme and a final slash.
    fn of_bare_uri(uri: &str) -> Self {
        match uri {
            // All versions of RSS and Atom share their elements' names, so one reader serves them all.
            "www.w3.org/2005/atom"
            | "purl.org/atom/ns"
            | "example.com/newformat"
            | "example.com/necho"
            | "purl.org/echo"
            | "uri/of/echo/namespace"
            | "purl.org/rss/1.0"
            | "purl.org/net/rss1.1"
            | "my.netscape.com/rdf/simple/0.9"
            | "channel.netscape.com/rdf/simple/0.9"
            | "my.netscape.com/publish/formats/rss-0.91.dtd"
            | "backend.userland.com/rss"
            | "backend.userland.com/rss2"
            | "backend.userland.com/rss191"
            | "blogs.law.harvard.edu/tech/rss"
            | "www.rssboard.org/rss-specification" => Self::Core,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/dc/elements/1.1" | "purl.org/dc/elements/1.0" | "purl.org/dc/terms" => Self::Dublin,
            "search.yahoo.com/mrss"
            | "tools.search.yahoo.com/mrss"
            | "video.search.yahoo.com/mrss"
            | "www.rssboard.org/media-rss" => Self::Media,
            "www.itunes.com/dtds/podcast-1.0.dtd" | "example.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "purl.org/rss/1.0/modules/slash" => Self::Slash,
            "purl.org/syndication/thread/1.0" => Self::Thread,
            "wellformedweb.org/commentapi" => Self::Wfw,
            "purl.org/rss/1.0/modules/syndication" => Self::Syndication,
            "webfeeds.org/rss/1.0" => Self::Webfeeds,
            "purl.org/syndication/history/1.0" => Self::History,
            "www.w3.org/1999/02/22-rdf-syntax-ns" => Self::Rdf,
            "www.w3.org/1999/xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }

    /// The vocabulary that a prefix stands for in nearly all feeds: some forget to declare them.
    fn of_prefix(prefix: &str) -> Self {
        match prefix {
            // Without a declaration, a common prefix can only mean one vocabulary.
            "" | "atom" | "rss" => Self::Core,
            "content" => Self::Content,
            "dc" | "dcterms" => Self::Dublin,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "slash" => Self::Slash,
            "thr" => Self::Thread,
            "wfw" => Self::Wfw,
            "sy" => Self::Syndication,
            "webfeeds" => Self::Webfeeds,
            "rdf" => Self::Rdf,
            "xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }
}

/// Declarations in force beyond which more are ignored, so that a lookup takes bounded time. Real feeds have up to 30.
const MOST: usize = 100;

/// The namespaces in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Namespaces {
    /// Prefix and vocabulary, the innermost last.
    declared: Vec<(Box<str>, Space)>,
}

impl Namespaces {
    pub(super) fn len(&self) -> usize {
        self.declared.len()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.declared.truncate(len);
    }

    /// Declares a prefix; false if there are too many.
    pub(super) fn declare(&mut self, prefix: &str, uri: &str) -> bool {
        // Each name is looked up among all declarations: without a bound, that is quadratic.
        if self.declared.len() < MOST && prefix.len() < 40 {
            self.declared.push((prefix.into(), Space::of_uri(uri)));
            return true;
        }
        false
    }

    /// The root element's namespace is unknown, but its name is a feed's: so are its children's.
    pub(super) fn trust_root(&mut self, prefix: &str) {
        if let Some((_, space)) = self.declared.iter_mut().rfind(|(declared, _)| &**declared == prefix) {
            *space = Space::Core;
        }
    }

    pub(super) fn resolve(&self, prefix: &str) -> Space {
        // Namespaces in XML §6.1: the innermost declaration counts.
        let declared = self.declared.iter().rev().find(|(declared, _)| &**declared == prefix);
        declared.map_or_else(|| Space::of_prefix(prefix), |&(_, space)| space)
    }
}
