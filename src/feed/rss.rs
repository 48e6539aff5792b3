//! RSS 2.0, as the RSS Advisory Board's Best Practices Profile has it.

use std::fmt::{self, Write};

use super::Feed;
use super::entry::{Entry, Ids};
use super::xml::{cdata, element, element_with, empty};
use crate::Timestamp;
use crate::write::escape::write_text;

const NAMESPACES: &str = "xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"";

pub(super) fn write(feed: &Feed, out: &mut impl Write) -> fmt::Result {
    writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" {NAMESPACES}>\n<channel>"
    )?;
    channel(feed, out)?;
    let mut ids = Ids::default();
    for document in &feed.documents {
        item(feed, &Entry::new(document, &mut ids), out)?;
    }
    out.write_str("</channel>\n</rss>\n")
}

fn channel(feed: &Feed, out: &mut impl Write) -> fmt::Result {
    element(out, "title", feed.title())?;
    element(out, "link", feed.url.as_str())?;
    element(out, "description", feed.description.as_deref().unwrap_or(feed.title()))?;
    if let Some(language) = &feed.language {
        element(out, "language", language)?;
    }
    if let Some(rights) = &feed.rights {
        element(out, "copyright", rights)?;
    }
    if let Some(updated) = feed.last_change() {
        element(out, "lastBuildDate", &date(updated))?;
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
        element(out, "link", feed.url.as_str())?;
        out.write_str("</image>\n")?;
    }
    if let Some(feed_url) = &feed.feed_url {
        let attributes = [("href", feed_url.as_str()), ("rel", "self"), ("type", "application/rss+xml")];
        empty(out, "atom:link", &attributes)?;
    }
    if let Some(hub) = &feed.hub {
        empty(out, "atom:link", &[("href", hub.as_str()), ("rel", "hub")])?;
    }
    Ok(())
}

fn item(feed: &Feed, entry: &Entry<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("<item>\n")?;
    if !entry.title.is_empty() {
        element(out, "title", &entry.title)?;
    }
    element(out, "link", entry.document.url.as_str())?;
    let is_permalink = if entry.is_permalink() { "true" } else { "false" };
    element_with(out, "guid", &[("isPermaLink", is_permalink)], &entry.id)?;
    if let Some(published) = entry.document.published {
        element(out, "pubDate", &date(published))?;
    }
    let author = entry.document.author.iter();
    let authors = author.chain(feed.authors.iter().filter(|_| entry.document.author.is_none()));
    authors.into_iter().try_for_each(|author| element(out, "dc:creator", author))?;
    entry.document.tags.iter().try_for_each(|tag| element(out, "category", tag))?;
    // The profile wants `description` before `content:encoded`. It is HTML, so text is escaped twice.
    let mut summary = String::new();
    write_text(&mut summary, entry.summary.as_deref().unwrap_or(&entry.title))?;
    element(out, "description", &summary)?;
    cdata(out, "content:encoded", &[], &entry.html)?;
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

/// RFC 822, with a year of four digits.
fn date(time: Timestamp) -> String {
    time.to_rfc2822()
}
