//! Drops trees of any depth.

use super::{Block, Inline};

/// Drops a tree of any depth without recursion.
///
/// The default drop is recursive and overflows the stack for trees with tens of thousands of levels. Trees that this crate
/// reads are never that deep, but a tree built by hand can be.
///
/// ```
/// use newsclip::tree::{Block, dismantle};
///
/// let deep = (0..1_000_000).fold(Block::ThematicBreak, |inner, _| Block::quote(vec![inner]));
/// dismantle(vec![deep]);
/// ```
pub fn dismantle(blocks: Vec<Block>) {
    // Each block is emptied before it is dropped, so that the default drop has nothing to recurse into.
    let mut rest = blocks;
    while let Some(block) = rest.pop() {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => dismantle_inlines(content),
            Block::Quote { mut content } => rest.append(&mut content),
            Block::List(list) => rest.extend(list.items.into_iter().flat_map(|item| item.content)),
            Block::DescriptionList { items } => rest.extend(items.into_iter().flat_map(|item| item.content)),
            Block::Table(table) => {
                let rows = table.head.into_iter().chain(table.body);
                let cells = rows.flat_map(|row| row.cells);
                rest.extend(cells.flat_map(|cell| cell.content).chain(table.caption));
            }
            Block::Figure(mut figure) => rest.append(&mut figure.caption),
            Block::Code(code) => dismantle_inlines(code.content),
            Block::Embed(_) | Block::ThematicBreak => {}
        }
    }
}

fn dismantle_inlines(inlines: Vec<Inline>) {
    let mut rest = inlines;
    while let Some(inline) = rest.pop() {
        match inline {
            Inline::Marked { mut content, .. } => rest.append(&mut content),
            Inline::Link(mut link) => rest.append(&mut link.content),
            Inline::Ruby(mut ruby) => {
                rest.append(&mut ruby.base);
                rest.append(&mut ruby.reading);
            }
            Inline::Text(_)
            | Inline::Code { .. }
            | Inline::Math { .. }
            | Inline::Image(_)
            | Inline::LineBreak => {}
        }
    }
}
