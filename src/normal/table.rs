//! Tables in normal form.

use super::blocks::row_has_content;
use crate::{Cell, Row, Table};

/// The widest span that HTML knows (§4.9.11).
const MAX_COLUMNS: u16 = 1000;
/// The highest span that HTML knows (§4.9.11).
const MAX_ROWS: u16 = 65534;
/// Rows are made equally long only if that adds no more empty cells than there are cells, and a few.
const SPARE_CELLS: usize = 64;

/// Puts a table's rows in normal form; its cells' content must be.
pub(crate) fn finish_table(table: &mut Table) {
    for row in table.head.iter_mut().chain(&mut table.body) {
        for cell in &mut row.cells {
            cell.columns = cell.columns.clamp(1, MAX_COLUMNS);
            cell.rows = cell.rows.clamp(1, MAX_ROWS);
        }
    }
    table.head.retain(|row| !row.cells.is_empty());
    table.body.retain(|row| !row.cells.is_empty());
    find_head(table);
    square(table);
}

/// Drops a head without any content, and makes leading rows of header cells the head if there is none.
fn find_head(table: &mut Table) {
    if !table.head.iter().any(row_has_content) && !spans_rows(&table.head) {
        table.head.clear();
    }
    if !table.head.is_empty() {
        return;
    }
    let is_header = |row: &&Row| row.cells.iter().all(|cell| cell.header);
    let leading = table.body.iter().take_while(is_header).count();
    let body = table.body.split_off(leading);
    table.head = std::mem::replace(&mut table.body, body);
    table.head.retain(|row| row_has_content(row) || spans_rows(std::slice::from_ref(row)));
    if !table.head.iter().any(row_has_content) {
        table.head.clear();
    }
}

fn spans_rows(rows: &[Row]) -> bool {
    rows.iter().flat_map(|row| &row.cells).any(|cell| cell.rows > 1)
}

/// Gives short rows empty cells, if no cell spans several rows or columns.
fn square(table: &mut Table) {
    let rows = || table.head.iter().chain(&table.body);
    if rows().flat_map(|row| &row.cells).any(|cell| cell.columns > 1 || cell.rows > 1) {
        return;
    }
    let width = rows().map(|row| row.cells.len()).max().unwrap_or(0);
    let cells: usize = rows().map(|row| row.cells.len()).sum();
    if width * (table.head.len() + table.body.len()) > 2 * cells + SPARE_CELLS {
        return;
    }
    let head_rows = table.head.len();
    for (index, row) in table.head.iter_mut().chain(&mut table.body).enumerate() {
        let header = index < head_rows;
        row.cells.resize_with(width, || Cell { header, ..Cell::default() });
    }
}
