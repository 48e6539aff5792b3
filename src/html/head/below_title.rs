//! The texts between the title and the article.

use memchr::memmem;

use super::dateline;
use super::sources::Sources;
use super::title::{heading_of, is_title_and_site};
use crate::html::arena::{Arena, ElementData, NodeData, NodeId, is_hidden};
use crate::html::elements::{Name, Read};

/// The maximum number of texts after the title that are read.
const MAX_TEXTS: usize = 24;
/// The maximum number of nodes that are visited, in the title and after it.
const MAX_NODES: usize = 512;
/// The maximum number of characters of a text before the article.
const MAX_LENGTH: usize = 80;

/// The maximum number of texts that may show the title and are examined.
const MAX_CANDIDATES: usize = 16;

/// The place of a page that shows its title.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownTitle<'a> {
    arena: &'a Arena<'a>,
    node: NodeId,
    /// The title without the name of the site, if the place is no heading.
    pub(super) text: Option<&'a str>,
}

impl<'a> ShownTitle<'a> {
    /// The heading that shows a title, or another text that does.
    pub(super) fn of(sources: &Sources<'a>, title: &str) -> Option<Self> {
        let arena = sources.arena;
        let heading = heading_of(sources, title).map(|node| Self { arena, node, text: None });
        heading.or_else(|| Self::in_text(sources, title))
    }

    /// The text that shows the title of a page without a heading for it, as on many Chinese sites. A date must follow, because the
    /// page may also show the name of the site, which is in the title, too.
    fn in_text(sources: &Sources<'a>, title: &str) -> Option<Self> {
        let arena = sources.arena;
        let shows_title = |text: &str| text == title || is_title_and_site(title, text);
        let candidates = texts(arena, arena.ids()).filter(|(_, text)| shows_title(text)).take(MAX_CANDIDATES);
        candidates
            .filter(|(node, _)| is_shown(arena, *node) && !is_in_link_or_list(arena, *node))
            .map(|(node, text)| Self { arena, node, text: Some(text) })
            .find(|shown| dateline::published(&shown.texts_below(), sources.zone).is_some())
    }

    /// The short visible texts after it.
    pub(super) fn texts_below(&self) -> Vec<&'a str> {
        let Self { arena, node, .. } = *self;
        let is_inside = move |id: &NodeId| arena.ancestors(*id).any(|outer| outer == node);
        let after = arena.ids().skip(node as usize + 1).take(MAX_NODES).skip_while(is_inside);
        let shown = texts(arena, after).filter(|(id, _)| is_shown(arena, *id)).map(|(_, text)| text);
        shown.take_while(|text| is_short(text)).take(MAX_TEXTS).collect()
    }
}

/// Whether a text belongs to a menu or a list of other articles.
fn is_in_link_or_list(arena: &Arena<'_>, id: NodeId) -> bool {
    arena.ancestors(id).any(|outer| matches!(arena.name(outer), Name::A | Name::Li | Name::Option))
}

fn is_short(text: &str) -> bool {
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
fn texts<'a>(
    arena: &'a Arena<'a>,
    nodes: impl Iterator<Item = NodeId>,
) -> impl Iterator<Item = (NodeId, &'a str)> {
    let all = nodes.filter_map(move |id| match arena.data(id) {
        NodeData::Text(text) => Some((id, arena.text(*text).trim())),
        NodeData::Document | NodeData::Element(_) => None,
    });
    all.filter(|(_, text)| !text.is_empty())
}

fn is_shown(arena: &Arena<'_>, id: NodeId) -> bool {
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
