//! Tables.

use super::{ElementData, NodeId, Reading, leading_number};
use crate::html::elements::{Attr, Name};
use crate::normal::{Builder, end_row_spans};
use crate::tree::{Alignment, Cell, Row, Table};

impl Reading<'_> {
    pub(super) fn table(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        if self.table_listing(id, element, b) {
            return;
        }
        if self.is_for_layout(id, element) || !b.admit_level() {
            // Each cell is a separate block.
            return self.section(id, b);
        }
        b.end_line();
        let mut table = Table::default();
        let mut foot = Vec::new();
        for child in self.arena.children(id) {
            match self.shown_name(child) {
                Name::Caption => table.caption.extend(self.nested_apart(child, b)),
                Name::Thead => self.rows(child, &mut table.head, b),
                Name::Tbody => self.rows(child, &mut table.body, b),
                Name::Tfoot => self.rows(child, &mut foot, b),
                // These hold only widths and styles.
                _ if matches!(self.arena.name(child), Name::Colgroup | Name::Col) => {}
                _ => self.node(child, b),
            }
        }
        // Browsers show the foot last, independent of its place (HTML §4.9.7). Markdown has no foot.
        table.body.append(&mut foot);
        b.table(table);
    }

    fn rows(&self, group: NodeId, rows: &mut Vec<Row>, b: &mut Builder) {
        let start = rows.len();
        for child in self.arena.children(group) {
            match self.shown_name(child) {
                Name::Tr => rows.push(self.row(child, b)),
                _ => self.node(child, b),
            }
        }
        end_row_spans(&mut rows[start..]);
    }

    fn row(&self, id: NodeId, b: &mut Builder) -> Row {
        let mut row = Row::default();
        for child in self.arena.children(id) {
            match self.arena.element(child) {
                Some(element) if self.shown_name(child).is_cell() => {
                    // A button of a header cell sorts the rows.
                    let button = if element.name == Name::Th { self.button(child) } else { None };
                    let content = self.nested_apart(button.unwrap_or(child), b);
                    row.cells.push(Cell { content, ..self.cell(element) });
                }
                _ => self.node(child, b),
            }
        }
        row
    }

    /// Reads a cell without its content (HTML §4.9.11). A malformed span is 1, and `rowspan=0` means all following rows of the
    /// group. Normal form limits the spans.
    fn cell(&self, element: ElementData) -> Cell {
        let number = |name| self.attribute(element, name).and_then(leading_number);
        let span = |name| number(name).map(|span| u16::try_from(span).unwrap_or(u16::MAX));
        let columns = span(Attr::Colspan).unwrap_or(1);
        let rows = span(Attr::Rowspan).map_or(1, |rows| if rows == 0 { u16::MAX } else { rows });
        let header = element.name == Name::Th;
        Cell { header, columns, rows, align: self.alignment(element), content: Vec::new() }
    }

    fn alignment(&self, element: ElementData) -> Option<Alignment> {
        let of_style = |style: &str| {
            // In CSS, the last valid declaration of a property applies.
            style.rsplit(';').filter_map(|rule| rule.split_once(':')).find_map(|(property, value)| {
                property.trim().eq_ignore_ascii_case("text-align").then(|| alignment_named(value)).flatten()
            })
        };
        // A style overrides the attribute, which is only a presentational hint (HTML §15.2).
        let style = self.attribute(element, Attr::Style).and_then(of_style);
        style.or_else(|| alignment_named(self.attribute(element, Attr::Align)?))
    }
}

fn alignment_named(value: &str) -> Option<Alignment> {
    let value = value.trim().to_ascii_lowercase();
    match value.trim_end_matches("!important").trim() {
        "left" | "start" => Some(Alignment::Left),
        "center" | "middle" => Some(Alignment::Center),
        "right" | "end" => Some(Alignment::Right),
        _ => None,
    }
}
