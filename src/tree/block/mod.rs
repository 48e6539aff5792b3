//! Blocks: the parts of an article that begin on a new line.

mod code;
mod list;
mod media;
mod table;

pub use self::code::CodeBlock;
pub use self::list::{Anchor, DescriptionItem, DescriptionKind, List, ListItem};
pub use self::media::{Embed, EmbedKind, Figure, FigureImage};
pub use self::table::{Alignment, Cell, Row, Table};

use super::inline::Inline;

/// A part of an article that begins on a new line, such as a paragraph or a list.
///
/// ```
/// use newsclip::tree::Block;
///
/// let block = Block::paragraph(vec!["The rain stopped.".into()]);
/// assert_eq!(block.text(), "The rain stopped.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(tag = "type", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Block {
    /// Running text: HTML `p`, or text outside any other block.
    Paragraph {
        /// The text; never empty in normal form.
        content: Vec<Inline>,
    },
    /// A heading: HTML `h1` to `h6`.
    Heading {
        /// 1 (highest) to 6.
        level: u8,
        /// The heading's text.
        content: Vec<Inline>,
    },
    /// A bullet or numbered list: HTML `ul`, `ol`.
    List(List),
    /// Terms and their descriptions: HTML `dl`.
    DescriptionList {
        /// Terms and descriptions, in order.
        items: Vec<DescriptionItem>,
    },
    /// A quotation: HTML `blockquote`.
    Quote {
        /// The quoted blocks.
        content: Vec<Block>,
    },
    /// Preformatted text: HTML `pre`.
    // Large, rare blocks are boxed to keep paragraphs small.
    Code(Box<CodeBlock>),
    /// A table: HTML `table`.
    Table(Box<Table>),
    /// One or more images in a block: HTML `figure`, or a paragraph that contains only images.
    Figure(Box<Figure>),
    /// A player or another page: HTML `video`, `audio`, `iframe`, `embed`, `object`.
    Embed(Box<Embed>),
    /// A change of subject: HTML `hr`.
    ThematicBreak,
}

impl Block {
    /// Creates a paragraph.
    ///
    /// ```
    /// use newsclip::tree::Block;
    /// let block = Block::paragraph(vec!["Rain".into()]);
    /// assert!(matches!(block, Block::Paragraph { content } if content.len() == 1));
    /// ```
    pub fn paragraph(content: Vec<Inline>) -> Self {
        Self::Paragraph { content }
    }

    /// Creates a heading of level 1 (highest) to 6.
    ///
    /// ```
    /// use newsclip::tree::Block;
    /// let block = Block::heading(2, vec!["Weather".into()]);
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&[block]), "## Weather\n");
    /// ```
    pub fn heading(level: u8, content: Vec<Inline>) -> Self {
        Self::Heading { level, content }
    }

    /// Creates a quotation.
    ///
    /// ```
    /// use newsclip::tree::Block;
    /// let block = Block::quote(vec![Block::paragraph(vec!["Rain".into()])]);
    /// assert_eq!(newsclip::Markdown::new().render_blocks(&[block]), "> Rain\n");
    /// ```
    pub fn quote(content: Vec<Block>) -> Self {
        Self::Quote { content }
    }
}

impl From<List> for Block {
    fn from(list: List) -> Self {
        Self::List(list)
    }
}

impl From<CodeBlock> for Block {
    fn from(code: CodeBlock) -> Self {
        Self::Code(Box::new(code))
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(Box::new(table))
    }
}

impl From<Figure> for Block {
    fn from(figure: Figure) -> Self {
        Self::Figure(Box::new(figure))
    }
}

impl From<Embed> for Block {
    fn from(embed: Embed) -> Self {
        Self::Embed(Box::new(embed))
    }
}
