//! Builds normal form from a tree, as the HTML reader does from an arena.

use std::borrow::Cow;

use super::language::language;
use super::{Budget, Builder, Verbatim, Wrapper};
use crate::scan::{fold, fold_to_option};
use crate::tree::{
    Block, Cell, CodeBlock, DescriptionItem, Embed, EmbedKind, Figure, FigureImage, Image, Inline,
    LinkTarget, List, ListItem, Node, Row, Ruby, Table, Walk,
};
use crate::url::{Purpose, is_tiny_data_image, resolve};

/// The maximum depth of recursion. Deeper parts of the tree lose their structure. Normal form has fewer levels, but a tree
/// may have more levels that normal form removes: marks inside the same mark.
const MAX_LEVELS: usize = 64;

/// Converts blocks to normal form.
pub(crate) fn normalized(blocks: &[Block]) -> Vec<Block> {
    // Counted first, because the budget of copies depends on the size of the tree.
    let links = Walk::new(blocks).links().map(|target| target.url.len()).sum::<usize>();
    let texts = Walk::new(blocks).texts().map(str::len).sum::<usize>();
    let budget = Budget::for_tree(links + texts);
    Builder::build(&budget, 0, |b| FromTree { b, levels: 0 }.blocks(blocks))
}

/// Appends inlines to what a builder has built.
pub(crate) fn append_inlines(b: &mut Builder, inlines: &[Inline]) {
    FromTree { b, levels: 0 }.inlines(inlines);
}

/// Converts blocks to normal form without nesting. Text, images and embeds are kept.
pub(crate) fn flatten(blocks: &[Block]) -> Vec<Block> {
    // Without marks and links, there are no copies.
    let budget = Budget::for_tree(0);
    Builder::build(&budget, 0, |b| flatten_into(b, Walk::new(blocks)))
}

/// Converts inlines to one line without marks and links.
pub(crate) fn flatten_inlines(inlines: &[Inline]) -> Vec<Inline> {
    let mut line = Vec::new();
    let budget = Budget::for_tree(0);
    Builder::build(&budget, 0, |b| line = b.line(|b| flatten_into(b, Walk::of_inlines(inlines))));
    line
}

fn flatten_into(b: &mut Builder, mut walk: Walk<'_>) {
    let mut is_in_block = false;
    while let Some(node) = walk.next() {
        match node {
            Node::Block(block) => {
                is_in_block = true;
                b.end_line();
                flatten_block(b, block);
                if matches!(block, Block::Code(_)) {
                    walk.skip_inlines();
                }
            }
            Node::Inline(inline) => flatten_inline(b, inline),
            Node::FigureImage(image) => b.inline(image.image.clone().into()),
        }
    }
    if is_in_block {
        b.end_line();
    }
}

/// Appends a block that holds no other blocks or inlines. Other blocks have no effect.
fn flatten_block(b: &mut Builder, block: &Block) {
    match block {
        Block::Code(code) => code_block(b, code),
        Block::Embed(embed) => {
            if let Some(embed) = normal_embed(embed) {
                b.block(embed);
            }
        }
        Block::ThematicBreak => b.block(Block::ThematicBreak),
        _ => {}
    }
}

fn flatten_inline(b: &mut Builder, inline: &Inline) {
    match inline {
        Inline::Text(text) | Inline::Code { text } => b.text(text),
        Inline::Image(image) => {
            if let Some(image) = normal_image(image) {
                b.inline(image.into());
            }
        }
        Inline::Math { tex, display } => b.math(tex, *display),
        Inline::LineBreak => b.line_break(),
        Inline::Marked { .. } | Inline::Link(_) | Inline::Ruby(_) => {}
    }
}

struct FromTree<'f, 'b> {
    b: &'f mut Builder<'b>,
    /// The current depth in the given tree.
    levels: usize,
}

impl FromTree<'_, '_> {
    /// Goes one level deeper, or flattens the content if it is too deep.
    fn deeper(&mut self, walk: Walk<'_>, build: impl FnOnce(&mut FromTree<'_, '_>)) {
        // A program may build a tree that is deeper than the stack. `flatten_into` does not recurse.
        if self.levels == MAX_LEVELS {
            return flatten_into(self.b, walk);
        }
        build(&mut FromTree { b: self.b, levels: self.levels + 1 });
    }

    fn blocks(&mut self, blocks: &[Block]) {
        // Line ends on both sides keep paragraphs separate.
        self.deeper(Walk::new(blocks), |from| {
            for block in blocks {
                from.b.end_line();
                from.block(block);
                from.b.end_line();
            }
        });
    }

    fn nested(&mut self, blocks: &[Block]) -> Vec<Block> {
        let levels = self.levels;
        self.b.nested(|b| FromTree { b, levels }.blocks(blocks))
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } => self.inlines(content),
            Block::Heading { level, content } => {
                let levels = self.levels;
                // HTML and CommonMark have six levels, but a tree that a program built may have any number.
                self.b.with_heading((*level).clamp(1, 6), |b| FromTree { b, levels }.inlines(content));
            }
            Block::Code(code) => code_block(self.b, code),
            Block::Embed(embed) => {
                if let Some(embed) = normal_embed(embed) {
                    self.b.block(embed);
                }
            }
            Block::ThematicBreak => self.b.block(Block::ThematicBreak),
            container if self.b.admit_level() => self.container(container),
            container => self.without_container(container),
        }
    }

    fn container(&mut self, block: &Block) {
        match block {
            Block::Quote { content } => {
                let content = self.nested(content);
                self.b.block(Block::Quote { content });
            }
            Block::List(list) => self.list(list),
            Block::DescriptionList { items } => self.description_list(items),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            _ => unreachable!("`block` takes those that hold no blocks"),
        }
    }

    /// Appends the content of a container without the container.
    fn without_container(&mut self, container: &Block) {
        match container {
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.content)),
            Block::DescriptionList { items } => items.iter().for_each(|item| self.blocks(&item.content)),
            Block::Table(table) => {
                self.blocks(&table.caption);
                table.rows().flat_map(|row| &row.cells).for_each(|cell| self.blocks(&cell.content));
            }
            Block::Figure(figure) => {
                self.b.block(Figure::new(figure.images.iter().filter_map(normal_figure_image).collect()));
                self.blocks(&figure.caption);
            }
            Block::Quote { content } => self.blocks(content),
            _ => unreachable!("`block` takes those that hold no blocks"),
        }
    }

    fn list(&mut self, list: &List) {
        // CommonMark 0.31 §5.2 allows nine digits, because more digits overflow in some browsers.
        let start = list.start.map(|start| if start <= List::MAX_START { start } else { 1 });
        let items = list.items.iter().map(|item| {
            let content = self.nested(&item.content);
            let name = item.anchor_url().and_then(|anchor| Some(anchor.split_once('#')?.1));
            let anchor = name.filter(|_| !content.is_empty()).and_then(|name| self.b.anchor(name));
            // A task without text reads back as an empty item.
            ListItem { checked: item.checked.filter(|_| !content.is_empty()), anchor, content }
        });
        // An empty numbered item is kept. Without it, the items after it would have the wrong number.
        let items = items.filter(|item| start.is_some() || !item.content.is_empty()).collect();
        self.b.block(List { start, items });
    }

    fn description_list(&mut self, items: &[DescriptionItem]) {
        let nested =
            |item: &DescriptionItem| DescriptionItem { kind: item.kind, content: self.nested(&item.content) };
        let items = items.iter().map(nested).filter(|item| !item.content.is_empty()).collect();
        self.b.block(Block::DescriptionList { items });
    }

    fn table(&mut self, table: &Table) {
        let caption = self.nested(&table.caption);
        let mut rows = |rows: &[Row]| rows.iter().map(|row| self.row(row)).collect();
        let table = Table { caption, head: rows(&table.head), body: rows(&table.body) };
        self.b.table(table);
    }

    fn row(&mut self, row: &Row) -> Row {
        let nested = |cell: &Cell| Cell {
            header: cell.header,
            columns: cell.columns,
            rows: cell.rows,
            align: cell.align,
            content: self.nested(&cell.content),
        };
        Row { cells: row.cells.iter().map(nested).collect() }
    }

    fn figure(&mut self, figure: &Figure) {
        let images: Vec<FigureImage> = figure.images.iter().filter_map(normal_figure_image).collect();
        if images.is_empty() {
            return self.blocks(&figure.caption);
        }
        let caption = self.nested(&figure.caption);
        self.b.block(Figure { images, caption });
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.deeper(Walk::of_inlines(inlines), |from| inlines.iter().for_each(|inline| from.inline(inline)));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Marked { mark, content } => self.wrapped(Wrapper::Mark(*mark), content),
            Inline::Code { text } => self.b.with(Wrapper::Code, |b| b.text(text)),
            // If the URL is refused, only the link is lost, not its text (docs/security.md).
            Inline::Link(link) => match normal_target(&link.target) {
                Some(target) => self.wrapped(Wrapper::link(target), &link.content),
                None => self.inlines(&link.content),
            },
            Inline::Ruby(ruby) => self.ruby(ruby),
            Inline::Text(_) | Inline::Math { .. } | Inline::Image(_) | Inline::LineBreak => {
                flatten_inline(self.b, inline);
            }
        }
    }

    fn wrapped(&mut self, wrapper: Wrapper, content: &[Inline]) {
        let levels = self.levels;
        self.b.with(wrapper, |b| FromTree { b, levels }.inlines(content));
    }

    fn ruby(&mut self, ruby: &Ruby) {
        let Ruby { base, reading } = ruby;
        if !self.b.admit_level() {
            self.inlines(base);
            return self.inlines(reading);
        }
        let levels = self.levels;
        let mut line = |inlines: &[Inline]| self.b.line(|b| FromTree { b, levels }.inlines(inlines));
        let (base, reading) = (line(base), line(reading));
        if !base.is_empty() && !reading.is_empty() {
            return self.b.inline(Ruby { base, reading }.into());
        }
        // A reading without a base, or a base without a reading, is plain text.
        self.inlines(&base);
        self.inlines(&reading);
    }
}

fn code_block(b: &mut Builder, code: &CodeBlock) {
    let content = b.verbatim(|v| {
        append_verbatim(v, &code.content, 0);
        // In a tree, the last line of code has no line end, so a line feed there begins another line.
        v.line_break();
    });
    b.block(CodeBlock { language: code.language.as_deref().and_then(language), content });
}

/// Appends preformatted text. Of inlines other than marks and links, only the text is kept.
fn append_verbatim(v: &mut Verbatim, inlines: &[Inline], levels: usize) {
    // A mark in the same mark adds no depth in normal form, so `MAX_DEPTH` does not bound the recursion.
    if levels == MAX_LEVELS {
        return Walk::of_inlines(inlines).texts().for_each(|text| v.text(text));
    }
    for inline in inlines {
        match inline {
            Inline::Marked { mark, content } => {
                v.with(Wrapper::Mark(*mark), |v| append_verbatim(v, content, levels + 1));
            }
            Inline::Link(link) => match normal_target(&link.target) {
                Some(target) => {
                    v.with(Wrapper::link(target), |v| append_verbatim(v, &link.content, levels + 1));
                }
                None => append_verbatim(v, &link.content, levels + 1),
            },
            Inline::Text(text) | Inline::Code { text } | Inline::Math { tex: text, .. } => v.text(text),
            Inline::LineBreak => v.line_break(),
            Inline::Ruby(_) | Inline::Image(_) => v.text(&inline.text()),
        }
    }
}

fn normal_embed(embed: &Embed) -> Option<Embed> {
    let is_frame = embed.kind == EmbedKind::Frame;
    let poster = embed.poster.as_deref().filter(|_| embed.kind == EmbedKind::Video);
    let poster = poster
        .filter(|poster| !is_tiny_data_image(poster))
        .and_then(|poster| resolve(poster, None, Purpose::Image));
    Some(Embed {
        kind: embed.kind,
        url: resolve(&embed.url, None, Purpose::Media)?.into_owned(),
        // `iframe` has no `type` (HTML §4.8.5), so the type of a frame would not read back.
        media_type: embed.media_type.as_deref().filter(|_| !is_frame).and_then(fold_to_option),
        poster: poster.map(Cow::into_owned),
        title: embed.title.as_deref().and_then(fold_to_option),
    })
}

fn normal_target(target: &LinkTarget) -> Option<LinkTarget> {
    // Only a reader knows the base of relative URLs.
    let url = resolve(&target.url, None, Purpose::Link)?.into_owned();
    Some(LinkTarget { url, title: target.title.as_deref().and_then(fold_to_option) })
}

/// Converts an image to normal form; `None` for invisible images, which readers also leave out.
fn normal_image(image: &Image) -> Option<Image> {
    let is_pixel = |size: Option<u32>| size.is_some_and(|pixels| pixels <= 1);
    if is_pixel(image.width) && is_pixel(image.height) || is_tiny_data_image(&image.url) {
        return None;
    }
    Some(Image {
        url: resolve(&image.url, None, Purpose::Image)?.into_owned(),
        alt: fold(&image.alt),
        title: image.title.as_deref().and_then(fold_to_option),
        // `width="0"` would make the image invisible.
        width: image.width.filter(|&pixels| pixels > 0),
        height: image.height.filter(|&pixels| pixels > 0),
    })
}

fn normal_figure_image(image: &FigureImage) -> Option<FigureImage> {
    let link = image.link.as_ref().and_then(normal_target);
    Some(FigureImage { image: normal_image(&image.image)?, link })
}
