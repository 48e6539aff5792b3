//! Figures: the images, and all other content as the caption.

use super::{ElementData, Facts, NodeId, Reading};
use crate::html::elements::Read;
use crate::normal::{Builder, normalize};
use crate::tree::{Block, Figure};

/// The number of blocks of the figure before a caption, and the caption.
type Caption = (usize, Vec<Block>);

impl Reading<'_> {
    /// Reads a figure. If it has only images, lines and captions, all of its text becomes the caption, in the order of the
    /// page. If it has other content, such as a table, its content and captions become separate blocks, in the same order.
    pub(super) fn figure(&self, id: NodeId, b: &mut Builder) {
        if !self.inside(id).any(Facts::IMAGE) || !b.admit_level() {
            return self.section(id, b);
        }
        let mut captions = Vec::new();
        let content = b.nested_apart(|b| self.figure_content(id, &mut captions, b));
        let mut parts = interleaved(content, captions);
        let mut figure = Figure::default();
        // In a caption, a table or code between images would lose its place.
        if parts.iter().all(Part::is_image_or_line) {
            parts.drain(..).for_each(|part| part.add_to(&mut figure, b));
        }
        if !figure.images.is_empty() {
            return b.block(figure);
        }
        let blocks = figure.caption.into_iter().chain(parts.into_iter().map(Part::into_block));
        b.end_line();
        blocks.for_each(|block| b.block(block));
    }

    /// Reads the content of a figure, and collects its captions.
    fn figure_content(&self, id: NodeId, captions: &mut Vec<Caption>, b: &mut Builder) {
        for child in self.arena.children(id) {
            match self.arena.element(child) {
                Some(element) if self.facts(child).any(Facts::CAPTION) => {
                    self.captioned(child, element, captions, b);
                }
                _ => self.node(child, b),
            }
        }
    }

    /// Reads an element of a figure that is a caption or contains one.
    fn captioned(&self, id: NodeId, element: ElementData, captions: &mut Vec<Caption>, b: &mut Builder) {
        match element.row().read {
            Read::Caption => {
                b.end_line();
                // Captions may be above or below. The number of blocks before a caption keeps the order.
                captions.push((b.len(), self.nested_apart(id, b)));
            }
            Read::Transparent => self.figure_content(id, captions, b),
            Read::Section | Read::Paragraph => {
                b.end_line();
                self.figure_content(id, captions, b);
                b.end_line();
            }
            Read::Link => match self.link_wrapper(element) {
                Some(link) => b.with(link, |b| self.figure_content(id, captions, b)),
                None => self.figure_content(id, captions, b),
            },
            _ => self.element(id, element, b),
        }
    }
}

/// A block of a figure.
enum Part {
    Content(Block),
    Caption(Block),
}

impl Part {
    fn is_image_or_line(&self) -> bool {
        match self {
            Self::Content(Block::Figure(figure)) => figure.caption.is_empty(),
            Self::Content(Block::Paragraph { .. }) | Self::Caption(_) => true,
            Self::Content(_) => false,
        }
    }

    fn add_to(self, figure: &mut Figure, b: &Builder) {
        match self {
            Self::Content(Block::Figure(inner)) => figure.images.extend(inner.images),
            Self::Content(Block::Paragraph { content }) => {
                let line = b.take_outer_images(content, &mut figure.images);
                // White space that was before an image is now at the end of the line.
                figure.caption.extend(normalize(vec![Block::paragraph(line)]));
            }
            Self::Content(block) | Self::Caption(block) => figure.caption.push(block),
        }
    }

    fn into_block(self) -> Block {
        let (Self::Content(block) | Self::Caption(block)) = self;
        block
    }
}

fn interleaved(content: Vec<Block>, captions: Vec<Caption>) -> Vec<Part> {
    let mut parts = Vec::with_capacity(content.len() + captions.len());
    let mut captions = captions.into_iter().peekable();
    let mut content = content.into_iter();
    for position in 0.. {
        while let Some((_, caption)) = captions.next_if(|(before, _)| *before <= position) {
            parts.extend(caption.into_iter().map(Part::Caption));
        }
        match content.next() {
            Some(block) => parts.push(Part::Content(block)),
            None => break,
        }
    }
    // If blocks were merged, such as stray items, the position of a caption may be beyond the last block.
    parts.extend(captions.flat_map(|(_, caption)| caption).map(Part::Caption));
    parts
}
