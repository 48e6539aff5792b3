//! Microformats of the entry that a page shows: `h-entry` (microformats2) and `hentry` (hAtom 0.1), with `h-card` and `vcard`
//! for its authors.

use super::Article;
use super::byline::MAX_NAME;
use super::sources::Sources;
use super::time::{seen_time, time};
use crate::html::arena::{Arena, NodeId};
use crate::html::elements::{Attr, Name, Read, is_entry_class, may_be_time};
use crate::scan::fold_to_option;
use crate::time::Timestamp;

/// The metadata of the only entry of a page. A page with several entries is a list, which they do not describe.
pub(super) fn entry(sources: &Sources<'_>) -> Article {
    let arena = sources.arena;
    let is_entry = |id: NodeId| class(arena, id).is_some_and(is_entry_class);
    let root = if arena.body_class().is_some_and(is_entry_class) {
        Arena::DOCUMENT
    } else {
        let Some(&first) = sources.entries.first() else { return Article::default() };
        first
    };
    let inside = arena.descendants(root).filter(|&id| is_entry(id)).count();
    if inside < sources.entries.len() {
        return Article::default();
    }
    let mut reading = Reading { arena, zone: sources.zone, article: Article::default(), byline: None };
    let (mut end_of_item, mut end_of_author) = (0, 0);
    // The classes of the entry itself are properties of what is around it.
    for (at, id) in arena.descendants(root).enumerate().skip(1) {
        let Some(class) = class(arena, id).filter(|_| at >= end_of_item) else { continue };
        let end = || at + arena.descendants(id).count();
        if at >= end_of_author && has(class, &["author", "p-author", "u-author"]) {
            reading.author(id);
            end_of_author = end();
        }
        // The properties in an item belong to it, and a property that was read has none.
        let is_read = reading.property(id, class, at < end_of_author);
        if is_read || is_item(class) {
            end_of_item = end();
        }
    }
    reading.article
}

fn class<'a>(arena: &'a Arena<'_>, id: NodeId) -> Option<&'a str> {
    arena.attribute(arena.element(id)?, Attr::Class)
}

fn has(class: &str, names: &[&str]) -> bool {
    class.split_ascii_whitespace().any(|name| names.contains(&name))
}

/// Whether an element is an item of its own: a card, an entry, a reply.
fn is_item(class: &str) -> bool {
    is_entry_class(class) || has(class, &["h-card", "h-cite", "vcard"])
}

struct Reading<'a> {
    arena: &'a Arena<'a>,
    /// The zone of times without one, in minutes east of UTC.
    zone: i32,
    article: Article,
    /// The element around the first author. Authors elsewhere wrote comments.
    byline: Option<NodeId>,
}

impl Reading<'_> {
    /// Reads an author: the name in a card, or a short text.
    fn author(&mut self, id: NodeId) {
        let parent = self.arena.parent(id);
        if self.byline.is_some() && self.byline != parent {
            return;
        }
        let is_name = |&id: &NodeId| class(self.arena, id).is_some_and(|class| has(class, &["fn", "p-name"]));
        let name = self.arena.descendants(id).find(is_name).unwrap_or(id);
        let text = self.text(name).filter(|text| text.chars().count() <= MAX_NAME);
        let Some(name) = text else { return };
        self.article.authors.push(name);
        self.byline = parent;
    }

    /// Reads the other properties that an element is, and returns whether there were any.
    fn property(&mut self, id: NodeId, class: &str, is_in_author: bool) -> bool {
        // The name of a note is its text, which is no title.
        let is_content = has(class, &["e-content", "entry-content"]);
        let is_title = !is_in_author && !is_content && has(class, &["entry-title", "p-name"]);
        let is_summary = has(class, &["entry-summary", "p-summary"]);
        let is_published = has(class, &["published", "dt-published", "entry-date"]);
        let is_updated = has(class, &["updated", "dt-updated"]);
        if is_title && self.article.title.is_none() {
            self.article.title = self.text(id);
        }
        if is_summary && self.article.description.is_none() {
            self.article.description = self.text(id);
        }
        let time = if is_published || is_updated { self.time(id) } else { None };
        if is_published {
            self.article.published = self.article.published.or(time);
        }
        if is_updated {
            self.article.updated = self.article.updated.or(time);
        }
        is_title || is_summary || is_published || is_updated
    }

    /// The time of an element: in an attribute (the value class pattern allows it on a child), or its text.
    fn time(&self, id: NodeId) -> Option<Timestamp> {
        let value = |id| {
            let element = self.arena.element(id)?;
            let attribute = match element.html_name() {
                Name::Time => Attr::Datetime,
                Name::Meta => Attr::Content,
                Name::Data => Attr::Value,
                _ => Attr::Title,
            };
            let value = self.arena.attribute(element, attribute)?;
            // The tokenizer keeps no other titles of such elements, unless the caller skips elements.
            let is_tooltip =
                attribute == Attr::Title && element.row().read == Read::Transparent && !may_be_time(value);
            if is_tooltip { None } else { time(value, self.zone) }
        };
        self.arena.descendants(id).find_map(value).or_else(|| seen_time(&self.text(id)?, self.zone))
    }

    fn text(&self, id: NodeId) -> Option<String> {
        fold_to_option(&self.arena.line_content(id))
    }
}
