//! Changes a tree in place.

use std::iter::FusedIterator;

use super::{Block, FigureImage, Image, Inline, LinkTarget};

/// A part of a tree that [`walk_mut`] visits, as in the example there.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NodeMut<'a> {
    /// A block.
    Block(&'a mut Block),
    /// An inline.
    Inline(&'a mut Inline),
    /// An image of a figure.
    FigureImage(&'a mut FigureImage),
}

/// Visits all parts of a tree in reading order, parents before children. If `visit` replaces a part, its new children are
/// visited.
///
/// ```
/// use newsclip::tree::{NodeMut, Inline, walk_mut};
///
/// let mut page = newsclip::html::Reader::new().read("<p>A <b>b</b></p>");
/// walk_mut(&mut page.body, |node| {
///     if let NodeMut::Inline(Inline::Text(text)) = node {
///         text.make_ascii_uppercase();
///     }
/// });
/// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "A **B**\n");
/// ```
pub fn walk_mut(blocks: &mut [Block], mut visit: impl FnMut(NodeMut<'_>)) {
    let mut rest = Rest::new(blocks);
    while let Some(node) = rest.next() {
        match node {
            NodeMut::Block(block) => {
                // Visited before it is entered, so that the walk includes content that `visit` adds.
                visit(NodeMut::Block(block));
                rest.enter_block(block);
            }
            NodeMut::Inline(inline) => {
                visit(NodeMut::Inline(inline));
                rest.enter_inline(inline);
            }
            NodeMut::FigureImage(image) => visit(NodeMut::FigureImage(image)),
        }
    }
}

/// All images of a tree, including those of figures, as mutable references.
///
/// ```
/// use newsclip::tree::images_mut;
///
/// let mut page = newsclip::html::Reader::new().read("<img src=https://a.example/rain.png>");
/// for image in images_mut(&mut page.body) {
///     image.url = "img/1.png".into();
/// }
/// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "![](img/1.png)\n");
/// ```
pub fn images_mut(blocks: &mut [Block]) -> ImagesMut<'_> {
    ImagesMut { rest: Rest::new(blocks) }
}

/// All link targets of a tree, including links around images of figures, as mutable references.
///
/// ```
/// use newsclip::tree::links_mut;
///
/// let mut page = newsclip::html::Reader::new().read("<a href=/b>next</a>");
/// links_mut(&mut page.body).for_each(|link| link.url.insert_str(0, "https://a.example"));
/// assert_eq!(newsclip::Markdown::new().render_blocks(&page.body), "[next](https://a.example/b)\n");
/// ```
pub fn links_mut(blocks: &mut [Block]) -> LinksMut<'_> {
    LinksMut { rest: Rest::new(blocks) }
}

/// The iterator that [`images_mut`] returns.
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct ImagesMut<'a> {
    rest: Rest<'a>,
}

impl<'a> Iterator for ImagesMut<'a> {
    type Item = &'a mut Image;

    fn next(&mut self) -> Option<&'a mut Image> {
        loop {
            match self.rest.next()? {
                NodeMut::Block(block) => self.rest.enter_block(block),
                NodeMut::Inline(Inline::Image(image)) => return Some(image),
                NodeMut::Inline(inline) => self.rest.enter_inline(inline),
                NodeMut::FigureImage(image) => return Some(&mut image.image),
            }
        }
    }
}

impl FusedIterator for ImagesMut<'_> {}

/// The iterator that [`links_mut`] returns.
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct LinksMut<'a> {
    rest: Rest<'a>,
}

impl<'a> Iterator for LinksMut<'a> {
    type Item = &'a mut LinkTarget;

    fn next(&mut self) -> Option<&'a mut LinkTarget> {
        loop {
            match self.rest.next()? {
                NodeMut::Block(block) => self.rest.enter_block(block),
                NodeMut::Inline(Inline::Link(link)) => {
                    // Links are not nested in normal form, but may be in a tree built by hand.
                    self.rest.inlines(&mut link.content);
                    return Some(&mut link.target);
                }
                NodeMut::Inline(inline) => self.rest.enter_inline(inline),
                NodeMut::FigureImage(FigureImage { link: Some(link), .. }) => return Some(link),
                NodeMut::FigureImage(_) => {}
            }
        }
    }
}

impl FusedIterator for LinksMut<'_> {}

/// The remaining parts, next one last.
#[derive(Debug, Default)]
struct Rest<'a>(Vec<NodeMut<'a>>);

impl<'a> Rest<'a> {
    fn new(blocks: &'a mut [Block]) -> Self {
        let mut rest = Self::default();
        rest.blocks(blocks);
        rest
    }

    fn next(&mut self) -> Option<NodeMut<'a>> {
        self.0.pop()
    }

    fn blocks(&mut self, blocks: &'a mut [Block]) {
        self.0.extend(blocks.iter_mut().rev().map(NodeMut::Block));
    }

    fn inlines(&mut self, inlines: &'a mut [Inline]) {
        self.0.extend(inlines.iter_mut().rev().map(NodeMut::Inline));
    }

    fn enter_block(&mut self, block: &'a mut Block) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => self.inlines(content),
            Block::Quote { content } => self.blocks(content),
            Block::List(list) => list.items.iter_mut().rev().for_each(|item| self.blocks(&mut item.content)),
            Block::DescriptionList { items } => {
                items.iter_mut().rev().for_each(|item| self.blocks(&mut item.content));
            }
            Block::Table(table) => {
                let rows = table.head.iter_mut().chain(&mut table.body).rev();
                rows.flat_map(|row| row.cells.iter_mut().rev())
                    .for_each(|cell| self.blocks(&mut cell.content));
                self.blocks(&mut table.caption);
            }
            Block::Figure(figure) => {
                // Dereferences the `Box` once, so that its fields can be borrowed separately.
                let figure = &mut **figure;
                self.blocks(&mut figure.caption);
                self.0.extend(figure.images.iter_mut().rev().map(NodeMut::FigureImage));
            }
            Block::Code(code) => self.inlines(&mut code.content),
            Block::Embed(_) | Block::ThematicBreak => {}
        }
    }

    fn enter_inline(&mut self, inline: &'a mut Inline) {
        match inline {
            Inline::Marked { content, .. } => self.inlines(content),
            Inline::Link(link) => self.inlines(&mut link.content),
            Inline::Ruby(ruby) => {
                let ruby = &mut **ruby;
                self.inlines(&mut ruby.reading);
                self.inlines(&mut ruby.base);
            }
            Inline::Text(_)
            | Inline::Code { .. }
            | Inline::Math { .. }
            | Inline::Image(_)
            | Inline::LineBreak => {}
        }
    }
}
