//! The place that shows the title, and the texts between it and the article.

use super::dateline;
use super::shown_texts::{is_short, is_shown, texts};
use super::sources::Sources;
use super::title::{heading_of, is_title_and_site};
use crate::html::arena::{Arena, NodeId};
use crate::html::elements::Name;

/// The maximum number of texts after the title that are read.
const MAX_TEXTS: usize = 24;
/// The maximum number of nodes that are visited, in the title and after it.
const MAX_NODES: usize = 512;
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
