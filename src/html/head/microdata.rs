//! Microdata (HTML §5) of the first article.

use super::Article;
use super::sources::Sources;
use super::time::seen_time;
use crate::html::arena::{Arena, ElementData, NodeId};
use crate::html::elements::{Attr, Name, PROPERTIES};
use crate::scan::fold_to_option;

/// The metadata of the first article in microdata, or else of the first recipe.
pub(super) fn article(sources: &Sources<'_>) -> Article {
    let arena = sources.arena;
    let mut article = Article::default();
    let first = |is_type: fn(&str) -> bool| {
        let is_document = arena.item_types().into_iter().flatten().map(type_name).any(is_type);
        let document = is_document.then_some(Arena::DOCUMENT);
        let is_item = |id: &NodeId| item_type(arena, *id).is_some_and(is_type);
        document.or_else(|| sources.items.iter().copied().find(is_item))
    };
    let Some(root) = first(is_article_type).or_else(|| first(is_recipe_type)) else { return article };
    // For each property, the number of nodes up to the end of the last element that was read for it.
    let mut read = [0; PROPERTIES.len()];
    let mut end_of_item = 0;
    for (at, id) in arena.descendants(root).enumerate() {
        let Some(element) = arena.element(id).filter(|_| at >= end_of_item) else { continue };
        // The properties in an item belong to it (HTML §5.2.5), such as the author of a comment.
        if at > 0 && arena.attribute(element, Attr::Itemtype).is_some() {
            end_of_item = at + arena.descendants(id).count();
        }
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
            Property { arena, id, element, is_inside }.add_to(&mut article, name, sources.zone);
        }
    }
    article
}

/// The name of the type of an item, unless it reviews something on the page.
fn item_type<'a>(arena: &'a Arena<'_>, id: NodeId) -> Option<&'a str> {
    let element = arena.element(id)?;
    let property = arena.attribute(element, Attr::Itemprop).unwrap_or_default();
    if has_name(property, "review") || has_name(property, "reviews") {
        return None;
    }
    arena.attribute(element, Attr::Itemtype).map(type_name)
}

/// The name of a type without its vocabulary: both `http://schema.org/` and `https://schema.org/` are in use.
fn type_name(kind: &str) -> &str {
    kind.trim_end().rsplit('/').next().unwrap_or_default()
}

fn has_name(names: &str, wanted: &str) -> bool {
    names.split_ascii_whitespace().any(|name| name == wanted)
}

/// The authors in the first element with the property `author`, and in its siblings.
pub(super) fn authors(sources: &Sources<'_>) -> Vec<String> {
    let arena = sources.arena;
    let property = |id: NodeId| {
        let element = arena.element(id)?;
        let is_author = has_name(arena.attribute(element, Attr::Itemprop)?, "author");
        is_author.then_some(Property { arena, id, element, is_inside: false })
    };
    // Only the first one is tried, because trying all that are empty could read the same text many times.
    let Some(&first) = sources.properties.iter().find(|&&id| property(id).is_some()) else {
        return Vec::new();
    };
    let all = std::iter::once(first).chain(arena.following_siblings(first));
    all.filter_map(|id| property(id)?.author()).collect()
}

/// An element with a property.
struct Property<'a> {
    arena: &'a Arena<'a>,
    id: NodeId,
    element: ElementData,
    /// Whether it is in an element that was read for the same property. Its text is not read again, because nested elements
    /// would take quadratic time.
    is_inside: bool,
}

impl Property<'_> {
    fn add_to(&self, article: &mut Article, name: &str, zone: i32) {
        let folded = || fold_to_option(&self.value()?);
        let time = || seen_time(&self.value()?, zone);
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
    let is_posting = kind.ends_with("Posting") && kind != "JobPosting";
    is_posting || kind.ends_with("Article") || matches!(kind, "Report" | "Review")
}

/// Whether a type of schema.org is a recipe, whose pages often have no other type.
pub(super) fn is_recipe_type(kind: &str) -> bool {
    kind == "Recipe"
}
