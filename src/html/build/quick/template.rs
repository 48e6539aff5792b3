//! `template` (HTML §13.2.6.4.4), unless its content begins with a part of a table.

use super::Quick;
use crate::html::arena::NodeData;
use crate::html::elements::Name;
use crate::html::tokenizer::StartTag;

impl Quick {
    /// The content of a `template` is not part of the document (§4.12.3), so it is built below a separate node.
    pub(super) fn template(&mut self, tag: &StartTag<'_>) {
        self.insert(tag);
        let contents = self.nodes.create(NodeData::Document);
        self.open.replace_current(contents);
        self.formatting.push_marker();
        // The content of a template is not in the table around it.
        self.fostering.first = 0;
    }

    pub(super) fn end_tag_of_template(&mut self) {
        if let Some(at) = self.open.position(|name| name == Name::Template) {
            self.close_to(at);
            self.formatting.clear_to_marker();
            self.fostering.first = self.open.fostered();
        }
    }

    pub(super) fn is_in_template(&self) -> bool {
        self.open.position(|name| name == Name::Template).is_some()
    }
}
