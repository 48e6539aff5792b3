//! References from an item to other places: the feed that it was copied from, and its comments.

use serde::{Deserialize, Serialize};
use url::Url;

/// The feed that an item was copied from, set by programs that merge feeds. JSON Feed has no such field.
///
/// ```
/// let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='https://a.example/1'/>\
///     <source><title>Weather</title><link href='https://b.example/'/></source></entry></feed>";
/// let item = &newsclip::Feed::parse(atom)?.items[0];
/// assert_eq!(item.url.as_ref().unwrap().as_str(), "https://a.example/1");
/// assert_eq!(item.source.as_ref().unwrap().title, "Weather");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Source {
    /// The id of the feed. RSS: —. Atom: `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The title of the feed. RSS: the text of `source`, or `dc:source` without an address. Atom: `title`.
    pub title: String,
    /// The address of the site. RSS: `url` of `source`, if there is no `feed_url`; it reads back as that. Atom: `link rel="alternate"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// The address of the feed. RSS: `url`. Atom: `link rel="self"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<Url>,
}

impl Source {
    /// Creates a source with a title only.
    ///
    /// ```
    /// use newsclip::feed::{Item, Source};
    ///
    /// let mut item = Item::new("Rain");
    /// item.source = Some(Box::new(Source::new("Weather")));
    /// let mut feed = newsclip::Feed::new("All news");
    /// feed.items.push(item);
    /// assert!(feed.to_atom().contains("<source>"));
    /// ```
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }
}

/// The comments of readers on an item. JSON Feed has no such field.
///
/// ```
/// let rss = "<rss><channel><item><comments>https://a.example/1#talk</comments>\
///     <slash:comments>3</slash:comments></item></channel></rss>";
/// let comments = newsclip::Feed::parse(rss)?.items.remove(0).comments.unwrap();
/// assert_eq!((comments.url.unwrap().as_str(), comments.count), ("https://a.example/1#talk", Some(3)));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Comments {
    /// The page with the comments. RSS: `comments`. Atom: `link rel="replies" type="text/html"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// A feed of the comments. RSS: `wfw:commentRss`. Atom: `link rel="replies"` with the media type of a feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<Url>,
    /// The number of comments. RSS: `slash:comments`. Atom: `thr:total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}
