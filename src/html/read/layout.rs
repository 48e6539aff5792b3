//! Tables that only arrange parts of a page: browsers show their cells as areas, not as data.
//!
//! Such a table is read as its content, in reading order. The rules are a careful part of those by which browsers decide what screen
//! readers announce (`HTMLTableAccessible::IsProbablyLayoutTable` in Firefox, `AXNodeObject::IsDataTable` in Chromium) and of
//! `_markDataTables` in Readability:
//!
//! 1. The role `presentation` or `none` says it; the role `table` or `grid` denies it.
//! 2. `th`, `thead`, `tfoot` and `caption` are only for data.
//! 3. A single cell is a box around its content.
//! 4. `border`, `summary` and `scope` are for data.
//! 5. Tables with tables in them are for layout.
//! 6. So are a single row and a single column, if they hold more than lines: headings, lists, code, several paragraphs; a column also if it holds images. The
//!    browsers and Readability need no such content, but a row or column of lines is a good table in Markdown.
//!
//! Cells and rows without content do not count: they only keep a distance.

use super::table::leading_number;
use super::{ElementData, Facts, NodeId, Reading};
use crate::html::elements::{Attr, Name, Read};

/// Classes of tables with code in one cell and the numbers of its lines in another: Pygments, Chroma, Rouge.
const NUMBERED_CODE: [&str; 4] = ["highlighttable", "codehilitetable", "lntable", "rouge-table"];

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Data,
    Layout,
    /// Data in sections: some rows show only a heading, as in Doxygen's lists of members.
    Sections,
}

/// The shape of a table.
#[derive(Default)]
struct Shape {
    rows: usize,
    /// The number of cells in the longest row.
    columns: usize,
    cells: usize,
    has_scope: bool,
}

impl Reading<'_> {
    pub(super) fn use_of(&self, id: NodeId, table: ElementData) -> Use {
        match self.table_role(table) {
            Some("presentation" | "none") => return Use::Layout,
            Some("table" | "grid" | "treegrid") => return Use::Data,
            _ => {}
        }
        let class = self.attribute(table, Attr::Class).unwrap_or_default();
        if class.split_ascii_whitespace().any(|class| NUMBERED_CODE.contains(&class)) {
            return Use::Layout;
        }
        let Some(shape) = self.shape(id) else { return Use::Data };
        if shape.cells == 1 {
            return Use::Layout;
        }
        let has_border =
            self.attribute(table, Attr::Border).is_some_and(|border| leading_number(border) != Some(0));
        let has_summary =
            self.attribute(table, Attr::Summary).is_some_and(|summary| !summary.trim().is_empty());
        if has_border || has_summary || shape.has_scope {
            return Use::Data;
        }
        let inside = self.inside(id);
        let is_line = shape.rows == 1 || shape.columns == 1;
        let blocks = Facts::HEADING.or(Facts::STRUCTURE);
        // Images with their captions are often in a column.
        let blocks = if shape.columns == 1 { blocks.or(Facts::IMAGE) } else { blocks };
        let holds_blocks = || inside.any(blocks) || self.has_paragraphs(id, inside) || self.has_listing(id);
        match () {
            () if inside.any(Facts::TABLE) || (is_line && holds_blocks()) => Use::Layout,
            () if inside.any(Facts::HEADING) => Use::Sections,
            () => Use::Data,
        }
    }

    /// The first role, by which ARIA §8.1 decides.
    fn table_role(&self, table: ElementData) -> Option<&str> {
        self.attribute(table, Attr::Role)?.split_ascii_whitespace().next()
    }

    /// The shape of a table; `None` if it has a part that is only for data.
    fn shape(&self, table: NodeId) -> Option<Shape> {
        let mut shape = Shape::default();
        for group in self.arena.children(table) {
            match self.arena.name(group) {
                Name::Thead | Name::Tfoot | Name::Caption => return None,
                Name::Tbody => {}
                _ => continue,
            }
            let rows = self.arena.children(group).filter(|&row| self.arena.name(row) == Name::Tr);
            for row in rows {
                self.add_row(row, &mut shape)?;
            }
        }
        Some(shape)
    }

    fn add_row(&self, row: NodeId, shape: &mut Shape) -> Option<()> {
        let mut columns = 0;
        for cell in self.arena.children(row) {
            let Some(element) = self.arena.element(cell) else { continue };
            if element.html_name() == Name::Th {
                return None;
            }
            shape.has_scope |= self.attribute(element, Attr::Scope).is_some();
            columns += usize::from(self.facts(cell).any(Facts::VISIBLE));
        }
        shape.rows += usize::from(columns > 0);
        shape.cells += columns;
        shape.columns = shape.columns.max(columns);
        Some(())
    }

    /// Whether a table without tables in it has a cell that is a listing.
    fn has_listing(&self, table: NodeId) -> bool {
        let mut cells = self.arena.descendants(table).filter(|&id| self.arena.name(id) == Name::Td);
        cells.any(|cell| self.holds_listing(cell))
    }

    /// Whether a table without tables in it has a cell with several paragraphs.
    fn has_paragraphs(&self, table: NodeId, inside: Facts) -> bool {
        if !inside.any(Facts::PARAGRAPH) {
            return false;
        }
        let mut paragraphs = 0;
        self.arena.descendants(table).any(|id| {
            match self.read_of(id) {
                Some(Read::Section) if self.arena.name(id) == Name::Td => paragraphs = 0,
                Some(Read::Paragraph) => paragraphs += usize::from(self.facts(id).any(Facts::VISIBLE)),
                _ => {}
            }
            paragraphs == 2
        })
    }

    /// The cell of a row that shows only a heading.
    pub(super) fn heading_cell(&self, row: NodeId) -> Option<NodeId> {
        let is_shown = |&id: &NodeId| self.facts(id).any(Facts::VISIBLE);
        let mut cells = self.arena.children(row).filter(is_shown);
        let cell = cells.next().filter(|&cell| self.facts(cell).any(Facts::HEADING))?;
        let is_heading = |id| matches!(self.read_of(id), Some(Read::Heading(_)));
        (cells.next().is_none() && self.arena.children(cell).filter(is_shown).all(is_heading)).then_some(cell)
    }
}
