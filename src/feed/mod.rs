//! Documents → feeds: one model, three formats.
//!
//! The same document has the same id in every format: its URL. No clock is read: a feed is as new as its
//! newest document.

mod archive;
mod atom;
mod entry;
mod json;
mod read;
mod rss;
mod stream;
mod xml;

pub use archive::{Archive, Page};
pub use read::{FeedNote, FeedNoteKind, FeedTime};

use std::borrow::Borrow;
use std::fmt;

use url::Url;

use self::stream::{Format, Head};

use crate::{Document, Timestamp};

/// A feed: what it is called, where it is, and its documents.
///
/// ```
/// use newsclip::{Feed, Url};
///
/// let doc = newsclip::parse("<!--1668312901000-->\n[雨停了](https://a.example/1)\n------\n\n<p>雨停了。")?;
/// let mut feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
/// feed.documents.push(doc);
/// let rss = feed.to_rss();
/// assert!(rss.contains("<guid isPermaLink=\"true\">https://a.example/1</guid>"));
/// assert!(rss.contains("<pubDate>Sun, 13 Nov 2022 04:15:01 +0000</pubDate>"));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Feed {
    /// What the feed is called. RSS `title`, Atom `title`, JSON Feed `title`; all demand it, so an empty
    /// one is written as the site's host.
    pub title: String,
    /// The site that the feed is of. RSS `link`, Atom `link rel="alternate"`, JSON Feed `home_page_url`.
    pub url: Url,
    /// Where the feed itself is. RSS and Atom `link rel="self"`, JSON Feed `feed_url`, Atom `id`.
    pub feed_url: Option<Url>,
    /// What the feed is about. RSS `description` (demanded, so the title if there is none), Atom `subtitle`, JSON
    /// Feed `description`.
    pub description: Option<String>,
    /// The language as a BCP 47 tag, such as `zh-Hans`. RSS `language`, Atom `xml:lang`, JSON Feed `language`.
    pub language: Option<String>,
    /// Who makes the feed, for documents without an author. Atom `author` (demanded, so the title if
    /// there is none), JSON Feed `authors`, RSS `dc:creator`.
    pub authors: Vec<String>,
    /// The address of a square picture. RSS `image`, Atom `icon`, JSON Feed `icon`.
    pub icon: Option<Url>,
    /// Who holds which rights. RSS `copyright`, Atom `rights`; JSON Feed has no place for it.
    pub rights: Option<String>,
    /// A `WebSub` hub. RSS and Atom `link rel="hub"`, JSON Feed `hubs`.
    pub hub: Option<Url>,
    /// How many minutes a reader may keep the feed before it asks again. RSS `ttl` alone.
    pub ttl: Option<u32>,
    /// When it changed last; if `None`, when its newest document was published. RSS `lastBuildDate`, Atom `updated`.
    pub updated: Option<Timestamp>,
    /// How much of the documents is written, as readers refuse very large feeds.
    pub limits: FeedLimits,
    /// The articles, in the order in which they are written; readers expect the newest first.
    pub documents: Vec<Document>,
}

/// How much a feed may hold: the first documents that stay within both limits are written. For more, see [`Archive`].
///
/// ```
/// use newsclip::{Feed, FeedLimits, Url};
///
/// let mut feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
/// feed.documents = vec![newsclip::parse("[雨](https://a.example/1)\n------\n\n雨。")?; 3];
/// feed.limits = FeedLimits { items: Some(2), ..FeedLimits::default() };
/// assert_eq!(feed.to_rss().matches("<item>").count(), 2);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FeedLimits {
    /// At most so many documents; 1,000 by default.
    pub items: Option<usize>,
    /// At most so many bytes, counted before the document that would exceed them; 10 MiB by default. The first document
    /// is written in any case.
    pub bytes: Option<usize>,
}

impl FeedLimits {
    /// No limits.
    ///
    /// ```
    /// assert_eq!(newsclip::FeedLimits::NONE.items, None);
    /// ```
    pub const NONE: Self = Self { items: None, bytes: None };
}

impl Default for FeedLimits {
    fn default() -> Self {
        Self { items: Some(1000), bytes: Some(10 << 20) }
    }
}

impl Feed {
    /// A feed of a site, with nothing in it yet.
    ///
    /// ```
    /// use newsclip::{Feed, Url};
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
    /// assert!(feed.documents.is_empty());
    /// ```
    pub fn new(url: Url, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            url,
            feed_url: None,
            description: None,
            language: None,
            authors: Vec::new(),
            icon: None,
            rights: None,
            hub: None,
            ttl: None,
            updated: None,
            limits: FeedLimits::default(),
            documents: Vec::new(),
        }
    }

    /// RSS 2.0 with `content:encoded`, as the RSS Advisory Board's profile says it.
    ///
    /// ```
    /// use newsclip::{Feed, Url};
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "A & B");
    /// assert!(feed.to_rss().contains("<title>A &amp; B</title>"));
    /// ```
    pub fn to_rss(&self) -> String {
        self.to_format(Format::Rss)
    }

    /// Atom 1.0 (RFC 4287).
    ///
    /// ```
    /// use newsclip::{Feed, Url};
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
    /// assert!(feed.to_atom().contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""));
    /// ```
    pub fn to_atom(&self) -> String {
        self.to_format(Format::Atom)
    }

    /// JSON Feed 1.1.
    ///
    /// ```
    /// use newsclip::{Feed, Url};
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
    /// assert!(feed.to_json_feed().contains("\"version\": \"https://jsonfeed.org/version/1.1\""));
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.to_format(Format::JsonFeed)
    }

    fn to_format(&self, format: Format) -> String {
        let mut out = String::new();
        let head = Head::of(self);
        stream::write(format, &head, &self.documents, &mut out).expect("writing to a string does not fail");
        out
    }

    /// Writes RSS 2.0 with documents that come one by one, so that memory for one is enough; the feed's own documents are
    /// not written. Returns how many stayed within the [limits](FeedLimits).
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// use newsclip::{Feed, Url};
    ///
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
    /// let clips = ["[雨](https://a.example/1)\n------\n", "[雪](https://a.example/2)\n------\n"];
    /// let documents = clips.iter().filter_map(|clip| newsclip::parse(clip).ok());
    /// let mut out = String::new();
    /// assert_eq!(feed.write_rss(documents, &mut out), Ok(2));
    /// ```
    pub fn write_rss(
        &self,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
        out: &mut impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        stream::write(Format::Rss, &Head::of(self), documents, out)
    }

    /// Writes Atom 1.0 in the same way. Its `updated` comes before the documents, so it is [`updated`](Self::updated), or
    /// the newest of the feed's own documents.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// use newsclip::{Document, Feed, Url};
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
    /// let mut out = String::new();
    /// assert_eq!(feed.write_atom(Vec::<Document>::new(), &mut out), Ok(0));
    /// ```
    pub fn write_atom(
        &self,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
        out: &mut impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        stream::write(Format::Atom, &Head::of(self), documents, out)
    }

    /// Writes JSON Feed 1.1 in the same way.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// use newsclip::{Document, Feed, Url};
    /// let feed = Feed::new(Url::parse("https://a.example/").unwrap(), "天气");
    /// let mut out = String::new();
    /// assert_eq!(feed.write_json_feed(Vec::<Document>::new(), &mut out), Ok(0));
    /// ```
    pub fn write_json_feed(
        &self,
        documents: impl IntoIterator<Item = impl Borrow<Document>>,
        out: &mut impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        stream::write(Format::JsonFeed, &Head::of(self), documents, out)
    }

    fn title(&self) -> &str {
        if self.title.trim().is_empty() { host(&self.url) } else { &self.title }
    }

    /// When the feed changed last, if anything says so.
    fn last_change(&self) -> Option<Timestamp> {
        self.updated.or_else(|| self.documents.iter().filter_map(|document| document.published).max())
    }
}

impl Document {
    /// RSS 2.0 with this document alone, titled like it. For more documents, see [`Feed`].
    ///
    /// ```
    /// let doc = newsclip::parse("[雨停了](https://a.example/1)\n------\n\n雨停了。")?;
    /// assert!(doc.to_rss().contains("<title>雨停了</title>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_rss(&self) -> String {
        self.feed_of_one().to_rss()
    }

    /// Atom 1.0 with this document alone.
    ///
    /// ```
    /// let doc = newsclip::parse("[雨停了](https://a.example/1)\n------\n\n雨停了。")?;
    /// assert!(doc.to_atom().contains("<id>https://a.example/1</id>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_atom(&self) -> String {
        self.feed_of_one().to_atom()
    }

    /// JSON Feed 1.1 with this document alone.
    ///
    /// ```
    /// let doc = newsclip::parse("[雨停了](https://a.example/1)\n------\n\n雨停了。")?;
    /// assert!(doc.to_json_feed().contains("\"content_html\": \"<p>雨停了。</p>\\n\""));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.feed_of_one().to_json_feed()
    }

    fn feed_of_one(&self) -> Feed {
        let mut site = self.url.clone();
        site.set_path("/");
        site.set_query(None);
        site.set_fragment(None);
        let mut feed = Feed::new(site, self.title.as_str());
        feed.documents.push(self.clone());
        feed
    }
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or(url.as_str())
}
