//! What the elements of RSS, Atom and their modules mean, one line each.

use super::element::{Open, Space};
use super::raw::{RawEntry, RawFeed};
use crate::html::text_of_html;

/// An element of an item.
pub(super) fn entry_field(
    entry: &mut RawEntry,
    open: &Open,
    parent: &str,
    plain: impl Fn() -> Option<String>,
    html: impl Fn() -> String,
) {
    use Space::{Atom, Content, DublinCore, Itunes, Media, Rss};
    let text = || plain().unwrap_or_default();
    match (open.space, open.name.as_str()) {
        (Rss | DublinCore, "title") if parent == "item" && entry.title.is_none() => entry.title = plain(),
        (Atom, "title") if parent == "entry" => entry.title = Some(text_of_html(&html())),
        (Rss, "link") if parent == "item" => entry.url = plain().or(entry.url.take()),
        (Atom, "link") => atom_link(entry, open),
        (Rss, "guid") => {
            entry.id = plain();
            let is_permalink = open.attribute("isPermaLink").unwrap_or("true") == "true";
            entry.id_is_url = is_permalink && text().starts_with("http");
        }
        (Atom, "id") if parent == "entry" => entry.id = plain(),
        (Rss, "pubDate") | (DublinCore, "date") | (Atom, "published" | "issued" | "created") => {
            entry.published = plain().or(entry.published.take());
        }
        (Atom, "updated" | "modified") | (DublinCore, "modified") if parent != "source" => {
            entry.updated = plain();
        }
        (DublinCore, "language") => entry.language = plain(),
        (DublinCore, "creator") => entry.authors.extend(plain()),
        (Rss, "author") if entry.authors.is_empty() => {
            entry.authors.extend(plain().map(|text| person(&text)));
        }
        (Atom, "name") if parent == "author" => entry.authors.extend(plain()),
        (Itunes, "author") if entry.authors.is_empty() => entry.authors.extend(plain()),
        (Rss, "category") | (DublinCore, "subject") => entry.tags.extend(plain()),
        (Atom, "category") => {
            let term = open.attribute("label").or(open.attribute("term"));
            entry.tags.extend(term.map(str::to_string));
        }
        (Content, "encoded") => entry.content = plain(),
        (Rss, "description") if parent == "item" => entry.summary = plain(),
        (DublinCore, "description") if entry.summary.is_none() => entry.summary = plain(),
        (Atom, "content") if open.attribute("src").is_none() => entry.content = Some(html()),
        (Atom, "summary") => entry.summary = Some(html()),
        (Rss, "enclosure") => {
            let url = open.attribute("url").map(str::to_string);
            let media_type = open.attribute("type").map(str::to_string);
            entry.enclosures.extend(url.map(|url| (url, media_type, None)));
        }
        (Media, "content" | "thumbnail") => media(entry, open),
        _ => {}
    }
    if matches!((open.space, open.name.as_str()), (Content, "encoded") | (Atom, "content")) {
        entry.base = open.base.clone().or(entry.base.take());
    }
}

/// An element of the feed itself.
pub(super) fn feed_field(
    feed: &mut RawFeed,
    open: &Open,
    parent: &str,
    plain: impl Fn() -> Option<String>,
    html: impl Fn() -> String,
) {
    use Space::{Atom, DublinCore, Itunes, Rss};
    match (open.space, open.name.as_str()) {
        (Rss, "title") if parent == "channel" => feed.title = plain(),
        (Atom, "title") if parent == "feed" => feed.title = Some(text_of_html(&html())),
        (Rss, "link") if parent == "channel" => feed.url = plain().or(feed.url.take()),
        (Atom, "link") if matches!(parent, "feed" | "channel") => {
            let href = open.attribute("href").map(str::to_string);
            match open.attribute("rel").unwrap_or("alternate") {
                "alternate" => feed.url = href.or(feed.url.take()),
                "self" => feed.feed_url = href,
                "hub" => feed.hub = href,
                _ => {}
            }
        }
        (Rss, "description") if parent == "channel" => feed.description = plain(),
        (Atom, "subtitle" | "tagline") => feed.description = Some(text_of_html(&html())),
        (Rss | DublinCore, "language") => feed.language = plain().or(feed.language.take()),
        (Atom, "name") if parent == "author" => feed.authors.extend(plain()),
        (Rss, "managingEditor") => feed.authors.extend(plain().map(|text| person(&text))),
        (DublinCore, "creator") | (Itunes, "author") if feed.authors.is_empty() => {
            feed.authors.extend(plain());
        }
        (Rss, "url") if parent == "image" => feed.icon = plain(),
        (Atom, "icon" | "logo") if feed.icon.is_none() => feed.icon = plain(),
        (Itunes, "image") if feed.icon.is_none() => feed.icon = open.attribute("href").map(str::to_string),
        (Rss, "copyright") | (DublinCore, "rights") => feed.rights = plain(),
        (Atom, "rights" | "copyright") => feed.rights = Some(text_of_html(&html())),
        (Rss, "ttl") => feed.ttl = plain().and_then(|text| text.parse().ok()),
        (Rss, "lastBuildDate") | (Atom, "updated" | "modified") => feed.updated = plain(),
        (Rss, "pubDate") | (DublinCore, "date") if feed.updated.is_none() => feed.updated = plain(),
        _ => {}
    }
}

fn atom_link(entry: &mut RawEntry, open: &Open) {
    let Some(href) = open.attribute("href") else { return };
    let href = match &open.base {
        Some(base) => base.join(href).map_or_else(|_| href.to_string(), |url| url.to_string()),
        None => href.to_string(),
    };
    match open.attribute("rel").unwrap_or("alternate") {
        "alternate" if entry.url.is_none() => entry.url = Some(href),
        "enclosure" => {
            let attribute = |name| open.attribute(name).map(str::to_string);
            entry.enclosures.push((href, attribute("type"), attribute("title")));
        }
        _ => {}
    }
}

fn media(entry: &mut RawEntry, open: &Open) {
    let Some(url) = open.attribute("url") else { return };
    let media_type = open.attribute("type").unwrap_or_default();
    let medium = open.attribute("medium").unwrap_or_default();
    if open.name == "thumbnail" || medium == "image" || media_type.starts_with("image/") {
        entry.images.push(url.to_string());
    } else if media_type.starts_with("video/") || media_type.starts_with("audio/") {
        entry.enclosures.push((url.to_string(), Some(media_type.to_string()), None));
    }
}

/// `mail@example.org (Name)`: the name.
fn person(text: &str) -> String {
    let name = text.split_once('(').and_then(|(_, name)| name.split_once(')')).map(|(name, _)| name.trim());
    name.filter(|name| !name.is_empty()).unwrap_or(text).to_string()
}
