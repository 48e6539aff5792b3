//! Marks, links, quotations, ruby, drawings.

use std::rc::Rc;

use super::{Element, Lowering, NodeData, NodeId, NoteKind};
use crate::normal::{Added, Mark, folded};
use crate::url::{Purpose, resolve};
use crate::{Inline, LinkTarget};

/// Bytes that one link's URL may take in all blocks that it is repeated in.
const MAX_REPEATED_URL: usize = 128 << 10;

impl Lowering<'_> {
    pub(super) fn marked(&mut self, id: NodeId, mark: Mark) {
        let added = self.build.mark(mark);
        self.children(id);
        self.build.path.undo(added);
    }

    pub(super) fn link(&mut self, id: NodeId, element: &Element) {
        if element.attribute("href").is_some() && self.dom.descendants(id).all(|node| self.is_blank(node)) {
            return self.notes.add(NoteKind::EmptyLink, element.attribute("href").unwrap_or_default());
        }
        if self.is_amplified(id, element) {
            self.notes.add(NoteKind::LinkUrl, element.attribute("href").unwrap_or_default());
            return self.children(id);
        }
        let added = self.open_link(element);
        self.children(id);
        self.build.path.undo(added);
    }

    /// Whether a link stands around so much that its URL, which each block in it repeats, could take far more
    /// room than the input.
    fn is_amplified(&self, id: NodeId, element: &Element) -> bool {
        let length = element.attribute("href").map_or(0, str::len) + self.base.as_str().len();
        let allowed = MAX_REPEATED_URL / length.max(1);
        self.dom.descendants(id).filter(|&node| self.dom.element(node).is_some()).nth(allowed + 1).is_some()
    }

    /// Whether a node shows nothing by itself.
    fn is_blank(&self, id: NodeId) -> bool {
        match self.dom.data(id) {
            NodeData::Text(text) => text.trim().is_empty(),
            NodeData::Element(element) => matches!(
                element.tag(),
                "a" | "b"
                    | "strong"
                    | "i"
                    | "em"
                    | "u"
                    | "s"
                    | "span"
                    | "font"
                    | "small"
                    | "p"
                    | "div"
                    | "br"
            ),
            NodeData::Document | NodeData::Comment => true,
        }
    }

    /// Puts a link in force, if it leads anywhere; its text is kept in any case.
    pub(super) fn open_link(&mut self, element: &Element) -> Added {
        let Some(href) = element.attribute("href") else { return Added::Nothing };
        let Some(url) = resolve(href, Some(self.base), Purpose::Link) else {
            self.notes.add(NoteKind::LinkUrl, href);
            return Added::Nothing;
        };
        let title = element.attribute("title").and_then(folded);
        self.build.mark(Mark::Link(Rc::new(LinkTarget { url, title })))
    }

    /// A `q` shows quotation marks that are not in its text (HTML §15.3.4): double ones, then single.
    pub(super) fn quotation(&mut self, id: NodeId) {
        let (open, close) = if self.quotes.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
        self.quotes += 1;
        self.text(open);
        self.children(id);
        self.text(close);
        self.quotes -= 1;
    }

    /// Each `rt` ends a pair of base and reading; text after the last one stands for itself.
    pub(super) fn ruby(&mut self, id: NodeId) {
        if !self.build.has_room() || !self.dom.descendants(id).all(|node| self.is_ruby_content(node)) {
            return self.children(id);
        }
        let dom = self.dom;
        let mut base = Vec::new();
        let parts: Vec<_> = dom.children(id).flat_map(|child| self.unwrap_ruby_part(child)).collect();
        for child in parts {
            match dom.tag(child) {
                "rt" => self.ruby_pair(&std::mem::take(&mut base), child),
                "rp" => {}
                _ => base.push(child),
            }
        }
        for node in base {
            self.node(node);
        }
    }

    /// `rb` and `rtc` only group what is in them.
    fn unwrap_ruby_part(&self, id: NodeId) -> Vec<NodeId> {
        match self.dom.tag(id) {
            "rb" | "rtc" => self.dom.children(id).collect(),
            _ => vec![id],
        }
    }

    fn ruby_pair(&mut self, base: &[NodeId], reading: NodeId) {
        let outer = self.build.enter_line();
        for &node in base {
            self.node(node);
        }
        let base_line = self.build.leave_line(outer);
        let outer = self.build.enter_line();
        self.children(reading);
        let reading_line = self.build.leave_line(outer);
        if base_line.is_empty() || reading_line.is_empty() {
            // Only one of the two is there to be read.
            base.iter().for_each(|&node| self.node(node));
            return self.children(reading);
        }
        self.build.leaf(Inline::Ruby { base: base_line, reading: reading_line });
    }

    /// Whether a node may stand in a ruby, which is one line: not if a block comes of it.
    fn is_ruby_content(&self, id: NodeId) -> bool {
        !matches!(
            self.dom.tag(id),
            "blockquote"
                | "pre"
                | "listing"
                | "xmp"
                | "plaintext"
                | "hr"
                | "ul"
                | "ol"
                | "menu"
                | "dir"
                | "li"
                | "dl"
                | "table"
                | "figure"
                | "iframe"
                | "video"
                | "audio"
                | "embed"
                | "object"
        )
    }

    /// SVG and `MathML` are not drawn; the text that stands for them is kept: a `title`, `aria-label`, `alttext`, or
    /// the text of a formula.
    pub(super) fn drawing(&mut self, id: NodeId, element: &Element) {
        self.notes.add(NoteKind::Drawing, &element.name);
        if let Some(label) = element.attribute("aria-label").or_else(|| element.attribute("alttext")) {
            return self.text(label);
        }
        let title = self
            .dom
            .descendants(id)
            .find(|&node| self.dom.element(node).is_some_and(|element| &*element.name == "title"));
        if let Some(title) = title {
            self.text(&self.text_content(title));
        } else if &*element.name == "math" {
            self.formula(id);
        }
    }

    fn formula(&mut self, id: NodeId) {
        let dom = self.dom;
        for child in dom.children(id) {
            match dom.data(child) {
                NodeData::Text(text) => self.text(text),
                NodeData::Element(element) if &*element.name == "annotation" => {}
                NodeData::Element(_) => self.formula(child),
                NodeData::Document | NodeData::Comment => {}
            }
        }
    }
}
