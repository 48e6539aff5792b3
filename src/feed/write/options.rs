//! Options of the writer.

use crate::option::named_enum;

named_enum! {
    /// A feed format.
    ///
    /// ```
    /// use newsclip::Feed;
    /// use newsclip::feed::{Format, Writer};
    ///
    /// let format: Format = "atom".parse()?;
    /// assert_eq!(Writer::new(format).render(&Feed::new("Weather")), Feed::new("Weather").to_atom());
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub enum Format in "feed" {
        /// RSS 2.0, by the RSS Advisory Board's Best Practices Profile.
        #[default]
        Rss = "rss",
        /// Atom 1.0 (RFC 4287).
        Atom = "atom",
        /// JSON Feed 1.1.
        Json = "jsonfeed",
    }
}

named_enum! {
    /// The part of each item that is written.
    ///
    /// ```
    /// use newsclip::feed::{Content, Format, Item, Writer};
    ///
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It stopped.<ul><li>At last.</ul>")?;
    /// let mut feed = newsclip::Feed::new("Weather");
    /// feed.items.push(doc.into());
    /// let rss = Writer::new(Format::Rss).content(Content::Summary).render(&feed);
    /// assert!(rss.contains("<description>It stopped.</description>") && !rss.contains("At last."));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub enum Content in "feed" {
        /// Summary and content.
        #[default]
        Full = "full",
        /// Only the summary. If there is none, the beginning of the content is used.
        Summary = "summary",
    }
}
