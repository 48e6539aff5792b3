//! The reader of feeds and its options: it reads a feed as a whole, or begins to read it item by item.

use std::io;
use std::str::FromStr;

use url::Url;

use super::decode::decode;
use super::engine::{Engine, not_a_feed};
use super::items::Items;
use super::limits::Limits;
use super::note::{Note, NoteKind};
use super::session::{Extent, Session};
use super::step::{Step, View, WindowEnd};
use super::urls::Urls;
use crate::error::Error;
use crate::feed::model::{Feed, Item};
use crate::scan::first_control_character;

/// Reads feeds: RSS 0.90 to 2.0, RSS 1.1, Atom 0.3 and 1.0, CDF, JSON Feed 1.0 and 1.1.
///
/// A feed with faults is read as far as possible: each fault costs only the field that it is in, and a [`Note`] reports it.
/// Only input that is not a feed at all is an error.
///
/// ```
/// use newsclip::Url;
/// use newsclip::feed::Reader;
///
/// let rss = "<rss version='2.0'><channel><title>Weather</title><item><title>Rain</title><link>/1</link>\
///     <pubDate>13 Nov 2022 12:15:01</pubDate><description>It &lt;b>stopped&lt;/b>.</description></item></channel></rss>";
/// let base = Url::parse("https://a.example/feed").unwrap();
/// let outcome = Reader::new().base(&base).zone(480).read(rss)?;
/// let item = &outcome.feed.items[0];
/// assert_eq!(item.url.as_ref().unwrap().as_str(), "https://a.example/1");
/// assert_eq!(item.published.unwrap().to_string(), "2022-11-13T04:15:01Z");
/// assert_eq!(newsclip::Markdown::new().render_blocks(&item.summary), "It **stopped**.\n");
/// assert_eq!(outcome.notes[0].to_string(), "line 1, column 51: time without a zone (13 Nov 2022 12:15:01)");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reader {
    zone: i32,
    base: Option<Url>,
    charset: Option<String>,
    limits: Limits,
    extent: Extent,
}

/// A feed that was read.
///
/// ```
/// let outcome = newsclip::feed::Reader::new().read("<rss><channel><title>A &nbsp; B</title></channel></rss>")?;
/// assert_eq!(outcome.feed.title, "A \u{a0} B");
/// assert_eq!(outcome.notes.len(), 1);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Outcome {
    /// The feed.
    pub feed: Feed,
    /// Notes on what was repaired, assumed or left out.
    pub notes: Vec<Note>,
}

impl Reader {
    /// Creates a reader with the default options.
    ///
    /// ```
    /// assert!(newsclip::feed::Reader::new().read("<rss><channel></channel></rss>").is_ok());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the zone of times that name no zone or an unknown one, in minutes east of UTC: 480 for China. The default is UTC.
    /// Zones are at most a day from UTC; a greater distance counts as a day.
    ///
    /// ```
    /// let rss = "<rss><channel><item><pubDate>2022年11月13日 08:00</pubDate></item></channel></rss>";
    /// let feed = newsclip::feed::Reader::new().zone(480).read(rss)?.feed;
    /// assert_eq!(feed.items[0].published.unwrap().to_string(), "2022-11-13T00:00:00Z");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn zone(mut self, minutes: i32) -> Self {
        self.zone = minutes;
        self
    }

    /// Sets the address that the feed was fetched from. Relative addresses are resolved against it, unless the feed names
    /// its site or has an `xml:base`.
    ///
    /// ```
    /// let base = newsclip::Url::parse("https://a.example/feed").unwrap();
    /// let rss = "<rss><channel><item><link>/1</link></item></channel></rss>";
    /// let feed = newsclip::feed::Reader::new().base(&base).read(rss)?.feed;
    /// assert_eq!(feed.items[0].url.as_ref().unwrap().as_str(), "https://a.example/1");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn base(mut self, base: &Url) -> Self {
        self.base = Some(base.clone());
        self
    }

    /// Sets the label of the encoding that the transport names, such as the `charset` of an HTTP header. It takes
    /// precedence over the XML declaration, but not over a byte order mark (RFC 7303 §3). An unknown label is ignored.
    ///
    /// ```
    /// let gbk = b"<rss><channel><title>\xcc\xec\xc6\xf8</title></channel></rss>";
    /// let feed = newsclip::feed::Reader::new().charset("gbk").read_bytes(gbk)?.feed;
    /// assert_eq!(feed.title, "天气");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn charset(mut self, label: impl Into<String>) -> Self {
        self.charset = Some(label.into());
        self
    }

    /// Sets the limits on how much of a feed is read.
    ///
    /// ```
    /// use newsclip::feed::{Limits, Reader};
    ///
    /// let json = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}, {"id": "2"}]}"#;
    /// assert_eq!(Reader::new().limits(Limits::new().items(1)).read(json)?.feed.items.len(), 1);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Leaves out summaries and content, which are most of a feed. This is several times faster, for lists of new items.
    ///
    /// ```
    /// let rss = "<rss><channel><item><title>Rain</title><description>It stopped.</description></item></channel></rss>";
    /// let item = &newsclip::feed::Reader::new().heads().read(rss)?.feed.items[0];
    /// assert_eq!((item.title.as_str(), item.summary.len()), ("Rain", 0));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn heads(mut self) -> Self {
        self.extent = Extent::Heads;
        self
    }

    /// Reads a feed.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a feed.
    ///
    /// ```
    /// use newsclip::feed::Reader;
    ///
    /// let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>x</id><title>Rain</title></entry></feed>";
    /// assert_eq!(Reader::new().read(atom)?.feed.items[0].id.as_deref(), Some("x"));
    /// assert_eq!(
    ///     Reader::new().read("<html><p>Rain").unwrap_err().to_string(),
    ///     "line 1, column 1: expected RSS, Atom, CDF or JSON Feed, found \"<html><p>Rain\""
    /// );
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn read(&self, text: &str) -> Result<Outcome, Error> {
        self.read_with(text, self.session())
    }

    /// Reads a feed from bytes. A byte order mark, the [charset](Self::charset) or the XML declaration names the encoding,
    /// in this order of precedence. Otherwise, it is UTF-8 or, if that does not fit the bytes, a guess, which is
    /// [noted](NoteKind::AssumedEncoding).
    ///
    /// # Errors
    ///
    /// The same as for [`read`](Self::read).
    ///
    /// ```
    /// let gbk = b"<?xml version='1.0' encoding='GBK'?><rss><channel><title>\xcc\xec\xc6\xf8</title></channel></rss>";
    /// assert_eq!(newsclip::feed::Reader::new().read_bytes(gbk)?.feed.title, "天气");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn read_bytes(&self, bytes: &[u8]) -> Result<Outcome, Error> {
        let mut session = self.session();
        let text = decode(bytes, self.charset.as_deref(), &mut session.notes);
        self.read_with(&text, session)
    }

    /// Reads a feed from a file or another source of bytes. It loads the whole source into memory, up to the
    /// [limit](Limits::bytes).
    ///
    /// # Errors
    ///
    /// The same as for [`read`](Self::read), and the errors of the source.
    ///
    /// ```
    /// let file = std::io::Cursor::new("<rss><channel><title>Weather</title></channel></rss>");
    /// assert_eq!(newsclip::feed::Reader::new().read_from(file)?.feed.title, "Weather");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn read_from(&self, source: impl io::Read) -> Result<Outcome, Error> {
        let mut bytes = Vec::new();
        let limit = self.limits.bytes;
        io::Read::read_to_end(&mut source.take((limit as u64).saturating_add(1)), &mut bytes)
            .map_err(Error::io)?;
        let is_cut = bytes.len() > limit;
        bytes.truncate(limit);
        let mut outcome = self.read_bytes(&bytes)?;
        if is_cut {
            let example = String::new();
            outcome.notes.push(Note { kind: NoteKind::ByteLimit, position: None, count: 1, example });
        }
        Ok(outcome)
    }

    /// Reads a feed item by item, with memory for one item: see [`Items`].
    ///
    /// ```
    /// let rss = "<rss><channel><item><title>Rain</title></item><item><title>Snow</title></item></channel></rss>";
    /// let items = newsclip::feed::Reader::new().items(rss.as_bytes());
    /// let titles: Result<Vec<String>, _> = items.map(|item| Ok(item?.title)).collect();
    /// assert_eq!(titles?, ["Rain", "Snow"]);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn items<R: io::Read>(&self, source: R) -> Items<R> {
        Items::new(source, self.session(), self.charset.clone(), self.limits.item_bytes)
    }

    fn session(&self) -> Session {
        Session {
            urls: Urls::new(self.base.clone()),
            zone: self.zone,
            extent: self.extent,
            ..Session::default()
        }
    }

    fn read_with(&self, text: &str, mut session: Session) -> Result<Outcome, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let mut engine = Engine::for_text(text).unwrap_or_else(Engine::xml);
        session.urls.earn(text.len());
        if let Some(at) = first_control_character(text) {
            session.notes.add(NoteKind::ControlCharacter, "", text, at);
        }
        let items = self.all_items(text, &mut engine, &mut session)?;
        let feed = engine.into_head().into_feed(items);
        Ok(Outcome { feed, notes: session.notes.into_vec() })
    }

    /// Reads the items up to the limit, and counts further ones.
    fn all_items(&self, text: &str, engine: &mut Engine, session: &mut Session) -> Result<Vec<Item>, Error> {
        let mut items = Vec::new();
        let mut from = 0;
        let most = self.limits.items_of(text.len());
        loop {
            let view = View { window: text, from, end: WindowEnd::Source };
            // The window is the whole source, so it is never incomplete.
            match engine.step(view, session).unwrap_or(Step::End) {
                Step::Read(at) => from = at,
                Step::Item(at, item) if items.len() < most => {
                    from = at;
                    items.push(*item);
                    if items.len() == most {
                        session.extent = Extent::Heads;
                    }
                }
                Step::Item(at, _) => {
                    session.notes.add(NoteKind::ItemLimit, "", text, from);
                    from = at;
                }
                Step::End => return Ok(items),
                Step::NotAFeed(at) => return Err(not_a_feed(text, at)),
            }
        }
    }
}

impl Feed {
    /// Reads RSS, Atom, CDF or JSON Feed with the default options. [`Reader`] has options, and reports what it repaired.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a feed.
    ///
    /// ```
    /// use newsclip::Feed;
    ///
    /// let rss = "<rss version='2.0'><channel><title>Weather</title><link>https://a.example/</link>\
    ///     <item><title>Rain</title><link>/1</link><pubDate>2022-11-13 12:15:01 +0800</pubDate>\
    ///     <description>&lt;p&gt;It stopped.</description></item></channel></rss>";
    /// let feed = Feed::parse(rss)?;
    /// let doc = feed.items[0].clone().into_document(None).unwrap();
    /// assert_eq!(doc.to_clip(), "<!--1668312901000-->\n[Rain](https://a.example/1)\n------\n\n<p>It stopped.</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        Ok(Reader::new().read(text)?.feed)
    }

    /// Reads a feed from bytes with the default options. [`Reader::read_bytes`] explains how the encoding is found.
    ///
    /// # Errors
    ///
    /// The same as for [`parse`](Self::parse).
    ///
    /// ```
    /// let gbk = b"<?xml version='1.0' encoding='GBK'?><rss><channel><title>\xcc\xec\xc6\xf8</title></channel></rss>";
    /// assert_eq!(newsclip::Feed::from_bytes(gbk)?.title, "天气");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Reader::new().read_bytes(bytes)?.feed)
    }
}

/// Reads a feed, as [`Feed::parse`] does.
///
/// ```
/// let feed: newsclip::Feed = "<rss><channel><title>Weather</title></channel></rss>".parse()?;
/// assert_eq!(feed.title, "Weather");
/// # Ok::<(), newsclip::Error>(())
/// ```
impl FromStr for Feed {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}
