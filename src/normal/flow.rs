//! A sequence of blocks under construction: a body, an item, a cell.

use std::rc::Rc;

use super::Budget;
use super::content::has_content;
use super::line::Line;
use super::marks::Wrappers;
use crate::tree::{Block, Figure, FigureImage, Inline, LinkTarget, List, ListItem};

#[derive(Debug)]
pub(super) struct Flow {
    budget: Rc<Budget>,
    blocks: Vec<Block>,
    line: Line,
    /// The level of the heading that lines belong to, if any.
    heading: Option<u8>,
    /// True if everything becomes one line: a ruby or a heading holds no blocks.
    is_single_line: bool,
}

/// What is around a heading.
#[must_use]
pub(super) struct Around {
    heading: Option<u8>,
    is_single_line: bool,
}

impl Flow {
    pub(super) fn new(budget: &Rc<Budget>) -> Self {
        let budget = Rc::clone(budget);
        Self { budget, blocks: Vec::new(), line: Line::default(), heading: None, is_single_line: false }
    }

    pub(super) fn single_line(budget: &Rc<Budget>) -> Self {
        Self { is_single_line: true, ..Self::new(budget) }
    }

    pub(super) fn budget(&self) -> &Rc<Budget> {
        &self.budget
    }

    pub(super) fn reserve(&mut self, blocks: usize) {
        self.blocks.reserve_exact(blocks);
    }

    pub(super) fn text(&mut self, wrappers: &Wrappers, text: &str) {
        self.end_paragraph_after_breaks();
        self.line.text(&self.budget, wrappers, text);
    }

    pub(super) fn inline(&mut self, wrappers: &Wrappers, inline: Inline) {
        self.end_paragraph_after_breaks();
        self.line.inline(&self.budget, wrappers, inline);
    }

    pub(super) fn line_break(&mut self, wrappers: &Wrappers) {
        self.line.line_break(wrappers);
    }

    /// Two line breaks end a paragraph. A heading or a single line cannot be several.
    fn end_paragraph_after_breaks(&mut self) {
        if self.line.is_ended() && self.heading.is_none() && !self.is_single_line {
            let content = self.line.take();
            self.push_line(content);
        }
    }

    /// Ends the line, if there is one.
    pub(super) fn end_line(&mut self) {
        if self.is_single_line {
            return self.line.line_break(&Wrappers::default());
        }
        if self.line.is_empty() {
            return self.line.clear_gap();
        }
        let content = self.line.finish();
        self.push_line(content);
    }

    fn push_line(&mut self, content: Vec<Inline>) {
        let block = match self.heading {
            Some(level) => Block::Heading { level, content },
            None => paragraph_or_figure(content, &self.budget),
        };
        self.push(block);
    }

    /// Sets the heading that lines from here on belong to; returns the one before.
    pub(super) fn set_heading(&mut self, heading: Option<u8>) -> Option<u8> {
        self.end_line();
        std::mem::replace(&mut self.heading, heading)
    }

    /// Begins a heading that stays one line; in a line, it is a part of that. Returns what was around it.
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
        self.is_single_line = around.is_single_line;
        self.end_line();
        self.heading = around.heading;
    }

    /// Appends a finished block, unless it is empty.
    pub(super) fn block(&mut self, block: Block) {
        self.end_line();
        if has_content(&block) {
            self.push(block);
        }
    }

    /// Pushes with room for a single block at first, because most items and cells hold no more.
    #[inline]
    fn push(&mut self, block: Block) {
        if self.blocks.capacity() == 0 {
            self.blocks = Vec::with_capacity(1);
        }
        self.blocks.push(block);
    }

    /// Appends an item to the bullet list that came last, or to a new one.
    pub(super) fn bullet(&mut self, item: ListItem) {
        self.end_line();
        match self.blocks.last_mut() {
            Some(Block::List(List { start: None, items })) => items.push(item),
            _ => self.push(List::bullets(vec![item.content]).into()),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }

    pub(super) fn finish_line(mut self) -> Vec<Inline> {
        self.line.finish()
    }
}

fn paragraph_or_figure(content: Vec<Inline>, budget: &Budget) -> Block {
    // Most lines are one text.
    let images = if let [Inline::Text(_)] = content[..] { None } else { count_images(&content) };
    match images {
        None | Some(0) => Block::Paragraph { content },
        Some(count) => {
            let mut images = Vec::with_capacity(count);
            take_images(content, budget, &mut images);
            Figure::new(images).into()
        }
    }
}

/// The number of images in a line; `None` if anything else in it can be seen.
fn count_images(content: &[Inline]) -> Option<usize> {
    content.iter().try_fold(0, |count, inline| match inline {
        Inline::Image(_) => Some(count + 1),
        Inline::Text(text) => text.chars().all(char::is_whitespace).then_some(count),
        Inline::LineBreak => Some(count),
        Inline::Link(link) => Some(count + count_images(&link.content)?),
        Inline::Marked { content, .. } => Some(count + count_images(content)?),
        Inline::Code { .. } | Inline::Ruby(_) => None,
    })
}

/// Moves the images out of a line, with the links around them.
fn take_images(content: Vec<Inline>, budget: &Budget, images: &mut Vec<FigureImage>) {
    for inline in content {
        match inline {
            Inline::Image(image) => images.push(FigureImage::new(*image)),
            Inline::Link(link) => {
                let start = images.len();
                take_images(link.content, budget, images);
                link_images(&mut images[start..], link.target, budget);
            }
            Inline::Marked { content, .. } => take_images(content, budget, images),
            Inline::Text(_) | Inline::LineBreak | Inline::Code { .. } | Inline::Ruby(_) => {}
        }
    }
}

fn link_images(images: &mut [FigureImage], target: LinkTarget, budget: &Budget) {
    let Some((first, others)) = images.split_first_mut() else { return };
    for image in others {
        image.link = budget.admits(&target).then(|| target.clone());
    }
    first.link = Some(target);
}
