//! The texts of a page that readers see.

use memchr::memmem;

use crate::html::arena::{Arena, ElementData, NodeData, NodeId, is_hidden};
use crate::html::elements::{Name, Read};

/// The maximum number of characters of a short text. Those of an article are longer.
const MAX_LENGTH: usize = 80;

pub(super) fn is_short(text: &str) -> bool {
    text.chars().nth(MAX_LENGTH).is_none()
}

/// The short visible texts of a page with one of these labels, from the label on, each with the text after it. `starts` are the first
/// characters of all labels.
pub(super) fn labeled_texts<'a>(
    arena: &'a Arena<'a>,
    labels: &[&str],
    starts: [&str; 2],
) -> Vec<[&'a str; 2]> {
    // Few texts have one, and a search for each label in every text took 30 % of the instructions of reading an article.
    let starts = starts.map(memmem::Finder::new);
    let find = |text: &'a str| {
        let start = starts.iter().filter_map(|start| start.find(text.as_bytes())).min()?;
        let label = labels.iter().filter_map(|label| text[start..].find(label)).min()?;
        Some(&text[start + label..]).filter(|_| is_short(text))
    };
    let mut all = texts(arena, arena.ids()).peekable();
    let mut found = Vec::new();
    while let Some((id, text)) = all.next() {
        if let Some(labeled) = find(text).filter(|_| is_shown(arena, id)) {
            found.push([labeled, all.peek().map_or("", |(_, next)| *next)]);
        }
    }
    found
}

/// The texts of these nodes, without blank ones.
pub(super) fn texts<'a>(
    arena: &'a Arena<'a>,
    nodes: impl Iterator<Item = NodeId>,
) -> impl Iterator<Item = (NodeId, &'a str)> {
    let all = nodes.filter_map(move |id| match arena.data(id) {
        NodeData::Text(text) => Some((id, arena.text(*text).trim())),
        NodeData::Document | NodeData::Element(_) => None,
    });
    all.filter(|(_, text)| !text.is_empty())
}

pub(super) fn is_shown(arena: &Arena<'_>, id: NodeId) -> bool {
    let is_apart =
        |outer: NodeId| arena.element(outer).is_some_and(|element| is_apart(arena, outer, element));
    !arena.ancestors(id).any(is_apart)
}

/// Whether the texts in an element are not shown, or belong to the heading of a row: the date in `Founded | February 28, 1998`.
fn is_apart(arena: &Arena<'_>, id: NodeId, element: ElementData) -> bool {
    let has_heading = |row| arena.children(row).take(2).any(|cell| arena.name(cell) == Name::Th);
    let is_in_row = || element.html_name() == Name::Td && arena.parent(id).is_some_and(has_heading);
    let is_left_out = matches!(element.name.row().read, Read::LeftOut(_) | Read::Noscript);
    is_left_out || is_hidden(arena, element) || is_in_row()
}
