//! Writes tables: as GFM if possible, or else as HTML with Markdown in the cells.

use std::borrow::Cow;
use std::fmt::{self, Write};

use super::block::BlockWriter;
use super::gfm_table::{columns_of, has_gfm_rows, width};
use super::inline::{Break, LineWriter};
use super::parts::{Line, embed_as_link, figure_as_inlines};
use crate::tree::{Alignment, Block, Cell, Inline, Row, Table};
use crate::writer::TO_STRING;

impl<W: Write> BlockWriter<'_, W> {
    pub(super) fn table(&mut self, table: &Table) -> fmt::Result {
        if has_gfm_rows(table, self.options.spans) { self.gfm_table(table) } else { self.html_table(table) }
    }

    /// Writes a GFM table (GFM, "Tables (extension)"). A head is required, and an empty one reads back as no head.
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

    /// Writes the paragraphs of a cell as one line. Two line breaks between them read back as paragraphs.
    fn gfm_cell(&mut self, cell: &Cell) -> fmt::Result {
        let mut lines: Vec<Cow<'_, [Inline]>> = Vec::new();
        // Most cells are one line, so they need no list of lines.
        let line = match &cell.content[..] {
            [Block::Paragraph { content }] => Line::Inlines(Cow::Borrowed(content)),
            [Block::Figure(figure)] => Line::Images(&figure.images, Cow::Borrowed("")),
            blocks => {
                lines.reserve_exact(blocks.len());
                lines.extend(blocks.iter().filter_map(line_of));
                Line::Joined(&lines, 2)
            }
        };
        let writer = LineWriter::new(self.options, &mut self.references, &mut self.buffers, Break::Tag);
        self.lines.write(&writer.in_cell().render(&line))
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

/// Converts a block to a line, if possible.
fn line_of(block: &Block) -> Option<Cow<'_, [Inline]>> {
    match block {
        Block::Paragraph { content } => Some(Cow::Borrowed(content)),
        Block::Figure(figure) if figure.caption.is_empty() => Some(Cow::Owned(figure_as_inlines(figure))),
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

/// The common alignment of the cells that begin at each column; `None` if they differ.
fn alignments(table: &Table, columns: usize) -> Vec<Option<Alignment>> {
    let mut all: Vec<Option<Alignment>> = vec![None; columns];
    let mut is_seen = vec![false; columns];
    for row in table.rows() {
        let mut column = 0;
        for cell in &row.cells {
            // GFM aligns columns, not cells, so a column without a common alignment is not aligned.
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
        write!(attributes, " colspan=\"{}\"", cell.columns).expect(TO_STRING);
    }
    if cell.rows != 1 {
        write!(attributes, " rowspan=\"{}\"", cell.rows).expect(TO_STRING);
    }
    if let Some(align) = cell.align {
        write!(attributes, " align=\"{}\"", align.name()).expect(TO_STRING);
    }
    attributes
}
