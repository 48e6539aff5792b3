//! Tests the content of blocks.

use crate::tree::{Block, Row};

/// Whether a block is not empty.
pub(super) fn has_content(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => !content.is_empty(),
        Block::List(list) => list.items.iter().any(|item| !item.content.is_empty()),
        Block::DescriptionList { items } => items.iter().any(|item| !item.content.is_empty()),
        Block::Quote { content } => !content.is_empty(),
        Block::Code(code) => !code.text().trim().is_empty(),
        Block::Table(table) => table.rows().any(row_has_content),
        // A caption without images is not a figure. Its blocks are kept separately.
        Block::Figure(figure) => !figure.images.is_empty(),
        Block::Embed(_) | Block::ThematicBreak => true,
    }
}

pub(super) fn row_has_content(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.content.is_empty())
}
