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
        let property = Property { arena, id, element };
        names.split_ascii_whitespace().for_each(|name| property.add_to(&mut article, name));
    }
    article
}

/// An element with a property.
struct Property<'a, 'h> {
    arena: &'a Arena<'h>,
    id: NodeId,
    element: ElementData,
}

impl Property<'_, '_> {
    fn add_to(&self, article: &mut Article, name: &str) {
        let folded = || fold_to_option(&self.value());
        let time = || Timestamp::from_metadata(&self.value());
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
        let arena = self.arena;
        let is_name = |&id: &NodeId| {
            let name = arena.element(id).and_then(|element| arena.attribute(element, Attr::Itemprop));
            name.is_some_and(|name| name.split_ascii_whitespace().any(|name| name == "name"))
        };
        // The first node is the element itself.
        if let Some(id) = arena.descendants(self.id).skip(1).find(is_name) {
            return fold_to_option(&Self { arena, id, element: arena.element(id)? }.value());
        }
        fold_to_option(&self.value())
    }

    /// The value of the property (HTML §5.2.4): an attribute of some elements, the text of others.
    fn value(&self) -> String {
        let attribute = match self.element.name {
            Name::Time => self.arena.attribute(self.element, Attr::Datetime),
            _ => None,
        };
        match attribute.or_else(|| self.arena.attribute(self.element, Attr::Content)) {
            Some(value) => value.to_string(),
            None => self.arena.text_content(self.id),
        }
    }
}

/// Whether a type of schema.org is an article.
pub(super) fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Review")
}
