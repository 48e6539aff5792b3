//! HTML: canonical, with no element and no attribute but the few that the tree can say.

use std::fmt::{self, Write};

use super::escape::{write_named, write_text, write_text_on_one_line};
use super::page;
use crate::url::{Purpose, checked};
use crate::{
    Alignment, Block, Cell, CodeBlock, DescriptionItem, DescriptionKind, Document, Embed, EmbedKind, Figure,
    Image, Inline, LinkTarget, List, Row, Table,
};

/// Writes HTML.
///
/// ```
/// use newsclip::{Frames, Html};
///
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<iframe src=/player></iframe>")?;
/// let html = Html::new().frames(Frames::Link).render(&doc);
/// assert_eq!(html, "<p><a href=\"https://a.example/player\">https://a.example/player</a></p>\n");
/// assert!(Html::page().render(&doc).starts_with("<!DOCTYPE html>"));
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    is_page: bool,
    is_on_one_line: bool,
    frames: Frames,
}

/// What becomes of embedded pages and players.
///
/// ```
/// assert_eq!(newsclip::Frames::default(), newsclip::Frames::Keep);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Frames {
    /// They are embedded: `iframe`, `video`, `audio`.
    #[default]
    Keep,
    /// Frames are links, as feed readers drop `iframe`; players stay.
    Link,
}

impl Html {
    /// A fragment: the body's blocks, a line each.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨<br>停")?;
    /// assert_eq!(newsclip::Html::new().render(&doc), "<p>雨<br>停</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// A complete page with title, date, source and its own style, which needs no script.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨停了。")?;
    /// let page = newsclip::Html::page().render(&doc);
    /// assert!(page.contains("<title>题</title>") && page.ends_with("</html>\n"));
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn page() -> Self {
        Self { is_page: true, ..Self::default() }
    }

    /// What becomes of embedded pages.
    ///
    /// ```
    /// use newsclip::{Frames, Html};
    /// assert_ne!(Html::new().frames(Frames::Link), Html::new());
    /// ```
    #[must_use]
    pub fn frames(mut self, frames: Frames) -> Self {
        self.frames = frames;
        self
    }

    /// No line breaks, also not within `pre`: what a clip's body is.
    #[must_use]
    pub(crate) fn on_one_line(mut self) -> Self {
        self.is_on_one_line = true;
        self
    }

    /// The HTML as a string.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n1 &lt; 2")?;
    /// assert_eq!(newsclip::Html::new().render(&doc), "<p>1 &lt; 2</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn render(&self, document: &Document) -> String {
        let mut out = String::new();
        self.write(document, &mut out).expect("writing to a string does not fail");
        out
    }

    /// Writes the HTML.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// let mut out = String::new();
    /// newsclip::Html::new().write(&doc, &mut out).unwrap();
    /// assert_eq!(out, "<p>雨</p>\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn write(&self, document: &Document, out: &mut impl Write) -> fmt::Result {
        let mut writer = Writer { out, options: self };
        if self.is_page {
            return page::write(document, writer.out, |out| {
                Writer { out, options: self }.blocks(&document.body)
            });
        }
        writer.blocks(&document.body)
    }

    /// Writes inlines alone, for writers of other formats that fall back to HTML.
    pub(super) fn write_inlines(&self, inlines: &[Inline], out: &mut impl Write) -> fmt::Result {
        Writer { out, options: self }.inlines(inlines)
    }
}

struct Writer<'a, W> {
    out: &'a mut W,
    options: &'a Html,
}

impl<W: Write> Writer<'_, W> {
    fn blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        for block in blocks {
            self.block(block)?;
            self.line_end()?;
        }
        Ok(())
    }

    fn line_end(&mut self) -> fmt::Result {
        if self.options.is_on_one_line { Ok(()) } else { self.out.write_char('\n') }
    }

    fn text(&mut self, text: &str) -> fmt::Result {
        if self.options.is_on_one_line {
            write_text_on_one_line(self.out, text)
        } else {
            write_text(self.out, text)
        }
    }

    fn attribute(&mut self, name: &str, value: &str) -> fmt::Result {
        write_named(self.out, name, value)
    }

    fn optional(&mut self, name: &str, value: Option<&str>) -> fmt::Result {
        value.map_or(Ok(()), |value| self.attribute(name, value))
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph { content } => self.element("p", content),
            Block::Heading { level, content } => {
                let level = (*level).clamp(1, 6);
                write!(self.out, "<h{level}>")?;
                self.inlines(content)?;
                write!(self.out, "</h{level}>")
            }
            Block::List(list) => self.list(list),
            Block::DescriptionList { items } => self.description_list(items),
            Block::Quote { content } => {
                self.out.write_str("<blockquote>")?;
                self.line_end()?;
                self.blocks(content)?;
                self.out.write_str("</blockquote>")
            }
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Embed(embed) => self.embed(embed),
            Block::ThematicBreak => self.out.write_str("<hr>"),
        }
    }

    fn element(&mut self, name: &str, content: &[Inline]) -> fmt::Result {
        write!(self.out, "<{name}>")?;
        self.inlines(content)?;
        write!(self.out, "</{name}>")
    }

    /// What stands in an item or cell: a paragraph that begins it and has none after it needs no `p`.
    fn flow(&mut self, content: &[Block]) -> fmt::Result {
        let Some((Block::Paragraph { content: line }, rest)) = content.split_first() else {
            return self.flow_blocks(content);
        };
        if !rest.iter().all(|block| matches!(block, Block::List(_))) {
            return self.flow_blocks(content);
        }
        self.inlines(line)?;
        self.flow_blocks(rest)
    }

    fn flow_blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        if blocks.is_empty() {
            return Ok(());
        }
        self.line_end()?;
        self.blocks(blocks)
    }

    fn list(&mut self, list: &List) -> fmt::Result {
        match list.start {
            None => self.out.write_str("<ul>")?,
            Some(1) => self.out.write_str("<ol>")?,
            Some(start) => write!(self.out, "<ol start=\"{start}\">")?,
        }
        self.line_end()?;
        for item in &list.items {
            self.out.write_str("<li>")?;
            self.flow(&item.content)?;
            self.out.write_str("</li>")?;
            self.line_end()?;
        }
        self.out.write_str(if list.start.is_some() { "</ol>" } else { "</ul>" })
    }

    fn description_list(&mut self, items: &[DescriptionItem]) -> fmt::Result {
        self.out.write_str("<dl>")?;
        self.line_end()?;
        for item in items {
            let name = match item.kind {
                DescriptionKind::Term => "dt",
                DescriptionKind::Description => "dd",
            };
            write!(self.out, "<{name}>")?;
            self.flow(&item.content)?;
            write!(self.out, "</{name}>")?;
            self.line_end()?;
        }
        self.out.write_str("</dl>")
    }

    fn code(&mut self, code: &CodeBlock) -> fmt::Result {
        self.out.write_str("<pre><code")?;
        if let Some(language) = &code.language {
            self.attribute("class", &format!("language-{language}"))?;
        }
        self.out.write_char('>')?;
        self.text(&code.text)?;
        // A line end that the reader drops, so that one at the end of the code is kept.
        self.text("\n")?;
        self.out.write_str("</code></pre>")
    }

    fn table(&mut self, table: &Table) -> fmt::Result {
        self.out.write_str("<table>")?;
        self.line_end()?;
        if !table.caption.is_empty() {
            self.out.write_str("<caption>")?;
            self.flow(&table.caption)?;
            self.out.write_str("</caption>")?;
            self.line_end()?;
        }
        self.rows("thead", &table.head)?;
        self.rows("tbody", &table.body)?;
        self.out.write_str("</table>")
    }

    fn rows(&mut self, group: &str, rows: &[Row]) -> fmt::Result {
        if rows.is_empty() {
            return Ok(());
        }
        write!(self.out, "<{group}>")?;
        self.line_end()?;
        for row in rows {
            self.out.write_str("<tr>")?;
            row.cells.iter().try_for_each(|cell| self.cell(cell))?;
            self.out.write_str("</tr>")?;
            self.line_end()?;
        }
        write!(self.out, "</{group}>")?;
        self.line_end()
    }

    fn cell(&mut self, cell: &Cell) -> fmt::Result {
        let name = if cell.header { "th" } else { "td" };
        write!(self.out, "<{name}")?;
        if cell.columns != 1 {
            write!(self.out, " colspan=\"{}\"", cell.columns)?;
        }
        if cell.rows != 1 {
            write!(self.out, " rowspan=\"{}\"", cell.rows)?;
        }
        self.optional("align", cell.align.map(Alignment::name))?;
        self.out.write_char('>')?;
        self.flow(&cell.content)?;
        write!(self.out, "</{name}>")
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        self.out.write_str("<figure>")?;
        for image in &figure.images {
            match &image.link {
                Some(target) => self.link(target, |writer| writer.image(&image.image))?,
                None => self.image(&image.image)?,
            }
        }
        if !figure.caption.is_empty() {
            self.out.write_str("<figcaption>")?;
            self.flow(&figure.caption)?;
            self.out.write_str("</figcaption>")?;
        }
        self.out.write_str("</figure>")
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        let Some(url) = checked(&embed.url, Purpose::Media) else { return Ok(()) };
        match embed.kind {
            EmbedKind::Frame if self.options.frames == Frames::Link => {
                let target = LinkTarget { url: url.to_string(), title: None };
                let text = embed.title.as_deref().unwrap_or(&url).to_string();
                self.out.write_str("<p>")?;
                self.link(&target, |writer| writer.text(&text))?;
                self.out.write_str("</p>")
            }
            EmbedKind::Frame => {
                self.out.write_str("<iframe")?;
                self.attribute("src", &url)?;
                self.optional("title", embed.title.as_deref())?;
                // Players need scripts and their own cookies; none may lead the reader away. A plug-in's file is a
                // frame, too, as an `embed` would show a page without a sandbox.
                self.out.write_str(" sandbox=\"allow-scripts allow-same-origin allow-popups\"></iframe>")
            }
            EmbedKind::Video => self.player("video", embed, &url),
            EmbedKind::Audio => self.player("audio", embed, &url),
        }
    }

    fn player(&mut self, name: &str, embed: &Embed, url: &str) -> fmt::Result {
        write!(self.out, "<{name} controls")?;
        if embed.media_type.is_none() {
            self.attribute("src", url)?;
        }
        let poster = embed.poster.as_ref().and_then(|poster| checked(poster, Purpose::Image));
        self.optional("poster", poster.as_deref())?;
        self.optional("title", embed.title.as_deref())?;
        self.out.write_char('>')?;
        if let Some(media_type) = &embed.media_type {
            self.out.write_str("<source")?;
            self.attribute("src", url)?;
            self.attribute("type", media_type)?;
            self.out.write_char('>')?;
        }
        write!(self.out, "</{name}>")
    }

    fn inlines(&mut self, inlines: &[Inline]) -> fmt::Result {
        inlines.iter().try_for_each(|inline| self.inline(inline))
    }

    fn inline(&mut self, inline: &Inline) -> fmt::Result {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong { content } => self.element("strong", content),
            Inline::Emphasis { content } => self.element("em", content),
            Inline::Underline { content } => self.element("u", content),
            Inline::Strikethrough { content } => self.element("s", content),
            Inline::Superscript { content } => self.element("sup", content),
            Inline::Subscript { content } => self.element("sub", content),
            Inline::Mark { content } => self.element("mark", content),
            Inline::Code { text } => {
                self.out.write_str("<code>")?;
                self.text(text)?;
                self.out.write_str("</code>")
            }
            Inline::Ruby { base, reading } => {
                self.out.write_str("<ruby>")?;
                self.inlines(base)?;
                self.out.write_str("<rp>(</rp>")?;
                self.element("rt", reading)?;
                self.out.write_str("<rp>)</rp></ruby>")
            }
            Inline::Link(link) => self.link(&link.target, |writer| writer.inlines(&link.content)),
            Inline::Image(image) => self.image(image),
            Inline::LineBreak => self.out.write_str("<br>"),
        }
    }

    fn link(&mut self, target: &LinkTarget, content: impl FnOnce(&mut Self) -> fmt::Result) -> fmt::Result {
        let Some(url) = checked(&target.url, Purpose::Link) else { return content(self) };
        self.out.write_str("<a")?;
        self.attribute("href", &url)?;
        self.optional("title", target.title.as_deref())?;
        self.out.write_char('>')?;
        content(self)?;
        self.out.write_str("</a>")
    }

    fn image(&mut self, image: &Image) -> fmt::Result {
        let Some(url) = checked(&image.url, Purpose::Image) else { return self.text(&image.alt) };
        self.out.write_str("<img")?;
        self.attribute("src", &url)?;
        self.attribute("alt", &image.alt)?;
        self.optional("title", image.title.as_deref())?;
        for (name, pixels) in [("width", image.width), ("height", image.height)] {
            if let Some(pixels) = pixels {
                write!(self.out, " {name}=\"{pixels}\"")?;
            }
        }
        self.out.write_char('>')
    }
}
