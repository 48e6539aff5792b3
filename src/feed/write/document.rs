//! Writes a document as a feed with one item.

use url::Url;

use super::head::Head;
use super::options::Format;
use super::writer::Writer;
use crate::document::Document;
use crate::feed::model::Feed;
use crate::url::is_web;

impl Document {
    /// Writes an RSS 2.0 feed with this document as its only item. The feed has the title of the document. To write several
    /// documents, see [`Writer::write`].
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_rss().contains("<title>Rain</title>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_rss(&self) -> String {
        self.to_feed(Format::Rss)
    }

    /// Writes an Atom 1.0 feed with this document as its only item.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert!(doc.to_atom().contains("<id>https://a.example/1</id>"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_atom(&self) -> String {
        self.to_feed(Format::Atom)
    }

    /// Writes a JSON Feed 1.1 with this document as its only item.
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
        // The best known address of the site is the root of the document's host.
        if is_web(&self.url) {
            feed.url = Some(site(&self.url));
        }
        // RFC 4287 §4.2.15 requires a time. `Head` takes it from the items of the feed, but this feed has none.
        feed.updated = self.published.max(self.updated);
        Writer::new(format).to_string(&Head::of(&feed), [self])
    }
}

/// The root address of the site of a page. `Url::join("/")` took 2 % of the time of writing a feed of one document.
fn site(page: &Url) -> Url {
    let mut site = page.clone();
    site.set_fragment(None);
    site.set_query(None);
    site.set_path("/");
    site
}
