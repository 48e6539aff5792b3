//! An item of a feed.

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Comments, Enclosure, Person, Source, Tag};
use crate::time::Timestamp;
use crate::tree::Block;

/// An item of a feed: RSS `item`, Atom `entry`, an item of JSON Feed.
///
/// The documentation of each field names its element in RSS 2.0, Atom 1.0 and JSON Feed 1.1, and other elements that the
/// reader accepts. A dash means that the format has no such element.
///
/// A [`Document`](crate::Document) becomes an item with `Item::from`, and an item becomes a document with
/// [`into_document`](Self::into_document).
///
/// ```
/// use newsclip::feed::{Item, Person};
/// use newsclip::tree::Block;
/// use newsclip::{Feed, Url};
///
/// let mut item = Item::new("Rain");
/// item.url = Url::parse("https://a.example/1").ok();
/// item.authors.push(Person::new("Ann"));
/// item.content.push(Block::paragraph(vec!["It stopped.".into()]));
///
/// let mut feed = Feed::new("Weather");
/// feed.items.push(item);
/// assert!(feed.to_atom().contains("<author><name>Ann</name></author>"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Item {
    /// The permanent id. If it is `None`, the writers derive it from the address, else from the title, the time and the
    /// first words. RSS: `guid`; also read from `dc:identifier` and `rdf:about`. Atom: `id`, as a URN if it is not an IRI.
    /// JSON Feed: `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The address of the item. RSS: `link`; also read from a `guid` that is a permalink. Atom: `link rel="alternate"`.
    /// JSON Feed: `url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// The address of another page that the item is about. RSS: —. Atom: `link rel="related"`. JSON Feed: `external_url`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_url: Option<Url>,
    /// The title as plain text; may be empty. RSS, Atom, JSON Feed: `title`; also read from `dc:title`, `media:title` and
    /// `itunes:title`.
    pub title: String,
    /// The time of publication. RSS: `pubDate`; also read from `dc:date` and `dcterms:issued`. Atom: `published`. JSON
    /// Feed: `date_published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// The time of the last change. RSS: `atom:updated`; also read from `dcterms:modified`. Atom: `updated`. JSON Feed:
    /// `date_modified`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The authors. RSS: `author` for the first with an email address, `dc:creator` for the others; also read from
    /// `itunes:author`. Atom: `author`. JSON Feed: `authors`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Other people who worked on the item. RSS: `dc:contributor`; also read from `podcast:person`. Atom: `contributor`. JSON
    /// Feed: —.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    /// The topics of the item. RSS: `category`; also read from `dc:subject`, `media:category` and `media:keywords`. Atom:
    /// `category`. JSON Feed: `tags`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// A summary by the publisher. Many feeds have summaries and no content. RSS: `description`; also read from
    /// `itunes:summary`, `media:description` and `dc:description`. Atom: `summary`. JSON Feed: `summary`, as plain text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<Block>,
    /// The full text. RSS: `content:encoded`; also read from `content:items`, `xhtml:body` and `fullitem`. Atom: `content`. JSON Feed:
    /// `content_html`; also read from `content_text`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Block>,
    /// The lead image; if it is `None`, the first image of the content is written. RSS, Atom:
    /// `media:content medium="image"`; also read from `itunes:image`. JSON Feed: `image`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Url>,
    /// A small version of the lead image. RSS, Atom: `media:thumbnail`. JSON Feed: —; read from `banner_image`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Url>,
    /// Files that belong to the item, such as the audio of an episode. RSS: `enclosure` for the first, `media:content` for
    /// the others. Atom: `link rel="enclosure"`. JSON Feed: `attachments`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
    /// The feed that the item was copied from. RSS, Atom: `source`. JSON Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Box<Source>>,
    /// The comments of readers. See [`Comments`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<Box<Comments>>,
    /// The copyright statement as plain text. RSS: `dc:rights`; also read from `media:copyright`. Atom: `rights`. JSON
    /// Feed: —.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// The language as a BCP 47 tag, if it differs from the feed's. RSS: `dc:language`. Atom: `xml:lang`. JSON Feed:
    /// `language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl Item {
    /// Creates an item with a title only, which may be empty.
    ///
    /// ```
    /// assert_eq!(newsclip::feed::Item::new("Rain").title, "Rain");
    /// ```
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}
