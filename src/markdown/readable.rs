//! Finds trees whose Markdown would read back differently, and puts them in normal form. Programs can build such trees:
//! with a line end within a text, a tag split across two texts, or a link in a link.

use std::borrow::Cow;

use crate::normal::{MAX_DEPTH, language, normalized};
use crate::tree::{Block, FigureImage, Image, Inline, LinkTarget};

/// The blocks, put in normal form if their Markdown could read back differently.
pub(super) fn readable(blocks: &[Block]) -> Cow<'_, [Block]> {
    if are_readable(blocks, MAX_DEPTH) { Cow::Borrowed(blocks) } else { Cow::Owned(normalized(blocks)) }
}

/// Whether the Markdown of blocks reads back unchanged. `levels` is the number of further levels of nesting, which bounds
/// the recursion.
fn are_readable(blocks: &[Block], levels: usize) -> bool {
    blocks.is_empty() || levels > 0 && blocks.iter().all(|block| is_readable(block, levels - 1))
}

fn is_readable(block: &Block, levels: usize) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => is_line(content, levels),
        Block::Quote { content } => are_readable(content, levels),
        Block::List(list) => list.items.iter().all(|item| are_readable(&item.content, levels)),
        Block::DescriptionList { items } => items.iter().all(|item| are_readable(&item.content, levels)),
        Block::Table(table) => {
            let mut cells = table.rows().flat_map(|row| &row.cells);
            are_readable(&table.caption, levels) && cells.all(|cell| are_readable(&cell.content, levels))
        }
        Block::Figure(figure) => {
            figure.images.iter().all(is_figure_image) && are_readable(&figure.caption, levels)
        }
        // Markdown readers convert a carriage return to a line end. An info string cannot hold every name (§4.5).
        Block::Code(code) => {
            code.language.as_ref().is_none_or(|name| language(name).is_some())
                && memchr::memchr(b'\r', code.text().as_bytes()).is_none()
        }
        Block::Embed(embed) => is_one_line(embed.title.as_deref()),
        Block::ThematicBreak => true,
    }
}

/// Whether no two texts are adjacent, and each inline reads back unchanged.
fn is_line(content: &[Inline], levels: usize) -> bool {
    // Most lines are a single text.
    if let [Inline::Text(only)] = content {
        return is_one_line(Some(only));
    }
    let are_texts = |pair: &[Inline]| matches!(pair, [Inline::Text(_), Inline::Text(_)]);
    // Each text is escaped separately, so two adjacent texts could hide a tag: `<b` and `>`.
    content.is_empty()
        || levels > 0
            && !content.windows(2).any(are_texts)
            && content.iter().all(|inline| is_inline(inline, levels - 1))
}

fn is_inline(inline: &Inline, levels: usize) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code { text } | Inline::Math { tex: text, .. } => {
            is_one_line(Some(text))
        }
        Inline::Image(image) => is_image(image),
        Inline::Link(link) => {
            // CommonMark §6.3: links contain no other links, at any depth.
            is_target(&link.target) && is_line(&link.content, levels) && !has_link(&link.content)
        }
        Inline::Ruby(ruby) => is_line(&ruby.base, levels) && is_line(&ruby.reading, levels),
        Inline::Marked { content, .. } => is_line(content, levels),
        Inline::LineBreak => true,
    }
}

/// Whether inlines contain a link at any depth. The recursion is bounded, because `is_line` has checked the depth.
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
    // In Markdown, a line end within a text becomes a space, or the next line may start a block.
    text.is_none_or(|text| memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_in_normal_form_is_not_copied() {
        let page = crate::html::Reader::new().read(
            "<h2>Rain</h2><p>It <b>stopped</b>, <a href=/b><i>here</i></a>.<ul><li>Sun</ul><blockquote>Wind\
            <table><tr><td>x</table></blockquote><figure><a href=/c><img src=/d></a></figure><pre>y</pre>",
        );
        assert!(matches!(readable(&page.body), Cow::Borrowed(_)));
    }
}
