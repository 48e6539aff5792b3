//! Blocks that hold lines or other blocks: sections, headings, quotes.

use super::{Facts, NodeId, Reading};
use crate::html::elements::Name;
use crate::normal::Builder;
use crate::tree::Block;

impl Reading<'_> {
    /// Reads a block that only separates lines.
    pub(super) fn section(&self, id: NodeId, b: &mut Builder) {
        b.end_line();
        self.children(id, b);
        b.end_line();
    }

    /// Reads the content of a container as separate blocks.
    pub(super) fn nested(&self, id: NodeId, b: &mut Builder) -> Vec<Block> {
        b.nested(|b| self.children(id, b))
    }

    /// Reads the content of a cell or a caption.
    pub(super) fn nested_apart(&self, id: NodeId, b: &mut Builder) -> Vec<Block> {
        b.nested_apart(|b| self.children(id, b))
    }

    /// Reads a heading. It is one line, in which line breaks separate blocks. If it holds a list, a quote or similar, each
    /// line in these becomes a heading, except in cells and captions.
    pub(super) fn heading(&self, id: NodeId, level: u8, b: &mut Builder) {
        let id = self.button(id).unwrap_or(id);
        let splits = Facts::STRUCTURE.or(Facts::EMBED).or(Facts::HEADING);
        if self.inside(id).any(splits) {
            b.with_headings(level, |b| self.children(id, b));
        } else {
            b.with_heading(level, |b| self.children(id, b));
        }
    }

    /// The button that is all that a heading, a term or a header cell shows.
    pub(super) fn button(&self, id: NodeId) -> Option<NodeId> {
        const MAX_NODES: usize = 16;
        let inside = self.inside(id);
        if inside.any(Facts::VISIBLE) || !inside.any(Facts::LEFT_OUT) {
            return None;
        }
        let mut nodes = self.arena.descendants(id).take(MAX_NODES);
        nodes.find(|&node| self.arena.name(node) == Name::Button)
    }

    pub(super) fn quote(&self, id: NodeId, b: &mut Builder) {
        // Beyond `MAX_DEPTH`, only the structure is lost, and the lines are kept.
        if !b.admit_level() {
            return self.section(id, b);
        }
        let content = self.nested(id, b);
        b.block(Block::Quote { content });
    }
}
