//! Walking a tree in the order in which it is read.

use crate::{Block, Document, FigureImage, Image, Inline, LinkTarget};

/// A part of a tree, as [`Document::walk`] meets it.
///
/// ```
/// use newsclip::{Block, Node};
///
/// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<h2>甲</h2><ul><li>乙</ul><h2>丙</h2>")?;
/// let headings = doc.walk().filter(|node| matches!(node, Node::Block(Block::Heading { .. })));
/// assert_eq!(headings.count(), 2);
/// # Ok::<(), newsclip::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// A block.
    Block(&'a Block),
    /// A piece of a line.
    Inline(&'a Inline),
    /// An image of a figure.
    FigureImage(&'a FigureImage),
}

/// All parts of some blocks, parents before children; made by [`Document::walk`].
///
/// ```
/// let blocks = [newsclip::Block::ThematicBreak];
/// assert_eq!(newsclip::Walk::new(&blocks).count(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    /// What is still to come, the next one last.
    stack: Vec<Node<'a>>,
}

impl<'a> Walk<'a> {
    /// Walks some blocks.
    ///
    /// ```
    /// assert_eq!(newsclip::Walk::new(&[]).count(), 0);
    /// ```
    pub fn new(blocks: &'a [Block]) -> Self {
        let mut walk = Self { stack: Vec::new() };
        walk.blocks(blocks);
        walk
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        self.stack.extend(blocks.iter().rev().map(Node::Block));
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        self.stack.extend(inlines.iter().rev().map(Node::Inline));
    }

    fn children_of_block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => self.inlines(content),
            Block::Quote { content } => self.blocks(content),
            Block::List(list) => list.items.iter().rev().for_each(|item| self.blocks(&item.content)),
            Block::DescriptionList { items } => {
                items.iter().rev().for_each(|item| self.blocks(&item.content));
            }
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.body).rev();
                rows.flat_map(|row| row.cells.iter().rev()).for_each(|cell| self.blocks(&cell.content));
                self.blocks(&table.caption);
            }
            Block::Figure(figure) => {
                self.blocks(&figure.caption);
                self.stack.extend(figure.images.iter().rev().map(Node::FigureImage));
            }
            Block::Code(_) | Block::Embed(_) | Block::ThematicBreak => {}
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        let node = self.stack.pop()?;
        match node {
            Node::Block(block) => self.children_of_block(block),
            Node::Inline(Inline::Ruby { base, reading }) => {
                self.inlines(reading);
                self.inlines(base);
            }
            Node::Inline(inline) => self.inlines(inline.content().unwrap_or_default()),
            Node::FigureImage(_) => {}
        }
        Some(node)
    }
}

impl Document {
    /// All parts of the body, in reading order, parents before children.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<p>雨<b>停</b></p>")?;
    /// assert_eq!(doc.walk().count(), 4); // paragraph, text, strong, text
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(&self.body)
    }

    /// Where the body's links lead, in reading order, those around figures' images included.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<a href=/b><img src=i.png></a>")?;
    /// assert_eq!(doc.links().next().unwrap().url, "https://a.example/b");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn links(&self) -> impl Iterator<Item = &LinkTarget> {
        self.walk().filter_map(|node| match node {
            Node::Inline(Inline::Link(link)) => Some(&link.target),
            Node::FigureImage(image) => image.link.as_ref(),
            Node::Inline(_) | Node::Block(_) => None,
        })
    }

    /// The body's images, in reading order, those of figures included.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n雨<img src=i.png>停")?;
    /// assert_eq!(doc.images().next().unwrap().url, "https://a.example/i.png");
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn images(&self) -> impl Iterator<Item = &Image> {
        self.walk().filter_map(|node| match node {
            Node::Inline(Inline::Image(image)) => Some(image),
            Node::FigureImage(image) => Some(&image.image),
            Node::Inline(_) | Node::Block(_) => None,
        })
    }

    /// The body's texts, in reading order, code included.
    ///
    /// ```
    /// let doc = newsclip::parse("[题](https://a.example/)\n------\n\n<p>雨<b>停</b></p><pre>x</pre>")?;
    /// assert_eq!(doc.texts().collect::<Vec<_>>(), ["雨", "停", "x"]);
    /// # Ok::<(), newsclip::Error>(())
    /// ```
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.walk().filter_map(|node| match node {
            Node::Inline(Inline::Text(text) | Inline::Code { text }) => Some(text.as_str()),
            Node::Block(Block::Code(code)) => Some(code.text.as_str()),
            Node::Inline(_) | Node::Block(_) | Node::FigureImage(_) => None,
        })
    }
}
