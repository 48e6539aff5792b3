//! The adoption agency algorithm (HTML §13.2.6.4.7), for formatting elements that are not closed in the reverse order of
//! their start tags.

use super::TreeBuilder;
use super::stack::Open;
use crate::html::arena::NodeId;
use crate::html::elements::Name;
use crate::html::texts::Texts;
use crate::html::tokenizer::TagName;

/// The maximum number of iterations of the outer loop (step 4.2).
const MAX_ROUNDS: usize = 8;

/// The maximum number of elements that are cloned between a formatting element and the block in it. Those further out are
/// closed (step 4.13.4).
const MAX_CLONES: usize = 3;

impl TreeBuilder {
    pub(super) fn adoption_agency(&mut self, tag: TagName, texts: &Texts<'_>) {
        let current = *self.open.current();
        // Nearly always, the end tag closes the element that was opened last, and no other step applies.
        if current.html_name() == tag.standard && self.formatting.pop_if_last(current.id) {
            self.close_current();
            return;
        }
        // Step 2: "Noah's Ark" (`limit_equal_elements`) may have removed the element from the list.
        if current.html_name() == tag.standard && !self.formatting.contains(current.id) {
            self.close_current();
            return;
        }
        for _ in 0..MAX_ROUNDS {
            let Some((at, element)) = self.formatting.last_named(tag.standard) else {
                self.any_other_end_tag(tag, texts);
                return;
            };
            // Step 4.4: another rule has already closed the element, so it is only removed from the list.
            if !element.is_open {
                self.formatting.remove(at);
                return;
            }
            // Step 4.5: there is a cell or similar element between, whose content must stay in it.
            if !self.open.is_in_scope(element.id) {
                return;
            }
            let Some(place) = self.open.position_of(element.id) else { return };
            // Steps 4.7 and 4.8: without a block in it, the element just ends.
            let Some(block) = self.open.all()[place..].iter().position(Open::is_special) else {
                self.formatting.remove(at);
                self.close_to(place);
                return;
            };
            self.adopt(place, place + block);
        }
    }

    /// Runs steps 4.9 to 4.19. `place` and `furthest` are the indices of the formatting element and the "furthest block" on
    /// the stack. The formatting element ends before the block, and a clone of it takes the content of the block.
    fn adopt(&mut self, place: usize, furthest: usize) {
        let formatting = self.open.all()[place];
        let block = self.open.all()[furthest];
        let (outermost, bookmark) = self.clone_between(place, furthest);
        // Step 4.14: if the parent is a part of a table, the node goes before the table.
        self.place_fostered(place - 1, outermost);
        let inside = self.clone_element(formatting.id);
        self.nodes.move_children(block.id, inside);
        self.nodes.append(block.id, inside);
        self.formatting.replace(formatting.id, inside, bookmark);
        self.open.remove(formatting.id);
        let block = self.open.position_of(block.id).expect("only formatting elements are removed");
        // Step 4.19: further content of the block goes into the new element.
        self.open.insert_formatting(block + 1, Open { id: inside, ..formatting });
    }

    /// Runs step 4.13: clones the formatting elements between the two, and removes the other elements there from the stack.
    /// Returns the outermost node, and the clone after which the new formatting element is inserted in the list.
    fn clone_between(&mut self, place: usize, furthest: usize) -> (NodeId, Option<NodeId>) {
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
            let clone = self.clone_element(node);
            self.formatting.replace(node, clone, None);
            self.open.replace(at, clone);
            bookmark = bookmark.or(Some(clone));
            self.nodes.append(clone, last);
            last = clone;
        }
        (last, bookmark)
    }

    /// Clones an element outside of the tree ("create an element for the token for which the element was created").
    fn clone_element(&mut self, id: NodeId) -> NodeId {
        self.limits.count_element();
        self.nodes.create(*self.nodes.data(id))
    }

    /// Ends an `a` in the list before another `a` starts.
    pub(super) fn end_nested_link(&mut self, tag: TagName, texts: &Texts<'_>) {
        let Some((_, element)) = self.formatting.last_named(Name::A) else { return };
        self.adoption_agency(tag, texts);
        // "…then remove that element from the list of active formatting elements and the stack of open elements if the
        // adoption agency algorithm didn't already".
        self.formatting.forget(element.id);
        self.open.remove(element.id);
    }
}
