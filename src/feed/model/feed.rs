//! A feed: its head and its items.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Item, Person, Tag};
use crate::time::Timestamp;

/// A feed of any format: what is said about it as a whole, and its items.
///
/// Each field's documentation names its place in RSS 2.0, Atom 1.0 and JSON Feed 1.1, and other elements that it is read
/// from. A dash means that the format cannot say it. [`_documentation::feeds`](crate::_documentation::feeds) has a table.
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
    /// The feed's permanent id. RSS: —. Atom: `id` (required: the feed's address, else its site's, stands in for it).
    /// JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The title as plain text. RSS, Atom, JSON Feed: `title`. All require it, so the site's host stands in for a blank one.
    pub title: String,
    /// The address of the site that the feed is of. RSS: `link`. Atom: `link rel="alternate"`. JSON Feed:
    /// `home_page_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// The address of the feed itself. RSS: `atom:link rel="self"`; also read from `itunes:new-feed-url`. Atom:
    /// `link rel="self"`. JSON Feed: `feed_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<Url>,
    /// The address of the feed as RSS, if it is not [`feed_url`](Self::feed_url).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rss_url: Option<Url>,
    /// The address of the feed as Atom, if it is not [`feed_url`](Self::feed_url).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub atom_url: Option<Url>,
    /// The address of the feed as JSON Feed, if it is not [`feed_url`](Self::feed_url).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_url: Option<Url>,
    /// What the feed is about, as plain text. RSS: `description` (required: the title stands in for it); also read from
    /// `itunes:summary` and `itunes:subtitle`. Atom: `subtitle`. JSON Feed: `description`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The language as a BCP 47 tag, such as `zh-Hans`. RSS: `language`; also read from `dc:language`. Atom: `xml:lang`.
    /// JSON Feed: `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who makes the feed: the authors of items that name none. RSS: `managingEditor` if there is a mail address, else
    /// `dc:creator` of those items; also read from `dc:creator` and `itunes:author`. Atom: `author` (required: the title
    /// stands in for it). JSON Feed: `authors`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Who else works on the feed. RSS: `webMaster` (one, with a mail address). Atom: `contributor`. JSON Feed: —.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    /// What the feed is about. RSS: `category`; also read from `dc:subject` and `itunes:category`. Atom: `category`. JSON
    /// Feed: —.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// A small square picture, for lists of feeds. RSS: `webfeeds:icon`. Atom: `icon`. JSON Feed: `favicon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<Url>,
    /// A larger picture. RSS: `image`; also read from `itunes:image` and `webfeeds:logo`. Atom: `logo`. JSON Feed: `icon`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Url>,
    /// Who holds which rights, as plain text. RSS: `copyright`; also read from `dc:rights`. Atom: `rights`. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// `WebSub` hubs, which tell subscribers of new items. RSS: `atom:link rel="hub"`. Atom: `link rel="hub"`. JSON Feed:
    /// `hubs`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hubs: Vec<Url>,
    /// How many minutes a reader may keep the feed before it asks again. RSS: `ttl`; also read from `sy:updatePeriod`. Atom,
    /// JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ttl: Option<u32>,
    /// When the feed changed last; if `None`, the newest time of its items. RSS: `lastBuildDate`. Atom: `updated`. JSON
    /// Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The program that made the feed. RSS, Atom: `generator`; `newsclip` by default. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generator: Option<String>,
    /// Addresses of style sheets for browsers that open the feed; they may be relative. RSS, Atom: `xml-stylesheet` (XSLT if
    /// the address ends with `.xsl` or `.xslt`, else CSS). JSON Feed: —. See [`STYLE_CSS`](crate::feed::STYLE_CSS).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stylesheets: Vec<String>,
    /// The items in the order in which they are written; readers expect the newest first. RSS: `item`. Atom: `entry`. JSON
    /// Feed: `items`.
    pub items: Vec<Item>,
}

impl Feed {
    /// A feed with nothing but a title.
    ///
    /// ```
    /// assert!(newsclip::Feed::new("Weather").items.is_empty());
    /// ```
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}
