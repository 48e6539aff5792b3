//! Tables: HTML §13.2.6.4.9 to §13.2.6.4.15.
//!
//! The insertion mode follows from the stack: it is that of the innermost open element of a table.

use super::{OrGiveUp, Quick};
use crate::html::arena::Namespace;
use crate::html::elements::{Name, StartTag as Rule};
use crate::html::texts::Texts;
use crate::html::tokenizer::{StartTag, State, TagName};

impl Quick {
    /// A start tag where the current element holds parts of a table.
    #[inline(never)]
    pub(super) fn start_tag_in_table(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> OrGiveUp<State> {
        let name = tag.name.name;
        match name.element().start_tag {
            Rule::TablePart => self.table_part(tag)?,
            Rule::Table => {
                // §13.2.6.4.9: between cells, a `table` means that the end tag of the last one is missing.
                self.end_table()?;
                return self.rules_for_start_tag(tag, texts);
            }
            Rule::Template => self.template(tag),
            Rule::Html => return self.start_tag_in_body(tag, texts),
            // §13.2.6.4.12: any other tag ends the column group, and is read again.
            _ if self.open.current().html_name() == Name::Colgroup => {
                self.close_current();
                return self.start_tag_in_table(tag, texts);
            }
            // §13.2.6.4.9: they show nothing, so they need not be moved before the table.
            Rule::Script | Rule::RawText if matches!(name, Name::Script | Name::Style) => {
                return self.start_tag_in_body(tag, texts);
            }
            Rule::Input if Self::is_hidden_input(tag, texts) => {
                self.append(name, Namespace::Html, tag.attributes);
            }
            Rule::Form => {
                // §13.2.6.4.9 closes it at once, because rows cannot stand in a form.
                if self.form.is_none() && !self.is_in_template() {
                    self.form = Some(self.append(name, Namespace::Html, tag.attributes));
                }
            }
            _ => return self.with_fostering(|builder| builder.start_tag_in_body(tag, texts)),
        }
        Some(State::Data)
    }

    /// Opens a part of a table where it belongs, after the parts that it ends and in those that it implies.
    fn table_part(&mut self, tag: &StartTag<'_>) -> OrGiveUp<()> {
        let name = tag.name.name;
        // "Clear the stack back to" the part that is open.
        if self.fostering.first != 0 {
            self.close_to(self.fostering.first);
        }
        // Each round opens or closes one part, as one insertion mode after another "reprocesses the token".
        loop {
            let current = self.open.current().html_name();
            match (current, name) {
                // §13.2.6.4.12, "in column group".
                (Name::Colgroup, Name::Col) => {
                    self.append(name, Namespace::Html, tag.attributes);
                    return Some(());
                }
                (Name::Colgroup, _) => self.close_current(),
                // §13.2.6.4.14, "in row".
                (Name::Tr, cell) if cell.is_cell() => {
                    self.insert(tag);
                    // Formatting that is left open in a cell must not run into the next one.
                    self.formatting.push_marker();
                    return Some(());
                }
                (Name::Tr, _) => self.close_current(),
                // §13.2.6.4.13, "in table body".
                (group, Name::Tr) if group.is_row_group() => {
                    self.insert(tag);
                    return Some(());
                }
                (group, cell) if group.is_row_group() && cell.is_cell() => self.insert_implied(Name::Tr),
                (group, _) if group.is_row_group() => self.close_current(),
                // §13.2.6.4.9, "in table".
                (Name::Table, Name::Caption) => {
                    self.formatting.push_marker();
                    self.insert(tag);
                    return Some(());
                }
                (Name::Table, Name::Col) => self.insert_implied(Name::Colgroup),
                (Name::Table, part) if part.is_cell() || part == Name::Tr => self.insert_implied(Name::Tbody),
                (Name::Table, _) => {
                    self.insert(tag);
                    return Some(());
                }
                // In a template, whose insertion mode depends on its first tag.
                _ => return None,
            }
        }
    }

    fn end_table(&mut self) -> OrGiveUp<()> {
        let table = self.open.in_table_scope(|name| name == Name::Table)?;
        self.close_to(table);
        Some(())
    }

    /// A part of a table where something else is open: it ends a cell or a caption; outside a table it is ignored.
    pub(super) fn table_part_in_body(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> OrGiveUp<State> {
        if !self.end_cell_or_caption() {
            // In a template, it might begin a table's part.
            return (!self.is_in_template()).then_some(State::Data);
        }
        self.start_tag_in_table(tag, texts)
    }

    /// §13.2.6.4.15, "close the cell", or a caption; false if neither is open.
    fn end_cell_or_caption(&mut self) -> bool {
        let Some(at) = self.open.in_table_scope(|name| name.is_cell() || name == Name::Caption) else {
            return false;
        };
        self.close_to(at);
        self.formatting.clear_to_marker();
        true
    }

    /// An end tag where a table mode is in force.
    pub(super) fn end_tag_in_table(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        let name = tag.name;
        let part = self.table_part_at_hand();
        match name {
            Name::Table => return self.end_table(),
            Name::Template => self.end_tag_of_template(),
            Name::Tr if part == Name::Tr => return self.close_until(|open| open == Name::Tr),
            group if group.is_row_group() && (part == Name::Tr || part.is_row_group()) => {
                if let Some(at) = self.open.in_table_scope(|open| open == group) {
                    self.close_to(at);
                }
            }
            Name::Colgroup if part == Name::Colgroup => self.close_current(),
            Name::Col if part == Name::Colgroup => {}
            _ if part == Name::Colgroup => {
                self.close_current();
                return self.end_tag_in_table(tag, texts);
            }
            Name::Html | Name::Body => {}
            _ if name.element().start_tag == Rule::TablePart => {}
            _ => return self.with_fostering(|builder| builder.end_tag_in_body(tag, texts)),
        }
        Some(())
    }

    /// An end tag of a table or a part of it where something else is open.
    pub(super) fn end_tag_of_table_part(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        let name = tag.name;
        let Some(innermost) = self.open.in_table_scope(|open| open.is_cell() || open == Name::Caption) else {
            // "In body" has no rule of its own for these tags.
            self.any_other_end_tag(tag, texts);
            return Some(());
        };
        let is_in_caption = self.open.all()[innermost].html_name() == Name::Caption;
        match name {
            Name::Caption if is_in_caption => {
                self.end_cell_or_caption();
            }
            cell if cell.is_cell() && !is_in_caption => {
                // §13.2.6.4.15: `</td>` does not end a `th`.
                if let Some(at) = self.open.in_table_scope(|open| open == cell) {
                    self.close_to(at);
                    self.formatting.clear_to_marker();
                }
            }
            Name::Table => {
                self.end_cell_or_caption();
                return self.end_tag_in_table(tag, texts);
            }
            part if !is_in_caption
                && (part == Name::Tr || part.is_row_group())
                && self.open.in_table_scope(|open| open == part).is_some() =>
            {
                self.end_cell_or_caption();
                return self.end_tag_in_table(tag, texts);
            }
            _ => {}
        }
        Some(())
    }
}
