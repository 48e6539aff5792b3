//! Feeds → documents: RSS 0.91 to 2.0, RSS 1.0, Atom 1.0 and 0.3, JSON Feed, in any encoding that feeds come in, and with the mistakes that they
//! come with.

mod date;
mod encoding;
mod entry;
mod fields;
mod json;
mod xml;

pub use date::FeedTime;

use url::Url;

use super::Feed;
use crate::{Error, ErrorKind};

/// What was mended in a feed, or could not be read.
///
/// ```
/// let rss = "<rss><channel><title>A & B</title><link>https://a.example/</link></channel></rss>";
/// let (feed, notes) = newsclip::Feed::parse_with_notes(rss)?;
/// assert_eq!(feed.title, "A & B");
/// assert_eq!(notes[0].to_string(), "line 1, column 24: a stray & was taken as text");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FeedNote {
    /// What was wrong.
    pub kind: FeedNoteKind,
    /// Where; `None` if it belongs to no place.
    pub position: Option<crate::Position>,
}

/// What a [`FeedNote`] is about.
///
/// ```
/// use newsclip::FeedNoteKind;
/// assert_eq!(FeedNoteKind::Truncated.to_string(), "the file ends too early");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FeedNoteKind {
    /// A `&` that begins no reference.
    #[error("a stray & was taken as text")]
    StrayAmpersand,
    /// An entity that XML does not have; those of HTML were decoded.
    #[error("the entity &{name}; is not XML's")]
    Entity {
        /// Its name.
        name: String,
    },
    /// A character that XML does not allow was left out.
    #[error("a control character was left out")]
    ControlCharacter,
    /// The file ends within an element; what came before was read.
    #[error("the file ends too early")]
    Truncated,
    /// The XML could not be read from here on; what came before was.
    #[error("the rest could not be read: {message}")]
    Malformed {
        /// What the XML reader says.
        message: String,
    },
    /// An item without an address, which no document can be made of.
    #[error("an item without a URL was left out")]
    NoUrl,
    /// A time that could not be read.
    #[error("the time {text:?} could not be read")]
    Time {
        /// The text as it stands in the feed.
        text: String,
    },
    /// A time without a zone, which was taken to be in the default zone.
    #[error("the time {text:?} has no zone")]
    AssumedZone {
        /// The text as it stands in the feed.
        text: String,
    },
    /// Bytes that are not of the feed's encoding were replaced by U+FFFD.
    #[error("bytes that are not {encoding} were replaced")]
    Encoding {
        /// The encoding's name.
        encoding: &'static str,
    },
}

impl std::fmt::Display for FeedNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(crate::Position { line, column }) = self.position {
            write!(f, "line {line}, column {column}: ")?;
        }
        write!(f, "{}", self.kind)
    }
}

/// The zone of times that name none, if a caller gives no other: UTC, in minutes east of it.
const UTC: i32 = 0;

impl Feed {
    /// Reads RSS 0.91 to 2.0, RSS 1.0, Atom 1.0 or 0.3, or JSON Feed. What is broken is mended where it can be; see
    /// [`parse_with_notes`](Self::parse_with_notes).
    ///
    /// # Errors
    ///
    /// When the text is none of these, declares entities, or is nested more than 256 levels deep.
    ///
    /// ```
    /// use newsclip::Feed;
    ///
    /// let rss = "<rss version='2.0'><channel><title>天气</title><link>https://a.example/</link>\
    ///     <item><title>雨停了</title><link>/1</link><pubDate>2022-11-13 12:15:01 +0800</pubDate>\
    ///     <description>&lt;p&gt;雨停了。</description></item></channel></rss>";
    /// let feed = Feed::parse(rss)?;
    /// let doc = &feed.documents[0];
    /// assert_eq!(doc.url.as_str(), "https://a.example/1");
    /// assert_eq!(doc.to_clip(), "<!--1668312901000-->\n[雨停了](https://a.example/1)\n------\n\n<p>雨停了。</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with_notes(text).map(|(feed, _)| feed)
    }

    /// Reads a feed, and says what had to be mended.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    ///
    /// ```
    /// let cut = "<rss><channel><link>https://a.example/</link><item><link>https://a.example/1</link></item><item><title>雪";
    /// let (feed, notes) = newsclip::Feed::parse_with_notes(cut)?;
    /// assert_eq!(feed.documents.len(), 1);
    /// assert_eq!(notes[0].kind, newsclip::FeedNoteKind::Truncated);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn parse_with_notes(text: &str) -> Result<(Self, Vec<FeedNote>), Error> {
        Self::parse_in_zone(text, UTC)
    }

    /// Reads a feed whose times mean a zone where they name none: `minutes` east of UTC, 480 for China.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    ///
    /// ```
    /// let rss = "<rss><channel><link>https://a.example/</link><item><link>https://a.example/1</link>\
    ///     <pubDate>2022年11月13日 08:00</pubDate></item></channel></rss>";
    /// let (feed, _) = newsclip::Feed::parse_in_zone(rss, 480)?;
    /// assert_eq!(feed.documents[0].published.unwrap().to_string(), "2022-11-13T00:00:00Z");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn parse_in_zone(text: &str, minutes: i32) -> Result<(Self, Vec<FeedNote>), Error> {
        let text = text.trim_start_matches('\u{feff}');
        let mut notes = Vec::new();
        let raw =
            if text.trim_start().starts_with('{') { json::read(text)? } else { xml::read(text, &mut notes)? };
        let feed = raw.into_feed(minutes, &mut notes);
        Ok((feed, notes))
    }

    /// Reads a feed from bytes, in the encoding that a byte order mark or the XML declaration names, else in UTF-8.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    ///
    /// ```
    /// let gbk = b"<?xml version='1.0' encoding='GBK'?><rss><channel><title>\xcc\xec\xc6\xf8</title></channel></rss>";
    /// let (feed, notes) = newsclip::Feed::from_bytes(gbk)?;
    /// assert_eq!(feed.title, "天气");
    /// assert!(notes.is_empty());
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, Vec<FeedNote>), Error> {
        let (text, broken) = encoding::decode(bytes);
        let (feed, mut notes) = Self::parse_with_notes(&text)?;
        notes.extend(
            broken.map(|encoding| FeedNote { kind: FeedNoteKind::Encoding { encoding }, position: None }),
        );
        Ok((feed, notes))
    }
}

/// The error for a text that is no feed.
fn refused(message: impl Into<String>, source: &str, offset: usize) -> Error {
    Error::at(ErrorKind::Feed { message: message.into() }, source, offset)
}

/// Where a feed is, if it does not say.
fn nowhere() -> Url {
    Url::parse("https://invalid/").expect("a fixed text")
}
