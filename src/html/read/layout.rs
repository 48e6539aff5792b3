//! Tables that only arrange parts of a page. They are read as the content of their cells, in reading order.
//!
//! A table is for layout if its role says so (HTML §4.9.1 and ARIA §8.1), as in newsletters, or if it has the numbers of the lines
//! of code in one cell and the code in another, or if it is around other tables. Normal form does the same for tables of one cell. Browsers and
//! Readability also guess from borders and single rows, which would take the cells of real tables apart.

use super::{ElementData, NodeId, Reading};
use crate::html::elements::{Attr, Name, Read};

/// Classes of tables with numbered code: Pygments, Chroma, Rouge.
const NUMBERED_CODE: [&str; 4] = ["highlighttable", "codehilitetable", "lntable", "rouge-table"];

impl Reading<'_> {
    pub(super) fn is_for_layout(&self, id: NodeId, table: ElementData) -> bool {
        let words = |name| self.attribute(table, name).unwrap_or_default().split_ascii_whitespace();
        // The first role decides.
        words(Attr::Role).next().is_some_and(|role| matches!(role, "presentation" | "none"))
            || words(Attr::Class).any(|class| NUMBERED_CODE.contains(&class))
            || self.is_of_syntax_highlighter(id)
            || self.is_around_tables(id)
    }

    /// Whether a table has neither header cells nor a caption, and its cells contain tables that are not in lists or other blocks.
    fn is_around_tables(&self, table: NodeId) -> bool {
        let is_block = |id: NodeId| {
            let read = self.arena.element(id).map_or(Read::Transparent, |element| element.row().read);
            !matches!(read, Read::Transparent | Read::Section | Read::Paragraph | Read::Table)
        };
        let is_table = |id| self.arena.name(id) == Name::Table;
        let mut has_table = false;
        for id in self.arena.pruned(table, |id| is_table(id) || is_block(id)).skip(1) {
            match self.arena.name(id) {
                Name::Th | Name::Thead | Name::Caption => return false,
                Name::Table => has_table = true,
                _ => {}
            }
        }
        has_table
    }

    /// Whether a table is numbered code of `SyntaxHighlighter`, which gives only the element around the table a class.
    fn is_of_syntax_highlighter(&self, table: NodeId) -> bool {
        let around = self.arena.parent(table).and_then(|parent| self.arena.element(parent));
        let class = around.and_then(|around| self.short_attribute(around, Attr::Class)).unwrap_or_default();
        class.split_ascii_whitespace().any(|class| class == "syntaxhighlighter")
    }
}
