//! The depth of a tree.

use super::{Block, Inline};

/// Whether a tree is nested more than `limit` levels deep. Every list of blocks or inlines counts as one level.
pub(crate) fn is_deeper_than(blocks: &[Block], limit: usize) -> bool {
    // The limit bounds the recursion, however deep the tree is.
    if limit == 0 {
        return !blocks.is_empty();
    }
    let blocks_inside = |blocks: &[Block]| is_deeper_than(blocks, limit - 1);
    let line_inside = |inlines: &[Inline]| is_line_deeper_than(inlines, limit - 1);
    blocks.iter().any(|block| match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => line_inside(content),
        Block::Quote { content } => blocks_inside(content),
        Block::List(list) => list.items.iter().any(|item| blocks_inside(&item.content)),
        Block::DescriptionList { items } => items.iter().any(|item| blocks_inside(&item.content)),
        Block::Table(table) => {
            let mut cells = table.rows().flat_map(|row| &row.cells);
            blocks_inside(&table.caption) || cells.any(|cell| blocks_inside(&cell.content))
        }
        Block::Figure(figure) => blocks_inside(&figure.caption),
        Block::Code(code) => line_inside(&code.content),
        Block::Embed(_) | Block::ThematicBreak => false,
    })
}

fn is_line_deeper_than(inlines: &[Inline], limit: usize) -> bool {
    if limit == 0 {
        return !inlines.is_empty();
    }
    inlines.iter().any(|inline| match inline {
        Inline::Marked { content, .. } => is_line_deeper_than(content, limit - 1),
        Inline::Link(link) => is_line_deeper_than(&link.content, limit - 1),
        Inline::Ruby(ruby) => {
            is_line_deeper_than(&ruby.base, limit - 1) || is_line_deeper_than(&ruby.reading, limit - 1)
        }
        Inline::Text(_)
        | Inline::Code { .. }
        | Inline::Math { .. }
        | Inline::Image(_)
        | Inline::LineBreak => false,
    })
}
