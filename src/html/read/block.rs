//! Blocks that hold lines or other blocks: sections, headings, quotes.

use super::{Facts, NodeData, NodeId, Reading};
use crate::html::elements::{Name, Read};
use crate::normal::Builder;
use crate::script::is_east_asian_letter;
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

    /// Whether a `cite` at the start of a quote names its source, and text follows without white space. The style sheets of phpBB
    /// (in a `div` in the quote), Simple Machines Forum and `MyBB` show it on a line of its own.
    pub(super) fn is_head_of_quote(&self, cite: NodeId) -> bool {
        let is_filled = |node: NodeId| self.facts(node) != Facts::default();
        let parent_if_first = |id: NodeId| {
            // Each filled `cite` stops the search for the next one.
            let is_first = !self.arena.preceding_siblings(id).any(is_filled);
            self.arena.ancestors(id).next().filter(|_| is_first)
        };
        let is_quote = |id: NodeId| self.read_of(id) == Some(Read::Quote);
        let begins_quote = || {
            let parent = parent_if_first(cite)?;
            let is_div = self.arena.name(parent) == Name::Div;
            if is_div { parent_if_first(parent) } else { Some(parent) }
        };
        is_filled(cite) && begins_quote().is_some_and(is_quote) && self.is_before_word(cite)
    }

    /// Whether an element without blocks ends in a letter.
    fn ends_in_letter(&self, id: NodeId) -> bool {
        let is_line = !self.inside(id).any(Facts::STRUCTURE);
        is_line && self.arena.text_content(id).ends_with(char::is_alphabetic)
    }

    /// Whether a word or an opening quotation mark is directly after an element. In Chinese and Japanese, no space separates words.
    fn is_before_word(&self, id: NodeId) -> bool {
        // Without structure, no quote is in it, so no node is visited at two levels.
        let is_inline = |&next: &NodeId| {
            !matches!(self.arena.name(next), Name::Sub | Name::Sup) && !self.facts(next).any(Facts::STRUCTURE)
        };
        let next = self.arena.following_siblings(id).next().filter(is_inline);
        let mut nodes = next.into_iter().flat_map(|next| self.arena.descendants(next));
        let first = nodes.find_map(|node| match self.arena.data(node) {
            NodeData::Text(text) => self.arena.text(*text).chars().next(),
            NodeData::Document | NodeData::Element(_) => None,
        });
        let is_start = |c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '„' | '«' | '‘');
        // `<cite>Guardian</cite>s` is a word.
        let goes_on = |c: char| c.is_lowercase() && self.ends_in_letter(id);
        first.is_some_and(|c| is_start(c) && !is_east_asian_letter(c) && !goes_on(c))
    }
}
