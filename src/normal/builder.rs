//! Builds a tree in normal form from pieces in any order.

use super::anchors;
use super::content::row_has_content;
use super::flow::Flow;
use super::images::take_outer_images;
use super::table::normalize_table;
use super::wrappers::{Wrapper, Wrappers};
use super::{Budget, MAX_DEPTH, Verbatim};
use crate::scan::fold;
use crate::tree::{Anchor, Block, FigureImage, Inline, ListItem, Table};

/// Builds a tree. Pieces go into the innermost open container, heading and wrappers.
#[derive(Debug)]
pub(crate) struct Builder<'b> {
    /// The blocks of the innermost open container.
    flow: Flow<'b>,
    wrappers: Wrappers,
    /// The number of open containers, with the body.
    depth: usize,
    has_anchors: bool,
}

impl<'b> Builder<'b> {
    /// Builds a sequence of blocks, with room for the expected number.
    pub(crate) fn build(
        budget: &'b Budget,
        expected_blocks: usize,
        build: impl FnOnce(&mut Self),
    ) -> Vec<Block> {
        let mut builder = Self {
            flow: Flow::new(budget),
            wrappers: Wrappers::default(),
            // `MAX_DEPTH` counts the body as a level.
            depth: 1,
            has_anchors: false,
        };
        builder.flow.reserve(expected_blocks);
        build(&mut builder);
        let mut blocks = builder.flow.finish();
        // Most articles have no notes, so they need no walk.
        if builder.has_anchors {
            anchors::resolve(&mut blocks);
        }
        blocks
    }

    /// Admits another container or wrapper, with a paragraph in it, if it is within [`MAX_DEPTH`], and otherwise counts the
    /// refusal.
    pub(crate) fn admit_level(&self) -> bool {
        let is_within = self.depth + self.wrappers.len() + 2 <= MAX_DEPTH;
        if !is_within {
            self.flow.budget().refuse_level();
        }
        is_within
    }

    /// The anchor of an item with this `id`. At the end of the document, it is removed unless a link leads to it.
    pub(crate) fn anchor(&mut self, id: &str) -> Option<Box<Anchor>> {
        let name = anchors::name(id)?;
        self.has_anchors = true;
        Some(Box::new(Anchor { url: name.to_string() }))
    }

    /// Whether the current wrappers include a link.
    pub(crate) fn is_in_link(&self) -> bool {
        self.wrappers.has_link()
    }

    /// Appends text, with its white space folded.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) {
        self.flow.text(&self.wrappers, text);
    }

    /// Appends an image or a ruby.
    pub(crate) fn inline(&mut self, inline: Inline) {
        self.flow.inline(&self.wrappers, inline);
    }

    /// Appends a formula in TeX. White space at its ends becomes white space of the line. In code, or if a comment in it would
    /// swallow the rest of the TeX, it is appended as text.
    pub(crate) fn math(&mut self, tex: &str, display: bool) {
        let (before, after) = (tex.len() - tex.trim_start().len(), tex.trim_end().len());
        let folded = fold(tex);
        let line = folded.trim();
        if line.is_empty() || self.wrappers.has_code() || has_comment(tex) {
            return self.text(tex);
        }
        self.text(&tex[..before]);
        self.inline(Inline::Math { tex: line.to_string(), display });
        self.text(&tex[after..]);
    }

    pub(crate) fn line_break(&mut self) {
        self.flow.line_break(&self.wrappers);
    }

    /// Ends the line, if there is one. The next piece begins another block.
    pub(crate) fn end_line(&mut self) {
        self.flow.end_line();
    }

    /// The number of blocks of the innermost open container.
    pub(crate) fn len(&self) -> usize {
        self.flow.len()
    }

    /// Moves the images at both ends of a line to `images`. Returns the rest of the line.
    pub(crate) fn take_outer_images(&self, line: Vec<Inline>, images: &mut Vec<FigureImage>) -> Vec<Inline> {
        take_outer_images(line, self.flow.budget(), images)
    }

    /// Appends a finished block, unless it is empty.
    pub(crate) fn block(&mut self, block: impl Into<Block>) {
        self.flow.block(block.into());
    }

    /// Appends a table whose cells and caption are finished. If all cells are empty, only its caption is appended.
    pub(crate) fn table(&mut self, mut table: Table) {
        normalize_table(&mut table);
        if table.rows().any(row_has_content) {
            return self.block(table);
        }
        self.end_line();
        table.caption.into_iter().for_each(|block| self.block(block));
    }

    /// Appends an item to the last block if that is a bullet list, or to a new list.
    pub(crate) fn bullet(&mut self, item: ListItem) {
        self.flow.bullet(item);
    }

    /// Builds the content of a wrapper. If it is nested too deeply, the wrapper is dropped.
    pub(crate) fn with(&mut self, wrapper: Wrapper, build: impl FnOnce(&mut Self)) {
        if !self.admit_level() {
            return build(self);
        }
        let added = self.wrappers.add(wrapper);
        build(self);
        self.wrappers.undo(added);
    }

    /// Builds one heading. Line breaks separate blocks in it.
    pub(crate) fn with_heading(&mut self, level: u8, build: impl FnOnce(&mut Self)) {
        let outer = self.flow.begin_heading(level);
        build(self);
        self.flow.end_heading(&outer);
    }

    /// Builds blocks in which each line is a heading.
    pub(crate) fn with_headings(&mut self, level: u8, build: impl FnOnce(&mut Self)) {
        let outer = self.flow.set_heading(Some(level));
        build(self);
        self.flow.set_heading(outer);
    }

    /// Builds the blocks of a container. The wrappers and the heading around it also apply to its content.
    pub(crate) fn nested(&mut self, build: impl FnOnce(&mut Self)) -> Vec<Block> {
        // Browsers show the items of `<b><ul>` in bold.
        let inner = Flow::inside(&self.flow);
        self.nested_in(inner, build)
    }

    /// Builds the blocks of a cell or a caption. A heading around it does not apply to its content.
    pub(crate) fn nested_apart(&mut self, build: impl FnOnce(&mut Self)) -> Vec<Block> {
        // The cells of a table in an `h1` must not become headings.
        let inner = Flow::new(self.flow.budget());
        self.nested_in(inner, build)
    }

    fn nested_in(&mut self, mut inner: Flow<'b>, build: impl FnOnce(&mut Self)) -> Vec<Block> {
        inner.swap_memory(&mut self.flow);
        let mut outer = std::mem::replace(&mut self.flow, inner);
        self.depth += 1;
        build(self);
        self.depth -= 1;
        self.flow.end_line();
        self.flow.swap_memory(&mut outer);
        std::mem::replace(&mut self.flow, outer).finish()
    }

    /// Builds preformatted text. The current wrappers do not apply to it.
    pub(crate) fn verbatim(&self, build: impl FnOnce(&mut Verbatim)) -> Vec<Inline> {
        // The code block is one level, and the text in it another.
        let room = MAX_DEPTH.saturating_sub(self.depth + 2);
        let mut verbatim = Verbatim::new(self.flow.budget(), room);
        build(&mut verbatim);
        verbatim.finish()
    }

    /// Builds a separate line: the base or reading of ruby.
    pub(crate) fn line(&mut self, build: impl FnOnce(&mut Self)) -> Vec<Inline> {
        let inner = Flow::single_line(self.flow.budget());
        let outer = std::mem::replace(&mut self.flow, inner);
        let inner_wrappers = self.wrappers.of_inner_line();
        let outer_wrappers = std::mem::replace(&mut self.wrappers, inner_wrappers);
        let outer_depth = self.depth;
        // The line starts without wrappers, so those around it count as depth. The ruby is one more level.
        self.depth += outer_wrappers.len() + 1;
        build(self);
        self.depth = outer_depth;
        self.wrappers = outer_wrappers;
        std::mem::replace(&mut self.flow, outer).finish_line()
    }
}

/// Whether TeX has a comment that is not in its last line. A comment begins with a percent sign that is not escaped and ends with
/// its line, but in normal form, TeX is one line.
fn has_comment(tex: &str) -> bool {
    let bytes = tex.trim_ascii().as_bytes();
    let mut is_escaped = false;
    let comment = bytes.iter().position(|&byte| {
        let found = byte == b'%' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        found
    });
    comment.is_some_and(|at| memchr::memchr2(b'\n', b'\r', &bytes[at..]).is_some())
}
