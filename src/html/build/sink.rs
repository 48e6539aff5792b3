//! Implements html5ever's `TreeSink` for the arena.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{
    Attribute as Html5everAttribute, ExpandedName, LocalName, Namespace as Html5everNamespace, QualName,
    local_name, ns,
};

use crate::html::arena::{Namespace, NodeData, NodeId, Nodes};
use crate::html::elements::{Attr, Name};
use crate::html::texts::Span;
use crate::html::tokenizer::{Attribute, AttributeName};

#[derive(Debug)]
pub(super) struct Sink {
    /// The HTML, as a buffer that texts can share.
    html: StrTendril,
    // Cells, because every method of `TreeSink` takes `&self`.
    nodes: RefCell<Nodes>,
    /// The `annotation-xml` elements that contain HTML (HTML §13.2.6, "HTML integration point"), in ascending order.
    html_annotations: RefCell<Vec<NodeId>>,
    /// The texts that are not slices of the HTML.
    built: RefCell<String>,
    elements: Cell<usize>,
    comments: Cell<usize>,
}

impl Sink {
    pub(super) fn new(html: &str) -> Self {
        Self {
            html: StrTendril::from_slice(html),
            nodes: RefCell::new(Nodes::for_input(html.len())),
            html_annotations: RefCell::default(),
            built: RefCell::default(),
            elements: Cell::new(0),
            comments: Cell::new(0),
        }
    }

    pub(super) fn html(&self) -> StrTendril {
        self.html.clone()
    }

    /// The number of elements so far.
    pub(super) fn elements(&self) -> usize {
        self.elements.get()
    }

    /// The nodes, the texts that are not slices of the HTML, and the number of comments.
    pub(super) fn into_parts(self) -> (Nodes, String, usize) {
        (self.nodes.into_inner(), self.built.into_inner(), self.comments.get())
    }

    /// The span of a text. A short text, which html5ever copies, is stored separately.
    fn span(&self, text: &StrTendril) -> Span {
        // The address shows whether the text is shared with the HTML.
        let start = (text.as_ptr() as usize).wrapping_sub(self.html.as_ptr() as usize);
        if start < self.html.len() {
            return Span::new(start, start + text.len());
        }
        self.built_span(text)
    }

    fn built_span(&self, text: &str) -> Span {
        let mut built = self.built.borrow_mut();
        let start = built.len();
        built.push_str(text);
        Span::built(start, built.len())
    }

    fn attributes(&self, attributes: &[Html5everAttribute]) -> Vec<Attribute> {
        let attribute = |attribute: &Html5everAttribute| {
            let local = &attribute.name.local;
            let name = match Attr::of(local.as_bytes()) {
                Some(name) => AttributeName::Known(name),
                None => AttributeName::Other(self.built_span(local)),
            };
            Attribute { name, value: self.span(&attribute.value) }
        };
        attributes.iter().map(attribute).collect()
    }

    fn create_text(&self, text: &StrTendril) -> NodeId {
        let span = self.span(text);
        self.nodes.borrow_mut().create(NodeData::Text(span))
    }
}

/// The tree builder's handle of a node. It holds the name, because the tree builder often needs the names of all open
/// elements.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    id: NodeId,
    namespace: &'static Html5everNamespace,
    local: LocalName,
}

impl Handle {
    /// A node that is not an element.
    fn nameless(id: NodeId) -> Self {
        Self { id, namespace: &HTML, local: LocalName::default() }
    }
}

static HTML: Html5everNamespace = ns!(html);
static SVG: Html5everNamespace = ns!(svg);
static MATHML: Html5everNamespace = ns!(mathml);

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    // Ignored: most pages have parse errors, and they do not change the tree.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(Nodes::DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: target.namespace, local: &target.local }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Html5everAttribute>, flags: ElementFlags) -> Handle {
        self.elements.set(self.elements.get() + 1);
        if flags.template {
            // The template contents (HTML §4.12.3). `get_template_contents` relies on their index, one before the element.
            self.nodes.borrow_mut().create(NodeData::Document);
        }
        let attributes = self.attributes(&attrs);
        let (namespace, html5ever_namespace) = match name.ns {
            ns!(svg) => (Namespace::Svg, &SVG),
            ns!(mathml) => (Namespace::MathMl, &MATHML),
            _ => (Namespace::Html, &HTML),
        };
        let mut nodes = self.nodes.borrow_mut();
        let element = nodes.element(Name::of(name.local.as_bytes()), namespace, &attributes);
        let id = nodes.create(NodeData::Element(element));
        if flags.mathml_annotation_xml_integration_point {
            self.html_annotations.borrow_mut().push(id);
        }
        Handle { id, namespace: html5ever_namespace, local: name.local }
    }

    /// Creates a node because the tree builder needs one. `append` does not put it in the tree.
    fn create_comment(&self, _: StrTendril) -> Handle {
        self.comments.set(self.comments.get() + 1);
        Handle::nameless(self.nodes.borrow_mut().create(NodeData::Text(Span::default())))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::nameless(self.nodes.borrow_mut().create(NodeData::Text(Span::default())))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(Handle { id, .. }) => {
                let mut nodes = self.nodes.borrow_mut();
                let is_comment = matches!(nodes.data(id), NodeData::Text(text) if text.is_empty());
                if !is_comment {
                    nodes.append(parent.id, id);
                }
            }
            NodeOrText::AppendText(text) => {
                let span = self.span(&text);
                self.nodes.borrow_mut().push_text(parent.id, span);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let id = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => self.create_text(&text),
        };
        self.nodes.borrow_mut().insert_before(sibling.id, id);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        // HTML §13.2.6.1: only a table with a parent has a place before it.
        if self.nodes.borrow().has_parent(element.id) {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Handle::nameless(target.id - 1)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    /// Called for `html`, whose language is kept, and for `body`, which is not a node.
    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Html5everAttribute>) {
        if target.local == local_name!("html") {
            let attributes = self.attributes(&attrs);
            self.nodes.borrow_mut().html_attributes(&attributes);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.html_annotations.borrow().binary_search(&target.id).is_ok()
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.nodes.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.nodes.borrow_mut().move_children(node.id, new_parent.id);
    }
}
