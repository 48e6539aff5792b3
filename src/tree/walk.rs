//! Visits a tree in reading order.

use std::iter::FusedIterator;

use super::{Block, Cell, DescriptionItem, FigureImage, Image, Inline, LinkTarget, ListItem, Row};

/// A part of a tree that a [`Walk`] visits.
///
/// ```
/// use newsclip::tree::{Block, Node};
///
/// let page = newsclip::html::Reader::new().read("<h2>Rain</h2><ul><li>Snow</ul><h2>Wind</h2>");
/// let headings = page.walk().filter(|node| matches!(node, Node::Block(Block::Heading { .. })));
/// assert_eq!(headings.count(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Node<'a> {
    /// A block.
    Block(&'a Block),
    /// An inline.
    Inline(&'a Inline),
    /// An image of a figure.
    FigureImage(&'a FigureImage),
}

/// All blocks, inlines and images of figures of a tree in reading order, parents before children. List items, rows and cells are
/// entered, but not visited themselves.
///
/// ```
/// use newsclip::tree::{Block, Node, Walk};
///
/// let blocks = [Block::quote(vec![Block::ThematicBreak])];
/// let mut walk = Walk::new(&blocks);
/// assert_eq!(walk.next(), Some(Node::Block(&blocks[0])));
/// assert_eq!(walk.next(), Some(Node::Block(&Block::ThematicBreak)));
/// assert_eq!(walk.next(), None);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Walk<'a> {
    /// The remaining siblings at each level, innermost last.
    // Slices, not nodes: the stack grows with the depth of the tree, not with its width.
    rest: Vec<Siblings<'a>>,
}

/// Siblings that have not been visited.
#[derive(Clone, Copy, Debug)]
enum Siblings<'a> {
    Blocks(&'a [Block]),
    Inlines(&'a [Inline]),
    Items(&'a [ListItem]),
    Descriptions(&'a [DescriptionItem]),
    Rows(&'a [Row]),
    Cells(&'a [Cell]),
    Images(&'a [FigureImage]),
}

impl<'a> Walk<'a> {
    /// Walks blocks.
    ///
    /// ```
    /// assert_eq!(newsclip::tree::Walk::new(&[]).count(), 0);
    /// ```
    pub fn new(blocks: &'a [Block]) -> Self {
        Self { rest: vec![Siblings::Blocks(blocks)] }
    }

    /// Walks inlines.
    ///
    /// ```
    /// use newsclip::tree::{Inline, Walk};
    /// assert_eq!(Walk::of_inlines(&[Inline::strong(vec!["rain".into()])]).count(), 2);
    /// ```
    pub fn of_inlines(inlines: &'a [Inline]) -> Self {
        Self { rest: vec![Siblings::Inlines(inlines)] }
    }

    /// The link targets, including links around images of figures.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<a href=b.html>next</a>");
    /// assert_eq!(page.walk().links().next().unwrap().url, "b.html");
    /// ```
    pub fn links(self) -> Links<'a> {
        Links(self)
    }

    /// The images, including those of figures.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p>See <img src=i.png></p>");
    /// assert_eq!(page.walk().images().next().unwrap().url, "i.png");
    /// ```
    pub fn images(self) -> Images<'a> {
        Images(self)
    }

    /// The texts, including code and the TeX of formulas.
    ///
    /// ```
    /// let page = newsclip::html::Reader::new().read("<p>Heavy <b>rain</b></p><pre>x</pre>");
    /// assert_eq!(page.walk().texts().collect::<Vec<_>>(), ["Heavy ", "rain", "x"]);
    /// ```
    pub fn texts(self) -> Texts<'a> {
        Texts(self)
    }

    /// Skips the content of the line or code that was returned last.
    pub(crate) fn skip_inlines(&mut self) {
        if matches!(self.rest.last(), Some(Siblings::Inlines(_))) {
            self.rest.pop();
        }
    }

    /// Visits the content of a block before its siblings.
    fn enter_block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                self.rest.push(Siblings::Inlines(content));
            }
            Block::Quote { content } => self.rest.push(Siblings::Blocks(content)),
            Block::List(list) => self.rest.push(Siblings::Items(&list.items)),
            Block::DescriptionList { items } => self.rest.push(Siblings::Descriptions(items)),
            Block::Table(table) => {
                // The last push comes out first: caption, head, body, as a page shows them.
                self.rest.push(Siblings::Rows(&table.body));
                self.rest.push(Siblings::Rows(&table.head));
                self.rest.push(Siblings::Blocks(&table.caption));
            }
            Block::Figure(figure) => {
                // Pages show a caption below its image.
                self.rest.push(Siblings::Blocks(&figure.caption));
                self.rest.push(Siblings::Images(&figure.images));
            }
            Block::Code(code) => self.rest.push(Siblings::Inlines(&code.content)),
            Block::Embed(_) | Block::ThematicBreak => {}
        }
    }

    fn enter_inline(&mut self, inline: &'a Inline) {
        match inline {
            Inline::Marked { content, .. } => self.rest.push(Siblings::Inlines(content)),
            Inline::Link(link) => self.rest.push(Siblings::Inlines(&link.content)),
            Inline::Ruby(ruby) => {
                self.rest.push(Siblings::Inlines(&ruby.reading));
                self.rest.push(Siblings::Inlines(&ruby.base));
            }
            Inline::Text(_)
            | Inline::Code { .. }
            | Inline::Math { .. }
            | Inline::Image(_)
            | Inline::LineBreak => {}
        }
    }
}

/// The first of some siblings.
enum First<'a> {
    Node(Node<'a>),
    /// The content of an item, row or cell, which is not a node itself.
    Inside(Siblings<'a>),
}

impl<'a> Siblings<'a> {
    fn take_first(&mut self) -> Option<First<'a>> {
        Some(match self {
            Self::Blocks(blocks) => First::Node(Node::Block(take_first(blocks)?)),
            Self::Inlines(inlines) => First::Node(Node::Inline(take_first(inlines)?)),
            Self::Images(images) => First::Node(Node::FigureImage(take_first(images)?)),
            Self::Items(items) => First::Inside(Siblings::Blocks(&take_first(items)?.content)),
            Self::Descriptions(items) => First::Inside(Siblings::Blocks(&take_first(items)?.content)),
            Self::Rows(rows) => First::Inside(Siblings::Cells(&take_first(rows)?.cells)),
            Self::Cells(cells) => First::Inside(Siblings::Blocks(&take_first(cells)?.content)),
        })
    }
}

fn take_first<'a, T>(siblings: &mut &'a [T]) -> Option<&'a T> {
    let (first, rest) = siblings.split_first()?;
    *siblings = rest;
    Some(first)
}

impl<'a> Iterator for Walk<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            let node = match self.rest.last_mut()?.take_first() {
                Some(First::Node(node)) => node,
                Some(First::Inside(siblings)) => {
                    self.rest.push(siblings);
                    continue;
                }
                None => {
                    self.rest.pop();
                    continue;
                }
            };
            match node {
                Node::Block(block) => self.enter_block(block),
                Node::Inline(inline) => self.enter_inline(inline),
                Node::FigureImage(_) => {}
            }
            return Some(node);
        }
    }
}

// At the end, the stack stays empty, and `next` returns `None` again.
impl FusedIterator for Walk<'_> {}

/// The iterator that [`Walk::links`] returns.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Links<'a>(Walk<'a>);

impl<'a> Iterator for Links<'a> {
    type Item = &'a LinkTarget;

    fn next(&mut self) -> Option<&'a LinkTarget> {
        self.0.find_map(|node| match node {
            Node::Inline(Inline::Link(link)) => Some(&link.target),
            Node::FigureImage(image) => image.link.as_ref(),
            Node::Inline(_) | Node::Block(_) => None,
        })
    }
}

impl FusedIterator for Links<'_> {}

/// The iterator that [`Walk::images`] returns.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Images<'a>(Walk<'a>);

impl<'a> Iterator for Images<'a> {
    type Item = &'a Image;

    fn next(&mut self) -> Option<&'a Image> {
        self.0.find_map(|node| match node {
            Node::Inline(Inline::Image(image)) => Some(&**image),
            Node::FigureImage(image) => Some(&image.image),
            Node::Inline(_) | Node::Block(_) => None,
        })
    }
}

impl FusedIterator for Images<'_> {}

/// The iterator that [`Walk::texts`] returns.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Texts<'a>(Walk<'a>);

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.0.find_map(|node| match node {
            Node::Inline(Inline::Text(text) | Inline::Code { text } | Inline::Math { tex: text, .. }) => {
                Some(text.as_str())
            }
            Node::Inline(_) | Node::Block(_) | Node::FigureImage(_) => None,
        })
    }
}

impl FusedIterator for Texts<'_> {}
