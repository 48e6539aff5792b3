//! Plain text, for reading, search and language models: one paragraph a line.

use std::fmt::{self, Write};

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthStr;

use super::Header;
use super::lines::Lines;
use crate::{Block, Cell, Document, Embed, Figure, Inline, List, Row, Table};

/// Writes plain text.
///
/// ```
/// use newsclip::{Header, Links, Text};
///
/// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n<p>见<a href=/b>乙</a>。<ul><li>甲</ul>")?;
/// let text = Text::new().header(Header::None).links(Links::Inline).render(&doc);
/// assert_eq!(text, "见乙 (https://a.example/b)。\n\n- 甲\n");
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    header: Header,
    links: Links,
    wrap: Option<usize>,
}

/// What becomes of the URLs of links in text.
///
/// ```
/// assert_eq!(newsclip::Links::default(), newsclip::Links::Omit);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Links {
    /// Only what they say is written.
    #[default]
    Omit,
    /// The URL stands in parentheses after what the link says, unless that is the URL.
    Inline,
}

impl Text {
    /// The default style: a header of lines, links without URLs, no wrapping.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// assert_eq!(newsclip::Text::new().render(&doc), doc.to_text());
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// What stands before the body: a line each for title, time, author, URL and tags; the title; or nothing.
    ///
    /// ```
    /// use newsclip::{Header, Text};
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// assert_eq!(Text::new().header(Header::Heading).render(&doc), "题\n\n雨\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn header(mut self, header: Header) -> Self {
        self.header = header;
        self
    }

    /// What becomes of the URLs of links: see [`Links`].
    ///
    /// ```
    /// use newsclip::{Links, Text};
    /// assert_ne!(Text::new().links(Links::Inline), Text::new());
    /// ```
    #[must_use]
    pub fn links(mut self, links: Links) -> Self {
        self.links = links;
        self
    }

    /// Breaks lines so that they take at most `columns` display columns, where Unicode allows it
    /// (UAX #14); a Chinese character takes two. `None` (the default) breaks none.
    ///
    /// ```
    /// use newsclip::{Header, Text};
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n今天下午雨停了，天晴。")?;
    /// let text = Text::new().header(Header::None).wrap(14).render(&doc);
    /// assert_eq!(text, "今天下午雨停\n了，天晴。\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    #[must_use]
    pub fn wrap(mut self, columns: impl Into<Option<usize>>) -> Self {
        self.wrap = columns.into();
        self
    }

    /// The text as a string.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨<br>停")?;
    /// assert_eq!(newsclip::Text::new().render(&doc), "题\nhttps://a.example/1\n\n雨\n停\n");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn render(&self, document: &Document) -> String {
        let mut out = String::new();
        self.write(document, &mut out).expect("writing to a string does not fail");
        out
    }

    /// Writes the text.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/1)\n------\n\n雨")?;
    /// let mut out = String::new();
    /// newsclip::Text::new().write(&doc, &mut out).unwrap();
    /// assert_eq!(out, doc.to_text());
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn write(&self, document: &Document, out: &mut impl Write) -> fmt::Result {
        let mut writer = Writer { options: self, lines: Lines::new(out) };
        writer.header(document)?;
        writer.blocks(&document.body)
    }
}

struct Writer<'a, W> {
    options: &'a Text,
    lines: Lines<'a, W>,
}

impl<W: Write> Writer<'_, W> {
    fn header(&mut self, document: &Document) -> fmt::Result {
        match self.options.header {
            Header::None => return Ok(()),
            Header::Heading => self.line(&document.title)?,
            Header::FrontMatter => {
                self.line(&document.title)?;
                if let Some(published) = document.published {
                    self.line(&published.to_string())?;
                }
                document.author.iter().try_for_each(|author| self.line(author))?;
                self.line(document.url.as_str())?;
                if !document.tags.is_empty() {
                    self.line(&document.tags.join(", "))?;
                }
            }
        }
        if document.body.is_empty() { Ok(()) } else { self.lines.end_line() }
    }

    /// A line of text, wrapped; nothing if it is empty.
    fn line(&mut self, text: &str) -> fmt::Result {
        if text.is_empty() {
            return Ok(());
        }
        if let Some(columns) = self.options.wrap {
            let columns = columns.saturating_sub(self.lines.indent()).max(1);
            for line in text.split('\n') {
                self.lines.write(&wrapped(line, columns))?;
                self.lines.end_line()?;
            }
            Ok(())
        } else {
            self.lines.write(text)?;
            self.lines.end_line()
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        let mut before: Option<&Block> = None;
        for block in blocks.iter().filter(|block| is_visible(block)) {
            if before.is_some() {
                self.lines.end_line()?;
            }
            self.block(block)?;
            before = Some(block);
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> fmt::Result {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                self.line(&inlines(content, self.options.links))
            }
            Block::List(list) => self.list(list),
            Block::DescriptionList { items } => {
                items.iter().try_for_each(|item| self.tight_blocks(&item.content))
            }
            Block::Quote { content } => {
                self.lines.push("> ", "> ");
                self.blocks(content)?;
                self.lines.pop();
                Ok(())
            }
            Block::Code(code) => {
                self.lines.write(&code.text)?;
                self.lines.end_line()
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Embed(embed) => self.embed(embed),
            Block::ThematicBreak => self.line("* * *"),
        }
    }

    /// Blocks without empty lines between them.
    fn tight_blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        blocks.iter().try_for_each(|block| self.block(block))
    }

    fn list(&mut self, list: &List) -> fmt::Result {
        for (index, item) in list.items.iter().enumerate() {
            let marker = match list.start {
                Some(start) => format!("{}. ", u64::from(start) + index as u64),
                None => "- ".to_string(),
            };
            if !item.content.iter().any(is_visible) {
                self.line(marker.trim_end())?;
                continue;
            }
            self.lines.push(&marker, &" ".repeat(marker.len()));
            self.tight_blocks(&item.content)?;
            self.lines.pop();
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> fmt::Result {
        self.tight_blocks(&table.caption)?;
        table.head.iter().chain(&table.body).try_for_each(|row| self.row(row))
    }

    /// A row is a line, its cells between bars; one whose cells hold more than lines has them one below the other.
    fn row(&mut self, row: &Row) -> fmt::Result {
        let Some(cells) = row.cells.iter().map(|cell| self.cell(cell)).collect::<Option<Vec<_>>>() else {
            return row.cells.iter().try_for_each(|cell| self.tight_blocks(&cell.content));
        };
        if cells.iter().all(String::is_empty) { Ok(()) } else { self.line(cells.join(" | ").trim()) }
    }

    /// A cell as a line, if it is one.
    fn cell(&self, cell: &Cell) -> Option<String> {
        let lines = cell.content.iter().map(|block| match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                Some(inlines(content, self.options.links).replace('\n', " "))
            }
            Block::Figure(figure) if figure.caption.is_empty() => Some(alternatives(figure)),
            _ => None,
        });
        lines.collect::<Option<Vec<_>>>().map(|lines| lines.join(" "))
    }

    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        self.line(&alternatives(figure))?;
        self.tight_blocks(&figure.caption)
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        embed.title.iter().try_for_each(|title| self.line(title))?;
        self.line(&embed.url)
    }
}

/// Whether anything of a block can be read in text.
fn is_visible(block: &Block) -> bool {
    match block {
        Block::Figure(figure) => !figure.caption.is_empty() || !alternatives(figure).is_empty(),
        Block::Paragraph { content } | Block::Heading { content, .. } => {
            !inlines(content, Links::Omit).trim().is_empty()
        }
        Block::Quote { content } => content.iter().any(is_visible),
        Block::List(list) => list.items.iter().any(|item| item.content.iter().any(is_visible)),
        Block::DescriptionList { items } => items.iter().any(|item| item.content.iter().any(is_visible)),
        Block::Table(table) => {
            let cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.content).chain(&table.caption).any(is_visible)
        }
        Block::Code(_) | Block::Embed(_) | Block::ThematicBreak => true,
    }
}

/// What stands for a figure's images: their `alt` texts, in brackets.
fn alternatives(figure: &Figure) -> String {
    let alternatives = figure.images.iter().map(|image| image.image.alt.as_str());
    let shown = alternatives.filter(|alt| !alt.is_empty()).map(|alt| format!("[{alt}]"));
    shown.collect::<Vec<_>>().join(" ")
}

/// A line of inlines as text; a line break stays one.
pub(crate) fn inlines(inlines: &[Inline], links: Links) -> String {
    let mut text = String::new();
    push_inlines(&mut text, inlines, links);
    text
}

fn push_inlines(text: &mut String, inlines: &[Inline], links: Links) {
    for inline in inlines {
        match inline {
            Inline::Text(piece) | Inline::Code { text: piece } => text.push_str(piece),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Underline { content }
            | Inline::Strikethrough { content }
            | Inline::Superscript { content }
            | Inline::Subscript { content }
            | Inline::Mark { content } => push_inlines(text, content, links),
            Inline::Ruby { base, reading } => {
                push_inlines(text, base, links);
                text.push('(');
                push_inlines(text, reading, links);
                text.push(')');
            }
            Inline::Link(link) => {
                let start = text.len();
                push_inlines(text, &link.content, links);
                if links == Links::Inline && text[start..] != link.target.url {
                    text.extend([" (", &link.target.url, ")"]);
                }
            }
            Inline::Image(image) if image.alt.is_empty() => {}
            Inline::Image(image) => text.extend(["[", &image.alt, "]"]),
            Inline::LineBreak => text.push('\n'),
        }
    }
}

/// One line as several of at most `columns` columns, broken where UAX #14 allows it.
fn wrapped(line: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(line.len() + line.len() / columns + 1);
    let mut start = 0;
    let mut last = 0;
    let mut width = 0;
    for (at, opportunity) in linebreaks(line) {
        let piece = &line[last..at];
        if start < last && width + piece.trim_end().width() > columns {
            wrapped.push_str(line[start..last].trim_end_matches(' '));
            wrapped.push('\n');
            (start, width) = (last, 0);
        }
        width += piece.width();
        last = at;
        if opportunity == BreakOpportunity::Mandatory && at == line.len() {
            break;
        }
    }
    wrapped.push_str(&line[start..]);
    wrapped
}
