//! Converts blocks to parts that Markdown can express: captions become separate blocks, and description lists become lines.

use std::borrow::Cow;

use super::gfm_table::has_gfm_rows;
use super::{DescriptionStyle, Markdown};
use crate::tree::{
    Block, DescriptionItem, DescriptionKind, Embed, Figure, FigureImage, Image, Inline, Link, List, ListItem,
    Node, Walk, text,
};
use crate::writer::shown_description;

/// A part that is written as one block of Markdown.
pub(super) enum Part<'a> {
    Block(&'a Block),
    /// The images of a figure.
    Images(&'a Figure),
    /// A term and its descriptions, each as a line.
    Lines(Vec<Cow<'a, [Inline]>>),
}

/// Content that is written as one line.
pub(super) enum Line<'a> {
    Inlines(Cow<'a, [Inline]>),
    /// Several lists of inlines with this number of line breaks between two of them. They are not concatenated, because
    /// copies of short texts would take many times the memory of the text.
    Joined(&'a [Cow<'a, [Inline]>], usize),
    /// The images of a figure, and the text after them, which may repeat their descriptions.
    Images(&'a [FigureImage], Cow<'a, str>),
}

impl Line<'_> {
    /// Whether the line begins with a text, in contrast to a link or an image.
    pub(super) fn begins_with_text(&self) -> bool {
        let first = match self {
            Self::Inlines(inlines) => inlines.first(),
            Self::Joined(lines, _) => lines.first().and_then(|line| line.first()),
            Self::Images(..) => None,
        };
        matches!(first, Some(Inline::Text(_) | Inline::Math { .. }))
    }
}

impl Part<'_> {
    /// The part as a line, if it is one. `next` is the part after it.
    pub(super) fn as_line<'a>(&'a self, next: Option<&'a Part<'_>>) -> Option<Line<'a>> {
        match self {
            Self::Block(Block::Paragraph { content }) => Some(Line::Inlines(Cow::Borrowed(content))),
            Self::Block(Block::Embed(embed)) => Some(Line::Inlines(Cow::Owned(vec![embed_as_link(embed)]))),
            Self::Block(_) => None,
            Self::Images(figure) => {
                Some(Line::Images(&figure.images, next.map(Part::text).unwrap_or_default()))
            }
            Self::Lines(lines) => Some(Line::Joined(lines, 1)),
        }
    }

    /// An upper bound for the number of lines of the part after prefixes of this width, without the parts in it. Wrapped
    /// lines that pay for their prefixes are not counted.
    pub(super) fn line_bound(&self, options: &Markdown, indent: usize) -> usize {
        let of_line = |content: &[Inline]| {
            // The first word of a wrapped line had no room in the line before it. So if half of the columns are left, two lines
            // in a row have more text than one of their prefixes. Otherwise, each word may become a line.
            if options.wrap.is_some_and(|columns| indent > columns / 2) {
                return text(content).len() / 2 + 2;
            }
            let is_break = |node: &Node<'_>| matches!(node, Node::Inline(Inline::LineBreak));
            Walk::of_inlines(content).filter(is_break).count() + 2
        };
        match self {
            Self::Block(Block::Paragraph { content } | Block::Heading { content, .. }) => of_line(content),
            Self::Lines(lines) => lines.iter().map(|line| of_line(line)).sum(),
            Self::Block(Block::Code(code)) => 4 + memchr::memchr_iter(b'\n', code.text().as_bytes()).count(),
            Self::Block(_) | Self::Images(_) => 2,
        }
    }

    /// The length of the text of the part, without the parts in it, if it may have many lines.
    pub(super) fn text_len(&self) -> usize {
        match self {
            Self::Block(Block::Code(code)) => code.text().len(),
            part => part.text().len(),
        }
    }

    /// The text of a line or heading.
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Block(Block::Paragraph { content } | Block::Heading { content, .. }) => {
                match &content[..] {
                    [Inline::Text(only)] => Cow::Borrowed(only),
                    content => Cow::Owned(text(content)),
                }
            }
            Self::Lines(lines) => {
                Cow::Owned(lines.iter().map(|line| text(line)).collect::<Vec<_>>().join("\n"))
            }
            Self::Block(_) | Self::Images(_) => Cow::Borrowed(""),
        }
    }
}

/// Converts blocks to parts.
pub(super) fn parts<'a>(blocks: &'a [Block], options: &Markdown) -> Vec<Part<'a>> {
    let mut parts = Vec::with_capacity(blocks.len());
    push_parts(blocks, options, &mut parts);
    parts
}

fn push_parts<'a>(blocks: &'a [Block], options: &Markdown, parts: &mut Vec<Part<'a>>) {
    for block in blocks {
        match block {
            Block::Figure(figure) => {
                // CommonMark has no figures, so the caption is written after the images.
                parts.push(Part::Images(figure));
                push_parts(&figure.caption, options, parts);
            }
            // GFM has no captions, so the caption is written before the table.
            Block::Table(table) if !table.caption.is_empty() && has_gfm_rows(table, options.spans) => {
                push_parts(&table.caption, options, parts);
                parts.push(Part::Block(block));
            }
            Block::DescriptionList { items } if options.descriptions == DescriptionStyle::Lines => {
                push_descriptions(items, options, parts);
            }
            block => parts.push(Part::Block(block)),
        }
    }
}

/// Converts terms and their descriptions to lines of a paragraph if each is one line, or else to blocks.
fn push_descriptions<'a>(items: &'a [DescriptionItem], options: &Markdown, parts: &mut Vec<Part<'a>>) {
    let begins_group = |before: &DescriptionItem, item: &DescriptionItem| {
        // HTML §4.4.9: a group is one or more terms and the descriptions after them.
        before.kind == DescriptionKind::Term || item.kind == DescriptionKind::Description
    };
    for group in items.chunk_by(begins_group) {
        let has_term = group.first().is_some_and(|item| item.kind == DescriptionKind::Term);
        let lines: Option<Vec<_>> = group.iter().map(line).collect();
        match lines {
            Some(lines) if has_term => parts.push(Part::Lines(lines)),
            // Without a term, the list is only an indentation.
            _ => group.iter().for_each(|item| push_parts(&item.content, options, parts)),
        }
    }
}

fn line(item: &DescriptionItem) -> Option<Cow<'_, [Inline]>> {
    match &item.content[..] {
        [Block::Paragraph { content }] => Some(Cow::Borrowed(content)),
        _ => None,
    }
}

/// Whether a list reads back unchanged without empty lines between its items. Each item must be one block, or a paragraph
/// and lists that can follow it directly.
pub(super) fn is_tight(list: &List, options: &Markdown) -> bool {
    list.items.iter().all(|ListItem { content, .. }| match content.as_slice() {
        [] => true,
        [Block::Paragraph { .. }, rest @ ..] => rest.iter().all(
            |block| matches!(block, Block::List(list) if interrupts_paragraph(list) && is_tight(list, options)),
        ),
        // A caption would be a second block, which needs an empty line.
        [Block::Figure(figure)] => figure.caption.is_empty(),
        [Block::Table(table)] => table.caption.is_empty() || !has_gfm_rows(table, options.spans),
        [Block::DescriptionList { .. }] => options.descriptions == DescriptionStyle::Html,
        [_] => true,
        _ => false,
    })
}

/// Whether a list can follow a paragraph without an empty line.
fn interrupts_paragraph(list: &List) -> bool {
    // CommonMark §5.2: only a list that starts with 1, and not with an empty item, interrupts a paragraph.
    list.start.is_none_or(|start| start == 1)
        && list.items.first().is_some_and(|item| !item.content.is_empty())
}

/// The images of a figure as inlines, for a line with other content.
pub(super) fn figure_as_inlines(figure: &Figure) -> Vec<Inline> {
    let mut line = Vec::new();
    for image in &figure.images {
        if !line.is_empty() {
            line.push(Inline::from(" "));
        }
        let mut shown = image.image.clone();
        shown.alt = shown_description(&image.image, "").to_string();
        line.push(match &image.link {
            Some(target) => Inline::from(Link::new(target.clone(), vec![shown.into()])),
            None => shown.into(),
        });
    }
    line
}

/// Converts an embed to a link with its poster or title.
pub(super) fn embed_as_link(embed: &Embed) -> Inline {
    let content = match &embed.poster {
        // Markdown has no players, so the poster, the title or the URL links to the file.
        Some(poster) => Image::new(poster).with_alt(embed.title.as_deref().unwrap_or_default()).into(),
        None => embed.title.as_deref().unwrap_or(&embed.url).into(),
    };
    Inline::link(&embed.url, vec![content])
}
