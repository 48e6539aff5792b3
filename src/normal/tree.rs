//! Any tree, put in normal form by feeding it to the same builder that reading HTML feeds.

use std::rc::Rc;

use super::blocks::{clean_code, language};
use super::{Builder, Mark, finish_table, fold, folded};
use crate::url::{Purpose, resolve};
use crate::{
    Block, Cell, CodeBlock, DescriptionItem, Embed, EmbedKind, Figure, FigureImage, Image, Inline,
    LinkTarget, List, ListItem, Row, Table,
};

/// Puts blocks in normal form: one tree for everything that reads the same. Blocks that
/// [`parse`](crate::parse) returned are in it already and do not change.
///
/// In normal form
///
/// - no text is empty, none has another text as its neighbour, and white space is folded as a browser folds
///   it: runs of ASCII white space are one space, and there is none at the ends of a line. U+3000 and
///   no-break spaces are kept, but for the ends of lines;
/// - white space and line breaks at the edges of a mark or a link stand outside it;
/// - no mark, link or block is empty; equal marks that touch are one; a mark within its like is
///   none (but for superscript and subscript); no link is within a link; code is the innermost mark;
/// - two or more line breaks in a row end a paragraph; a paragraph of nothing but images is a figure;
/// - a bullet list has no empty items and a table no rows without cells; a table without spans has rows of
///   equal length; leading rows of header cells are its head, and a head without any content is none;
/// - no frame has a media type; URLs obey the policy of `docs/security.md`, text has only characters that XML 1.0 allows, and nothing is
///   nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH).
///
/// ```
/// use newsclip::{Block, Inline, normalize};
///
/// let strong = |text| Inline::Strong { content: vec![Inline::text(text)] };
/// let blocks = vec![
///     Block::Paragraph { content: vec![strong("雨 "), strong("停了 "), Inline::text("  。")] },
///     Block::Quote { content: vec![] },
/// ];
/// assert_eq!(
///     normalize(blocks),
///     [Block::Paragraph { content: vec![strong("雨 停了"), Inline::text(" 。")] }]
/// );
/// ```
pub fn normalize(blocks: Vec<Block>) -> Vec<Block> {
    Builder::default().nested(blocks)
}

impl Builder {
    fn nested(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        let outer = self.enter();
        self.blocks(blocks);
        self.leave(outer)
    }

    fn blocks(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.flow.end_line();
            self.block(block);
            self.flow.end_line();
        }
    }

    fn block(&mut self, block: Block) {
        match block {
            Block::Paragraph { content } => self.inlines(content),
            Block::Heading { level, content } => {
                let outer = self.flow.set_heading(Some(level.clamp(1, 6)));
                self.inlines(content);
                self.flow.set_heading(outer);
            }
            Block::Quote { content } => {
                if self.has_room() {
                    let content = self.nested(content);
                    self.flow.block(Block::Quote { content });
                } else {
                    self.blocks(content);
                }
            }
            Block::List(list) => self.list(list),
            Block::DescriptionList { items } => self.description_list(items),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Code(CodeBlock { language: name, text }) => {
                let language = name.and_then(|name| language(&name));
                // One line's end is dropped by `clean_code`, and a tree has none.
                self.flow.block(Block::Code(CodeBlock { language, text: clean_code(&(text + "\n")) }));
            }
            Block::Embed(embed) => self.embed(embed),
            Block::ThematicBreak => self.flow.block(Block::ThematicBreak),
        }
    }

    fn list(&mut self, List { start, items }: List) {
        if !self.has_room() {
            return items.into_iter().for_each(|item| self.blocks(item.content));
        }
        let items = items.into_iter().map(|item| ListItem { content: self.nested(item.content) });
        let items = items.filter(|item| start.is_some() || !item.content.is_empty()).collect();
        self.flow.block(Block::List(List { start: start.map(list_start), items }));
    }

    fn description_list(&mut self, items: Vec<DescriptionItem>) {
        if !self.has_room() {
            return items.into_iter().for_each(|item| self.blocks(item.content));
        }
        let nested = |item: DescriptionItem| DescriptionItem { content: self.nested(item.content), ..item };
        let items = items.into_iter().map(nested).filter(|item| !item.content.is_empty()).collect();
        self.flow.block(Block::DescriptionList { items });
    }

    fn table(&mut self, table: Table) {
        let Table { caption, head, body } = table;
        if !self.has_room() {
            self.blocks(caption);
            let cells = head.into_iter().chain(body).flat_map(|row| row.cells);
            return cells.for_each(|cell| self.blocks(cell.content));
        }
        let caption = self.nested(caption);
        let mut rows = |rows: Vec<Row>| rows.into_iter().map(|row| self.row(row)).collect();
        let mut table = Table { caption, head: rows(head), body: rows(body) };
        finish_table(&mut table);
        self.flow.block(Block::Table(table));
    }

    fn row(&mut self, row: Row) -> Row {
        let nested = |cell: Cell| Cell { content: self.nested(cell.content), ..cell };
        Row { cells: row.cells.into_iter().map(nested).collect() }
    }

    fn figure(&mut self, Figure { images, caption }: Figure) {
        let images: Vec<_> = images.into_iter().filter_map(figure_image).collect();
        if images.is_empty() || !self.has_room() {
            self.flow.block(Block::Figure(Figure { images, caption: Vec::new() }));
            return self.blocks(caption);
        }
        let caption = self.nested(caption);
        self.flow.block(Block::Figure(Figure { images, caption }));
    }

    fn embed(&mut self, embed: Embed) {
        let Some(url) = resolve(&embed.url, None, Purpose::Media) else { return };
        self.flow.block(Block::Embed(Embed {
            url,
            media_type: embed
                .media_type
                .filter(|_| embed.kind != EmbedKind::Frame)
                .and_then(|text| folded(&text)),
            poster: embed.poster.and_then(|poster| resolve(&poster, None, Purpose::Image)),
            title: embed.title.and_then(|text| folded(&text)),
            kind: embed.kind,
        }));
    }

    fn inlines(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: Inline) {
        match inline {
            Inline::Text(text) => self.text(&text),
            Inline::Strong { content } => self.marked(Mark::Strong, content),
            Inline::Emphasis { content } => self.marked(Mark::Emphasis, content),
            Inline::Underline { content } => self.marked(Mark::Underline, content),
            Inline::Strikethrough { content } => self.marked(Mark::Strikethrough, content),
            Inline::Superscript { content } => self.marked(Mark::Superscript, content),
            Inline::Subscript { content } => self.marked(Mark::Subscript, content),
            Inline::Mark { content } => self.marked(Mark::Highlight, content),
            Inline::Code { text } => self.marked(Mark::Code, vec![Inline::Text(text)]),
            Inline::Link(link) => match link_target(link.target) {
                Some(target) => self.marked(Mark::Link(Rc::new(target)), link.content),
                None => self.inlines(link.content),
            },
            Inline::Ruby { base, reading } => self.ruby(base, reading),
            Inline::Image(image) => {
                if let Some(image) = clean_image(image) {
                    self.leaf(Inline::Image(image));
                }
            }
            Inline::LineBreak => self.line_break(),
        }
    }

    fn marked(&mut self, mark: Mark, content: Vec<Inline>) {
        let added = self.mark(mark);
        self.inlines(content);
        self.path.undo(added);
    }

    fn ruby(&mut self, base: Vec<Inline>, reading: Vec<Inline>) {
        if !self.has_room() {
            self.inlines(base);
            return self.inlines(reading);
        }
        let outer = self.enter_line();
        self.inlines(base);
        let base = self.leave_line(outer);
        let outer = self.enter_line();
        self.inlines(reading);
        let reading = self.leave_line(outer);
        match (base.is_empty(), reading.is_empty()) {
            (false, false) => self.leaf(Inline::Ruby { base, reading }),
            _ => self.inlines([base, reading].concat()),
        }
    }
}

fn list_start(start: u32) -> u32 {
    if start <= 999_999_999 { start } else { 1 }
}

fn link_target(target: LinkTarget) -> Option<LinkTarget> {
    let url = resolve(&target.url, None, Purpose::Link)?;
    Some(LinkTarget { url, title: target.title.and_then(|text| folded(&text)) })
}

fn clean_image(image: Image) -> Option<Image> {
    let is_pixel = |size: Option<u32>| size.is_some_and(|pixels| pixels <= 1);
    if is_pixel(image.width) && is_pixel(image.height) {
        return None;
    }
    let url = resolve(&image.url, None, Purpose::Image)?;
    let (width, height) =
        (image.width.filter(|&pixels| pixels > 0), image.height.filter(|&pixels| pixels > 0));
    Some(Image {
        url,
        alt: fold(&image.alt),
        title: image.title.and_then(|text| folded(&text)),
        width,
        height,
    })
}

fn figure_image(FigureImage { image, link }: FigureImage) -> Option<FigureImage> {
    Some(FigureImage { image: clean_image(image)?, link: link.and_then(link_target) })
}
