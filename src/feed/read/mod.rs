//! Reading: RSS 0.91 to 2.0, RSS 1.0, Atom 1.0 and 0.3, JSON Feed, in any encoding, with the faults that feeds have.

mod element;
mod encoding;
mod fields;
mod json;
mod locator;
mod note;
mod raw;
mod time;
mod xml;

pub use self::note::{Note, NoteKind};
pub use self::time::Time;
use super::Feed;
use crate::error::{Error, ErrorKind};

/// The zone of times without one, in minutes east of UTC, unless a caller gives another.
const UTC: i32 = 0;

impl Feed {
    /// Reads RSS 0.91 to 2.0, RSS 1.0, Atom 1.0 or 0.3, or JSON Feed. Faults are repaired where possible; see
    /// [`parse_with_notes`](Self::parse_with_notes).
    ///
    /// # Errors
    ///
    /// If the text is none of these, declares entities, or is nested more than 256 levels deep.
    ///
    /// ```
    /// use newsclip::Feed;
    ///
    /// let rss = "<rss version='2.0'><channel><title>Weather</title><link>https://a.example/</link>\
    ///     <item><title>Rain</title><link>/1</link><pubDate>2022-11-13 12:15:01 +0800</pubDate>\
    ///     <description>&lt;p&gt;It stopped.</description></item></channel></rss>";
    /// let feed = Feed::parse(rss)?;
    /// let doc = &feed.documents[0];
    /// assert_eq!(doc.url.as_str(), "https://a.example/1");
    /// assert_eq!(doc.to_clip(), "<!--1668312901000-->\n[Rain](https://a.example/1)\n------\n\n<p>It stopped.</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_with_notes(text).map(|(feed, _)| feed)
    }

    /// Reads a feed, with a note for each fault.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    ///
    /// ```
    /// let cut = "<rss><channel><link>https://a.example/</link><item><link>https://a.example/1</link></item><item><title>Sn";
    /// let (feed, notes) = newsclip::Feed::parse_with_notes(cut)?;
    /// assert_eq!(feed.documents.len(), 1);
    /// assert_eq!(notes[0].kind, newsclip::feed::NoteKind::Truncated);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn parse_with_notes(text: &str) -> Result<(Self, Vec<Note>), Error> {
        Self::parse_in_zone(text, UTC)
    }

    /// Reads a feed whose times without a zone are `minutes` east of UTC: 480 for China.
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
    pub fn parse_in_zone(text: &str, minutes: i32) -> Result<(Self, Vec<Note>), Error> {
        let text = text.trim_start_matches('\u{feff}');
        let mut notes = Vec::new();
        let raw =
            if text.trim_start().starts_with('{') { json::read(text)? } else { xml::read(text, &mut notes)? };
        let feed = raw.into_feed(minutes, &mut notes);
        Ok((feed, notes))
    }

    /// Reads a feed from bytes, in the encoding that a byte order mark or the XML declaration names, otherwise in UTF-8.
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
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, Vec<Note>), Error> {
        let (text, broken) = encoding::decode(bytes);
        let (feed, mut notes) = Self::parse_with_notes(&text)?;
        notes.extend(broken.map(|encoding| Note { kind: NoteKind::Encoding { encoding }, position: None }));
        Ok((feed, notes))
    }
}

/// The error for a text that is not a feed.
fn refused(expected: impl Into<String>, source: &str, offset: usize) -> Error {
    Error::at(ErrorKind::Feed { expected: expected.into() }, source, offset, "the feed")
}
