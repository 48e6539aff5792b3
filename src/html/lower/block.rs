//! Blocks that hold text or other blocks: sections, headings, quotes, preformatted text.

use super::{Element, Lowering, NodeData, NodeId, left_out};
use crate::normal::{Added, Mark, clean_code, language};
use crate::{Block, CodeBlock};

impl Lowering<'_> {
    /// A block that is nothing but a boundary for the lines in it.
    pub(super) fn transparent_block(&mut self, id: NodeId) {
        self.build.flow.end_line();
        self.children(id);
        self.build.flow.end_line();
    }

    /// The content of a container, as blocks of its own.
    pub(super) fn nested(&mut self, id: NodeId) -> Vec<Block> {
        let outer = self.build.enter();
        self.children(id);
        self.build.leave(outer)
    }

    pub(super) fn heading(&mut self, id: NodeId, level: u8) {
        let outer = self.build.flow.set_heading(Some(level));
        self.children(id);
        self.build.flow.set_heading(outer);
    }

    pub(super) fn quote(&mut self, id: NodeId) {
        if !self.build.has_room() {
            return self.transparent_block(id);
        }
        self.build.flow.end_line();
        let content = self.nested(id);
        self.build.flow.block(Block::Quote { content });
    }

    /// A `pre` of nothing but text is code; one that holds links or images, or stands in a link, is lines of inlines.
    pub(super) fn preformatted(&mut self, id: NodeId, element: &Element) {
        self.last_image = None;
        let is_code = self.dom.descendants(id).skip(1).all(|node| self.is_verbatim(node));
        if is_code && !self.build.path.is_linked() {
            let text = self.verbatim(id);
            let language = self.language(id, element);
            return self.build.flow.block(Block::Code(CodeBlock { language, text: clean_code(&text) }));
        }
        self.build.flow.end_line();
        self.preformatted_lines(id);
        self.build.flow.end_line();
    }

    /// Whether a node inside a `pre` shows nothing but text.
    fn is_verbatim(&self, id: NodeId) -> bool {
        let Some(element) = self.dom.element(id) else { return true };
        let Some(name) = element.html_name() else { return false };
        let shows_more = matches!(
            &**name,
            "a" | "img"
                | "iframe"
                | "video"
                | "audio"
                | "embed"
                | "object"
                | "ruby"
                | "rp"
                | "table"
                | "ul"
                | "ol"
                | "dl"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "blockquote"
                | "figure"
                | "p"
                | "noscript"
                | "q"
                | "hr"
        );
        !shows_more && left_out(name).is_none() && element.attribute("hidden").is_none()
    }

    /// The text of a `pre`: a `br` ends a line, and so does the edge of a `div`.
    fn verbatim(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in self.dom.descendants(id).skip(1) {
            match self.dom.data(node) {
                NodeData::Text(piece) => text.push_str(piece),
                NodeData::Element(element) => match element.tag() {
                    "br" => text.push('\n'),
                    "div" | "li" if !text.is_empty() && !text.ends_with('\n') => {
                        text.push('\n');
                    }
                    _ => {}
                },
                NodeData::Document | NodeData::Comment => {}
            }
        }
        text
    }

    /// Lines end where the source's do; spaces that would be folded become no-break spaces.
    fn preformatted_lines(&mut self, id: NodeId) {
        let dom = self.dom;
        for child in dom.children(id) {
            match dom.data(child) {
                NodeData::Text(text) => self.preformatted_text(text),
                NodeData::Element(element) if dom.children(child).next().is_some() => {
                    self.preformatted_element(child, element);
                }
                NodeData::Element(element) => self.element(child, element),
                NodeData::Document | NodeData::Comment => {}
            }
        }
    }

    fn preformatted_element(&mut self, id: NodeId, element: &Element) {
        if element.attribute("hidden").is_some() {
            return self.element(id, element);
        }
        let added = match element.tag() {
            "a" => self.open_link(element),
            "b" | "strong" => self.build.mark(Mark::Strong),
            "i" | "em" => self.build.mark(Mark::Emphasis),
            "span" | "font" | "code" => Added::Nothing,
            _ => return self.element(id, element),
        };
        self.preformatted_lines(id);
        self.build.path.undo(added);
    }

    fn preformatted_text(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\t', "    ");
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.build.line_break();
            }
            let indent = line.len() - line.trim_start_matches(' ').len();
            let line = "\u{a0}".repeat(indent) + &line[indent..].replace("  ", "\u{a0} ");
            self.text(&line);
        }
    }

    /// The language that a `class` on the `pre` or on the `code` in it names, as HTML §4.5.15 suggests.
    fn language(&self, id: NodeId, element: &Element) -> Option<String> {
        let inner = self.dom.children(id).find_map(|child| self.dom.element(child));
        [Some(element), inner].into_iter().flatten().find_map(|element| {
            let mut classes = element.attribute("class").unwrap_or_default().split_ascii_whitespace();
            let named = |class: &str| {
                ["language-", "lang-"].iter().find_map(|prefix| language(class.strip_prefix(prefix)?))
            };
            classes.find_map(named)
        })
    }
}
