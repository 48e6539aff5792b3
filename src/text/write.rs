//! Writes blocks and lines as plain text.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr;

use super::wrap::wrapped;
use super::{Header, Links, Text};
use crate::document::Document;
use crate::normal::{MAX_DEPTH, flatten, flatten_inlines};
use crate::tree::{
    Block, Cell, DescriptionItem, DescriptionKind, Embed, Figure, Image, Inline, List, Row, Table, text,
};
use crate::url::is_blank;
use crate::writer::{Lines, description_or_title, spaces, text_after_image};

pub(super) struct TextWriter<'a, W> {
    options: &'a Text,
    lines: Lines<'a, W>,
    /// The number of open blocks.
    depth: usize,
}

impl<'a, W: fmt::Write> TextWriter<'a, W> {
    pub(super) fn new(options: &'a Text, out: &'a mut W) -> Self {
        Self { options, lines: Lines::with_optional_prefixes(out), depth: 0 }
    }

    pub(super) fn document(&mut self, document: &Document) -> fmt::Result {
        match self.options.header {
            Header::Title if document.split_title().0.is_none() => self.line(&document.title)?,
            Header::Lines => self.header(document)?,
            Header::Title | Header::None => {}
        }
        // An empty header writes no line, so no empty line follows it.
        if self.lines.begun() > 0 {
            self.lines.separate();
        }
        self.blocks(&document.body)
    }

    fn header(&mut self, document: &Document) -> fmt::Result {
        self.line(&document.title)?;
        for time in [document.published, document.updated].into_iter().flatten() {
            self.line(&time.to_string())?;
        }
        self.line(&document.authors.join(", "))?;
        if !is_blank(&document.url) {
            self.line(document.url.as_str())?;
        }
        self.line(&document.tags.join(", "))
    }

    /// Writes text, wrapped; nothing if it is empty.
    fn line(&mut self, text: &str) -> fmt::Result {
        let text = &*without_soft_hyphens(text);
        if text.is_empty() {
            return Ok(());
        }
        let Some(columns) = self.options.wrap else {
            self.lines.write(text)?;
            return self.lines.end_line();
        };
        // Deep indentation may leave no room; with one column, wrapping still terminates.
        let columns = columns.saturating_sub(self.lines.indent()).max(1);
        for line in text.split('\n') {
            self.lines.write(&wrapped(line, columns))?;
            self.lines.end_line()?;
        }
        Ok(())
    }

    /// Writes blocks with empty lines between them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        self.sequence(blocks, None, |writer, before| {
            if writer.lines.begun() > before {
                writer.lines.separate();
            }
        })
    }

    /// Writes blocks without empty lines between them.
    fn tight_blocks(&mut self, blocks: &[Block]) -> fmt::Result {
        self.sequence(blocks, None, |_, _| {})
    }

    /// Writes blocks, which are followed by the block `after`. `between` gets the number of lines before the first block. Nesting
    /// deeper than in any normal form is dropped, so that recursion is bounded.
    fn sequence(
        &mut self,
        blocks: &[Block],
        after: Option<&Block>,
        between: impl Fn(&mut Self, usize),
    ) -> fmt::Result {
        let before = self.lines.begun();
        let flat;
        let is_too_deep = self.depth == MAX_DEPTH;
        let blocks = if is_too_deep {
            // The depth of the input must not determine the recursion: a stack of 512 KiB suffices for any tree (docs/security.md).
            flat = flatten(blocks);
            &*flat
        } else {
            blocks
        };
        self.depth += usize::from(!is_too_deep);
        for (index, block) in blocks.iter().enumerate() {
            between(self, before);
            self.block(block, blocks.get(index + 1).or(after))?;
        }
        // A separator left at the end would be written before the block after the list.
        if self.lines.begun() > before {
            self.lines.cancel_separator();
        }
        self.depth -= usize::from(!is_too_deep);
        Ok(())
    }

    /// Writes a block. `next` is the block after it.
    fn block(&mut self, block: &Block, next: Option<&Block>) -> fmt::Result {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                // Most paragraphs are one text.
                if let [Inline::Text(only)] = &content[..] {
                    self.line(only)
                } else {
                    self.line(&self.inlines(content))
                }
            }
            Block::List(list) => self.list(list),
            Block::DescriptionList { items } => self.description_list(items),
            Block::Quote { content } => {
                self.lines.push("> ", "> ");
                self.blocks(content)?;
                self.lines.pop();
                Ok(())
            }
            Block::Code(code) => {
                self.lines.write(&code.text())?;
                self.lines.end_line()
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure, next),
            Block::Embed(embed) => self.embed(embed),
            Block::ThematicBreak => self.line("* * *"),
        }
    }

    fn list(&mut self, list: &List) -> fmt::Result {
        for (index, item) in list.items.iter().enumerate() {
            let marker: Cow<'static, str> = match list.start {
                // A start of `u32::MAX` must not overflow.
                Some(start) => format!("{}. ", u64::from(start) + index as u64).into(),
                None => "- ".into(),
            };
            let check_box = match item.checked {
                None => "",
                Some(false) => "[ ] ",
                Some(true) => "[x] ",
            };
            // The following lines align with the check box, as in Markdown.
            let rest = spaces(marker.len());
            let first = if check_box.is_empty() { marker } else { format!("{marker}{check_box}").into() };
            self.lines.push(first, rest);
            self.tight_blocks(&item.content)?;
            // An item without text consists of its marker.
            if let Some(marker) = self.lines.pop() {
                self.line(marker.trim_end())?;
            }
        }
        Ok(())
    }

    /// Descriptions are indented, as in browsers.
    fn description_list(&mut self, items: &[DescriptionItem]) -> fmt::Result {
        for (index, item) in items.iter().enumerate() {
            let indent = if item.kind == DescriptionKind::Description { "  " } else { "" };
            self.lines.push(indent, indent);
            // In galleries of WordPress, the term is an image, and the description is its caption.
            let after = items.get(index + 1).and_then(|next| next.content.first());
            self.sequence(&item.content, after, |_, _| {})?;
            self.lines.pop();
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> fmt::Result {
        self.tight_blocks(&table.caption)?;
        table.rows().try_for_each(|row| self.row(row))
    }

    /// A row is one line, with bars between its cells. If a cell contains other blocks, the cells are written one below the other.
    fn row(&mut self, row: &Row) -> fmt::Result {
        // A cell with a list or code cannot be one line, so the whole row is written as blocks.
        let Some(cells) = row.cells.iter().map(|cell| self.cell(cell)).collect::<Option<Vec<_>>>() else {
            return row.cells.iter().try_for_each(|cell| self.tight_blocks(&cell.content));
        };
        // A row of empty cells would show only bars.
        if cells.iter().all(String::is_empty) { Ok(()) } else { self.line(cells.join(" | ").trim()) }
    }

    /// A cell as one line, if possible.
    fn cell(&self, cell: &Cell) -> Option<String> {
        let lines = cell.content.iter().map(|block| match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                Some(self.inlines(content).replace('\n', " "))
            }
            Block::Figure(figure) if figure.caption.is_empty() => Some(descriptions(figure, "")),
            _ => None,
        });
        lines.collect::<Option<Vec<_>>>().map(|lines| lines.join(" "))
    }

    fn figure(&mut self, figure: &Figure, next: Option<&Block>) -> fmt::Result {
        // The caption may repeat the description.
        let following = figure.caption.first().or(next).map(line_text).unwrap_or_default();
        self.line(&descriptions(figure, &following))?;
        self.tight_blocks(&figure.caption)
    }

    fn embed(&mut self, embed: &Embed) -> fmt::Result {
        // Plain text cannot show a player, only its address.
        self.line(embed.title.as_deref().unwrap_or_default())?;
        self.line(&embed.url)
    }

    /// A line of inlines as text. Line breaks are kept.
    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut line = InlineText {
            text: String::new(),
            links: self.options.links,
            following: String::new(),
            has_left_out: false,
        };
        line.inlines(inlines, 0);
        if line.has_left_out && line.is_at_line_start() {
            line.text.pop();
        }
        // Images without a description leave spaces at the edges.
        line.text.trim_matches(' ').to_string()
    }
}

/// Text without soft hyphens (U+00AD). They are invisible and only say where a line may break in a word, but a search or a model
/// would not recognize the word.
fn without_soft_hyphens(text: &str) -> Cow<'_, str> {
    // `str::contains` looks for the last byte, which is frequent in Chinese text; no Chinese character has the first one.
    if memchr(0xC2, text.as_bytes()).is_none() { text.into() } else { text.replace('\u{ad}', "").into() }
}

/// The descriptions of a figure's images, in brackets, except those that the following text repeats.
fn descriptions(figure: &Figure, following: &str) -> String {
    // Once, not for each image.
    let following = following.trim_start();
    let described = figure.images.iter().map(|image| description_or_title(&image.image, following));
    let shown = described.filter(|alt| !alt.is_empty()).map(|alt| format!("[{alt}]"));
    shown.collect::<Vec<_>>().join(" ")
}

/// The text of a paragraph or heading; empty for other blocks.
fn line_text(block: &Block) -> String {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => text(content),
        _ => String::new(),
    }
}

/// A line in progress.
struct InlineText {
    text: String,
    links: Links,
    /// The text after the next image, which may repeat the description of the image.
    following: String,
    /// Whether an image at the start of the current line is left out, so that a break after it would leave an empty line.
    has_left_out: bool,
}

impl InlineText {
    fn inlines(&mut self, inlines: &[Inline], depth: usize) {
        if depth == MAX_DEPTH {
            return flatten_inlines(inlines).iter().for_each(|inline| self.inline(inline, depth));
        }
        for (index, inline) in inlines.iter().enumerate() {
            let following = text_after_image(inline, &inlines[index + 1..]);
            if !following.is_empty() {
                self.following = following;
            }
            self.inline(inline, depth + 1);
        }
    }

    fn inline(&mut self, inline: &Inline, depth: usize) {
        match inline {
            Inline::Text(piece) | Inline::Code { text: piece } | Inline::Math { tex: piece, .. } => {
                self.text.push_str(piece);
            }
            Inline::Marked { content, .. } => self.inlines(content, depth),
            Inline::Ruby(ruby) => {
                self.inlines(&ruby.base, depth);
                // HTML §4.5.12: `rp` shows the reading in parentheses where ruby is not supported.
                self.text.push('(');
                self.inlines(&ruby.reading, depth);
                self.text.push(')');
            }
            Inline::Link(link) => {
                let start = self.text.len();
                self.inlines(&link.content, depth);
                // An image without a description takes the space before it, which may be before the link.
                let text = self.text.get(start..).unwrap_or_default();
                // If the text is the URL, it would appear twice.
                if self.links == Links::Inline && text != link.target.url {
                    self.text.extend([" (", &link.target.url, ")"]);
                }
            }
            Inline::Image(image) => self.image(image),
            Inline::LineBreak => self.line_break(),
        }
    }

    fn line_break(&mut self) {
        let left_out = std::mem::take(&mut self.has_left_out);
        if !(left_out && self.is_at_line_start()) {
            self.text.push('\n');
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn image(&mut self, image: &Image) {
        let following = std::mem::take(&mut self.following);
        let description = description_or_title(image, &following);
        self.has_left_out = description.is_empty() && self.is_at_line_start();
        match description {
            // Merge the spaces before and after it.
            "" if self.text.ends_with(' ') => drop(self.text.pop()),
            "" => {}
            description => self.text.extend(["[", description, "]"]),
        }
    }
}
