//! Atom 1.0 (RFC 4287).

use std::fmt::{self, Write};

use super::Feed;
use super::entry::{Entry, Ids};
use super::xml::{element, element_with, empty, open};
use crate::Timestamp;

pub(super) fn write(feed: &Feed, out: &mut impl Write) -> fmt::Result {
    out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    let namespace = ("xmlns", "http://www.w3.org/2005/Atom");
    match &feed.language {
        Some(language) => open(out, "feed", &[namespace, ("xml:lang", language)])?,
        None => open(out, "feed", &[namespace])?,
    }
    out.write_char('\n')?;
    head(feed, out)?;
    let mut ids = Ids::default();
    for document in &feed.documents {
        entry(feed, &Entry::new(document, &mut ids), out)?;
    }
    out.write_str("</feed>\n")
}

fn head(feed: &Feed, out: &mut impl Write) -> fmt::Result {
    // §4.1.1: id, title and updated are demanded; so is an author, unless every entry has one.
    element(out, "id", feed.feed_url.as_ref().unwrap_or(&feed.url).as_str())?;
    element_with(out, "title", &[("type", "text")], feed.title())?;
    element(out, "updated", &updated(feed.last_change()))?;
    empty(out, "link", &[("rel", "alternate"), ("href", feed.url.as_str())])?;
    if let Some(feed_url) = &feed.feed_url {
        let attributes = [("rel", "self"), ("type", "application/atom+xml"), ("href", feed_url.as_str())];
        empty(out, "link", &attributes)?;
    }
    if let Some(hub) = &feed.hub {
        empty(out, "link", &[("rel", "hub"), ("href", hub.as_str())])?;
    }
    if let Some(description) = &feed.description {
        element_with(out, "subtitle", &[("type", "text")], description)?;
    }
    feed.authors.iter().try_for_each(|name| author(name, out))?;
    if feed.authors.is_empty() {
        author(feed.title(), out)?;
    }
    if let Some(icon) = &feed.icon {
        element(out, "icon", icon.as_str())?;
    }
    if let Some(rights) = &feed.rights {
        element_with(out, "rights", &[("type", "text")], rights)?;
    }
    element(out, "generator", "newsclip")
}

fn entry(feed: &Feed, entry: &Entry<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<entry>\n")?;
    element(out, "id", &entry.id)?;
    element_with(out, "title", &[("type", "text")], &entry.title)?;
    if let Some(published) = entry.document.published {
        element(out, "published", &published.to_string())?;
    }
    // §4.2.15: demanded; a document without a time is as new as its feed.
    element(out, "updated", &updated(entry.document.published.or(feed.last_change())))?;
    empty(out, "link", &[("rel", "alternate"), ("href", entry.document.url.as_str())])?;
    for enclosure in &entry.enclosures {
        let attributes = [("rel", "enclosure"), ("type", &*enclosure.media_type), ("href", &*enclosure.url)];
        empty(out, "link", &attributes)?;
    }
    entry.document.author.iter().try_for_each(|name| author(name, out))?;
    entry.document.tags.iter().try_for_each(|tag| empty(out, "category", &[("term", tag)]))?;
    if let Some(summary) = &entry.summary {
        element_with(out, "summary", &[("type", "text")], summary)?;
    }
    element_with(out, "content", &[("type", "html")], &entry.html)?;
    out.write_str("</entry>\n")
}

fn author(name: &str, out: &mut impl Write) -> fmt::Result {
    out.write_str("<author>")?;
    open(out, "name", &[])?;
    crate::write::escape::write_text(out, name)?;
    out.write_str("</name></author>\n")
}

/// RFC 3339; without any time in the feed, 1970, which readers know to mean nothing.
fn updated(time: Option<Timestamp>) -> String {
    time.map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |time| time.to_string())
}
