//! Blocks that hold lines or other blocks: sections, headings, quotes, figures, preformatted text.

use super::{ElementData, Facts, NodeData, NodeId, Reading, is_hidden};
use crate::html::elements::{Attr, Name, Read};
use crate::normal::{Builder, Wrapper, clean_code, language};
use crate::tree::{Block, CodeBlock, Figure, FigureImage, Inline, LinkTarget};

impl Reading<'_> {
    /// A block that is only a boundary for the lines in it.
    pub(super) fn section(&self, id: NodeId, b: &mut Builder) {
        b.end_line();
        self.children(id, b);
        b.end_line();
    }

    /// The content of a container, as blocks of its own.
    pub(super) fn nested(&self, id: NodeId, b: &mut Builder) -> Vec<Block> {
        b.nested(|b| self.children(id, b))
    }

    /// A heading is one line, in which blocks are set apart by line breaks. If it holds a list, a table or the like, that
    /// stands for itself, and the lines around it are headings.
    pub(super) fn heading(&self, id: NodeId, level: u8, b: &mut Builder) {
        let splits = Facts::STRUCTURE.or(Facts::EMBED).or(Facts::HEADING);
        if self.inside(id).any(splits) {
            b.with_headings(level, |b| self.children(id, b));
        } else {
            b.with_heading(level, |b| self.children(id, b));
        }
    }

    pub(super) fn quote(&self, id: NodeId, b: &mut Builder) {
        if !b.has_room() {
            return self.section(id, b);
        }
        let content = self.nested(id, b);
        b.block(Block::Quote { content });
    }

    /// A figure of images, lines and captions: the lines and the captions are its caption. In a figure of anything else,
    /// the caption comes after the content.
    pub(super) fn figure(&self, id: NodeId, b: &mut Builder) {
        if !self.inside(id).any(Facts::IMAGE) || !b.has_room() {
            return self.section(id, b);
        }
        let mut caption = Vec::new();
        let content = b.nested(|b| self.figure_content(id, &mut caption, b));
        if !is_figure_content(&content) {
            b.end_line();
            return content.into_iter().chain(caption).for_each(|block| b.block(block));
        }
        let mut figure = Figure::default();
        for block in content {
            match block {
                Block::Figure(inner) => figure.images.extend(inner.images),
                Block::Paragraph { content } => {
                    let line = without_outer_images(content, &mut figure.images);
                    figure.caption.extend((!line.is_empty()).then(|| Block::paragraph(line)));
                }
                other => figure.caption.push(other),
            }
        }
        figure.caption.append(&mut caption);
        if figure.images.is_empty() {
            b.end_line();
            return figure.caption.into_iter().for_each(|block| b.block(block));
        }
        b.block(figure);
    }

    /// The content of a figure without its captions, which are collected.
    fn figure_content(&self, id: NodeId, caption: &mut Vec<Block>, b: &mut Builder) {
        for child in self.arena.children(id) {
            match self.arena.element(child) {
                Some(element) if self.arena.facts(child).any(Facts::CAPTION) => {
                    self.captioned(child, element, caption, b);
                }
                _ => self.node(child, b),
            }
        }
    }

    /// An element of a figure that is a caption or contains one.
    fn captioned(&self, id: NodeId, element: ElementData, caption: &mut Vec<Block>, b: &mut Builder) {
        match element.row().read {
            Read::Caption => {
                b.end_line();
                caption.append(&mut self.nested(id, b));
            }
            Read::Transparent => self.figure_content(id, caption, b),
            Read::Section | Read::Paragraph => {
                b.end_line();
                self.figure_content(id, caption, b);
                b.end_line();
            }
            Read::Link => match self.link_wrapper(element) {
                Some(link) => b.with(link, |b| self.figure_content(id, caption, b)),
                None => self.figure_content(id, caption, b),
            },
            _ => self.element(id, element, b),
        }
    }

    /// A `pre` of nothing but text is code. With links, images or blocks in it, or in a link, it is lines of text.
    pub(super) fn preformatted(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        let more_than_text = Facts::LINK
            .or(Facts::IMAGE)
            .or(Facts::EMBED)
            .or(Facts::DRAWING)
            .or(Facts::STRUCTURE)
            .or(Facts::HEADING)
            .or(Facts::PARAGRAPH)
            .or(Facts::GENERATED)
            .or(Facts::NOSCRIPT)
            .or(Facts::LEFT_OUT);
        if self.inside(id).any(more_than_text) || b.is_in_link() {
            b.end_line();
            self.preformatted_lines(id, b);
            return b.end_line();
        }
        let text = clean_code(&self.verbatim(id));
        b.block(CodeBlock { language: self.language(id, element), text });
    }

    /// The text of a `pre`: a `br` ends a line, and so does the edge of a `div`.
    fn verbatim(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in self.arena.descendants(id).skip(1) {
            match self.arena.data(node) {
                NodeData::Text(piece) => text.push_str(self.arena.text(*piece)),
                NodeData::Element(element) => match element.row().read {
                    Read::LineBreak => text.push('\n'),
                    Read::Section if !text.is_empty() && !text.ends_with('\n') => text.push('\n'),
                    _ => {}
                },
                NodeData::Document => {}
            }
        }
        text
    }

    /// Lines end where those of the HTML do. Spaces that would be folded become no-break spaces.
    fn preformatted_lines(&self, id: NodeId, b: &mut Builder) {
        for child in self.arena.children(id) {
            match self.arena.data(child) {
                NodeData::Text(text) => preformatted_text(self.arena.text(*text), b),
                NodeData::Element(element) => self.preformatted_element(child, *element, b),
                NodeData::Document => {}
            }
        }
    }

    fn preformatted_element(&self, id: NodeId, element: ElementData, b: &mut Builder) {
        if is_hidden(self.arena, element) {
            return self.element(id, element, b);
        }
        match element.row().read {
            Read::Link => match self.link_wrapper(element) {
                Some(link) => b.with(link, |b| self.preformatted_lines(id, b)),
                None => self.preformatted_lines(id, b),
            },
            Read::Marked(mark) => b.with(Wrapper::Mark(mark), |b| self.preformatted_lines(id, b)),
            Read::Transparent | Read::Code => self.preformatted_lines(id, b),
            _ => self.element(id, element, b),
        }
    }

    /// The language that a `class` on the `pre` or on the `code` in it names, as HTML §4.5.15 suggests.
    fn language(&self, id: NodeId, element: ElementData) -> Option<String> {
        let inner = self.arena.children(id).find_map(|child| self.arena.element(child));
        let inner = inner.filter(|inner| inner.html_name() == Name::Code);
        [Some(element), inner].into_iter().flatten().find_map(|element| {
            let mut classes = self.attribute(element, Attr::Class)?.split_ascii_whitespace();
            let named = |class: &str| {
                ["language-", "lang-"].iter().find_map(|prefix| language(class.strip_prefix(prefix)?))
            };
            classes.find_map(named)
        })
    }
}

fn preformatted_text(text: &str, b: &mut Builder) {
    for (index, line) in text.replace('\t', "    ").split('\n').enumerate() {
        if index > 0 {
            b.line_break();
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let line = "\u{a0}".repeat(indent) + &line[indent..].replace("  ", "\u{a0} ");
        b.text(&line);
    }
}

/// Whether blocks are images, and lines that can be their caption.
fn is_figure_content(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| match block {
        Block::Figure(figure) => figure.caption.is_empty(),
        Block::Paragraph { .. } => true,
        _ => false,
    })
}

/// Moves the images at both ends of a line out of it, with the links around them.
fn without_outer_images(mut line: Vec<Inline>, images: &mut Vec<FigureImage>) -> Vec<Inline> {
    let leading = line.iter().take_while(|inline| is_image_or_blank(inline)).count();
    let mut rest = line.split_off(leading);
    let trailing = rest.iter().rev().take_while(|inline| is_image_or_blank(inline)).count();
    let outer = rest.split_off(rest.len() - trailing);
    move_images(line, None, images);
    move_images(outer, None, images);
    rest
}

fn is_image_or_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) | Inline::LineBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Link(link) => link.content.iter().all(is_image_or_blank),
        Inline::Marked { content, .. } => content.iter().all(is_image_or_blank),
        Inline::Code { .. } | Inline::Ruby(_) => false,
    }
}

fn move_images(content: Vec<Inline>, link: Option<&LinkTarget>, images: &mut Vec<FigureImage>) {
    for inline in content {
        match inline {
            Inline::Image(image) => images.push(FigureImage { image: *image, link: link.cloned() }),
            Inline::Link(link) => move_images(link.content, Some(&link.target), images),
            Inline::Marked { content, .. } => move_images(content, link, images),
            Inline::Text(_) | Inline::LineBreak | Inline::Code { .. } | Inline::Ruby(_) => {}
        }
    }
}
