//! A document as a feed of its own.

use url::Url;

use super::head::Head;
use super::options::Format;
use super::writer::Writer;
use crate::document::Document;
use crate::feed::model::Feed;
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
        self.to_feed(Format::Rss)
    }

    /// Atom 1.0 with this document alone.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_atom().contains("<id>https://a.example/1</id>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_atom(&self) -> String {
        self.to_feed(Format::Atom)
    }

    /// JSON Feed 1.1 with this document alone.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_json_feed().contains("\"content_html\": \"<p>It stopped.</p>\\n\""));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_json_feed(&self) -> String {
        self.to_feed(Format::Json)
    }

    fn to_feed(&self, format: Format) -> String {
        let mut feed = Feed::new(&*self.title);
        // The site is where the article was published: its host.
        if is_web(&self.url) {
            feed.url = Some(site(&self.url));
        }
        // Without items of its own, the feed would have no time (RFC 4287 §4.2.15).
        feed.updated = self.published.max(self.updated);
        Writer::new(format).to_string(&Head::of(&feed), [self])
    }
}

/// The address of a page's site. Joining it with `/` took 2 % of writing a feed of one document.
fn site(page: &Url) -> Url {
    let mut site = page.clone();
    site.set_fragment(None);
    site.set_query(None);
    site.set_path("/");
    site
}
