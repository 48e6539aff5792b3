//! JSON Feed 1.0 and 1.1.

use serde::Deserialize;

use super::raw::{RawEntry, RawFeed};
use super::refused;
use crate::error::Error;
use crate::scan::write_text;

#[derive(Deserialize)]
struct JsonFeed {
    version: String,
    title: Option<String>,
    home_page_url: Option<String>,
    feed_url: Option<String>,
    description: Option<String>,
    icon: Option<String>,
    favicon: Option<String>,
    language: Option<String>,
    #[serde(default)]
    authors: Vec<Author>,
    author: Option<Author>,
    #[serde(default)]
    hubs: Vec<Hub>,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Author {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Hub {
    url: String,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    id: serde_json::Value,
    url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    summary: Option<String>,
    image: Option<String>,
    date_published: Option<String>,
    date_modified: Option<String>,
    language: Option<String>,
    #[serde(default)]
    authors: Vec<Author>,
    author: Option<Author>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    attachments: Vec<Attachment>,
}

#[derive(Deserialize)]
struct Attachment {
    url: String,
    mime_type: Option<String>,
    title: Option<String>,
}

pub(super) fn read(text: &str) -> Result<RawFeed, Error> {
    let feed: JsonFeed = serde_json::from_str(text).map_err(|error| Error::json(error, text))?;
    if !feed.version.starts_with("https://jsonfeed.org/version/") {
        return Err(refused("the version of JSON Feed", text, 0));
    }
    Ok(RawFeed {
        title: feed.title,
        url: feed.home_page_url,
        feed_url: feed.feed_url,
        description: feed.description,
        language: feed.language,
        authors: names(feed.authors, feed.author),
        icon: feed.icon.or(feed.favicon),
        hub: feed.hubs.into_iter().next().map(|hub| hub.url),
        entries: feed.items.into_iter().map(entry).collect(),
        ..RawFeed::default()
    })
}

/// `authors`, or `author` of version 1.0.
fn names(authors: Vec<Author>, author: Option<Author>) -> Vec<String> {
    authors.into_iter().chain(author).filter_map(|author| author.name).collect()
}

fn entry(item: Item) -> RawEntry {
    let id = match item.id {
        serde_json::Value::String(id) => Some(id),
        serde_json::Value::Null => None,
        other => Some(other.to_string()),
    };
    RawEntry {
        title: item.title,
        id,
        id_is_url: false,
        url: item.url,
        published: item.date_published,
        updated: item.date_modified,
        language: item.language,
        authors: names(item.authors, item.author),
        tags: item.tags,
        content: item.content_html.or_else(|| item.content_text.as_deref().map(as_html)),
        summary: item.summary.as_deref().map(as_html),
        images: item.image.into_iter().collect(),
        enclosures: item.attachments.into_iter().map(|file| (file.url, file.mime_type, file.title)).collect(),
        ..RawEntry::default()
    }
}

/// Plain text as HTML: empty lines part paragraphs.
pub(super) fn as_html(text: &str) -> String {
    let mut html = String::new();
    for paragraph in text.split("\n\n") {
        html.push_str("<p>");
        for (index, line) in paragraph.lines().enumerate() {
            html.push_str(if index > 0 { "<br>" } else { "" });
            write_text(&mut html, line).expect("writing to a string does not fail");
        }
        html.push_str("</p>");
    }
    html
}
