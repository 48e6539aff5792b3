//! What belongs to an item and stands elsewhere: the feed that it was taken from, its comments.

use serde::{Deserialize, Serialize};
use url::Url;

/// The feed that an item was taken from, by a program that joins feeds.
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
    /// Its id. RSS: —. Atom: `id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its title. RSS: the text of `source`. Atom: `title`.
    pub title: String,
    /// The address of its site. RSS: —. Atom: `link rel="alternate"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Url>,
    /// The address of the feed. RSS: `url`. Atom: `link rel="self"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<Url>,
}

impl Source {
    /// A feed with nothing but a title.
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

/// Where readers comment on an item. JSON Feed cannot say it.
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
    /// A feed of the comments. RSS: `wfw:commentRss`. Atom: `link rel="replies"` of a feed's type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<Url>,
    /// How many there are. RSS: `slash:comments`. Atom: `thr:total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}
