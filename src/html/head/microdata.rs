//! Microdata (HTML §5) of the first article.

use super::Article;
use crate::html::arena::{Arena, ElementData, NodeId};
use crate::html::elements::{Attr, Name};
use crate::scan::fold_to_option;
use crate::time::Timestamp;

/// The properties that are read.
const PROPERTIES: [&str; 5] = ["headline", "description", "datePublished", "dateModified", "author"];

/// The metadata of the first article in microdata.
pub(super) fn article(arena: &Arena<'_>) -> Article {
    let mut article = Article::default();
    let is_article = |&id: &NodeId| {
        let kind = arena.element(id).and_then(|element| arena.attribute(element, Attr::Itemtype));
        // Both `http://schema.org/` and `https://schema.org/` are in use.
        kind.is_some_and(|kind| is_article_type(kind.rsplit('/').next().unwrap_or_default()))
    };
    let Some(root) = arena.ids().find(is_article) else { return article };
    // For each property, the number of nodes up to the end of the last element that was read for it.
    let mut read = [0; PROPERTIES.len()];
    for (at, id) in arena.descendants(root).enumerate() {
        let Some(element) = arena.element(id) else { continue };
        let Some(names) = arena.attribute(element, Attr::Itemprop) else { continue };
        // Each name once, because a list may repeat it any number of times.
        for (name, read) in PROPERTIES.iter().zip(&mut read) {
            if !has_name(names, name) {
                continue;
            }
            let is_inside = at < *read;
            if !is_inside {
                *read = at + arena.descendants(id).count();
            }
            Property { arena, id, element, is_inside }.add_to(&mut article, name);
        }
    }
    article
}

fn has_name(names: &str, wanted: &str) -> bool {
    names.split_ascii_whitespace().any(|name| name == wanted)
}

/// The authors that the first element with this property names, and its siblings.
pub(super) fn authors(arena: &Arena<'_>) -> Vec<String> {
    let property = |id: NodeId| {
        let element = arena.element(id)?;
        let is_author = has_name(arena.attribute(element, Attr::Itemprop)?, "author");
        is_author.then_some(Property { arena, id, element, is_inside: false })
    };
    // Only the first one is tried, because trying all that are empty could read the same text many times.
    let Some(first) = arena.ids().find(|&id| property(id).is_some()) else { return Vec::new() };
    let all = std::iter::once(first).chain(arena.following_siblings(first));
    all.filter_map(|id| property(id)?.author()).collect()
}

/// An element with a property.
struct Property<'a> {
    arena: &'a Arena<'a>,
    id: NodeId,
    element: ElementData,
    /// Whether it is in an element that was read for the same property. Its text is not read again: deep elements would take the
    /// time of their depth times their text.
    is_inside: bool,
}

impl Property<'_> {
    fn add_to(&self, article: &mut Article, name: &str) {
        let folded = || fold_to_option(&self.value()?);
        let time = || Timestamp::from_metadata(&self.value()?);
        match name {
            "headline" if article.title.is_none() => article.title = folded(),
            "description" if article.description.is_none() => article.description = folded(),
            "datePublished" if article.published.is_none() => article.published = time(),
            "dateModified" if article.updated.is_none() => article.updated = time(),
            "author" => article.authors.extend(self.author()),
            _ => {}
        }
    }

    /// An author is a name, or an item with a name.
    fn author(&self) -> Option<String> {
        let name = if self.is_inside { None } else { self.name() };
        fold_to_option(&name.as_ref().unwrap_or(self).value()?)
    }

    /// The name of an item.
    fn name(&self) -> Option<Self> {
        let arena = self.arena;
        // The first node is the element itself.
        arena.descendants(self.id).skip(1).find_map(|id| {
            let element = arena.element(id)?;
            let is_name = has_name(arena.attribute(element, Attr::Itemprop)?, "name");
            is_name.then_some(Self { arena, id, element, is_inside: false })
        })
    }

    /// The value of a property (HTML §5.2.4): an attribute of some elements, the text of others.
    fn value(&self) -> Option<String> {
        let attribute = match self.element.name {
            Name::Time => self.arena.attribute(self.element, Attr::Datetime),
            _ => None,
        };
        match attribute.or_else(|| self.arena.attribute(self.element, Attr::Content)) {
            Some(value) => Some(value.to_string()),
            None => (!self.is_inside).then(|| self.arena.text_content(self.id)),
        }
    }
}

/// Whether a type of schema.org is an article.
pub(super) fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review")
}
