//! `template`: HTML §13.2.6.4.4, and the insertion mode "in template".

use super::TreeBuilder;
use super::mode::{TableMode, TemplateMode};
use crate::html::arena::NodeData;
use crate::html::elements::{Attr, Name};
use crate::html::texts::Texts;
use crate::html::tokenizer::{AttributeName, StartTag};

/// The elements that may have a shadow root.
const HOSTS: [Name; 18] = [
    Name::Article,
    Name::Aside,
    Name::Blockquote,
    Name::Body,
    Name::Div,
    Name::Footer,
    Name::H1,
    Name::H2,
    Name::H3,
    Name::H4,
    Name::H5,
    Name::H6,
    Name::Header,
    Name::Main,
    Name::Nav,
    Name::P,
    Name::Section,
    Name::Span,
];

impl TreeBuilder {
    /// The content of a `template` is not part of the document (§4.12.3), so it is built below a separate node.
    pub(super) fn template(&mut self, tag: &StartTag<'_>, texts: &Texts<'_>) {
        let is_shadow_root = self.is_shadow_root(tag, texts);
        self.insert(tag);
        if !is_shadow_root {
            let contents = self.nodes.create(NodeData::Document);
            self.open.replace_current(contents);
        }
        self.templates.push(TemplateMode::Undecided);
        self.formatting.push_marker();
        // The content of a template is not in the table around it.
        self.fostering.first = 0;
    }

    /// Whether a `template` is a shadow root, which browsers show as the content of the element around it. DOM §4.9 names the
    /// elements that may have one; all others are custom elements.
    fn is_shadow_root(&self, tag: &StartTag<'_>, texts: &Texts<'_>) -> bool {
        let name = AttributeName::Known(Attr::Shadowrootmode);
        let mode = tag.attributes.iter().find(|attribute| attribute.name == name);
        let is_mode = |mode: &str| ["open", "closed"].iter().any(|known| mode.eq_ignore_ascii_case(known));
        mode.is_some_and(|mode| is_mode(texts.get(mode.value)))
            && match self.open.current().html_name() {
                Name::Unknown => texts.get(self.open.current().name.written).contains('-'),
                name => HOSTS.contains(&name),
            }
    }

    pub(super) fn end_tag_of_template(&mut self) {
        if let Some(at) = self.open.position(|name| name == Name::Template) {
            self.close_to(at);
            self.templates.pop();
            self.formatting.clear_to_marker();
            self.fostering.first = self.first_fostered();
        }
    }

    pub(super) fn is_in_template(&self) -> bool {
        !self.templates.is_empty()
    }

    /// Sets the insertion mode of a template before its first start tag ("in template").
    pub(super) fn set_template_mode(&mut self, tag: Name) {
        let Some(contents @ TemplateMode::Undecided) = self.templates.last_mut() else { return };
        *contents = match tag {
            Name::Caption | Name::Colgroup | Name::Tbody | Name::Tfoot | Name::Thead => {
                TemplateMode::Table(TableMode::Table)
            }
            Name::Col => TemplateMode::Table(TableMode::ColumnGroup),
            Name::Tr => TemplateMode::Table(TableMode::RowGroup),
            Name::Td | Name::Th => TemplateMode::Table(TableMode::Row),
            // The rules "in head" apply to these.
            Name::Base
            | Name::Basefont
            | Name::Bgsound
            | Name::Link
            | Name::Meta
            | Name::Noframes
            | Name::Script
            | Name::Style
            | Name::Template
            | Name::Title => TemplateMode::Undecided,
            _ => TemplateMode::Body,
        };
    }

    /// Whether an end tag is ignored. Directly in a template that has no content yet, all are, except that of the template.
    pub(super) fn ignores_end_tag(&self, tag: Name) -> bool {
        tag != Name::Template
            && self.open.current().html_name() == Name::Template
            && self.templates.last() == Some(&TemplateMode::Undecided)
    }
}
