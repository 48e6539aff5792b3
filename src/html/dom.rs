//! The arena: an HTML document as one flat `Vec` of nodes that name each other by number.
//!
//! It holds what the reader needs and no more: comments have no text, and neighbouring texts are not
//! joined, because the reader takes them piece by piece anyway.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, ns};

/// The number of a node; 0 is the document, which is nobody's child or sibling, and so also says "none".
pub(crate) type NodeId = u32;

/// The parent of a node that hangs nowhere.
const NO_PARENT: NodeId = NodeId::MAX;

#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    data: NodeData,
}

#[derive(Debug)]
pub(crate) enum NodeData {
    Document,
    Element(Element),
    Text(StrTendril),
    Comment,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) namespace: Namespace,
    pub(crate) name: LocalName,
    pub(crate) attributes: Vec<Attribute>,
}

impl Element {
    /// An HTML element.
    pub(crate) fn html(name: LocalName, attributes: Vec<Attribute>) -> Self {
        Self { namespace: ns!(html), name, attributes }
    }

    /// The tag's name, if it is an HTML element; `None` in SVG and `MathML`.
    pub(crate) fn html_name(&self) -> Option<&LocalName> {
        (self.namespace == ns!(html)).then_some(&self.name)
    }

    /// The tag's name; empty in SVG and `MathML`.
    pub(crate) fn tag(&self) -> &str {
        self.html_name().map_or("", |name| name)
    }

    /// The value of an attribute without a namespace.
    #[inline]
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        // Most elements have none.
        if self.attributes.is_empty() { None } else { self.find(name) }
    }

    fn find(&self, name: &str) -> Option<&str> {
        let is_wanted = |attribute: &&Attribute| attribute.name.ns == ns!() && &*attribute.name.local == name;
        self.attributes.iter().find(is_wanted).map(|attribute| &*attribute.value)
    }
}

#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    pub(crate) const DOCUMENT: NodeId = 0;

    /// An empty document with room for what that many bytes of an article usually make.
    pub(crate) fn for_input(bytes: usize) -> Self {
        let mut dom = Self { nodes: Vec::with_capacity(bytes / 64 + 16) };
        dom.create(NodeData::Document);
        dom
    }

    /// How many blocks an article of that many nodes usually has, unless it is a long one.
    pub(crate) fn usual_blocks(&self) -> usize {
        (self.nodes.len() / 4).min(64)
    }

    /// A new node that hangs nowhere.
    pub(crate) fn create(&mut self, data: NodeData) -> NodeId {
        self.add(NO_PARENT, 0, data)
    }

    /// A new node, the last child of its parent.
    #[inline]
    pub(crate) fn push_child(&mut self, parent: NodeId, data: NodeData) -> NodeId {
        let last = self.node(parent).last;
        let id = self.add(parent, last, data);
        match last {
            0 => self.node(parent).first = id,
            _ => self.node(last).next = id,
        }
        self.node(parent).last = id;
        id
    }

    // Inlined, so that the node is written where it stays.
    #[inline]
    fn add(&mut self, parent: NodeId, previous: NodeId, data: NodeData) -> NodeId {
        let id = NodeId::try_from(self.nodes.len()).expect("html::limits ends the input long before");
        self.nodes.push(Node { parent, previous, next: 0, first: 0, last: 0, data });
        id
    }

    pub(crate) fn data(&self, id: NodeId) -> &NodeData {
        &self.nodes[id as usize].data
    }

    pub(crate) fn element(&self, id: NodeId) -> Option<&Element> {
        match self.data(id) {
            NodeData::Element(element) => Some(element),
            NodeData::Document | NodeData::Text(_) | NodeData::Comment => None,
        }
    }

    /// The tag's name of an HTML element; empty for any other node.
    pub(crate) fn tag(&self, id: NodeId) -> &str {
        self.element(id).map_or("", Element::tag)
    }

    pub(crate) fn children(&self, parent: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let some = |id: NodeId| (id != 0).then_some(id);
        let first = some(self.nodes[parent as usize].first);
        std::iter::successors(first, move |&id| some(self.nodes[id as usize].next))
    }

    /// The nodes after one, under the same parent.
    pub(crate) fn following_siblings(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let some = |id: NodeId| (id != 0).then_some(id);
        let next = move |&id: &NodeId| some(self.nodes[id as usize].next);
        std::iter::successors(next(&id), next)
    }

    /// A node and all below it, in document order.
    pub(crate) fn descendants(&self, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(Some(root), move |&id| self.following(id, root))
    }

    fn following(&self, id: NodeId, root: NodeId) -> Option<NodeId> {
        let node = &self.nodes[id as usize];
        if node.first != 0 {
            return Some(node.first);
        }
        let mut at = id;
        while at != root {
            let node = &self.nodes[at as usize];
            if node.next != 0 {
                return Some(node.next);
            }
            at = node.parent;
        }
        None
    }

    pub(crate) fn has_parent(&self, id: NodeId) -> bool {
        self.nodes[id as usize].parent != NO_PARENT
    }

    fn node(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.node(parent).last;
        let node = self.node(child);
        node.parent = parent;
        node.previous = last;
        match last {
            0 => self.node(parent).first = child,
            _ => self.node(last).next = child,
        }
        self.node(parent).last = child;
    }

    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Node { parent, previous, .. } = self.nodes[sibling as usize];
        let node = self.node(child);
        node.parent = parent;
        node.previous = previous;
        node.next = sibling;
        match previous {
            0 => self.node(parent).first = child,
            _ => self.node(previous).next = child,
        }
        self.node(sibling).previous = child;
    }

    pub(crate) fn detach(&mut self, id: NodeId) {
        if !self.has_parent(id) {
            return;
        }
        let Node { parent, previous, next, .. } = self.nodes[id as usize];
        match previous {
            0 => self.node(parent).first = next,
            _ => self.node(previous).next = next,
        }
        match next {
            0 => self.node(parent).last = previous,
            _ => self.node(next).previous = previous,
        }
        let node = self.node(id);
        (node.parent, node.previous, node.next) = (NO_PARENT, 0, 0);
    }

    /// Moves all children of one node to the end of another's.
    pub(crate) fn move_children(&mut self, from: NodeId, to: NodeId) {
        while self.nodes[from as usize].first != 0 {
            let child = self.nodes[from as usize].first;
            self.append(to, child);
        }
    }
}
