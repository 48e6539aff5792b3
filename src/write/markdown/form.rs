//! Trees that somebody built by hand: a line break within a text, half a tag in each of two, or a link in a link
//! would be other markup than is meant.

use std::borrow::Cow;

use crate::normal::{language, normalize};
use crate::{Block, Image, Inline, LinkTarget, Node, Walk};

/// The blocks, in normal form if Markdown could say something else of them.
pub(super) fn in_form(blocks: &[Block]) -> Cow<'_, [Block]> {
    if Walk::new(blocks).all(is_in_form) {
        Cow::Borrowed(blocks)
    } else {
        Cow::Owned(normalize(blocks.to_vec()))
    }
}

fn is_in_form(node: Node<'_>) -> bool {
    match node {
        Node::Block(block) => is_block_in_form(block),
        Node::Inline(inline) => is_inline_in_form(inline),
        Node::FigureImage(image) => is_image(&image.image) && image.link.as_ref().is_none_or(is_target),
    }
}

fn is_block_in_form(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => is_line(content),
        Block::Code(code) => {
            code.language.as_ref().is_none_or(|name| language(name).is_some())
                && memchr::memchr(b'\r', code.text.as_bytes()).is_none()
        }
        Block::Embed(embed) => is_one_line(embed.title.as_deref()),
        Block::Quote { .. }
        | Block::List(_)
        | Block::DescriptionList { .. }
        | Block::Table(_)
        | Block::Figure(_)
        | Block::ThematicBreak => true,
    }
}

fn is_inline_in_form(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code { text } => is_one_line(Some(text)),
        Inline::Image(image) => is_image(image),
        Inline::Link(link) => is_target(&link.target) && is_line(&link.content) && !has_link(&link.content),
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

/// No text next to another.
fn is_line(content: &[Inline]) -> bool {
    !content.windows(2).any(|pair| matches!(pair, [Inline::Text(_), Inline::Text(_)]))
}

fn has_link(content: &[Inline]) -> bool {
    let is_link =
        |inline: &Inline| matches!(inline, Inline::Link(_)) || has_link(inline.content().unwrap_or_default());
    content.iter().any(is_link)
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
