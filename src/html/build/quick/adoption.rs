//! Formatting elements that are closed in another order than they were opened: the adoption agency algorithm of HTML
//! §13.2.6.4.7.

use super::stack::Open;
use super::{OrGiveUp, Quick};
use crate::html::arena::NodeId;
use crate::html::elements::Name;
use crate::html::texts::Texts;
use crate::html::tokenizer::TagName;

/// Step 4.2.
const MAX_ROUNDS: usize = 8;

/// Step 4.13.4: of more elements between a formatting element and the block in it, those further out are closed.
const MAX_CLONES: usize = 3;

impl Quick {
    pub(super) fn adoption_agency(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        let current = *self.open.current();
        // Nearly always the element that was opened last ends, and no step but these applies.
        if current.html_name() == tag.name && self.formatting.pop_if_last(current.id) {
            self.close_current();
            return Some(());
        }
        // Step 2: Noah's Ark (`limit_equal_elements`) may have taken the element off the list.
        if current.html_name() == tag.name && !self.formatting.contains(current.id) {
            self.close_current();
            return Some(());
        }
        for _ in 0..MAX_ROUNDS {
            let Some((at, element)) = self.formatting.last_named(tag.name) else {
                self.any_other_end_tag(tag, texts);
                return Some(());
            };
            // Step 4.4: another rule has closed the element already, so only the list has to forget it.
            if !element.is_open {
                self.formatting.remove(at);
                return Some(());
            }
            // Step 4.5: a cell or the like stands between, and its content must stay in it.
            if !self.open.is_in_scope(element.id) {
                return Some(());
            }
            let place = self.open.all().iter().rposition(|open| open.id == element.id)?;
            // Steps 4.7 and 4.8: without a block in it, the element simply ends.
            let Some(block) = self.open.all()[place..].iter().position(Open::is_special) else {
                self.formatting.remove(at);
                self.close_to(place);
                return Some(());
            };
            self.adopt(place, place + block)?;
        }
        Some(())
    }

    /// Steps 4.9 to 4.19, for the formatting element and the "furthest block" at two places of the stack: the formatting
    /// element ends before the block, and one like it holds what is in the block.
    fn adopt(&mut self, place: usize, furthest: usize) -> OrGiveUp<()> {
        let formatting = self.open.all()[place];
        let block = self.open.all()[furthest];
        let (outermost, bookmark) = self.clone_between(place, furthest)?;
        // Step 4.14: the parent may be a part of a table, which holds no such node.
        self.place_fostered(place - 1, outermost);
        let inside = self.clone_element(formatting.id)?;
        self.nodes.move_children(block.id, inside);
        self.nodes.append(block.id, inside);
        self.formatting.replace(formatting.id, inside, bookmark);
        self.open.remove(formatting.id);
        let block = self.open.all().iter().rposition(|open| open.id == block.id)?;
        // Step 4.19: what follows in the block goes into the new element.
        self.open.insert(block + 1, Open { id: inside, ..formatting });
        Some(())
    }

    /// Step 4.13: clones the formatting elements between the two around the block, and takes any others off the stack.
    /// Returns the outermost node, and the clone after which the new formatting element goes in the list.
    fn clone_between(&mut self, place: usize, furthest: usize) -> OrGiveUp<(NodeId, Option<NodeId>)> {
        let mut last = self.open.all()[furthest].id;
        let mut bookmark = None;
        for (count, at) in (place + 1..furthest).rev().enumerate() {
            let node = self.open.all()[at].id;
            if count >= MAX_CLONES {
                self.formatting.forget(node);
            }
            if !self.formatting.contains(node) {
                self.open.remove(node);
                continue;
            }
            let clone = self.clone_element(node)?;
            self.formatting.replace(node, clone, None);
            self.open.replace(at, clone);
            bookmark = bookmark.or(Some(clone));
            self.nodes.append(clone, last);
            last = clone;
        }
        Some((last, bookmark))
    }

    /// "Create an element for the token for which the element was created", outside the tree.
    fn clone_element(&mut self, id: NodeId) -> OrGiveUp<NodeId> {
        let element = self.element_to_repeat(id)?;
        Some(self.nodes.create(element))
    }

    /// A start tag `a` while another `a` is in the list: that one ends.
    pub(super) fn end_nested_link(&mut self, tag: TagName, texts: &Texts<'_>) -> OrGiveUp<()> {
        let Some((_, element)) = self.formatting.last_named(Name::A) else { return Some(()) };
        self.adoption_agency(tag, texts)?;
        // "…then remove that element from the list of active formatting elements and the stack of open elements if the
        // adoption agency algorithm didn't already".
        self.formatting.forget(element.id);
        self.open.remove(element.id);
        Some(())
    }
}
