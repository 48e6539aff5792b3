//! A document as a feed of its own.

use super::Feed;
use crate::document::Document;
use crate::url::is_web;

impl Document {
    /// RSS 2.0 with this document alone, titled like it. For more documents, see [`Feed`].
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_rss().contains("<title>Rain</title>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_rss(&self) -> String {
        self.feed_of_one().rss_of([self])
    }

    /// Atom 1.0 with this document alone.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_atom().contains("<id>https://a.example/1</id>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_atom(&self) -> String {
        self.feed_of_one().atom_of([self])
    }

    /// JSON Feed 1.1 with this document alone.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_json_feed().contains("\"content_html\": \"<p>It stopped.</p>\\n\""));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.feed_of_one().json_feed_of([self])
    }

    /// The head of a feed of this document.
    fn feed_of_one(&self) -> Feed {
        let mut feed = Feed::new(&*self.title);
        if is_web(&self.url) {
            feed.url = self.url.join("/").ok();
        }
        feed.updated = self.published.max(self.updated);
        feed
    }
}
