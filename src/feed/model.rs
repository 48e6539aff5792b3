//! The feed itself.

use std::borrow::Borrow;
use std::fmt;

use url::Url;

use super::write::{Atom, Format, Head, JsonFeed, Rss, write};
use crate::document::Document;
use crate::time::Timestamp;

/// A feed: its title, its addresses, its documents.
///
/// ```
/// use newsclip::{Feed, Url};
///
/// let mut feed = Feed::new("Weather");
/// feed.url = Some(Url::parse("https://a.example/").unwrap());
/// feed.documents.push(newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It stopped.")?);
/// assert!(feed.to_rss().contains("<guid isPermaLink=\"true\">https://a.example/1</guid>"));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Feed {
    /// The title. RSS `title`, Atom `title`, JSON Feed `title`; all require it, so the site's host stands in for an empty
    /// one.
    pub title: String,
    /// The site that the feed is of. RSS `link`, Atom `link rel="alternate"`, JSON Feed `home_page_url`.
    pub url: Option<Url>,
    /// The address of the feed itself. RSS and Atom `link rel="self"`, JSON Feed `feed_url`, Atom `id`.
    pub feed_url: Option<Url>,
    /// What the feed is about. RSS `description` (required, so the title stands in for it), Atom `subtitle`, JSON Feed
    /// `description`.
    pub description: Option<String>,
    /// The language as a BCP 47 tag, such as `zh-Hans`. RSS `language`, Atom `xml:lang`, JSON Feed `language`.
    pub language: Option<String>,
    /// Who makes the feed, for documents without an author. Atom `author` (required, so the title stands in for it), JSON
    /// Feed `authors`, RSS `dc:creator` of each document.
    pub authors: Vec<String>,
    /// The address of a square picture. RSS `image`, Atom `icon`, JSON Feed `icon`.
    pub icon: Option<Url>,
    /// Who holds which rights. RSS `copyright`, Atom `rights`; JSON Feed has no place for it.
    pub rights: Option<String>,
    /// A `WebSub` hub. RSS and Atom `link rel="hub"`, JSON Feed `hubs`.
    pub hub: Option<Url>,
    /// How many minutes a reader may keep the feed before it asks again. RSS `ttl`; no other format has a place for it.
    pub ttl: Option<u32>,
    /// When the feed changed last; if `None`, when its newest document was published. RSS `lastBuildDate`, Atom `updated`.
    pub updated: Option<Timestamp>,
    /// How many documents are written; all of them by default. Readers commonly refuse feeds of more than 1,000 documents or
    /// 10 MiB.
    pub limits: Limits,
    /// The articles, in the order in which they are written; readers expect the newest first.
    pub documents: Vec<Document>,
}

/// How much a feed may hold: the first documents that stay within both limits are written. For more, see
/// [`Archive`](super::Archive).
///
/// ```
/// use newsclip::Feed;
/// use newsclip::feed::Limits;
///
/// let mut feed = Feed::new("Weather");
/// feed.documents = vec![newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?; 3];
/// assert_eq!(feed.to_rss().matches("<item>").count(), 3);
/// feed.limits = Limits { items: Some(2), ..Limits::default() };
/// assert_eq!(feed.to_rss().matches("<item>").count(), 2);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The maximum number of documents.
    pub items: Option<usize>,
    /// The maximum number of bytes, counted before the document that would exceed it. The first document is always written.
    pub bytes: Option<usize>,
}

impl Feed {
    /// A feed with nothing but a title.
    ///
    /// ```
    /// assert!(newsclip::Feed::new("Weather").documents.is_empty());
    /// ```
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// RSS 2.0 with `content:encoded`, by the RSS Advisory Board's profile.
    ///
    /// ```
    /// assert!(newsclip::Feed::new("A & B").to_rss().contains("<title>A &amp; B</title>"));
    /// ```
    pub fn to_rss(&self) -> String {
        self.rss_of(&self.documents)
    }

    /// Atom 1.0 (RFC 4287).
    ///
    /// ```
    /// assert!(newsclip::Feed::new("Weather").to_atom().contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""));
    /// ```
    pub fn to_atom(&self) -> String {
        self.atom_of(&self.documents)
    }

    /// JSON Feed 1.1.
    ///
    /// ```
    /// let json = newsclip::Feed::new("Weather").to_json_feed();
    /// assert!(json.contains("\"version\": \"https://jsonfeed.org/version/1.1\""));
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.json_feed_of(&self.documents)
    }

    /// Writes RSS 2.0 with documents that come one by one, so that memory for one of them is enough, instead of the feed's
    /// own. Returns how many stayed within the [limits](Limits).
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// let clips = ["[Rain](https://a.example/1)\n------\n", "[Sun](https://a.example/2)\n------\n"];
    /// let documents = clips.iter().filter_map(|clip| newsclip::parse(clip).ok());
    /// let mut out = String::new();
    /// assert_eq!(newsclip::Feed::new("Weather").write_rss(documents, &mut out), Ok(2));
    /// ```
    pub fn write_rss(
        &self,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
        out: &mut impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        write(&Rss, &Head::of(self), documents, out)
    }

    /// Writes Atom 1.0 in the same way. Its `updated` comes before the documents, so it is [`updated`](Self::updated), or the
    /// time of the feed's own newest document.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// let mut out = String::new();
    /// assert_eq!(newsclip::Feed::new("Weather").write_atom(Vec::<newsclip::Document>::new(), &mut out), Ok(0));
    /// ```
    pub fn write_atom(
        &self,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
        out: &mut impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        write(&Atom, &Head::of(self), documents, out)
    }

    /// Writes JSON Feed 1.1 in the same way.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// let mut out = String::new();
    /// assert_eq!(newsclip::Feed::new("Weather").write_json_feed(Vec::<newsclip::Document>::new(), &mut out), Ok(0));
    /// ```
    pub fn write_json_feed(
        &self,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
        out: &mut impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        write(&JsonFeed, &Head::of(self), documents, out)
    }

    pub(super) fn rss_of(&self, documents: impl IntoIterator<Item = impl Borrow<Document>>) -> String {
        self.to_format(&Rss, documents)
    }

    pub(super) fn atom_of(&self, documents: impl IntoIterator<Item = impl Borrow<Document>>) -> String {
        self.to_format(&Atom, documents)
    }

    pub(super) fn json_feed_of(&self, documents: impl IntoIterator<Item = impl Borrow<Document>>) -> String {
        self.to_format(&JsonFeed, documents)
    }

    fn to_format(
        &self,
        format: &impl Format,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
    ) -> String {
        let mut out = String::new();
        write(format, &Head::of(self), documents, &mut out).expect("writing to a string does not fail");
        out
    }
}
