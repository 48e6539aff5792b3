//! Markdown: CommonMark 0.31 with GFM's tables, strikethrough and task lists.
//!
//! ```
//! assert_eq!(newsclip::html_to_markdown("<h1>Rain</h1><p>It <b>stopped</b>."), "# Rain\n\nIt **stopped**.\n");
//! ```
//!
//! Any CommonMark parser reads the Markdown back to the same tree, except for the parts that Markdown cannot express.
//! [`_documentation::mapping`](crate::_documentation::mapping) lists them.
// A line of text takes three steps. `inline` converts it to pieces, and `escape` adds backslashes by the context of each
// character. `emphasis` finds out for each mark whether delimiters can express it, by running the algorithm of CommonMark
// over them. Then `join` joins the pieces. `block` and `table` write the structure around the lines.

mod block;
mod delimiters;
mod emphasis;
mod escape;
mod flanking;
mod footnote_definitions;
mod footnotes;
mod front_matter;
mod gfm_table;
mod inline;
mod join;
mod link;
mod math;
mod options;
mod parts;
mod piece;
mod readable;
mod references;
mod setters;
mod syntax;
mod table;
mod wrap;

use std::fmt;

use self::block::BlockWriter;
pub use self::options::{
    Bullet, CodeFence, CodeMarkup, DescriptionStyle, Dialect, Emphasis, Footnotes, HardBreak, Header,
    HeadingStyle, Highlights, LinkStyle, Math, Spans, Titles,
};
use crate::document::Document;
use crate::html::{Note, NoteKind, Notes, Reader};
use crate::tree::Block;
use crate::writer::{TO_STRING, capacity, writer_methods};

/// Converts HTML to Markdown with the default options. Relative URLs stay relative.
///
/// [`html::Reader`](crate::html::Reader) resolves relative URLs and reports what was left out. [`Markdown`] has options.
///
/// ```
/// let markdown = newsclip::html_to_markdown("<ul><li>Rain, <a href=more.html>more</a><li>Sun</ul>");
/// assert_eq!(markdown, "- Rain, [more](more.html)\n- Sun\n");
/// ```
pub fn html_to_markdown(html: &str) -> String {
    let body = Reader::new().body_only().read(html).body;
    let (options, mut out) = (Markdown::new(), String::with_capacity(capacity(&body)));
    // What was read is in normal form. Not testing that saves 3 % of the instructions.
    BlockWriter::new(&options, &mut out).normal_document("", &body).expect(TO_STRING);
    out
}

/// Writes Markdown: CommonMark with GFM tables, strikethrough and task lists.
///
/// ```
/// use newsclip::Markdown;
/// use newsclip::markdown::Bullet;
///
/// let page = newsclip::html::Reader::new().read("<ul><li>Rain<li>Sun</ul>");
/// assert_eq!(Markdown::new().bullet(Bullet::Plus).render_blocks(&page.body), "+ Rain\n+ Sun\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct Markdown {
    header: Header,
    bullet: Bullet,
    emphasis: Emphasis,
    heading: HeadingStyle,
    links: LinkStyle,
    fence: CodeFence,
    hard_break: HardBreak,
    dialect: Dialect,
    descriptions: DescriptionStyle,
    titles: Titles,
    spans: Spans,
    code_markup: CodeMarkup,
    highlights: Highlights,
    math: Math,
    footnotes: Footnotes,
    wrap: Option<usize>,
}

impl Markdown {
    /// Creates a writer with the default style: front matter, `-` for lists, `*` for emphasis, `#` for headings, inline
    /// links, backtick fences, backslashes for line breaks, and no wrapping.
    ///
    /// HTML is written where Markdown has no syntax: for tables with cells that span columns ([`spans`](Self::spans)), code
    /// with links ([`code_markup`](Self::code_markup)), highlighted text ([`highlights`](Self::highlights)) and some marks,
    /// such as `<sup>`.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt stopped.")?;
    /// assert_eq!(
    ///     newsclip::Markdown::new().render(&doc),
    ///     "---\ntitle: \"Rain\"\nurl: \"https://a.example/1\"\n---\n\nIt stopped.\n"
    /// );
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns notes on the parts of a document that its Markdown does not keep. Real articles have none.
    ///
    /// Each line of a quote or list item begins with a prefix. Where the prefixes would take more than four times the bytes
    /// of the text and 64 KiB, blocks are written outside their quotes and lists ([`NoteKind::Outdented`]). This method
    /// writes the Markdown, without storing it.
    ///
    /// ```
    /// use newsclip::Markdown;
    /// use newsclip::html::NoteKind;
    ///
    /// let mut doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\n<blockquote>It stopped.</blockquote>")?;
    /// assert_eq!(Markdown::new().notes(&doc), []);
    ///
    /// let quotes = "<blockquote>".repeat(18) + &"<p>rain".repeat(10_000);
    /// doc.body = newsclip::html::Reader::new().read(&quotes).body;
    /// assert_eq!(Markdown::new().notes(&doc)[0].kind, NoteKind::Outdented);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn notes(&self, document: &Document) -> Vec<Note> {
        let mut out = Discard;
        let mut writer = BlockWriter::new(self, &mut out);
        writer.document("", &document.body).expect("discarding never fails");
        let mut notes = Notes::default();
        notes.add_many(NoteKind::Outdented, writer.outdented, "");
        notes.into_vec()
    }
}

/// Discards what is written to it.
struct Discard;

impl fmt::Write for Discard {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}

writer_methods!(Markdown, "Markdown");

impl crate::writer::Writer for Markdown {
    fn document<W: fmt::Write>(&self, document: &Document, out: &mut W) -> fmt::Result {
        if self.header == Header::FrontMatter && front_matter::has_metadata(document) {
            front_matter::write(document, out)?;
            if !document.body.is_empty() {
                out.write_char('\n')?;
            }
        }
        let has_title = self.header == Header::Title && document.split_title().0.is_none();
        let title = if has_title { &*document.title } else { "" };
        BlockWriter::new(self, out).document(title, &document.body)
    }

    fn blocks<W: fmt::Write>(&self, blocks: &[Block], out: &mut W) -> fmt::Result {
        BlockWriter::new(self, out).document("", blocks)
    }
}

impl Document {
    /// Writes Markdown with YAML front matter. [`Markdown`] has options.
    ///
    /// ```
    /// let doc = newsclip::parse("[Rain](https://a.example/1)\n------\n\nIt <b>stopped</b>.")?;
    /// assert_eq!(
    ///     doc.to_markdown(),
    ///     "---\ntitle: \"Rain\"\nurl: \"https://a.example/1\"\n---\n\nIt **stopped**.\n"
    /// );
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn to_markdown(&self) -> String {
        Markdown::new().render(self)
    }
}
