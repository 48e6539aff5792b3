//! Writes blocks and inlines as HTML.

use std::borrow::Cow;
use std::fmt::{self, Write};

use url::Url;

use super::{Html, Lines};
use crate::html::read::DISPLAY_STYLE;
use crate::normal::{Budget, MAX_DEPTH, anchors, flatten, flatten_inlines};
use crate::scan::{write_named_attribute, write_text, write_text_on_one_line};
use crate::tree::{
    Alignment, Block, Cell, CodeBlock, DescriptionItem, Figure, Image, Inline, LinkTarget, List, Row, Table,
    Walk,
};
use crate::url::{Purpose, resolve};

/// How formulas are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formulas {
    MathMl,
    Text,
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Writes blocks and inlines.
pub(super) struct HtmlWriter<'a, W> {
    pub(super) out: &'a mut W,
    pub(super) options: &'a Html,
    /// The base for relative URLs, and the budget for its repetitions.
    pub(super) base: Option<(&'a Url, &'a Budget)>,
    pub(super) lines: Lines,
    pub(super) formulas: Formulas,
    /// The number of open blocks and inlines.
    pub(super) depth: usize,
}

impl<'a, W: Write> HtmlWriter<'a, W> {
    pub(super) fn new(options: &'a Html, out: &'a mut W) -> Self {
        let (lines, formulas) = (Lines::Separate, Formulas::MathMl);
        Self { out, options, base: None, lines, formulas, depth: 0 }
    }

    /// Writes blocks. Nesting deeper than in any normal form is dropped, so that recursion is bounded.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        if self.depth == MAX_DEPTH {
            return flatten(blocks).iter().try_for_each(|block| self.block_and_end(block));
        }
        self.depth += 1;
        blocks.iter().try_for_each(|block| self.block_and_end(block))?;
        self.depth -= 1;
        Ok(())
    }

    fn block_and_end(&mut self, block: &Block) -> fmt::Result {
        self.block(block)?;
        self.line_end()
    }

    fn line_end(&mut self) -> fmt::Result {
        match self.lines {
            Lines::Separate => self.out.write_char('\n'),
            Lines::Joined => Ok(()),
        }
    }

    /// The URL in the form for output; `None` if the policy rejects it.
    pub(super) fn url<'u>(&self, written: &'u str, purpose: Purpose) -> Option<Cow<'u, str>> {
        let url = resolve(written, self.base.map(|(base, _)| base), purpose)?;
        self.base.is_none_or(|(_, budget)| budget.pay_for_base(written, &url)).then_some(url)
    }

    pub(super) fn text(&mut self, text: &str) -> fmt::Result {
        if let Some((_, budget)) = self.base {
            budget.earn(text.len());
        }
        match self.lines {
            Lines::Separate => write_text(self.out, text),
            Lines::Joined => write_text_on_one_line(self.out, text),
        }
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) -> fmt::Result {
        write_named_attribute(self.out, name, value)
    }

    pub(super) fn optional(&mut self, name: &str, value: Option<&str>) -> fmt::Result {
        value.map_or(Ok(()), |value| self.attribute(name, value))
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph { content } => self.element("p", content),
            Block::Heading { level, content } => {
                let level = (*level).clamp(1, 6);
                self.element(HEADINGS[usize::from(level) - 1], content)
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

    /// Writes a start tag without attributes. With `write!`, start tags took a fifth of the time of writing HTML.
    fn start(&mut self, name: &str) -> fmt::Result {
        self.out.write_char('<')?;
        self.out.write_str(name)?;
        self.out.write_char('>')
    }

    pub(super) fn end(&mut self, name: &str) -> fmt::Result {
        self.out.write_str("</")?;
        self.out.write_str(name)?;
        self.out.write_char('>')
    }

    fn element(&mut self, name: &str, content: &[Inline]) -> fmt::Result {
        self.start(name)?;
        self.inlines(content)?;
        self.end(name)
    }

    /// Writes the content of an item or cell. A paragraph at its start needs no `p` if only lists follow.
    fn flow(&mut self, content: &[Block]) -> fmt::Result {
        let Some((Block::Paragraph { content: line }, rest)) = content.split_first() else {
            return self.flow_blocks(content);
        };
        // As CommonMark renderers write tight lists (CommonMark 0.31 §5.3).
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
            self.out.write_str("<li")?;
            // Checked again, because trees may be built by hand (docs/security.md).
            self.optional("id", item.anchor_url().and_then(anchors::name_in_url))?;
            self.out.write_str(match item.checked {
                None => ">",
                // Disabled, as in GFM's task lists, because there is no form to submit.
                Some(false) => "><input type=\"checkbox\" disabled> ",
                Some(true) => "><input type=\"checkbox\" checked disabled> ",
            })?;
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
            let name = item.kind.element();
            self.start(name)?;
            self.flow(&item.content)?;
            self.end(name)?;
            self.line_end()?;
        }
        self.out.write_str("</dl>")
    }

    pub(super) fn code(&mut self, code: &CodeBlock) -> fmt::Result {
        self.out.write_str("<pre><code")?;
        // The form that HTML §4.5.15 suggests and highlighters look for.
        if let Some(language) = &code.language {
            self.attribute("class", &format!("language-{language}"))?;
        }
        self.out.write_char('>')?;
        self.verbatim(&code.content)?;
        // The reader drops the last line feed of a `pre`, so this keeps one at the end of the code.
        self.text("\n")?;
        self.out.write_str("</code></pre>")
    }

    /// Writes preformatted text. Of inlines other than marks and links, only the text is written.
    fn verbatim(&mut self, inlines: &[Inline]) -> fmt::Result {
        if self.depth == MAX_DEPTH {
            return Walk::of_inlines(inlines).texts().try_for_each(|text| self.text(text));
        }
        self.depth += 1;
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text)?,
                Inline::Marked { mark, content } => {
                    let name = mark.element();
                    self.start(name)?;
                    self.verbatim(content)?;
                    self.end(name)?;
                }
                Inline::Link(link) => self.link(&link.target, |writer| writer.verbatim(&link.content))?,
                other => self.text(&other.text())?,
            }
        }
        self.depth -= 1;
        Ok(())
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
        self.start(group)?;
        self.line_end()?;
        for row in rows {
            self.out.write_str("<tr>")?;
            row.cells.iter().try_for_each(|cell| self.cell(cell))?;
            self.out.write_str("</tr>")?;
            self.line_end()?;
        }
        self.end(group)?;
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
        // Obsolete (HTML §16.2), but sanitizers keep it, and this output has no `style`.
        self.optional("align", cell.align.map(Alignment::name))?;
        self.out.write_char('>')?;
        self.flow(&cell.content)?;
        self.end(name)
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

    pub(super) fn inlines(&mut self, inlines: &[Inline]) -> fmt::Result {
        if self.depth == MAX_DEPTH {
            return flatten_inlines(inlines).iter().try_for_each(|inline| self.inline(inline));
        }
        self.depth += 1;
        inlines.iter().try_for_each(|inline| self.inline(inline))?;
        self.depth -= 1;
        Ok(())
    }

    fn inline(&mut self, inline: &Inline) -> fmt::Result {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Marked { mark, content } => self.element(mark.element(), content),
            Inline::Code { text } => {
                self.out.write_str("<code>")?;
                self.text(text)?;
                self.out.write_str("</code>")
            }
            Inline::Math { tex, display } => self.math(tex, *display),
            Inline::Ruby(ruby) => {
                self.out.write_str("<ruby>")?;
                self.inlines(&ruby.base)?;
                // For browsers without ruby support (HTML §4.5.12).
                self.out.write_str("<rp>(</rp>")?;
                self.element("rt", &ruby.reading)?;
                self.out.write_str("<rp>)</rp></ruby>")
            }
            Inline::Link(link) => self.link(&link.target, |writer| writer.inlines(&link.content)),
            Inline::Image(image) => self.image(image),
            Inline::LineBreak => self.out.write_str("<br>"),
        }
    }

    /// Writes MathML that shows the TeX as text, because only a typesetter could convert it to elements of MathML.
    fn math(&mut self, tex: &str, display: bool) -> fmt::Result {
        if self.formulas == Formulas::Text {
            return self.text(tex);
        }
        self.out.write_str("<math")?;
        // The reader removes one such group, which MediaWiki puts around all TeX.
        if tex.starts_with(DISPLAY_STYLE) && tex.ends_with('}') {
            self.attribute("alttext", &format!("{DISPLAY_STYLE}{tex}}}"))?;
        } else {
            self.attribute("alttext", tex)?;
        }
        self.out.write_str(if display { " display=\"block\"><mtext>" } else { "><mtext>" })?;
        self.text(tex)?;
        self.out.write_str("</mtext></math>")
    }

    pub(super) fn link(
        &mut self,
        target: &LinkTarget,
        content: impl FnOnce(&mut Self) -> fmt::Result,
    ) -> fmt::Result {
        let Some(url) = self.url(&target.url, Purpose::Link) else { return content(self) };
        self.out.write_str("<a")?;
        self.attribute("href", &url)?;
        self.optional("title", target.title.as_deref())?;
        self.out.write_char('>')?;
        content(self)?;
        self.out.write_str("</a>")
    }

    fn image(&mut self, image: &Image) -> fmt::Result {
        let Some(url) = self.url(&image.url, Purpose::Image) else { return self.text(&image.alt) };
        self.out.write_str("<img")?;
        self.attribute("src", &url)?;
        // Even if it is empty: without `alt`, screen readers may read out the URL.
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
