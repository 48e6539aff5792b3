//! The tree builder's orders, carried out in the arena.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName};

use super::dom::{Dom, Element, NodeData, NodeId};

#[derive(Debug)]
pub(crate) struct Sink {
    dom: RefCell<Dom>,
    /// Elements made so far; `limits` watches it.
    pub(super) elements: Cell<usize>,
    /// Bytes that attribute values may still have, as the tree builder copies them without limit when
    /// it reopens formatting elements.
    attribute_budget: Cell<usize>,
    /// Comments seen, for the loss report.
    pub(super) comments: Cell<usize>,
}

impl Sink {
    pub(crate) fn new(input_bytes: usize) -> Self {
        Self {
            dom: RefCell::new(Dom::for_input(input_bytes)),
            elements: Cell::new(0),
            attribute_budget: Cell::new(2 * input_bytes + 1024),
            comments: Cell::new(0),
        }
    }

    fn within_budget(&self, attributes: Vec<Attribute>) -> Vec<Attribute> {
        let bytes = attributes.iter().map(|attribute| attribute.value.len()).sum();
        match self.attribute_budget.get().checked_sub(bytes) {
            Some(left) => {
                self.attribute_budget.set(left);
                attributes
            }
            None => Vec::new(),
        }
    }
}

/// An element's name, borrowed from the arena.
#[derive(Debug)]
pub(crate) struct Name<'a>(Ref<'a, Element>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.0.name
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Dom;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Dom::DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.dom.borrow(), |dom| {
            dom.element(*target).expect("the tree builder asks for names of elements only")
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        let attributes = self.within_budget(attributes);
        let mut dom = self.dom.borrow_mut();
        if flags.template {
            // Its contents (HTML §4.12.3), which `get_template_contents` finds just before it.
            dom.create(NodeData::Document);
        }
        let QualName { ns: namespace, local: name, .. } = name;
        dom.create(NodeData::Element(Element { namespace, name, attributes }))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.comments.set(self.comments.get() + 1);
        self.dom.borrow_mut().create(NodeData::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.dom.borrow_mut().create(NodeData::Comment)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(id) => dom.append(*parent, id),
            NodeOrText::AppendText(text) => drop(dom.push_child(*parent, NodeData::Text(text))),
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let mut dom = self.dom.borrow_mut();
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => dom.create(NodeData::Text(text)),
        };
        dom.insert_before(*sibling, id);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.dom.borrow().has_parent(*element) {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        target - 1
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    /// Asked for `html` and `body` only, whose attributes nobody reads.
    fn add_attrs_if_missing(&self, _: &NodeId, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &NodeId) {
        self.dom.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.dom.borrow_mut().move_children(*node, *new_parent);
    }
}
