//! The writer of feeds, and its options and outputs.

use std::{fmt, io};

use super::atom::Atom;
use super::entry::ToEntry;
use super::head::Head;
use super::ids::Ids;
use super::json::JsonFeed;
use super::options::{Content, Format};
use super::repeated::identity;
use super::rss::Rss;
use super::syntax::Syntax;
use crate::feed::model::Feed;
use crate::normal::Budget;
use crate::writer::{TO_STRING, to_io};

/// Writes feeds.
///
/// ```
/// use newsclip::Feed;
/// use newsclip::feed::{Format, Writer};
///
/// let clips = ["[Rain](https://a.example/1)\n------\n", "[Sun](https://a.example/2)\n------\n"];
/// let documents = clips.iter().filter_map(|clip| newsclip::parse(clip).ok());
/// let mut out = String::new();
/// Writer::new(Format::Rss).write(&Feed::new("Weather"), documents, &mut out).unwrap();
/// assert_eq!(out.matches("<item>").count(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Writer {
    format: Format,
    content: Content,
}

impl Writer {
    /// Creates a writer of full items: summaries and content.
    ///
    /// ```
    /// use newsclip::Feed;
    /// use newsclip::feed::{Format, Writer};
    ///
    /// let feed = Feed::new("Weather");
    /// assert_eq!(Writer::new(Format::Rss).render(&feed), feed.to_rss());
    /// ```
    pub fn new(format: Format) -> Self {
        Self { format, content: Content::Full }
    }

    /// Sets the part of each item that is written.
    ///
    /// ```
    /// use newsclip::feed::{Content, Format, Item, Writer};
    /// use newsclip::tree::Block;
    ///
    /// let mut item = Item::new("Rain");
    /// item.content = vec![Block::heading(2, vec!["Today".into()])];
    /// let mut feed = newsclip::Feed::new("Weather");
    /// feed.items.push(item);
    /// assert!(!Writer::new(Format::Atom).content(Content::Summary).render(&feed).contains("Today"));
    /// ```
    #[must_use]
    pub fn content(mut self, content: Content) -> Self {
        self.content = content;
        self
    }

    /// Writes a feed with its items to a string.
    ///
    /// ```
    /// use newsclip::Feed;
    /// use newsclip::feed::{Format, Writer};
    /// assert!(Writer::new(Format::Json).render(&Feed::new("Weather")).contains("\"title\": \"Weather\""));
    /// ```
    pub fn render(&self, feed: &Feed) -> String {
        self.to_string(&Head::of(feed), &feed.items)
    }

    /// Writes a feed with the items or documents of an iterator instead of its own items, with memory for one of them.
    /// Returns their number.
    ///
    /// The time of the feed (`lastBuildDate`, `updated`) precedes the items: it is [`Feed::updated`], or the newest time of
    /// the feed's own items.
    ///
    /// # Errors
    ///
    /// Returns the errors of `out`. There are no others.
    ///
    /// ```
    /// use newsclip::Feed;
    /// use newsclip::feed::{Format, Item, Writer};
    ///
    /// let mut out = String::new();
    /// let count = Writer::new(Format::Atom).write(&Feed::new("Weather"), [Item::new("Rain")], &mut out);
    /// assert_eq!(count, Ok(1));
    /// ```
    pub fn write(
        &self,
        feed: &Feed,
        entries: impl IntoIterator<Item = impl ToEntry>,
        mut out: impl fmt::Write,
    ) -> Result<usize, fmt::Error> {
        // One buffer serves all entries, so that memory depends on the largest one.
        let mut piece = String::new();
        self.run(&Head::of(feed), with_ids(entries), &mut piece, |piece| {
            out.write_str(piece)?;
            piece.clear();
            Ok(())
        })
    }

    /// Writes a feed in UTF-8 to a file or another sink of bytes: see [`write`](Self::write). Each item is one write, so a
    /// buffer is of little use.
    ///
    /// # Errors
    ///
    /// Returns the errors of `out`. There are no others.
    ///
    /// ```
    /// use newsclip::Feed;
    /// use newsclip::feed::{Format, Item, Writer};
    ///
    /// let mut out = Vec::new();
    /// let count = Writer::new(Format::Json).write_io(&Feed::new("Weather"), [Item::new("Rain")], &mut out)?;
    /// assert_eq!(count, 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_io(
        &self,
        feed: &Feed,
        entries: impl IntoIterator<Item = impl ToEntry>,
        out: impl io::Write,
    ) -> io::Result<usize> {
        let mut count = 0;
        to_io(out, |out| {
            count = self.write(feed, entries, out)?;
            Ok(())
        })?;
        Ok(count)
    }

    pub(super) fn to_string(
        self,
        head: &Head<'_>,
        entries: impl IntoIterator<Item = impl ToEntry>,
    ) -> String {
        self.to_string_with_ids(head, with_ids(entries))
    }

    /// Writes entries with their ids to a string.
    pub(super) fn to_string_with_ids(
        self,
        head: &Head<'_>,
        entries: impl Iterator<Item = (impl ToEntry, String)>,
    ) -> String {
        // Most feeds are longer, so this saves the first reallocations.
        let mut out = String::with_capacity(4096);
        self.run(head, entries, &mut out, |_| Ok(())).expect(TO_STRING);
        out
    }

    /// Writes to `out`. After each piece, `hand_on` may take the text from it.
    fn run(
        self,
        head: &Head<'_>,
        entries: impl Iterator<Item = (impl ToEntry, String)>,
        out: &mut String,
        hand_on: impl FnMut(&mut String) -> fmt::Result,
    ) -> Result<usize, fmt::Error> {
        let identity = if head.is_archive() { identity(head.feed) } else { None };
        let short =
            identity.as_ref().map(|feed| Head { feed, updated: head.updated, page: head.page.clone() });
        let head = short.as_ref().unwrap_or(head);
        let writer = FeedWriter { head, content: self.content, out };
        match self.format {
            Format::Rss => writer.write(&Rss::new(head), entries, hand_on),
            Format::Atom => writer.write(&Atom, entries, hand_on),
            Format::Json => writer.write(&JsonFeed, entries, hand_on),
        }
    }
}

/// Assigns a unique id to each entry.
pub(super) fn with_ids<T: ToEntry>(
    entries: impl IntoIterator<Item = T>,
) -> impl Iterator<Item = (T, String)> {
    let mut ids = Ids::default();
    entries.into_iter().map(move |entry| {
        let id = ids.take(&entry);
        (entry, id)
    })
}

/// Writes the head and the entries of a feed in the syntax of a format.
struct FeedWriter<'a> {
    head: &'a Head<'a>,
    content: Content,
    out: &'a mut String,
}

impl FeedWriter<'_> {
    fn write(
        self,
        syntax: &impl Syntax,
        entries: impl Iterator<Item = (impl ToEntry, String)>,
        mut hand_on: impl FnMut(&mut String) -> fmt::Result,
    ) -> Result<usize, fmt::Error> {
        let mut count = 0;
        // One budget for all entries. If each had the spare bytes of a budget, small entries with long addresses would become
        // thirty times as long.
        let copies = Budget::for_tree(0);
        syntax.open(self.head, self.out);
        for (source, id) in entries {
            // All decisions that the formats share are made here. A format only defines the syntax.
            let entry = source.to_entry().complete(id, self.content, &copies);
            syntax.entry(&entry, count, self.out);
            // After each entry, so that the receiver of a stream gets complete items early.
            hand_on(self.out)?;
            count += 1;
        }
        syntax.close(self.out);
        hand_on(self.out)?;
        Ok(count)
    }
}

impl Feed {
    /// Writes RSS 2.0 with `content:encoded`, by the RSS Advisory Board's Best Practices Profile. [`Writer`] has options,
    /// and takes items one by one.
    ///
    /// ```
    /// assert!(newsclip::Feed::new("A & B").to_rss().contains("<title>A &amp; B</title>"));
    /// ```
    pub fn to_rss(&self) -> String {
        Writer::new(Format::Rss).render(self)
    }

    /// Writes Atom 1.0 (RFC 4287).
    ///
    /// ```
    /// assert!(newsclip::Feed::new("Weather").to_atom().contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""));
    /// ```
    pub fn to_atom(&self) -> String {
        Writer::new(Format::Atom).render(self)
    }

    /// Writes JSON Feed 1.1.
    ///
    /// ```
    /// let json = newsclip::Feed::new("Weather").to_json_feed();
    /// assert!(json.contains("\"version\": \"https://jsonfeed.org/version/1.1\""));
    /// ```
    pub fn to_json_feed(&self) -> String {
        Writer::new(Format::Json).render(self)
    }
}
