//! Puts tables in normal form.

use super::content::row_has_content;
use crate::tree::{Cell, Row, Table};

/// The maximum column span in HTML (§4.9.11).
const MAX_COLUMNS: u16 = 1000;
/// The maximum row span in HTML (§4.9.11).
const MAX_ROWS: u16 = 65534;
/// The number of empty cells that may be added to make rows equally long, in addition to the number of existing cells.
const SPARE_CELLS: usize = 64;

/// Puts the rows of a table in normal form. The content of its cells must already be.
pub(super) fn normalize_table(table: &mut Table) {
    for row in table.head.iter_mut().chain(&mut table.body) {
        for cell in &mut row.cells {
            cell.columns = cell.columns.clamp(1, MAX_COLUMNS);
            cell.rows = cell.rows.clamp(1, MAX_ROWS);
        }
    }
    // In browsers, a row without cells has no height, and GFM cannot express one.
    retain_rows(&mut table.head, |row| !row.cells.is_empty());
    retain_rows(&mut table.body, |row| !row.cells.is_empty());
    remove_gaps(table);
    find_head(table);
    // The head may have had the only row spans.
    if remove_gaps(table) {
        find_head(table);
    }
    merge_columns(table);
    equalize_rows(table);
}

/// Merges columns that all cells span together, unless a cell spans rows, which makes positions depend on the rows above. Many
/// pages have `colspan="5"` in all cells, or in a row below two columns.
fn merge_columns(table: &mut Table) {
    if table.rows().any(spans_rows) || !table.rows().flat_map(|row| &row.cells).any(|cell| cell.columns > 1) {
        return;
    }
    let mut starts: Vec<u64> = table.rows().flat_map(|row| positions(row).map(|(start, _)| start)).collect();
    starts.sort_unstable();
    starts.dedup();
    let columns_before = |position: u64| starts.partition_point(|&start| start < position);
    for row in table.head.iter_mut().chain(&mut table.body) {
        let merged: Vec<usize> =
            positions(row).map(|(start, end)| columns_before(end) - columns_before(start)).collect();
        for (cell, columns) in row.cells.iter_mut().zip(merged) {
            cell.columns = u16::try_from(columns).unwrap_or(MAX_COLUMNS);
        }
    }
}

/// The first column of each cell, and the one after its last.
fn positions(row: &Row) -> impl Iterator<Item = (u64, u64)> {
    row.cells.iter().scan(0, |at, cell| {
        let start = *at;
        *at += u64::from(cell.columns);
        Some((start, *at))
    })
}

/// Removes rows without content that span columns, unless a cell spans rows, and returns whether there were any. They are only
/// gaps, and GFM cannot express the span.
fn remove_gaps(table: &mut Table) -> bool {
    if table.rows().any(spans_rows) {
        return false;
    }
    let before = table.body.len();
    table.body.retain(|row| row.cells.len() > 1 || row.cells[0].columns == 1 || row_has_content(row));
    table.body.len() < before
}

/// Ends spans with the last row of a group. In browsers, no cell reaches into the next group.
pub(crate) fn end_row_spans(group: &mut [Row]) {
    let count = group.len();
    for (index, row) in group.iter_mut().enumerate() {
        let rest = u16::try_from(count - index).unwrap_or(u16::MAX);
        row.cells.iter_mut().for_each(|cell| cell.rows = cell.rows.min(rest));
    }
}

/// Removes rows from a group. Cells span only the rows that remain, so that the cells below them do not shift.
fn retain_rows(group: &mut Vec<Row>, keep: impl Fn(&Row) -> bool) {
    end_row_spans(group);
    // Before the spans change, because `keep` may depend on them.
    let kept: Vec<bool> = group.iter().map(keep).collect();
    if kept.iter().all(|&is_kept| is_kept) {
        return;
    }
    // The number of rows that remain before each row.
    let mut remaining = vec![0];
    remaining.extend(kept.iter().scan(0, |count, &is_kept| {
        *count += usize::from(is_kept);
        Some(*count)
    }));
    for (index, row) in group.iter_mut().enumerate() {
        for cell in &mut row.cells {
            let rows = remaining[index + usize::from(cell.rows)] - remaining[index];
            cell.rows = u16::try_from(rows).expect("at most the rows before").max(1);
        }
    }
    let mut kept = kept.into_iter();
    group.retain(|_| kept.next() == Some(true));
}

/// Drops a head without content. If there is no head, leading rows of header cells become the head.
fn find_head(table: &mut Table) {
    if !table.head.iter().any(row_has_content) {
        table.head.clear();
    }
    if !table.head.is_empty() {
        return;
    }
    // Many pages have rows of `th` without a `thead`, and in GFM, a table must have a head.
    let body = table.body.split_off(leading_header_rows(&table.body));
    table.head = std::mem::replace(&mut table.body, body);
    retain_rows(&mut table.head, |row| row_has_content(row) || spans_rows(row));
    if !table.head.iter().any(row_has_content) {
        table.head.clear();
    }
}

/// The number of leading rows of header cells that no cell spans beyond.
fn leading_header_rows(rows: &[Row]) -> usize {
    let (mut leading, mut reach) = (0, 0);
    let is_header = |row: &&Row| row.cells.iter().all(|cell| cell.header);
    for (index, row) in rows.iter().take_while(is_header).enumerate() {
        let longest = row.cells.iter().map(|cell| usize::from(cell.rows)).max().unwrap_or(1);
        reach = reach.max(index + longest);
        if reach == index + 1 {
            leading = reach;
        }
    }
    leading
}

fn spans_rows(row: &Row) -> bool {
    row.cells.iter().any(|cell| cell.rows > 1)
}

/// Appends empty cells to short rows, unless a cell spans several rows or columns.
fn equalize_rows(table: &mut Table) {
    // With spans, the number of cells is not the width of a row.
    if table.rows().flat_map(|row| &row.cells).any(|cell| cell.columns > 1 || cell.rows > 1) {
        return;
    }
    let width = table.rows().map(|row| row.cells.len()).max().unwrap_or(0);
    let cells: usize = table.rows().map(|row| row.cells.len()).sum();
    // One row of 1,000 cells above 1,000 rows of one cell would grow to a million cells.
    if width * table.rows().count() > 2 * cells + SPARE_CELLS {
        return;
    }
    let head_rows = table.head.len();
    for (index, row) in table.head.iter_mut().chain(&mut table.body).enumerate() {
        let header = index < head_rows;
        row.cells.resize_with(width, || Cell { header, ..Cell::default() });
    }
}
