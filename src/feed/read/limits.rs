//! Limits on the cost of reading a feed.

/// Limits on how much of a feed is read. If a limit leaves something out, a [note](super::NoteKind) reports it.
///
/// Some limits are fixed. Elements nest at most 128 levels deep. At most 100 namespace declarations are in scope at a time.
/// Resolved relative addresses take at most 64 KiB plus 4 times the size of the feed. Content ignores a base address of
/// more than 2,048 bytes.
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
        // A server can afford the memory for these. Callers can change all three.
        Self { items: 100_000, bytes: 256 << 20, item_bytes: 16 << 20 }
    }
}

impl Limits {
    /// Creates the default limits.
    ///
    /// ```
    /// use newsclip::feed::Limits;
    ///
    /// assert_eq!(Limits::new(), Limits::default());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the maximum number of items of a whole feed; 100,000 by default. Whatever it is, a feed of `n` bytes has at
    /// most `n / 40 + 256` items. Reading [item by item](super::Reader::items) has no such limit.
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

    /// The maximum number of items of a feed with this many bytes.
    pub(super) fn items_of(&self, bytes: usize) -> usize {
        // `<item><title>a</title></item>` takes 29 bytes, and a small item up to 2,200 bytes in memory. Real items are
        // longer, so this limit stops only hostile feeds: with it, memory stays proportional to the input.
        self.items.min(bytes / 40 + 256)
    }

    /// Sets the maximum number of bytes that [`Reader::read_from`](super::Reader::read_from) reads; 256 MiB by default.
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

    /// Sets the maximum number of bytes of one item when reading [item by item](super::Reader::items); 16 MiB by default.
    /// It bounds the memory that the reader needs.
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
