//! A file that belongs to an item.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

/// A file that belongs to an item: the audio of an episode, a video, a picture.
///
/// ```
/// use std::time::Duration;
/// use newsclip::feed::{Enclosure, Item};
/// use newsclip::{Feed, Url};
///
/// let mut file = Enclosure::new(Url::parse("https://a.example/1.mp3").unwrap());
/// file.length = Some(12_345);
/// file.duration = Some(Duration::from_secs(90));
/// let mut item = Item::new("Rain");
/// item.enclosures.push(file);
/// let mut feed = Feed::new("Weather");
/// feed.items.push(item);
/// let rss = feed.to_rss();
/// assert!(rss.contains("<enclosure url=\"https://a.example/1.mp3\" length=\"12345\" type=\"audio/mpeg\"/>"));
/// assert!(rss.contains("<itunes:duration>90</itunes:duration>"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Enclosure {
    /// The address of the file. RSS, JSON Feed: `url`. Atom: `href`.
    pub url: Url,
    /// The media type, such as `audio/mpeg`. If it is `None`, the writers derive it from the file name extension, because
    /// all formats require it. RSS, Atom: `type`. JSON Feed: `mime_type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The length in bytes. RSS: `length` (required: 0 if it is unknown), `fileSize` of `media:content`. Atom: `length`.
    /// JSON Feed: `size_in_bytes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// The playing time in whole seconds. RSS: `itunes:duration` for the first file, `duration` of `media:content` for the
    /// others. Atom: `itunes:duration` for the first file, — for the others. JSON Feed: `duration_in_seconds`.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "seconds")]
    pub duration: Option<Duration>,
    /// The title. RSS: — for the first file, `media:title` for the others. Atom, JSON Feed: `title`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl Enclosure {
    /// Creates a file with an address only.
    ///
    /// ```
    /// use newsclip::{Url, feed::Enclosure};
    ///
    /// let file = Enclosure::new(Url::parse("https://a.example/1.mp3").unwrap());
    /// assert_eq!((file.media_type, file.length), (None, None));
    /// ```
    pub fn new(url: Url) -> Self {
        Self { url, media_type: None, length: None, duration: None, title: None }
    }
}

/// Serializes a duration as whole seconds.
mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[allow(clippy::ref_option, reason = "serde calls it with a reference to the field")]
    pub(super) fn serialize<S: Serializer>(
        duration: &Option<Duration>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        duration.map(|duration| duration.as_secs()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Duration>, D::Error> {
        Ok(Option::<u64>::deserialize(deserializer)?.map(Duration::from_secs))
    }
}
