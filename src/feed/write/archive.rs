//! Feeds of any length in pages: RFC 5005 §4, archived feeds, and JSON Feed's `next_url`.

use std::num::NonZeroUsize;

use url::Url;

use super::entry::Ids;
use super::{Atom, Format, Head, JsonFeed, Rss, write_with_ids};
use crate::document::Document;
use crate::feed::{Feed, Limits};
use crate::time::Timestamp;

/// A feed of any length in pages.
///
/// Documents are given in the order in which they were added, the oldest first. Each `page_size` of them fill an archive page,
/// which never changes by a byte when documents are added later. The rest are on the subscription page, the newest first. It
/// links back to the last archive page, and each archive page to the one before it.
///
/// ```
/// use std::num::NonZeroUsize;
/// use newsclip::{Feed, Url, feed::Archive};
///
/// let mut feed = Feed::new("Weather");
/// feed.feed_url = Some(Url::parse("https://a.example/feed.xml").unwrap());
/// for number in 1..=5 {
///     let clip = format!("[Rain {number}](https://a.example/{number})\n------\n");
///     feed.documents.push(newsclip::parse(&clip)?);
/// }
/// let url = |page: usize| Url::parse(&format!("https://a.example/archive-{page}.xml")).unwrap();
/// let archive = Archive::new(&feed, NonZeroUsize::new(2).unwrap(), url);
///
/// assert_eq!(archive.pages().count(), 2); // 1 and 2, 3 and 4
/// let subscription = archive.subscription().to_rss();
/// assert!(subscription.contains("Rain 5") && !subscription.contains("Rain 4"));
/// assert!(subscription.contains("href=\"https://a.example/archive-2.xml\" rel=\"prev-archive\""));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Archive<'a> {
    feed: &'a Feed,
    page_size: NonZeroUsize,
    /// The ids of all documents, given in their order, so that later documents change no earlier id.
    ids: Vec<String>,
    /// The URLs of the archive pages that are full.
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
pub struct Page<'a> {
    head: Head<'a>,
    documents: Vec<(&'a Document, String)>,
}

impl<'a> Archive<'a> {
    /// An archive of a feed whose documents are in the order in which they were added. `page_url` gives the address of an
    /// archive page, by a number that counts from 1. [`Feed::feed_url`] is the address of the subscription page. The feed's
    /// limits do not apply to pages.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::{Feed, Url, feed::Archive};
    /// let feed = Feed::new("Weather");
    /// let archive = Archive::new(&feed, NonZeroUsize::new(50).unwrap(), |_| Url::parse("https://a.example/1").unwrap());
    /// assert_eq!(archive.pages().count(), 0);
    /// ```
    pub fn new(feed: &'a Feed, page_size: NonZeroUsize, page_url: impl Fn(usize) -> Url) -> Self {
        let mut ids = Ids::default();
        Self {
            feed,
            page_size,
            ids: feed.documents.iter().map(|document| ids.take(document)).collect(),
            urls: (1..=feed.documents.len() / page_size).map(page_url).collect(),
        }
    }

    /// The archive pages, all of them full, the oldest first.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::{Feed, Url, feed::Archive};
    /// let mut feed = Feed::new("Weather");
    /// feed.documents = vec![newsclip::parse("[Rain](https://a.example/1)\n------\n")?; 3];
    /// let archive = Archive::new(&feed, NonZeroUsize::new(2).unwrap(), |_| Url::parse("https://a.example/1").unwrap());
    /// assert_eq!(archive.pages().count(), 1);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn pages(&self) -> impl Iterator<Item = Page<'a>> {
        (0..self.urls.len()).map(|index| self.page(index))
    }

    fn page(&self, index: usize) -> Page<'a> {
        let size = self.page_size.get();
        let documents = self.documents(index * size, (index + 1) * size);
        let head = Head {
            feed: self.feed,
            // Not `Feed::updated`, which changes.
            updated: newest(&documents),
            self_url: Some(self.urls[index].clone()),
            current: self.feed.feed_url.clone(),
            previous: index.checked_sub(1).map(|before| self.urls[before].clone()),
            is_archive: true,
        };
        Page { head, documents }
    }

    /// The page to subscribe to: the documents that do not fill an archive page yet, the newest first.
    ///
    /// ```
    /// use std::num::NonZeroUsize;
    /// use newsclip::{Feed, Url, feed::Archive};
    /// let mut feed = Feed::new("Weather");
    /// feed.documents = vec![newsclip::parse("[Rain](https://a.example/1)\n------\n")?];
    /// let archive = Archive::new(&feed, NonZeroUsize::new(2).unwrap(), |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(archive.subscription().to_json_feed().contains("Rain"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn subscription(&self) -> Page<'a> {
        let mut documents = self.documents(self.urls.len() * self.page_size.get(), self.ids.len());
        documents.reverse();
        let head = Head { previous: self.urls.last().cloned(), ..Head::of(self.feed) };
        Page { head, documents }
    }

    fn documents(&self, from: usize, to: usize) -> Vec<(&'a Document, String)> {
        let documents = self.feed.documents[from..to].iter();
        documents.zip(&self.ids[from..to]).map(|(document, id)| (document, id.clone())).collect()
    }
}

fn newest(documents: &[(&Document, String)]) -> Option<Timestamp> {
    documents.iter().filter_map(|(document, _)| document.published).max()
}

impl Page<'_> {
    /// RSS 2.0 with `atom:link` to the other pages and, on archive pages, `fh:archive`.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(archive.subscription().to_rss().contains("<rss version=\"2.0\""));
    /// ```
    pub fn to_rss(&self) -> String {
        self.to_format(&Rss)
    }

    /// Atom 1.0 with links to the other pages and, on archive pages, `fh:archive`.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(archive.subscription().to_atom().contains("http://www.w3.org/2005/Atom"));
    /// ```
    pub fn to_atom(&self) -> String {
        self.to_format(&Atom)
    }

    /// JSON Feed 1.1, whose `next_url` is the page with older documents.
    ///
    /// ```
    /// # use std::num::NonZeroUsize;
    /// # use newsclip::{Feed, Url, feed::Archive};
    /// # let feed = Feed::new("Weather");
    /// # let archive = Archive::new(&feed, NonZeroUsize::MIN, |_| Url::parse("https://a.example/1").unwrap());
    /// assert!(!archive.subscription().to_json_feed().contains("next_url"));
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.to_format(&JsonFeed)
    }

    fn to_format(&self, format: &impl Format) -> String {
        let documents = self.documents.iter().map(|(document, id)| (*document, id.clone()));
        let mut out = String::new();
        write_with_ids(format, &self.head, Limits::default(), documents, &mut out)
            .expect("writing to a string does not fail");
        out
    }
}
