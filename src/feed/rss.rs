//! RSS 2.0, as the RSS Advisory Board's Best Practices Profile has it.

use std::fmt::{self, Write};

use super::Feed;
use super::entry::Entry;
use super::stream::{HISTORY, Head};
use super::xml::{cdata, element, element_with, empty};
use crate::url::web_page;
use crate::write::escape::write_text;

const NAMESPACES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"";

pub(super) fn open(head: &Head<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
    let history = if head.is_archive { format!(" xmlns:fh=\"{HISTORY}\"") } else { String::new() };
    writeln!(out, "<rss version=\"2.0\" {NAMESPACES}{history}>\n<channel>")?;
    channel(head, out)
}

pub(super) fn close(out: &mut impl Write) -> fmt::Result {
    out.write_str("</channel>\n</rss>\n")
}

fn channel(head: &Head<'_>, out: &mut impl Write) -> fmt::Result {
    let feed = head.feed;
    element(out, "title", feed.title())?;
    element(out, "link", web_page(&feed.url).unwrap_or_default())?;
    element(out, "description", feed.description.as_deref().unwrap_or(feed.title()))?;
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
    if let Some(icon) = &feed.icon {
        out.write_str("<image>\n")?;
        element(out, "url", icon.as_str())?;
        element(out, "title", feed.title())?;
        element(out, "link", web_page(&feed.url).unwrap_or_default())?;
        out.write_str("</image>\n")?;
    }
    for (relation, url) in head.links() {
        let attributes = [("href", url.as_str()), ("rel", relation), ("type", "application/rss+xml")];
        empty(out, "atom:link", &attributes)?;
    }
    if head.is_archive {
        out.write_str("<fh:archive/>\n")?;
    }
    if let Some(hub) = &feed.hub {
        empty(out, "atom:link", &[("href", hub.as_str()), ("rel", "hub")])?;
    }
    Ok(())
}

pub(super) fn item(feed: &Feed, entry: &Entry<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<item>\n")?;
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
    let others = feed.authors.iter().map(String::as_str).filter(|author| !author.trim().is_empty());
    let mut authors = entry.author().into_iter().chain(others.filter(|_| entry.author().is_none()));
    authors.try_for_each(|author| element(out, "dc:creator", author))?;
    entry.tags().try_for_each(|tag| element(out, "category", tag))?;
    // The profile wants `description` before `content:encoded`. It is HTML, so text is escaped twice.
    if entry.summary.is_some() || entry.title.is_empty() {
        let mut summary = String::new();
        write_text(&mut summary, entry.summary.as_deref().unwrap_or_default())?;
        element(out, "description", &summary)?;
    }
    cdata(out, "content:encoded", &entry.html)?;
    if let Some(image) = &entry.image {
        empty(out, "media:content", &[("url", image), ("medium", "image")])?;
    }
    // Readers take one enclosure; a length that is not known is 0, says the profile.
    if let Some(enclosure) = entry.enclosures.first() {
        let attributes = [("url", &*enclosure.url), ("length", "0"), ("type", &*enclosure.media_type)];
        empty(out, "enclosure", &attributes)?;
    }
    out.write_str("</item>\n")
}
