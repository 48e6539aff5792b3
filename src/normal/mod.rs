//! Normal form: one tree for everything that reads the same.
//!
//! Two HTML documents that show a reader the same give the same tree, and a tree that is written and read back is the same
//! tree. [`parse`](crate::parse), [`html::Reader`](crate::html::Reader) and every other reader of this crate return trees
//! in normal form, where
//!
//! - no text is empty, none has another text as its neighbour, and white space is folded as a browser folds it: a run of
//!   ASCII white space is one space, and none is left at the ends of a line. Ideographic and no-break spaces are kept,
//!   except at the ends of lines;
//! - white space and line breaks at the edges of a mark or a link stand outside it;
//! - no mark, link or block is empty; equal marks that touch are merged, and links never are; in a line of nothing but links,
//!   a space stands between two; a mark inside the same mark is dropped, except for
//!   superscript and subscript; no link is inside a link; code is innermost and holds no marks;
//! - the TeX of a formula is one line without white space at its ends, and never in code;
//! - two or more line breaks in a row end a paragraph; a paragraph of nothing but images is a figure;
//! - a bullet list has no empty items and a table no rows without cells; the rows of a table without spans have equal
//!   lengths; leading rows of header cells are the table's head, and a head without content is dropped;
//! - an item has an anchor only if a link before the list has the same URL and a short text, and no two have the same;
//! - a frame has no media type, and only a video has a poster; URLs obey the [policy](crate::_documentation::security); text holds only characters that
//!   XML 1.0 allows; nothing is nested deeper than [`MAX_DEPTH`].

pub(crate) mod anchors;
mod budget;
mod builder;
mod content;
mod feed;
mod flow;
mod images;
mod line;
mod marks;
mod table;
mod verbatim;

pub(crate) use self::budget::Budget;
pub(crate) use self::builder::Builder;
pub(crate) use self::content::language;
pub(crate) use self::feed::{feed_inlines, flatten, flatten_inlines, normalized};
pub(crate) use self::marks::Wrapper;
pub(crate) use self::verbatim::Verbatim;

use crate::tree::{Block, dismantle};

/// The greatest depth of a tree in normal form: the body, and the blocks, items, cells, marks and links on the way from it to
/// a text. What is nested deeper loses its structure and keeps its text.
///
/// Each level costs at most six levels of JSON, so any tree stays within the 128 levels that JSON readers commonly accept.
///
/// ```
/// use newsclip::normal::MAX_DEPTH;
///
/// let page = newsclip::html::Reader::new().read(&("<blockquote>".repeat(1000) + "Rain"));
/// let quotes = MAX_DEPTH - 2; // besides the body and the paragraph
/// assert_eq!(newsclip::Text::new().render_blocks(&page.body), "> ".repeat(quotes) + "Rain\n");
/// ```
pub const MAX_DEPTH: usize = 20;

/// Puts blocks in normal form. Blocks that this crate has read are in it already and do not change.
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
    // What Rust derives for dropping is recursive, and a tree built by hand may be deep.
    dismantle(blocks);
    normal
}
