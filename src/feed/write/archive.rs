//! Feeds of any length in pages: archived feeds (RFC 5005 §4), and `next_url` of JSON Feed.

use std::num::NonZeroUsize;

use url::Url;

use super::entry::ToEntry;
use super::head::{Head, Place, newest};
use super::ids::Ids;
use super::options::Format;
use super::repeated::identity;
use super::writer::{Writer, with_ids};
use crate::feed::model::{Feed, Item};

/// A feed of any length, split into pages.
///
/// The items or documents are in the order in which they were added, the oldest first. Every `page_size` entries fill an
/// archive page. No byte of it changes when entries are added later. The subscription page always holds the newest
/// `page_size` entries, the newest first. An archive page may hold some of them as well: a reader merges entries with the
/// same id (RFC 5005 §4.2). The subscription page links to the last archive page, and each archive page links to the one
/// before it. Metadata of more than 32 KiB is only on the subscription page.
///
/// ```
/// use std::num::NonZeroUsize;
/// use newsclip::feed::{Archive, Format, Item, Writer};
/// use newsclip::{Feed, Url};
///
/// let mut feed = Feed::new("Weather");
/// feed.feed_url = Some(Url::parse("https://a.example/feed.xml").unwrap());
/// feed.items = (1..=5).map(|number| Item::new(format!("Rain {number}"))).collect();
/// let url = |page: usize| Url::parse(&format!("https://a.example/archive-{page}.xml")).unwrap();
/// let archive = Archive::new(&feed, NonZeroUsize::new(2).unwrap(), url);
///
/// assert_eq!(archive.pages().count(), 2); // 1 and 2, 3 and 4
/// let subscription = archive.subscription().to_rss();
/// assert!(subscription.find("Rain 5") < subscription.find("Rain 4") && !subscription.contains("Rain 3"));
/// assert!(subscription.contains("href=\"https://a.example/archive-2.xml\" rel=\"prev-archive\""));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Archive<'a, T = Item> {
    feed: &'a Feed,
    entries: &'a [T],
    page_size: NonZeroUsize,
    /// The ids of all entries, assigned in their order, so that later entries do not change earlier ids.
    ids: Vec<String>,
    /// The addresses of the archive pages.
    urls: Vec<Url>,
}

/// A page of an [`Archive`].
///
/// ```
/// use std::num::NonZeroUsize;
/// use newsclip::{Feed, Url, feed::Archive};
///
/// let feed = Feed::new("Weather");
/// let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
/// assert!(archive.subscription().to_atom().starts_with("<?xml"));
/// ```
#[derive(Clone, Debug)]
pub struct Page<'a, T = Item> {
    head: Head<'a>,
    /// The entries in output order, with their ids.
    entries: Vec<(&'a T, String)>,
}

impl<'a> Archive<'a> {
    /// Creates an archive of a feed whose items are in the order in which they were added. `page_url` returns the address
    /// of an archive page, which is numbered from 1. [`Feed::feed_url`] is the address of the subscription page. A feed that
    /// was read usually has its newest item first, so reverse [`Feed::items`] before.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::{Feed, Url, feed::Archive};
    /// let feed = Feed::new("Weather");
    /// let archive = Archive::new(&feed, NonZeroUsize::new(50).unwrap(), |_| Url::parse("https://a.example/1").unwrap());
    /// assert_eq!(archive.pages().count(), 0);
    /// ```
    pub fn new(feed: &'a Feed, page_size: NonZeroUsize, page_url: impl Fn(usize) -> Url) -> Self {
        Self::of(feed, &feed.items, page_size, page_url)
    }
}

impl<'a, T: ToEntry> Archive<'a, T> {
    /// Creates an archive of items or documents that are not in the feed itself.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::{Feed, Url, feed::Archive};
    /// let documents = [newsclip::parse("[Rain](https://a.example/1)\n------\n")?];
    /// let feed = Feed::new("Weather");
    /// let page_url = |_| Url::parse("https://a.example/1").unwrap();
    /// let archive = Archive::of(&feed, &documents, NonZeroUsize::MIN, page_url);
    /// assert!(archive.pages().next().unwrap().to_rss().contains("Rain"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn of(
        feed: &'a Feed,
        entries: &'a [T],
        page_size: NonZeroUsize,
        page_url: impl Fn(usize) -> Url,
    ) -> Self {
        let mut ids = Ids::default();
        Self {
            feed,
            entries,
            page_size,
            ids: entries.iter().map(|entry| ids.take(entry)).collect(),
            // Only full pages, because RFC 5005 §4 requires that archive documents do not change.
            urls: (1..=entries.len() / page_size).map(page_url).collect(),
        }
    }

    /// The archive pages, the oldest first. All of them are full.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::feed::{Archive, Item};
    /// use newsclip::{Feed, Url};
    /// let mut feed = Feed::new("Weather");
    /// feed.items = vec![Item::new("Rain"); 3];
    /// let archive = Archive::new(&feed, NonZeroUsize::new(2).unwrap(), |_| Url::parse("https://a.example/1").unwrap());
    /// assert_eq!(archive.pages().count(), 1);
    /// ```
    pub fn pages(&self) -> impl Iterator<Item = Page<'a, T>> {
        (0..self.urls.len()).map(|index| self.page(index))
    }

    fn page(&self, index: usize) -> Page<'a, T> {
        let size = self.page_size.get();
        let entries = self.range(index * size, (index + 1) * size);
        let place = Place {
            own: Some(self.urls[index].clone()),
            // RFC 5005 §4: `prev-archive` links lead from the newest page to the oldest, which has no link.
            previous: index.checked_sub(1).map(|before| self.urls[before].clone()),
        };
        // Not `Feed::updated`, which would change the page.
        let head =
            Head { feed: self.feed, updated: newest(entries.iter().map(|(entry, _)| *entry)), page: place };
        Page { head, entries }
    }

    /// The subscription page: the newest entries, the newest first.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::feed::{Archive, Item};
    /// use newsclip::{Feed, Url};
    /// let mut feed = Feed::new("Weather");
    /// feed.items = vec![Item::new("Rain"), Item::new("Snow")];
    /// let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(archive.subscription().to_json_feed().contains("Snow"));
    /// ```
    pub fn subscription(&self) -> Page<'a, T> {
        let count = self.entries.len();
        // Always the newest entries. Otherwise, the page would be empty at each multiple of the page size.
        let mut entries = self.range(count.saturating_sub(self.page_size.get()), count);
        // Readers expect the newest entry first. Archive pages keep the order of addition.
        entries.reverse();
        let place = Place { own: None, previous: self.urls.last().cloned() };
        let newest = newest(entries.iter().map(|(entry, _)| *entry));
        let head = Head { feed: self.feed, updated: self.feed.updated.or(newest), page: place };
        Page { head, entries }
    }

    fn range(&self, from: usize, to: usize) -> Vec<(&'a T, String)> {
        self.entries[from..to].iter().zip(self.ids[from..to].iter().cloned()).collect()
    }
}

impl<'a, T: ToEntry> Page<'a, T> {
    /// Creates a single archive page, for archives that do not fit in memory. `entries` are its entries, the oldest first,
    /// `url` is its address, and `previous` is the address of the page before it. The caller must ensure that ids are
    /// unique across pages, as [`Archive`] does.
    ///
    /// ```
    /// use newsclip::{Feed, Url, feed::{Item, Page}};
    ///
    /// let url = Url::parse("https://a.example/archive-1.xml").unwrap();
    /// let page = Page::archived(&Feed::new("Weather"), &[Item::new("Rain")], url, None).to_rss();
    /// assert!(page.contains("<fh:archive/>"));
    /// ```
    pub fn archived(feed: &'a Feed, entries: &'a [T], url: Url, previous: Option<Url>) -> Self {
        let updated = newest(entries);
        let head = Head { feed, updated, page: Place { own: Some(url), previous } };
        Self { head, entries: with_ids(entries).collect() }
    }

    /// Creates a single subscription page. `entries` are the newest entries, the newest first, and `previous` is the
    /// address of the last archive page.
    ///
    /// ```
    /// use newsclip::{Feed, Url, feed::{Item, Page}};
    ///
    /// let last = Url::parse("https://a.example/archive-1.xml").unwrap();
    /// let page = Page::newest(&Feed::new("Weather"), &[Item::new("Rain")], Some(last)).to_rss();
    /// assert!(page.contains("rel=\"prev-archive\""));
    /// ```
    pub fn newest(feed: &'a Feed, entries: &'a [T], previous: Option<Url>) -> Self {
        let head =
            Head { feed, updated: feed.updated.or(newest(entries)), page: Place { own: None, previous } };
        Self { head, entries: with_ids(entries).collect() }
    }

    /// Whether the page omits metadata of the feed: an archive page repeats it only if it takes at most 32 KiB, because many pages of
    /// a feed from an untrusted source could fill any disk. Otherwise, it has only the title, language, id and addresses, if they are
    /// short. The subscription page has all metadata.
    ///
    /// ```
    /// use newsclip::{Feed, Url, feed::{Item, Page}};
    ///
    /// let url = Url::parse("https://a.example/archive-1.xml").unwrap();
    /// let mut feed = Feed::new("Weather");
    /// assert!(!Page::archived(&feed, &[Item::new("Rain")], url.clone(), None).omits_metadata());
    /// feed.description = Some("rain ".repeat(8000));
    /// assert!(Page::archived(&feed, &[Item::new("Rain")], url, None).omits_metadata());
    /// ```
    pub fn omits_metadata(&self) -> bool {
        self.head.is_archive() && identity(self.head.feed).is_some()
    }

    /// Writes RSS 2.0 with `atom:link` to the other pages and, on archive pages, `fh:archive`.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(archive.subscription().to_rss().contains("<rss version=\"2.0\""));
    /// ```
    pub fn to_rss(&self) -> String {
        self.render(Writer::new(Format::Rss))
    }

    /// Writes Atom 1.0 with links to the other pages and, on archive pages, `fh:archive`.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(archive.subscription().to_atom().contains("http://www.w3.org/2005/Atom"));
    /// ```
    pub fn to_atom(&self) -> String {
        self.render(Writer::new(Format::Atom))
    }

    /// Writes JSON Feed 1.1. Its `next_url` is the page with older entries.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(!archive.subscription().to_json_feed().contains("next_url"));
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.render(Writer::new(Format::Json))
    }

    /// Writes the page with the format and options of a writer.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// use newsclip::feed::{Content, Format, Writer};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// let writer = Writer::new(Format::Rss).content(Content::Summary);
    /// assert!(archive.subscription().render(writer).contains("<channel>"));
    /// ```
    pub fn render(&self, writer: Writer) -> String {
        writer.to_string_with_ids(&self.head, self.entries.iter().map(|(entry, id)| (*entry, id.clone())))
    }
}
