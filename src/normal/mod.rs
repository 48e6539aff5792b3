//! Normal form: one tree for all documents that look the same.
//!
//! Two HTML documents with the same visible content give the same tree, and a tree that is written and read back does not
//! change. [`parse`](crate::parse), [`html::Reader`](crate::html::Reader) and all other readers of this crate return trees
//! in normal form. In normal form,
//!
//! - no text is empty or adjacent to another text, and white space is folded as in browsers: a run of ASCII white space is one
//!   space, and there is none at the ends of a line. Ideographic and no-break spaces are kept, except at the ends of lines;
//! - white space and line breaks at the edges of a mark or a link are outside of it;
//! - no mark, link or block is empty; adjacent equal marks are merged, but links never are; there is a space between adjacent
//!   links if the line has only links, or if both are words; a mark inside the same mark is dropped, except for superscript and
//!   subscript; no link is inside a link; code is innermost and holds no marks;
//! - the TeX of a formula is one line without white space at its ends, and never in code;
//! - two or more line breaks in a row end a paragraph; a paragraph of images only is a figure;
//! - a bullet list has no empty items; a table has no rows without cells and, if no cell spans rows, no row of one empty
//!   cell that spans columns; the rows of a table without spans have equal lengths; no row span leaves the head or the body,
//!   and unless a cell spans rows, columns that all cells span together are one; leading rows of header cells are the head
//!   of the table, and a head without content is dropped;
//! - an item has an anchor only if a link before the list has the same URL and a short text, and no two have the same;
//! - a frame has no media type, and only a video has a poster; URLs obey the [policy](crate::_documentation::security); text
//!   holds only characters that XML 1.0 allows; nothing is nested deeper than [`MAX_DEPTH`].

pub(crate) mod anchors;
mod budget;
mod builder;
mod content;
mod flow;
mod from_tree;
mod images;
mod language;
mod line;
mod table;
mod verbatim;
mod wrappers;

pub(crate) use self::budget::Budget;
#[cfg(feature = "feed")]
pub(crate) use self::budget::written_len;
pub(crate) use self::builder::Builder;
pub(crate) use self::from_tree::{append_inlines, flatten, flatten_inlines, normalized};
pub(crate) use self::language::language;
pub(crate) use self::table::end_row_spans;
pub(crate) use self::verbatim::Verbatim;
pub(crate) use self::wrappers::Wrapper;

use crate::tree::{Block, dismantle};

/// The maximum depth of a tree in normal form: the number of nodes on the path from the body to a text, with the body,
/// blocks, items, cells, marks and links. Deeper content loses its structure and keeps its text.
///
/// Each level takes at most six levels of JSON, so all trees are within the 128 levels that JSON parsers commonly accept.
///
/// ```
/// use newsclip::normal::MAX_DEPTH;
///
/// let page = newsclip::html::Reader::new().read(&("<blockquote>".repeat(1000) + "Rain"));
/// let quotes = MAX_DEPTH - 2; // besides the body and the paragraph
/// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "> ".repeat(quotes) + "Rain\n");
/// ```
pub const MAX_DEPTH: usize = 20;

/// Puts blocks in normal form. Blocks from a reader of this crate are already in normal form and do not change.
///
/// ```
/// use newsclip::normal::normalize;
/// use newsclip::tree::{Block, Inline};
///
/// let strong = |text: &str| Inline::strong(vec![text.into()]);
/// let blocks = vec![
///     Block::paragraph(vec![strong("Heavy "), strong("rain "), "  fell.".into()]),
///     Block::quote(vec![]),
/// ];
/// assert_eq!(normalize(blocks), [Block::paragraph(vec![strong("Heavy rain"), " fell.".into()])]);
/// ```
pub fn normalize(blocks: Vec<Block>) -> Vec<Block> {
    let normal = normalized(&blocks);
    // The drop code of Rust is recursive, and a program may build a deep tree.
    dismantle(blocks);
    normal
}
