//! Tables that only arrange parts of a page. They are read as the content of their cells, in reading order.
//!
//! A table is for layout if its role says so (HTML §4.9.1 and ARIA §8.1), as in newsletters, or if it has the numbers of the lines
//! of code in one cell and the code in another. Browsers and Readability also guess, from borders, nested tables and single rows.
//! Such guesses would take the cells of real tables apart, so they are not made here.

use super::{ElementData, NodeId, Reading};
use crate::html::elements::Attr;

/// Classes of tables with numbered code: Pygments, Chroma, Rouge.
const NUMBERED_CODE: [&str; 4] = ["highlighttable", "codehilitetable", "lntable", "rouge-table"];

impl Reading<'_> {
    pub(super) fn is_for_layout(&self, id: NodeId, table: ElementData) -> bool {
        let words = |name| self.attribute(table, name).unwrap_or_default().split_ascii_whitespace();
        // The first role decides.
        words(Attr::Role).next().is_some_and(|role| matches!(role, "presentation" | "none"))
            || words(Attr::Class).any(|class| NUMBERED_CODE.contains(&class))
            || self.is_of_syntax_highlighter(id)
    }

    /// Whether a table is numbered code of `SyntaxHighlighter`, which gives only the element around the table a class.
    fn is_of_syntax_highlighter(&self, table: NodeId) -> bool {
        let around = self.arena.parent(table).and_then(|parent| self.arena.element(parent));
        let class = around.and_then(|around| self.short_attribute(around, Attr::Class)).unwrap_or_default();
        class.split_ascii_whitespace().any(|class| class == "syntaxhighlighter")
    }
}
