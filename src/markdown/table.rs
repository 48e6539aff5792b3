//! Tables: GFM's where it can express them, otherwise HTML with Markdown in its cells.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::Spans;
use super::block::BlockWriter;
use super::inline::{Break, LineWriter};
use super::parts::{embed_as_link, figure_as_line};
use crate::tree::{Alignment, Block, Cell, Inline, Node, Row, Table, Walk};

/// The most columns of a table in which spans become empty cells: `colspan=1000` takes few bytes, and a thousand cells many.
const MAX_SPANNED: usize = 64;

impl<W: Write> BlockWriter<'_, W> {
    pub(super) fn table(&mut self, table: &Table) -> fmt::Result {
        if has_gfm_rows(table, self.options.spans) { self.gfm_table(table) } else { self.html_table(table) }
    }

    /// GFM, "Tables (extension)". A head is required; an empty one reads back as no head.
    fn gfm_table(&mut self, table: &Table) -> fmt::Result {
        let columns = table.rows().map(width).max().unwrap_or(0);
        match table.head.first() {
            Some(head) => self.gfm_row(head)?,
            None => self.write_line(&format!("{}|", "|  ".repeat(columns)))?,
        }
        let delimiters: String = alignments(table, columns).into_iter().map(delimiter).collect();
        self.write_line(&format!("{delimiters}|"))?;
        table.body.iter().try_for_each(|row| self.gfm_row(row))
    }

    fn gfm_row(&mut self, row: &Row) -> fmt::Result {
        for cell in &row.cells {
            self.lines.write("| ")?;
            self.gfm_cell(cell)?;
            self.lines.write(" ")?;
            for _ in 1..columns_of(cell) {
                self.lines.write("|  ")?;
            }
        }
        self.write_line("|")
    }

    /// A cell's paragraphs as one line; two line breaks between them read back as paragraphs.
    fn gfm_cell(&mut self, cell: &Cell) -> fmt::Result {
        let lines: Vec<Cow<'_, [Inline]>> = cell.content.iter().filter_map(line_of).collect();
        let content = match &lines[..] {
            [line] => Cow::Borrowed(&**line),
            lines => Cow::Owned(lines.join(&[Inline::LineBreak, Inline::LineBreak][..])),
        };
        let writer = LineWriter::new(self.options, &mut self.references, &mut self.buffers, Break::Tag);
        self.lines.write(&writer.in_cell().render(&content))
    }

    fn html_table(&mut self, table: &Table) -> fmt::Result {
        self.write_line("<table>")?;
        if !table.caption.is_empty() {
            self.tagged("caption", "", &table.caption)?;
        }
        self.html_rows("thead", &table.head)?;
        self.html_rows("tbody", &table.body)?;
        self.write_line("</table>")
    }

    fn html_rows(&mut self, group: &str, rows: &[Row]) -> fmt::Result {
        if rows.is_empty() {
            return Ok(());
        }
        self.write_line(&format!("<{group}>"))?;
        for row in rows {
            self.write_line("<tr>")?;
            for cell in &row.cells {
                self.tagged(if cell.header { "th" } else { "td" }, &attributes(cell), &cell.content)?;
            }
            self.write_line("</tr>")?;
        }
        self.write_line(&format!("</{group}>"))
    }
}

/// Whether GFM can express a table's rows: one row of head, no spans, rows of one width, and cells that are lines.
pub(super) fn has_gfm_rows(table: &Table, spans: Spans) -> bool {
    let mut rows = table.rows();
    let columns = rows.clone().next().map_or(0, width);
    let has_spans = || table.rows().any(|row| row.cells.len() != width(row));
    table.head.len() <= 1
        && columns > 0
        && (columns <= MAX_SPANNED || !has_spans())
        && rows.all(|row| width(row) == columns && row.cells.iter().all(|cell| is_gfm_cell(cell, spans)))
}

/// How many columns a row's cells take.
fn width(row: &Row) -> usize {
    row.cells.iter().map(columns_of).sum()
}

/// A tree built by hand may say 0.
fn columns_of(cell: &Cell) -> usize {
    usize::from(cell.columns.max(1))
}

fn is_gfm_cell(cell: &Cell, spans: Spans) -> bool {
    (cell.columns == 1 || spans == Spans::Cells)
        && cell.rows == 1
        && cell.content.iter().all(is_line)
        && !has_escaped_pipe(&cell.content)
}

/// Readers do not agree on what a backslash before a pipe in code means.
fn has_escaped_pipe(blocks: &[Block]) -> bool {
    Walk::new(blocks).any(|node| match node {
        Node::Inline(Inline::Code { text }) => text.contains('\\') && text.contains('|'),
        _ => false,
    })
}

/// Whether a block can be a line.
fn is_line(block: &Block) -> bool {
    match block {
        Block::Paragraph { .. } | Block::Embed(_) => true,
        Block::Figure(figure) => figure.caption.is_empty(),
        _ => false,
    }
}

/// A block as a line, if it can be one.
fn line_of(block: &Block) -> Option<Cow<'_, [Inline]>> {
    match block {
        Block::Paragraph { content } => Some(Cow::Borrowed(content)),
        Block::Figure(figure) if figure.caption.is_empty() => Some(Cow::Owned(figure_as_line(figure, ""))),
        Block::Embed(embed) => Some(Cow::Owned(vec![embed_as_link(embed)])),
        Block::Figure(_)
        | Block::Heading { .. }
        | Block::List(_)
        | Block::DescriptionList { .. }
        | Block::Quote { .. }
        | Block::Code(_)
        | Block::Table(_)
        | Block::ThematicBreak => None,
    }
}

/// The alignment that all cells which begin at a column share, for each column.
fn alignments(table: &Table, columns: usize) -> Vec<Option<Alignment>> {
    let mut all: Vec<Option<Alignment>> = vec![None; columns];
    let mut is_seen = vec![false; columns];
    for row in table.rows() {
        let mut column = 0;
        for cell in &row.cells {
            // A column that has no common alignment stays without.
            if !is_seen[column] {
                (all[column], is_seen[column]) = (cell.align, true);
            } else if all[column] != cell.align {
                all[column] = None;
            }
            column += columns_of(cell);
        }
    }
    all
}

fn delimiter(align: Option<Alignment>) -> &'static str {
    match align {
        None => "| --- ",
        Some(Alignment::Left) => "| :-- ",
        Some(Alignment::Center) => "| :-: ",
        Some(Alignment::Right) => "| --: ",
    }
}

fn attributes(cell: &Cell) -> String {
    let mut attributes = String::new();
    if cell.columns != 1 {
        let _ = write!(attributes, " colspan=\"{}\"", cell.columns);
    }
    if cell.rows != 1 {
        let _ = write!(attributes, " rowspan=\"{}\"", cell.rows);
    }
    if let Some(align) = cell.align {
        let _ = write!(attributes, " align=\"{}\"", align.name());
    }
    attributes
}
