//! Lists of all kinds.

use super::{ElementData, Facts, NodeId, Reading};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::Builder;
use crate::tree::{Block, DescriptionItem, DescriptionKind, List, ListItem};

/// The largest number that Markdown can begin a list with.
const MAX_START: u32 = 999_999_999;

impl Reading<'_> {
    /// The number that an `ol` starts with (HTML §4.4.5); 1 where Markdown cannot say it.
    pub(super) fn start(&self, element: ElementData) -> u32 {
        let start = self.attribute(element, Attr::Start).and_then(|start| start.trim().parse().ok());
        start.filter(|&start| start <= MAX_START).unwrap_or(1)
    }

    pub(super) fn list(&self, id: NodeId, start: Option<u32>, b: &mut Builder) {
        if !b.has_room() {
            return self.section(id, b);
        }
        b.end_line();
        let mut items: Vec<ListItem> = Vec::new();
        let mut children = self.arena.children(id).peekable();
        while let Some(child) = children.next() {
            match self.arena.element(child).map(|element| element.html_name().element().read) {
                Some(Read::Item) => {
                    let content = self.nested(child, b);
                    if start.is_some() || !content.is_empty() {
                        items.push(ListItem { content });
                    }
                }
                Some(Read::Bullets | Read::Numbers) => self.list_in_list(child, start, &mut items, b),
                _ => {
                    let mut run = vec![child];
                    while let Some(next) = children.next_if(|&next| !self.is_item_or_list(next)) {
                        run.push(next);
                    }
                    items.extend(self.run(&run, b).map(ListItem::new));
                }
            }
        }
        b.block(List { start, items });
    }

    fn is_item_or_list(&self, id: NodeId) -> bool {
        let read = self.arena.element(id).map(|element| element.html_name().element().read);
        matches!(read, Some(Read::Item | Read::Bullets | Read::Numbers))
    }

    /// A list directly in a list is shown below the item before it. Without one, its items are the outer list's.
    fn list_in_list(&self, id: NodeId, start: Option<u32>, items: &mut Vec<ListItem>, b: &mut Builder) {
        let mut content = b.nested(|b| self.node(id, b));
        if let Some(last) = items.last_mut() {
            return last.content.append(&mut content);
        }
        for block in content {
            match block {
                Block::List(list) if list.start.is_some() == start.is_some() => items.extend(list.items),
                other => items.push(ListItem::new(vec![other])),
            }
        }
    }

    /// Neighbouring nodes outside any item, as blocks of their own; `None` if nothing in them can be seen.
    fn run(&self, nodes: &[NodeId], b: &mut Builder) -> Option<Vec<Block>> {
        if !nodes.iter().any(|&node| self.arena.facts(node) != Facts::default()) {
            return None;
        }
        let content = b.nested(|b| nodes.iter().for_each(|&node| self.node(node, b)));
        (!content.is_empty()).then_some(content)
    }

    /// An `li` outside any list is an item of the bullet list right before it, or of a new one.
    pub(super) fn stray_item(&self, id: NodeId, b: &mut Builder) {
        if !b.has_room() {
            return self.section(id, b);
        }
        let content = self.nested(id, b);
        if !content.is_empty() {
            b.bullet(content);
        }
    }

    pub(super) fn description_list(&self, id: NodeId, b: &mut Builder) {
        if !b.has_room() {
            return self.section(id, b);
        }
        b.end_line();
        let mut items = Vec::new();
        self.description_items(id, &mut items, b);
        b.block(Block::DescriptionList { items });
    }

    /// Terms and descriptions, also those that a `div` groups (HTML §4.4.9). Anything else is a description.
    fn description_items(&self, id: NodeId, items: &mut Vec<DescriptionItem>, b: &mut Builder) {
        let is_part = |id: NodeId| matches!(self.arena.name(id), Name::Dt | Name::Dd | Name::Div);
        let mut children = self.arena.children(id).peekable();
        while let Some(child) = children.next() {
            let item = match self.arena.name(child) {
                Name::Div => {
                    self.description_items(child, items, b);
                    continue;
                }
                Name::Dt => DescriptionItem::term(self.nested(child, b)),
                Name::Dd => DescriptionItem::description(self.nested(child, b)),
                _ => {
                    let mut run = vec![child];
                    while let Some(next) = children.next_if(|&next| !is_part(next)) {
                        run.push(next);
                    }
                    let content = self.run(&run, b).unwrap_or_default();
                    DescriptionItem { kind: DescriptionKind::Description, content }
                }
            };
            if !item.content.is_empty() {
                items.push(item);
            }
        }
    }
}
