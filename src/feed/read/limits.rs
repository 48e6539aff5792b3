//! Limits on what a feed can cost.

/// How much of a feed is read. Whatever is left out because of a limit is [noted](super::NoteKind).
///
/// Independent of these, elements nest at most 128 levels deep, at most 100 namespaces are in force at a time, and
/// addresses that are resolved against another may take at most 4 times as many bytes as the feed; content is read without an
/// address of more than 2,048 bytes to resolve against.
///
/// ```
/// use newsclip::feed::{Limits, NoteKind, Reader};
///
/// let rss = "<rss><channel><item><title>Rain</title></item><item><title>Snow</title></item></channel></rss>";
/// let outcome = Reader::new().limits(Limits::new().items(1)).read(rss)?;
/// assert_eq!(outcome.feed.items.len(), 1);
/// assert_eq!(outcome.notes[0].kind, NoteKind::ItemLimit);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Limits {
    pub(super) items: usize,
    pub(super) bytes: usize,
    pub(super) item_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // What a server's memory bears; callers may change all three.
        Self { items: 100_000, bytes: 256 << 20, item_bytes: 16 << 20 }
    }
}

impl Limits {
    /// The default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// The maximum number of items of a whole feed; 100,000 by default, and one for each 40 bytes beyond the first 256.
    /// Reading [item by item](super::Reader::items) has no such limit.
    ///
    /// ```
    /// use newsclip::feed::{Limits, Reader};
    /// let rss = "<rss><channel><item><title>Rain</title></item><item><title>Snow</title></item></channel></rss>";
    /// assert_eq!(Reader::new().limits(Limits::new().items(1)).read(rss)?.feed.items.len(), 1);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn items(mut self, items: usize) -> Self {
        self.items = items;
        self
    }

    /// The maximum number of items of a feed of so many bytes: an item takes up to 2,200 bytes in memory with what it holds, and no real one is as
    /// short as what hostile feeds repeat.
    pub(super) fn items_of(&self, bytes: usize) -> usize {
        // `<item><title>a</title></item>` takes 29 bytes and an `Item` hundreds: memory must follow the input.
        self.items.min(bytes / 40 + 256)
    }

    /// The maximum number of bytes that [`Reader::read_from`](super::Reader::read_from) reads; 256 MiB by default.
    ///
    /// ```
    /// use newsclip::feed::{Limits, NoteKind, Reader};
    /// let rss = "<rss><channel><title>Weather</title></channel></rss>";
    /// let outcome = Reader::new().limits(Limits::new().bytes(36)).read_from(rss.as_bytes())?;
    /// assert_eq!(outcome.feed.title, "Weather");
    /// assert!(outcome.notes.iter().any(|note| note.kind == NoteKind::ByteLimit));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// The maximum number of bytes of one item that is read [item by item](super::Reader::items), which bounds memory; 16 MiB by
    /// default.
    ///
    /// ```
    /// use newsclip::feed::{Limits, NoteKind, Reader};
    /// let rss = format!("<rss><channel><item><title>Rain</title><description>{}", "x".repeat(1 << 20));
    /// let mut items = Reader::new().limits(Limits::new().item_bytes(1 << 18)).items(rss.as_bytes());
    /// assert_eq!(items.next().unwrap()?.title, "Rain");
    /// assert!(items.notes().iter().any(|note| note.kind == NoteKind::ItemLength));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn item_bytes(mut self, bytes: usize) -> Self {
        self.item_bytes = bytes;
        self
    }
}
