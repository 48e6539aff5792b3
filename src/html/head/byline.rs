//! The authors that the text names: the last resort, for pages without metadata about them.

use super::microdata;
use super::sources::Sources;
use crate::html::arena::{Arena, NodeId, is_hidden};
use crate::html::elements::{Attr, Name};
use crate::scan::fold_to_option;

/// The maximum number of characters of a name. Longer texts are sentences about the author.
const MAX_NAME: usize = 60;
/// The maximum number of levels between a link and the byline around it.
const LEVELS: usize = 2;

/// The authors in the first byline: microdata outside of articles, or else the text of links with `rel=author` (HTML §4.6.7.2).
pub(super) fn authors(sources: &Sources<'_>) -> Vec<String> {
    let arena = sources.arena;
    let names = microdata::authors(sources);
    if !names.is_empty() {
        return names;
    }
    let is_author = |id: &&NodeId| author_link(arena, **id).is_some();
    let Some(&first) = sources.links.iter().find(is_author) else { return Vec::new() };
    // Other bylines of the page belong to other articles.
    let parents = arena.ancestors(first);
    let is_byline = |&id: &NodeId| {
        let is_page =
            |name| matches!(name, Name::Article | Name::Body | Name::Html | Name::Main | Name::Section);
        arena.element(id).is_some_and(|element| !is_page(element.html_name()))
    };
    let byline = parents.take(LEVELS).take_while(is_byline).last().unwrap_or(first);
    arena.descendants(byline).filter_map(|id| author_link(arena, id)).collect()
}

/// The text of a visible link to an author.
fn author_link(arena: &Arena<'_>, id: NodeId) -> Option<String> {
    let link =
        arena.element(id).filter(|element| element.html_name() == Name::A && !is_hidden(arena, *element))?;
    let rel = arena.attribute(link, Attr::Rel)?;
    rel.split_ascii_whitespace().find(|relation| relation.eq_ignore_ascii_case("author"))?;
    fold_to_option(&arena.line_content(id)).filter(|name| name.chars().count() <= MAX_NAME)
}
