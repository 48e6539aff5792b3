//! Blocks that hold lines or other blocks: sections, headings, quotes.

use super::{Facts, NodeId, Reading};
use crate::normal::Builder;
use crate::tree::Block;

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

    /// The content of a cell or a caption.
    pub(super) fn nested_apart(&self, id: NodeId, b: &mut Builder) -> Vec<Block> {
        b.nested_apart(|b| self.children(id, b))
    }

    /// A heading is one line, in which blocks are set apart by line breaks. If it holds a list, a quote or the like, each line
    /// of these is a heading; cells and captions cannot hold one.
    pub(super) fn heading(&self, id: NodeId, level: u8, b: &mut Builder) {
        let splits = Facts::STRUCTURE.or(Facts::EMBED).or(Facts::HEADING);
        if self.inside(id).any(splits) {
            b.with_headings(level, |b| self.children(id, b));
        } else {
            b.with_heading(level, |b| self.children(id, b));
        }
    }

    pub(super) fn quote(&self, id: NodeId, b: &mut Builder) {
        // Beyond `MAX_DEPTH` only the structure goes; the lines stay.
        if !b.admits_level() {
            return self.section(id, b);
        }
        let content = self.nested(id, b);
        b.block(Block::Quote { content });
    }
}
