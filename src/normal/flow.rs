//! A sequence of blocks under construction: a body, an item, a cell.

use super::blocks::has_content;
use super::line::{Line, Path};
use crate::{Block, Figure, FigureImage, Inline, Link, LinkTarget, List, ListItem};

#[derive(Debug, Default)]
pub(crate) struct Flow {
    blocks: Vec<Block>,
    line: Line,
    /// The level of the heading that lines belong to, if any.
    heading: Option<u8>,
    /// Whether all that comes is one line.
    single_line: bool,
}

impl Flow {
    /// Makes room for blocks.
    pub(crate) fn reserve(&mut self, blocks: usize) {
        self.blocks.reserve_exact(blocks);
    }

    pub(crate) fn text(&mut self, path: &Path, text: &str) {
        self.start_paragraph_if_ended();
        self.line.text(path, text);
    }

    /// Appends code, an image or a ruby.
    pub(crate) fn leaf(&mut self, path: &Path, leaf: Inline) {
        self.start_paragraph_if_ended();
        self.line.leaf(path, leaf);
    }

    pub(crate) fn line_break(&mut self, path: &Path) {
        self.line.line_break(path);
    }

    /// Two line breaks end a paragraph, but a heading cannot be several.
    fn start_paragraph_if_ended(&mut self) {
        if self.line.is_ended() && self.heading.is_none() && !self.single_line {
            let content = self.line.take();
            self.push_line(content);
        }
    }

    /// Ends the line, if one is under way.
    pub(crate) fn end_line(&mut self) {
        if self.single_line {
            return self.line.line_break(&Path::default());
        }
        if self.line.is_empty() {
            return self.line.clear();
        }
        let content = self.line.finish();
        self.push_line(content);
    }

    fn push_line(&mut self, content: Vec<Inline>) {
        let block = match self.heading {
            Some(level) => Block::Heading { level, content },
            None => paragraph_or_figure(content),
        };
        self.push(block);
    }

    /// What comes is one line, in which blocks are separated by line breaks: a ruby holds no blocks.
    pub(crate) fn set_single_line(&mut self) {
        self.single_line = true;
    }

    /// Lines from here on belong to a heading, or to none; returns what they belonged to before.
    pub(crate) fn set_heading(&mut self, heading: Option<u8>) -> Option<u8> {
        self.end_line();
        std::mem::replace(&mut self.heading, heading)
    }

    /// Appends a finished block, unless there is nothing in it.
    pub(crate) fn block(&mut self, block: Block) {
        self.end_line();
        if has_content(&block) {
            self.push(block);
        }
    }

    /// Pushes without reserving more at first: most items and cells hold one block.
    #[inline]
    fn push(&mut self, block: Block) {
        if self.blocks.capacity() == 0 {
            self.blocks = Vec::with_capacity(1);
        }
        self.blocks.push(block);
    }

    /// The items of a bullet list that nothing has followed yet.
    pub(crate) fn last_bullets(&mut self) -> Option<&mut Vec<ListItem>> {
        self.end_line();
        match self.blocks.last_mut() {
            Some(Block::List(List { start: None, items })) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.end_line();
        self.blocks
    }

    /// What was built, as one line.
    pub(crate) fn finish_line(mut self) -> Vec<Inline> {
        self.line.finish()
    }
}

fn paragraph_or_figure(content: Vec<Inline>) -> Block {
    // Most lines are one text.
    let images = if let [Inline::Text(_)] = content[..] { None } else { count_images(&content) };
    match images {
        None | Some(0) => Block::Paragraph { content },
        Some(count) => {
            let mut images = Vec::with_capacity(count);
            take_images(content, None, &mut images);
            Block::Figure(Figure { images, caption: Vec::new() })
        }
    }
}

/// How many images there are in a line; `None` if anything else is to be seen in it.
fn count_images(content: &[Inline]) -> Option<usize> {
    content.iter().try_fold(0, |count, inline| match inline {
        Inline::Image(_) => Some(count + 1),
        Inline::Text(text) => text.chars().all(char::is_whitespace).then_some(count),
        Inline::LineBreak => Some(count),
        Inline::Link(Link { content, .. })
        | Inline::Strong { content }
        | Inline::Emphasis { content }
        | Inline::Underline { content }
        | Inline::Strikethrough { content }
        | Inline::Superscript { content }
        | Inline::Subscript { content }
        | Inline::Mark { content } => Some(count + count_images(content)?),
        Inline::Code { .. } | Inline::Ruby { .. } => None,
    })
}

/// Moves the images of a line out, with the links around them.
fn take_images(content: Vec<Inline>, link: Option<&LinkTarget>, images: &mut Vec<FigureImage>) {
    for inline in content {
        match inline {
            Inline::Image(image) => images.push(FigureImage { image, link: link.cloned() }),
            Inline::Link(link) => take_images(link.content, Some(&link.target), images),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Underline { content }
            | Inline::Strikethrough { content }
            | Inline::Superscript { content }
            | Inline::Subscript { content }
            | Inline::Mark { content } => take_images(content, link, images),
            Inline::Text(_) | Inline::LineBreak | Inline::Code { .. } | Inline::Ruby { .. } => {}
        }
    }
}
