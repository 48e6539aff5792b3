//! Writes canonical HTML, with only the elements and attributes that the tree needs.

mod embed;
mod page;
mod writer;

use std::fmt::{self, Write};

use url::Url;

use self::writer::{Formulas, HtmlWriter};
use crate::document::Document;
use crate::normal::Budget;
use crate::option::named_enum;
use crate::tree::{Block, CodeBlock, Inline};
use crate::writer::{Writer, writer_methods};

/// Writes HTML.
///
/// The output contains no script, style, class (except the language of code), event handler or dangerous URL. A
/// [page](Extent::Page) also has a style sheet of its own. Both read back as the same tree.
///
/// ```
/// use newsclip::Html;
/// use newsclip::html::Frames;
///
/// let page = newsclip::html::Reader::new().read("<iframe src=https://v.example/1></iframe>");
/// assert_eq!(
///     Html::new().frames(Frames::Link).render_blocks(&page.body),
///     "<p><a href=\"https://v.example/1\">https://v.example/1</a></p>\n"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Html {
    extent: Extent,
    frames: Frames,
}

named_enum! {
    /// The part of an HTML document that is written.
    ///
    /// ```
    /// use newsclip::html::Extent;
    /// assert_eq!("page".parse(), Ok(Extent::Page));
    /// ```
    pub enum Extent in "html" {
        /// Only the blocks.
        #[default]
        Fragment = "fragment",
        /// A complete page with title, date, source and a style sheet, without scripts.
        Page = "page",
    }
}

named_enum! {
    /// The form of embedded pages.
    ///
    /// ```
    /// use newsclip::html::Frames;
    /// assert_eq!("link".parse(), Ok(Frames::Link));
    /// ```
    pub enum Frames in "html" {
        /// As a sandboxed `iframe`.
        #[default]
        Keep = "keep",
        /// As a link, because feed readers drop `iframe`. Video and audio are not affected.
        Link = "link",
    }
}

impl Html {
    /// Creates a writer with the default options: a fragment with one line per block.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nRain<br>Snow")?;
    /// assert_eq!(newsclip::Html::new().render(&doc), "<p>Rain<br>Snow</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a writer of complete pages: see [`Extent::Page`].
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// let page = newsclip::Html::page().render(&doc);
    /// assert!(page.contains("<title>Rain</title>") && page.ends_with("</html>\n"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn page() -> Self {
        Self::new().extent(Extent::Page)
    }

    /// Sets the part of an HTML document that is written.
    ///
    /// ```
    /// use newsclip::Html;
    /// use newsclip::html::Extent;
    /// assert_eq!(Html::new().extent(Extent::Page), Html::page());
    /// ```
    #[must_use]
    pub fn extent(mut self, extent: Extent) -> Self {
        self.extent = extent;
        self
    }

    /// Sets the form of embedded pages.
    ///
    /// ```
    /// use newsclip::Html;
    /// use newsclip::html::Frames;
    /// use newsclip::tree::{Embed, EmbedKind};
    ///
    /// let embed = Embed::new(EmbedKind::Frame, "https://v.example/1");
    /// let html = Html::new().frames(Frames::Link).render_blocks(&[embed.into()]);
    /// assert_eq!(html, "<p><a href=\"https://v.example/1\">https://v.example/1</a></p>\n");
    /// ```
    #[must_use]
    pub fn frames(mut self, frames: Frames) -> Self {
        self.frames = frames;
        self
    }

    /// Writes blocks with relative URLs resolved against `base`, for formats in which relative URLs have no meaning. The budget for
    /// copies of the base earns four times the text.
    pub(crate) fn write_resolved(
        &self,
        blocks: &[Block],
        (base, copies): (&Url, &Budget),
        lines: Lines,
        out: &mut impl Write,
    ) -> fmt::Result {
        let base = Some((base, copies)).filter(|(base, _)| base.as_str().len() <= Budget::MAX_BASE);
        HtmlWriter { base, lines, ..HtmlWriter::new(self, out) }.blocks(blocks)
    }

    /// Writes code, for writers of other formats that fall back to HTML.
    pub(crate) fn write_code(&self, code: &CodeBlock, out: &mut impl Write) -> fmt::Result {
        HtmlWriter::new(self, out).code(code)
    }

    /// Writes inlines, for writers of other formats that fall back to HTML. Formulas are text.
    pub(crate) fn write_inlines(&self, inlines: &[Inline], out: &mut impl Write) -> fmt::Result {
        HtmlWriter { formulas: Formulas::Text, ..HtmlWriter::new(self, out) }.inlines(inlines)
    }
}

writer_methods!(Html, "Html");

impl Writer for Html {
    fn document<W: Write>(&self, document: &Document, out: &mut W) -> fmt::Result {
        match self.extent {
            Extent::Fragment => Writer::blocks(self, &document.body, out),
            Extent::Page => page::write(document, out, |out, blocks| Writer::blocks(self, blocks, out)),
        }
    }

    fn blocks<W: Write>(&self, blocks: &[Block], out: &mut W) -> fmt::Result {
        HtmlWriter::new(self, out).blocks(blocks)
    }
}

impl Document {
    /// Writes the body as an HTML fragment. [`Html`] has options, and writes whole pages.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\n<div onclick=x()>It stopped.</div>")?;
    /// assert_eq!(doc.to_html(), "<p>It stopped.</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_html(&self) -> String {
        Html::new().render(self)
    }
}

/// How lines of HTML are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// By line feeds.
    Separate,
    /// Not separated. Line feeds in text become references, because the body of a clip is one line.
    Joined,
}
