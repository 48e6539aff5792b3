//! Atom 1.0 (RFC 4287).

use std::fmt::{self, Write};

use super::entry::Entry;
use super::stream::{HISTORY, Head};
use super::xml::{self, element, element_with, empty};
use crate::Timestamp;
use crate::url::web_page;

pub(super) fn open(head: &Head<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    attributes.extend(head.is_archive.then_some(("xmlns:fh", HISTORY)));
    attributes.extend(head.feed.language.as_deref().map(|language| ("xml:lang", language)));
    xml::open(out, "feed", &attributes)?;
    out.write_char('\n')?;
    elements(head, out)
}

pub(super) fn close(out: &mut impl Write) -> fmt::Result {
    out.write_str("</feed>\n")
}

fn elements(head: &Head<'_>, out: &mut impl Write) -> fmt::Result {
    let feed = head.feed;
    // §4.1.1: id, title and updated are demanded; so is an author, unless every entry has one.
    element(out, "id", head.self_url.as_ref().unwrap_or(&feed.url).as_str())?;
    element_with(out, "title", &[("type", "text")], feed.title())?;
    element(out, "updated", &updated(head.updated))?;
    if let Some(url) = web_page(&feed.url) {
        empty(out, "link", &[("rel", "alternate"), ("href", url)])?;
    }
    for (relation, url) in head.links() {
        let attributes = [("rel", relation), ("type", "application/atom+xml"), ("href", url.as_str())];
        empty(out, "link", &attributes)?;
    }
    if head.is_archive {
        out.write_str("<fh:archive/>\n")?;
    }
    if let Some(hub) = &feed.hub {
        empty(out, "link", &[("rel", "hub"), ("href", hub.as_str())])?;
    }
    if let Some(description) = &feed.description {
        element_with(out, "subtitle", &[("type", "text")], description)?;
    }
    let mut authors = feed.authors.iter().filter(|name| !name.trim().is_empty()).peekable();
    let has_author = authors.peek().is_some();
    authors.try_for_each(|name| author(name, out))?;
    if !has_author {
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

pub(super) fn entry(head: &Head<'_>, entry: &Entry<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<entry>\n")?;
    element(out, "id", &entry.id)?;
    element_with(out, "title", &[("type", "text")], &entry.title)?;
    if let Some(published) = entry.document.published {
        element(out, "published", &published.to_string())?;
    }
    // §4.2.15: demanded; a document without a time is as new as its feed.
    element(out, "updated", &updated(entry.document.published.or(head.updated)))?;
    if let Some(url) = entry.url() {
        empty(out, "link", &[("rel", "alternate"), ("href", url)])?;
    }
    for enclosure in &entry.enclosures {
        let attributes = [("rel", "enclosure"), ("type", &*enclosure.media_type), ("href", &*enclosure.url)];
        empty(out, "link", &attributes)?;
    }
    entry.author().into_iter().try_for_each(|name| author(name, out))?;
    entry.tags().try_for_each(|tag| empty(out, "category", &[("term", tag)]))?;
    if let Some(summary) = &entry.summary {
        element_with(out, "summary", &[("type", "text")], summary)?;
    }
    element_with(out, "content", &[("type", "html")], &entry.html)?;
    out.write_str("</entry>\n")
}

fn author(name: &str, out: &mut impl Write) -> fmt::Result {
    out.write_str("<author>")?;
    xml::open(out, "name", &[])?;
    crate::write::escape::write_text(out, name)?;
    out.write_str("</name></author>\n")
}

/// RFC 3339; without any time in the feed, 1970, which readers know to mean nothing.
fn updated(time: Option<Timestamp>) -> String {
    time.map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |time| time.to_string())
}
