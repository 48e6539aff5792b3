//! The orders of html5ever's tree builder, carried out in the arena.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute as Html5everAttribute, LocalName, Namespace as Html5everNamespace, QualName, ns};

use crate::html::arena::{Namespace, NodeData, NodeId, Nodes};
use crate::html::elements::{Attr, Name};
use crate::html::texts::Span;
use crate::html::tokenizer::{Attribute, AttributeName};

#[derive(Debug)]
pub(super) struct Sink {
    /// The HTML, in a form that texts can share.
    html: StrTendril,
    nodes: RefCell<Nodes>,
    /// The name of each element, by its node, as the tree builder asks for it.
    names: RefCell<Vec<LocalName>>,
    /// The `annotation-xml` elements that contain HTML (HTML §13.2.6, "HTML integration point"), in ascending order.
    html_annotations: RefCell<Vec<NodeId>>,
    /// Texts that are not in the HTML as such.
    built: RefCell<String>,
    elements: Cell<usize>,
    comments: Cell<usize>,
}

impl Sink {
    pub(super) fn new(html: &str) -> Self {
        Self {
            html: StrTendril::from_slice(html),
            nodes: RefCell::new(Nodes::for_input(html.len())),
            names: RefCell::default(),
            html_annotations: RefCell::default(),
            built: RefCell::default(),
            elements: Cell::new(0),
            comments: Cell::new(0),
        }
    }

    pub(super) fn html(&self) -> StrTendril {
        self.html.clone()
    }

    /// How many elements were made so far.
    pub(super) fn elements(&self) -> usize {
        self.elements.get()
    }

    /// The nodes, the texts that are not in the HTML as such, and the number of comments.
    pub(super) fn into_parts(self) -> (Nodes, String, usize) {
        (self.nodes.into_inner(), self.built.into_inner(), self.comments.get())
    }

    /// Where a text is. A short one, which html5ever copies, is kept apart.
    fn span(&self, text: &StrTendril) -> Span {
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
            let name = match Attr::of(local) {
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

/// An element's name, borrowed from the sink.
#[derive(Debug)]
pub(super) struct ElementName<'a> {
    namespace: &'static Html5everNamespace,
    local: Ref<'a, LocalName>,
}

impl ElemName for ElementName<'_> {
    fn ns(&self) -> &Html5everNamespace {
        self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

static HTML: Html5everNamespace = ns!(html);
static SVG: Html5everNamespace = ns!(svg);
static MATHML: Html5everNamespace = ns!(mathml);

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = ElementName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Nodes::DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> ElementName<'a> {
        let NodeData::Element(element) = *self.nodes.borrow().data(*target) else {
            unreachable!("the tree builder asks for the names of elements only")
        };
        let namespace = match element.namespace {
            Namespace::Html => &HTML,
            Namespace::Svg => &SVG,
            Namespace::MathMl => &MATHML,
        };
        ElementName { namespace, local: Ref::map(self.names.borrow(), |names| &names[*target as usize]) }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Html5everAttribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        if flags.template {
            // Its contents (HTML §4.12.3), which `get_template_contents` finds just before it.
            self.nodes.borrow_mut().create(NodeData::Document);
        }
        let attributes = self.attributes(&attrs);
        let namespace = match name.ns {
            ns!(svg) => Namespace::Svg,
            ns!(mathml) => Namespace::MathMl,
            _ => Namespace::Html,
        };
        let mut nodes = self.nodes.borrow_mut();
        let element = nodes.element(Name::of(&name.local), namespace, &attributes);
        let id = nodes.create(NodeData::Element(element));
        if flags.mathml_annotation_xml_integration_point {
            self.html_annotations.borrow_mut().push(id);
        }
        let mut names = self.names.borrow_mut();
        names.resize(id as usize, LocalName::default());
        names.push(name.local);
        id
    }

    /// The tree builder asks for a node, which `append` does not put in the tree.
    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.comments.set(self.comments.get() + 1);
        self.nodes.borrow_mut().create(NodeData::Text(Span::default()))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.nodes.borrow_mut().create(NodeData::Text(Span::default()))
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(id) => {
                let mut nodes = self.nodes.borrow_mut();
                let is_comment = matches!(nodes.data(id), NodeData::Text(text) if text.is_empty());
                if !is_comment {
                    nodes.append(*parent, id);
                }
            }
            NodeOrText::AppendText(text) => {
                let span = self.span(&text);
                self.nodes.borrow_mut().push_text(*parent, span);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => self.create_text(&text),
        };
        self.nodes.borrow_mut().insert_before(*sibling, id);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.nodes.borrow().has_parent(*element) {
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

    /// Asked for `html`, of which the language is read, and for `body`, which is not a node.
    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Html5everAttribute>) {
        let is_html = self.names.borrow().get(*target as usize).is_some_and(|name| **name == *"html");
        if is_html {
            let attributes = self.attributes(&attrs);
            self.nodes.borrow_mut().html_attributes(&attributes);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        self.html_annotations.borrow().binary_search(target).is_ok()
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.nodes.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.nodes.borrow_mut().move_children(*node, *new_parent);
    }
}
