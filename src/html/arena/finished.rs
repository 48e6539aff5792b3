//! The arena after parsing: reading and walking the tree.

use super::{ElementData, NO_PARENT, Node, NodeData, NodeId, Nodes};
use crate::html::elements::{Attr, Name};
use crate::html::texts::{Span, Texts};
use crate::html::tokenizer::{Attribute, AttributeName};

/// A finished document.
#[derive(Debug)]
pub(in crate::html) struct Arena<'a> {
    nodes: Nodes,
    texts: Texts<'a>,
}

impl<'a> Arena<'a> {
    pub(in crate::html) const DOCUMENT: NodeId = Nodes::DOCUMENT;

    pub(in crate::html) fn new(mut nodes: Nodes, texts: Texts<'a>) -> Self {
        nodes.return_spare();
        Self { nodes, texts }
    }

    /// The length of the HTML in bytes.
    pub(in crate::html) fn input_len(&self) -> usize {
        self.texts.input_len()
    }

    pub(in crate::html) fn len(&self) -> usize {
        self.nodes.len()
    }

    #[inline]
    pub(in crate::html) fn data(&self, id: NodeId) -> &NodeData {
        self.nodes.data(id)
    }

    /// The language of the document in its `html` or `body` element.
    pub(in crate::html) fn language(&self) -> Option<&str> {
        self.nodes.language.map(|language| self.text(language))
    }

    /// The types of the items that the document is, in its `html` and `body` elements.
    pub(in crate::html) fn item_types(&self) -> [Option<&str>; 2] {
        self.nodes.item_types.map(|kind| kind.map(|kind| self.text(kind)))
    }

    /// The classes of the `body` element, if there is a microformat among them.
    pub(in crate::html) fn body_class(&self) -> Option<&str> {
        self.nodes.body_class.map(|class| self.text(class))
    }

    /// The text of a node and its descendants as a line: a space stands for each line break and paragraph.
    pub(in crate::html) fn line_content(&self, id: NodeId) -> String {
        let texts = self.descendants(id).filter_map(|node| match self.data(node) {
            NodeData::Text(text) => Some(self.text(*text)),
            NodeData::Element(element) => {
                matches!(element.html_name(), Name::Br | Name::Div | Name::P).then_some(" ")
            }
            NodeData::Document => None,
        });
        texts.collect()
    }

    /// The text of a node and its descendants, unchanged.
    pub(in crate::html) fn text_content(&self, id: NodeId) -> String {
        let texts = self.descendants(id).filter_map(|node| match self.data(node) {
            NodeData::Text(text) => Some(self.text(*text)),
            NodeData::Document | NodeData::Element(_) => None,
        });
        texts.collect()
    }

    /// Removes elements with their descendants, and returns the number of elements that were removed. `is_skipped` gets the
    /// id of an element, its data, and its depth below the root.
    pub(in crate::html) fn remove(
        &mut self,
        is_skipped: impl Fn(&Self, NodeId, ElementData, usize) -> bool,
    ) -> usize {
        let preorder: Vec<NodeId> = self.descendants(Self::DOCUMENT).collect();
        let mut depths = vec![0_usize; self.len()];
        let mut removed = Vec::new();
        let mut is_removed = vec![false; self.len()];
        for &id in preorder.iter().skip(1) {
            let parent = self.parent(id).unwrap_or(Self::DOCUMENT) as usize;
            depths[id as usize] = depths[parent] + 1;
            is_removed[id as usize] = is_removed[parent];
            let Some(element) = self.element(id).filter(|_| !is_removed[parent]) else { continue };
            // The root element is `html`, which is not from a tag of the input.
            if depths[id as usize] > 1 && is_skipped(self, id, element, depths[id as usize] - 2) {
                is_removed[id as usize] = true;
                removed.push(id);
            }
        }
        // After the loop, because `is_skipped` may look at the tree.
        removed.iter().for_each(|&id| self.nodes.detach(id));
        removed.len()
    }

    /// All nodes in the order of their creation, which is mostly the order of their start tags.
    pub(in crate::html) fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        0..NodeId::try_from(self.nodes.len()).expect("nodes have numbers")
    }

    #[inline]
    pub(in crate::html) fn text(&self, span: Span) -> &str {
        self.texts.get(span)
    }

    pub(in crate::html) fn element(&self, id: NodeId) -> Option<ElementData> {
        match self.data(id) {
            NodeData::Element(element) => Some(*element),
            NodeData::Document | NodeData::Text(_) => None,
        }
    }

    /// The name of an HTML element; `Unknown` for any other node.
    pub(in crate::html) fn name(&self, id: NodeId) -> Name {
        self.element(id).map_or(Name::Unknown, ElementData::html_name)
    }

    /// The value of an attribute that the table of elements names for this element. Others are kept only for callers that skip
    /// elements.
    #[inline]
    pub(in crate::html) fn attribute(&self, element: ElementData, name: Attr) -> Option<&str> {
        // Most elements have none.
        if element.has_attributes() { self.find(element, name) } else { None }
    }

    fn find(&self, element: ElementData, name: Attr) -> Option<&str> {
        let known = AttributeName::Known(name);
        let found = self.nodes.attributes(element).iter().find(|attribute| attribute.name == known)?;
        element.row().keeps_for_pages(name).then(|| self.text(found.value))
    }

    /// The attributes that were kept.
    pub(in crate::html) fn attributes(&self, element: ElementData) -> &[Attribute] {
        self.nodes.attributes(element)
    }

    pub(in crate::html) fn parent(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.nodes.all[id as usize].parent;
        (parent != NO_PARENT).then_some(parent)
    }

    /// The nodes around a node, the innermost first.
    pub(in crate::html) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |&id| self.parent(id))
    }

    pub(in crate::html) fn children(&self, parent: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let some = |id: NodeId| (id != 0).then_some(id);
        let first = some(self.nodes.all[parent as usize].first);
        std::iter::successors(first, move |&id| some(self.nodes.all[id as usize].next))
    }

    /// The siblings after a node, in order.
    pub(in crate::html) fn following_siblings(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.siblings(id, |node| node.next)
    }

    /// The siblings before a node, the nearest first.
    pub(in crate::html) fn preceding_siblings(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.siblings(id, |node| node.previous)
    }

    fn siblings(&self, id: NodeId, step: fn(&Node) -> NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let some = |id: NodeId| (id != 0).then_some(id);
        let next = move |&id: &NodeId| some(step(&self.nodes.all[id as usize]));
        std::iter::successors(next(&id), next)
    }

    pub(in crate::html) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes.all[id as usize].first).filter(|&first| first != 0)
    }

    pub(in crate::html) fn last_child(&self, id: NodeId) -> Option<NodeId> {
        Some(self.nodes.all[id as usize].last).filter(|&last| last != 0)
    }

    /// A node and its descendants, in document order.
    pub(in crate::html) fn descendants(&self, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        Descendants { nodes: &self.nodes, root, next: Some(root) }
    }

    /// The descendants of a node for which `is_wanted` holds, without those inside another one, in document order. The total
    /// length of their subtrees is at most that of the whole.
    pub(in crate::html) fn outermost(
        &self,
        root: NodeId,
        is_wanted: impl Fn(NodeId) -> bool + Copy,
    ) -> impl Iterator<Item = NodeId> {
        let tree = Descendants { nodes: &self.nodes, root, next: None };
        let is_found = move |id: NodeId| id != root && is_wanted(id);
        let nodes =
            std::iter::successors(
                Some(root),
                move |&id| {
                    if is_found(id) { tree.after(id) } else { tree.following(id) }
                },
            );
        nodes.filter(move |&id| is_found(id))
    }
}

struct Descendants<'n> {
    nodes: &'n Nodes,
    root: NodeId,
    next: Option<NodeId>,
}

impl Descendants<'_> {
    fn following(&self, id: NodeId) -> Option<NodeId> {
        let node = |id: NodeId| &self.nodes.all[id as usize];
        if node(id).first != 0 {
            return Some(node(id).first);
        }
        self.after(id)
    }

    /// The next node that is not inside this one.
    fn after(&self, id: NodeId) -> Option<NodeId> {
        let node = |id: NodeId| &self.nodes.all[id as usize];
        // Goes up by the links, so it needs no stack for deep trees.
        let mut at = id;
        while at != self.root {
            if node(at).next != 0 {
                return Some(node(at).next);
            }
            at = node(at).parent;
        }
        None
    }
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self.following(id);
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_document_holds_little_unused_memory() {
        let nodes = Nodes::for_input(16 << 20);
        let reserved = nodes.all.capacity();
        let arena = Arena::new(nodes, Texts::new(""));
        assert!(arena.nodes.all.capacity() < reserved / 100);
    }
}
