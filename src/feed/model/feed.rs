//! A feed: its metadata and its items.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Item, Person, Tag};
use crate::time::Timestamp;

/// A feed of any format: its metadata and its items.
///
/// The documentation of each field names its element in RSS 2.0, Atom 1.0 and JSON Feed 1.1, and other elements that the
/// reader accepts. A dash means that the format has no such element.
/// [`_documentation::feeds`](crate::_documentation::feeds) has a table.
///
/// ```
/// use newsclip::feed::Item;
/// use newsclip::{Feed, Url};
///
/// let mut feed = Feed::new("Weather");
/// feed.url = Some(Url::parse("https://a.example/").unwrap());
/// feed.items.push(Item::from(newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It stopped.")?));
/// assert!(feed.to_rss().contains("<guid isPermaLink=\"true\">https://a.example/1</guid>"));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Feed {
    /// The permanent id of the feed. RSS: —. Atom: `id` (required: if it is `None`, the address of the feed, else of its
    /// site, else a URN of the title). JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The title as plain text. RSS, Atom, JSON Feed: `title`. All formats require it: if it is blank, the host name of the
    /// site is written, or `Untitled` without a site.
    pub title: String,
    /// The address of the site. RSS: `link` (required, but not written if this and [`feed_url`](Self::feed_url) are `None`).
    /// Atom: `link rel="alternate"`. JSON Feed: `home_page_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// The address of the feed itself. RSS: `atom:link rel="self"`; also read from `itunes:new-feed-url`. Atom:
    /// `link rel="self"`. JSON Feed: `feed_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<Url>,
    /// The address of the feed as RSS, if it is not [`feed_url`](Self::feed_url). RSS: `atom:link rel="self"`; not read. Atom,
    /// JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rss_url: Option<Url>,
    /// The address of the feed as Atom, if it is not [`feed_url`](Self::feed_url). Atom: `link rel="self"`; not read. RSS, JSON
    /// Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atom_url: Option<Url>,
    /// The address of the feed as JSON Feed, if it is not [`feed_url`](Self::feed_url). JSON Feed: `feed_url`; not read. RSS,
    /// Atom: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_url: Option<Url>,
    /// A description of the feed as plain text. RSS: `description` (required: if it is `None`, the title); also read from
    /// `itunes:summary` and `itunes:subtitle`. Atom: `subtitle`. JSON Feed: `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The language as a BCP 47 tag, such as `zh-Hans`. RSS: `language`; also read from `dc:language`. Atom: `xml:lang`.
    /// JSON Feed: `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The authors of the feed, and of items that name no author. RSS: `managingEditor` for the first with an email address,
    /// `dc:creator` for the others, and both again in items without authors; also read from `itunes:author`. Atom: `author`
    /// (required: if there is no author, the title). JSON Feed: `authors`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Other people who work on the feed. RSS: `webMaster` for the first with an email address, `dc:contributor` for the
    /// others. Atom: `contributor`. JSON Feed: —.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    /// The topics of the feed. RSS: `category`; also read from `dc:subject` and `itunes:category`. Atom: `category`. JSON
    /// Feed: —.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// A small square image for lists of feeds. RSS: `webfeeds:icon`. Atom: `icon`. JSON Feed: `favicon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Url>,
    /// A larger image. RSS: `image`; also read from `itunes:image` and `webfeeds:logo`. Atom: `logo`. JSON Feed: `icon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Url>,
    /// The copyright statement as plain text. RSS: `copyright`; also read from `dc:rights`. Atom: `rights`. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// `WebSub` hubs, which tell subscribers of new items. RSS: `atom:link rel="hub"`. Atom: `link rel="hub"`. JSON Feed:
    /// `hubs`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hubs: Vec<Url>,
    /// The time to live, in minutes: how long a reader may cache the feed. RSS: `ttl`; also read from `sy:updatePeriod`.
    /// Atom, JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
    /// The time of the last change; if it is `None`, the newest time of the items is written. RSS: `lastBuildDate`. Atom:
    /// `updated`. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The program that made the feed. RSS, Atom: `generator`; `newsclip` by default. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generator: Option<String>,
    /// The addresses of style sheets for browsers that open the feed; they may be relative. RSS, Atom: `xml-stylesheet`
    /// (XSLT if the path ends with `.xsl` or `.xslt`, else CSS). JSON Feed: —. See [`STYLE_CSS`](crate::feed::STYLE_CSS).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stylesheets: Vec<String>,
    /// The items in output order; feed readers expect the newest first. RSS: `item`. Atom: `entry`. JSON Feed: `items`.
    pub items: Vec<Item>,
}

impl Feed {
    /// Creates a feed with a title only.
    ///
    /// ```
    /// assert!(newsclip::Feed::new("Weather").items.is_empty());
    /// ```
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}
