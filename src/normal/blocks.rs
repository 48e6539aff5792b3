//! What blocks may hold.

use super::is_xml_char;
use crate::{Block, Row};

/// Whether there is anything in a block.
pub(crate) fn has_content(block: &Block) -> bool {
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => !content.is_empty(),
        Block::List(list) => list.items.iter().any(|item| !item.content.is_empty()),
        Block::DescriptionList { items } => items.iter().any(|item| !item.content.is_empty()),
        Block::Quote { content } => !content.is_empty(),
        Block::Code(code) => !code.text.trim().is_empty(),
        Block::Table(table) => {
            !table.caption.is_empty() || table.head.iter().chain(&table.body).any(row_has_content)
        }
        Block::Figure(figure) => !figure.images.is_empty(),
        Block::Embed(_) | Block::ThematicBreak => true,
    }
}

pub(super) fn row_has_content(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.content.is_empty())
}

/// Preformatted text with `\n` between its lines, without the last line's end and without characters
/// that XML cannot hold.
pub(crate) fn clean_code(text: &str) -> String {
    let text = text.strip_suffix('\n').unwrap_or(text);
    if !text.contains(|c| c == '\r' || !is_xml_char(c)) {
        return text.to_string();
    }
    let text = text.strip_suffix('\r').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|&c| is_xml_char(c)).collect()
}

/// A language's name, if it is one: `rust`, `c++`, `objective-c`.
pub(crate) fn language(name: &str) -> Option<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '_' | '.' | '#');
    (!name.is_empty() && name.len() <= 40 && name.chars().all(is_name)).then(|| name.to_string())
}
