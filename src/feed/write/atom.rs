//! Atom 1.0 (RFC 4287).

use std::fmt::{self, Write};

use super::Format;
use super::entry::Entry;
use super::head::{HISTORY, Head};
use super::xml::{self, element, element_with, empty};
use crate::scan::write_text;
use crate::time::Timestamp;

pub(in crate::feed) struct Atom;

impl Format for Atom {
    fn open(&self, head: &Head<'_>, out: &mut String) -> fmt::Result {
        out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
        attributes.extend(head.is_archive.then_some(("xmlns:fh", HISTORY)));
        attributes.extend(head.feed.language.as_deref().map(|language| ("xml:lang", language)));
        xml::open(out, "feed", &attributes)?;
        out.write_char('\n')?;
        elements(head, out)
    }

    fn entry(&self, head: &Head<'_>, entry: &Entry<'_>, _: usize, out: &mut String) -> fmt::Result {
        let language = entry.document.language.as_deref().map(|language| ("xml:lang", language));
        xml::open(out, "entry", language.as_slice())?;
        out.write_char('\n')?;
        element(out, "id", &entry.id)?;
        element_with(out, "title", &[("type", "text")], &entry.title)?;
        if let Some(published) = entry.document.published {
            element(out, "published", &published.to_string())?;
        }
        // §4.2.15: required; a document without a time is as new as its feed.
        let time = entry.document.updated.or(entry.document.published).or(head.updated);
        element(out, "updated", &updated(time))?;
        if let Some(url) = entry.url() {
            empty(out, "link", &[("rel", "alternate"), ("href", url)])?;
        }
        for enclosure in &entry.enclosures {
            let attributes =
                [("rel", "enclosure"), ("type", &*enclosure.media_type), ("href", &*enclosure.url)];
            empty(out, "link", &attributes)?;
        }
        entry.authors.iter().try_for_each(|name| author(name, out))?;
        entry.tags.iter().try_for_each(|tag| empty(out, "category", &[("term", tag)]))?;
        if let Some(summary) = &entry.summary {
            element_with(out, "summary", &[("type", "text")], summary)?;
        }
        element_with(out, "content", &[("type", "html")], &entry.html)?;
        out.write_str("</entry>\n")
    }

    fn close(&self, out: &mut String) -> fmt::Result {
        out.write_str("</feed>\n")
    }
}

fn elements(head: &Head<'_>, out: &mut String) -> fmt::Result {
    let feed = head.feed;
    // §4.1.1: id, title and updated are required; so is an author, unless every entry has one.
    element(out, "id", &id(head))?;
    element_with(out, "title", &[("type", "text")], head.title())?;
    element(out, "updated", &updated(head.updated))?;
    if let Some(url) = head.site() {
        empty(out, "link", &[("rel", "alternate"), ("href", url.as_str())])?;
    }
    for (relation, url) in head.links() {
        let attributes = [("rel", relation), ("type", "application/atom+xml"), ("href", url.as_str())];
        empty(out, "link", &attributes)?;
    }
    if head.is_archive {
        out.write_str("<fh:archive/>\n")?;
    }
    if let Some(hub) = head.hub() {
        empty(out, "link", &[("rel", "hub"), ("href", hub.as_str())])?;
    }
    if let Some(description) = &feed.description {
        element_with(out, "subtitle", &[("type", "text")], description)?;
    }
    let authors = head.authors();
    if authors.is_empty() {
        author(head.title(), out)?;
    }
    authors.iter().try_for_each(|name| author(name, out))?;
    if let Some(icon) = head.icon() {
        element(out, "icon", icon.as_str())?;
    }
    if let Some(rights) = &feed.rights {
        element_with(out, "rights", &[("type", "text")], rights)?;
    }
    element(out, "generator", "newsclip")
}

/// The feed's address, else its site's, else a URN of its title.
fn id(head: &Head<'_>) -> String {
    if let Some(url) = super::head::web(head.self_url.as_ref()).or(head.site()) {
        return url.to_string();
    }
    let title: String = url::form_urlencoded::byte_serialize(head.title().as_bytes()).collect();
    format!("urn:newsclip:{title}")
}

fn author(name: &str, out: &mut String) -> fmt::Result {
    out.write_str("<author><name>")?;
    write_text(out, name)?;
    out.write_str("</name></author>\n")
}

/// RFC 3339. 1970 stands for a time that is not known.
fn updated(time: Option<Timestamp>) -> String {
    time.map_or_else(|| "1970-01-01T00:00:00Z".to_string(), |time| time.to_string())
}
