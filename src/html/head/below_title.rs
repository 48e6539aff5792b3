//! The texts between the title and the article.

use super::sources::Sources;
use super::title::heading_of;
use crate::html::arena::{Arena, ElementData, NodeData, NodeId, is_hidden};
use crate::html::elements::{Name, Read};

/// The maximum number of texts after the title that are read.
const MAX_TEXTS: usize = 24;
/// The maximum number of nodes that are visited, in the title and after it.
const MAX_NODES: usize = 512;
/// The maximum number of characters of a text before the article.
const MAX_LENGTH: usize = 80;

/// The short texts after the heading that shows a title; none if there is no such heading.
pub(super) fn texts_below_title<'a>(
    sources: &Sources<'a>,
    title: &str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let arena = sources.arena;
    let is_short = |text: &&str| text.chars().nth(MAX_LENGTH).is_none();
    let heading = heading_of(sources, title).into_iter();
    heading.flat_map(|heading| texts_after(arena, heading)).take_while(is_short).take(MAX_TEXTS)
}

/// The visible texts after an element, without blank ones.
fn texts_after<'a>(arena: &'a Arena<'a>, element: NodeId) -> impl Iterator<Item = &'a str> {
    let is_inside = move |id: &NodeId| arena.ancestors(*id).any(|outer| outer == element);
    let after = arena.ids().skip(element as usize + 1).take(MAX_NODES).skip_while(is_inside);
    let is_apart =
        |outer: NodeId| arena.element(outer).is_some_and(|element| is_apart(arena, outer, element));
    let is_shown = move |id: &NodeId| !arena.ancestors(*id).any(is_apart);
    let texts = after.filter_map(move |id| match arena.data(id) {
        NodeData::Text(text) => Some((id, arena.text(*text).trim())),
        NodeData::Document | NodeData::Element(_) => None,
    });
    texts.filter(move |(id, text)| !text.is_empty() && is_shown(id)).map(|(_, text)| text)
}

/// Whether the texts in an element are not shown, or belong to the heading of a row: the date in `Founded | February 28, 1998`.
fn is_apart(arena: &Arena<'_>, id: NodeId, element: ElementData) -> bool {
    let has_heading = |row| arena.children(row).take(2).any(|cell| arena.name(cell) == Name::Th);
    let is_in_row = || element.html_name() == Name::Td && arena.parent(id).is_some_and(has_heading);
    let is_left_out = matches!(element.name.row().read, Read::LeftOut(_) | Read::Noscript);
    is_left_out || is_hidden(arena, element) || is_in_row()
}
