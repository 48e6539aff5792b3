//! Foster parenting: content that is in a table, but not in a cell (HTML §13.2.6.1, §13.2.6.4.9 and §13.2.6.4.10).
//!
//! Browsers put it before the table. If its elements stay open, they are above the table on the stack, and the table modes
//! still apply.

use super::TreeBuilder;
use crate::html::arena::{NodeData, NodeId};
use crate::html::elements::Name;
use crate::html::texts::{Span, Texts};

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fostering {
    /// Whether nodes for a part of a table are put before the table ("foster parenting").
    pub(super) is_on: bool,
    /// The index on the stack of the first element that was put before the open table; 0 if there is none.
    pub(super) first: usize,
}

/// §13.2.6.4.10, "the pending table character tokens".
#[derive(Default)]
pub(super) struct TableText {
    texts: Vec<Span>,
    /// Whether any of them is not just white space.
    is_shown: bool,
}

impl TreeBuilder {
    /// Whether the insertion mode is one of the table modes.
    #[inline]
    pub(super) fn is_in_table(&self) -> bool {
        self.fostering.first != 0 || self.table_mode(self.open.current().html_name()).is_some()
    }

    /// The name of the innermost open element, without those that were put before the table. In a table mode, it is a part of the
    /// table.
    pub(super) fn innermost_in_table(&self) -> Name {
        let at = if self.fostering.first == 0 { self.open.len() } else { self.fostering.first };
        self.open.all()[at - 1].html_name()
    }

    /// "Enable foster parenting, process the token using the rules for \"in body\", then disable foster parenting."
    pub(super) fn with_fostering<T>(&mut self, rules: impl FnOnce(&mut Self) -> T) -> T {
        self.fostering.is_on = true;
        let result = rules(self);
        self.fostering.is_on = false;
        // Elements that these rules opened may stay open above the table.
        self.fostering.first = self.first_fostered();
        result
    }

    /// The index of the first element above the part of a table that determines the insertion mode; 0 if there is none.
    pub(super) fn first_fostered(&self) -> usize {
        let decides = |name: Name| name.holds_table_parts() || name.ends_table_modes();
        match self.open.position(decides) {
            Some(at) if at + 1 < self.open.len() => {
                let mode = self.table_mode(self.open.all()[at].html_name());
                mode.map_or(0, |_| at + 1)
            }
            _ => 0,
        }
    }

    /// Appends a node to the current element, or puts it before the innermost table if that element is a part of a table.
    pub(super) fn append_fostered(&mut self, data: NodeData) -> NodeId {
        let id = self.nodes.create(data);
        self.place_fostered(self.open.len() - 1, id);
        id
    }

    /// Appends a node to the element at an index of the stack, or puts it before the innermost table if that element is a
    /// part of a table.
    pub(super) fn place_fostered(&mut self, parent: usize, id: NodeId) {
        let mut parent = self.open.all()[parent];
        if self.fostering.is_on && parent.html_name().holds_table_parts() {
            let around = self.open.position(|name| matches!(name, Name::Table | Name::Template));
            // §13.2.6.1: in a template with parts of a table, there is no table to put it before.
            parent = around.map_or(parent, |at| self.open.all()[at]);
            if parent.html_name() == Name::Table {
                return self.nodes.insert_before(parent.id, id);
            }
        }
        self.nodes.append(parent.id, id);
    }

    /// Collects text in a table until it is known whether all of it is white space.
    pub(super) fn keep_table_text(&mut self, text: Span, texts: &Texts<'_>) {
        self.table_text.texts.push(text);
        self.table_text.is_shown |= !is_white_space(texts.get(text));
    }

    /// Ends the text in a table. It stays in the table if it is just white space.
    #[inline]
    pub(super) fn end_table_text(&mut self) {
        if !self.table_text.texts.is_empty() {
            self.place_table_text();
        }
    }

    fn place_table_text(&mut self) {
        let TableText { texts, is_shown } = std::mem::take(&mut self.table_text);
        // Almost every table has white space between rows, which is not visible.
        if !is_shown {
            let parent = self.open.current().id;
            texts.iter().for_each(|&text| self.nodes.push_text(parent, text));
            return;
        }
        // With one visible character, the whole run moves before the table, including white space.
        self.with_fostering(|builder| {
            for text in texts {
                builder.reconstruct_formatting();
                builder.append_fostered(NodeData::Text(text));
            }
        });
    }
}

/// Whether a text is only white space of HTML.
fn is_white_space(text: &str) -> bool {
    text.trim_ascii_start().is_empty()
}
