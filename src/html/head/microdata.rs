//! Microdata (HTML §5) of the first article.

use super::Article;
use crate::html::arena::{Arena, ElementData, NodeId};
use crate::html::elements::{Attr, Name};
use crate::scan::fold_to_option;
use crate::time::Timestamp;

/// The metadata of the first article in microdata.
pub(super) fn article(arena: &Arena<'_>) -> Article {
    let mut article = Article::default();
    let is_article = |&id: &NodeId| {
        let kind = arena.element(id).and_then(|element| arena.attribute(element, Attr::Itemtype));
        // Both `http://schema.org/` and `https://schema.org/` are in use.
        kind.is_some_and(|kind| is_article_type(kind.rsplit('/').next().unwrap_or_default()))
    };
    let Some(root) = arena.ids().find(is_article) else { return article };
    for id in arena.descendants(root) {
        let Some(element) = arena.element(id) else { continue };
        let names = arena.attribute(element, Attr::Itemprop).unwrap_or_default();
        for name in names.split_ascii_whitespace() {
            property(&mut article, name, arena, id, element);
        }
    }
    article
}

fn property(article: &mut Article, name: &str, arena: &Arena<'_>, id: NodeId, element: ElementData) {
    let folded = || fold_to_option(&value(arena, id, element));
    let time = || Timestamp::from_iso8601(&value(arena, id, element));
    match name {
        "headline" if article.title.is_none() => article.title = folded(),
        "description" if article.description.is_none() => article.description = folded(),
        "datePublished" if article.published.is_none() => article.published = time(),
        "dateModified" if article.updated.is_none() => article.updated = time(),
        "author" => article.authors.extend(author(arena, id, element)),
        _ => {}
    }
}

/// The first element in the page that names authors, and its siblings that do.
pub(super) fn authors(arena: &Arena<'_>) -> Vec<String> {
    let author_of = |id: NodeId| {
        let element = arena.element(id)?;
        let names = arena.attribute(element, Attr::Itemprop)?;
        names.split_ascii_whitespace().find(|&name| name == "author")?;
        author(arena, id, element)
    };
    let Some(first) = arena.ids().find(|&id| author_of(id).is_some()) else { return Vec::new() };
    std::iter::once(first).chain(arena.following_siblings(first)).filter_map(author_of).collect()
}

/// An author is a name, or an item with a name.
fn author(arena: &Arena<'_>, id: NodeId, element: ElementData) -> Option<String> {
    let is_name = |&id: &NodeId| {
        let name = arena.element(id).and_then(|element| arena.attribute(element, Attr::Itemprop));
        name.is_some_and(|name| name.split_ascii_whitespace().any(|name| name == "name"))
    };
    // The first node is the element itself.
    if let Some(name) = arena.descendants(id).skip(1).find(is_name) {
        return fold_to_option(&value(arena, name, arena.element(name)?));
    }
    fold_to_option(&value(arena, id, element))
}

/// The value of a property (HTML §5.2.4): an attribute of some elements, the text of others.
fn value(arena: &Arena<'_>, id: NodeId, element: ElementData) -> String {
    let attribute = match element.name {
        Name::Time => arena.attribute(element, Attr::Datetime),
        _ => None,
    };
    match attribute.or_else(|| arena.attribute(element, Attr::Content)) {
        Some(value) => value.to_string(),
        None => arena.text_content(id),
    }
}

/// Whether a type of schema.org is an article.
pub(super) fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review")
}
