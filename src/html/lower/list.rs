//! Lists of all kinds.

use super::{Element, Lowering, NodeData, NodeId};
use crate::{Block, DescriptionItem, DescriptionKind, List, ListItem};

/// The number that an `ol` starts with (HTML §4.4.5); 1 where Markdown could not say it.
pub(super) fn start(element: &Element) -> u32 {
    let start = element.attribute("start").and_then(|start| start.trim().parse().ok());
    start.filter(|&start| start <= 999_999_999).unwrap_or(1)
}

impl Lowering<'_> {
    pub(super) fn list(&mut self, id: NodeId, start: Option<u32>) {
        if !self.build.has_room() {
            return self.transparent_block(id);
        }
        self.build.flow.end_line();
        let mut items: Vec<ListItem> = Vec::new();
        let dom = self.dom;
        for child in dom.children(id) {
            let content = match dom.tag(child) {
                "li" => self.nested(child),
                _ => self.nested_node(child),
            };
            match dom.tag(child) {
                // A list directly in a list is shown below the item before it.
                "ul" | "ol" | "menu" | "dir" if !items.is_empty() => {
                    items.last_mut().expect("the guard's condition").content.extend(content);
                }
                "li" if start.is_some() => items.push(ListItem { content }),
                _ if content.is_empty() => {}
                _ => items.push(ListItem { content }),
            }
        }
        self.build.flow.block(Block::List(List { start, items }));
    }

    /// One node, with itself, as blocks of its own.
    fn nested_node(&mut self, id: NodeId) -> Vec<Block> {
        if matches!(self.dom.data(id), NodeData::Text(text) if text.trim().is_empty()) {
            return Vec::new();
        }
        let outer = self.build.enter();
        self.node(id);
        self.build.leave(outer)
    }

    /// An `li` outside any list is shown as an item of a bullet list, of the one before it if there is one.
    pub(super) fn stray_item(&mut self, id: NodeId) {
        if !self.build.has_room() {
            return self.transparent_block(id);
        }
        self.build.flow.end_line();
        let content = self.nested(id);
        if content.is_empty() {
            return;
        }
        match self.build.flow.last_bullets() {
            Some(items) => items.push(ListItem { content }),
            None => {
                self.build.flow.block(Block::List(List { start: None, items: vec![ListItem { content }] }));
            }
        }
    }

    pub(super) fn description_list(&mut self, id: NodeId) {
        if !self.build.has_room() {
            return self.transparent_block(id);
        }
        self.build.flow.end_line();
        let mut items = Vec::new();
        self.description_items(id, &mut items);
        self.build.flow.block(Block::DescriptionList { items });
    }

    /// Terms and descriptions, also those that a `div` groups (HTML §4.4.9); anything else is a description.
    fn description_items(&mut self, id: NodeId, items: &mut Vec<DescriptionItem>) {
        let dom = self.dom;
        for child in dom.children(id) {
            let (kind, content) = match dom.tag(child) {
                "div" => {
                    self.description_items(child, items);
                    continue;
                }
                "dt" => (DescriptionKind::Term, self.nested(child)),
                "dd" => (DescriptionKind::Description, self.nested(child)),
                _ => (DescriptionKind::Description, self.nested_node(child)),
            };
            if !content.is_empty() {
                items.push(DescriptionItem { kind, content });
            }
        }
    }
}
