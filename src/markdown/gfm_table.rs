//! Which tables GFM can express.

use super::Spans;
use crate::tree::{Block, Cell, Inline, Node, Row, Table, Walk};

/// The maximum number of columns of a table in which spans become empty cells. `colspan=1000` takes a few bytes, but a
/// thousand cells take many.
const MAX_SPANNED: usize = 64;

/// Whether GFM can express the rows of a table: at most one head row, rows of equal width, and cells that are lines and
/// have no unsupported spans.
pub(super) fn has_gfm_rows(table: &Table, spans: Spans) -> bool {
    let mut rows = table.rows();
    let columns = rows.clone().next().map_or(0, width);
    let has_spans = || table.rows().any(|row| row.cells.len() != width(row));
    table.head.len() <= 1
        && columns > 0
        && (columns <= MAX_SPANNED || !has_spans())
        && rows.all(|row| width(row) == columns && row.cells.iter().all(|cell| is_gfm_cell(cell, spans)))
}

/// The number of columns of a row.
pub(super) fn width(row: &Row) -> usize {
    row.cells.iter().map(columns_of).sum()
}

/// The number of columns of a cell. It is at least 1, although a tree that a program built may have 0.
pub(super) fn columns_of(cell: &Cell) -> usize {
    usize::from(cell.columns.max(1))
}

fn is_gfm_cell(cell: &Cell, spans: Spans) -> bool {
    (cell.columns == 1 || spans == Spans::Cells)
        && cell.rows == 1
        && cell.content.iter().all(fits_in_cell)
        && !has_escaped_pipe(&cell.content)
}

/// Whether code has a backslash and a pipe. Readers disagree on a backslash before a pipe in the code of a cell.
fn has_escaped_pipe(blocks: &[Block]) -> bool {
    Walk::new(blocks).any(|node| match node {
        Node::Inline(Inline::Code { text }) => text.contains('\\') && text.contains('|'),
        _ => false,
    })
}

/// Whether a block is a line, as a cell holds it.
fn fits_in_cell(block: &Block) -> bool {
    match block {
        Block::Paragraph { .. } | Block::Embed(_) => true,
        Block::Figure(figure) => figure.caption.is_empty(),
        _ => false,
    }
}
