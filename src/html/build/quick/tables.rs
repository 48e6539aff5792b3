//! Tables: HTML §13.2.6.4.9 to §13.2.6.4.15.
//!
//! The innermost open element of a table determines the insertion mode.

use super::{OrGiveUp, Quick};
use crate::html::arena::Namespace;
use crate::html::elements::{Name, StartTag as Rule};
use crate::html::texts::Texts;
use crate::html::tokenizer::{StartTag, State, TagName};

impl Quick {
    /// A start tag in one of the table modes.
    // Not inlined, because the rules of most start tags need fewer registers without it: 1 % of `parse`.
    #[inline(never)]
    pub(super) fn start_tag_in_table(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> OrGiveUp<State> {
        let name = tag.name.name;
        match name.element().start_tag {
            Rule::TablePart => self.table_part(tag)?,
            Rule::Table => {
                // §13.2.6.4.9: a `table` between cells means that the end tag of the open table is missing.
                self.end_table()?;
                return self.rules_for_start_tag(tag, texts);
            }
            Rule::Template => self.template(tag),
            Rule::Html => return self.start_tag_in_body(tag, texts),
            // §13.2.6.4.12: any other tag ends the column group and is processed again.
            _ if self.open.current().html_name() == Name::Colgroup => {
                self.close_current();
                return self.start_tag_in_table(tag, texts);
            }
            // §13.2.6.4.9: they are not visible, so they stay in the table.
            Rule::Script | Rule::RawText if matches!(name, Name::Script | Name::Style) => {
                return self.start_tag_in_body(tag, texts);
            }
            Rule::Input if Self::is_hidden_input(tag, texts) => {
                self.append(name, Namespace::Html, tag.attributes);
            }
            Rule::Form => {
                // §13.2.6.4.9: the form is closed at once, because it cannot contain rows.
                if self.form.is_none() && !self.is_in_template() {
                    self.form = Some(self.append(name, Namespace::Html, tag.attributes));
                }
            }
            _ => return self.with_fostering(|builder| builder.start_tag_in_body(tag, texts)),
        }
        Some(State::Data)
    }

    /// Opens a part of a table. Before that, closes the parts that it ends and opens the parts that it implies.
    fn table_part(&mut self, tag: &StartTag<'_>) -> OrGiveUp<()> {
        let name = tag.name.name;
        // "Clear the stack back to" the open part.
        if self.fostering.first != 0 {
            self.close_to(self.fostering.first);
        }
        // Each iteration opens or closes one part, as the insertion modes "reprocess the token" one after another.
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
                    // Formatting that stays open in a cell must not continue in the next one.
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
                // In a template. Its insertion mode depends on its first tag.
                _ => return None,
            }
        }
    }

    fn end_table(&mut self) -> OrGiveUp<()> {
        let table = self.open.in_table_scope(|name| name == Name::Table)?;
        self.close_to(table);
        Some(())
    }

    /// A part of a table "in body": it ends a cell or a caption, and is ignored outside of tables.
    pub(super) fn table_part_in_body(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> OrGiveUp<State> {
        if !self.end_cell_or_caption() {
            // In a template, it may begin a part of a table.
            return (!self.is_in_template()).then_some(State::Data);
        }
        self.start_tag_in_table(tag, texts)
    }

    /// Closes the cell or the caption (§13.2.6.4.15, "close the cell"). Returns false if neither is open.
    fn end_cell_or_caption(&mut self) -> bool {
        let Some(at) = self.open.in_table_scope(|name| name.is_cell() || name == Name::Caption) else {
            return false;
        };
        self.close_to(at);
        self.formatting.clear_to_marker();
        true
    }

    /// An end tag in one of the table modes.
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

    /// An end tag of a table or a part of it, "in body".
    pub(super) fn end_tag_of_table_part(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        let name = tag.name;
        let Some(innermost) = self.open.in_table_scope(|open| open.is_cell() || open == Name::Caption) else {
            // "In body" has no special rule for these tags.
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
