//! The stack of open elements: HTML §13.2.4.2.

use crate::html::arena::{Namespace, NodeId};
use crate::html::elements::{Category, Name};
use crate::html::texts::Span;
use crate::html::tokenizer::TagName;

#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) id: NodeId,
    pub(super) name: TagName,
    pub(super) namespace: Namespace,
    /// Whether this is an `annotation-xml` that contains HTML (HTML §13.2.6, "HTML integration point").
    pub(super) is_html_annotation: bool,
}

impl Open {
    pub(super) fn html(id: NodeId, name: TagName) -> Self {
        Self { id, name, namespace: Namespace::Html, is_html_annotation: false }
    }

    /// An HTML element without a tag.
    pub(super) fn implied(id: NodeId, name: Name) -> Self {
        Self::html(id, TagName { standard: name, written: Span::default() })
    }

    /// The name of an HTML element; `Unknown` in SVG and MathML.
    #[inline]
    pub(super) fn html_name(&self) -> Name {
        if self.namespace == Namespace::Html { self.name.standard } else { Name::Unknown }
    }

    /// Whether this element of SVG or MathML may contain HTML (§13.2.6).
    pub(super) fn is_integration_point(&self) -> bool {
        match self.namespace {
            Namespace::Html => false,
            Namespace::Svg => self.name.standard.is_svg_integration_point(),
            Namespace::MathMl => self.is_html_annotation || self.name.standard.is_mathml_integration_point(),
        }
    }

    /// Whether the rules for HTML apply to a start tag in this element of SVG or MathML (§13.2.6).
    pub(super) fn applies_html_rules_to(&self, tag: Name) -> bool {
        if self.is_annotation() {
            return self.is_html_annotation || tag == Name::Svg;
        }
        // §13.2.6: these two are MathML, even in a MathML text integration point.
        let is_glyph = self.namespace == Namespace::MathMl && matches!(tag, Name::Mglyph | Name::Malignmark);
        self.is_integration_point() && !is_glyph
    }

    /// Whether this is an element of SVG or MathML that §13.2.4.2 lists as special, and as the end of a scope.
    fn is_special_foreign(&self) -> bool {
        self.is_integration_point() || self.is_annotation()
    }

    /// Whether this is an `annotation-xml`, with or without HTML.
    fn is_annotation(&self) -> bool {
        self.namespace == Namespace::MathMl && self.name.standard == Name::AnnotationXml
    }

    /// Whether the search for an element in scope ends here.
    fn ends_scope(&self) -> bool {
        self.html_name().ends_scope() || self.is_special_foreign()
    }

    pub(super) fn is_special(&self) -> bool {
        match self.namespace {
            Namespace::Html => self.name.standard.row().category == Category::Special,
            Namespace::Svg | Namespace::MathMl => self.is_special_foreign(),
        }
    }
}

/// The open elements, the root first.
#[derive(Debug)]
pub(super) struct Stack {
    all: Vec<Open>,
    /// The number of open paragraphs. Each block ends an open paragraph. Mostly, no paragraph is open, so the search is skipped.
    paragraphs: usize,
}

impl Stack {
    pub(super) fn new(root: Open) -> Self {
        // Of 42,916 articles, the deepest had 35 levels (docs/security.md).
        let mut stack = Vec::with_capacity(32);
        stack.push(root);
        Self { all: stack, paragraphs: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    #[inline]
    pub(super) fn push(&mut self, open: Open) {
        self.paragraphs += usize::from(open.html_name() == Name::P);
        self.all.push(open);
    }

    /// Removes the current element, which must not be the root.
    pub(super) fn pop(&mut self) -> Open {
        assert!(self.all.len() > 1, "the root stays open");
        let open = self.all.pop().expect("the assertion above");
        self.paragraphs -= usize::from(open.html_name() == Name::P);
        open
    }

    #[inline]
    pub(super) fn current(&self) -> &Open {
        self.all.last().expect("the root stays open")
    }

    pub(super) fn all(&self) -> &[Open] {
        &self.all
    }

    /// Inserts a formatting element at an index.
    pub(super) fn insert_formatting(&mut self, at: usize, open: Open) {
        // It is not a paragraph, so `paragraphs` stays the same.
        self.all.insert(at, open);
    }

    /// Replaces the node of an element.
    pub(super) fn replace(&mut self, at: usize, id: NodeId) {
        self.all[at].id = id;
    }

    /// Replaces the node of the current element, so that its content goes into another node.
    pub(super) fn replace_current(&mut self, id: NodeId) {
        self.replace(self.all.len() - 1, id);
    }

    /// Removes an element anywhere in the stack.
    pub(super) fn remove(&mut self, id: NodeId) {
        // Linear, but `limits` bounds the number of elements.
        self.all.retain(|open| open.id != id);
        self.paragraphs = self.all.iter().filter(|open| open.html_name() == Name::P).count();
    }

    pub(super) fn position_of(&self, id: NodeId) -> Option<usize> {
        self.all.iter().rposition(|open| open.id == id)
    }

    /// The index of the innermost HTML element that matches.
    pub(super) fn position(&self, fits: impl Fn(Name) -> bool) -> Option<usize> {
        self.all.iter().rposition(|open| open.namespace == Namespace::Html && fits(open.name.standard))
    }

    /// The index of the innermost HTML element that matches, if it is in scope (§13.2.4.2, "has an element in scope").
    pub(super) fn in_scope(&self, fits: impl Fn(Name) -> bool) -> Option<usize> {
        self.in_scope_within(fits, |_| false)
    }

    /// Whether an open element is in scope.
    pub(super) fn is_in_scope(&self, id: NodeId) -> bool {
        let innermost = self.all.iter().rev().find(|open| open.id == id || open.ends_scope());
        innermost.is_some_and(|open| open.id == id)
    }

    /// The index of a `p` in button scope (§13.2.4.2).
    pub(super) fn paragraph_in_button_scope(&self) -> Option<usize> {
        if self.paragraphs == 0 {
            return None;
        }
        self.in_scope_within(|open| open == Name::P, |open| open == Name::Button)
    }

    /// The index of an element in list item scope (§13.2.4.2).
    pub(super) fn in_list_item_scope(&self, name: Name) -> Option<usize> {
        self.in_scope_within(|open| open == name, |open| matches!(open, Name::Ol | Name::Ul))
    }

    /// The index of an element in table scope (§13.2.4.2).
    pub(super) fn in_table_scope(&self, fits: impl Fn(Name) -> bool) -> Option<usize> {
        for (at, open) in self.all.iter().enumerate().rev() {
            match open.html_name() {
                name if fits(name) && open.namespace == Namespace::Html => return Some(at),
                // Unlike for the other scopes, cells and captions do not end the search.
                Name::Html | Name::Table | Name::Template => return None,
                _ => {}
            }
        }
        None
    }

    fn in_scope_within(
        &self,
        fits: impl Fn(Name) -> bool,
        also_ends: impl Fn(Name) -> bool,
    ) -> Option<usize> {
        for (at, open) in self.all.iter().enumerate().rev() {
            if open.namespace == Namespace::Html && fits(open.name.standard) {
                return Some(at);
            }
            if open.ends_scope() || also_ends(open.html_name()) {
                return None;
            }
        }
        None
    }
}
