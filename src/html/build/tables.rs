//! Tables: HTML §13.2.6.4.9 to §13.2.6.4.15.
//!
//! The innermost open part of a table determines the insertion mode.

use super::TreeBuilder;
use super::mode::{TableMode, TemplateMode};
use crate::html::arena::Namespace;
use crate::html::elements::{Name, Rule};
use crate::html::texts::{Span, Texts};
use crate::html::tokenizer::{StartTag, State, TagName};

impl TreeBuilder {
    /// The insertion mode if the current element has this name; `None` if it is not a table mode.
    #[inline]
    pub(super) fn table_mode(&self, current: Name) -> Option<TableMode> {
        match current {
            Name::Table => Some(TableMode::Table),
            Name::Colgroup => Some(TableMode::ColumnGroup),
            Name::Tr => Some(TableMode::Row),
            group if group.is_row_group() => Some(TableMode::RowGroup),
            Name::Template => match self.templates.last() {
                Some(TemplateMode::Table(mode)) => Some(*mode),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the current element is a template that may contain only columns.
    fn is_in_template_of_columns(&self) -> bool {
        self.open.current().html_name() == Name::Template
            && self.templates.last() == Some(&TemplateMode::Table(TableMode::ColumnGroup))
    }

    /// A start tag in one of the table modes.
    // Not inlined, because the rules of most start tags need fewer registers without it: 1 % of `parse`.
    #[inline(never)]
    pub(super) fn start_tag_in_table(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        let name = tag.name.standard;
        match name.row().rule {
            Rule::TablePart => self.table_part(tag),
            Rule::Template => self.template(tag, texts),
            Rule::Html => return self.start_tag_in_body(tag, texts),
            _ if self.is_in_template_of_columns() => {}
            Rule::Table => {
                // §13.2.6.4.9: a `table` between cells means that the end tag of the open table is missing.
                if self.end_table() {
                    return self.rules_for_start_tag(tag, texts);
                }
            }
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
        State::Data
    }

    /// Opens a part of a table. Before that, closes the parts that it ends and opens the parts that it implies.
    fn table_part(&mut self, tag: &StartTag<'_>) {
        let name = tag.name.standard;
        let part = self.innermost_in_table();
        if part == Name::Template && !self.table_mode(part).is_some_and(|mode| mode.may_contain(name)) {
            return;
        }
        // "Clear the stack back to" the open part.
        if self.fostering.first != 0 {
            self.close_to(self.fostering.first);
        }
        // Each iteration opens or closes one part, as the insertion modes "reprocess the token" one after another.
        while let Some(mode) = self.table_mode(self.open.current().html_name()) {
            if mode.holds(name) {
                return self.insert_table_part(tag);
            }
            match mode.implied(name) {
                Some(implied) => self.insert_implied(implied),
                // No part of a table ends a template.
                None if self.open.current().html_name() == Name::Template => return,
                None => self.close_current(),
            }
        }
    }

    fn insert_table_part(&mut self, tag: &StartTag<'_>) {
        let name = tag.name.standard;
        if name == Name::Col {
            self.append(name, Namespace::Html, tag.attributes);
            return;
        }
        self.insert(tag);
        // Formatting that stays open in a cell or a caption must not continue after it.
        if name.is_cell() || name == Name::Caption {
            self.formatting.push_marker();
        }
    }

    /// Text directly in a column group: any but white space ends the group.
    pub(super) fn text_in_column_group(&mut self, text: Span, texts: &Texts<'_>) {
        let written = texts.get(text);
        let (space, rest) = text.split_at(written.len() - written.trim_ascii_start().len());
        if !space.is_empty() {
            self.nodes.push_text(self.open.current().id, space);
        }
        // A template keeps only the white space, but no content of a template is read.
        if !rest.is_empty() && self.open.current().html_name() == Name::Colgroup {
            self.close_current();
            self.rules_for_text(rest, texts);
        }
    }

    /// Closes the innermost table. Returns false if there is none, as in a template that contains rows.
    fn end_table(&mut self) -> bool {
        let table = self.open.in_table_scope(|name| name == Name::Table);
        if let Some(table) = table {
            self.close_to(table);
        }
        table.is_some()
    }

    /// Closes all elements in the innermost template.
    fn close_to_template(&mut self) {
        if let Some(template) = self.open.position(|name| name == Name::Template) {
            self.close_to(template + 1);
        }
    }

    /// A part of a table "in body": it ends a cell or a caption, and is ignored outside of tables.
    pub(super) fn table_part_in_body(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) -> State {
        if self.end_cell_or_caption() {
            return self.start_tag_in_table(tag, texts);
        }
        State::Data
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
    pub(super) fn end_tag_in_table(&mut self, tag: TagName, texts: &Texts<'_>) {
        let name = tag.standard;
        let part = self.innermost_in_table();
        match name {
            Name::Template => self.end_tag_of_template(),
            _ if self.is_in_template_of_columns() => {}
            Name::Table => {
                // §13.2.6.4.13: in a template without a table, it still ends rows.
                if !self.end_table() && part != Name::Template {
                    self.close_to_template();
                }
            }
            Name::Tr if part == Name::Tr => {
                if let Some(row) = self.open.position(|open| open == Name::Tr) {
                    self.close_to(row);
                }
            }
            group if group.is_row_group() && (part == Name::Tr || part.is_row_group()) => {
                if let Some(at) = self.open.in_table_scope(|open| open == group) {
                    self.close_to(at);
                }
            }
            Name::Col => {}
            _ if part == Name::Colgroup => {
                self.close_current();
                self.end_tag_in_table(tag, texts);
            }
            Name::Html | Name::Body => {}
            _ if name.row().rule == Rule::TablePart => {}
            _ => self.with_fostering(|builder| builder.end_tag_in_body(tag, texts)),
        }
    }

    /// An end tag of a table or a part of it, "in body". Such a part can be open only around a cell or a caption, which it ends
    /// (§13.2.6.4.11 and §13.2.6.4.15). `</td>` does not end a `th`, and `</tr>` no caption.
    pub(super) fn end_tag_of_table_part(&mut self, name: Name) {
        let part = self.open.in_table_scope(|open| open == name);
        // §13.2.6.4.11: `</table>` ends a caption even if there is no table, as in a template.
        let caption = || self.open.in_table_scope(|open| name == Name::Table && open == Name::Caption);
        if let Some(at) = part.or_else(caption) {
            self.close_to(at);
            self.formatting.clear_to_marker();
        }
    }
}
