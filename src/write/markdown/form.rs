//! Trees that somebody built by hand: a line break within a text, half a tag in each of two, or a link in a link
//! would be other markup than is meant.

use std::borrow::Cow;

use crate::normal::{language, normalize};
use crate::{Block, FigureImage, Image, Inline, LinkTarget};

/// The blocks, in normal form if Markdown could say something else of them.
pub(super) fn in_form(blocks: &[Block]) -> Cow<'_, [Block]> {
    if are_blocks(blocks) { Cow::Borrowed(blocks) } else { Cow::Owned(normalize(blocks.to_vec())) }
}

fn are_blocks(blocks: &[Block]) -> bool {
    blocks.iter().all(is_block)
}

fn is_block(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => is_line(content),
        Block::Quote { content } => are_blocks(content),
        Block::List(list) => list.items.iter().all(|item| are_blocks(&item.content)),
        Block::DescriptionList { items } => items.iter().all(|item| are_blocks(&item.content)),
        Block::Table(table) => {
            let mut cells = table.head.iter().chain(&table.body).flat_map(|row| &row.cells);
            are_blocks(&table.caption) && cells.all(|cell| are_blocks(&cell.content))
        }
        Block::Figure(figure) => figure.images.iter().all(is_figure_image) && are_blocks(&figure.caption),
        Block::Code(code) => {
            code.language.as_ref().is_none_or(|name| language(name).is_some())
                && memchr::memchr(b'\r', code.text.as_bytes()).is_none()
        }
        Block::Embed(embed) => is_one_line(embed.title.as_deref()),
        Block::ThematicBreak => true,
    }
}

/// No text stands next to another.
fn is_line(content: &[Inline]) -> bool {
    let are_texts = |pair: &[Inline]| matches!(pair, [Inline::Text(_), Inline::Text(_)]);
    !content.windows(2).any(are_texts) && content.iter().all(is_inline)
}

fn is_inline(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code { text } => is_one_line(Some(text)),
        Inline::Image(image) => is_image(image),
        Inline::Link(link) => is_target(&link.target) && !has_link(&link.content) && is_line(&link.content),
        Inline::Ruby { base, reading } => is_line(base) && is_line(reading),
        Inline::Strong { content }
        | Inline::Emphasis { content }
        | Inline::Underline { content }
        | Inline::Strikethrough { content }
        | Inline::Superscript { content }
        | Inline::Subscript { content }
        | Inline::Mark { content } => is_line(content),
        Inline::LineBreak => true,
    }
}

fn has_link(content: &[Inline]) -> bool {
    let is_link =
        |inline: &Inline| matches!(inline, Inline::Link(_)) || has_link(inline.content().unwrap_or_default());
    content.iter().any(is_link)
}

fn is_figure_image(image: &FigureImage) -> bool {
    is_image(&image.image) && image.link.as_ref().is_none_or(is_target)
}

fn is_image(image: &Image) -> bool {
    is_one_line(Some(&image.alt)) && is_one_line(image.title.as_deref())
}

fn is_target(target: &LinkTarget) -> bool {
    is_one_line(target.title.as_deref())
}

fn is_one_line(text: Option<&str>) -> bool {
    text.is_none_or(|text| memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none())
}
