//! Plain text, for reading, search and language models.
//!
//! ```
//! let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\n<p>It <b>stopped</b>.</p><ul><li>Sun</ul>")?;
//! assert_eq!(doc.to_text(), "Rain\nhttps://a.example/1\n\nIt stopped.\n\n- Sun\n");
//! # Ok::<(), newsclip::Error>(())
//! ```

mod wrap;
mod write;

use std::fmt;

use self::write::TextWriter;
use crate::document::Document;
use crate::option::named_enum;
use crate::tree::Block;
use crate::writer::writer_methods;

/// Writes plain text: one line per paragraph, list items with markers, and one line per table row with bars between its cells.
/// Soft hyphens are left out.
///
/// ```
/// use newsclip::Text;
/// use newsclip::text::Links;
///
/// let page = newsclip::html::Reader::new().read("<p>See <a href=https://a.example/b>b</a>.");
/// let text = Text::new().links(Links::Inline).render_blocks(&page.body);
/// assert_eq!(text, "See b (https://a.example/b).\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Text {
    header: Header,
    links: Links,
    wrap: Option<usize>,
}

named_enum! {
    /// The header before the body.
    ///
    /// ```
    /// use newsclip::text::Header;
    /// assert_eq!("title".parse(), Ok(Header::Title));
    /// ```
    pub enum Header in "text" {
        /// Lines for title, times, authors, URL and tags.
        #[default]
        Lines = "lines",
        /// Only the title, unless [the body begins with it](crate::Document::split_title).
        Title = "title",
        /// Nothing.
        None = "none",
    }
}

named_enum! {
    /// How the URLs of links are written.
    ///
    /// ```
    /// use newsclip::text::Links;
    /// assert_eq!("inline".parse(), Ok(Links::Inline));
    /// ```
    pub enum Links in "text" {
        /// Not at all.
        #[default]
        Omit = "omit",
        /// In parentheses after the text of the link, unless that is the URL itself.
        Inline = "inline",
    }
}

impl Text {
    /// Creates a writer with the default style: a header of lines, links without URLs, no wrapping.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert_eq!(newsclip::Text::new().render(&doc), "Rain\nhttps://a.example/1\n\nIt stopped.\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the header before the body.
    ///
    /// ```
    /// use newsclip::Text;
    /// use newsclip::text::Header;
    ///
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert_eq!(Text::new().header(Header::Title).render(&doc), "Rain\n\nIt stopped.\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }

    /// Sets how the URLs of links are written.
    ///
    /// ```
    /// use newsclip::Text;
    /// use newsclip::text::Links;
    /// use newsclip::tree::{Block, Inline};
    ///
    /// let blocks = [Block::paragraph(vec![Inline::link("https://a.example/", vec!["a".into()])])];
    /// assert_eq!(Text::new().links(Links::Inline).render_blocks(&blocks), "a (https://a.example/)\n");
    /// ```
    #[must_use]
    pub fn links(mut self, links: Links) -> Self {
        self.links = links;
        self
    }

    /// Wraps lines at `columns` display columns, where Unicode allows a break (UAX #14). A Chinese character takes two columns.
    /// `None`, the default, does not wrap. Zero counts as one.
    ///
    /// ```
    /// use newsclip::Text;
    /// use newsclip::tree::Block;
    ///
    /// let blocks = [Block::paragraph(vec!["今天下午雨停了，天晴。".into()])];
    /// assert_eq!(Text::new().wrap(14).render_blocks(&blocks), "今天下午雨停\n了，天晴。\n");
    /// ```
    #[must_use]
    pub fn wrap(mut self, columns: impl Into<Option<usize>>) -> Self {
        self.wrap = columns.into();
        self
    }
}

writer_methods!(Text, "Text");

impl crate::writer::Writer for Text {
    fn document<W: fmt::Write>(&self, document: &Document, out: &mut W) -> fmt::Result {
        TextWriter::new(self, out).document(document)
    }

    fn blocks<W: fmt::Write>(&self, blocks: &[Block], out: &mut W) -> fmt::Result {
        TextWriter::new(self, out).blocks(blocks)
    }
}

impl Document {
    /// Writes plain text, one line per paragraph. [`Text`] has options.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt <b>stopped</b>.")?;
    /// assert_eq!(doc.to_text(), "Rain\nhttps://a.example/1\n\nIt stopped.\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_text(&self) -> String {
        Text::new().render(self)
    }
}
