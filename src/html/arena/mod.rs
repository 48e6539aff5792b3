//! The arena: an HTML document as one flat `Vec` of nodes that refer to each other by index.
//!
//! It holds only the nodes that the reader needs: no comments, and only the attributes of the element table, unless the
//! caller needs all. Adjacent texts may be several nodes, which makes no difference to the reader.

mod facts;
mod finished;

pub(super) use self::facts::{Facts, FactsOf, is_hidden};
pub(super) use self::finished::Arena;
use super::elements::{Attr, ElementRow, Name};
use super::texts::Span;
use super::tokenizer::{Attribute, AttributeName};

/// The index of a node. 0 is the document, which is never a child or sibling, so 0 also means "none".
pub(super) type NodeId = u32;

/// The parent of a node that is not in the tree.
const NO_PARENT: NodeId = NodeId::MAX;

#[derive(Debug)]
struct Node {
    // 32 bits are enough, because `MAX_INPUT` bytes cannot make more nodes, and each node has five of them.
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    data: NodeData,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum NodeData {
    Document,
    Element(ElementData),
    Text(Span),
}

/// An element of the document. Its attributes are stored apart, because most elements have none.
#[derive(Clone, Copy, Debug)]
pub(super) struct ElementData {
    pub(super) name: Name,
    pub(super) namespace: Namespace,
    /// The index of its first attribute in the attributes of all elements.
    attributes: u32,
    attribute_count: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// The nodes under construction.
#[derive(Debug)]
pub(super) struct Nodes {
    all: Vec<Node>,
    attributes: Vec<Attribute>,
    /// The value of `lang` in an `html` or `body` start tag, whose attributes are not kept in a node.
    language: Option<Span>,
    /// The values of `itemtype` in an `html` and a `body` start tag.
    item_types: [Option<Span>; 2],
    /// The value of `class` in a `body` start tag, if it is a microformat.
    body_class: Option<Span>,
}

impl Nodes {
    /// The root of the tree.
    pub(super) const DOCUMENT: NodeId = 0;

    /// Creates an empty document with room for the usual number of nodes in an article of this size.
    pub(super) fn for_input(bytes: usize) -> Self {
        let all = Vec::with_capacity(bytes / 48 + 16);
        let attributes = Vec::with_capacity(bytes / 256);
        let mut nodes = Self { all, attributes, language: None, item_types: [None; 2], body_class: None };
        nodes.create(NodeData::Document);
        nodes
    }

    /// Releases unused memory if there is much of it, because the tree that is built from the nodes needs as much again.
    fn return_spare(&mut self) {
        // A smaller allocation shrinks in place, which frees no usable memory.
        const MUCH: usize = 1 << 14;
        if self.all.capacity() - self.all.len() > MUCH {
            self.all.shrink_to_fit();
        }
    }

    /// Stores the attributes of an element and returns its data.
    pub(super) fn element(
        &mut self,
        name: Name,
        namespace: Namespace,
        attributes: &[Attribute],
    ) -> ElementData {
        // Most elements have none.
        if attributes.is_empty() {
            return ElementData { name, namespace, attributes: 0, attribute_count: 0 };
        }
        let start =
            u32::try_from(self.attributes.len()).expect("an attribute takes at least one byte of input");
        let attribute_count = u16::try_from(attributes.len()).expect("the tokenizer keeps few attributes");
        self.attributes.extend_from_slice(attributes);
        ElementData { name, namespace, attributes: start, attribute_count }
    }

    /// Takes what describes the document from the attributes of an `html` or `body` start tag: the language, the type of the
    /// item, and the class of `body`. The first of each counts (HTML §13.2.6.4.7). XHTML 1.1 has only `xml:lang`. An empty
    /// language is unknown (HTML §3.2.6.1), so the next one counts.
    pub(super) fn root_attributes(&mut self, name: Name, attributes: &[Attribute]) {
        let of = |name| {
            let is_wanted = |attribute: &&Attribute| attribute.name == AttributeName::Known(name);
            attributes.iter().find(is_wanted).map(|attribute| attribute.value)
        };
        let is_body = name == Name::Body;
        let language = |name| of(name).filter(|value| !value.is_empty());
        self.language = self.language.or(language(Attr::Lang)).or(language(Attr::XmlLang));
        let item_type = &mut self.item_types[usize::from(is_body)];
        *item_type = item_type.or(of(Attr::Itemtype));
        if is_body {
            self.body_class = self.body_class.or(of(Attr::Class));
        }
    }

    pub(super) fn attributes(&self, element: ElementData) -> &[Attribute] {
        let start = element.attributes as usize;
        &self.attributes[start..start + usize::from(element.attribute_count)]
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn data(&self, id: NodeId) -> &NodeData {
        &self.all[id as usize].data
    }

    /// Creates a node that is not in the tree.
    pub(super) fn create(&mut self, data: NodeData) -> NodeId {
        self.add(NO_PARENT, 0, data)
    }

    /// Creates a node as the last child of its parent.
    #[expect(clippy::inline_always, reason = "a call for each node took 1 % of `parse`")]
    #[inline(always)]
    pub(super) fn push_child(&mut self, parent: NodeId, data: NodeData) -> NodeId {
        let last = self.node(parent).last;
        let id = self.add(parent, last, data);
        match last {
            0 => self.node(parent).first = id,
            _ => self.node(last).next = id,
        }
        self.node(parent).last = id;
        id
    }

    /// Appends text to a node. It is joined with the last child if that is text, and directly before it in the input.
    #[inline]
    pub(super) fn push_text(&mut self, parent: NodeId, text: Span) {
        let last = self.node(parent).last;
        // §13.2.6.1, "insert a character", joins adjacent texts. Here, it needs no copy.
        if let NodeData::Text(before) = self.node(last).data
            && let Some(joined) = before.joined(text)
        {
            self.node(last).data = NodeData::Text(joined);
            return;
        }
        self.push_child(parent, NodeData::Text(text));
    }

    // Inlined, so that the node is written directly to its place in the vector.
    #[inline]
    fn add(&mut self, parent: NodeId, previous: NodeId, data: NodeData) -> NodeId {
        let id = NodeId::try_from(self.all.len()).expect("inputs are cut at `MAX_INPUT`");
        self.all.push(Node { parent, previous, next: 0, first: 0, last: 0, data });
        id
    }

    fn node(&mut self, id: NodeId) -> &mut Node {
        &mut self.all[id as usize]
    }

    pub(super) fn has_parent(&self, id: NodeId) -> bool {
        self.all[id as usize].parent != NO_PARENT
    }

    pub(super) fn append(&mut self, parent: NodeId, child: NodeId) {
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

    pub(super) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        self.detach(child);
        let Node { parent, previous, .. } = self.all[sibling as usize];
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

    pub(super) fn detach(&mut self, id: NodeId) {
        if !self.has_parent(id) {
            return;
        }
        let Node { parent, previous, next, .. } = self.all[id as usize];
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

    /// Moves all children of a node to the end of the children of another.
    pub(super) fn move_children(&mut self, from: NodeId, to: NodeId) {
        while self.all[from as usize].first != 0 {
            let child = self.all[from as usize].first;
            self.append(to, child);
        }
    }
}

impl ElementData {
    /// The name of an HTML element; `Unknown` in SVG and MathML.
    pub(super) fn html_name(self) -> Name {
        if self.namespace == Namespace::Html { self.name } else { Name::Unknown }
    }

    pub(super) fn has_attributes(self) -> bool {
        self.attribute_count > 0
    }

    /// The row of the element in the element table.
    pub(super) fn row(self) -> &'static ElementRow {
        self.name.row()
    }
}
