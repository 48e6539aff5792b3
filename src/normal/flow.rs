//! Builds a sequence of blocks: a body, an item or a cell.

use super::Budget;
use super::content::has_content;
use super::images::{count_images, take_images};
use super::line::{Line, take_from};
use super::wrappers::Wrappers;
use crate::script::is_east_asian_letter;
use crate::tree::{Block, Figure, Inline, Link, List, ListItem, Walk};

#[derive(Debug)]
pub(super) struct Flow<'b> {
    budget: &'b Budget,
    blocks: Vec<Block>,
    line: Line,
    /// The level of the current heading, if any.
    heading: Option<u8>,
    /// Whether all content becomes one line, because ruby and headings hold no blocks.
    is_single_line: bool,
}

/// The state outside of a heading.
#[must_use]
pub(super) struct Around {
    heading: Option<u8>,
    is_single_line: bool,
}

impl<'b> Flow<'b> {
    pub(super) fn new(budget: &'b Budget) -> Self {
        Self { budget, blocks: Vec::new(), line: Line::default(), heading: None, is_single_line: false }
    }

    /// Creates the flow of a container in another flow. A heading around the container also applies to its content.
    pub(super) fn inside(outer: &Self) -> Self {
        let heading = outer.heading.filter(|_| !outer.is_single_line);
        Self { heading, ..Self::new(outer.budget) }
    }

    pub(super) fn single_line(budget: &'b Budget) -> Self {
        Self { is_single_line: true, ..Self::new(budget) }
    }

    pub(super) fn budget(&self) -> &'b Budget {
        self.budget
    }

    /// Swaps the memory of the lines, so that it is reused.
    pub(super) fn swap_memory(&mut self, other: &mut Self) {
        self.line.swap_memory(&mut other.line);
    }

    pub(super) fn reserve(&mut self, blocks: usize) {
        self.blocks.reserve_exact(blocks);
    }

    pub(super) fn text(&mut self, wrappers: &Wrappers, text: &str) {
        self.end_paragraph_after_breaks();
        self.line.text(self.budget, wrappers, text);
    }

    pub(super) fn inline(&mut self, wrappers: &Wrappers, inline: Inline) {
        self.end_paragraph_after_breaks();
        self.line.inline(self.budget, wrappers, inline);
    }

    pub(super) fn line_break(&mut self, wrappers: &Wrappers) {
        self.line.line_break(wrappers);
    }

    /// Ends a paragraph after two line breaks. Headings and single lines are not split.
    fn end_paragraph_after_breaks(&mut self) {
        // Old pages use `<br><br>` instead of `<p>`.
        if self.line.is_paragraph_over() && self.heading.is_none() && !self.is_single_line {
            let block = block(self.line.end_paragraph(), self.heading, self.budget);
            self.push(block);
        }
    }

    /// Ends the line, if there is one.
    #[inline]
    pub(super) fn end_line(&mut self) {
        // At the edges of most blocks, there is no line.
        if !self.line.is_clear() {
            self.end_line_with_content();
        }
    }

    fn end_line_with_content(&mut self) {
        if self.is_single_line {
            // Browsers show a block in a heading on a separate line.
            return self.line.line_break(&Wrappers::default());
        }
        if self.line.is_empty() {
            return self.line.clear_gap();
        }
        let block = block(self.line.finish(), self.heading, self.budget);
        self.push(block);
    }

    /// Sets the level of the heading for the following lines. Returns the previous one.
    pub(super) fn set_heading(&mut self, heading: Option<u8>) -> Option<u8> {
        self.end_line();
        std::mem::replace(&mut self.heading, heading)
    }

    /// Begins a heading of one line. In a single line, it is a part of that line. Returns the state outside of it.
    pub(super) fn begin_heading(&mut self, level: u8) -> Around {
        self.end_line();
        let around = Around { heading: self.heading, is_single_line: self.is_single_line };
        if !self.is_single_line {
            self.heading = Some(level);
        }
        self.is_single_line = true;
        around
    }

    pub(super) fn end_heading(&mut self, around: &Around) {
        // Before `end_line`, which would only add a line break in a single line.
        self.is_single_line = around.is_single_line;
        self.end_line();
        self.heading = around.heading;
    }

    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Appends a finished block, unless it is empty.
    pub(super) fn block(&mut self, block: Block) {
        self.end_line();
        if has_content(&block) {
            self.push(block);
        }
    }

    /// Pushes a block. The first allocation has room for one block, because most items and cells hold no more.
    #[inline]
    fn push(&mut self, block: Block) {
        if self.blocks.capacity() == 0 {
            self.blocks = Vec::with_capacity(1);
        }
        self.blocks.push(block);
    }

    /// Appends an item to the last block if that is a bullet list, or to a new list.
    pub(super) fn bullet(&mut self, item: ListItem) {
        self.end_line();
        match self.blocks.last_mut() {
            // Browsers show adjacent items without a `ul` like one bullet list.
            Some(Block::List(List { start: None, items })) => items.push(item),
            _ => self.push(List { start: None, items: vec![item] }.into()),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }

    pub(super) fn finish_line(mut self) -> Vec<Inline> {
        take_from(self.line.finish(), 0)
    }
}

/// Moves a line to a block. The memory of the line stays for the next one.
fn block(line: &mut Vec<Inline>, heading: Option<u8>, budget: &Budget) -> Block {
    separate_links(line);
    if let Some(level) = heading {
        return Block::Heading { level, content: take_from(line, 0) };
    }
    // Most lines are a single text.
    let images = if let [Inline::Text(_)] = line[..] { None } else { count_images(line) };
    match images {
        None | Some(0) => Block::Paragraph { content: take_from(line, 0) },
        Some(count) => {
            let mut images = Vec::with_capacity(count);
            take_images(line.drain(..), budget, &mut images);
            Figure::new(images).into()
        }
    }
}

/// Inserts spaces between adjacent links, such as buttons, menus or tags, which a page separates by its style. If the line
/// has other text, a link may end within a word, or in a script without spaces. Then a space is inserted only between two
/// words.
fn separate_links(content: &mut Vec<Inline>) {
    let are_both_links = |pair: &[Inline]| matches!(pair, [Inline::Link(_), Inline::Link(_)]);
    // Few lines have adjacent links. All others need no copy.
    if content.len() < 2 || !content.windows(2).any(are_both_links) {
        return;
    }
    let is_link_or_blank = |inline: &Inline| match inline {
        Inline::Link(_) | Inline::LineBreak => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let is_row = content.iter().all(is_link_or_blank);
    let mut apart = Vec::with_capacity(2 * content.len());
    for inline in std::mem::take(content) {
        if let (Some(Inline::Link(before)), Inline::Link(after)) = (apart.last(), &inline)
            && (is_row || are_words(before, after))
        {
            apart.push(Inline::from(" "));
        }
        apart.push(inline);
    }
    *content = apart;
}

/// Whether the first link ends, and the second begins, with a letter of a script with spaces between words.
fn are_words(before: &Link, after: &Link) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_east_asian_letter(c));
    let last = Walk::of_inlines(&before.content).texts().last().and_then(|text| text.chars().next_back());
    let first = Walk::of_inlines(&after.content).texts().next().and_then(|text| text.chars().next());
    is_letter(last) && is_letter(first)
}
