//! Tables.

use super::{Element, Lowering, NodeId};
use crate::normal::finish_table;
use crate::{Alignment, Block, Cell, Row, Table};

impl Lowering<'_> {
    pub(super) fn table(&mut self, id: NodeId) {
        if !self.build.has_room() {
            return self.table_as_blocks(id);
        }
        self.build.flow.end_line();
        let mut table = Table::default();
        let mut foot = Vec::new();
        let dom = self.dom;
        for child in dom.children(id) {
            match dom.tag(child) {
                "caption" => table.caption.extend(self.nested(child)),
                "thead" => self.rows(child, &mut table.head),
                "tbody" => self.rows(child, &mut table.body),
                "tfoot" => self.rows(child, &mut foot),
                "colgroup" | "col" => {}
                _ => self.node(child),
            }
        }
        table.body.append(&mut foot);
        finish_table(&mut table);
        self.build.flow.block(Block::Table(table));
    }

    fn rows(&mut self, group: NodeId, rows: &mut Vec<Row>) {
        let dom = self.dom;
        for child in dom.children(group) {
            match dom.tag(child) {
                "tr" => {
                    let row = self.row(child);
                    rows.push(row);
                }
                _ => self.node(child),
            }
        }
    }

    fn row(&mut self, id: NodeId) -> Row {
        let dom = self.dom;
        let mut row = Row::default();
        for child in dom.children(id) {
            match dom.element(child) {
                Some(element) if matches!(element.tag(), "td" | "th") => {
                    let header = element.tag() == "th";
                    let content = self.nested(child);
                    row.cells.push(Cell { content, ..cell(element, header) });
                }
                _ => self.node(child),
            }
        }
        row
    }

    /// Beyond the depth limit, each cell's content stands for itself.
    fn table_as_blocks(&mut self, id: NodeId) {
        self.build.flow.end_line();
        let dom = self.dom;
        for child in dom.children(id) {
            match dom.tag(child) {
                "tr" | "thead" | "tbody" | "tfoot" => self.table_as_blocks(child),
                "td" | "th" | "caption" => self.transparent_block(child),
                _ => self.node(child),
            }
        }
    }
}

fn cell(element: &Element, header: bool) -> Cell {
    // HTML §4.9.11: what is no number is 1, and `rowspan=0` means all rows that follow.
    let span = |name| element.attribute(name).and_then(leading_number);
    let columns = span("colspan").map_or(1, |columns| u16::try_from(columns.clamp(1, 1000)).unwrap_or(1));
    let rows = match span("rowspan") {
        Some(0) => 65534,
        rows => rows.map_or(1, |rows| u16::try_from(rows.clamp(1, 65534)).unwrap_or(1)),
    };
    Cell { header, columns, rows, align: alignment(element), content: Vec::new() }
}

/// The number at the start of an attribute's value (HTML §2.3.4.2); too large ones are cut.
pub(super) fn leading_number(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        return None;
    }
    Some(value[..digits].parse().unwrap_or(u32::MAX))
}

fn alignment(element: &Element) -> Option<Alignment> {
    let of_style = |style: &str| {
        style.split(';').filter_map(|rule| rule.split_once(':')).find_map(|(property, value)| {
            property.trim().eq_ignore_ascii_case("text-align").then(|| value.trim().to_ascii_lowercase())
        })
    };
    let style = element.attribute("style").and_then(of_style);
    let value =
        style.or_else(|| element.attribute("align").map(|align| align.trim().to_ascii_lowercase()))?;
    match value.trim_end_matches("!important").trim() {
        "left" | "start" => Some(Alignment::Left),
        "center" | "middle" => Some(Alignment::Center),
        "right" | "end" => Some(Alignment::Right),
        _ => None,
    }
}
