//! An element of a feed's XML: which vocabulary it is of, its name, its attributes, its text.

use quick_xml::name::ResolveResult;
use url::Url;

/// A vocabulary that feeds use, whatever prefix or version it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS of all versions, and elements without a namespace.
    Rss,
    Atom,
    Content,
    DublinCore,
    Media,
    Itunes,
    Xhtml,
    Other,
}

impl Space {
    pub(super) fn of(resolved: &ResolveResult<'_>, prefix: Option<&str>) -> Self {
        let uri = match resolved {
            ResolveResult::Bound(namespace) => namespace.0.to_ascii_lowercase(),
            ResolveResult::Unbound => return Self::Rss,
            // Feeds forget to declare prefixes.
            ResolveResult::Unknown(_) => return Self::of_prefix(prefix.unwrap_or_default()),
        };
        match uri.trim_end_matches('/') {
            "http://www.w3.org/2005/atom" | "http://purl.org/atom/ns#" | "http://www.w3.org/2005/atom#" => {
                Self::Atom
            }
            "http://purl.org/rss/1.0/modules/content" => Self::Content,
            "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => Self::DublinCore,
            "http://search.yahoo.com/mrss" => Self::Media,
            "http://www.itunes.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "http://www.w3.org/1999/xhtml" => Self::Xhtml,
            "http://purl.org/rss/1.0"
            | "http://my.netscape.com/rdf/simple/0.9"
            | "http://channel.netscape.com/rdf/simple/0.9"
            | "http://backend.userland.com/rss2"
            | "http://backend.userland.com/rss"
            | "http://blogs.law.harvard.edu/tech/rss" => Self::Rss,
            _ => Self::Other,
        }
    }

    fn of_prefix(prefix: &str) -> Self {
        match prefix {
            "content" => Self::Content,
            "dc" | "dcterms" => Self::DublinCore,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "atom" => Self::Atom,
            _ => Self::Other,
        }
    }
}

/// An element that is open.
pub(super) struct Open {
    pub(super) space: Space,
    pub(super) name: String,
    /// The text so far.
    pub(super) text: String,
    /// The attributes without a prefix.
    pub(super) attributes: Vec<(String, String)>,
    /// `xml:base` in force within it.
    pub(super) base: Option<Url>,
    /// The place in the source where its content begins.
    pub(super) start: usize,
}

impl Open {
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str())
    }
}
