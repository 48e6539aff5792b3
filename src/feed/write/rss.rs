//! RSS 2.0, by the RSS Advisory Board's Best Practices Profile.

use std::fmt::{self, Write};

use url::Url;

use super::Format;
use super::entry::Entry;
use super::head::{HISTORY, Head};
use super::xml::{cdata, element, element_with, empty};
use crate::scan::write_text;

pub(in crate::feed) struct Rss;

const NAMESPACES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"";

impl Format for Rss {
    fn open(&self, head: &Head<'_>, out: &mut String) -> fmt::Result {
        out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        let history = if head.is_archive { format!(" xmlns:fh=\"{HISTORY}\"") } else { String::new() };
        writeln!(out, "<rss version=\"2.0\" {NAMESPACES}{history}>\n<channel>")?;
        channel(head, out)
    }

    fn entry(&self, head: &Head<'_>, entry: &Entry<'_>, _: usize, out: &mut String) -> fmt::Result {
        out.write_str("<item>\n")?;
        about(head, entry, out)?;
        content(entry, out)?;
        out.write_str("</item>\n")
    }

    fn close(&self, out: &mut String) -> fmt::Result {
        out.write_str("</channel>\n</rss>\n")
    }
}

fn channel(head: &Head<'_>, out: &mut String) -> fmt::Result {
    let feed = head.feed;
    let site = head.site().map_or("", Url::as_str);
    element(out, "title", head.title())?;
    element(out, "link", site)?;
    element(out, "description", feed.description.as_deref().unwrap_or(head.title()))?;
    if let Some(language) = &feed.language {
        element(out, "language", language)?;
    }
    if let Some(rights) = &feed.rights {
        element(out, "copyright", rights)?;
    }
    if let Some(updated) = head.updated {
        element(out, "lastBuildDate", &updated.to_rfc2822())?;
    }
    element(out, "generator", "newsclip")?;
    element(out, "docs", "https://www.rssboard.org/rss-specification")?;
    if let Some(ttl) = feed.ttl {
        element(out, "ttl", &ttl.to_string())?;
    }
    if let Some(icon) = head.icon() {
        out.write_str("<image>\n")?;
        element(out, "url", icon.as_str())?;
        element(out, "title", head.title())?;
        element(out, "link", site)?;
        out.write_str("</image>\n")?;
    }
    for (relation, url) in head.links() {
        let attributes = [("href", url.as_str()), ("rel", relation), ("type", "application/rss+xml")];
        empty(out, "atom:link", &attributes)?;
    }
    if head.is_archive {
        out.write_str("<fh:archive/>\n")?;
    }
    match head.hub() {
        Some(hub) => empty(out, "atom:link", &[("href", hub.as_str()), ("rel", "hub")]),
        None => Ok(()),
    }
}

/// What is known about a document.
fn about(head: &Head<'_>, entry: &Entry<'_>, out: &mut String) -> fmt::Result {
    if !entry.title.is_empty() {
        element(out, "title", &entry.title)?;
    }
    if let Some(url) = entry.url() {
        element(out, "link", url)?;
    }
    let is_permalink = if entry.is_permalink() { "true" } else { "false" };
    element_with(out, "guid", &[("isPermaLink", is_permalink)], &entry.id)?;
    if let Some(published) = entry.document.published {
        element(out, "pubDate", &published.to_rfc2822())?;
    }
    if let Some(updated) = entry.document.updated {
        element(out, "atom:updated", &updated.to_string())?;
    }
    if let Some(language) = &entry.document.language {
        element(out, "dc:language", language)?;
    }
    let of_feed = if entry.authors.is_empty() { head.authors() } else { Vec::new() };
    entry.authors.iter().chain(&of_feed).try_for_each(|author| element(out, "dc:creator", author))?;
    entry.tags.iter().try_for_each(|tag| element(out, "category", tag))
}

fn content(entry: &Entry<'_>, out: &mut String) -> fmt::Result {
    // The profile requires `description` before `content:encoded`. It is HTML, so text is escaped twice.
    if entry.summary.is_some() || entry.title.is_empty() {
        let mut summary = String::new();
        write_text(&mut summary, entry.summary.as_deref().unwrap_or_default())?;
        element(out, "description", &summary)?;
    }
    cdata(out, "content:encoded", &entry.html)?;
    if let Some(image) = &entry.image {
        empty(out, "media:content", &[("url", image), ("medium", "image")])?;
    }
    // Readers take one enclosure. By the profile, a length that is not known is 0.
    let Some(enclosure) = entry.enclosures.first() else { return Ok(()) };
    let attributes = [("url", &*enclosure.url), ("length", "0"), ("type", &*enclosure.media_type)];
    empty(out, "enclosure", &attributes)
}
